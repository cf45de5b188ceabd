import type { CopyNumber, Fusion, SmallVariant } from '../../shared/model.ts'

/** Loci as igv reads them: `chr7:55,000-56,000`, 1-based inclusive. Chromosomes come without "chr". */

export interface Place {
  readonly chrom: string
  /** 1-based inclusive. */
  readonly start: number
  readonly end: number
}

/** `MT` is called `chrM` by the references that put "chr" in front. */
export function chromName(chrom: string): string {
  const bare = chrom.replace(/^chr/i, '')
  return bare === 'MT' || bare === 'M' ? 'chrM' : `chr${bare}`
}

export function locusText(place: Place): string {
  return `${chromName(place.chrom)}:${Math.max(1, place.start)}-${place.end}`
}

/** The place with room at both sides, never before the first base. */
export function padded(place: Place, flank: number): Place {
  return { chrom: place.chrom, start: Math.max(1, place.start - flank), end: place.end + flank }
}

/** Near enough to read the bases: 40 at either side of the changed ones. */
export function variantLocus(variant: Pick<SmallVariant, 'chrom' | 'pos' | 'ref'>): string {
  const end = variant.pos + variant.ref.length - 1
  return locusText(padded({ chrom: variant.chrom, start: variant.pos, end }, 40))
}

/** Room around a breakpoint in which split and discordant reads of a short-read library are seen. */
const breakpointFlank = 500

/** The two breakpoints of a rearrangement for the side-by-side view; only those that the report states. */
export function fusionLoci(fusion: Pick<Fusion, 'chrom5' | 'pos5' | 'chrom3' | 'pos3'>): readonly string[] {
  const ends: readonly (readonly [string | null, number | null])[] = [
    [fusion.chrom5, fusion.pos5],
    [fusion.chrom3, fusion.pos3],
  ]
  return ends.flatMap(([chrom, pos]) =>
    chrom === null || pos === null
      ? []
      : [locusText(padded({ chrom, start: pos, end: pos }, breakpointFlank))],
  )
}

export function regionLocus(one: Pick<CopyNumber, 'chrom' | 'start' | 'end'>): readonly string[] {
  if (one.chrom === null || one.start === null || one.end === null) return []
  const width = one.end - one.start + 1
  return [locusText(padded({ chrom: one.chrom, start: one.start, end: one.end }, Math.round(width * 0.1)))]
}

export type TypedLocus =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'gene'; readonly gene: string }
  | { readonly kind: 'empty' }

/**
 * What a user typed: `7:140453136`, `chr7:140,453,000-140,454,000`, or a gene symbol. A single position gets
 * 40 bases of room at either side.
 */
export function parseLocus(text: string): TypedLocus {
  const typed = text.trim()
  if (typed === '') return { kind: 'empty' }
  const match = /^(?:chr)?([0-9]{1,2}|X|Y|MT?|[A-Za-z0-9_.]+):([\d,. ]+)(?:[-–]([\d,. ]+))?$/i.exec(typed)
  const start = digits(match?.[2])
  if (match === null || start === null) return { kind: 'gene', gene: typed.toUpperCase() }
  const end = digits(match[3])
  const chrom = (match[1] ?? '').toUpperCase()
  const place: Place =
    end === null
      ? padded({ chrom, start, end: start }, 40)
      : { chrom, start: Math.min(start, end), end: Math.max(start, end) }
  return { kind: 'place', place }
}

function digits(text: string | undefined): number | null {
  if (text === undefined) return null
  const value = Number(text.replace(/[,. ]/g, ''))
  return Number.isInteger(value) && value > 0 ? value : null
}
