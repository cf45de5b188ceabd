import type { ChangeKind, MatchChange, ReportChange } from '../../shared/packComparison.ts'
import { changeKind } from '../../shared/packComparison.ts'
import { Icon } from '../parts/Icon.tsx'
import type { IconName } from '../parts/Icon.tsx'
import { plural } from '../parts/numbers.ts'
import { changeTitle, standingWords } from './changeWords.ts'
import './knowledge.css'

const kinds: readonly { readonly kind: ChangeKind; readonly word: string; readonly icon: IconName }[] = [
  { kind: 'therapy added', word: 'Therapy added', icon: 'plus' },
  { kind: 'therapy removed', word: 'Therapy removed', icon: 'cross' },
  { kind: 'tier changed', word: 'Tier changed', icon: 'up' },
  { kind: 'resistance', word: 'Resistance changed', icon: 'stop' },
]

/** What differs between two match reports of a case: what a board acts on first, the rest folded away. */
export function ReportChanges({ change }: { change: ReportChange }) {
  const other = change.matches.filter((one) => changeKind(one) === 'other')
  const lines = [
    ...change.warningsAdded.map((text) => `New warning: ${text}`),
    ...change.warningsRemoved.map((text) => `Warning gone: ${text}`),
    ...change.notBorrowedAdded,
    ...change.notBorrowedRemoved.map((text) => `No longer said: ${text}`),
  ]
  return (
    <div className="report-changes">
      <ul>
        {kinds.flatMap(({ kind, word, icon }) =>
          change.matches
            .filter((one) => changeKind(one) === kind)
            .map((one) => (
              <li key={`${one.pack} ${one.assertionId}`}>
                <span className="change-kind">
                  <Icon name={icon} /> {word}
                </span>
                <span>
                  <b>{changeTitle(one)}</b> <span className="quiet">for {one.biomarker}</span>
                </span>
                <Standing one={one} />
              </li>
            )),
        )}
      </ul>
      {other.length + lines.length > 0 && (
        <details>
          <summary>{plural(other.length + lines.length, 'other change')}</summary>
          <ul>
            {other.map((one) => (
              <li key={`${one.pack} ${one.assertionId}`}>
                <span className="change-kind">{one.fields.join(', ') || 'open question'}</span>
                <span>
                  {changeTitle(one)} <span className="quiet">for {one.biomarker}</span>
                </span>
                <Standing one={one} />
              </li>
            ))}
            {lines.map((text) => (
              <li key={text} className="whole">
                {text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Standing({ one }: { one: MatchChange }) {
  const [was, is] = [standingWords(one.before), standingWords(one.after)]
  return <span className="standing">{was === is ? is : `${was} → ${is}`}</span>
}
