import type { SmallVariant } from '../../../shared/model.ts'
import type { ReadableDatabase } from '../database.ts'
import { effectIn, standingIn } from './block.ts'
import { callsOfOrigins } from './dictionaries.ts'
import { variantsWhere } from './variantsWhere.ts'

/**
 * Variants of these genes that may change a protein, passed, and are germline by the file or by the specimen they
 * were read from: the few that a germline question is about, not all of a genome.
 */
export function germlineCandidates(
  db: ReadableDatabase,
  args: { caseId: number; genes: readonly string[]; normalReportIds: readonly number[] },
): readonly SmallVariant[] {
  return variantsWhere(db, args, (reportId) => {
    const origins = args.normalReportIds.includes(reportId) ? ['germline', 'unknown'] : ['germline']
    const calls = callsOfOrigins(db, reportId, origins)
    // Most reports have none: their variants are not looked at.
    if (calls.size === 0) return null
    return ({ keys }, row) => {
      const mark = keys.marks[row] ?? 0
      return standingIn(mark) === 2 && effectIn(mark) && calls.has(keys.call[row] ?? 0)
    }
  })
}
