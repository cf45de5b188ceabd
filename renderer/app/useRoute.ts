import { useMemo, useSyncExternalStore } from 'react'
import { parseRoute } from './route.ts'
import type { Route } from './route.ts'

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}

/** Goes to an address made with route.ts; Back leads here again. */
export function openAddress(address: string): void {
  window.location.hash = address
}
