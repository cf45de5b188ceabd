import { normaliseAllele } from '../normalise.ts'
import type { NormalisedAllele, ReferenceBases } from '../normalise.ts'

/**
 * MAF alleles as VCF alleles. MAF writes `-` for the missing side: a deletion starts at its first deleted base,
 * an insertion at the base before it (GDC MAF format, Start_Position and the `-` convention). VCF wants the base
 * before; it can only come from the reference. Without a reference the `-` writing is kept (`pos` the
 * MAF's own start), because any letter put there would be a guess.
 *
 * @param start 1-based Start_Position
 * @param out is overwritten and returned
 */
export function mafAllele(
  reference: ReferenceBases | null,
  chrom: string,
  start: number,
  ref: string,
  alt: string,
  out: NormalisedAllele,
): NormalisedAllele {
  const gap = ref === '-' || alt === '-'
  if (!gap) return normaliseAllele(reference, chrom, start, ref, alt, out)
  const anchorAt = ref === '-' ? start : start - 1
  const anchor = reference?.bases(chrom, anchorAt - 1, anchorAt) ?? null
  if (anchor === null || anchor === 'N' || anchor === '') {
    out.pos = start
    out.ref = ref
    out.alt = alt
    out.check = 'unchecked'
    return out
  }
  return normaliseAllele(
    reference,
    chrom,
    anchorAt,
    anchor + (ref === '-' ? '' : ref),
    anchor + (alt === '-' ? '' : alt),
    out,
  )
}
