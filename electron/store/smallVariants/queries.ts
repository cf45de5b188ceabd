import { z } from 'zod'
import type { SmallVariant } from '../../../shared/model.ts'
import type { GeneCount, VariantPage, VariantQuery } from '../../../shared/variantQuery.ts'
import type { ReadableDatabase } from '../database.ts'
import { notFound } from '../notFound.ts'
import { variantsInOrder } from './order.ts'
import { variantsById } from './rows.ts'
import { reportIds, variantsWhere } from './variantsWhere.ts'

/**
 * Questions about the small variants of a case. A table of 100,000 is never sent: first the numbers of the
 * wanted window are found, then only those variants are read whole.
 */

const countSchema = z.number().int()
const geneCountsSchema = z.array(z.object({ gene: z.string(), variants: z.number().int() }))

/** One window of a case's variants: filtered, ordered (karyotype order for `position`), nulls last. */
export function variantQuery(db: ReadableDatabase, args: VariantQuery): VariantPage {
  const { filter, sort, offset, limit } = args
  const all = reportIds(db, args.caseId)
  const reports = filter.reportIds.length === 0 ? all : all.filter((id) => filter.reportIds.includes(id))
  const numbers = variantsInOrder(db, reports, filter, sort)
  return {
    total: variantCount(db, args),
    filtered: numbers.length,
    offset,
    rows: variantsById(db, [...numbers.subarray(offset, offset + limit)]),
  }
}

/** Throws `not-found`. */
export function variantGet(db: ReadableDatabase, args: { variantId: number }): SmallVariant {
  const [variant] = variantsById(db, [args.variantId])
  if (variant === undefined) throw notFound('such variant')
  return variant
}

/** Genes of the case with the number of their variants that passed, most first. */
export function variantGenes(db: ReadableDatabase, args: { caseId: number }): readonly GeneCount[] {
  return geneCountsSchema.parse(
    db
      .prepare(
        `SELECT gene, sum(passed) AS variants
         FROM reports CROSS JOIN variant_annotations ON report_id = reports.id
         WHERE case_id = ? AND gene > ''
         GROUP BY gene HAVING sum(passed) > 0 ORDER BY variants DESC, gene`,
      )
      .all(args.caseId),
  )
}

/** Variants of these genes (HGNC symbols), whether they passed or not, in the order of reports and files. */
export function variantsOfGenes(
  db: ReadableDatabase,
  args: { caseId: number; genes: readonly string[] },
): readonly SmallVariant[] {
  return variantsWhere(db, args, () => () => true)
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
