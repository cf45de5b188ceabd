import { formatProteinChange } from '../../../shared/hgvs.ts'
import type { ProteinChange, ProteinChangeKind } from '../../../shared/hgvs.ts'
import type { ReferenceBases } from '../normalise.ts'
import { residueOf, translate } from '../../../shared/geneticCode.ts'
import { transcribed } from './transcript.ts'
import type { Transcript } from './transcript.ts'

/** What a change inside the CDS does: Sequence Ontology terms, and HGVS `p.` ('' where the bases do not tell). */
export interface ProteinAnswer {
  readonly terms: readonly string[]
  readonly hgvsP: string
}

/**
 * Translates a change of the CDS bases `from` to `to` (offsets of the CDS, half-open) to `alt` (transcript
 * strand). Terms follow VEP's predicates; residues are named by the 3' rule on the protein
 * (https://hgvs-nomenclature.org/stable/recommendations/protein/).
 */
export function proteinAnswer(
  transcript: Transcript,
  from: number,
  to: number,
  alt: string,
  bases: ReferenceBases | null,
): ProteinAnswer {
  const cds = (start: number, end: number): string | null =>
    transcribed(transcript, bases, transcript.cdsFrom + start, transcript.cdsFrom + end)
  const codons = (transcript.cdsTo - transcript.cdsFrom) / 3
  const inFrame = (alt.length - (to - from)) % 3 === 0
  const first = Math.floor(from / 3)
  const behind = Math.max(first + 1, Math.ceil(to / 3))
  const before = cds(first * 3, from)
  const after = cds(to, behind * 3)
  const ref = cds(first * 3, behind * 3)
  const unread: ProteinAnswer = { terms: [termByLength(alt.length - (to - from))], hgvsP: '' }
  if (!transcript.translatable || before === null || after === null || ref === null || !/^[ACGT]*$/.test(alt))
    return unread
  const refResidues = translate(ref)
  if (refResidues === null) return unread
  // A stop inside the reading frame is read through (selenocysteine) or the model is wrong: nothing is named.
  if (refResidues.slice(0, codons - first - 1).includes('*')) return { terms: unread.terms, hgvsP: '' }

  /** Residue of the reference by number from 0; null where its bases are unknown or behind the protein. */
  const residue = (index: number): string | null => {
    if (index < 0 || index >= codons) return null
    const codon = cds(index * 3, index * 3 + 3)
    return codon === null ? null : residueOf(codon)
  }

  if (from < 3) {
    const start = before + alt + after
    const kept = inFrame && start.slice(0, 3) === 'ATG' && ref.slice(0, 3) === 'ATG'
    if (!kept) return startLost(ref, unread.terms)
  }
  if (!inFrame) {
    return frameshift(transcript, bases, { first, begun: before + alt, next: to, codons }, residue)
  }
  const altResidues = translate(before + alt + after)
  if (altResidues === null) return unread
  if (behind >= codons) {
    const last = refResidues.charAt(codons - 1 - first)
    // A CDS that does not end in a stop is cut short, as far as the model knows it.
    if (last !== '*') return unread
    return atTheStop(transcript, bases, { first, refResidues, altResidues, from, to, length: alt.length })
  }
  return inside(first, { ref, alt: before + alt + after }, refResidues, altResidues, residue)
}

function termByLength(gained: number): string {
  if (gained % 3 !== 0) return 'frameshift_variant'
  if (gained === 0) return 'coding_sequence_variant'
  return gained > 0 ? 'inframe_insertion' : 'inframe_deletion'
}

function startLost(ref: string, lengthTerms: readonly string[]): ProteinAnswer {
  const terms = lengthTerms.filter((term) => term !== 'coding_sequence_variant')
  // What is made instead cannot be foretold: HGVS writes p.Met1?.
  const hgvsP = ref.startsWith('ATG') ? write('startLoss', { start: 1, end: 1, refStart: 'M' }) : ''
  return { terms: ['start_lost', ...terms], hgvsP }
}

/**
 * A new reading frame from codon `first` on, which begins with the bases `begun` and goes on with the transcript's
 * from CDS offset `next`.
 */
