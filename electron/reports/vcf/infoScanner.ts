import { find } from './byteText.ts'
import type { Texts } from './byteText.ts'

/**
 * Finds wanted keys of an INFO column in one pass over its bytes. Values are cut out only when asked for; a record
 * with forty keys costs no more than the few that are used.
 */
export interface InfoScanner {
  /** Looks at the INFO column of a new record. */
  scan(bytes: Buffer, from: number, to: number): void
  /** True where the key stands in this record, as a flag or with a value. */
  has(key: InfoKey): boolean
  /** The value; '' for a flag or an absent key. */
  get(key: InfoKey): string
  /** Where the value lies among the bytes scanned; meaningful where `has` is true. */
  start(key: InfoKey): number
  end(key: InfoKey): number
}

/** A wanted key, given out by `infoKeys`. */
export type InfoKey = number

/** Numbers the wanted names; several names may share a number, the first in the record then counts. */
export function infoKeys(): { readonly slots: Map<string, InfoKey>; want(...names: string[]): InfoKey } {
  const slots = new Map<string, InfoKey>()
  let next = 0
  return {
    slots,
    want(...names) {
      for (const name of names) slots.set(name, next)
      return next++
    },
  }
}

const EQUALS = 61
const SEMICOLON = 59
/** Values longer than this are searched by the runtime, whose search is faster and whose call is slower. */
const SHORT_VALUE = 32

function mark(first: number, last: number, length: number): number {
  return (first * 31 + last * 7 + length * 129) & 4095
}

interface Name {
  readonly bytes: Buffer
  readonly slot: InfoKey
}

export function createInfoScanner(slots: ReadonlyMap<string, InfoKey>, texts: Texts): InfoScanner {
  const size = Math.max(0, ...slots.values()) + 1
  const starts = new Int32Array(size)
  const ends = new Int32Array(size)
  /** Record in which a slot was last seen: nothing has to be cleared between records. */
  const seen = new Int32Array(size)
  // Most keys of a record are not wanted; first letter, last letter and length tell without comparing names.
  const likely = new Uint8Array(4096)
  const names = new Map<number, Name[]>()
  for (const [name, slot] of slots) {
    const bytes = Buffer.from(name)
    const marked = mark(bytes[0] ?? 0, bytes[bytes.length - 1] ?? 0, bytes.length)
    likely[marked] = 1
    names.set(marked, [...(names.get(marked) ?? []), { bytes, slot }])
  }
  let record = 0
  let line: Buffer = Buffer.alloc(0)

  const note = (name: Name, bytes: Buffer, from: number, keyEnd: number, end: number): void => {
    const { slot } = name
    for (let i = 0; i < name.bytes.length; i++) if (name.bytes[i] !== bytes[from + i]) return
    if (seen[slot] === record) return
    seen[slot] = record
    starts[slot] = keyEnd < end ? keyEnd + 1 : end
    ends[slot] = end
  }

  return {
    scan(bytes, from, to) {
      line = bytes
      record++
      let at = from
      while (at < to) {
        let keyEnd = at
        let code = bytes[at]
        while (keyEnd < to && code !== EQUALS && code !== SEMICOLON) {
          keyEnd++
          code = bytes[keyEnd]
        }
        const first = bytes[at] ?? 0
        const last = keyEnd === at ? 0 : (bytes[keyEnd - 1] ?? 0)
        let end = keyEnd
        if (keyEnd < to && code === EQUALS) {
          const near = Math.min(to, keyEnd + SHORT_VALUE)
          end = find(bytes, SEMICOLON, keyEnd, near)
          if (end === near && near < to) {
            const far = bytes.indexOf(SEMICOLON, near)
            end = far === -1 || far > to ? to : far
          }
        }
        const marked = mark(first, last, keyEnd - at)
        if (likely[marked] === 1) {
          const candidates = names.get(marked) ?? []
          for (let i = 0; i < candidates.length; i++) {
            const name = candidates[i]
            if (name !== undefined && name.bytes.length === keyEnd - at) note(name, bytes, at, keyEnd, end)
          }
        }
        at = end + 1
      }
    },
    has: (key) => seen[key] === record,
    get: (key) => (seen[key] === record ? texts.same(line, starts[key] ?? 0, ends[key] ?? 0) : ''),
    start: (key) => starts[key] ?? 0,
    end: (key) => ends[key] ?? 0,
  }
}
