import { setBack } from '../../shared/setBack.ts'
import type { AmpTier, DiseaseMatch, Match, MatchReport, Reason } from '../../shared/match.ts'

/** Grouping and ordering of matches for the screen. Pure; the matcher's own order breaks every tie. */

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

export interface TherapySections {
  /** Sensitivity in this tumor type (or any solid tumor). */
  readonly options: readonly Regimen[]
  /** Resistance and toxicity in this tumor type. */
  readonly warnings: readonly Regimen[]
  /** Diagnosis and prognosis. */
  readonly other: readonly Regimen[]
  /** Evidence from other tumor types, whatever the effect. */
  readonly otherTumor: readonly Regimen[]
  readonly notAssessed: readonly Regimen[]
}

const tierOrder: readonly (AmpTier | null)[] = ['I-A', 'I-B', 'II-C', 'II-D', 'III', 'IV', null]
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

export function therapySections(matches: readonly Match[]): TherapySections {
  const matched = matches.filter((match) => match.status === 'matched')
  const here = matched.filter((match) => match.diseaseMatch !== 'other')
  const of = (...effects: readonly Match['effect'][]): readonly Regimen[] =>
    groupByRegimen(here.filter((match) => effects.includes(match.effect)))
  return {
    options: of('sensitivity'),
    warnings: of('resistance', 'toxicity'),
    other: of('diagnosis', 'prognosis'),
    otherTumor: groupByRegimen(matched.filter((match) => match.diseaseMatch === 'other')),
    notAssessed: groupByRegimen(matches.filter((match) => match.status === 'not assessed')),
  }
}

export interface TherapyFilter {
  readonly text: string
  readonly effect: Match['effect'] | 'all'
  readonly tier: 'all' | 'I' | 'II' | 'III and IV' | 'none'
  readonly status: Match['status'] | 'all'
}

export const noTherapyFilter: TherapyFilter = { text: '', effect: 'all', tier: 'all', status: 'all' }

export function filterMatches(matches: readonly Match[], filter: TherapyFilter): readonly Match[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return matches.filter((match) => {
    if (filter.effect !== 'all' && match.effect !== filter.effect) return false
    if (filter.status !== 'all' && match.status !== filter.status) return false
    if (filter.tier !== 'all' && tierClass(match.ampTier) !== filter.tier) return false
    const text = [
      ...match.drugs,
      match.backbone,
      match.biomarkerText,
      ...match.alterations,
      match.diseaseText,
      match.statement,
    ]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function tierClass(tier: AmpTier | null): TherapyFilter['tier'] {
  if (tier === null) return 'none'
  if (tier.startsWith('I-')) return 'I'
  return tier.startsWith('II-') ? 'II' : 'III and IV'
}

/** The findings that fired a match, in words: decided leaves that hold, else its alterations. */
export function firedBy(match: Pick<Match, 'because' | 'alterations'>): readonly string[] {
  const fired = match.because.filter(holds).map((reason) => reason.alteration ?? reason.leaf)
  return [...new Set(fired.length > 0 ? fired : match.alterations)]
}

/** What a test must still show for a match that is not assessed. */
export function openLeaves(match: Pick<Match, 'because'>): readonly string[] {
  return [
    ...new Set(
      match.because.filter((reason) => reason.result === 'not assessed').map((reason) => reason.leaf),
    ),
  ]
}

export function holds(reason: Reason): boolean {
  return reason.result === 'true' && !reason.negated
}

/** Address-safe id of a match, for links and scroll targets. */
export function matchAnchor(match: Pick<Match, 'pack' | 'assertionId'>): string {
  return `${match.pack}/${match.assertionId}`
}

/** The installed pack a match comes from. */
export function packOf(
  report: MatchReport,
  match: Pick<Match, 'pack'>,
): MatchReport['packs'][number] | undefined {
  return report.packs.find((pack) => pack.name === match.pack)
}
