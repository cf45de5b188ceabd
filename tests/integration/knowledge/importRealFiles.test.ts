import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Imported } from '../../../electron/knowledge/import/importing.ts'
import { knowledgePackSchema } from '../../../shared/knowledge.ts'
import type { Assertion, Biomarker } from '../../../shared/knowledge.ts'
import { importText, plain } from '../../unit/knowledge/import/importing.ts'

/**
 * Real knowledge files: every row is taken or refused, as counted here without the readers, and rows that any
 * oncologist knows come out right.
 */

const data = join(import.meta.dirname, '../../../../shared/data/knowledge')
const hasData = existsSync(data)
if (!hasData) console.log(`importRealFiles.test: skipped, no ${data}`)

const FILES = {
  civic: 'civic/01-Oct-2018-ClinicalEvidenceSummaries.tsv.gz',
  mtbReport: 'civic/MTB-Report.CIViC.csv',
  almanac: 'moalmanac/molecular-oncology-almanac.json',
  almanacDb: 'moalmanac-db/statements.jsonl.gz',
  oncokb: 'oncokb-terms-apply/allActionableVariants.txt.gz',
  oncokbGenes: 'oncokb-terms-apply/20251008-oncoKBcancerGeneList.tsv',
} as const

const bytesOf = (file: keyof typeof FILES): Uint8Array => readFileSync(join(data, FILES[file]))

const imported = {} as Record<keyof typeof FILES, Imported>

beforeAll(async () => {
  if (!hasData) return
  for (const file of Object.keys(FILES) as (keyof typeof FILES)[]) {
    imported[file] = await importText(bytesOf(file), basename(FILES[file]), {
      licence: 'stated for this test',
    })
  }
})

/** Lines below the header; in these files no cell holds a line break. */
function dataLines(file: keyof typeof FILES): number {
  return (
    plain(bytesOf(file))
      .split('\n')
      .filter((line) => line.trim() !== '').length - 1
  )
}

describe.skipIf(!hasData)('every row is taken or refused', () => {
  test.each(Object.keys(FILES) as (keyof typeof FILES)[])('%s', (file) => {
    const { tally, pack } = imported[file]
    const independent =
      file === 'almanac'
        ? (JSON.parse(plain(bytesOf(file))) as { content: unknown[] }).content.length
        : file === 'almanacDb'
          ? dataLines(file) + 1
          : dataLines(file)
    expect(tally.read).toBe(independent)
    expect(tally.taken + tally.refusedCount).toBe(tally.read)
    expect(tally.refused).toHaveLength(tally.refusedCount)
    expect(new Set(tally.refused.map(({ line }) => line)).size).toBe(tally.refusedCount)
    expect(tally.refused.every(({ reason }) => reason.length > 10)).toBe(true)
    console.log(
      `${FILES[file]}: ${tally.read} read, ${tally.taken} taken, ${tally.refusedCount} refused, ` +
        `${pack.assertions.length} entries, ${tally.unparsed.length} writings not understood`,
    )
  })

  test('CIViC: what is refused for its type or direction is as many as the file has', () => {
    const rows = plain(bytesOf('civic')).split('\n')
    const column = (name: string): number => (rows[0] ?? '').split('\t').indexOf(name)
    const cells = rows
      .slice(1)
      .filter((row) => row !== '')
      .map((row) => row.split('\t'))
    const predisposing = cells.filter((row) => row[column('evidence_type')] === 'Predisposing').length
    const against = cells.filter(
      (row) =>
        row[column('evidence_type')] !== 'Predisposing' &&
        row[column('evidence_direction')] === 'Does Not Support',
    ).length
    const refusedFor = (pattern: RegExp): number =>
      imported.civic.tally.refused.filter(({ reason }) => pattern.test(reason)).length
    expect(refusedFor(/^Predisposing evidence/)).toBe(predisposing)
    expect(refusedFor(/does not support/)).toBe(against)
  })
})

describe.skipIf(!hasData)('the packs hold to the schema', () => {
  test.each(Object.keys(FILES) as (keyof typeof FILES)[])('%s', (file) => {
    const { pack } = imported[file]
    expect(() => knowledgePackSchema.parse(pack)).not.toThrow()
    expect(new Set(pack.assertions.map(({ id }) => id)).size).toBe(pack.assertions.length)
    const { version, licence, source, retrieved } = pack.manifest
    for (const fact of [version, licence, source, retrieved]) expect(fact).not.toBe('')
  })
})

interface Known {
  readonly file: keyof typeof FILES
  readonly effect: Assertion['effect']
  readonly drugs: readonly string[]
  readonly disease: string
  readonly biomarker: Biomarker
  readonly level?: string
}

const change = (gene: string, text: string): Biomarker => ({ leaf: 'proteinChange', gene, change: text })

