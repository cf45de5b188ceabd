import type { RefObject } from 'react'
import { effectSchema } from '../../shared/knowledge.ts'
import { Term } from '../glossary/Term.tsx'
import { Field } from '../parts/Field.tsx'
import { count } from '../parts/numbers.ts'
import type { TherapyFilter } from './regimens.ts'

interface TherapyFiltersProps {
  readonly filter: TherapyFilter
  readonly onChange: (filter: TherapyFilter) => void
  readonly searchBox: RefObject<HTMLInputElement | null>
  readonly shown: number
  readonly total: number
}

const tiers: readonly TherapyFilter['tier'][] = ['all', 'I', 'II', 'III and IV', 'none']

export function TherapyFilters({ filter, onChange, searchBox, shown, total }: TherapyFiltersProps) {
  return (
    <div className="filters" role="search" aria-label="Filter therapies">
      <div className="field grow">
        <label className="field-label" htmlFor="therapy-search">
          Drug, biomarker or words
        </label>
        <input
          id="therapy-search"
          ref={searchBox}
          type="search"
          className="input"
          placeholder="( / )"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      </div>
      <Field label="Effect">
        {(control) => (
          <select
            {...control}
            className="input"
            value={filter.effect}
            onChange={(event) =>
              onChange({ ...filter, effect: event.target.value as TherapyFilter['effect'] })
            }
          >
            <option value="all">all</option>
            {effectSchema.options.map((effect) => (
              <option key={effect}>{effect}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Tier">
        {(control) => (
          <select
            {...control}
            className="input"
            value={filter.tier}
            onChange={(event) => onChange({ ...filter, tier: event.target.value as TherapyFilter['tier'] })}
          >
            {tiers.map((tier) => (
              <option key={tier}>{tier}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Status">
        {(control) => (
          <select
            {...control}
            className="input"
            value={filter.status}
            onChange={(event) =>
              onChange({ ...filter, status: event.target.value as TherapyFilter['status'] })
            }
          >
            <option value="all">all</option>
            <option value="matched">matched</option>
            <option value="not assessed">not assessed</option>
          </select>
        )}
      </Field>
      <span className="quiet small" role="status" style={{ marginLeft: 'auto' }}>
        {count(shown)} of {count(total)} assertions · what is a <Term name="tier">tier</Term>, a{' '}
        <Term name="level">level</Term>?
      </span>
    </div>
  )
}
