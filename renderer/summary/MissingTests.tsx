import type { CaseDetail } from '../../shared/api.ts'
import type { MatchReport } from '../../shared/match.ts'
import { notAssessed } from '../case/coverage.ts'
import { Term } from '../glossary/Term.tsx'
import { Icon } from '../parts/Icon.tsx'
import { few } from './few.ts'

/** Rich packs ask for dozens of tests; the rest opens on demand. */
const shownAtMost = 10
const drugsAtMost = 8

/** What is still open for this tumor type, and what the answer would decide. */
export function MissingTests({ report, detail }: { report: MatchReport | null; detail: CaseDetail }) {
  const tests = new Map((report?.missingTests ?? []).map((one) => [one.test, one.drugs]))
  const open = notAssessed(detail, report)
  const list = (names: readonly string[]) => (
    <ul>
      {names.map((test) => (
        <Missing key={test} test={test} drugs={tests.get(test) ?? []} />
      ))}
    </ul>
  )
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
        list(open.slice(0, shownAtMost))
      )}
      {open.length > shownAtMost && (
        <details className="more">
          <summary>and {open.length - shownAtMost} more</summary>
          {list(open.slice(shownAtMost))}
        </details>
      )}
    </section>
  )
}

function Missing({ test, drugs }: { test: string; drugs: readonly string[] }) {
  return (
    <li className="missing" title={drugs.length > drugsAtMost + 1 ? drugs.join(', ') : undefined}>
      <Icon name="question" /> <strong>{test}</strong>
      {drugs.length > 0 && <div className="quiet">would decide on {few(drugs, drugsAtMost)}</div>}
    </li>
  )
}
