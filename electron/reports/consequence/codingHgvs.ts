import type { ReferenceBases } from '../normalise.ts'
import { shifted } from './edit.ts'
import type { Edit } from './edit.ts'
import { reverseComplement } from '../../../shared/geneticCode.ts'
import { codingName, knownBases } from './transcript.ts'
import type { Transcript } from './transcript.ts'

/**
 * HGVS `c.` of a change, without the transcript; '' where it cannot be told. Insertions and deletions are moved to
 * the 3' end of the transcript first, so without the bases beside them they have no name. Rules:
 * https://hgvs-nomenclature.org/stable/recommendations/DNA/ (3' rule in general.md; duplication before insertion;
 * inversion before deletion-insertion).
 */
export function codingHgvs(transcript: Transcript, change: Edit, bases: ReferenceBases | null): string {
  const { chrom, strand } = transcript.model
  const plus = strand === '+'
  const moved = shifted(change, chrom, bases, plus ? 'right' : 'left')
  if (!moved.proved) return ''
  const { start, end, ref, alt } = moved.edit
  const written = plus ? alt : reverseComplement(alt)
  const name = (at: number): string | null => codingName(transcript, at)
  /** `12` or `12_14` for genomic bases `low` to `high` (inclusive), in the transcript's direction. */
  const range = (low: number, high: number): string | null => {
    const [from, to] = plus ? [name(low), name(high)] : [name(high), name(low)]
    if (from === null || to === null) return null
    return low === high ? from : `${from}_${to}`
  }
  if (ref === '') {
    const copied = duplicated(moved.edit, plus, chrom, bases)
    if (copied === 'unknown') return ''
    const place = copied === 'no' ? range(start - 1, start) : range(copied.start, copied.end - 1)
    if (place === null) return ''
    return copied === 'no' ? `c.${place}ins${written}` : `c.${place}dup`
  }
  const place = range(start, end - 1)
  if (place === null) return ''
  if (alt === '') return `c.${place}del`
  if (ref.length === 1 && alt.length === 1) {
    return `c.${place}${plus ? ref : reverseComplement(ref)}>${written}`
  }
  if (ref.length === alt.length && reverseComplement(ref) === alt) return `c.${place}inv`
  return `c.${place}delins${written}`
}

/** The stretch (genomic) that an insertion repeats; it lies before the insertion in the transcript's direction. */
function duplicated(
  { start, alt }: Edit,
  plus: boolean,
  chrom: string,
  bases: ReferenceBases | null,
): { start: number; end: number } | 'no' | 'unknown' {
  const from = plus ? start - alt.length : start
  const to = from + alt.length
  const whole = knownBases(bases, chrom, from, to)
  if (whole !== null) return whole === alt ? { start: from, end: to } : 'no'
  // One known base that differs settles it.
  for (let i = 0; i < alt.length; i++) {
    const one = knownBases(bases, chrom, from + i, from + i + 1)
    if (one !== null && one !== alt.charAt(i)) return 'no'
  }
  return 'unknown'
}
