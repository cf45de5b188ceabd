import { useEffect, useRef } from 'react'

/** One row of the keyboard help. */
export interface KeyHelp {
  readonly keys: string
  readonly does: string
}

export const keyHelp: readonly { readonly where: string; readonly keys: readonly KeyHelp[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      { keys: '/', does: 'Search or filter' },
      { keys: '?', does: 'Show these keys' },
      { keys: 'e', does: 'Glossary: what the words on screen mean' },
      { keys: 'p', does: 'Presentation mode on or off' },
      { keys: 'd', does: 'Dark or light' },
      { keys: 'Esc', does: 'Close, or go back one step' },
    ],
  },
  {
    where: 'Lists and tables',
    keys: [
      { keys: '↑ ↓', does: 'Move the selection' },
      { keys: 'Page Up, Page Down, Home, End', does: 'Move further' },
      { keys: 'Enter', does: 'Open the selected row' },
    ],
  },
  {
    where: 'A case',
    keys: [
      { keys: '1 – 6', does: 'Summary, Therapies, Variants, Genome, Reports, Trials' },
      { keys: 'w', does: 'Therapies: ask why a drug is not listed' },
      { keys: 'g', does: 'Genome browser at the selected variant' },
      { keys: 'l', does: 'Lollipop plot of the selected variant’s gene' },
    ],
  },
]

/** Return false from a handler to let an outer one have the key. */
type Handler = (event: KeyboardEvent) => unknown

/**
 * Listens for single keys while mounted; the innermost (last mounted) listener is asked first. Keys typed
 * into a field, with a modifier, or while a dialog is open are left alone; only Escape leaves a field.
 */
export function useKeys(handlers: Readonly<Record<string, Handler>>): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    const entry = (event: KeyboardEvent): boolean => {
      const handler = latest.current[event.key]
      if (handler === undefined) return false
      return handler(event) !== false
    }
    stack.push(entry)
    if (stack.length === 1) window.addEventListener('keydown', dispatch)
    return () => {
      stack.splice(stack.indexOf(entry), 1)
      if (stack.length === 0) window.removeEventListener('keydown', dispatch)
    }
  }, [])
}

const stack: ((event: KeyboardEvent) => boolean)[] = []

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (document.querySelector('dialog[open]') !== null) return
  if (isField(event.target)) {
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
    return
  }
  for (const entry of [...stack].reverse()) {
    if (entry(event)) {
      event.preventDefault()
      return
    }
  }
}

/** igv lives in a shadow root, whose fields reach us retargeted to its host: look at the composed path. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const inner = target.shadowRoot?.activeElement ?? target
  return (
    inner instanceof HTMLTextAreaElement ||
    inner instanceof HTMLSelectElement ||
    (inner instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(inner.type)) ||
    (inner instanceof HTMLElement && inner.isContentEditable)
  )
}
