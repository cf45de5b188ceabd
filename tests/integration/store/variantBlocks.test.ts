import { describe, expect, test } from 'vitest'
import { emptyRow } from '../../../electron/reports/batchWriter.ts'
import type { VariantRow } from '../../../electron/reports/batchWriter.ts'
import { caseCreate } from '../../../electron/store/cases.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { reportRemove } from '../../../electron/store/reports.ts'
import {
  variantGenes,
  variantGet,
  variantQuery,
  variantsOfGenes,
} from '../../../electron/store/smallVariants/queries.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import { variantColumnSchema, variantQuerySchema } from '../../../shared/variantQuery.ts'
import type { VariantColumn, VariantFilter } from '../../../shared/variantQuery.ts'
import { seeded } from '../../unit/interpret/builders.ts'
import { addReport } from './variantFixture.ts'
import { caseInput, openTestDatabase } from './vaultFixture.ts'

/** Many variants in many blocks, looked through here one by one, as plainly as can be. */

const GENES = ['TP53', 'KRAS', 'EGFR', 'BRAF', 'ALK', '']
const CHROMS = ['1', '2', '10', 'X', 'MT', 'GL000192.1']
const ROWS_A_BLOCK = 90

type Random = () => number

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('Nothing to pick from.')
  return item
}

function randomRow(random: Random): VariantRow {
  const gene = pick(random, GENES)
  const residue = 1 + Math.floor(random() * 500)
  const depth = Math.floor(random() * 300)
  return {
    ...emptyRow(),
    chrom: pick(random, CHROMS),
    pos: 1 + Math.floor(random() * 5000),
    ref: pick(random, ['A', 'CG', 'T']),
    alt: pick(random, ['G', 'GTT']),
    gene,
    transcript: gene === '' ? '' : `ENST0${gene.length}.${1 + Math.floor(random() * 2)}`,
    hgvsP: random() < 0.5 ? `p.Val${residue}Glu` : '',
    hgvsC: random() < 0.5 ? `c.${residue}A>G` : '',
    exon: random() < 0.5 ? `${1 + Math.floor(random() * 20)}/20` : '',
    consequence: pick(random, ['missense_variant', 'synonymous_variant', 'stop_gained', '']),
    annotationSource: gene === '' ? '' : 'VEP',
    filter: pick(random, ['PASS', 'PASS', '.', 'weak_evidence']),
    origin: pick(random, ['somatic', 'germline', 'unknown']),
    present: random() < 0.9 ? 1 : 0,
    depth: random() < 0.9 ? depth : NaN,
    altDepth: random() < 0.9 ? Math.floor(depth / 3) : NaN,
    vaf: random() < 0.8 ? Math.round(random() * 20) / 20 : NaN,
    normalVaf: random() < 0.3 ? random() : NaN,
    populationFrequency: random() < 0.4 ? random() : NaN,
    externalIds: random() < 0.3 ? `rs${Math.floor(random() * 50)}` : '',
    clinicalSignificance: random() < 0.1 ? pick(random, ['pathogenic', 'benign']) : '',
  }
}

/** All variants of a case by report, as the pages of a table bring them. */
function wholeTable(db: WritableDatabase, caseId: number): SmallVariant[] {
  const page = (offset: number): readonly SmallVariant[] =>
    variantQuery(
      db,
      variantQuerySchema.parse({
        caseId,
        filter: { quality: 'all' },
        sort: { column: 'report', descending: false },
        offset,
        limit: 1000,
      }),
    ).rows
  return [...page(0), ...page(1000)]
}

async function caseOfTwoReports(seed: number): Promise<{
  db: WritableDatabase
  caseId: number
  reports: number[]
  all: readonly SmallVariant[]
}> {
  const random = seeded(seed)
  const db = await openTestDatabase()
  const { caseId } = caseCreate(db, { input: caseInput({ pseudonym: 'P-1' }) }, 'Lee')
  const rows = (count: number): VariantRow[] => Array.from({ length: count }, () => randomRow(random))
  const reports = [
    addReport(db, caseId, rows(700), { sha256: 'a'.repeat(64) }, ROWS_A_BLOCK),
    addReport(db, caseId, rows(333), { sha256: 'b'.repeat(64) }, ROWS_A_BLOCK),
  ]
  return { db, caseId, reports, all: wholeTable(db, caseId) }
}

const CHROM_ORDER = new Map(CHROMS.map((chrom, place) => [chrom, place]))

function place(variant: SmallVariant): number {
  return (CHROM_ORDER.get(variant.chrom) ?? NaN) * 1e6 + variant.pos
}

function passes(variant: SmallVariant, filter: VariantFilter): boolean {
  const { gene, hgvsP, hgvsC, externalIds, vaf, populationFrequency, origin } = variant
  const unfiltered = variant.filter === 'PASS' || variant.filter === '.'
  if (filter.quality === 'passed' && !(unfiltered && variant.present)) return false
  const changes = variant.consequence === 'missense_variant' || variant.consequence === 'stop_gained'
  if (filter.effect === 'protein-changing' && !changes) return false
  if (filter.genes.length > 0 && !filter.genes.includes(gene ?? '')) return false
  if (filter.origins.length > 0 && !filter.origins.includes(origin)) return false
  if (filter.reportIds.length > 0 && !filter.reportIds.includes(variant.reportId ?? 0)) return false
  if (filter.minimumVaf !== null && !(vaf !== null && vaf >= filter.minimumVaf)) return false
  const most = filter.maximumPopulationFrequency
  if (most !== null && populationFrequency !== null && populationFrequency > most) return false
  return filter.text
    .split(' ')
    .filter((word) => word !== '')
    .every((word) =>
      [gene, hgvsP, hgvsC, externalIds].some((text) => text?.toLowerCase().includes(word.toLowerCase())),
    )
}

