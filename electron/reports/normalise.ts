/** Reads bases of one build. */
export interface ReferenceBases {
  /**
   * Upper-case bases of the 0-based half-open range, clipped to the sequence; null where any of it is unknown
   * (no such sequence, or outside the slices that the file holds).
   */
  bases(chrom: string, start: number, end: number): string | null
}

/** `agrees`: REF equals the reference; `differs`: it does not; `unchecked`: no reference there. */
export type ReferenceCheck = 'agrees' | 'differs' | 'unchecked'

export interface NormalisedAllele {
  pos: number
  ref: string
  alt: string
  check: ReferenceCheck
}

/** Bases fetched at a time while an allele moves left; the value does not change the result. */
const STEP = 100

/**
 * Trims and left-aligns one alternative allele the way `bcftools norm -m -any -f` does after splitting (Tan, Abecasis
 * and Kang 2015, doi:10.1093/bioinformatics/btv112): drop equal last bases, taking bases from the left
 * where an allele would become empty; then drop equal first bases down to one. MNVs stay whole. Where REF
 * differs from the reference, or there is none, the allele is only trimmed. Letters become upper case, other
 * IUPAC codes N.
 *
 * @param pos 1-based
 * @param out is overwritten and returned
 */
export function normaliseAllele(
  reference: ReferenceBases | null,
  chrom: string,
  pos: number,
  ref: string,
  alt: string,
  out: NormalisedAllele,
): NormalisedAllele {
  const known = reference === null ? null : reference.bases(chrom, pos - 1, pos - 1 + ref.length)
  const check: ReferenceCheck =
    known === null || known.length !== ref.length || known.includes('N')
      ? 'unchecked'
      : known === ref
        ? 'agrees'
        : 'differs'
  out.check = check
  out.pos = pos
  out.ref = ref
  out.alt = alt
  if (ref.length === 1 && alt.length === 1) return out
  if (ref === alt) return out
  let start = pos - 1
  let r = ref
  let a = alt
  const moving = check === 'agrees' && reference !== null
  for (;;) {
    if (r.charCodeAt(r.length - 1) !== a.charCodeAt(a.length - 1)) break
    if (r.length > 1 && a.length > 1) {
      r = r.slice(0, -1)
      a = a.slice(0, -1)
      continue
    }
    if (!moving || start === 0) break
    const from = Math.max(0, start - STEP)
    const more = reference.bases(chrom, from, start)
    // The slice ends here: what was reached so far is still the same variant, only perhaps not leftmost.
    if (more === null || more.length !== start - from) {
      const one = reference.bases(chrom, start - 1, start)
      if (one === null || one.length !== 1) break
      r = one + r.slice(0, -1)
      a = one + a.slice(0, -1)
      start -= 1
      continue
    }
    r = more + r.slice(0, -1)
    a = more + a.slice(0, -1)
    start = from
  }
  let equal = 0
  const shorter = Math.min(r.length, a.length)
  while (equal < shorter - 1 && r.charCodeAt(equal) === a.charCodeAt(equal)) equal++
  out.pos = start + equal + 1
  out.ref = r.slice(equal)
  out.alt = a.slice(equal)
  return out
}
