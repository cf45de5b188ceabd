import { describe, expect, test } from 'vitest'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { caseCreate } from '../../../electron/store/cases.ts'
import {
  variantGenes,
  variantGet,
  variantQuery,
  variantsOfGenes,
} from '../../../electron/store/smallVariants/queries.ts'
import { emptyRow } from '../../../electron/reports/batchWriter.ts'
import type { VariantRow } from '../../../electron/reports/batchWriter.ts'
import { variantQuerySchema } from '../../../shared/variantQuery.ts'
import type { VariantFilter, VariantPage, VariantQuery } from '../../../shared/variantQuery.ts'
import { addReport } from '../store/variantFixture.ts'
import { caseInput, openTestDatabase, refusal } from '../store/vaultFixture.ts'

function row(fields: Partial<VariantRow>): VariantRow {
  return {
    ...emptyRow(),
    pos: 1000,
    chrom: '1',
    ref: 'A',
    alt: 'G',
    filter: 'PASS',
    origin: 'somatic',
    ...fields,
  }
}

const BRAF = row({
  chrom: '7',
  pos: 140753336,
  ref: 'A',
  alt: 'T',
  gene: 'BRAF',
  transcript: 'ENST00000646891.2',
  hgvsC: 'c.1799T>A',
  hgvsP: 'p.Val600Glu',
  consequence: 'missense_variant',
  exon: '15/18',
  annotationSource: 'VEP',
  depth: 200,
  altDepth: 60,
  vaf: 0.3,
  externalIds: 'rs113488022;COSM476',
})
const TERT = row({
  chrom: '5',
  pos: 1295113,
  ref: 'G',
  alt: 'A',
  gene: 'TERT',
  consequence: 'upstream_gene_variant',
})
const SILENT = row({
  chrom: '17',
  pos: 7676154,
  gene: 'TP53',
  hgvsP: 'p.Pro72=',
  consequence: 'synonymous_variant',
  vaf: 0.9,
  exon: '4/11',
})
const LOW_QUALITY = row({
  chrom: '2',
  pos: 29220829,
  gene: 'ALK',
  filter: 'weak_evidence',
  vaf: 0.02,
  consequence: 'missense_variant',
  exon: '23/29',
})
const ABSENT = row({ chrom: 'X', pos: 5, gene: 'AR', present: 0, vaf: 0 })
const INTERGENIC = row({ chrom: '10', pos: 7, consequence: 'intergenic_variant', populationFrequency: 0.2 })
const MITOCHONDRIAL = row({ chrom: 'MT', pos: 3243, gene: 'MT-TL1', origin: 'germline' })
const CONTIG = row({
  chrom: 'GL000192.1',
  pos: 3,
  rawPos: 2,
  rawRef: 'CA',
  rawAlt: 'CG',
  phase: '7:0|1',
  clinicalSignificance: 'Pathogenic',
  zygosity: 'heterozygous',
})
const ALL = [BRAF, MITOCHONDRIAL, CONTIG, TERT, SILENT, ABSENT, LOW_QUALITY, INTERGENIC]

async function caseOf(
  rows: readonly VariantRow[],
): Promise<{ db: WritableDatabase; caseId: number; reportId: number }> {
  const db = await openTestDatabase()
  const { caseId } = caseCreate(db, { input: caseInput({ pseudonym: 'P-1' }) }, 'Lee')
  return { db, caseId, reportId: addReport(db, caseId, rows) }
}

function ask(
  db: WritableDatabase,
  caseId: number,
  filter: Partial<VariantFilter> = {},
  sort: VariantQuery['sort'] = { column: 'position', descending: false },
  window: { offset: number; limit: number } = { offset: 0, limit: 100 },
): VariantPage {
  return variantQuery(db, variantQuerySchema.parse({ caseId, filter, sort, ...window }))
}

function genes(page: VariantPage): (string | null)[] {
  return page.rows.map((variant) => variant.gene)
}