function frameshift(
  transcript: Transcript,
  bases: ReferenceBases | null,
  { first, begun, next, codons }: { first: number; begun: string; next: number; codons: number },
  residue: (index: number) => string | null,
): ProteinAnswer {
  const terms = ['frameshift_variant']
  let changed: { index: number; ref: string; alt: string } | null = null
  let ahead = begun
  let at = transcript.cdsFrom + next
  for (let index = first; ; index++) {
    while (ahead.length < 3) {
      // Fewer than three at the end of the transcript.
      const more = transcribed(transcript, bases, at, Math.min(at + 3, transcript.length))
      if (more === null || more === '')
        return { terms, hgvsP: changed === null ? '' : shiftText(changed, null) }
      ahead += more
      at += 3
    }
    const own = residueOf(ahead.slice(0, 3))
    ahead = ahead.slice(3)
    if (own === null) return { terms, hgvsP: changed === null ? '' : shiftText(changed, null) }
    if (changed !== null) {
      if (own === '*') return { terms, hgvsP: shiftText(changed, index - changed.index + 1) }
      continue
    }
    const old = residue(index)
    // Behind the old stop, or where the reference is unknown, the first change cannot be named.
    if (old === null) return { terms, hgvsP: '' }
    if (old === own) {
      if (own === '*') return { terms: ['frameshift_variant', 'stop_retained_variant'], hgvsP: '' }
      continue
    }
    if (own === '*') {
      const place = { start: index + 1, end: index + 1, refStart: old, refEnd: old, alt: '*' }
      return { terms: ['stop_gained', 'frameshift_variant'], hgvsP: write('nonsense', place) }
    }
    // The stop codon itself is shifted: the protein grows.
    if (index === codons - 1) return { terms: ['frameshift_variant', 'stop_lost'], hgvsP: '' }
    changed = { index, ref: old, alt: own }
  }
}

function shiftText(changed: { index: number; ref: string; alt: string }, newStop: number | null): string {
  const at = changed.index + 1
  const { ref, alt } = changed
  return write('frameshift', { start: at, end: at, refStart: ref, refEnd: ref, alt, newStop })
}

/** A change that touches the stop codon and keeps the frame. */
function atTheStop(
  transcript: Transcript,
  bases: ReferenceBases | null,
  change: {
    first: number
    refResidues: string
    altResidues: string
    from: number
    to: number
    length: number
  },
): ProteinAnswer {
  const { first, refResidues, altResidues } = change
  const substitution = change.length === change.to - change.from
  if (altResidues === refResidues) {
    const silent = refResidues === '*'
    const at = { start: first + 1, end: first + 1, refStart: '*', refEnd: '*', alt: '*' }
    return { terms: ['stop_retained_variant'], hgvsP: silent ? write('silent', at) : 'p.=' }
  }
  const stop = altResidues.indexOf('*')
  if (stop !== -1) {
    // The frame still ends in a stop: other residues before it changed.
    if (!substitution) return { terms: [termByLength(change.length - (change.to - change.from))], hgvsP: '' }
    if (stop === altResidues.length - 1) return { terms: ['missense_variant'], hgvsP: '' }
    return { terms: ['stop_gained'], hgvsP: '' }
  }
  const terms = [
    'stop_lost',
    ...(substitution ? [] : [termByLength(change.length - (change.to - change.from))]),
  ]
  if (!substitution || refResidues.length !== 1) return { terms, hgvsP: '' }
  let added = 0
  for (;;) {
    const codon = transcribedCodon(transcript, bases, transcript.cdsTo + added * 3)
    const next = codon === null ? null : residueOf(codon)
    added++
    if (next === null || next === '*') {
      const at = { start: first + 1, end: first + 1, refStart: '*', alt: altResidues }
      return { terms, hgvsP: write('extension', { ...at, newStop: next === null ? null : added }) }
    }
  }
}

function transcribedCodon(transcript: Transcript, bases: ReferenceBases | null, from: number): string | null {
  return from + 3 > transcript.length ? null : transcribed(transcript, bases, from, from + 3)
}

/** A change in frame before the stop codon. */
function inside(
  first: number,
  codons: { readonly ref: string; readonly alt: string },
  refResidues: string,
  altResidues: string,
  residue: (index: number) => string | null,
): ProteinAnswer {
  const stop = altResidues.indexOf('*')
  const hgvsP =
    stop === -1
      ? changeBetween(first, refResidues, altResidues, residue)
      : changeWithStop(first, refResidues, altResidues, stop, residue)
  const lengthTerm = lengthChange(codons, refResidues, altResidues)
  if (stop !== -1) return { terms: ['stop_gained', ...(lengthTerm === null ? [] : [lengthTerm])], hgvsP }
  if (lengthTerm !== null) return { terms: [lengthTerm], hgvsP }
  return { terms: [refResidues === altResidues ? 'synonymous_variant' : 'missense_variant'], hgvsP }
}

/** VEP's words for a change of length: whole codons that go or come, else `protein_altering_variant`. */
function lengthChange(
  { ref, alt }: { readonly ref: string; readonly alt: string },
  refResidues: string,
  altResidues: string,
): string | null {
  if (ref.length === alt.length) return null
  if (alt.length > ref.length) {
    const pure =
      alt.startsWith(ref) ||
      alt.endsWith(ref) ||
      altResidues.startsWith(refResidues) ||
      altResidues.endsWith(refResidues)
    return pure ? 'inframe_insertion' : 'protein_altering_variant'
  }
  let same = 0
  while (same < alt.length && ref.charAt(same) === alt.charAt(same)) same++
  return ref.endsWith(alt.slice(same)) ? 'inframe_deletion' : 'protein_altering_variant'
}

