import { evidenceStrengthSchema } from './knowledge.ts'
import { setBack } from './setBack.ts'
import type { AmpTier, DiseaseMatch, Match } from './match.ts'

/** Matches of one regimen as one; the screens and the packet group alike. The matcher's own order breaks every tie. */

export interface Regimen {
  readonly key: string
  readonly label: string
  readonly effect: Match['effect']
  /** Best tier over the matches; null where none has one. */
  readonly tier: AmpTier | null
  readonly diseaseMatch: DiseaseMatch
  readonly matches: readonly Match[]
  readonly resistedBy: Match['resistedBy']
}

const tierOrder: readonly (AmpTier | null)[] = ['I-A', 'I-B', 'II-C', 'II-D', 'III', 'IV', null]
/** An approval before a curated statement of the same tier. */
const strengths = evidenceStrengthSchema.options
const diseaseOrder: readonly DiseaseMatch[] = ['exact', 'descendant', 'tumor-agnostic', 'other']

export function compareTiers(a: AmpTier | null, b: AmpTier | null): number {
  return tierOrder.indexOf(a) - tierOrder.indexOf(b)
}

/**
 * `encorafenib + cetuximab`; for resistance and toxicity each drug stands for itself: `cetuximab, panitumumab`.
 * Empty drug lists (diagnosis, prognosis) give the biomarker.
 */
export function regimenLabel(match: Pick<Match, 'drugs' | 'backbone' | 'effect' | 'biomarkerText'>): string {
  const together = match.effect === 'sensitivity'
  const parts = [...match.drugs, ...(match.backbone === null ? [] : [match.backbone])]
  return parts.length === 0 ? match.biomarkerText : parts.join(together ? ' + ' : ', ')
}

export function groupByRegimen(matches: readonly Match[]): readonly Regimen[] {
  const groups = new Map<string, Match[]>()
  for (const match of matches) {
    const parts = match.drugs.length === 0 ? [match.biomarkerText] : [...match.drugs].sort()
    const key = [match.effect, ...parts, match.backbone ?? ''].join('|')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [match])
    else group.push(match)
  }
  return [...groups].map(([key, group]) => regimenOf(key, group)).sort(compareRegimens)
}

function regimenOf(key: string, group: readonly Match[]): Regimen {
  const ordered = [...group].sort(
    (a, b) =>
      compareTiers(a.ampTier, b.ampTier) ||
      strengths.indexOf(a.strength) - strengths.indexOf(b.strength) ||
      diseaseOrder.indexOf(a.diseaseMatch) - diseaseOrder.indexOf(b.diseaseMatch),
  )
  const first = ordered[0]
  if (first === undefined) throw new Error('a regimen has at least one match')
  const resisted = new Map(ordered.flatMap((match) => match.resistedBy).map((one) => [one.assertionId, one]))
  return {
    key,
    label: regimenLabel(first),
    effect: first.effect,
    tier: first.ampTier,
    diseaseMatch: first.diseaseMatch,
    matches: ordered,
    resistedBy: [...resisted.values()],
  }
}

/** Tier, then what is not resisted before what is, what was not yet tried, then closeness of the disease. Array sort is stable. */
function compareRegimens(a: Regimen, b: Regimen): number {
  return (
    compareTiers(a.tier, b.tier) ||
    Math.sign(a.resistedBy.length) - Math.sign(b.resistedBy.length) ||
    Number(a.matches.every(setBack)) - Number(b.matches.every(setBack)) ||
    diseaseOrder.indexOf(a.diseaseMatch) - diseaseOrder.indexOf(b.diseaseMatch)
  )
}

/** Stronger evidence first, then the plain sentences before the abstracts. */
export function byWeight(resistances: Match['resistedBy']): Match['resistedBy'] {
  const rank = ({ strength }: Match['resistedBy'][number]): number =>
    strength === undefined ? 0 : evidenceStrengthSchema.options.indexOf(strength)
  return [...resistances].sort((a, b) => rank(a) - rank(b) || a.text.length - b.text.length)
}

/** The source's own level behind a resistance, e.g. ` (CIViC D)`; '' where it was not kept. */
export function levelWords(level: Match['resistedBy'][number]['level']): string {
  return level === undefined ? '' : ` (${level.scheme} ${level.value})`
}
