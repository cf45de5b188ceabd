import { TEXT_COLUMNS, TEXT_SEPARATOR } from '../../reports/batch.ts'
import type { TextColumn } from '../../reports/batch.ts'

/**
 * The layout of a block of small variants: three runs of bytes, each holding its columns one after the other, numbers
 * little-endian as on every machine that Caseboard runs on. The vault's cipher authenticates the bytes.
 */

/** Bytes per variant of the keys and of the reads. */
export const KEY_BYTES = 17
export const READ_BYTES = 40

/** What is looked for and ordered by most. */
export interface BlockKeys {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly length: number
  /** 1-based. */
  readonly pos: Uint32Array
  /** As site.ts numbers chromosomes and contigs. */
  readonly chrom: Uint32Array
  /** 0: neither gene nor transcript; otherwise one more than the row of the report's annotations. */
  readonly annotation: Uint32Array
  /** Row of the report's calls. */
  readonly call: Uint32Array
  /** See `markOf`. */
  readonly marks: Uint8Array
}

/**
 * 2: FILTER is PASS or was never set, and the tumor carries the allele; 1: the tumor carries it but the caller filtered
 * it; 0: the tumor was genotyped without it.
 */
export type Standing = 0 | 1 | 2

const EFFECT = 4

/** `effect`: it may change a protein, see consequences.ts. */
export function markOf(standing: Standing, effect: boolean): number {
  return standing + (effect ? EFFECT : 0)
}

export function standingIn(mark: number): number {
  return mark % EFFECT
}

export function effectIn(mark: number): boolean {
  return mark >= EFFECT
}

/** Reads of tumor and normal, and what the population has. Absent fractions are NaN, absent counts `ABSENT`. */
export interface BlockReads {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Fractions. */
  readonly vaf: Float64Array
  readonly normalVaf: Float64Array
  readonly populationFrequency: Float64Array
  /** 1-based line of the file. */
  readonly line: Uint32Array
  readonly depth: Uint32Array
  readonly altDepth: Uint32Array
  readonly normalDepth: Uint32Array
}

const ABSENT = 0xffffffff

/** A count as it is stored; NaN is absent. Throws where the number is none (VCF integers have 31 bits and a sign). */
export function storedCount(value: number): number {
  if (Number.isNaN(value)) return ABSENT
  if (value >= 0 && value < ABSENT) return value
  throw new Error(`${value} is no count of reads or lines.`)
}

export function countOrNull(stored: number | undefined): number | null {
  return stored === undefined || stored === ABSENT ? null : stored
}

export function fractionOrNull(stored: number | undefined): number | null {
  return stored === undefined || Number.isNaN(stored) ? null : stored
}

/** Bytes whose columns may be looked at in place: a view into the middle of a buffer is copied. */
function aligned(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
}

/** The columns of a block's keys, over the same bytes. Throws where they are not those of `keys`. */
export function keysIn(stored: Uint8Array<ArrayBuffer>): BlockKeys {
  const bytes = aligned(stored)
  const length = bytes.length / KEY_BYTES
  if (!Number.isInteger(length)) throw new Error('A block of variants has not the agreed shape.')
  const { buffer, byteOffset } = bytes
  const column = (index: number): Uint32Array =>
    new Uint32Array(buffer, byteOffset + index * 4 * length, length)
  return {
    bytes,
    length,
    pos: column(0),
    chrom: column(1),
    annotation: column(2),
    call: column(3),
    marks: new Uint8Array(buffer, byteOffset + 16 * length, length),
  }
}

/** The columns of a block's reads, over the same bytes. */
export function readsIn(stored: Uint8Array<ArrayBuffer>): BlockReads {
  const bytes = aligned(stored)
  const length = bytes.length / READ_BYTES
  if (!Number.isInteger(length)) throw new Error('A block of variants has not the agreed shape.')
  const { buffer, byteOffset } = bytes
  const fractions = (index: number): Float64Array =>
    new Float64Array(buffer, byteOffset + index * 8 * length, length)
  const counts = (index: number): Uint32Array =>
    new Uint32Array(buffer, byteOffset + (24 + index * 4) * length, length)
  return {
    bytes,
    vaf: fractions(0),
    normalVaf: fractions(1),
    populationFrequency: fractions(2),
    line: counts(0),
    depth: counts(1),
    altDepth: counts(2),
    normalDepth: counts(3),
  }
}

/** The texts of a block, row by row in the order of TEXT_COLUMNS. */
export type BlockTexts = readonly string[]

const PLACES = Object.fromEntries(TEXT_COLUMNS.map((column, place) => [column, place])) as Record<
  TextColumn,
  number
>

/** @param texts a block's texts, or the same folded to lower case */
export function cutTexts(texts: string, length: number): BlockTexts {
  const cut = texts.split(TEXT_SEPARATOR)
  if (cut.length !== length * TEXT_COLUMNS.length) {
    throw new Error('A block of variants has not the agreed shape.')
  }
  return cut
}

/** '' where absent; `row` counts the variants of the block from 0. */
export function textAt(texts: BlockTexts, row: number, column: TextColumn): string {
  return texts[row * TEXT_COLUMNS.length + PLACES[column]] ?? ''
}
