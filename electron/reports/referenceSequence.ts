import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { CaseboardError } from '../../shared/errors.ts'
import { readableError } from './lines.ts'
import type { ReferenceBases } from './normalise.ts'

/** An open reference file. Reading is synchronous: readers run in a thread of their own. */
export interface ReferenceSequence extends ReferenceBases {
  /** Name for `normalisedAgainst`. */
  readonly name: string
  close(): void
}

/**
 * Where a stretch of a sequence stands in the file: bases `start` to `end` (0-based, half-open, of the
 * chromosome) begin at byte `offset`, `lineBases` to a line of `lineBytes`.
 */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly offset: number
  readonly lineBases: number
  readonly lineBytes: number
}

const WINDOW_BASES = 64 * 1024

/**
 * Opens a reference: FASTA with `.fai`, FASTA without (indexed in memory on opening), a file of slices whose
 * headers read `>chr7:55241000-55260000` (1-based inclusive), or UCSC 2bit. Sequence names may carry "chr".
 *
 * @throws CaseboardError `bad-input` for a compressed, empty or malformed file, `not-found`
 */
export function openReference(path: string): ReferenceSequence {
  try {
    const handle = openSync(path, 'r')
    try {
      const magic = Buffer.alloc(4)
      readSync(handle, magic, 0, 4, 0)
      if (magic[0] === 0x1f && magic[1] === 0x8b) {
        throw badReference(
          path,
          'The reference is compressed.',
          'Unpack it (gunzip, bgzip -d), or use a 2bit file.',
        )
      }
      const twoBit = magic.readUInt32LE() === 0x1a412743 || magic.readUInt32BE() === 0x1a412743
      if (twoBit) return openTwoBit(handle, path, magic.readUInt32LE() === 0x1a412743)
      if (magic[0] !== 0x3e) {
        throw badReference(
          path,
          'This is no FASTA file: it does not begin with ">".',
          'Choose a FASTA or 2bit reference.',
        )
      }
      return openFasta(handle, path)
    } catch (error) {
      closeSync(handle)
      throw error
    }
  } catch (error) {
    throw readableError(error, path)
  }
}

function openFasta(handle: number, path: string): ReferenceSequence {
  const stretches = existsSync(`${path}.fai`)
    ? fromIndex(readFileSync(`${path}.fai`, 'latin1'), path)
    : scan(handle)
  return windowed(
    handle,
    path,
    (chrom) => stretches.get(chrom) ?? [],
    (stretch, from, to) => {
      const at = (base: number): number =>
        stretch.offset +
        Math.floor((base - stretch.start) / stretch.lineBases) * stretch.lineBytes +
        ((base - stretch.start) % stretch.lineBases)
      const first = at(from)
      const bytes = Buffer.alloc(at(to - 1) + 1 - first)
      readSync(handle, bytes, 0, bytes.length, first)
      return bytes.toString('latin1').replace(/[\r\n]+/g, '')
    },
  )
}

type StretchMap = Map<string, Stretch[]>

/** Sequence name without "chr" and, for a slice, its place. */
function placed(name: string): { chrom: string; start: number } {
  const slice = /^(.+):([\d,]+)-([\d,]+)$/.exec(name)
  const chrom = (slice?.[1] ?? name).replace(/^chr/i, '').replace(/^M$/, 'MT')
  return { chrom, start: slice ? Number((slice[2] ?? '1').replaceAll(',', '')) - 1 : 0 }
}

function addStretch(
  map: StretchMap,
  name: string,
  length: number,
  layout: { offset: number; lineBases: number; lineBytes: number },
): void {
  if (length === 0) return
  const { chrom, start } = placed(name)
  const list = map.get(chrom) ?? []
  list.push({ start, end: start + length, ...layout })
  map.set(chrom, list)
}

function fromIndex(text: string, path: string): StretchMap {
  const map: StretchMap = new Map()
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    const [name = '', length, offset, lineBases, lineBytes] = line.split('\t')
    const numbers = [length, offset, lineBases, lineBytes].map(Number)
    if (numbers.some((number) => !Number.isInteger(number) || number < 0)) {
      throw new CaseboardError({
        code: 'bad-input',
        message: 'The index of the reference is damaged.',
        remedy: 'Make it anew with: samtools faidx',
        file: `${basename(path)}.fai`,
        line: i + 1,
      })
    }
    const [bases = 0, at = 0, perLine = 0, bytesPerLine = 0] = numbers
    addStretch(map, name, bases, { offset: at, lineBases: perLine, lineBytes: bytesPerLine })
  })
  return map
}

