import { evidenceStrengthSchema } from '../../../shared/knowledge.ts'
import { ampTierSchema, diseaseMatchSchema, specificitySchema } from '../../../shared/match.ts'
import type { Match } from '../../../shared/match.ts'
import { setBack } from '../../../shared/setBack.ts'
import { compareText } from '../text.ts'

/**
 * Best first: matched before open; evidence of the own tumor type before what is borrowed (oncokb/oncokb issue
 * 3884: level 4 here before 3B from elsewhere); then tier, what nothing resists, what was not yet tried and whose line of
 * therapy fits, strength, disease, closeness of the finding,
 * fewer resistances, fewer drugs, drug names. Ends on identifiers, so that the order never depends on the input's.
 */
export function sortMatches(matches: readonly Match[]): Match[] {
  return matches
    .map((match) => ({ match, key: keyOf(match), drugs: match.drugs.join(' ') }))
    .sort((a, b) => {
      const place = a.key.findIndex((value, index) => value !== b.key[index])
      if (place >= 0) return (a.key[place] ?? 0) - (b.key[place] ?? 0)
      return (
        compareText(a.drugs, b.drugs) ||
        compareText(a.match.assertionId, b.match.assertionId) ||
        compareText(a.match.pack, b.match.pack)
      )
    })
    .map(({ match }) => match)
}

function keyOf(match: Match): number[] {
  return [
    match.status === 'matched' ? 0 : 1,
    match.diseaseMatch === 'other' ? 1 : 0,
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

function rank<T extends string>(order: readonly T[], value: T | null): number {
  return value === null ? order.length : order.indexOf(value)
}
