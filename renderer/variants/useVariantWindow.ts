import { useCallback, useEffect, useRef, useState } from 'react'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import type { SmallVariant } from '../../shared/model.ts'
import type { VariantFilter, VariantQuery } from '../../shared/variantQuery.ts'
import { call } from '../app/call.ts'

const pageSize = 100

interface Pages {
  readonly key: string
  readonly total: number
  readonly filtered: number
  readonly rows: ReadonlyMap<number, readonly SmallVariant[]>
}

export interface VariantWindow {
  readonly ready: boolean
  /** Of the case, before any filter. */
  readonly total: number
  readonly filtered: number
  readonly error: ErrorData | null
  readonly at: (index: number) => SmallVariant | undefined
  /** Says which rows are on screen, so that their pages are fetched. */
  readonly show: (first: number, last: number) => void
}

/** Rows of the variants table by index, fetched page by page as they come into view. */
export function useVariantWindow(
  caseId: number,
  filter: VariantFilter,
  sort: VariantQuery['sort'],
  revision: number,
): VariantWindow {
  const key = JSON.stringify([caseId, filter, sort, revision])
  const [pages, setPages] = useState<Pages | null>(null)
  const [error, setError] = useState<{ key: string; data: ErrorData } | null>(null)
  const asked = useRef<{ key: string; pages: Set<number> }>({ key: '', pages: new Set() })

  const fetchPage = useCallback(
    (page: number): void => {
      if (asked.current.key !== key) asked.current = { key, pages: new Set() }
      if (asked.current.pages.has(page)) return
      asked.current.pages.add(page)
      call('variant/query', { caseId, filter, sort, offset: page * pageSize, limit: pageSize }).then(
        (answer) => {
          if (asked.current.key !== key) return
          setPages((before) => ({
            key,
            total: answer.total,
            filtered: answer.filtered,
            rows: new Map([...(before?.key === key ? before.rows : []), [page, answer.rows]]),
          }))
        },
        (problem: unknown) => {
          asked.current.pages.delete(page)
          if (asked.current.key === key) setError({ key, data: toErrorData(problem) })
        },
      )
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- key stands for filter and sort by value
    [caseId, key],
  )
  useEffect(() => fetchPage(0), [fetchPage])

  const show = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++)
        fetchPage(page)
    },
    [fetchPage],
  )
  const current = pages !== null && pages.key === key ? pages : null
  return {
    ready: current !== null,
    total: pages?.total ?? 0,
    // The last known counts stay while a new filter loads, so that the table does not collapse and jump.
    filtered: pages?.filtered ?? 0,
    error: error !== null && error.key === key ? error.data : null,
    at: (index) => pages?.rows.get(Math.floor(index / pageSize))?.[index % pageSize],
    show,
  }
}
