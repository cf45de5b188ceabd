import type { CaseDetail } from '../../shared/api.ts'
import type { MatchReport } from '../../shared/match.ts'
import { notAssessed } from '../case/coverage.ts'
import { Term } from '../glossary/Term.tsx'
import { Icon } from '../parts/Icon.tsx'

/** What is still open for this tumor type, and what the answer would decide. */
export function MissingTests({ report, detail }: { report: MatchReport | null; detail: CaseDetail }) {
  const tests = new Map((report?.missingTests ?? []).map((one) => [one.test, one.drugs]))
  const open = notAssessed(detail, report)
  return (
    <section className="sheet" aria-label="Not assessed">
      <div className="panel-head">
        <h2>
          <Term name="notAssessed">Not assessed</Term> <span className="count">{open.length}</span>
        </h2>
        <span className="quiet small">test that would answer, and for what</span>
      </div>
      {open.length === 0 ? (
        <p className="sheet-body quiet">Every test that the packs ask for in this tumor type was made.</p>
      ) : (
        <ul>
          {open.map((test) => (
            <li key={test} className="missing">
              <Icon name="question" /> <strong>{test}</strong>
              {(tests.get(test) ?? []).length > 0 && (
                <div className="quiet">would decide on {tests.get(test)?.join(', ')}</div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
