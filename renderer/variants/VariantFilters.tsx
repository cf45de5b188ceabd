import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { CaseDetail } from '../../shared/api.ts'
import { originSchema } from '../../shared/model.ts'
import type { VariantFilter } from '../../shared/variantQuery.ts'
import { Term } from '../glossary/Term.tsx'
import { Field } from '../parts/Field.tsx'
import { count } from '../parts/numbers.ts'
import { geneList, percentOf } from './filterText.ts'

interface VariantFiltersProps {
  readonly filter: VariantFilter
  readonly onChange: (filter: VariantFilter) => void
  readonly detail: CaseDetail
  readonly searchBox: RefObject<HTMLInputElement | null>
  /** Variants that only the quality choice hides; null while unknown. */
  readonly hiddenByQuality: number | null
  readonly onDown: () => void
}

export function VariantFilters({
  filter,
  onChange,
  detail,
  searchBox,
  hiddenByQuality,
  onDown,
}: VariantFiltersProps) {
  return (
    <div className="filters" role="search" aria-label="Filter variants">
      <div className="field grow">
        <label className="field-label" htmlFor="variant-search">
          Search
        </label>
        <TypedInput
          id="variant-search"
          ref={searchBox}
          type="search"
          placeholder="Gene, change, 7:140453136 or identifier   ( / )"
          value={filter.text}
          onCommit={(text) => onChange({ ...filter, text })}
          onDown={onDown}
        />
      </div>
      <div className="field narrow">
        <label className="field-label" htmlFor="variant-genes">
          Genes
        </label>
        <TypedInput
          id="variant-genes"
          placeholder="EGFR, TP53"
          list="genes-of-case"
          value={filter.genes.join(', ')}
          onCommit={(text) => onChange({ ...filter, genes: geneList(text) })}
        />
        <datalist id="genes-of-case">
          {detail.genes.slice(0, 200).map((gene) => (
            <option key={gene.gene} value={gene.gene}>
              {gene.variants}
            </option>
          ))}
        </datalist>
      </div>
      <Field label="Effect">
        {(control) => (
          <select
            {...control}
            className="input"
            value={filter.effect}
            onChange={(event) =>
              onChange({ ...filter, effect: event.target.value as VariantFilter['effect'] })
            }
          >
            <option value="all">all</option>
            <option value="protein-changing">protein-changing</option>
          </select>
        )}
      </Field>
      <Field label="Origin">
        {(control) => (
          <select
            {...control}
            className="input"
            value={filter.origins[0] ?? ''}
            onChange={(event) => {
              const origin = originSchema.safeParse(event.target.value)
              onChange({ ...filter, origins: origin.success ? [origin.data] : [] })
            }}
          >
            <option value="">all</option>
            {originSchema.options.map((origin) => (
              <option key={origin}>{origin}</option>
            ))}
          </select>
        )}
      </Field>
      <div className="field narrow" style={{ width: '5.5rem' }}>
        <label className="field-label" htmlFor="variant-vaf">
          VAF ≥ %
        </label>
        <TypedInput
          id="variant-vaf"
          inputMode="decimal"
          value={percentOf(filter.minimumVaf)}
          onCommit={(text) => onChange({ ...filter, minimumVaf: fraction(text) })}
        />
      </div>
      <div className="field narrow" style={{ width: '8.5rem' }}>
        <label className="field-label" htmlFor="variant-population">
          Population ≤ %
        </label>
        <TypedInput
          id="variant-population"
          inputMode="decimal"
          value={percentOf(filter.maximumPopulationFrequency)}
          onCommit={(text) => onChange({ ...filter, maximumPopulationFrequency: fraction(text) })}
        />
      </div>
      {detail.reports.length > 1 && (
        <Field label="Report">
          {(control) => (
            <select
              {...control}
              className="input"
              style={{ maxWidth: '12rem' }}
              value={filter.reportIds[0] ?? ''}
              onChange={(event) =>
                onChange({
                  ...filter,
                  reportIds: event.target.value === '' ? [] : [Number(event.target.value)],
                })
              }
            >
              <option value="">all</option>
              {detail.reports.map((report) => (
                <option key={report.id} value={report.id}>
                  {report.fileName}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="field">
        <span className="field-label">
          <Term name="quality">Quality</Term>
        </span>
        <div className="segmented" role="radiogroup" aria-label="Quality">
          <label>
            <input
              type="radio"
              name="quality"
              checked={filter.quality === 'passed'}
              onChange={() => onChange({ ...filter, quality: 'passed' })}
            />
            Passed
          </label>
          <label>
            <input
              type="radio"
              name="quality"
              checked={filter.quality === 'all'}
              onChange={() => onChange({ ...filter, quality: 'all' })}
            />
            All
          </label>
        </div>
      </div>
      {hiddenByQuality !== null && hiddenByQuality > 0 && filter.quality === 'passed' && (
        <span className="quiet small" role="status" style={{ alignSelf: 'center' }}>
          {count(hiddenByQuality)} that failed quality are hidden
        </span>
      )}
    </div>
  )
}

function fraction(text: string): number | null {
  const value = Number(text.replace(',', '.'))
  return text.trim() === '' || Number.isNaN(value) ? null : Math.min(1, Math.max(0, value / 100))
}

interface TypedInputProps {
  readonly id: string
  readonly value: string
  readonly onCommit: (text: string) => void
  readonly onDown?: () => void
  readonly ref?: RefObject<HTMLInputElement | null>
  readonly type?: string
  readonly placeholder?: string
  readonly list?: string
  readonly inputMode?: 'decimal'
}

/** How long typing must rest before the store is asked. */
const restMilliseconds = 180

/** Keeps what is being typed to itself until typing rests, so that half a number is not turned into a filter. */
function TypedInput({ value, onCommit, onDown, ref, ...input }: TypedInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const commit = (text: string): void => {
    clearTimeout(timer.current)
    if (text !== value) onCommit(text)
  }
  return (
    <input
      {...input}
      {...(ref === undefined ? {} : { ref })}
      className="input"
      spellCheck={false}
      value={typed ?? value}
      onChange={(event) => {
        const text = event.target.value
        setTyped(text)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => commit(text), restMilliseconds)
      }}
      onBlur={() => {
        if (typed !== null) commit(typed)
        setTyped(null)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && typed !== null) commit(typed)
        if (event.key === 'ArrowDown' && onDown !== undefined) {
          event.preventDefault()
          onDown()
        }
      }}
    />
  )
}
