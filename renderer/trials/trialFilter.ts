import type { CohortMatch, TrialMatch } from '../../shared/trialMatch.ts'

/** Filtering of trials for the screen. Pure; the matcher's own order is kept. */
export interface TrialFilter {
  readonly text: string
  readonly outcome: 'not excluded' | TrialMatch['outcome'] | 'all'
  readonly recruiting: boolean
  /** Only trials of which a biomarker is met by a finding. */
  readonly biomarkerMet: boolean
}

export const noTrialFilter: TrialFilter = {
  text: '',
  outcome: 'not excluded',
  recruiting: false,
  biomarkerMet: false,
}

export function filterTrials(trials: readonly TrialMatch[], filter: TrialFilter): readonly TrialMatch[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return trials.filter((trial) => {
    if (filter.outcome === 'not excluded' && trial.outcome === 'excluded') return false
    if (filter.outcome !== 'not excluded' && filter.outcome !== 'all' && trial.outcome !== filter.outcome)
      return false
    if (filter.recruiting && !trial.cohorts.some(({ status }) => status === 'recruiting')) return false
    if (filter.biomarkerMet && !trial.cohorts.some(({ biomarker }) => biomarker === 'true')) return false
    const text = searchText(trial)
    return words.every((word) => text.includes(word))
  })
}

function searchText({ id, title, sponsor, drugs, sites, cohorts }: TrialMatch): string {
  const places = sites.flatMap(({ name, city, country }) => [name, city, country])
  const asked = cohorts.flatMap((cohort) => [
    cohort.name,
    cohort.diseaseText,
    ...cohort.drugs,
    ...cohort.criteria.map(({ asks }) => asks),
  ])
  return [id, title, sponsor, ...drugs, ...places, ...asked].join(' ').toLowerCase()
}

/** In one line why a cohort is shown where it is. */
export function whyText(cohort: CohortMatch): string {
  if (cohort.alterations.length > 0) return `Because of ${cohort.alterations.join(', ')}`
  switch (cohort.biomarker) {
    case 'true':
      return 'The biomarkers that it asks for are met'
    case 'not assessed':
      return 'Its biomarker is not assessed in this case'
    case 'false':
      return 'Its biomarker is not met'
    case null:
      return 'By disease only: no biomarker is asked for or understood'
  }
}
