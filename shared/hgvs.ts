import { letterOf, nameOf, readResidues } from './aminoAcids.ts'

/**
 * Protein changes in every writing that reports use, as one structured value. Rules: HGVS nomenclature,
 * protein level (https://hgvs-nomenclature.org/stable/recommendations/protein/), plus the older and the
 * tool-made writings (`X` for a stop, `V600E` without prefix, `E746_A750>Q`, `X1010_splice`).
 */

export type ProteinChangeKind =
  | 'substitution'
  | 'deletion'
  | 'insertion'
  | 'duplication'
  | 'delins'
  | 'frameshift'
  | 'nonsense'
  | 'silent'
  | 'startLoss'
  | 'extension'
  | 'unknown'

/**
 * `start` and `end` are 1-based residue numbers; for an insertion the two residues it lies between. Residues
 * are one-letter (`*` is a stop) and null where the writing does not tell. `alt` holds the new residues: ''
 * for a deletion, the first new residue for a frameshift, null where they are not stated.
 */
export interface ProteinChange {
  readonly kind: ProteinChangeKind
  readonly start: number | null
  readonly end: number | null
  readonly refStart: string | null
  readonly refEnd: string | null
  readonly alt: string | null
  /** Frameshift and extension: number of new codons up to the new stop, where stated. */
  readonly newStop: number | null
  /** The writing that was parsed, without transcript and prefix. */
  readonly text: string
}

const AA = '(?:[A-Z][a-z]{2}|[A-Z]{3}(?=\\d)|[A-Z*])'
const RESIDUE = new RegExp(`^(${AA})(\\d+)(.*)$`)
// The second residue is sometimes left out (`V769_770insASV`).
const RANGE = new RegExp(`^(${AA})(\\d+)[_-](${AA})?(\\d+)(.*)$`)
const NUMBER_RANGE = /^(\d+)_(\d+)(.*)$/
const MULTI = /^([A-Z]{2,})(\d+)([A-Z]+)$/
const LEGACY_DELETION = new RegExp(`^(del|dup)(${AA}\\d+(?:[_-]${AA}\\d+)?)$`)

/** `%3D` and the like, as SnpEff and VEP write them inside INFO fields; malformed codes stay as they are. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The change without transcript or gene (`NP_004324.2:`), `p.`, parentheses and blanks. */
function bare(text: string): string {
  let rest = percentDecode(text).trim()
  const colon = rest.lastIndexOf(':')
  if (colon >= 0) rest = rest.slice(colon + 1)
  rest = rest.replace(/^p\.\s*/i, '').replace(/\s+/g, '')
  const whole = /^[([](.*)[)\]]$/.exec(rest)
  if (whole) rest = whole[1] ?? rest
  // `Arg97(fs)` does not occur, but `(Val600Glu)?` and `E746_A750(del)` do.
  return rest.replace(/[()]/g, '')
}

/**
 * Parses one protein change. Never throws: what cannot be read has kind `unknown`, with the residue number
 * where one could be found (`X1010_splice` has start 1010).
 */
export function parseProteinChange(text: string): ProteinChange {
  const rest = bare(text)
  const of = (kind: ProteinChangeKind, parts: Partial<ProteinChange> = {}): ProteinChange => ({
    start: null,
    end: null,
    refStart: null,
    refEnd: null,
    alt: null,
    newStop: null,
    ...parts,
    kind,
    text: rest,
  })

  if (rest === '=') return of('silent')
  const legacy = LEGACY_DELETION.exec(rest)
  if (legacy) return { ...parseProteinChange(`${legacy[2] ?? ''}${legacy[1] ?? ''}`), text: rest }

  const range = RANGE.exec(rest)
  if (range) {
    const at = {
      start: Number(range[2]),
      end: Number(range[4]),
      refStart: letterOf(range[1]),
      refEnd: letterOf(range[3]),
    }
    return lengthChange(range[5] ?? '', at, of) ?? of('unknown', at)
  }
  const numbers = NUMBER_RANGE.exec(rest)
  if (numbers) {
    const at = { start: Number(numbers[1]), end: Number(numbers[2]), refStart: null, refEnd: null }
    return lengthChange(numbers[3] ?? '', at, of) ?? of('unknown', at)
  }
  const single = RESIDUE.exec(rest) ?? RESIDUE.exec(rest.replace(/^[a-z]/, (letter) => letter.toUpperCase()))
  if (single && letterOf(single[1]) !== null) {
    const parsed = singleResidue(single[1] ?? '', Number(single[2]), single[3] ?? '', of)
    if (parsed) return parsed
  }
  const multi = MULTI.exec(rest)
  if (multi) return multipleResidues(multi[1] ?? '', Number(multi[2]), multi[3] ?? '', of)
  const number = /\d+/.exec(rest)
  return number && /splice/i.test(rest)
    ? of('unknown', { start: Number(number[0]), end: Number(number[0]) })
    : of('unknown')
}

