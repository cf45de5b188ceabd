import type { CriterionResult, GermlineResult, OncogenicityResult } from '../../shared/classification.ts'
import { termOfClass } from '../glossary/explain.ts'
import { Term } from '../glossary/Term.tsx'
import type { TermName } from '../glossary/terms.ts'
import { Badge } from '../parts/Badge.tsx'
import type { Said } from '../parts/words.ts'
import { judgementLine } from './judgementText.ts'
import { className, criterionWord } from './words.ts'

const UNDECIDED: Said = { word: 'not decided by data alone', icon: 'question', tone: 'open' }

interface ClassSectionProps {
  readonly title: string
  readonly term: TermName
  readonly result: OncogenicityResult | GermlineResult
}

/** A class with the points under it: what is met and why, then what was not, then what nobody could tell. */
export function ClassSection({ title, term, result }: ClassSectionProps) {
  const met = result.criteria.filter(({ state }) => state === 'met' || state === 'barred')
  const notMet = result.criteria.filter(({ state }) => state === 'not met')
  const open = result.criteria.filter(({ state }) => state === 'not assessed' || state === 'needs a person')
  // A class between the others says little while criteria are open: a known driver would look like a nobody.
  const undecided =
    result.judgement === null && result.computed === 'uncertain significance' && open.length > 0
  return (
    <section aria-label={title}>
      <h3>
        <Term name={term}>{title}</Term>
      </h3>
      <p className="row class-line">
        <Badge
          said={undecided ? UNDECIDED : className(result.class)}
          term={termOfClass(result.class, term === 'acmg' ? 'germline' : 'oncogenicity')}
        />
        {result.computed !== null && (
          <span className={result.judgement === null ? '' : 'quiet'}>
            {result.points} {Math.abs(result.points) === 1 ? 'point' : 'points'} from data
            {(result.judgement !== null || undecided) && `: ${result.computed}`}
          </span>
        )}
      </p>
      {result.judgement !== null && <p className="small">Override: {judgementLine(result.judgement)}</p>}
      {result.note !== null && <p className="quiet small">{result.note}</p>}
      {met.length > 0 && <CriteriaList criteria={met} />}
      {notMet.length > 0 && (
        <details className="criteria-rest">
          <summary>Not met: {notMet.length}</summary>
          <CriteriaList criteria={notMet} />
        </details>
      )}
      {open.length > 0 && (
        <details className="criteria-rest">
          <summary>Not assessed, or needing a person: {open.length}</summary>
          <CriteriaList criteria={open} />
        </details>
      )}
      {result.criteria.length > 0 && <p className="quiet small">{result.standard}</p>}
    </section>
  )
}

function CriteriaList({ criteria }: { criteria: readonly CriterionResult[] }) {
  return (
    <ul className="plain-list criteria">
      {criteria.map((one) => (
        <li key={one.meaning}>
          <span className="criterion-head">
            <b>{one.label}</b>
            {one.state === 'met' ? (
              <b className="criterion-points">
                {one.points > 0 ? '+' : '−'}
                {Math.abs(one.points)}
              </b>
            ) : (
              <Badge said={criterionWord(one.state)} />
            )}
          </span>
          <span>{one.asks}.</span>
          <span className="quiet small">{one.evidence}</span>
        </li>
      ))}
    </ul>
  )
}
