import { useEffect, useState } from 'react'
import type { CaseListItem } from '../../shared/api.ts'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import { call } from '../app/call.ts'

const pageSize = 500

type Paged =
  | { readonly state: 'loading'; readonly total: 0; readonly at: (index: number) => undefined }
  | {
      readonly state: 'failed'
      readonly total: 0
      readonly error: ErrorData
      readonly at: (index: number) => undefined
    }
  | {
      readonly state: 'ready'
      /** False while these rows still answer the search before this one. */
      readonly current: boolean
      readonly total: number
      readonly at: (index: number) => CaseListItem | undefined
    }

interface Held {
  readonly search: string
  readonly total: number
  readonly cases: readonly CaseListItem[]
  readonly error: ErrorData | null
}

/** All cases that match, page after page: the first page paints, the rest follows behind it. */
export function usePagedCases(search: string): Paged {
  const [held, setHeld] = useState<Held | null>(null)
  useEffect(() => {
    let wanted = true
    const load = async (): Promise<void> => {
      let cases: readonly CaseListItem[] = []
      for (;;) {
        const page = await call('case/list', { search, offset: cases.length, limit: pageSize })
        if (!wanted) return
        cases = [...cases, ...page.cases]
        setHeld({ search, total: page.total, cases, error: null })
        if (page.cases.length === 0 || cases.length >= page.total) return
      }
    }
    load().catch((problem: unknown) => {
      if (wanted) setHeld({ search, total: 0, cases: [], error: toErrorData(problem) })
    })
    return () => {
      wanted = false
    }
  }, [search])
  // While a further letter is being looked up, the last answer stays: no flicker under the typing hand.
  if (held === null) return { state: 'loading', total: 0, at: () => undefined }
  if (held.error !== null) return { state: 'failed', total: 0, error: held.error, at: () => undefined }
  return {
    state: 'ready',
    current: held.search === search,
    total: held.total,
    at: (index) => held.cases[index],
  }
}