type Make = (kind: ProteinChangeKind, parts?: Partial<ProteinChange>) => ProteinChange
type Place = Pick<ProteinChange, 'start' | 'end' | 'refStart' | 'refEnd'>

/** `del`, `dup`, `ins...`, `delins...`, `>...` after a position or a range; null where it is none of them. */
function lengthChange(tail: string, at: Place, of: Make): ProteinChange | null {
  const delins = /^(?:del[A-Za-z*]*?ins|>)(.*)$/i.exec(tail)
  if (delins) return of('delins', { ...at, alt: residuesOrNull(delins[1] ?? '') })
  if (/^del([A-Za-z*]*|\d*)$/i.test(tail)) return of('deletion', { ...at, alt: '' })
  const dup = /^dup([A-Za-z*]*|\d*)$/i.exec(tail)
  if (dup) return of('duplication', { ...at, alt: residuesOrNull(dup[1] ?? '') })
  const ins = /^ins(.*)$/i.exec(tail)
  if (ins && at.start !== at.end) return of('insertion', { ...at, alt: residuesOrNull(ins[1] ?? '') })
  if (/^(fs|[A-Za-z*]{1,3}fs)/.test(tail)) return of('frameshift', { ...at, end: at.start })
  return null
}

function residuesOrNull(text: string): string | null {
  return text === '' ? null : readResidues(text)
}

function singleResidue(ref: string, position: number, tail: string, of: Make): ProteinChange | null {
  const letter = letterOf(ref)
  const at = { start: position, end: position, refStart: letter, refEnd: letter }
  if (tail === '=' || tail === ref) return of('silent', { ...at, alt: letter })

  const extension = /^(.*?)ext(.*)$/.exec(tail)
  if (extension) {
    const length = /-?\d+/.exec(extension[2] ?? '')
    return of('extension', {
      ...at,
      alt: letterOf(extension[1]),
      newStop: length ? Math.abs(Number(length[0])) : null,
    })
  }

  const shift = /^(.*?)fs(.*)$/.exec(tail)
  if (shift) {
    const length = /\d+/.exec(shift[2] ?? '')
    const newStop = length ? Number(length[0]) : null
    // HGVS: a frameshift whose first new codon is the stop is described as a nonsense change.
    if (newStop === 1) return of('nonsense', { ...at, alt: '*' })
    const first = letterOf(shift[1])
    return of('frameshift', { ...at, alt: first, newStop })
  }

  if (position === 1 && (letter === 'M' || letter === null)) {
    if (tail === '?' || tail === '') return of('startLoss', at)
    const lost = letterOf(tail)
    if (lost !== null) return of('startLoss', { ...at, alt: lost })
  }
  const change = lengthChange(tail, at, of)
  if (change) return change

  if (letter === '*') {
    const read = letterOf(tail)
    return read === null ? null : of(read === '*' ? 'silent' : 'extension', { ...at, alt: read })
  }
  if (tail === 'X') return of('nonsense', { ...at, alt: '*' })
  const alt = letterOf(tail)
  if (alt === null) return tail === '' ? null : of('unknown', at)
  if (alt === '*') return of('nonsense', { ...at, alt })
  return of(alt === letter ? 'silent' : 'substitution', { ...at, alt })
}

/** `VK600EN`, as MAF files write a change of neighbouring residues. */
function multipleResidues(ref: string, position: number, alt: string, of: Make): ProteinChange {
  const end = position + ref.length - 1
  return of('delins', {
    start: position,
    end,
    refStart: ref[0] ?? null,
    refEnd: ref.at(-1) ?? null,
    alt: alt.replace(/X$/, '*'),
  })
}

