import { useMemo, useState } from 'react'
import type { MouseEvent } from 'react'
import type { CallResult } from '../../shared/api.ts'
import { useKeys } from '../app/keyboard.ts'
import { caseAddress, parseRoute } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { openAddress } from '../app/useRoute.ts'
import { CaseContext } from '../case/CaseContext.ts'
import '../case/case.css'
import { changeSummary } from '../knowledge/changeWords.ts'
import { ReportChanges } from '../knowledge/ReportChanges.tsx'
import { Waiting } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { moment } from '../parts/numbers.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { SummaryPage } from '../summary/SummaryPage.tsx'
import { TherapiesPage } from '../therapies/TherapiesPage.tsx'
import './presentations.css'

type Tab = 'summary' | 'therapies'

/** A case as a board was shown it, marked as history on every line of its head, with what has changed since. */
export function PresentedCase({ caseId, presentationId }: { caseId: number; presentationId: number }) {
  const answer = useCall('presentation/get', { presentationId })
  useKeys({ Escape: () => openAddress(caseAddress(caseId, 'reports')) })
  if (answer.state === 'failed') {
    return (
      <div className="page stack">
        <ErrorNotice error={answer.error} />
        <a href={caseAddress(caseId, 'reports')}>Back to the case</a>
      </div>
    )
  }
  if (answer.state !== 'ready') return <Waiting what="Opening the presentation" />
  return <Presented answer={answer.value} />
}

function Presented({ answer }: { answer: CallResult<'presentation/get'> }) {
  const { presentation, shown } = answer
  const caseId = presentation.caseId
  const [tab, setTab] = useState<Tab>('summary')
  const [assertion, setAssertion] = useState<string | null>(null)
  const context = useMemo(
    () => ({
      detail: {
        case: shown.case,
        diagnosisName: shown.diagnosisName,
        reports: shown.reports,
        assays: shown.assays,
        otherAlterations: shown.otherAlterations,
        smallVariants: 0,
        genes: [],
        tracks: [],
      },
      matches: { state: 'ready' as const, value: shown.match },
      trials: { state: 'idle' as const },
      revision: 0,
      reload: () => undefined,
      past: true,
    }),
    [shown],
  )
  // Summary and Therapies link to each other by today's addresses: here they stay in the past.
  const stayInThePast = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const address = link?.getAttribute('href') ?? ''
    if (!address.startsWith('#/case/')) return
    const route = parseRoute(address)
    if (route.page !== 'case' || route.caseId !== caseId) return
    if (route.tab !== 'summary' && route.tab !== 'therapies') return
    event.preventDefault()
    setAssertion(route.query.assertion ?? null)
    setTab(route.tab)
  }
  return (
    <CaseContext value={context}>
      <div className="case-view">
        <header className="case-head presented" aria-label={`Case ${shown.case.pseudonym} as presented`}>
          <PresentedHead answer={answer} />
          <Tabs
            label="Case as presented"
            items={[
              { name: 'summary', label: 'Summary' },
              { name: 'therapies', label: 'Therapies' },
            ]}
            selected={tab}
            onSelect={setTab}
          />
        </header>
        <div
          className="case-panel"
          role="tabpanel"
          id={`panel-${tab}`}
          aria-labelledby={`tab-${tab}`}
          key={tab}
          onClickCapture={stayInThePast}
        >
          {tab === 'summary' ? <SummaryPage /> : <TherapiesPage assertion={assertion} />}
        </div>
      </div>
    </CaseContext>
  )
}

function PresentedHead({ answer }: { answer: CallResult<'presentation/get'> }) {
  const { presentation, shown, since, today } = answer
  const versionsThen = versionsText(shown.match.packs, shown.match.oncotreeVersion)
  const versionsNow = versionsText(today.packs, today.oncotreeVersion)
  return (
    <>
      <p className="presented-mark" role="status">
        <Icon name="info" />
        <b>As presented on {moment(presentation.at)}</b> by {presentation.by}: this is not today’s state.
        <a className="button small" href={caseAddress(presentation.caseId, 'summary')}>
          Back to today
        </a>
      </p>
      <div className="case-title case-who">
        <h1>{shown.case.pseudonym}</h1>
        <span className="diagnosis">
          {shown.diagnosisName ?? shown.case.diagnosisText ?? 'No diagnosis'}{' '}
          <span className="mono quiet">{shown.case.diagnosis}</span>
        </span>
        {shown.case.stage !== null && (
          <span className="fact">
            Stage <b>{shown.case.stage}</b>
          </span>
        )}
      </div>
      {presentation.note !== '' && (
        <p>
          <span className="caps">Note</span> {presentation.note}
        </p>
      )}
      <p className="small">
        <span className="quiet">With</span> {versionsThen}, Caseboard {presentation.appVersion}.{' '}
        {versionsNow === versionsThen ? (
          <span className="quiet">The same versions are in use today.</span>
        ) : (
          <>
            <span className="quiet">In use today:</span> {versionsNow}.
          </>
        )}
      </p>
      <details className="since">
        <summary>
          <b>Since then:</b> {changeSummary(since)}
        </summary>
        <ReportChanges change={since} />
      </details>
    </>
  )
}

function versionsText(
  packs: readonly { readonly name: string; readonly version: string }[],
  oncotreeVersion: string,
): string {
  const names = packs.map(({ name, version }) => `${name} ${version}`).join(', ')
  return `${names === '' ? 'no pack' : names}, OncoTree ${oncotreeVersion}`
}
