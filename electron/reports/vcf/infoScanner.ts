/**
 * Finds wanted keys of an INFO column in one pass. Values are cut out only when asked for; a record with
 * forty keys costs no more than the few that are used.
 */
export interface InfoScanner {
  /** Looks at a new INFO column. */
  scan(info: string): void
  /** True where the key stands in this record, as a flag or with a value. */
  has(key: InfoKey): boolean
  /** The value; '' for a flag or an absent key. */
  get(key: InfoKey): string
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

function mark(first: number, last: number, length: number): number {
  return (first * 31 + last * 7 + length * 129) & 4095
}

export function createInfoScanner(slots: ReadonlyMap<string, InfoKey>): InfoScanner {
  const size = Math.max(0, ...slots.values()) + 1
  const starts = new Int32Array(size)
  const ends = new Int32Array(size)
  /** Record in which a slot was last seen: nothing has to be cleared between records. */
  const seen = new Int32Array(size)
  // Most keys of a record are not wanted; first letter, last letter and length tell without cutting a string.
  const likely = new Uint8Array(4096)
  for (const name of slots.keys())
    likely[mark(name.charCodeAt(0), name.charCodeAt(name.length - 1), name.length)] = 1
  let record = 0
  let text = ''
  return {
    scan(info) {
      text = info
      record++
      let at = 0
      const length = info.length
      while (at < length) {
        let keyEnd = at
        let code = 0
        let last = 0
        const first = info.charCodeAt(at)
        for (; keyEnd < length; keyEnd++) {
          code = info.charCodeAt(keyEnd)
          if (code === EQUALS || code === SEMICOLON) break
          last = code
        }
        const next = code === SEMICOLON ? keyEnd : info.indexOf(';', keyEnd)
        const end = next === -1 ? length : next
        if (likely[mark(first, last, keyEnd - at)] === 1) {
          const slot = slots.get(info.slice(at, keyEnd))
          if (slot !== undefined && seen[slot] !== record) {
            seen[slot] = record
            starts[slot] = keyEnd < end ? keyEnd + 1 : end
            ends[slot] = end
          }
        }
        at = end + 1
      }
    },
    has: (key) => seen[key] === record,
    get: (key) => (seen[key] === record ? text.slice(starts[key], ends[key]) : ''),
  }
}
