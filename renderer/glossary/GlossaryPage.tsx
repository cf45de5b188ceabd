import { useMemo, useRef, useState } from 'react'
import { useKeys } from '../app/keyboard.ts'
import { Empty } from '../parts/Empty.tsx'
import { count } from '../parts/numbers.ts'
import { glossaryGroups } from './entry.ts'
import type { GlossaryEntry } from './entry.ts'
import './glossary.css'
import { terms } from './terms.ts'

const all = Object.entries<GlossaryEntry>(terms)

/** All words of the screens, searchable, each in two sentences with its source. */
export function GlossaryPage() {
  const [text, setText] = useState('')
  const search = useRef<HTMLInputElement>(null)
  useKeys({
    '/': () => search.current?.focus(),
    Escape: () => window.history.back(),
  })
  const found = useMemo(() => {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    return all.filter(([, entry]) => {
      const whole = `${entry.word} ${entry.text} ${entry.source}`.toLowerCase()
      return words.every((word) => whole.includes(word))
    })
  }, [text])
  return (
    <div className="page stack">
      <h1>Glossary</h1>
      <div className="filters" role="search" aria-label="Search the glossary">
        <div className="field grow">
          <label className="field-label" htmlFor="glossary-search">
            Word
          </label>
          <input
            id="glossary-search"
            ref={search}
            type="search"
            className="input"
            placeholder="( / )"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <span className="quiet small" role="status">
          {count(found.length)} of {count(all.length)} words
        </span>
      </div>
      {found.length === 0 && (
        <Empty
          title={`No word like “${text}”`}
          actions={
            <button type="button" className="button" onClick={() => setText('')}>
              Show all words
            </button>
          }
        >
          Every word on a badge, level or column also explains itself where it stands: point at it, or move to
          it with the Tab key.
        </Empty>
      )}
      {glossaryGroups.map((group) => {
        const own = found.filter(([, entry]) => entry.group === group)
        if (own.length === 0) return null
        return (
          <section key={group} className="sheet" aria-label={group}>
            <div className="panel-head">
              <h2>
                {group} <span className="count">{own.length}</span>
              </h2>
            </div>
            <dl className="glossary">
              {own.map(([name, entry]) => (
                <div key={name}>
                  <dt>{entry.word}</dt>
                  <dd>
                    {entry.text}
                    <div className="quiet small">Source: {entry.source}</div>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
    </div>
  )
}
