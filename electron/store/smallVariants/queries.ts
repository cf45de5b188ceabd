import { z } from 'zod'
import type { GenomeBuild, SmallVariant } from '../../../shared/model.ts'
import type { GeneCount, VariantColumn, VariantPage, VariantQuery } from '../../../shared/variantQuery.ts'
import type { ReadableDatabase } from '../database.ts'
import { notFound } from '../notFound.ts'
import { filterCondition } from './filter.ts'
import { variantsById } from './rows.ts'
import { findChromCode, siteOf } from './site.ts'

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

function byAnnotation(by: string): SortRule {
  return {
    by,
    join: 'LEFT JOIN variant_annotations AS annotations ON annotations.id = v.annotation_id',
    nullable: true,
  }
}

function byCall(by: string): SortRule {
  return { by, join: 'JOIN variant_calls AS calls ON calls.id = v.call_id', nullable: false }
}

const SORT_RULES: Record<Exclude<VariantColumn, 'position' | 'report'>, SortRule> = {
  gene: byAnnotation("nullif(gene, '')"),
  transcript: byAnnotation("nullif(transcript, '')"),
  consequence: { ...byCall("nullif(consequence, '')"), nullable: true },
  // `2/18` before `10/18`.
  exon: { by: 'CAST(v.exon AS INTEGER)', nullable: true },
  filter: byCall('filter'),
  origin: byCall('origin'),
  hgvsP: { by: 'v.hgvs_p', nullable: true },
  hgvsC: { by: 'v.hgvs_c', nullable: true },
  ref: { by: "substr(v.alleles, 1, instr(v.alleles, '>') - 1)", nullable: false },
  alt: { by: "substr(v.alleles, instr(v.alleles, '>') + 1)", nullable: false },
  vaf: { by: 'v.vaf', nullable: true },
  depth: { by: 'v.depth', nullable: true },
  altDepth: { by: 'v.alt_depth', nullable: true },
  normalVaf: { by: 'v.normal_vaf', nullable: true },
  populationFrequency: { by: 'v.population_frequency', nullable: true },
  clinicalSignificance: { by: "v.rare ->> 'clinicalSignificance'", nullable: true },
  externalIds: { by: 'v.external_ids', nullable: true },
}

/** Ties keep the order of the genome. */
function orderBy(sort: VariantQuery['sort']): { join: string; order: string } {
  const direction = sort.descending ? 'DESC' : 'ASC'
  if (sort.column === 'position') {
    return { join: '', order: `v.site ${direction}, v.id ${direction}` }
  }
  if (sort.column === 'report') return { join: '', order: `v.report_id ${direction}, v.site, v.id` }
  const { by, join, nullable } = SORT_RULES[sort.column]
  return {
    join: join ?? '',
    order: `${nullable ? `${by} IS NULL, ` : ''}${by} ${direction}, v.site, v.id`,
  }
}

/** One window of a case's variants: filtered, ordered (karyotype order for `position`), nulls last. */
export function variantQuery(db: ReadableDatabase, args: VariantQuery): VariantPage {
  const all = reportIds(db, args.caseId)
  const chosen = args.filter.reportIds
  const reports = chosen.length === 0 ? all : all.filter((id) => chosen.includes(id))
  const total = variantCount(db, args)
  if (reports.length === 0) return { total, filtered: 0, offset: args.offset, rows: [] }
  const condition = filterCondition(db, reports.join(', '), args.filter)
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
        `SELECT gene, sum(variants) AS variants
         FROM (
           SELECT gene, (SELECT count(*) FROM small_variants AS v WHERE v.annotation_id = a.id AND v.standing = 2) AS variants
           FROM variant_annotations AS a
           WHERE report_id IN (${reports.join(', ')}) AND gene > ''
         )
         GROUP BY gene HAVING sum(variants) > 0 ORDER BY variants DESC, gene`,
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
        `SELECT v.id
         FROM json_each(?) AS wanted
         CROSS JOIN variant_annotations AS a ON a.report_id IN (${reports.join(', ')}) AND a.gene = wanted.value
         CROSS JOIN small_variants AS v ON v.annotation_id = a.id
         ORDER BY v.report_id, v.line, v.site, v.id`,
      )
      .pluck()
      .all(JSON.stringify([...new Set(args.genes)])),
  )
  return variantsById(db, ids)
}

const sharedSets = new WeakMap<readonly string[], ReadonlySet<string>>()

/** As `variantsOfGenes`, for a case of few variants and many such cases in a row: its rows are all looked at. */
export function variantsOfFew(
  db: ReadableDatabase,
  args: { caseId: number; genes: readonly string[] },
): readonly SmallVariant[] {
  const wanted = sharedSets.get(args.genes) ?? new Set(args.genes)
  sharedSets.set(args.genes, wanted)
  const rows = db
    .prepare(
      `SELECT v.id, a.gene
       FROM reports AS r
       CROSS JOIN variant_annotations AS a ON a.report_id = r.id
       CROSS JOIN small_variants AS v ON v.annotation_id = a.id
       WHERE r.case_id = ?
       ORDER BY v.report_id, v.line, v.site, v.id`,
    )
    .all(args.caseId) as { id: number; gene: string }[]
  return variantsById(
    db,
    rows.filter(({ gene }) => wanted.has(gene)).map(({ id }) => id),
  )
}

/** Variants of the case with exactly this key. `pos` is 1-based; `chrom` is written without "chr". */
export function variantsByKey(
  db: ReadableDatabase,
  args: { caseId: number; build: GenomeBuild; chrom: string; pos: number; ref: string; alt: string },
): readonly SmallVariant[] {
  const code = findChromCode(db, args.chrom)
  if (code === null) return []
  const ids = idsSchema.parse(
    db
      .prepare(
        `SELECT v.id FROM reports CROSS JOIN small_variants AS v INDEXED BY small_variants_by_site
           ON v.report_id = reports.id
         WHERE reports.case_id = ? AND reports.build = ? AND v.standing IN (0, 1, 2) AND v.site = ?
           AND v.alleles = ?`,
      )
      .pluck()
      .all(args.caseId, args.build, siteOf(code, args.pos), `${args.ref}>${args.alt}`),
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
