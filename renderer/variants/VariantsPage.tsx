import { useEffect, useMemo, useRef, useState } from 'react'
import type { VariantColumn, VariantFilter } from '../../shared/variantQuery.ts'
import type { SmallVariant } from '../../shared/model.ts'
import { readSetting, writeSetting } from '../app/display.ts'
import { useKeys } from '../app/keyboard.ts'
import { caseAddress } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { openAddress } from '../app/useRoute.ts'
import { useCase } from '../case/CaseContext.ts'
import { LollipopDialog } from '../lollipop/LollipopDialog.tsx'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { count } from '../parts/numbers.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { chosenColumns } from './columns.ts'
import { StructuralTable } from './StructuralTable.tsx'
import { recallState, rememberState, startingState } from './tableState.ts'
import type { TableState } from './tableState.ts'
import { useVariantWindow } from './useVariantWindow.ts'
import { VariantFilters } from './VariantFilters.tsx'
import { VariantPanel } from './VariantPanel.tsx'
import { VariantTable } from './VariantTable.tsx'
import './variants.css'

const columnsSetting = 'caseboard.variantColumns'

/** `wished`: a variant that a link wants to see; `gene`: a gene that a link filters by. */
export function VariantsPage({ wished, gene }: { wished: number | null; gene: string | null }) {
  const { detail, matches, revision } = useCase()
  const caseId = detail.case.id
  const flags = useMemo(
    () =>
      Map.groupBy(
        matches.state === 'ready' ? matches.value.flags : [],
        ({ alterationId }) => alterationId ?? 0,
      ),
    [matches],
  )
  const [state, setState] = useState<TableState>(() => {
    const before = recallState(caseId)
    return gene === null ? before : { ...startingState, filter: { ...startingState.filter, genes: [gene] } }
  })
  const [columns, setColumns] = useState(() => chosenColumns(readSetting(columnsSetting)))
  const [followWish, setFollowWish] = useState(wished !== null)
  const [panelOpen, setPanelOpen] = useState(wished !== null)
  const [plotGene, setPlotGene] = useState<string | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const table = useRef<HTMLDivElement>(null)
  useEffect(() => rememberState(caseId, state), [caseId, state])

  const variants = useVariantWindow(caseId, state.filter, state.sort, revision)
  const everyQuality = useCall(
    'variant/query',
    state.filter.quality === 'passed'
      ? { caseId, filter: { ...state.filter, quality: 'all' }, sort: state.sort, offset: 0, limit: 1 }
      : null,
    revision,
  )
  const hidden = everyQuality.state === 'ready' ? everyQuality.value.filtered - variants.filtered : null
  const linked = useCall('variant/get', followWish && wished !== null ? { variantId: wished } : null)
  const selectedRow = variants.at(state.selected)
  const selected: SmallVariant | null =
    followWish && linked.state === 'ready' ? linked.value : (selectedRow ?? null)

  const setFilter = (filter: VariantFilter): void => {
    setFollowWish(false)
    setState({ ...state, filter, selected: 0, scrollTop: 0 })
  }
  const select = (index: number): void => {
    setFollowWish(false)
    setState((before) => ({ ...before, selected: index }))
  }
  const sortBy = (column: VariantColumn): void => {
    const descending =
      state.sort.column === column ? !state.sort.descending : ['vaf', 'depth', 'altDepth'].includes(column)
    setState({ ...state, sort: { column, descending }, selected: 0, scrollTop: 0 })
  }
  const chooseColumns = (next: readonly VariantColumn[]): void => {
    setColumns(next)
    writeSetting(columnsSetting, next.join(','))
  }
  useKeys({
    '/': () => search.current?.focus(),
    ArrowDown: () => table.current?.focus(),
    g: () => {
      // While a new filter loads, the row under the selection is not the one that will stand there.
      if (selected?.id === undefined || (!variants.ready && !followWish)) return false
      openAddress(caseAddress(caseId, 'genome', { variant: selected.id }))
      return true
    },
    l: () => {
      if (selected?.gene) setPlotGene(selected.gene)
    },
    Escape: () => {
      if (!panelOpen) return false
      setPanelOpen(false)
      table.current?.focus()
      return true
    },
  })
  const reportNames = useMemo(
    () => new Map(detail.reports.map((report) => [report.id, report.fileName])),
    [detail.reports],
  )

  return (
    <div className="variants-page">
      <StructuralTable />
      <VariantFilters
        filter={state.filter}
        onChange={setFilter}
        detail={detail}
        searchBox={search}
        hiddenByQuality={hidden}
        onDown={() => table.current?.focus()}
      />
      {variants.error !== null && <ErrorNotice error={variants.error} />}
      <div className="variants-body">
        <section className="sheet variant-grid" aria-label="Small variants">
          <div className="variant-caption">
            <h2>
              Small variants{' '}
              <span className="count" role="status">
                {variants.ready
                  ? variants.filtered === variants.total
                    ? count(variants.total)
                    : `${count(variants.filtered)} of ${count(variants.total)}`
                  : '…'}
              </span>
            </h2>
            <span style={{ marginLeft: 'auto' }}>
              <ColumnChooser chosen={columns} onChange={chooseColumns} />
            </span>
          </div>
          {!variants.ready && variants.total === 0 ? (
            variants.error === null && <Waiting what="Reading variants" />
          ) : variants.ready && variants.filtered === 0 ? (
            <NoVariants total={variants.total} hidden={hidden} onShowAll={setFilter} filter={state.filter} />
          ) : (
            <VariantTable
              key={JSON.stringify([state.filter, state.sort])}
              variants={variants}
              columns={columns}
              sort={state.sort}
              selected={followWish ? -1 : state.selected}
              wishedId={followWish ? wished : null}
              reportNames={reportNames}
              flags={flags}
              startAt={state.scrollTop}
              scroller={table}
              onSort={sortBy}
              onSelect={select}
              onOpen={(index) => {
                select(index)
                setPanelOpen(true)
              }}
              onScroll={(scrollTop) => rememberState(caseId, { ...state, scrollTop })}
            />
          )}
        </section>
        {panelOpen && selected !== null && (
          <VariantPanel
            variant={selected}
            reportName={selected.reportId === undefined ? null : (reportNames.get(selected.reportId) ?? null)}
            onClose={() => setPanelOpen(false)}
            onLollipop={setPlotGene}
          />
        )}
      </div>
      {plotGene !== null && <LollipopDialog gene={plotGene} onClose={() => setPlotGene(null)} />}
    </div>
  )
}

interface NoVariantsProps {
  readonly total: number
  readonly hidden: number | null
  readonly filter: VariantFilter
  readonly onShowAll: (filter: VariantFilter) => void
}

function NoVariants({ total, hidden, filter, onShowAll }: NoVariantsProps) {
  if (total === 0) {
    return (
      <Empty title="No small variant in this case">
        None of its reports carries one. Whether that means “not detected” depends on the assay: see Reports,
        and “Not assessed” above.
      </Empty>
    )
  }
  return (
    <Empty
      title="No variant passes the filter"
      actions={
        <>
          {hidden !== null && hidden > 0 && (
            <button type="button" className="button" onClick={() => onShowAll({ ...filter, quality: 'all' })}>
              Show the {count(hidden)} that failed quality
            </button>
          )}
          <button type="button" className="button" onClick={() => onShowAll(startingState.filter)}>
            Clear the filter
          </button>
        </>
      }
    >
      The case has {count(total)} small variants.
    </Empty>
  )
}
