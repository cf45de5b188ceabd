import { evidenceStrengthSchema } from '../../shared/knowledge.ts'
import { ampTierSchema, diseaseMatchSchema, specificitySchema } from '../../shared/match.ts'
import type { Match } from '../../shared/match.ts'
import { compareText } from './verdict.ts'

/**
 * Best first: matched before open; then tier, what nothing resists, what was not yet tried and whose line of
 * therapy fits, strength, disease, closeness of the finding,
 * fewer resistances, fewer drugs, drug names. Ends on identifiers, so that the order never depends on the input's.
 */
export function sortMatches(matches: readonly Match[]): Match[] {
  return [...matches].sort((a, b) => {
    for (const [left, right] of pairs(keyOf(a), keyOf(b))) if (left !== right) return left - right
    return (
      compareText(a.drugs.join(' '), b.drugs.join(' ')) ||
      compareText(a.assertionId, b.assertionId) ||
      compareText(a.pack, b.pack)
    )
  })
}

function keyOf(match: Match): number[] {
  return [
    match.status === 'matched' ? 0 : 1,
    rank(ampTierSchema.options, match.ampTier),
    match.resistedBy.length > 0 ? 1 : 0,
    setBack(match) ? 1 : 0,
    rank(evidenceStrengthSchema.options, match.strength),
    rank(diseaseMatchSchema.options, match.diseaseMatch),
    rank(specificitySchema.options, match.specificity),
    match.resistedBy.length,
    match.drugs.length,
  ]
}

/** Already given, progressed on its class, or its line of therapy not met: below its equals, never hidden. */
export function setBack(match: Pick<Match, 'priorUse' | 'line'>): boolean {
  return (
    match.line?.status === 'not met' ||
    match.priorUse.some(({ kind, progressed }) => kind === 'already received' || progressed)
  )
}

function rank<T extends string>(order: readonly T[], value: T | null): number {
  return value === null ? order.length : order.indexOf(value)
}

function pairs(a: readonly number[], b: readonly number[]): [number, number][] {
  return a.map((value, index) => [value, b[index] ?? 0])
}
