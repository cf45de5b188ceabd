import type { GenomeBuild } from '../../../shared/model.ts'
import { chromLength, normaliseChrom } from '../chromosomes.ts'
import { find } from './byteText.ts'

/** The tab-separated columns of one record, as offsets of its bytes. */

export const CHROM = 0
export const POS = 1
export const ID = 2
export const REF = 3
export const ALT = 4
export const FILTER = 6
export const INFO = 7
export const FORMAT = 8

const TAB = 9

export interface RecordColumns {
  /** Cuts the line between two offsets. Returns how many columns it has; empty ones behind the last do not count. */
  cut(bytes: Buffer, start: number, end: number): number
  /** Where a column of the line last cut starts, and where it ends. */
  from(column: number): number
  to(column: number): number
}

/** @param expected columns that the header names */
export function createRecordColumns(expected: number): RecordColumns {
  const tabs = new Int32Array(expected + 1)
  return {
    cut(bytes, start, end) {
      let columns = 1
      let at = start
      tabs[0] = start - 1
      for (;;) {
        if (columns === INFO + 1) {
          // INFO is long: there the runtime's search is faster than a loop, elsewhere its call is slower.
          at = bytes.indexOf(TAB, at)
          if (at === -1 || at > end) at = end
        } else at = find(bytes, TAB, at, end)
        if (at === end) break
        if (columns <= expected) tabs[columns] = at
        columns++
        at++
      }
      if (columns <= expected) {
        tabs[columns] = end
        return columns
      }
      // Trailing tabs leave nameless empty columns; anything in them is a shifted record.
      const surplus = bytes.toString('latin1', tabs[expected] ?? start, end)
      return /^\t*$/.test(surplus) ? expected : columns
    },
    from: (column) => (tabs[column] ?? 0) + 1,
    to: (column) => tabs[column + 1] ?? 0,
  }
}

export interface Chrom {
  /** As Caseboard writes it. */
  readonly name: string
  /** In bases; infinite where the build does not tell. */
  readonly length: number
}

/** Longer names are looked up anew for each record. */
const LONGEST_NAME = 64

/** Reads column CHROM, which neighbouring records mostly share; null for a contig of no human build. */
export function createChromReader(
  build: GenomeBuild,
): (bytes: Buffer, from: number, to: number) => Chrom | null {
  const known = new Map<string, Chrom | null>()
  const lastName = Buffer.alloc(LONGEST_NAME)
  let lastLength = -1
  let last: Chrom | null = null
  return (bytes, from, to) => {
    const length = to - from
    if (length === lastLength) {
      let i = 0
      while (i < length && lastName[i] === bytes[from + i]) i++
      if (i === length) return last
    }
    const name = bytes.toString('utf8', from, to)
    let chrom = known.get(name)
    if (chrom === undefined) {
      const normalised = normaliseChrom(name)
      chrom =
        normalised === null ? null : { name: normalised, length: chromLength(build, normalised) ?? Infinity }
      known.set(name, chrom)
    }
    lastLength = length <= LONGEST_NAME ? bytes.copy(lastName, 0, from, to) : -1
    last = chrom
    return chrom
  }
}
