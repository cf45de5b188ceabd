import { groupByRegimen } from '../../shared/regimens.ts'
import type { Regimen } from '../../shared/regimens.ts'
import type { AmpTier, Match, MatchReport, Reason } from '../../shared/match.ts'

/** Sections and filters of the matches for the screen. Pure. */

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
