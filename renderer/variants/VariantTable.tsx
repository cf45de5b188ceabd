import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useMemo } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import type { VariantFlag } from '../../shared/classification.ts'
import type { SmallVariant } from '../../shared/model.ts'
import type { VariantColumn, VariantQuery } from '../../shared/variantQuery.ts'
import { FlagLetters } from '../classification/FlagMarks.tsx'
import { termOfLabel } from '../glossary/explain.ts'
import { Term } from '../glossary/Term.tsx'
import { useRowHeight } from '../parts/useRowHeight.ts'
import { columnSpecs } from './columns.ts'
import type { ColumnSpec } from './columns.ts'
import type { VariantWindow } from './useVariantWindow.ts'
import { qualityProblem } from './variantText.ts'

interface VariantTableProps {
  readonly variants: VariantWindow
  readonly columns: readonly VariantColumn[]
  readonly sort: VariantQuery['sort']
  readonly selected: number
  /** Variant that a link asked for: marked wherever it is in view. */
  readonly wishedId: number | null
  readonly reportNames: ReadonlyMap<number, string>
  /** Marks of variants, by their number. */
  readonly flags: ReadonlyMap<number, readonly VariantFlag[]>
  readonly startAt: number
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onSort: (column: VariantColumn) => void
  readonly onSelect: (index: number) => void
  readonly onOpen: (index: number) => void
  readonly onScroll: (scrollTop: number) => void
}

const noFlags: readonly VariantFlag[] = []

const rowRem = 2.05
const headRem = 2.1

/** A grid of any length: only the rows in view exist, and only their pages are fetched. */
export function VariantTable(props: VariantTableProps) {
  const { variants, selected, scroller } = props
  const rowHeight = useRowHeight(rowRem)
  const headHeight = useRowHeight(headRem)
  const specs = useMemo(
    () => columnSpecs.filter((spec) => props.columns.includes(spec.column)),
    [props.columns],
  )
  const template = specs.map((spec) => `minmax(${spec.width}rem, ${spec.width}fr)`).join(' ')
  // Head and rows must share one width, or their columns drift apart.
  const width = `max(100%, ${specs.reduce((sum, spec) => sum + spec.width, 0)}rem)`
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer re-renders us itself
  const rows = useVirtualizer({
    count: variants.filtered,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialOffset: props.startAt,
    scrollPaddingStart: headHeight,
    scrollMargin: 0,
    overscan: 12,
  })
  const visible = rows.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const last = visible.at(-1)?.index ?? 0
  const { show } = variants
  useEffect(() => show(first, last), [show, first, last])
  useEffect(() => rows.measure(), [rows, rowHeight])

  const move = (index: number): void => {
    const next = Math.max(0, Math.min(variants.filtered - 1, index))
    props.onSelect(next)
    rows.scrollToIndex(next, { align: 'auto' })
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLButtonElement) return
    const page = Math.max(1, visible.length - 26)
    const from = Math.max(selected, 0)
    if (event.key === 'ArrowDown') move(selected + 1)
    else if (event.key === 'ArrowUp') move(from - 1)
    else if (event.key === 'PageDown') move(from + page)
    else if (event.key === 'PageUp') move(from - page)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(variants.filtered - 1)
    else if (event.key === 'Enter') props.onOpen(from)
    else return
    event.preventDefault()
  }

  return (
    <div
      className="variant-scroll"
      ref={scroller}
      role="grid"
      aria-label="Small variants"
      aria-rowcount={variants.filtered + 1}
      aria-colcount={specs.length}
      aria-activedescendant={selected >= 0 ? `variant-row-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
      onScroll={(event) => props.onScroll(event.currentTarget.scrollTop)}
    >
      <div
        className="variant-row head"
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template, width }}
      >
        {specs.map((spec) => (
          <HeadCell key={spec.column} spec={spec} sort={props.sort} onSort={props.onSort} />
        ))}
      </div>
      <div role="rowgroup" style={{ height: rows.getTotalSize(), width, position: 'relative' }}>
        {visible.map((row) => (
          <VariantRow
            key={row.index}
            index={row.index}
            variant={variants.at(row.index)}
            specs={specs}
            template={template}
            top={row.start}
            height={rowHeight}
            selected={
              row.index === selected ||
              (props.wishedId !== null && variants.at(row.index)?.id === props.wishedId)
            }
            reportNames={props.reportNames}
            flags={props.flags.get(variants.at(row.index)?.id ?? -1) ?? noFlags}
            onOpen={props.onOpen}
          />
        ))}
      </div>
    </div>
  )
}

interface HeadCellProps {
  readonly spec: ColumnSpec
  readonly sort: VariantQuery['sort']
  readonly onSort: (column: VariantColumn) => void
}

function HeadCell({ spec, sort, onSort }: HeadCellProps) {
  const sorted = sort.column === spec.column
  const direction = sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'
  return (
    <span role="columnheader" aria-sort={direction} className={spec.number === true ? 'number' : ''}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Sort by ${spec.label}`}
        onClick={() => onSort(spec.column)}
      >
        <Labelled label={spec.label} />
        <span aria-hidden="true">{sorted ? (sort.descending ? '↓' : '↑') : ''}</span>
      </button>
    </span>
  )
}

/** The head's own button takes the focus; the glossary and the side panel explain by keyboard. */
function Labelled({ label }: { label: string }) {
  const term = termOfLabel(label)
  return term === null ? (
    label
  ) : (
    <Term name={term} plain focusable={false}>
      {label}
    </Term>
  )
}

interface VariantRowProps {
  readonly index: number
  readonly variant: SmallVariant | undefined
  readonly specs: readonly ColumnSpec[]
  readonly template: string
  readonly top: number
  readonly height: number
  readonly selected: boolean
  readonly reportNames: ReadonlyMap<number, string>
  readonly flags: readonly VariantFlag[]
  readonly onOpen: (index: number) => void
}

/** Memoised on what it shows: while scrolling, rows that stay are not rendered again. */
const VariantRow = memo(
  function VariantRow(row: VariantRowProps) {
    const { variant } = row
    const place = {
      transform: `translateY(${row.top}px)`,
      height: row.height,
      gridTemplateColumns: row.template,
    }
    const problem = variant === undefined ? null : qualityProblem(variant)
    return (
      <div
        id={`variant-row-${row.index}`}
        className={problem === null ? 'variant-row body' : 'variant-row body failed'}
        role="row"
        aria-rowindex={row.index + 2}
        aria-selected={row.selected}
        style={place}
        title={problem ?? undefined}
        onClick={() => row.onOpen(row.index)}
      >
        {row.specs.map((spec) => (
          <span
            key={spec.column}
            role="gridcell"
            className={spec.number === true ? 'number' : spec.column === 'gene' ? 'gene' : undefined}
          >
            {variant === undefined ? '' : cellText(spec, variant, row.reportNames)}
            {spec.column === 'gene' && row.flags.length > 0 && <FlagLetters flags={row.flags} />}
          </span>
        ))}
      </div>
    )
  },
  (a, b) =>
    a.variant === b.variant &&
    a.index === b.index &&
    a.top === b.top &&
    a.height === b.height &&
    a.selected === b.selected &&
    a.specs === b.specs &&
    a.reportNames === b.reportNames &&
    a.flags === b.flags,
)

function cellText(spec: ColumnSpec, variant: SmallVariant, reportNames: ReadonlyMap<number, string>): string {
  if (spec.column !== 'report') return spec.text(variant)
  return variant.reportId === undefined ? '' : (reportNames.get(variant.reportId) ?? '')
}
