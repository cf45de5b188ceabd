import type { Reason } from '../../shared/match.ts'
import type { OtherAlteration } from '../../shared/model.ts'

/** The alteration behind a reason when it is not a small variant (those have positive numbers). */
export function otherAlterationOf(
  reason: Pick<Reason, 'alterationId'>,
  others: readonly OtherAlteration[],
): OtherAlteration | null {
  return others.find(({ id }) => id !== undefined && id === reason.alterationId) ?? null
}
