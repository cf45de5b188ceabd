/** Chromosomes as numbers in karyotype order, so that ordering by position is ordering by an index. */

const NAMED = ['X', 'Y', 'MT'] as const
/** Other contigs are numbered from here, after their number in the dictionary of terms. */
export const CONTIG_BASE = 1000

/** 1..25 for a chromosome written `1`..`22`, `X`, `Y`, `MT`; null for any other contig. */
export function chromosomeCode(chrom: string): number | null {
  const named = (NAMED as readonly string[]).indexOf(chrom)
  if (named >= 0) return 23 + named
  return /^([1-9]|1\d|2[0-2])$/.test(chrom) ? Number(chrom) : null
}

/** The name of a code under CONTIG_BASE. */
export function chromosomeName(code: number): string {
  return code <= 22 ? String(code) : (NAMED[code - 23] ?? String(code))
}
