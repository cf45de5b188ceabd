import { useMemo, useRef, useState } from 'react'
import { useKeys } from '../app/keyboard.ts'
import { useCase } from '../case/CaseContext.ts'
import { Term } from '../glossary/Term.tsx'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { count } from '../parts/numbers.ts'
import { PackFooter } from './PackFooter.tsx'
import { RegimenCard } from './RegimenCard.tsx'
import { filterMatches, matchAnchor, noTherapyFilter, therapySections } from './regimens.ts'
import type { Regimen } from '../../shared/regimens.ts'
import { TherapyFilters } from './TherapyFilters.tsx'
import { WhyNot } from './WhyNot.tsx'
import './therapies.css'

export function TherapiesPage({ assertion }: { assertion: string | null }) {
  // “Why not” asks today's packs: it has no place beside what was presented.
  const { matches, past = false } = useCase()
  const [filter, setFilter] = useState(noTherapyFilter)
  const search = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => search.current?.focus() })
  const report = matches.state === 'ready' ? matches.value : null
  const shown = useMemo(() => filterMatches(report?.matches ?? [], filter), [report, filter])
  const sections = useMemo(() => therapySections(shown), [shown])
  if (matches.state === 'failed')
    return (
      <div className="page">
        <ErrorNotice error={matches.error} />
      </div>
    )
  if (report === null) return <Waiting what="Matching the findings against the knowledge packs" />
  if (report.matches.length === 0) {
    return (
      <div className="page">
        {!past && <WhyNot />}
        <Empty
          title="No assertion of the installed packs concerns this case"
          actions={
            <>
              <a className="button" href="#/settings/knowledge">
                See the knowledge packs
              </a>
            </>
          }
        >
          {report.diagnosisResolved
            ? 'No finding matched, and no missing test would open one. Check that the reports are complete and the packs are current.'
            : 'The diagnosis has no OncoTree code. Set it with “Edit case”, so that evidence for this tumor type can be found.'}
        </Empty>
      </div>
    )
  }
  const list = (regimens: readonly Regimen[]) =>
    regimens.map((regimen) => (
      <RegimenCard key={regimen.key} regimen={regimen} report={report} wished={assertion} />
    ))
  return (
    <div className="page">
      {report.warnings.length > 0 && (
        <div style={{ marginBottom: '1rem' }}>
          <Notice tone="warning">
            <ul>
              {report.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      {!past && <WhyNot />}
      <TherapyFilters
        filter={filter}
        onChange={setFilter}
        searchBox={search}
        shown={shown.length}
        total={report.matches.length}
      />
      {shown.length === 0 && (
        <Empty
          title="Nothing passes this filter"
          actions={
            <button type="button" className="button" onClick={() => setFilter(noTherapyFilter)}>
              Clear the filter
            </button>
          }
        >
          {count(report.matches.length)} assertions are hidden by it.
        </Empty>
      )}
      <Section wished={assertion} title="Options in this tumor type" regimens={sections.options}>
        {list(sections.options)}
      </Section>
      <Section wished={assertion} title="Resistance and toxicity" regimens={sections.warnings}>
        {list(sections.warnings)}
      </Section>
      <Section wished={assertion} title="Diagnosis and prognosis" regimens={sections.other}>
        {list(sections.other)}
      </Section>
      <Section
        wished={assertion}
        title={<Term name="notAssessed">Not assessed</Term>}
        note="A test is missing, so these are neither for nor against. They are not negative results."
        regimens={sections.notAssessed}
        lower
        name="Not assessed"
      >
        {list(sections.notAssessed)}
      </Section>
      <Section
        wished={assertion}
        title="Evidence from other tumor types"
        note="Shown for completeness; it never reaches tier I here."
        regimens={sections.otherTumor}
        lower
      >
        {list(sections.otherTumor)}
      </Section>
      {report.notBorrowed.length > 0 && (
        <section className="therapy-section lower" aria-label="Not borrowed from other tumor types">
          <div className="section-head">
            <h2>Not borrowed from other tumor types</h2>
          </div>
          {report.notBorrowed.map((text) => (
            <Notice key={text}>{text}</Notice>
          ))}
        </section>
      )}
      <PackFooter report={report} />
    </div>
  )
}

/** Cards of one section that stand open; a rich pack fills a section with dozens. */
const cardsAtMost = 25

interface SectionProps {
  /** Anchor of the assertion that a link wants to see: its card is never folded away. */
  readonly wished: string | null
  readonly title: React.ReactNode
  readonly name?: string
  readonly note?: string
  readonly regimens: readonly Regimen[]
  readonly lower?: boolean
  readonly children: readonly React.ReactElement[]
}

function Section({ wished, title, name, note, regimens, lower = false, children }: SectionProps) {
  const [all, setAll] = useState(() =>
    regimens.slice(cardsAtMost).some(({ matches }) => matches.some((one) => matchAnchor(one) === wished)),
  )
  if (regimens.length === 0) return null
  const folded = !all && children.length > cardsAtMost + 1
  return (
    <section
      className={lower ? 'therapy-section lower' : 'therapy-section'}
      aria-label={name ?? String(title)}
    >
      <div className="section-head">
        <h2>
          {title} <span className="count">{count(regimens.length)}</span>
        </h2>
        {note !== undefined && <span className="quiet">{note}</span>}
      </div>
      {folded ? children.slice(0, cardsAtMost) : children}
      {folded && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          Show {count(children.length - cardsAtMost)} more
        </button>
      )}
    </section>
  )
}
