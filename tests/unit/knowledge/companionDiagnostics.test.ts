import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { assertionSchema, companionDiagnosticSchema } from '../../../shared/knowledge.ts'
import type { Biomarker, CompanionDiagnostic, Leaf } from '../../../shared/knowledge.ts'

const root = join(import.meta.dirname, '../../..')
const pack = join(root, 'resources/knowledge/starter')

/** Reads a folder of JSON arrays of one schema; a bad entry is reported with its file and field. */
function readFolder<T>(folder: string, schema: z.ZodType<T>): T[] {
  return readdirSync(join(pack, folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const json: unknown = JSON.parse(readFileSync(join(pack, folder, file), 'utf8'))
      const parsed = z.array(schema).safeParse(json)
      if (!parsed.success) throw new Error(`${folder}/${file}: ${z.prettifyError(parsed.error)}`)
      return parsed.data
    })
}

const devices = readFolder('companion-diagnostics', companionDiagnosticSchema)
const assertions = readFolder('assertions', assertionSchema)

/** FDA numbers: premarket approval with supplement, De Novo, 510(k), humanitarian device exemption. */
const approvalNumber = /^(P\d{6}(\/S\d{3,4})?|DEN\d{6}|K\d{6}|H\d{6})$/

/** Drugs of a companion diagnostic that on purpose have no assertion in this pack, with the reason. */
const withoutAssertion: Record<string, string> = {}

function leavesOf(biomarker: Biomarker): Leaf[] {
  if ('all' in biomarker) return biomarker.all.flatMap(leavesOf)
  if ('any' in biomarker) return biomarker.any.flatMap(leavesOf)
  if ('not' in biomarker) return leavesOf(biomarker.not)
  return [biomarker]
}

function byId(id: string): CompanionDiagnostic {
  const found = devices.find((device) => device.id === id)
  if (!found) throw new Error(`no companion diagnostic ${id}`)
  return found
}

const oncotreeFile = join(root, '../shared/data/knowledge/oncotree/oncotree_2025_10_03.json')
if (!existsSync(oncotreeFile)) console.warn(`skipped: no ${oncotreeFile}`)

