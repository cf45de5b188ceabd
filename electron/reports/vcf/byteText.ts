/**
 * Texts and numbers of a record straight from its bytes. A record has a hundred fields, of which Caseboard keeps a
 * few: only those become strings, and what repeats from record to record (genes, filters) becomes one only once.
 */

const ZERO = 48
const POINT = 46
const MINUS = 45
const LETTER_E = 101
const LOWER = 32
/** A whole number of so many digits is exact, and so is each of these powers of ten. */
const EXACT_DIGITS = 15
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))

/** What `Number` makes of the text; NaN for an empty one. */
export function numberAt(bytes: Buffer, from: number, to: number): number {
  let value = 0
  let decimals = -1
  let digits = 0
  let at = from
  for (; at < to; at++) {
    const code = bytes[at] ?? 0
    const digit = code - ZERO
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      digits++
      if (decimals >= 0) decimals++
    } else if (code === POINT && decimals < 0) decimals = 0
    else break
  }
  if (at === to && digits > 0 && digits <= EXACT_DIGITS) {
    // One division of exact numbers rounds as reading the digits does.
    return decimals <= 0 ? value : value / (POWERS[decimals] ?? NaN)
  }
  return to <= from ? NaN : exponential(bytes, from, at, to, value, digits, Math.max(0, decimals))
}

/** `1.25e-5`, and whatever else `Number` reads. */
function exponential(
  bytes: Buffer,
  from: number,
  at: number,
  to: number,
  value: number,
  digits: number,
  decimals: number,
): number {
  const exact = digits > 0 && digits <= EXACT_DIGITS && to - at === 3
  if (exact && ((bytes[at] ?? 0) | LOWER) === LETTER_E && bytes[at + 1] === MINUS) {
    const digit = (bytes[at + 2] ?? 0) - ZERO
    const power = POWERS[decimals + digit]
    if (digit >= 0 && digit <= 9 && power !== undefined) return value / power
  }
  return Number(bytes.toString('utf8', from, to))
}

/** Offset of `wanted` from `from` on, or `to`. For stretches of a few bytes, where a call into the runtime costs more. */
export function find(bytes: Buffer, wanted: number, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== wanted) at++
  return at
}

/** True where the bytes spell `text`, which is ASCII. */
export function spells(bytes: Buffer, from: number, to: number, text: string): boolean {
  if (to - from !== text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text.charCodeAt(i)) return false
  return true
}

/** True where both stretches of `length` bytes are the same. */
export function alike(bytes: Buffer, one: number, other: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[one + i] !== bytes[other + i]) return false
  return true
}

/** Strings of UTF-8 bytes. */
export interface Texts {
  /** A text of its own. */
  fresh(bytes: Buffer, from: number, to: number): string
  /** The same, for what has likely been seen before. */
  same(bytes: Buffer, from: number, to: number): string
}

const SLOTS = 8192
/** Longer texts are no names that repeat. */
const LONGEST = 48

const SINGLE = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))

function fresh(bytes: Buffer, from: number, to: number): string {
  if (to <= from) return ''
  const single = to - from === 1 ? SINGLE[bytes[from] ?? 0] : undefined
  return single ?? bytes.toString('utf8', from, to)
}

/** Remembers the last text of each hash: a table that cannot grow, whatever the file holds. */
export function createTexts(): Texts {
  const texts = new Array<string>(SLOTS).fill('')
  const lengths = new Uint8Array(SLOTS)
  const keys = new Uint8Array(SLOTS * LONGEST)
  return {
    fresh,
    same(bytes, from, to) {
      const length = to - from
      if (length < 2 || length > LONGEST) return fresh(bytes, from, to)
      let hash = length
      for (let at = from; at < to; at++) hash = Math.imul(hash, 31) + (bytes[at] ?? 0)
      const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
      const key = slot * LONGEST
      if (lengths[slot] === length) {
        let i = 0
        while (i < length && keys[key + i] === bytes[from + i]) i++
        if (i === length) return texts[slot] ?? ''
      }
      lengths[slot] = length
      for (let i = 0; i < length; i++) keys[key + i] = bytes[from + i] ?? 0
      const text = bytes.toString('utf8', from, to)
      texts[slot] = text
      return text
    },
  }
}
