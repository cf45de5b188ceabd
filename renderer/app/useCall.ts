import { useEffect, useState } from 'react'
import type { CallArgs, CallName, CallResult } from '../../shared/api.ts'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import { call } from './call.ts'

export type Loaded<Value> =
  | { readonly state: 'idle' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: Value }
  | { readonly state: 'failed'; readonly error: ErrorData }

interface Held<Value> {
  readonly key: string
  readonly loaded: Loaded<Value>
}

/**
 * Asks the core whenever name, arguments or `revision` change; `null` arguments ask nothing. While a newer
 * revision of the same question loads, the older answer stays on screen.
 */
export function useCall<Name extends CallName>(
  name: Name,
  args: CallArgs<Name> | null,
  revision = 0,
): Loaded<CallResult<Name>> {
  const question = args === null ? null : JSON.stringify(args)
  const [held, setHeld] = useState<Held<CallResult<Name>> | null>(null)

  useEffect(() => {
    if (question === null) return undefined
    let wanted = true
    const key = `${name} ${question}`
    call(name, JSON.parse(question) as CallArgs<Name>).then(
      (value) => {
        if (wanted) setHeld({ key, loaded: { state: 'ready', value } })
      },
      (error: unknown) => {
        if (wanted) setHeld({ key, loaded: { state: 'failed', error: toErrorData(error) } })
      },
    )
    return () => {
      wanted = false
    }
  }, [name, question, revision])

  if (question === null) return { state: 'idle' }
  if (held === null || held.key !== `${name} ${question}`) return { state: 'loading' }
  return held.loaded
}

/** Runs one user action at a time and keeps its error for the screen. */
export function useAction(): {
  readonly busy: boolean
  readonly error: ErrorData | null
  readonly run: (action: () => Promise<void>) => Promise<void>
  readonly clear: () => void
} {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorData | null>(null)
  const run = async (action: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await action()
    } catch (problem) {
      setError(toErrorData(problem))
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, run, clear: () => setError(null) }
}
