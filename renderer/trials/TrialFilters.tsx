import type { RefObject } from 'react'
import { Term } from '../glossary/Term.tsx'
import { Field } from '../parts/Field.tsx'
import { count } from '../parts/numbers.ts'
import type { TrialFilter } from './trialFilter.ts'

interface TrialFiltersProps {
  readonly filter: TrialFilter
  readonly onChange: (filter: TrialFilter) => void
  readonly searchBox: RefObject<HTMLInputElement | null>
  readonly shown: number
  readonly total: number
}

const outcomes: readonly TrialFilter['outcome'][] = [
  'not excluded',
  'eligible on file',
  'possibly',
  'excluded',
  'all',
]

export function TrialFilters({ filter, onChange, searchBox, shown, total }: TrialFiltersProps) {
  return (
    <div className="filters" role="search" aria-label="Filter trials">
      <div className="field grow">
        <label className="field-label" htmlFor="trial-search">
          Drug, biomarker, site or words
        </label>
        <input
          id="trial-search"
          ref={searchBox}
          type="search"
          className="input"
          placeholder="( / )"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      </div>
      <Field label="Outcome">
        {(control) => (
          <select
            {...control}
            className="input"
            value={filter.outcome}
            onChange={(event) =>
              onChange({ ...filter, outcome: event.target.value as TrialFilter['outcome'] })
            }
          >
            {outcomes.map((outcome) => (
              <option key={outcome}>{outcome}</option>
            ))}
          </select>
        )}
      </Field>
      <label className="row trial-check">
        <input
          type="checkbox"
          checked={filter.recruiting}
          onChange={(event) => onChange({ ...filter, recruiting: event.target.checked })}
        />
        Recruiting
      </label>
      <label className="row trial-check">
        <input
          type="checkbox"
          checked={filter.biomarkerMet}
          onChange={(event) => onChange({ ...filter, biomarkerMet: event.target.checked })}
        />
        Biomarker met
      </label>
      <span className="quiet small" role="status" style={{ marginLeft: 'auto' }}>
        {count(shown)} of {count(total)} trials · what is <Term name="trialEligible">eligible on file</Term>,{' '}
        <Term name="trialPossibly">possibly</Term>?
      </span>
    </div>
  )
}
