import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  assertionSchema,
  companionDiagnosticSchema,
  geneRoleSchema,
  packManifestSchema,
} from '../../../shared/knowledge.ts'
import type {
  Assertion,
  Biomarker,
  CompanionDiagnostic,
  DiseaseScope,
  Leaf,
} from '../../../shared/knowledge.ts'

const root = join(import.meta.dirname, '../../..')
const pack = join(root, 'resources/knowledge/starter')

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** Every assertion of the pack with the file it stands in; a bad entry is reported with file and field. */
function readAssertions(): { file: string; assertion: Assertion }[] {
  const folder = join(pack, 'assertions')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const parsed = z.array(assertionSchema).safeParse(readJson(join(folder, file)))
      if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
      return parsed.data.map((assertion) => ({ file, assertion }))
    })
}

/** Companion diagnostics stand in one file or, split by topic, in a folder of that name. */
function readCompanionDiagnostics(): CompanionDiagnostic[] {
  const single = join(pack, 'companion-diagnostics.json')
  const folder = join(pack, 'companion-diagnostics')
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => join(folder, file))
    : []
  return [...(existsSync(single) ? [single] : []), ...files].flatMap((file) => {
    const parsed = z.array(companionDiagnosticSchema).safeParse(readJson(file))
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  })
}

function leavesOf(biomarker: Biomarker): Leaf[] {
  if ('all' in biomarker) return biomarker.all.flatMap(leavesOf)
  if ('any' in biomarker) return biomarker.any.flatMap(leavesOf)
  if ('not' in biomarker) return leavesOf(biomarker.not)
  return [biomarker]
}

/** Gene symbol, protein marker or genome-wide signature that a leaf asks for. */
function subjectOf(leaf: Leaf): string {
  if ('gene' in leaf) return leaf.gene
  if ('marker' in leaf) return leaf.marker
  return leaf.leaf.toUpperCase()
}

/** The same text for the same expression, whatever the order of its parts. */
function canonical(biomarker: Biomarker): string {
  if ('all' in biomarker) return `all(${biomarker.all.map(canonical).sort().join(' ')})`
  if ('any' in biomarker) return `any(${biomarker.any.map(canonical).sort().join(' ')})`
  if ('not' in biomarker) return `not(${canonical(biomarker.not)})`
  return JSON.stringify(Object.entries(biomarker).sort(([a], [b]) => a.localeCompare(b)))
}

/** All codes of an OncoTree file, be it nested by `children` or a list of nodes with `code`. */
function oncotreeCodes(node: unknown, codes = new Set<string>()): Set<string> {
  if (Array.isArray(node)) node.forEach((child) => oncotreeCodes(child, codes))
  else if (node !== null && typeof node === 'object') {
    const { code, children } = node as { code?: unknown; children?: unknown }
    if (typeof code === 'string') codes.add(code)
    if (children !== null && typeof children === 'object' && !Array.isArray(children))
      Object.keys(children).forEach((key) => codes.add(key))
    Object.values(node).forEach((child) => oncotreeCodes(child, codes))
  }
  return codes
}

function diseaseCodes(disease: DiseaseScope): string[] {
  return [...('oncotree' in disease ? disease.oncotree : []), ...disease.except]
}

const oncotreeFile = [
  join(root, 'resources/oncotree/oncotree.json'),
  join(root, '../shared/data/knowledge/oncotree/oncotree_2025_10_03.json'),
].find((file) => existsSync(file))
if (!oncotreeFile) console.warn('skipped: no OncoTree file, neither in resources nor in ../shared/data')

const all = readAssertions()
const assertions = all.map(({ assertion }) => assertion)
const companionDiagnostics = readCompanionDiagnostics()

