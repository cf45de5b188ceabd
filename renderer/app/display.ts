import { useSyncExternalStore } from 'react'

/** How the app looks: chosen per machine, kept in local storage, applied as attributes of <html>. */

export type Theme = 'light' | 'dark'

export interface Display {
  readonly theme: Theme
  /** Large type for a projector, without the controls that a board does not need. */
  readonly presentation: boolean
}

const storageKey = 'caseboard.theme'
const listeners = new Set<() => void>()
let current: Display = { theme: startingTheme(), presentation: false }

function startingTheme(): Theme {
  const stored = readSetting(storageKey)
  if (stored === 'light' || stored === 'dark') return stored
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function change(next: Display): void {
  current = next
  applyDisplay()
  for (const listener of listeners) listener()
}

export function applyDisplay(): void {
  document.documentElement.dataset['theme'] = current.theme
  document.documentElement.dataset['presentation'] = String(current.presentation)
}

export function toggleTheme(): void {
  const theme = current.theme === 'dark' ? 'light' : 'dark'
  writeSetting(storageKey, theme)
  change({ ...current, theme })
}

export function togglePresentation(): void {
  change({ ...current, presentation: !current.presentation })
}

export function useDisplay(): Display {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}

/** Local storage may be switched off by policy; settings are then forgotten, nothing breaks. */
export function readSetting(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

export function writeSetting(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value)
  } catch {
    // Nothing depends on it.
  }
}
