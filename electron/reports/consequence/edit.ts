import type { ReferenceBases } from '../normalise.ts'
import { knownBases } from './transcript.ts'

/**
 * A change without anchor and shared bases: the genomic bases `start` to `end` (0-based, half-open) become `alt`.
 * An insertion has start = end and lies before that base.
 */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly ref: string
  readonly alt: string
}

/** @param pos 1-based, VCF style; `-` as MAF writes it stands for no base (MAF insertions lie behind `pos`) */
export function editOf(pos: number, ref: string, alt: string): Edit {
  if (ref === '-') return { start: pos, end: pos, ref: '', alt }
  if (alt === '-') return { start: pos - 1, end: pos - 1 + ref.length, ref, alt: '' }
  let last = 0
  const shorter = Math.min(ref.length, alt.length)
  while (last < shorter && ref.charCodeAt(ref.length - 1 - last) === alt.charCodeAt(alt.length - 1 - last))
    last++
  let first = 0
  while (first < shorter - last && ref.charCodeAt(first) === alt.charCodeAt(first)) first++
  return {
    start: pos - 1 + first,
    end: pos - 1 + ref.length - last,
    ref: ref.slice(first, ref.length - last),
    alt: alt.slice(first, alt.length - last),
  }
}

/** More than any repeat that a caller reports in one piece. */
const MOST_STEPS = 2000

/**
 * The same insertion or deletion as far along the genome as it can be written; a change of both kinds
 * stays where it is. `proved` is false where an unknown base ended the search: it might go on.
 */
export function shifted(
  edit: Edit,
  chrom: string,
  bases: ReferenceBases | null,
  direction: 'right' | 'left',
): { readonly edit: Edit; readonly proved: boolean } {
  const { ref, alt } = edit
  if (ref !== '' && alt !== '') return { edit, proved: true }
  let moving = ref === '' ? alt : ref
  let steps = 0
  const done = (proved: boolean): { edit: Edit; proved: boolean } => {
    const by = direction === 'right' ? steps : -steps
    return {
      edit: {
        start: edit.start + by,
        end: edit.end + by,
        ref: ref === '' ? '' : moving,
        alt: alt === '' ? '' : moving,
      },
      proved,
    }
  }
  while (steps < MOST_STEPS) {
    const at = direction === 'right' ? edit.end + steps : edit.start - steps - 1
    const next = knownBases(bases, chrom, at, at + 1)
    if (next === null) return done(false)
    if (direction === 'right') {
      if (next !== moving.charAt(0)) return done(true)
      moving = moving.slice(1) + next
    } else {
      if (next !== moving.charAt(moving.length - 1)) return done(true)
      moving = next + moving.slice(0, -1)
    }
    steps++
  }
  return done(false)
}
