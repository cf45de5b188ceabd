import type { EvidenceStrength } from '../../../../shared/knowledge.ts'

/**
 * Predictive implications of the Molecular Oncology Almanac (Reardon et al., Nat Cancer 2021, PMID 35121878)
 * in the words of AMP/ASCO/CAP 2017 (PMID 27993330); the implication itself stays as given.
 *
 * | implication | strength | why |
 * |---|---|---|
 * | FDA-Approved, Approval | A1 | a regulator's label names the biomarker |
 * | Guideline | A2 | standard of care in a guideline |
 * | Clinical trial | C | inclusion criterion or result of a trial |
 * | Clinical evidence | C | reported in a clinical study, its power not stated |
 * | Preclinical | D | |
 * | Inferential | D | |
 */
const IMPLICATIONS: Readonly<Record<string, EvidenceStrength>> = {
  'fda-approved': 'A1',
  approval: 'A1',
  guideline: 'A2',
  'clinical trial': 'C',
  'clinical evidence': 'C',
  preclinical: 'D',
  inferential: 'D',
}

export function moalmanacStrength(implication: string): EvidenceStrength | null {
  return IMPLICATIONS[implication.trim().toLowerCase()] ?? null
}
