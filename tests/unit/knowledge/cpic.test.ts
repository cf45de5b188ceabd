import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import { looksLikeCpicTable, readCpicTables } from '../../../electron/knowledge/import/cpic.ts'
import { knowledgePackSchema } from '../../../shared/knowledge.ts'
import { importTallySchema } from '../../../shared/knowledgeImport.ts'
import { assertion, findings, haplotype, knowledge, report } from '../interpret/builders.ts'

const retrieved = '2026-11-25'
const table = (gene: string, rows: readonly object[]): { name: string; text: string } => ({
  name: `${gene}.json`,
  text: JSON.stringify({
    gene,
    haplotypes: {},
    diplotypes: rows.map((row) => ({ diplotypekey: {}, ...row })),
    version: '2025-11-05-00-25',
  }),
})

describe('CPIC diplotype tables', () => {
  it('takes phenotype and activity score, refuses a row without a phenotype, and counts both', () => {
    const { pack, tally } = readCpicTables(
      [
        table('DPYD', [
          {
            diplotype: 'Reference/c.1905+1G>A (*2A)',
            phenotype: 'Intermediate Metabolizer',
            activityScore: '1.0',
          },
          { diplotype: 'Reference/unknown', phenotype: null, generesult: null, activityScore: null },
        ]),
        table('TPMT', [{ diplotype: '*1/*3A', phenotype: 'Intermediate Metabolizer', activityScore: null }]),
      ],
      { retrieved },
    )
    expect(pack.diplotypes).toEqual([
      {
        gene: 'DPYD',
        diplotype: 'Reference/c.1905+1G>A (*2A)',
        phenotype: 'Intermediate Metabolizer',
        activityScore: 1,
      },
      { gene: 'TPMT', diplotype: '*1/*3A', phenotype: 'Intermediate Metabolizer', activityScore: null },
    ])
    expect(tally).toMatchObject({
      read: 3,
      taken: 2,
      refusedCount: 1,
      refused: [{ line: 2, field: 'diplotypes', reason: 'DPYD: Reference/unknown has no phenotype.' }],
    })
    expect(pack.manifest).toMatchObject({ version: '2025-11-05-00-25', retrieved })
    expect(pack.manifest.licence).toContain('CC0')
  })

  it('names the file that is no such table, and a gene that stands in two', () => {
    expect(() => readCpicTables([{ name: 'x.json', text: '{"a":1}' }], { retrieved })).toThrow(
      expect.objectContaining({
        data: expect.objectContaining({ code: 'bad-input', file: 'x.json' }) as unknown,
      }) as Error,
    )
    expect(() => readCpicTables([table('TPMT', []), table('TPMT', [])], { retrieved })).toThrow(/two files/)
    expect(looksLikeCpicTable('{"gene":"X","rows":[]}')).toBe(false)
  })

  it('gives a reported diplotype its phenotype, whatever the order of the alleles', () => {
    const { pack } = readCpicTables(
      [
        table('DPYD', [
          {
            diplotype: 'Reference/c.1905+1G>A (*2A)',
            phenotype: 'Intermediate Metabolizer',
            activityScore: '1.0',
          },
        ]),
      ],
      { retrieved },
    )
    const base = knowledge([
      assertion({
        id: 'dpyd',
        biomarker: {
          leaf: 'phenotype',
          gene: 'DPYD',
          phenotypes: ['Intermediate Metabolizer'],
          activityScore: { min: 1, max: 1.5 },
        },
        drugs: ['capecitabine'],
        effect: 'toxicity',
        disease: { tumorAgnostic: 'any', except: [] },
      }),
    ])
    const result = matchCase(
      findings([haplotype('DPYD', { diplotype: 'c.1905+1G>A (*2A) / Reference', missingPositions: [] })], {
        reports: [report({ specimenKind: 'normal' })],
      }),
      { ...base, packs: [...base.packs, pack] },
    )
    expect(result.matches).toMatchObject([{ assertionId: 'dpyd', status: 'matched', ampTier: null }])
    expect(result.matches[0]?.because[0]?.explanation).toContain('by the installed CPIC table')
  })
})

const real = join(import.meta.dirname, '../../../../shared/data/knowledge/pgx/pharmcat-phenotype')

describe.skipIf(!existsSync(real))('the real tables (skipped where ../shared/data is absent)', () => {
  it('are recognised and read without a refusal', () => {
    const files = readdirSync(real)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name, text: readFileSync(join(real, name), 'utf8') }))
    for (const { name, text } of files)
      if (text.includes('"diplotypekey"')) expect(looksLikeCpicTable(text), name).toBe(true)
    const { pack, tally } = readCpicTables(files, { retrieved })
    expect(knowledgePackSchema.safeParse(pack).success).toBe(true)
    expect(importTallySchema.safeParse(tally).success).toBe(true)
    expect(tally.taken + tally.refusedCount).toBe(tally.read)
    expect(tally.refusedCount).toBe(0)
    expect(pack.diplotypes?.length).toBeGreaterThan(15_000)
    const of = (gene: string, diplotype: string) =>
      pack.diplotypes?.find((entry) => entry.gene === gene && entry.diplotype === diplotype)
    expect(of('DPYD', 'Reference/c.1905+1G>A (*2A)')).toMatchObject({ activityScore: 1 })
    expect(of('TPMT', '*3A/*3A')).toMatchObject({ phenotype: 'Poor Metabolizer' })
    expect(of('UGT1A1', '*28/*28')).toMatchObject({ phenotype: 'Poor Metabolizer' })
  })
})