/**
 * The shortest description of the same change: a one-residue delins becomes a substitution, shared flanking
 * residues that the text itself proves are trimmed away, a delins to nothing becomes a deletion.
 */
export function canonicalProteinChange(change: ProteinChange): ProteinChange {
  if (change.kind !== 'delins' || change.alt === null || change.start === null || change.end === null) {
    return change
  }
  let { start, end, refStart, refEnd, alt } = change
  while (refEnd !== null && alt.length > 0 && alt.at(-1) === refEnd && end > start) {
    alt = alt.slice(0, -1)
    end -= 1
    refEnd = end === start ? refStart : null
  }
  while (refStart !== null && alt.length > 0 && alt[0] === refStart && end > start) {
    alt = alt.slice(1)
    start += 1
    refStart = end === start ? refEnd : null
  }
  const place = { ...change, start, end, refStart, refEnd, alt }
  if (alt === '') return { ...place, kind: 'deletion' }
  if (start === end && alt.length === 1) {
    if (alt === '*') return { ...place, kind: 'nonsense' }
    return { ...place, kind: alt === refStart ? 'silent' : 'substitution' }
  }
  return place
}

/**
 * True where two writings name the same protein change. Residues that only one of them states are not held
 * against the other. A duplication equals the insertion that repeats it: where only the ends of a longer
 * duplicated stretch are known, equal place, length and ends decide, because HGVS names a tandem copy `dup`
 * only. Insertions are moved toward the C terminus as far as the residues named in either text allow.
 */
export function sameProteinChange(left: ProteinChange, right: ProteinChange): boolean {
  const a = canonicalProteinChange(left)
  const b = canonicalProteinChange(right)
  if (a.kind === 'unknown' || b.kind === 'unknown') {
    return a.kind === b.kind && a.start !== null && a.text === b.text
  }
  if (isAdded(a) && isAdded(b)) return sameAddition(a, b)
  if (a.kind !== b.kind || a.start !== b.start) return false
  if (!agree(a.refStart, b.refStart)) return false
  switch (a.kind) {
    case 'frameshift':
      return agree(a.alt, b.alt) && agree(a.newStop, b.newStop)
    case 'silent':
      return a.start !== null
    case 'startLoss':
      return agree(a.alt, b.alt)
    case 'extension':
      return agree(a.alt, b.alt) && agree(a.newStop, b.newStop)
    case 'nonsense':
      return true
    case 'deletion':
      return a.end === b.end && agree(a.refEnd, b.refEnd)
    default:
      return a.end === b.end && agree(a.refEnd, b.refEnd) && a.alt !== null && a.alt === b.alt
  }
}

function agree<T>(a: T | null, b: T | null): boolean {
  return a === null || b === null || a === b
}

function isAdded(change: ProteinChange): boolean {
  return change.kind === 'insertion' || change.kind === 'duplication'
}

function sameAddition(a: ProteinChange, b: ProteinChange): boolean {
  const known = new Map<number, string>()
  for (const change of [a, b]) {
    for (const [position, residue] of [
      [change.start, change.refStart],
      [change.end, change.refEnd],
    ] as const) {
      if (position === null || residue === null) continue
      const before = known.get(position)
      if (before !== undefined && before !== residue) return false
      known.set(position, residue)
    }
  }
  const first = addition(a, known)
  const second = addition(b, known)
  if (!first || !second || first.residues.length !== second.residues.length) return false
  if (first.after === second.after) return residuesAgree(first.residues, second.residues)
  const [early, late] = first.after < second.after ? [first, second] : [second, first]
  const moved = moveTo(early, late.after, known)
  return moved !== null && residuesAgree(moved, late.residues)
}

