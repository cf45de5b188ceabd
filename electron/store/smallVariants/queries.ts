import { z } from 'zod'
import type { GenomeBuild, SmallVariant } from '../../../shared/model.ts'
import type { GeneCount, VariantColumn, VariantPage, VariantQuery } from '../../../shared/variantQuery.ts'
import type { ReadableDatabase } from '../database.ts'
import { notFound } from '../notFound.ts'
import { chromosomeNumber, filterCondition } from './filter.ts'
import { variantsById } from './rows.ts'
import { SQL_ORIGIN } from './traits.ts'

/**
 * Questions about the small variants of a case. A table of 100,000 is never sent: first the numbers of the
 * wanted window are found, from an index where one serves, then only those rows are read whole.
 */

const idsSchema = z.array(z.number().int())
const countSchema = z.number().int()

function reportIds(db: ReadableDatabase, caseId: number): number[] {
  return idsSchema.parse(
    db.prepare('SELECT id FROM reports WHERE case_id = ? ORDER BY id').pluck().all(caseId),
  )
}

/** Own integers, so they may stand in the text: the planner sees how many there are. */
function inReports(ids: readonly number[]): string {
  return `v.report_id IN (${ids.join(', ')})`
}

interface SortRule {
  /** What is ordered by; null values come last whichever the direction. */
  readonly by: string
  readonly join?: string
  readonly nullable: boolean
}

function byText(table: string, column: string): SortRule {
  return {
    by: 'sorted.text',
    join: `LEFT JOIN ${table} AS sorted ON sorted.id = v.${column}`,
    nullable: true,
  }
}

const SORT_RULES: Record<Exclude<VariantColumn, 'position' | 'report'>, SortRule> = {
  gene: byText('variant_genes', 'gene_id'),
  consequence: byText('variant_consequences', 'consequence_id'),
  transcript: byText('variant_terms', 'transcript_id'),
  filter: byText('variant_terms', 'filter_id'),
  // `2/18` before `10/18`.
  exon: { ...byText('variant_terms', 'exon_id'), by: 'CAST(sorted.text AS INTEGER)' },
  hgvsP: { by: 'v.hgvs_p', nullable: true },
  hgvsC: { by: 'v.hgvs_c', nullable: true },
  ref: { by: 'v.ref', nullable: false },
  alt: { by: 'v.alt', nullable: false },
  vaf: { by: 'v.vaf', nullable: true },
  depth: { by: 'v.depth', nullable: true },
  altDepth: { by: 'v.alt_depth', nullable: true },
  normalVaf: { by: 'v.normal_vaf', nullable: true },
  populationFrequency: { by: 'v.population_frequency', nullable: true },
  origin: { by: SQL_ORIGIN, nullable: false },
  clinicalSignificance: { by: "v.rare ->> 'clinicalSignificance'", nullable: true },
  externalIds: { by: 'v.external_ids', nullable: true },
}

/** Ties keep the order of the genome, then of the file. */
function orderBy(sort: VariantQuery['sort']): { join: string; order: string } {
  const direction = sort.descending ? 'DESC' : 'ASC'
  if (sort.column === 'position') {
    return { join: '', order: `v.chrom ${direction}, v.pos ${direction}, v.id ${direction}` }
  }
  if (sort.column === 'report') return { join: '', order: `v.report_id ${direction}, v.chrom, v.pos, v.id` }
  const { by, join, nullable } = SORT_RULES[sort.column]
  return {
    join: join ?? '',
    order: `${nullable ? `${by} IS NULL, ` : ''}${by} ${direction}, v.chrom, v.pos, v.id`,
  }
}

