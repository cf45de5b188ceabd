import { z } from 'zod'
import type { SmallVariant } from '../../../shared/model.ts'
import type { ReadableDatabase } from '../database.ts'
import { variantsById } from './rows.ts'

/**
 * Variants of these genes that may change a protein, passed, and are germline by the file or by the specimen they
 * were read from: the few that a germline question is about, not all of a genome.
 */
export function germlineCandidates(
  db: ReadableDatabase,
  args: { caseId: number; genes: readonly string[]; normalReportIds: readonly number[] },
): readonly SmallVariant[] {
  const ids = z.array(z.number().int()).parse(
    db
      .prepare(
        `SELECT v.id
         FROM reports AS r
         CROSS JOIN json_each(:genes) AS wanted
         CROSS JOIN variant_annotations AS a ON a.report_id = r.id AND a.gene = wanted.value
         CROSS JOIN small_variants AS v ON v.annotation_id = a.id AND v.standing = 2
         CROSS JOIN variant_calls AS c ON c.id = v.call_id
         WHERE r.case_id = :caseId AND v.effect = 1
           AND (c.origin = 'germline' OR (c.origin = 'unknown' AND r.id IN (SELECT value FROM json_each(:normal))))
         ORDER BY v.id`,
      )
      .pluck()
      .all({
        caseId: args.caseId,
        genes: JSON.stringify([...new Set(args.genes)]),
        normal: JSON.stringify(args.normalReportIds),
      }),
  )
  return variantsById(db, ids)
}