/** Inserted residues are named as an insertion up to the new stop, e.g. `p.Pro46_Asn47insSerSerTer`. */
function changeWithStop(
  first: number,
  ref: string,
  alt: string,
  stop: number,
  residue: (index: number) => string | null,
): string {
  const upToStop = alt.slice(0, stop + 1)
  let head = 0
  while (head < ref.length && ref.charAt(head) === alt.charAt(head)) head++
  const inserted = alt.length > ref.length && alt.endsWith(ref.slice(head))
  const at = first + head
  const [left, right] = [residue(at - 1), residue(at)]
  // A stop that comes first is a nonsense change of the residue it stands for.
  if (!inserted || stop === head || left === null || right === null)
    return changeBetween(first, ref, upToStop, residue)
  return write('insertion', {
    start: at,
    end: at + 1,
    refStart: left,
    refEnd: right,
    alt: upToStop.slice(head),
  })
}

/** Names the step from `ref` to `alt`, residues from number `first` (from 0) on; '' where a residue it needs is unknown. */
function changeBetween(
  first: number,
  ref: string,
  alt: string,
  residue: (index: number) => string | null,
): string {
  if (ref === alt) {
    const letter = ref.length === 1 ? ref : null
    const at = letter === null ? null : first + 1
    return write('silent', { start: at, end: at, refStart: letter, refEnd: letter, alt: letter })
  }
  let head = 0
  while (head < ref.length && head < alt.length && ref.charAt(head) === alt.charAt(head)) head++
  const stops = alt.endsWith('*')
  let tail = 0
  while (
    !stops &&
    tail < Math.min(ref.length, alt.length) - head &&
    ref.charAt(ref.length - 1 - tail) === alt.charAt(alt.length - 1 - tail)
  ) {
    tail++
  }
  const old = ref.slice(head, ref.length - tail)
  const fresh = alt.slice(head, alt.length - tail)
  const start = first + head
  if (fresh.startsWith('*') && old !== '') {
    const letter = old.charAt(0)
    return write('nonsense', { start: start + 1, end: start + 1, refStart: letter, refEnd: letter, alt: '*' })
  }
  if (old.length === 1 && fresh.length === 1) {
    const at = { start: start + 1, end: start + 1, refStart: old, refEnd: old, alt: fresh }
    return write('substitution', at)
  }
  if (fresh === '') return deletion(start, old, residue)
  if (old === '') return insertion(start, fresh, residue)
  return write('delins', {
    start: start + 1,
    end: start + old.length,
    refStart: old.charAt(0),
    refEnd: old.charAt(old.length - 1),
    alt: fresh,
  })
}

function deletion(start: number, gone: string, residue: (index: number) => string | null): string {
  let moving = gone
  let at = start
  for (;;) {
    const next = residue(at + moving.length)
    if (next === null) return ''
    if (next !== moving.charAt(0)) break
    moving = moving.slice(1) + next
    at++
  }
  return write('deletion', {
    start: at + 1,
    end: at + moving.length,
    refStart: moving.charAt(0),
    refEnd: moving.charAt(moving.length - 1),
    alt: '',
  })
}

function insertion(start: number, added: string, residue: (index: number) => string | null): string {
  let moving = added
  let at = start
  for (;;) {
    const next = residue(at)
    if (next === null) return ''
    if (next !== moving.charAt(0)) break
    moving = moving.slice(1) + next
    at++
  }
  let copy = true
  for (let i = 0; i < moving.length && copy; i++) {
    const before = residue(at - moving.length + i)
    if (before === null && at - moving.length + i >= 0) return ''
    copy = before === moving.charAt(i)
  }
  if (copy) {
    return write('duplication', {
      start: at - moving.length + 1,
      end: at,
      refStart: moving.charAt(0),
      refEnd: moving.charAt(moving.length - 1),
      alt: moving,
    })
  }
  const [left, right] = [residue(at - 1), residue(at)]
  if (left === null || right === null) return ''
  return write('insertion', { start: at, end: at + 1, refStart: left, refEnd: right, alt: moving })
}

function write(kind: ProteinChangeKind, parts: Partial<ProteinChange>): string {
  const nothing = { start: null, end: null, refStart: null, refEnd: null, alt: null, newStop: null, text: '' }
  return formatProteinChange({ ...nothing, ...parts, kind }, 'three')
}
