import { caseAddress } from '../app/route.ts'
import { useCase } from '../case/CaseContext.ts'
import { Waiting } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { PackFooter } from '../therapies/PackFooter.tsx'
import { BiomarkerTable } from './BiomarkerTable.tsx'
import { KeyFindings } from './KeyFindings.tsx'
import { MissingTests } from './MissingTests.tsx'
import './summary.css'
import { TopTherapies } from './TopTherapies.tsx'

/** The two-minute page. */
export function SummaryPage() {
  const { detail, matches, past = false } = useCase()
  const report = matches.state === 'ready' ? matches.value : null
  const caseId = detail.case.id
  return (
    <div className="page stack">
      {matches.state === 'failed' && <ErrorNotice error={matches.error} />}
      {report !== null && report.warnings.length > 0 && (
        <Notice tone="warning">
          <ul>
            {report.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="summary">
        <div className="summary-column">
          {report === null ? (
            matches.state !== 'failed' && (
              <section className="sheet">
                <Waiting what="Matching the findings against the knowledge packs" />
              </section>
            )
          ) : (
            <>
              <KeyFindings report={report} caseId={caseId} />
              <TopTherapies report={report} caseId={caseId} />
            </>
          )}
        </div>
        <div className="summary-column">
          <section className="sheet question" aria-label="Question to the board">
            <p className="caps">Question to the board</p>
            <p>
              {detail.case.question ?? (
                <span className="quiet">
                  {past ? 'None was written.' : 'None written. “Edit case” adds one.'}
                </span>
              )}
            </p>
          </section>
          <BiomarkerTable detail={detail} />
          <MissingTests report={report} detail={detail} />
        </div>
      </div>
      {report !== null && <PackFooter report={report} />}
      <p className="quiet small desk-only">
        <Icon name="info" /> All reasons are in <a href={caseAddress(caseId, 'therapies')}>Therapies</a>;
        every variant is in <a href={caseAddress(caseId, 'variants')}>Variants</a>.
      </p>
    </div>
  )
}