/** What is added and after which residue; `null` stands for a duplicated residue that the text omits. */
function addition(
  change: ProteinChange,
  known: ReadonlyMap<number, string>,
): { after: number; residues: (string | null)[] } | null {
  if (change.start === null || change.end === null) return null
  if (change.kind === 'insertion') {
    return change.alt === null ? null : { after: change.start, residues: [...change.alt] }
  }
  const length = change.end - change.start + 1
  const start = change.start
  const residues = Array.from({ length }, (_, index) => {
    const written = change.alt !== null && change.alt.length === length ? change.alt[index] : undefined
    return written ?? known.get(start + index) ?? null
  })
  return { after: change.end, residues }
}

function residuesAgree(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.every((residue, index) => agree(residue, b[index] ?? null))
}

/** Rolls an insertion toward the C terminus; null where a residue it must pass is unknown or differs. */
function moveTo(
  from: { after: number; residues: (string | null)[] },
  target: number,
  known: ReadonlyMap<number, string>,
): (string | null)[] | null {
  const residues = [...from.residues]
  for (let after = from.after; after < target; after += 1) {
    const next = known.get(after + 1)
    const first = residues.shift()
    if (next === undefined || first !== next) return null
    residues.push(next)
  }
  return residues
}

/** The change in one-letter (`V600E`) or three-letter (`p.Val600Glu`) form; unknown changes keep their text. */
export function formatProteinChange(change: ProteinChange, form: 'one' | 'three'): string {
  const write = form === 'one' ? (letters: string): string => letters : nameOf
  const prefix = form === 'one' ? '' : 'p.'
  const { kind, start, end, refStart, refEnd, alt } = change
  if (kind === 'unknown') return `${prefix}${change.text}`
  if (start === null || end === null) return `${prefix}=`
  const first = `${refStart === null ? '' : write(refStart)}${start}`
  const place = start === end ? first : `${first}_${refEnd === null ? '' : write(refEnd)}${end}`
  const residues = alt === null ? '' : write(alt)
  const stop = form === 'one' ? '*' : 'Ter'
  switch (kind) {
    case 'substitution':
    case 'nonsense':
      return `${prefix}${first}${residues}`
    case 'silent':
      return `${prefix}${first}=`
    case 'deletion':
      return `${prefix}${place}del`
    case 'duplication':
      return `${prefix}${place}dup`
    case 'insertion':
      return `${prefix}${place}ins${residues}`
    case 'delins':
      return `${prefix}${place}delins${residues}`
    case 'frameshift':
      return `${prefix}${first}${residues}fs${change.newStop === null ? '' : `${stop}${change.newStop}`}`
    case 'startLoss':
      return `${prefix}${first}${alt === null ? '?' : residues}`
    case 'extension':
      return start === 1
        ? `${prefix}${first}ext-${change.newStop ?? '?'}`
        : `${prefix}${first}${residues}ext${stop}${change.newStop ?? '?'}`
    default: {
      const never: never = kind
      return never
    }
  }
}

/** Any protein writing as one-letter text without `p.` (`V600E`), the form that boards speak in. */
export function shortProteinChange(text: string): string {
  return formatProteinChange(parseProteinChange(text), 'one')
}

/** Number of residues gained (positive) or lost (negative); null where the text does not tell. */
export function residueBalance(change: ProteinChange): number | null {
  const { kind, start, end, alt } = change
  if (start === null || end === null) return null
  switch (kind) {
    case 'substitution':
    case 'silent':
      return 0
    case 'deletion':
      return -(end - start + 1)
    case 'duplication':
      return end - start + 1
    case 'insertion':
      return alt === null ? null : alt.length
    case 'delins':
      return alt === null ? null : alt.length - (end - start + 1)
    default:
      return null
  }
}

/**
 * The residue that stands at `codon` (1-based) after the change, where the change is a substitution there;
 * an equal-length delins over several residues counts (`V600_K601delinsEN` gives E at 600). Else null.
 */
export function substitutedResidue(change: ProteinChange, codon: number): string | null {
  const canonical = canonicalProteinChange(change)
  const { kind, start, end, alt } = canonical
  if (start === null || end === null || alt === null) return null
  if (kind === 'substitution') return start === codon ? alt : null
  if (kind !== 'delins' || alt.length !== end - start + 1 || codon < start || codon > end) return null
  const residue = alt[codon - start] ?? null
  const before = codon === start ? canonical.refStart : codon === end ? canonical.refEnd : null
  return residue === null || residue === '*' || residue === before ? null : residue
}