describe('starter knowledge pack', () => {
  it('says what it is, under which licence, and that it claims no completeness', () => {
    const manifest = packManifestSchema.parse(readJson(join(pack, 'pack.json')))
    expect(manifest.name).toBe('caseboard-starter')
    expect(manifest.notice).toMatch(/not a medical device statement/i)
    expect(manifest.notice).toMatch(/completeness/i)
  })

  it('holds at least 150 assertions over 60 genes or biomarkers', () => {
    const subjects = new Set(assertions.flatMap(({ biomarker }) => leavesOf(biomarker).map(subjectOf)))
    expect(assertions.length).toBeGreaterThanOrEqual(150)
    expect(subjects.size).toBeGreaterThanOrEqual(60)
  })

  it('holds at least 60 companion diagnostics', () => {
    expect(companionDiagnostics.length).toBeGreaterThanOrEqual(60)
  })

  it('gives every entry an identifier of its own', () => {
    const ids = [...assertions, ...companionDiagnostics].map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('names a source with a non-empty identifier for every entry', () => {
    const unsourced = [...assertions, ...companionDiagnostics].filter(({ sources }) =>
      sources.some(({ id }) => id.trim() === ''),
    )
    expect(unsourced.map(({ id }) => id)).toEqual([])
  })

  it('cites the FDA, and nothing weaker, for what it calls FDA approved', () => {
    const wrong = assertions.filter(
      ({ level, strength, sources }) =>
        level.scheme === 'FDA' && (strength !== 'A1' || !sources.some(({ id }) => id.includes('FDA'))),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('names at least one drug wherever it speaks of a treatment', () => {
    const drugless = assertions.filter(
      ({ effect, therapy }) => !['diagnosis', 'prognosis'].includes(effect) && therapy.drugs.length === 0,
    )
    expect(drugless.map(({ id }) => id)).toEqual([])
  })

  it.skipIf(!oncotreeFile)('uses only disease codes that OncoTree has, never a tissue', () => {
    const codes = oncotreeCodes(readJson(oncotreeFile ?? ''))
    expect(codes.has('NSCLC')).toBe(true)
    const tissues = ['BREAST', 'LUNG', 'BOWEL', 'OVARY', 'PROSTATE', 'PANCREAS', 'STOMACH', 'SKIN', 'THYROID']
    const wrong = [...assertions, ...companionDiagnostics].flatMap(({ id, disease }) =>
      diseaseCodes(disease)
        .filter((code) => !codes.has(code) || tissues.includes(code))
        .map((code) => `${id}: ${code}`),
    )
    expect(wrong).toEqual([])
  })

  it('never calls the same biomarker both sensitive and resistant to the same drugs in the same disease', () => {
    const effects = new Map<string, Map<string, string>>()
    for (const { id, biomarker, disease, effect, therapy } of assertions) {
      if (effect !== 'sensitivity' && effect !== 'resistance') continue
      // Resistance holds for each of its drugs alone; sensitivity for its drugs together.
      const regimens = effect === 'resistance' ? therapy.drugs : [[...therapy.drugs].sort().join(' + ')]
      for (const regimen of regimens) {
        const key = [canonical(biomarker), JSON.stringify(disease), regimen].join(' | ')
        effects.set(key, (effects.get(key) ?? new Map<string, string>()).set(effect, id))
      }
    }
    const contradictions = [...effects.values()]
      .filter((found) => found.size > 1)
      .map((found) => [...found.values()])
    expect(contradictions).toEqual([])
  })

  it('knows the role of every gene that it judges by loss of function or as oncogenic', () => {
    const roles = z.array(geneRoleSchema).parse(readJson(join(pack, 'gene-roles.json')))
    const known = new Map(roles.map(({ gene, role }) => [gene, role]))
    expect(known.size).toBe(roles.length)
    const missing = assertions.flatMap(({ biomarker }) =>
      leavesOf(biomarker).flatMap((leaf) => {
        if (leaf.leaf === 'lossOfFunction')
          return known.get(leaf.gene) === 'oncogene' || !known.has(leaf.gene) ? [leaf.gene] : []
        return leaf.leaf === 'oncogenic' && !known.has(leaf.gene) ? [leaf.gene] : []
      }),
    )
    expect([...new Set(missing)]).toEqual([])
  })
})

/** What a board relies on: the distinctions that a gene-level table gets wrong. */
describe('starter knowledge pack, distinctions', () => {
  const byId = (id: string): Assertion => {
    const found = assertions.find((assertion) => assertion.id === id)
    if (!found) throw new Error(`no assertion ${id}`)
    return found
  }

  it('keeps BRAF inhibitors alone out of colorectal cancer and names the partner that lifts it', () => {
    const resistance = byId('braf-v600e-encorafenib-monotherapy-resistance-crc')
    expect(resistance.therapy.exceptInCombinationWith).toContain('cetuximab')
    expect(byId('braf-v600e-encorafenib-cetuximab-crc').therapy.drugs).toEqual(['encorafenib', 'cetuximab'])
  })

  it('lets KRAS G12C block an EGFR antibody only outside its approved combination', () => {
    expect(byId('kras-g12c-cetuximab-resistance-crc').therapy.exceptInCombinationWith).toContain('adagrasib')
    expect(byId('kras-g12c-panitumumab-resistance-crc').therapy.exceptInCombinationWith).toContain(
      'sotorasib',
    )
    const other = leavesOf(byId('kras-exon234-egfr-antibody-resistance-crc').biomarker)
    expect(other).toContainEqual({ leaf: 'codon', gene: 'KRAS', codon: 12, except: ['G12C'] })
  })

  it('asks for tested wild-type KRAS and NRAS before an EGFR antibody in colorectal cancer', () => {
    const leaves = leavesOf(byId('ras-wild-type-panitumumab-folfox-crc').biomarker)
    expect(leaves.map((leaf) => `${leaf.leaf} ${subjectOf(leaf)}`)).toEqual([
      'wildType KRAS',
      'wildType NRAS',
    ])
  })

  it('leaves A763_Y764insFQEA out of the exon 20 insertions', () => {
    const [leaf] = leavesOf(byId('egfr-exon20ins-amivantamab-nsclc').biomarker)
    expect(leaf).toMatchObject({ leaf: 'exon', exon: 20, except: ['A763_Y764insFQEA'] })
  })

  it('asks for a germline variant where the label does, and only there', () => {
    const leafNames = (id: string): string[] => leavesOf(byId(id).biomarker).map(({ leaf }) => leaf)
    expect(new Set(leafNames('germline-brca-olaparib-breast'))).toEqual(new Set(['germlinePathogenic']))
    expect(new Set(leafNames('brca-olaparib-prostate'))).toEqual(new Set(['lossOfFunction']))
  })

  it('does not offer drugs whose approval was withdrawn', () => {
    const offered = assertions
      .filter(({ effect }) => effect === 'sensitivity')
      .flatMap(({ therapy }) => therapy.drugs)
    expect(offered).not.toContain('mobocertinib')
    expect(offered).not.toContain('infigratinib')
  })
})
