import type { MatchChange, ReportChange } from '../../shared/packComparison.ts'
import { changeCounts } from '../../shared/packComparison.ts'
import { plural } from '../parts/numbers.ts'

/** `2 therapies added, 1 tier changed`; says so where nothing that a board acts on has changed. */
export function changeSummary(change: ReportChange): string {
  const counts = changeCounts(change)
  const parts = [
    ...(counts.therapiesAdded > 0 ? [`${plural(counts.therapiesAdded, 'therapy', 'therapies')} added`] : []),
    ...(counts.therapiesRemoved > 0
      ? [`${plural(counts.therapiesRemoved, 'therapy', 'therapies')} removed`]
      : []),
    ...(counts.tiersChanged > 0 ? [`${plural(counts.tiersChanged, 'tier')} changed`] : []),
    ...(counts.resistancesChanged > 0 ? [`${plural(counts.resistancesChanged, 'resistance')} changed`] : []),
  ]
  if (parts.length > 0)
    return counts.other > 0
      ? `${parts.join(', ')}; ${plural(counts.other, 'other change')}`
      : parts.join(', ')
  return counts.other > 0
    ? `${plural(counts.other, 'change')}, no therapy and no tier among them`
    : 'no change'
}

/** How an assertion stood or stands in a report, in a few words. */
export function standingWords(standing: MatchChange['before']): string {
  if (standing === null) return 'not listed'
  if (standing.status === 'not assessed') return 'not assessed'
  return standing.tier === null ? 'matched, no tier' : `tier ${standing.tier}`
}

/** What the assertion is about: the regimen, or for diagnosis and prognosis the effect. */
export function changeTitle({ therapy, effect }: MatchChange): string {
  return therapy === '' ? effect : effect === 'sensitivity' ? therapy : `${effect} to ${therapy}`
}
