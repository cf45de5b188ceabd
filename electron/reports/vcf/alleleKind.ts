export type AlleleKind = 'sequence' | 'structural' | 'skip' | 'bad'

const ALLELE_BASES = /^[ACGTNacgtn]+$/

/** One of the four letters alone: the quick answer for nearly every allele. */
export function isBase(allele: string): boolean {
  return allele === 'A' || allele === 'C' || allele === 'G' || allele === 'T'
}

/** What an ALT is: bases, a structural allele, one that says nothing (`*`, reference blocks), or none of these. */
export function kindOf(alt: string): AlleleKind {
  if (isBase(alt)) return 'sequence'
  if (ALLELE_BASES.test(alt)) return 'sequence'
  if (alt === '*' || alt === '<*>' || alt === '<NON_REF>' || alt === '<X>') return 'skip'
  if (alt.startsWith('<') && alt.endsWith('>')) return 'structural'
  if (alt.includes('[') || alt.includes(']')) return 'structural'
  // A single breakend: `A.` or `.A`.
  return alt.length > 1 && (alt.startsWith('.') || alt.endsWith('.')) ? 'structural' : 'bad'
}
