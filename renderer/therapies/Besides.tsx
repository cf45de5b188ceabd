import {
  cautionWord,
  cautionsNotAssessed,
  cautionsThatApply,
  priorUseTexts,
} from '../../shared/besideText.ts'
import type { Match } from '../../shared/match.ts'
import { termOfWord } from '../glossary/explain.ts'
import { Term } from '../glossary/Term.tsx'
import { Icon } from '../parts/Icon.tsx'

function CautionTerm({ word }: { word: string }) {
  const term = termOfWord(word)
  return term === null ? word : <Term name={term}>{word}</Term>
}

/** What speaks against a therapy in this very patient: earlier use, comedication, organs, pharmacogenes. */
export function Besides({ matches }: { matches: readonly Match[] }) {
  const used = priorUseTexts(matches)
  const cautions = cautionsThatApply(matches)
  const open = cautionsNotAssessed(matches)
  const lines = [
    ...new Map(matches.flatMap(({ line }) => (line === null ? [] : [[line.text, line] as const]))).values(),
  ]
  return (
    <>
      {used.map((text) => (
        <p key={text} className="beside">
          <Icon name="info" />
          <span>{text.charAt(0).toUpperCase() + text.slice(1)}</span>
        </p>
      ))}
      {lines
        .filter(({ status }) => status !== 'met')
        .map(({ status, text }) => (
          <p key={text} className={status === 'not met' ? 'beside warn' : 'beside open'}>
            <Icon name={status === 'not met' ? 'warning' : 'question'} />
            <span>
              <strong>
                <Term name="line">Line of therapy</Term> {status === 'not met' ? 'not met' : 'cannot be told'}
                :
              </strong>{' '}
              {text}
            </span>
          </p>
        ))}
      {cautions.map((caution) => (
        <p key={`${caution.pack}/${caution.id}`} className="beside warn">
          <Icon name={caution.severity === 'contraindicated' ? 'stop' : 'warning'} />
          <span>
            <strong>
              <CautionTerm word={cautionWord(caution)} />, {caution.drugs.join(', ')}:
            </strong>{' '}
            {caution.because}. {caution.statement}{' '}
            <span className="quiet small">
              {caution.sources
                .map(({ id, title }) => (title === undefined ? id : `${id}, ${title}`))
                .join('; ')}
            </span>
          </span>
        </p>
      ))}
      {open !== null && (
        <p className="beside open">
          <Icon name="question" />
          <span>
            <strong>Not assessed for this regimen:</strong> {open}
          </span>
        </p>
      )}
    </>
  )
}
