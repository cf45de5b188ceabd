import type { EvidenceStrength } from '../../../../shared/knowledge.ts'

/**
 * Strength of a CIViC evidence item in the words of AMP/ASCO/CAP 2017 (PMID 27993330). CIViC's own level stays
 * beside it. Definitions: civic-docs, "Evidence Level" and "Evidence Rating".
 *
 * | CIViC | its definition | strength | why |
 * |---|---|---|---|
 * | A | proven or consensus association in human medicine | A2 | consensus as in a guideline; CIViC A does not say that a regulator approved, so never A1 |
 * | B, 4 or 5 stars | clinical trial or other patient data, strong and well controlled | B | as near to "well-powered studies" as one item can come |
 * | B, fewer stars | more than about five patients, smaller or not confirmed | C | "several small studies" at most |
 * | C | case study: single patients or a handful | D | case reports; a case series never becomes A or B |
 * | D | preclinical | D | |
 * | E | inferential, at least one step removed | D | D at most |
 */
export function civicStrength(level: string, rating: number | null): EvidenceStrength | null {
  switch (level) {
    case 'A':
      return 'A2'
    case 'B':
      return rating !== null && rating >= 4 ? 'B' : 'C'
    case 'C':
    case 'D':
    case 'E':
      return 'D'
    default:
      return null
  }
}
