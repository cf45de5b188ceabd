import { useCallback, useMemo, useState } from 'react'
import { useKeys } from '../app/keyboard.ts'
import { caseAddress, caseTabs } from '../app/route.ts'
import type { CaseTab, Route } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { openAddress } from '../app/useRoute.ts'
import { GenomePage } from '../genome/GenomePage.tsx'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { ReportsPage } from '../reports/ReportsPage.tsx'
import { SummaryPage } from '../summary/SummaryPage.tsx'
import { therapySections } from '../therapies/regimens.ts'
import { TherapiesPage } from '../therapies/TherapiesPage.tsx'
import { filterTrials, noTrialFilter } from '../trials/trialFilter.ts'
import { TrialsPage } from '../trials/TrialsPage.tsx'
import { VariantsPage } from '../variants/VariantsPage.tsx'
import './case.css'
import { CaseContext } from './CaseContext.ts'
import { CaseHeader } from './CaseHeader.tsx'

/** Trials are found by disease and patient too. */
const usefulWithoutReports: readonly CaseTab[] = ['reports', 'genome', 'trials']

/**
 * One case: the header stays, the tab's panel scrolls. The header needs only `case/get`; matching runs beside
 * it, and the variants are not asked for before their tab is opened.
 */
export function CaseView({ route }: { route: Extract<Route, { page: 'case' }> }) {
  const { caseId, tab, query } = route
  const [revision, setRevision] = useState(0)
  const detail = useCall('case/get', { caseId }, revision)
  const matches = useCall('match/run', detail.state === 'ready' ? { caseId } : null, revision)
  // Behind the therapies: a case opens with those.
  const matched = matches.state === 'ready' || matches.state === 'failed'
  const trials = useCall('trial/match', matched ? { caseId } : null, revision)
  const reload = useCallback(() => setRevision((before) => before + 1), [])
  const open = (name: CaseTab): void => {
    openAddress(caseAddress(caseId, name))
  }
  useKeys({
    ...Object.fromEntries(caseTabs.map((name, index) => [String(index + 1), () => open(name)])),
    g: () => open('genome'),
    Escape: () => {
      openAddress('#/cases')
    },
  })
  const context = useMemo(
    () => (detail.state === 'ready' ? { detail: detail.value, matches, trials, revision, reload } : null),
    [detail, matches, trials, revision, reload],
  )
  if (detail.state === 'failed') {
    return (
      <div className="page stack">
        <ErrorNotice error={detail.error} />
        <a href="#/cases">Back to the cases</a>
      </div>
    )
  }
  if (context === null) return <Waiting what="Opening the case" />

  // The same number as the summary's and the page's own heading.
  const options =
    matches.state === 'ready' ? therapySections(matches.value.matches).options.length : undefined
  const trialCount =
    trials.state === 'ready' && trials.value.lists.length > 0
      ? filterTrials(trials.value.matches, noTrialFilter).length
      : undefined
  return (
    <CaseContext value={context}>
      <div className="case-view">
        <CaseHeader>
          <Tabs
            label="Case"
            items={[
              { name: 'summary', label: 'Summary' },
              { name: 'therapies', label: 'Therapies', count: options },
              { name: 'variants', label: 'Variants', count: context.detail.smallVariants },
              { name: 'genome', label: 'Genome' },
              { name: 'reports', label: 'Reports', count: context.detail.reports.length },
              { name: 'trials', label: 'Trials', count: trialCount },
            ]}
            selected={tab}
            onSelect={open}
          />
        </CaseHeader>
        <div
          className="case-panel"
          role="tabpanel"
          id={`panel-${tab}`}
          aria-labelledby={`tab-${tab}`}
          key={tab}
        >
          {context.detail.reports.length === 0 && !usefulWithoutReports.includes(tab) ? (
            <Empty
              title="No report yet"
              actions={
                <a className="button primary" href={caseAddress(caseId, 'reports')}>
                  Import reports
                </a>
              }
            >
              Nothing has been tested as far as Caseboard knows. Import this case’s VCF, MAF or biomarker
              sheet first.
            </Empty>
          ) : (
            <Panel tab={tab} query={query} />
          )}
        </div>
      </div>
    </CaseContext>
  )
}

function Panel({ tab, query }: { tab: CaseTab; query: Extract<Route, { page: 'case' }>['query'] }) {
  switch (tab) {
    case 'summary':
      return <SummaryPage />
    case 'therapies':
      return <TherapiesPage assertion={query.assertion ?? null} />
    case 'variants':
      return <VariantsPage wished={query.variant ?? null} gene={query.gene ?? null} />
    case 'genome':
      return <GenomePage query={query} />
    case 'reports':
      return <ReportsPage />
    case 'trials':
      return <TrialsPage />
  }
}
