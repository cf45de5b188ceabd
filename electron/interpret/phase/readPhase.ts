/**
 * Whether two variants lie on the same copy, counted from the reads (or read pairs) that span both. Pure: whoever
 * opens the BAM hands the reads in.
 */

/** One aligned read as SAM describes it (SAM specification, section 1.4). */
export interface AlignedRead {
  readonly name: string
  /** 0-based place of the first aligned base. */
  readonly start: number
  readonly cigar: string
  /** Bases as aligned to the plus strand. */
  readonly seq: string
  /** Phred scale; null where the file carries none. */
  readonly qualities: Uint8Array | null
  readonly flags: number
  /** Mapping quality; undefined where the aligner gave none (255). */
  readonly mappingQuality: number | undefined
}

/** A small variant, VCF style: 1-based, anchored. */
export interface Site {
  readonly pos: number
  readonly ref: string
  readonly alt: string
}

/** Fragments (a read or a pair) by what they carry at both places. `unclear`: another base there. */
export interface PhaseCounts {
  readonly both: number
  readonly firstOnly: number
  readonly secondOnly: number
  readonly neither: number
  readonly unclear: number
}

export type ReadPhase = 'cis' | 'trans' | 'both' | 'unknown'

/** Bases and alignments below these Phred values are not believed. */
export const LEAST_QUALITY = { base: 20, mapping: 20 }

/** Unmapped, secondary, failed, duplicate, supplementary (SAM flags). */
const UNUSABLE = 0x4 | 0x100 | 0x200 | 0x400 | 0x800

/** Fewer fragments than this that carry the rarer variant at a spanned place tell nothing. */
const ENOUGH = 5
/**
 * Of the fragments with the rarer variant so many carry the other one too: from 0.9 on cis, up to 0.1 trans, between
 * both kinds of molecule. Sequencing and mapping errors stay far below a tenth at these qualities.
 */
const SHARE = { cis: 0.9, trans: 0.1 }

/** Fragments that span both places. Mates count once; where they contradict each other the fragment is left out. */
export function countPhase(reads: Iterable<AlignedRead>, first: Site, second: Site): PhaseCounts {
  const fragments = new Map<string, { first: Carries | null; second: Carries | null }>()
  for (const read of reads) {
    if ((read.flags & UNUSABLE) !== 0) continue
    if (read.mappingQuality !== undefined && read.mappingQuality < LEAST_QUALITY.mapping) continue
    const [a, b] = [carries(read, first), carries(read, second)]
    if (a === null && b === null) continue
    const known = fragments.get(read.name)
    fragments.set(read.name, {
      first: joined(known?.first ?? null, a),
      second: joined(known?.second ?? null, b),
    })
  }
  const counts = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0, unclear: 0 }
  for (const { first: a, second: b } of fragments.values()) {
    if (a === null || b === null) continue
    if (a === 'other' || b === 'other') counts.unclear++
    else if (a === 'alt' && b === 'alt') counts.both++
    else if (a === 'alt') counts.firstOnly++
    else if (b === 'alt') counts.secondOnly++
    else counts.neither++
  }
  return counts
}

/** What the counts say; `unknown` where too few fragments span both places and carry either variant. */
export function phaseOfCounts({ both, firstOnly, secondOnly }: PhaseCounts): ReadPhase {
  const rarer = both + Math.min(firstOnly, secondOnly)
  // In trans neither is seen with the other: the rarer one must be seen alone often enough.
  if (rarer < ENOUGH) return 'unknown'
  const share = both / rarer
  if (share >= SHARE.cis) return 'cis'
  return share <= SHARE.trans ? 'trans' : 'both'
}

export function spanning({ both, firstOnly, secondOnly, neither, unclear }: PhaseCounts): number {
  return both + firstOnly + secondOnly + neither + unclear
}

type Carries = 'ref' | 'alt' | 'other'

function joined(a: Carries | null, b: Carries | null): Carries | null {
  if (a === null || b === null) return a ?? b
  return a === b ? a : 'other'
}

/**
 * The read's own bases from `pos` over the length of REF, insertions in and behind it included, compared with REF and
 * ALT; null where the read does not cover the place, or not with good bases. For insertions and deletions the base
 * behind must be covered too: an alignment that ends there cannot show them.
 */
function carries(read: AlignedRead, { pos, ref, alt }: Site): Carries | null {
  const from = pos - 1
  const to = from + ref.length
  const reach = ref.length === alt.length ? to : to + 1
  let at = read.start
  let offset = 0
  let own = ''
  let covered = 0
  let lowest = 255
  const take = (count: number, start: number): void => {
    own += read.seq.slice(start, start + count)
    for (let i = start; i < start + count; i++) lowest = Math.min(lowest, read.qualities?.[i] ?? 255)
  }
  for (const [, length, kind = ''] of read.cigar.matchAll(/(\d+)([MIDNSHP=X])/g)) {
    const count = Number(length)
    if (kind === 'M' || kind === '=' || kind === 'X') {
      const low = Math.max(at, from)
      const high = Math.min(at + count, to)
      if (high > low) take(high - low, offset + low - at)
      covered += Math.max(0, Math.min(at + count, reach) - low)
      at += count
      offset += count
    } else if (kind === 'I') {
      // Behind a base of the place; one before its first base belongs elsewhere.
      if (at > from && at <= to) take(count, offset)
      offset += count
    } else if (kind === 'D') {
      covered += Math.max(0, Math.min(at + count, reach) - Math.max(at, from))
      at += count
    } else if (kind === 'N') at += count
    else if (kind === 'S') offset += count
  }
  if (covered < reach - from || lowest < LEAST_QUALITY.base) return null
  const bases = own.toUpperCase()
  if (bases === alt.toUpperCase()) return 'alt'
  return bases === ref.toUpperCase() ? 'ref' : 'other'
}
