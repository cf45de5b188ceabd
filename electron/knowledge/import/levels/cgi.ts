import type { EvidenceStrength } from '../../../../shared/knowledge.ts'

/**
 * Evidence levels of the Cancer Genome Interpreter's biomarker database (Tamborero et al., Genome Med 2018,
 * PMID 29592813) in the words of AMP/ASCO/CAP 2017 (PMID 27993330); the level itself stays as given.
 *
 * | evidence level | strength | why |
 * |---|---|---|
 * | FDA guidelines | A1 | regulator |
 * | NCCN, NCCN/CAP, European LeukemiaNet, CPIC guidelines | A2 | professional guideline |
 * | Late trials | B | phase III or IV |
 * | Early trials, Clinical trials | C | phase I or II, or phase not stated |
 * | Case report | D | |
 * | Pre-clinical | D | |
 *
 * Where a cell names several, the weakest counts: the row does not say which of its alterations or tumor types
 * each belongs to.
 */
const LEVELS: Readonly<Record<string, EvidenceStrength>> = {
  'fda guidelines': 'A1',
  'nccn guidelines': 'A2',
  'nccn/cap guidelines': 'A2',
  'european leukemianet guidelines': 'A2',
  'cpic guidelines': 'A2',
  'late trials': 'B',
  'early trials': 'C',
  'clinical trial': 'C',
  'clinical trials': 'C',
  'case report': 'D',
  'pre-clinical': 'D',
  preclinical: 'D',
}

const ORDER: readonly EvidenceStrength[] = ['A1', 'A2', 'B', 'C', 'D']

export function cgiStrength(level: string): EvidenceStrength | null {
  const parts = level.split(/[,;]/).map((part) => LEVELS[part.trim().toLowerCase()] ?? null)
  let weakest: EvidenceStrength | null = null
  for (const part of parts) {
    if (part === null) return null
    if (weakest === null || ORDER.indexOf(part) > ORDER.indexOf(weakest)) weakest = part
  }
  return weakest
}
