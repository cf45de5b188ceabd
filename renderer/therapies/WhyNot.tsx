import { useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Obstacle, WhyNotAnswer, WhyNotEntry, WhyNotSubject } from '../../shared/whyNot.ts'
import { useKeys } from '../app/keyboard.ts'
import { useCall } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { Badge } from '../parts/Badge.tsx'
import { Waiting } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { plural } from '../parts/numbers.ts'
import { effectWord, listedWord } from '../parts/words.ts'
import { Level } from './Level.tsx'
import { regimenLabel } from '../../shared/regimens.ts'

const suggestionsShown = 12
const entriesShown = 8

/** "Why not …?": ask for any drug or biomarker of the packs and read what decided, rule by rule. */
export function WhyNot() {
  const { detail, revision } = useCase()
  const [subject, setSubject] = useState<WhyNotSubject | null>(null)
  const answer = useCall(
    'match/whyNot',
    subject === null ? null : { caseId: detail.case.id, subject },
    revision,
  )
  return (
    <section className="sheet why-not" aria-label="Why not">
      <SubjectField onChoose={setSubject} onClear={() => setSubject(null)} />
      {answer.state === 'loading' && <Waiting what="Looking for what decided" />}
      {answer.state === 'failed' && <ErrorNotice error={answer.error} />}
      {answer.state === 'ready' && <Answer answer={answer.value} />}
    </section>
  )
}

interface SubjectFieldProps {
  readonly onChoose: (subject: WhyNotSubject) => void
  readonly onClear: () => void
}

function SubjectField({ onChoose, onClear }: SubjectFieldProps) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  useKeys({ w: () => field.current?.focus() })
  const typed = text.trim()
  const found = useCall(
    'match/whyNotSubjects',
    open && typed !== '' ? { text: typed, limit: suggestionsShown } : null,
  )
  const subjects = found.state === 'ready' ? found.value.subjects : []

  const choose = (subject: WhyNotSubject): void => {
    setText(subject.name)
    setOpen(false)
    onChoose({ kind: subject.kind, name: subject.name })
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, subjects.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.key === 'Enter' && typed !== '') choose(subjects[active] ?? { kind: 'any', name: typed })
    else if (event.key === 'Escape' && open && subjects.length > 0) setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="field why-not-field">
      <label className="field-label" htmlFor={id}>
        Why not …? Ask for a drug or a biomarker
      </label>
      <div className="combo">
        <input
          id={id}
          ref={field}
          className="input"
          role="combobox"
          aria-expanded={subjects.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={subjects.length > 0 ? `${id}-${active}` : undefined}
          placeholder="e.g. sotorasib, pembrolizumab, KRAS G12C   ( w )"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
            setOpen(true)
            if (event.target.value.trim() === '') onClear()
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={onKey}
        />
        {subjects.length > 0 && (
          <ul className="combo-list" role="listbox" id={`${id}-list`} aria-label="Drugs and biomarkers">
            {subjects.map((subject, index) => (
              <li
                key={`${subject.kind} ${subject.name}`}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className="combo-option"
                // Before the field loses focus and closes the list.
                onMouseDown={(event) => {
                  event.preventDefault()
                  choose(subject)
                }}
              >
                <span className="quiet small">{subject.kind}</span>
                <span>{subject.name}</span>
                <span className="quiet small">{plural(subject.assertions, 'assertion')}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Answer({ answer }: { answer: WhyNotAnswer }) {
  const [all, setAll] = useState(false)
  const { entries, subject } = answer
  if (entries.length === 0)
    return (
      <Notice>
        No installed pack has an assertion for “{subject.name}”. Asked:{' '}
        {answer.packs.map(({ name, version }) => `${name} ${version}`).join(', ')}. Import a pack that knows
        it in <a href="#/settings/knowledge">Settings, Knowledge</a>.
      </Notice>
    )
  const listed = entries.filter((entry) => entry.listed === 'matched').length
  const shown = all ? entries : entries.slice(0, entriesShown)
  return (
    <div className="stack" role="region" aria-label={`Why not ${subject.name}`}>
      <p>
        {plural(entries.length, 'assertion')} about <strong>{subject.name}</strong>:{' '}
        {listed === 0 ? 'none is met in this case.' : `${listed} listed below as matched.`}{' '}
        <span className="quiet">{answer.diagnosis}</span>
      </p>
      <ul className="why-not-list">
        {shown.map((entry) => (
          <Entry key={`${entry.pack} ${entry.assertionId}`} entry={entry} />
        ))}
      </ul>
      {shown.length < entries.length && (
        <button type="button" className="button small" onClick={() => setAll(true)}>
          Show all {entries.length}
        </button>
      )}
    </div>
  )
}

function Entry({ entry }: { entry: WhyNotEntry }) {
  const sources = [...new Set(entry.sources.map(({ id, retrieved }) => `${id}, retrieved ${retrieved}`))]
  return (
    <li className="why-not-entry">
      <div className="row" style={{ gap: '0.5rem' }}>
        <Badge said={listedWord(entry.listed)} />
        <Badge said={effectWord(entry.effect)} />
        <strong>{regimenLabel(entry)}</strong>
        <span>
          {entry.biomarkerText} <span className="quiet">in {entry.diseaseText}</span>
        </span>
      </div>
      {entry.listed === 'matched' && (
        <p>
          {entry.diseaseMatch === 'other'
            ? 'Listed under “Evidence from other tumor types”.'
            : 'Listed below: the biomarker is met in this tumor type.'}
          {entry.resistedBy.map((text) => ` Resistance stands beside it: ${text}`)}
        </p>
      )}
      <ul className="plain-list">
        {entry.obstacles.map(({ kind, text }) => (
          <li key={text} className="why-not-obstacle">
            <Icon name={obstacleIcon[kind]} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        <Level level={entry.level} /> · {sources.join('; ')} · rule {entry.assertionId} of {entry.pack}{' '}
        {entry.packVersion}, retrieved {entry.packRetrieved}
      </p>
    </li>
  )
}

const obstacleIcon: Readonly<Record<Obstacle['kind'], 'cross' | 'question' | 'warning' | 'stop' | 'info'>> = {
  biomarker: 'cross',
  test: 'question',
  disease: 'warning',
  precedence: 'stop',
  strength: 'info',
}