describe('the variants of a case', () => {
  test('come back as the reader gave them', async () => {
    const { db, caseId, reportId } = await caseOf(ALL)
    const page = ask(db, caseId, { text: 'BRAF' })
    expect(page.rows).toEqual([
      {
        kind: 'smallVariant',
        status: 'detected',
        id: page.rows[0]?.id,
        reportId,
        line: 1,
        build: 'GRCh38',
        chrom: '7',
        pos: 140753336,
        ref: 'A',
        alt: 'T',
        rawPos: null,
        rawRef: null,
        rawAlt: null,
        gene: 'BRAF',
        transcript: 'ENST00000646891.2',
        hgvsC: 'c.1799T>A',
        hgvsP: 'p.Val600Glu',
        consequence: 'missense_variant',
        exon: '15/18',
        annotationSource: 'VEP',
        depth: 200,
        altDepth: 60,
        vaf: 0.3,
        normalDepth: null,
        normalVaf: null,
        populationFrequency: null,
        filter: 'PASS',
        origin: 'somatic',
        zygosity: null,
        present: true,
        clinicalSignificance: null,
        externalIds: 'rs113488022;COSM476',
        phase: null,
      },
    ])
    const contig = ask(db, caseId, { text: 'GL000192.1:3' }).rows[0]
    expect(contig).toMatchObject({
      chrom: 'GL000192.1',
      rawPos: 2,
      rawRef: 'CA',
      rawAlt: 'CG',
      phase: '7:0|1',
      clinicalSignificance: 'Pathogenic',
      zygosity: 'heterozygous',
    })
    expect(variantGet(db, { variantId: contig?.id ?? 0 })).toEqual(contig)
    expect(await refusal(() => variantGet(db, { variantId: 999 }))).toMatchObject({ code: 'not-found' })
  })

  test('stand in the order of the karyotype, other contigs last', async () => {
    const { db, caseId } = await caseOf(ALL)
    const chroms = ask(db, caseId, { quality: 'all' }).rows.map((variant) => variant.chrom)
    expect(chroms).toEqual(['2', '5', '7', '10', '17', 'X', 'MT', 'GL000192.1'])
    const back = ask(db, caseId, { quality: 'all' }, { column: 'position', descending: true })
    expect(back.rows.map((variant) => variant.chrom)).toEqual(chroms.toReversed())
  })

  test('without the value that is sorted by stand last, upwards and downwards', async () => {
    const { db, caseId } = await caseOf(ALL)
    for (const [column, up] of [
      ['vaf', ['BRAF', 'TP53']],
      ['gene', ['BRAF', 'MT-TL1', 'TERT', 'TP53']],
      ['exon', ['TP53', 'BRAF']],
      ['hgvsP', ['TP53', 'BRAF']],
    ] as const) {
      const present = up.length
      for (const descending of [false, true]) {
        const found = genes(ask(db, caseId, {}, { column, descending }))
        expect({ column, found: found.slice(0, present) }).toEqual({
          column,
          found: descending ? up.toReversed() : [...up],
        })
        expect(found).toHaveLength(6)
      }
    }
  })

  test('are counted before and after the filter, and sent a window at a time', async () => {
    const { db, caseId } = await caseOf(ALL)
    const page = ask(db, caseId, {}, { column: 'position', descending: false }, { offset: 1, limit: 2 })
    expect(page).toMatchObject({ total: 8, filtered: 6, offset: 1 })
    expect(genes(page)).toEqual(['BRAF', null])
  })

  test('that failed the caller’s filter, or that the tumor does not carry, are shown only on request', async () => {
    const { db, caseId } = await caseOf(ALL)
    expect(genes(ask(db, caseId))).not.toContain('ALK')
    expect(genes(ask(db, caseId))).not.toContain('AR')
    expect(genes(ask(db, caseId, { quality: 'all' }))).toEqual(expect.arrayContaining(['ALK', 'AR']))
  })

  test('that change a protein include the TERT promoter, and no silent change', async () => {
    const { db, caseId } = await caseOf(ALL)
    expect(genes(ask(db, caseId, { effect: 'protein-changing' }))).toEqual(['TERT', 'BRAF'])
  })

  test('are found by gene, by either writing of a change, by coding change, position, range and identifier', async () => {
    const { db, caseId } = await caseOf(ALL)
    for (const text of [
      'BRAF',
      'braf',
      'V600E',
      'p.V600E',
      'Val600Glu',
      'p.Val600Glu',
      'c.1799T>A',
      '7:140753336',
      'chr7:140,753,336',
      '7:140000000-141000000',
      '140753336',
      'rs113488022',
      'COSM476',
      'BRAF V600E',
    ]) {
      expect({ text, found: genes(ask(db, caseId, { text })) }).toEqual({ text, found: ['BRAF'] })
    }
    expect(ask(db, caseId, { text: 'BRAF V600K' })).toMatchObject({ filtered: 0, total: 8, rows: [] })
    // Signs of LIKE and quotes are text.
    for (const text of ['%', '_RAF', "'", '\\']) expect(ask(db, caseId, { text }).filtered).toBe(0)
  })

  test('are filtered by gene, origin, VAF and population frequency; unmeasured is not common', async () => {
    const { db, caseId } = await caseOf(ALL)
    expect(genes(ask(db, caseId, { genes: ['TP53', 'BRAF'] }))).toEqual(['BRAF', 'TP53'])
    expect(genes(ask(db, caseId, { origins: ['germline'] }))).toEqual(['MT-TL1'])
    expect(genes(ask(db, caseId, { minimumVaf: 0.5 }))).toEqual(['TP53'])
    const rare = ask(db, caseId, { maximumPopulationFrequency: 0.01 })
    expect(rare.rows.some((variant) => variant.chrom === '10')).toBe(false)
    expect(genes(rare)).toContain('BRAF')
  })

  test('of several reports stand together, and apart where one is asked for; other cases never show', async () => {
    const { db, caseId, reportId } = await caseOf([BRAF, SILENT])
    const second = addReport(db, caseId, [LOW_QUALITY, TERT], { sha256: 'b'.repeat(64) })
    const other = caseCreate(db, { input: caseInput({ pseudonym: 'P-2' }) }, 'Lee').caseId
    const foreign = addReport(db, other, [INTERGENIC])
    expect(genes(ask(db, caseId))).toEqual(['TERT', 'BRAF', 'TP53'])
    expect(genes(ask(db, caseId, { reportIds: [second] }))).toEqual(['TERT'])
    expect(ask(db, caseId, { reportIds: [foreign] })).toMatchObject({ filtered: 0, total: 4 })
    const byReport = ask(db, caseId, { quality: 'all' }, { column: 'report', descending: true })
    expect(byReport.rows.map((variant) => variant.reportId)).toEqual([second, second, reportId, reportId])
    expect(variantGenes(db, { caseId })).toEqual([
      { gene: 'BRAF', variants: 1 },
      { gene: 'TERT', variants: 1 },
      { gene: 'TP53', variants: 1 },
    ])
  })

  test('of chosen genes come whole for matching, failed ones too', async () => {
    const { db, caseId } = await caseOf(ALL)
    const found = variantsOfGenes(db, { caseId, genes: ['BRAF', 'ALK', 'NOPE'] })
    expect(found.map((variant) => [variant.gene, variant.filter])).toEqual([
      ['BRAF', 'PASS'],
      ['ALK', 'weak_evidence'],
    ])
  })
})

/** The steps SQLite would take, as it words them. */
function plan(db: WritableDatabase, sql: string): string {
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]
  return steps.map((step) => step.detail).join('; ')
}

describe('the tables', () => {
  test('are asked by ranges and indexes: for the blocks of a report, the places of a gene, and the cascade', async () => {
    const { db } = await caseOf(ALL)
    expect(plan(db, 'SELECT id, keys FROM variant_blocks WHERE id BETWEEN 1 AND 2 ORDER BY id')).toBe(
      'SEARCH variant_blocks USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
    )
    expect(
      plan(
        db,
        "SELECT id FROM variant_annotations WHERE report_id = 1 AND gene IN (SELECT value FROM json_each('[]'))",
      ),
    ).toContain('COVERING INDEX variant_annotations_by_gene (report_id=? AND gene=?)')
    for (const table of ['variant_blocks', 'variant_annotations', 'variant_calls']) {
      expect(plan(db, `DELETE FROM ${table} WHERE id >= 1 AND id < 2`)).toContain('INTEGER PRIMARY KEY')
    }
  })
})
