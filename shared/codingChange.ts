import { percentDecode } from './hgvs.ts'

/**
 * Coding-DNA changes (HGVS `c.`): one comparable writing, and the intronic offsets that place a variant at a
 * splice site. Rules: https://hgvs-nomenclature.org/stable/recommendations/DNA/.
 */

/**
 * The change with `c.` and without transcript, blanks, parentheses and the deleted or duplicated bases that
 * HGVS makes optional: `NM_000245.4:c.3028delG` becomes `c.3028del`, `c.1-124C>T` becomes `c.-124C>T`.
 * Null where the text is no coding change.
 */
export function normaliseCodingChange(text: string): string | null {
  let rest = percentDecode(text).trim()
  const colon = rest.lastIndexOf(':')
  if (colon >= 0) rest = rest.slice(colon + 1)
  rest = rest.replace(/\s+/g, '').replace(/[()]/g, '')
  if (/^[gmnrp]\./.test(rest)) return null
  rest = rest.replace(/^c\./i, '')
  if (!/^[*-]?\d/.test(rest)) return null
  rest = rest
    .replace(/^1-(\d)/, '-$1')
    .replace(/(del|dup|ins|inv|con)|([acgtn])/gi, (part: string, keyword: string | undefined) =>
      keyword === undefined ? part.toUpperCase() : part.toLowerCase(),
    )
  rest = rest.replace(/del(?:[ACGTN]+|\d+)ins/i, 'delins').replace(/(del|dup|inv)(?:[ACGTN]+|\d+)$/i, '$1')
  return `c.${rest}`
}

/** True where two coding changes are the same in normalised writing. */
export function sameCodingChange(left: string, right: string): boolean {
  const a = normaliseCodingChange(left)
  return a !== null && a === normaliseCodingChange(right)
}

/**
 * One end of a coding change: the coding base (1-based; negative before the start codon) and the offset into
 * the intron (0 inside an exon, `+n` after it, `-n` before it).
 */
export interface CodingPosition {
  readonly base: number
  readonly offset: number
}

/** First and last position of a coding change; null where it cannot be read or lies in the 3' UTR (`*`). */
export function codingPositions(text: string): { start: CodingPosition; end: CodingPosition } | null {
  const change = normaliseCodingChange(text)
  if (change === null) return null
  const found = /^c\.(-?\d+)([+-]\d+)?(?:_(-?\d+)([+-]\d+)?)?/.exec(change)
  if (!found) return null
  const start = { base: Number(found[1]), offset: Number(found[2] ?? 0) }
  const end = found[3] === undefined ? start : { base: Number(found[3]), offset: Number(found[4] ?? 0) }
  return { start, end }
}