/** Finds the sequences of a FASTA without index, as `samtools faidx` does, reading it once in pieces. */
function scan(handle: number): StretchMap {
  const map: StretchMap = new Map()
  const piece = Buffer.alloc(4 * 1024 * 1024)
  const size = fstatSync(handle).size
  let name: string | null = null
  let header: number[] | null = null
  let offset = 0
  let bases = 0
  let lineBases = 0
  let lineBytes = 0
  let lineStart = 0
  let lineEndedReturn = false
  const finish = (): void => {
    if (name !== null) addStretch(map, name, bases, { offset, lineBases, lineBytes })
  }
  const endLine = (contentEnd: number, next: number): void => {
    if (header) {
      name = Buffer.from(header).toString('latin1').slice(1).trim().split(/\s/)[0] ?? ''
      header = null
      offset = next
      bases = lineBases = lineBytes = 0
    } else {
      const length = Math.max(0, contentEnd - lineStart - (lineEndedReturn ? 1 : 0))
      bases += length
      if (lineBases === 0 && length > 0) {
        lineBases = length
        lineBytes = next - lineStart
      }
    }
    lineStart = next
  }
  for (let at = 0; at < size;) {
    const got = readSync(handle, piece, 0, piece.length, at)
    if (got === 0) break
    let i = 0
    while (i < got) {
      if (lineStart === at + i && piece[i] === 0x3e) {
        finish()
        header = []
      }
      const newline = piece.indexOf(10, i)
      const stop = newline === -1 || newline >= got ? got : newline
      if (header) for (let j = i; j < stop; j++) header.push(piece[j] ?? 0)
      if (stop > i) lineEndedReturn = piece[stop - 1] === 13
      if (stop === got) break
      endLine(at + stop, at + stop + 1)
      lineEndedReturn = false
      i = stop + 1
    }
    at += got
  }
  if (lineStart < size) endLine(size, size)
  finish()
  return map
}

interface TwoBitSequence {
  readonly size: number
  readonly unknown: readonly (readonly [number, number])[]
  readonly packed: number
}

/** UCSC 2bit: https://genome.ucsc.edu/FAQ/FAQformat.html#format7. Soft-masking is ignored. */
function openTwoBit(handle: number, path: string, little: boolean): ReferenceSequence {
  const word = (at: number): number => {
    const bytes = Buffer.alloc(4)
    readSync(handle, bytes, 0, 4, at)
    return little ? bytes.readUInt32LE() : bytes.readUInt32BE()
  }
  const words = (at: number, count: number): number[] => {
    const bytes = Buffer.alloc(count * 4)
    readSync(handle, bytes, 0, bytes.length, at)
    return Array.from({ length: count }, (_, i) =>
      little ? bytes.readUInt32LE(i * 4) : bytes.readUInt32BE(i * 4),
    )
  }
  const offsets = new Map<string, number>()
  let at = 16
  for (let i = word(8); i > 0; i--) {
    const length = Buffer.alloc(1)
    readSync(handle, length, 0, 1, at)
    const name = Buffer.alloc(length[0] ?? 0)
    readSync(handle, name, 0, name.length, at + 1)
    at += 1 + name.length
    offsets.set(placed(name.toString('latin1')).chrom, word(at))
    at += 4
  }
  const opened = new Map<string, TwoBitSequence>()
  const sequence = (chrom: string): TwoBitSequence | null => {
    const known = opened.get(chrom)
    if (known) return known
    const offset = offsets.get(chrom)
    if (offset === undefined) return null
    const size = word(offset)
    const blocks = word(offset + 4)
    const starts = words(offset + 8, blocks)
    const sizes = words(offset + 8 + blocks * 4, blocks)
    const masksAt = offset + 8 + blocks * 8
    const made = {
      size,
      unknown: starts.map((start, i) => [start, start + (sizes[i] ?? 0)] as const),
      packed: masksAt + 4 + word(masksAt) * 8 + 4,
    }
    opened.set(chrom, made)
    return made
  }
  const stretch = (chrom: string): Stretch[] => {
    const found = sequence(chrom)
    return found ? [{ start: 0, end: found.size, offset: found.packed, lineBases: 4, lineBytes: 1 }] : []
  }
  return windowed(handle, path, stretch, (one, from, to, chrom) => {
    const first = Math.floor(from / 4)
    const bytes = Buffer.alloc(Math.ceil(to / 4) - first)
    readSync(handle, bytes, 0, bytes.length, one.offset + first)
    const letters: string[] = []
    for (let base = from; base < to; base++) {
      const packed = bytes[Math.floor(base / 4) - first] ?? 0
      letters.push('TCAG'.charAt((packed >> (6 - 2 * (base % 4))) & 3))
    }
    for (const [start, end] of sequence(chrom)?.unknown ?? []) {
      for (let base = Math.max(start, from); base < Math.min(end, to); base++) letters[base - from] = 'N'
    }
    return letters.join('')
  })
}

/** Answers from one cached window; variants come sorted, so nearly every question falls into the last one read. */
function windowed(
  handle: number,
  path: string,
  stretchesOf: (chrom: string) => readonly Stretch[],
  read: (stretch: Stretch, from: number, to: number, chrom: string) => string,
): ReferenceSequence {
  let chrom = ''
  let from = 0
  let window = ''
  return {
    name: basename(path),
    bases(wanted, start, end) {
      if (start < 0 || end <= start) return start === end ? '' : null
      if (wanted === chrom && start >= from && end <= from + window.length)
        return window.slice(start - from, end - from)
      const stretch = stretchesOf(wanted).find((one) => start >= one.start && start < one.end)
      if (!stretch) return null
      const clipped = Math.min(end, stretch.end)
      const low = Math.max(stretch.start, start - (WINDOW_BASES >> 2))
      const high = Math.min(stretch.end, Math.max(clipped, low + WINDOW_BASES))
      window = read(stretch, low, high, wanted)
        .toUpperCase()
        .replace(/[^ACGTN]/g, 'N')
      chrom = wanted
      from = low
      return window.slice(start - low, clipped - low)
    },
    close: () => closeSync(handle),
  }
}

function badReference(path: string, message: string, remedy: string): CaseboardError {
  return new CaseboardError({ code: 'bad-input', message, remedy, file: basename(path) })
}