const KNOWN: readonly Known[] = [
  {
    file: 'civic',
    effect: 'sensitivity',
    drugs: ['vemurafenib'],
    disease: 'MEL',
    biomarker: change('BRAF', 'V600E'),
    level: 'A',
  },
  {
    file: 'civic',
    effect: 'resistance',
    drugs: ['erlotinib'],
    disease: 'NSCLC',
    biomarker: change('EGFR', 'T790M'),
  },
  {
    file: 'civic',
    effect: 'sensitivity',
    drugs: ['osimertinib'],
    disease: 'NSCLC',
    biomarker: change('EGFR', 'T790M'),
  },
  {
    file: 'civic',
    effect: 'resistance',
    drugs: ['imatinib'],
    disease: 'GIST',
    biomarker: change('PDGFRA', 'D842V'),
  },
  {
    file: 'civic',
    effect: 'sensitivity',
    drugs: ['crizotinib'],
    disease: 'NSCLC',
    biomarker: { leaf: 'fusion', gene: 'ALK', partner: 'EML4' },
  },
  {
    file: 'almanac',
    effect: 'sensitivity',
    drugs: ['dabrafenib', 'trametinib'],
    disease: 'MEL',
    biomarker: change('BRAF', 'V600E'),
    level: 'FDA-Approved',
  },
  {
    file: 'almanac',
    effect: 'sensitivity',
    drugs: ['olaparib'],
    disease: 'PRAD',
    biomarker: { leaf: 'oncogenic', gene: 'BRCA2' },
  },
  {
    file: 'almanacDb',
    effect: 'sensitivity',
    drugs: ['vemurafenib'],
    disease: 'MEL',
    biomarker: change('BRAF', 'V600E'),
    level: 'Approval',
  },
  {
    file: 'oncokb',
    effect: 'resistance',
    drugs: ['cetuximab'],
    disease: 'COADREAD',
    biomarker: { leaf: 'oncogenic', gene: 'KRAS' },
    level: 'R1',
  },
  {
    file: 'oncokb',
    effect: 'sensitivity',
    drugs: ['osimertinib'],
    disease: 'NSCLC',
    biomarker: change('EGFR', 'L858R'),
    level: '1',
  },
  {
    file: 'oncokb',
    effect: 'sensitivity',
    drugs: ['trastuzumab'],
    disease: 'BRCA',
    biomarker: { leaf: 'copyNumber', gene: 'ERBB2', call: 'amplification' },
    level: '1',
  },
]

describe.skipIf(!hasData)('well-known rows', () => {
  test.each(KNOWN)('$file: $effect, $drugs, $disease', (known) => {
    const wanted = JSON.stringify(
      known.biomarker,
      Object.keys({ leaf: 0, gene: 0, change: 0, partner: 0, call: 0 }),
    )
    const found = imported[known.file].pack.assertions.filter(
      (entry) =>
        entry.effect === known.effect &&
        known.drugs.every((drug) => entry.therapy.drugs.includes(drug)) &&
        (known.drugs.length === 1 || entry.therapy.drugs.length === known.drugs.length) &&
        'oncotree' in entry.disease &&
        entry.disease.oncotree.includes(known.disease) &&
        JSON.stringify(entry.biomarker, Object.keys({ leaf: 0, gene: 0, change: 0, partner: 0, call: 0 })) ===
          wanted &&
        (known.level === undefined || entry.level.value === known.level),
    )
    expect(found.length).toBeGreaterThan(0)
  })

  test('CIViC: KRAS mutations of exon 2 resist cetuximab in colorectal cancer, at level A', () => {
    const found = imported.civic.pack.assertions.filter(
      ({ effect, therapy, level, biomarker, disease }) =>
        effect === 'resistance' &&
        therapy.drugs.includes('cetuximab') &&
        level.value === 'A' &&
        'leaf' in biomarker &&
        biomarker.leaf === 'exon' &&
        biomarker.gene === 'KRAS' &&
        biomarker.exon === 2 &&
        'oncotree' in disease &&
        disease.oncotree.includes('COADREAD'),
    )
    expect(found.length).toBeGreaterThan(0)
  })

  test('MSI-H and pembrolizumab is for solid tumors of any type (OncoKB)', () => {
    expect(
      imported.oncokb.pack.assertions.find(
        ({ biomarker }) => 'leaf' in biomarker && biomarker.leaf === 'msi',
      ),
    ).toMatchObject({
      disease: { tumorAgnostic: 'solid' },
      therapy: { drugs: ['pembrolizumab'] },
      strength: 'A1',
    })
  })

  test('no BRAF V600E row says that vemurafenib alone works in colorectal cancer by guideline or approval', () => {
    for (const { pack } of Object.values(imported)) {
      const wrong = pack.assertions.filter(
        ({ effect, therapy, disease, strength, biomarker }) =>
          effect === 'sensitivity' &&
          therapy.drugs.join() === 'vemurafenib' &&
          'oncotree' in disease &&
          disease.oncotree.includes('COADREAD') &&
          (strength === 'A1' || strength === 'A2') &&
          JSON.stringify(biomarker).includes('V600'),
      )
      expect(wrong).toEqual([])
    }
  })

  test('no OncoKB 3B or 2B row has a strength that could lead to tier I', () => {
    const derived = imported.oncokb.pack.assertions.filter(({ level }) => /^[23]B$/.test(level.value))
    for (const { strength } of derived) expect(strength).toBe('D')
  })
})