function value(variant: SmallVariant, column: VariantColumn): string | number | null {
  switch (column) {
    case 'position':
      return place(variant)
    case 'report':
      return variant.reportId ?? null
    case 'exon':
      return variant.exon === null ? null : Number.parseInt(variant.exon, 10)
    default:
      return variant[column]
  }
}

function sorted(
  variants: readonly SmallVariant[],
  column: VariantColumn,
  descending: boolean,
): readonly SmallVariant[] {
  const turn = descending ? -1 : 1
  return variants.toSorted((one, other) => {
    const [a, b] = [value(one, column), value(other, column)]
    const ties = place(one) - place(other) || (one.id ?? 0) - (other.id ?? 0)
    if (column === 'position') return turn * ties
    if (a === b) return ties
    if (a === null) return 1
    if (b === null) return -1
    return a < b ? -turn : turn
  })
}

describe('variants in many blocks', () => {
  test('are filtered and ordered as a plain look at each of them does, by every column', async () => {
    const { db, caseId, reports, all } = await caseOfTwoReports(11)
    const random = seeded(12)
    expect(all).toHaveLength(1033)
    for (const column of variantColumnSchema.options) {
      for (let round = 0; round < 6; round += 1) {
        const descending = random() < 0.5
        const query = variantQuerySchema.parse({
          caseId,
          filter: {
            quality: pick(random, ['passed', 'all']),
            effect: pick(random, ['protein-changing', 'all', 'all']),
            genes: random() < 0.4 ? [pick(random, GENES.slice(0, 5)), 'NOPE'] : [],
            reportIds: random() < 0.3 ? [reports[1] ?? 0] : [],
            origins: random() < 0.3 ? [pick(random, ['somatic', 'germline', 'unknown'])] : [],
            minimumVaf: random() < 0.3 ? 0.4 : null,
            maximumPopulationFrequency: random() < 0.3 ? 0.5 : null,
            text: pick(random, ['', '', 'kras', 'Val4', 'rs1', 'p.val a>g']),
          },
          sort: { column, descending },
          offset: pick(random, [0, 3, 40]),
          limit: 60,
        })
        const expected = sorted(
          all.filter((variant) => passes(variant, query.filter)),
          column,
          descending,
        )
        const page = variantQuery(db, query)
        expect({ query, filtered: page.filtered, ids: page.rows.map(({ id }) => id) }).toEqual({
          query,
          filtered: expected.length,
          ids: expected.slice(query.offset, query.offset + 60).map(({ id }) => id),
        })
        expect(page.rows).toEqual(expected.slice(query.offset, query.offset + 60))
      }
    }
  })

  test('are found by gene and by number, wherever they stand', async () => {
    const { db, caseId, all } = await caseOfTwoReports(21)
    for (const gene of ['KRAS', 'ALK']) {
      const found = variantsOfGenes(db, { caseId, genes: [gene, 'NOPE'] })
      expect(found).toEqual(
        all.filter((variant) => variant.gene === gene).toSorted((a, b) => (a.id ?? 0) - (b.id ?? 0)),
      )
    }
    for (const variant of all.filter((_, index) => index % 97 === 0)) {
      expect(variantGet(db, { variantId: variant.id ?? 0 })).toEqual(variant)
    }
    const passed = all.filter(({ filter, present }) => (filter === 'PASS' || filter === '.') && present)
    for (const { gene, variants } of variantGenes(db, { caseId })) {
      expect({ gene, variants }).toEqual({ gene, variants: passed.filter((one) => one.gene === gene).length })
    }
  })

  test('of a removed report are gone, and a later report takes none of their numbers', async () => {
    const { db, caseId, reports, all } = await caseOfTwoReports(31)
    const query = variantQuerySchema.parse({
      caseId,
      filter: { quality: 'all' },
      sort: { column: 'position', descending: false },
      offset: 0,
      limit: 1000,
    })
    variantQuery(db, query)
    const [kept, removed = 0] = reports
    reportRemove(db, { reportId: removed }, 'Lee')
    expect(variantQuery(db, query).rows.every(({ reportId }) => reportId === kept)).toBe(true)
    for (const table of ['variant_blocks', 'variant_annotations', 'variant_calls']) {
      const left = db
        .prepare(`SELECT count(*) FROM ${table} WHERE id >= ?`)
        .pluck()
        .get(removed * 2 ** 32)
      expect({ table, left }).toEqual({ table, left: 0 })
    }
    const random = seeded(32)
    addReport(db, caseId, [randomRow(random), randomRow(random)], { sha256: 'c'.repeat(64) })
    const before = new Set(all.map(({ id }) => id))
    const fresh = variantQuery(db, query).rows.filter(({ reportId }) => reportId !== kept)
    expect(fresh).toHaveLength(2)
    expect(fresh.some(({ id }) => before.has(id))).toBe(false)
  })
})
