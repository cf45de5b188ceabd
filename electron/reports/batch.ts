import type { OtherProduct } from '../../shared/model.ts'

/**
 * Small variants on their way from a reader to the store: a batch crosses threads as one buffer of numbers and one of
 * texts, both handed over instead of copied. What repeats from row to row is sent once, with the first row that has it, and named by
 * number after that: neither thread has to cut, send and compare it again.
 */

/**
 * Number columns. Absent values are NaN. Positions are 1-based, VAF and frequency are fractions. `chrom`,
 * `annotation` and `call` count the entries of `newChroms`, `newAnnotations` and `newCalls` of all batches of
 * the file from 0; `annotation` is NaN for a row with neither gene nor transcript.
 */
export const NUMBER_COLUMNS = [
  'line',
  'pos',
  'depth',
  'altDepth',
  'vaf',
  'normalDepth',
  'normalVaf',
  'populationFrequency',
  'chrom',
  'annotation',
  'call',
] as const
export type NumberColumn = (typeof NUMBER_COLUMNS)[number]

/**
 * Text columns, in the sense of `SmallVariant` in shared/model.ts. Absent values are the empty string. `alleles`
 * is `REF>ALT`; `rare` is a `RareFields` as JSON, empty where the row has none of them.
 */
export const TEXT_COLUMNS = ['alleles', 'hgvsC', 'hgvsP', 'exon', 'externalIds', 'rare'] as const
export type TextColumn = (typeof TEXT_COLUMNS)[number]

/** U+0001 cannot stand in a VCF or MAF field; readers refuse a record that carries it. */
export const TEXT_SEPARATOR = '\u0001'

/** Where a row lies in a gene. Absent values are the empty string. The same one may be announced twice. */
export interface BatchAnnotation {
  readonly gene: string
  readonly transcript: string
}

/** How a row was called and what it does. Absent values are the empty string. */
export interface BatchCall {
  readonly filter: string
  readonly origin: string
  readonly zygosity: string
  readonly consequence: string
  readonly annotationSource: string
  /** 1 or 0. */
  readonly present: number
}

/** What few variants carry: the allele before it was left-aligned, and fields that few files have. */
export interface RareFields {
  readonly rawPos?: number
  readonly rawRef?: string
  readonly rawAlt?: string
  readonly clinicalSignificance?: string
  readonly phase?: string
  readonly otherProduct?: OtherProduct
}

export interface SmallVariantBatch {
  readonly length: number
  /** Row-major: `numbers[row * NUMBER_COLUMNS.length + column]`. */
  readonly numbers: Float64Array<ArrayBuffer>
  /** UTF-8, row-major, joined with TEXT_SEPARATOR: `length * TEXT_COLUMNS.length` values. */
  readonly texts: Uint8Array<ArrayBuffer>
  readonly newChroms: readonly string[]
  readonly newAnnotations: readonly BatchAnnotation[]
  readonly newCalls: readonly BatchCall[]
}