describe('companion diagnostics of the starter pack', () => {
  it('covers at least 60 approvals, each with an identifier of its own', () => {
    const ids = devices.map(({ id }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(60)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('writes each approval number as the FDA does, and cites the approval it names', () => {
    const wrong = devices.filter(
      ({ approval, sources }) =>
        approval.authority !== 'FDA' ||
        !approvalNumber.test(approval.id) ||
        !sources.some(({ id }) => /^FDA (PMA|HDE|De Novo) /.test(id) && id.endsWith(` ${approval.id}`)),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('links every cited approval to its page of the same number', () => {
    const wrong = devices.flatMap(({ id, approval, sources }) =>
      sources
        .filter(
          (source) => /^FDA (PMA|HDE|De Novo) /.test(source.id) && source.id.endsWith(` ${approval.id}`),
        )
        .filter(({ url }) => !url?.endsWith(`id=${approval.id.replace('/', '')}`))
        .map(() => id),
    )
    expect(wrong).toEqual([])
  })

  it('never dates an approval in the future or before companion diagnostics existed', () => {
    const wrong = devices.filter(
      ({ approval }) =>
        approval.date !== null && (approval.date < '1998-01-01' || approval.date > '2026-11-23'),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('dates one approval the same wherever it appears', () => {
    const dates = new Map<string, Set<string>>()
    for (const { approval } of devices) {
      if (approval.date === null) continue
      dates.set(approval.id, (dates.get(approval.id) ?? new Set<string>()).add(approval.date))
    }
    expect([...dates].filter(([, found]) => found.size > 1).map(([id]) => id)).toEqual([])
  })

  it('names drugs in lower case, so that they meet the drugs of the assertions', () => {
    const wrong = devices.flatMap(({ id, drugs }) =>
      drugs.filter((drug) => drug !== drug.toLowerCase().trim()).map((drug) => `${id}: ${drug}`),
    )
    expect(wrong).toEqual([])
  })

  it('names only drugs that some assertion speaks of, or that are left out on purpose', () => {
    const known = new Set(assertions.flatMap(({ therapy }) => therapy.drugs))
    const unknown = devices.flatMap(({ drugs }) =>
      drugs.filter((drug) => !known.has(drug) && !(drug in withoutAssertion)),
    )
    expect([...new Set(unknown)]).toEqual([])
    expect(Object.keys(withoutAssertion).filter((drug) => known.has(drug))).toEqual([])
  })

  it('offers no test for a drug whose approval was withdrawn', () => {
    const withdrawn = ['mobocertinib', 'infigratinib', 'tazemetostat']
    const offered = devices.filter(({ drugs }) => drugs.some((drug) => withdrawn.includes(drug)))
    expect(offered.map(({ id }) => id)).toEqual([])
    const approved = assertions.filter(
      ({ level, therapy }) =>
        level.scheme === 'FDA' && therapy.drugs.some((drug) => withdrawn.includes(drug)),
    )
    expect(approved.map(({ id }) => id)).toEqual([])
  })

  it.skipIf(!existsSync(oncotreeFile))('uses OncoTree codes of diseases, never of a tissue', () => {
    const { TISSUE } = z
      .object({ TISSUE: z.object({ children: z.record(z.string(), z.unknown()) }) })
      .parse(JSON.parse(readFileSync(oncotreeFile, 'utf8')))
    const tissues = new Set(Object.keys(TISSUE.children))
    const text = readFileSync(oncotreeFile, 'utf8')
    const wrong = devices.flatMap(({ id, disease }) =>
      [...('oncotree' in disease ? disease.oncotree : []), ...disease.except]
        .filter((code) => tissues.has(code) || !text.includes(`"code":"${code}"`))
        .map((code) => `${id}: ${code}`),
    )
    expect(wrong).toEqual([])
  })
})

/** Differences between devices that change what a laboratory result may be used for. */
describe('companion diagnostics, distinctions', () => {
  it('calls a plasma test a plasma test', () => {
    const plasma = devices.filter(({ device }) => /Liquid CDx|Guardant360|ctDx/.test(device))
    expect(plasma.length).toBeGreaterThan(10)
    expect(plasma.filter(({ specimens }) => specimens.join() !== 'plasma').map(({ id }) => id)).toEqual([])
    expect(byId('f1cdx-egfr-t790m-osimertinib').specimens).toEqual(['tissue'])
  })

  it('asks for a germline variant in blood where the tumor is not tested', () => {
    const germline = byId('bracanalysis-talazoparib-breast')
    expect(germline.specimens).toEqual(['normal'])
    expect(leavesOf(germline.biomarker).map(({ leaf }) => leaf)).toEqual([
      'germlinePathogenic',
      'germlinePathogenic',
    ])
    expect(leavesOf(byId('f1cdx-brca-olaparib-ovarian').biomarker)[0]?.leaf).toBe('lossOfFunction')
  })

  it('keeps microsatellite instability and mismatch repair protein loss apart', () => {
    expect(leavesOf(byId('f1cdx-msi-h-pembrolizumab').biomarker).map(({ leaf }) => leaf)).toEqual(['msi'])
    expect(leavesOf(byId('ventana-mmr-dostarlimab-solid').biomarker).map(({ leaf }) => leaf)).toEqual(['mmr'])
  })

  it('limits the PDGFRA kit to D842V although the drug covers exon 18', () => {
    expect(byId('therascreen-pdgfra-d842v-avapritinib').biomarker).toEqual({
      leaf: 'proteinChange',
      gene: 'PDGFRA',
      change: 'D842V',
    })
  })

  it('counts FLT3 kinase-domain mutations for gilteritinib but not for quizartinib', () => {
    const genes = (id: string) => leavesOf(byId(id).biomarker).map(({ leaf }) => leaf)
    expect(genes('leukostrat-flt3-gilteritinib')).toContain('codon')
    expect(genes('leukostrat-flt3-quizartinib')).toEqual(['region'])
  })

  it('asks for the absence of KIT D816V before imatinib in mastocytosis', () => {
    expect(byId('kit-d816v-arup-imatinib-aggressive-mastocytosis').biomarker).toHaveProperty('not')
  })
})
