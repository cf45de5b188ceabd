/**
 * Small variants on their way from a reader to the store, columnar: a batch crosses threads as one
 * transferable number buffer and one string, which costs a copy of memory instead of a structured clone of
 * a million objects.
 */

/** Number columns. Absent values are NaN. Positions are 1-based, VAF and frequency are fractions. */
export const NUMBER_COLUMNS = [
  'line',
  'pos',
  'rawPos',
  'depth',
  'altDepth',
  'vaf',
  'normalDepth',
  'normalVaf',
  'populationFrequency',
  'present',
] as const
export type NumberColumn = (typeof NUMBER_COLUMNS)[number]

/** Text columns, in the sense of `SmallVariant` in shared/model.ts. Absent values are the empty string. */
export const TEXT_COLUMNS = [
  'chrom',
  'ref',
  'alt',
  'rawRef',
  'rawAlt',
  'gene',
  'transcript',
  'hgvsC',
  'hgvsP',
  'consequence',
  'exon',
  'annotationSource',
  'filter',
  'origin',
  'zygosity',
  'clinicalSignificance',
  'externalIds',
  'phase',
] as const
export type TextColumn = (typeof TEXT_COLUMNS)[number]

/** U+0001 cannot stand in a VCF or MAF field; readers refuse a record that carries it. */
export const TEXT_SEPARATOR = '\u0001'

export interface SmallVariantBatch {
  readonly length: number
  /** Row-major: `numbers[row * NUMBER_COLUMNS.length + column]`. */
  readonly numbers: Float64Array<ArrayBuffer>
  /** Row-major, joined with TEXT_SEPARATOR: `length * TEXT_COLUMNS.length` values. */
  readonly text: string
}