/** One window of a case's variants: filtered, ordered (karyotype order for `position`), nulls last. */
export function variantQuery(db: ReadableDatabase, args: VariantQuery): VariantPage {
  const all = reportIds(db, args.caseId)
  const chosen = args.filter.reportIds
  const reports = chosen.length === 0 ? all : all.filter((id) => chosen.includes(id))
  const total = variantCount(db, args)
  if (reports.length === 0) return { total, filtered: 0, offset: args.offset, rows: [] }
  const condition = filterCondition(db, args.filter)
  const where = `${inReports(reports)} AND ${condition.sql}`
  const filtered = countSchema.parse(
    db.prepare(`SELECT count(*) FROM small_variants AS v WHERE ${where}`).pluck().get(condition.values),
  )
  const { join, order } = orderBy(args.sort)
  const ids = idsSchema.parse(
    db
      .prepare(
        `SELECT v.id FROM small_variants AS v ${join} WHERE ${where} ORDER BY ${order} LIMIT :limit OFFSET :offset`,
      )
      .pluck()
      .all({ ...condition.values, limit: args.limit, offset: args.offset }),
  )
  return { total, filtered, offset: args.offset, rows: variantsById(db, ids) }
}

/** Throws `not-found`. */
export function variantGet(db: ReadableDatabase, args: { variantId: number }): SmallVariant {
  const [variant] = variantsById(db, [args.variantId])
  if (variant === undefined) throw notFound('such variant')
  return variant
}

/** Genes of the case with the number of their variants that passed, most first. */
export function variantGenes(db: ReadableDatabase, args: { caseId: number }): readonly GeneCount[] {
  const reports = reportIds(db, args.caseId)
  if (reports.length === 0) return []
  return z.array(z.object({ gene: z.string(), variants: z.number().int() })).parse(
    db
      .prepare(
        `SELECT text AS gene, sum(variants) AS variants
         FROM (
           SELECT v.gene_id AS id, count(*) AS variants
           FROM small_variants AS v INDEXED BY small_variants_by_gene
           WHERE ${inReports(reports)} AND v.gene_id IS NOT NULL AND v.passed = 1
           GROUP BY v.report_id, v.gene_id
         ) AS counts JOIN variant_genes ON variant_genes.id = counts.id
         GROUP BY counts.id ORDER BY variants DESC, gene`,
      )
      .all(),
  )
}

/** Variants of these genes (HGNC symbols), whether they passed or not, in the order of reports and files. */
export function variantsOfGenes(
  db: ReadableDatabase,
  args: { caseId: number; genes: readonly string[] },
): readonly SmallVariant[] {
  const reports = reportIds(db, args.caseId)
  if (reports.length === 0) return []
  const ids = idsSchema.parse(
    db
      .prepare(
        `SELECT v.id FROM small_variants AS v INDEXED BY small_variants_by_gene
         WHERE ${inReports(reports)} AND v.gene_id IN (
           SELECT id FROM variant_genes WHERE text IN (SELECT value FROM json_each(?))
         )`,
      )
      .pluck()
      .all(JSON.stringify(args.genes)),
  )
  return variantsById(
    db,
    ids.sort((left, right) => left - right),
  )
}

/** Variants of the case with exactly this key. `pos` is 1-based; `chrom` is written without "chr". */
export function variantsByKey(
  db: ReadableDatabase,
  args: { caseId: number; build: GenomeBuild; chrom: string; pos: number; ref: string; alt: string },
): readonly SmallVariant[] {
  const chrom = chromosomeNumber(db, args.chrom)
  if (chrom === null) return []
  const ids = idsSchema.parse(
    db
      .prepare(
        `SELECT v.id FROM reports CROSS JOIN small_variants AS v INDEXED BY small_variants_by_position
           ON v.report_id = reports.id
         WHERE reports.case_id = ? AND reports.build = ? AND v.passed IN (0, 1) AND v.chrom = ? AND v.pos = ?
           AND v.ref = ? AND v.alt = ?`,
      )
      .pluck()
      .all(args.caseId, args.build, chrom, args.pos, args.ref, args.alt),
  )
  return variantsById(db, ids)
}

/** Small variants of the case, from the counts that each import wrote down. */
export function variantCount(db: ReadableDatabase, args: { caseId: number }): number {
  return countSchema.parse(
    db
      .prepare("SELECT coalesce(sum(alterations ->> 'smallVariant'), 0) FROM reports WHERE case_id = ?")
      .pluck()
      .get(args.caseId),
  )
}
