/** INFO of one VCF record, as far as a reader of facts asks for it. */
export interface InfoValues {
  /** The value; '' for an absent key, a flag or a bare dot. */
  get(key: string): string
}

/** One allele of a record as the file writes it; `pos` is 1-based. */
export interface WrittenAllele {
  readonly ref: string
  readonly alt: string
  /** Place among the record's alternative alleles, from 0. */
  readonly index: number
}

/** What a reader of facts makes of a record: its rows, or why there are none. */
export type RecordResult<Row> =
  | { readonly is: 'taken'; readonly rows: readonly (Row & WrittenAllele)[] }
  | { readonly is: 'refused'; readonly field: string; readonly reason: string }

const BASES = /^[ACGTN]+$/i

/** The alternative alleles that are bases; null where REF is not. Symbolic alleles and `*` are left out. */
export function writtenAlleles(ref: string, alt: string): readonly WrittenAllele[] | null {
  if (!BASES.test(ref)) return null
  return alt
    .split(',')
    .map((one, index) => ({ ref, alt: one, index }))
    .filter((one) => BASES.test(one.alt) && one.alt.toUpperCase() !== ref.toUpperCase())
}
