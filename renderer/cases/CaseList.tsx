import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { CaseListItem } from '../../shared/api.ts'
import { useKeys } from '../app/keyboard.ts'
import { caseAddress } from '../app/route.ts'
import { openAddress } from '../app/useRoute.ts'
import { ageText, diagnosisText } from '../case/caseText.ts'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { count, moment, plural } from '../parts/numbers.ts'
import { useRowHeight } from '../parts/useRowHeight.ts'
import { CaseForm } from './CaseForm.tsx'
import './cases.css'
import { usePagedCases } from './usePagedCases.ts'

export function CaseList() {
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState(0)
  const [creating, setCreating] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const cases = usePagedCases(search)
  const rowHeight = useRowHeight(2.85)
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer re-renders us itself
  const rows = useVirtualizer({
    count: cases.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })

  const open = (item: CaseListItem | undefined): void => {
    if (item !== undefined) openAddress(caseAddress(item.id, 'summary'))
  }
  // Enter typed faster than the search answers must not open a row of the search before: wrong patient.
  const wantsOpen = useRef(false)
  const openWanted = (): void => {
    if (!wantsOpen.current || cases.state !== 'ready' || !cases.current) return
    wantsOpen.current = false
    open(cases.at(selected))
  }
  useEffect(openWanted)
  const select = (index: number): void => {
    const next = Math.max(0, Math.min(cases.total - 1, index))
    setSelected(next)
    rows.scrollToIndex(next)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') select(selected + 1)
    else if (event.key === 'ArrowUp') select(selected - 1)
    else if (event.key === 'PageDown') select(selected + 10)
    else if (event.key === 'PageUp') select(selected - 10)
    else if (event.key === 'Home' && event.target === scroller.current) select(0)
    else if (event.key === 'End' && event.target === scroller.current) select(cases.total - 1)
    else if (event.key === 'Enter') wantsOpen.current = true
    else return
    event.preventDefault()
    openWanted()
  }
  useKeys({
    '/': () => searchBox.current?.focus(),
    n: () => setCreating(true),
    ArrowDown: () => scroller.current?.focus(),
  })

  return (
    <div className="page case-list-page">
      <div className="page-head">
        <h1>
          Cases <span className="count">{cases.state === 'ready' ? count(cases.total) : ''}</span>
        </h1>
        <label className="search-box">
          <span className="hidden-visually">Search cases</span>
          <Icon name="search" />
          <input
            ref={searchBox}
            type="search"
            className="input"
            placeholder="Pseudonym, diagnosis or code   ( / )"
            value={search}
            onChange={(event) => {
              setSearch(event.target.value)
              setSelected(0)
              wantsOpen.current = false
            }}
            onKeyDown={onKey}
          />
        </label>
        <button type="button" className="button primary desk-only" onClick={() => setCreating(true)}>
          <Icon name="plus" />
          New case
        </button>
      </div>
      {cases.state === 'failed' && <ErrorNotice error={cases.error} />}
      {cases.state === 'loading' && <Waiting what="Reading the cases" />}
      {cases.state === 'ready' && cases.total === 0 && (
        <div className="sheet">
          {search === '' ? (
            <Empty
              title="No cases yet"
              actions={
                <button type="button" className="button primary" onClick={() => setCreating(true)}>
                  New case
                </button>
              }
            >
              Make a case with a pseudonym and a diagnosis; then import its sequencing reports.
            </Empty>
          ) : (
            <Empty title={`No case matches “${search}”`}>
              The search looks at pseudonym, diagnosis and OncoTree code. Clear it to see every case.
            </Empty>
          )}
        </div>
      )}
      {cases.state === 'ready' && cases.total > 0 && (
        <div
          className="sheet case-grid"
          role="grid"
          aria-label={`Cases, ${count(cases.total)}`}
          aria-rowcount={cases.total + 1}
        >
          <div className="case-row head" role="row" aria-rowindex={1}>
            <span role="columnheader">Case</span>
            <span role="columnheader">Diagnosis</span>
            <span role="columnheader">Stage</span>
            <span role="columnheader">Patient</span>
            <span role="columnheader" className="number">
              Reports
            </span>
            <span role="columnheader" className="number">
              Alterations
            </span>
            <span role="columnheader">Changed</span>
          </div>
          <div
            className="case-rows"
            ref={scroller}
            tabIndex={0}
            aria-label="Case rows"
            aria-activedescendant={`case-row-${selected}`}
            onKeyDown={onKey}
          >
            <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
              {rows.getVirtualItems().map((row) => (
                <CaseRow
                  key={row.index}
                  index={row.index}
                  item={cases.at(row.index)}
                  selected={row.index === selected}
                  top={row.start}
                  onOpen={open}
                />
              ))}
            </div>
          </div>
        </div>
      )}
      {creating && (
        <CaseForm
          existing={null}
          onClose={() => setCreating(false)}
          onSaved={(caseId) => {
            openAddress(caseAddress(caseId, 'reports'))
          }}
        />
      )}
    </div>
  )
}

interface CaseRowProps {
  readonly index: number
  readonly item: CaseListItem | undefined
  readonly selected: boolean
  readonly top: number
  readonly onOpen: (item: CaseListItem | undefined) => void
}

function CaseRow({ index, item, selected, top, onOpen }: CaseRowProps) {
  const placed = { transform: `translateY(${top}px)` }
  if (item === undefined)
    return <div className="case-row body quiet" role="row" aria-rowindex={index + 2} style={placed} />
  return (
    <div
      id={`case-row-${index}`}
      className="case-row body"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={`Case ${item.pseudonym}`}
      style={placed}
      onClick={() => onOpen(item)}
    >
      <span role="gridcell" className="name">
        {item.pseudonym}
      </span>
      <span role="gridcell" title={item.diagnosisText ?? undefined}>
        {item.diagnosisName === null ? (
          <span className="badge warn">
            <Icon name="warning" />
            {item.diagnosisText === null && item.diagnosis === null
              ? 'no diagnosis'
              : `unresolved: ${item.diagnosisText ?? item.diagnosis ?? ''}`}
          </span>
        ) : (
          diagnosisText(item)
        )}
      </span>
      <span role="gridcell">{item.stage ?? '–'}</span>
      <span role="gridcell">
        {[item.sex === 'unknown' ? null : item.sex, ageText(item.yearOfBirth, new Date())]
          .filter(Boolean)
          .join(', ') || '–'}
      </span>
      <span role="gridcell" className="number" title={plural(item.reports, 'report')}>
        {item.reports}
      </span>
      <span role="gridcell" className="number">
        {count(item.alterations)}
      </span>
      <span role="gridcell" className="quiet">
        {moment(item.changedAt)}
      </span>
    </div>
  )
}
