/** NCBI translation table 1, codons in the order TTT, TTC, TTA, TTG, TCT ... GGG; `*` is a stop. */
const AMINO_ACIDS = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG'

const ORDER: Readonly<Record<string, number>> = { T: 0, C: 1, A: 2, G: 3 }

/** The residue of one codon (upper-case DNA) in the standard nuclear code; null where a base is unknown. */
export function residueOf(codon: string): string | null {
  const [a, b, c] = [ORDER[codon.charAt(0)], ORDER[codon.charAt(1)], ORDER[codon.charAt(2)]]
  if (a === undefined || b === undefined || c === undefined) return null
  return AMINO_ACIDS.charAt(a * 16 + b * 4 + c)
}

/** Residues of whole codons, a rest of one or two bases ignored; null where a base is unknown. */
export function translate(bases: string): string | null {
  let residues = ''
  for (let at = 0; at + 3 <= bases.length; at += 3) {
    const residue = residueOf(bases.slice(at, at + 3))
    if (residue === null) return null
    residues += residue
  }
  return residues
}

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' }

/** The other strand, read in its own direction; unknown bases stay N. */
export function reverseComplement(bases: string): string {
  if (bases.length === 1) return COMPLEMENT[bases] ?? 'N'
  let other = ''
  for (let at = bases.length - 1; at >= 0; at--) other += COMPLEMENT[bases.charAt(at)] ?? 'N'
  return other
}
