import { useMemo, useRef, useState } from 'react'
import { useKeys } from '../app/keyboard.ts'
import { useCase } from '../case/CaseContext.ts'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { count, plural } from '../parts/numbers.ts'
import { TrialCard } from './TrialCard.tsx'
import { filterTrials, noTrialFilter } from './trialFilter.ts'
import { TrialFilters } from './TrialFilters.tsx'
import './trials.css'

/** Trials of the department's lists against this case. */
export function TrialsPage() {
  const { trials } = useCase()
  const [filter, setFilter] = useState(noTrialFilter)
  const search = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => search.current?.focus() })
  const report = trials.state === 'ready' ? trials.value : null
  const shown = useMemo(() => filterTrials(report?.matches ?? [], filter), [report, filter])
  if (trials.state === 'failed')
    return (
      <div className="page">
        <ErrorNotice error={trials.error} />
      </div>
    )
  if (report === null) return <Waiting what="Matching the case against the trial lists" />
  if (report.lists.length === 0)
    return (
      <Empty
        title="No trial list is installed"
        actions={
          <a className="button" href="#/settings/knowledge">
            Import a trial list
          </a>
        }
      >
        Trials are matched offline against a list that you bring: your department’s spreadsheet (its columns
        are described in resources/formats/trial-spreadsheet.md) or a search result of ClinicalTrials.gov
        saved as JSON. Import it in Settings, Knowledge.
      </Empty>
    )
  const excluded = report.matches.filter(({ outcome }) => outcome === 'excluded').length
  return (
    <div className="page">
      {!report.diagnosisResolved && (
        <div style={{ marginBottom: '1rem' }}>
          <Notice tone="warning">
            The diagnosis has no OncoTree code, so no trial can be told to fit this tumor type. Set it with
            “Edit case”.
          </Notice>
        </div>
      )}
      <TrialFilters
        filter={filter}
        onChange={setFilter}
        searchBox={search}
        shown={shown.length}
        total={report.matches.length}
      />
      {shown.length === 0 && (
        <Empty
          title="No trial passes this filter"
          actions={
            <button
              type="button"
              className="button"
              onClick={() => setFilter({ ...noTrialFilter, outcome: 'all' })}
            >
              Show all {count(report.matches.length)}
            </button>
          }
        >
          {plural(report.matches.length, 'trial is', 'trials are')} on file; those that a criterion excludes
          are hidden at first.
        </Empty>
      )}
      {shown.map((trial) => (
        <TrialCard key={`${trial.pack} ${trial.id}`} trial={trial} />
      ))}
      {filter.outcome === 'not excluded' && shown.length > 0 && excluded > 0 && (
        <p className="quiet">
          {plural(excluded, 'trial is', 'trials are')} excluded by a criterion and hidden.{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => setFilter({ ...filter, outcome: 'excluded' })}
          >
            Show why
          </button>
        </p>
      )}
      <footer className="quiet small" aria-label="Sources">
        Matched for {report.asOf} against{' '}
        {report.lists
          .map(
            (list) =>
              `${list.title}, version ${list.version} (${plural(list.trials, 'trial')}, retrieved ${list.retrieved}, ${list.licence})`,
          )
          .join('; ')}
        . Whether a place is open, and every criterion, must be confirmed with the trial’s own site.
      </footer>
    </div>
  )
}
