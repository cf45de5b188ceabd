import type { Effect, EvidenceStrength } from '../../../../shared/knowledge.ts'

/**
 * OncoKB levels in the words of AMP/ASCO/CAP 2017 (PMID 27993330); the level itself stays as given. What the
 * levels mean: Chakravarty et al., JCO Precis Oncol 2017 (PMID 28890946), and the levels' second version
 * (2019: 2A became 2, 2B became part of 3B).
 *
 * | level | strength | why |
 * |---|---|---|
 * | 1 | A1 | regulator-approved in this indication; elsewhere the disease match lowers the tier |
 * | 2, 2A | A2 | standard care by guideline in this indication |
 * | 3, 3A | C | compelling clinical evidence, not standard care: "several small studies, trial criterion" |
 * | 3B, 2B | D | derived: what is standard or investigational in another indication. Not curated for this one, so it must not outrank level 4 of the patient's own tumor (oncokb/oncokb issue 3884) and never reaches tier I |
 * | 4 | D | biological evidence |
 * | R1 | A2 | standard care: resistance to an approved drug in this indication |
 * | R2 | C | compelling clinical evidence of resistance |
 * | Dx1, Dx2 | A2 | recognised by a regulator or guideline |
 * | Dx3 | C | clinical evidence |
 * | Px1 | A2 | recognised, well-powered studies |
 * | Px2 | C | recognised, small studies |
 * | Px3 | B | well-powered studies, not in a guideline |
 */
const LEVELS: Readonly<Record<string, readonly [Effect, EvidenceStrength]>> = {
  '1': ['sensitivity', 'A1'],
  '2': ['sensitivity', 'A2'],
  '2A': ['sensitivity', 'A2'],
  '2B': ['sensitivity', 'D'],
  '3': ['sensitivity', 'C'],
  '3A': ['sensitivity', 'C'],
  '3B': ['sensitivity', 'D'],
  '4': ['sensitivity', 'D'],
  R1: ['resistance', 'A2'],
  R2: ['resistance', 'C'],
  R3: ['resistance', 'D'],
  DX1: ['diagnosis', 'A2'],
  DX2: ['diagnosis', 'A2'],
  DX3: ['diagnosis', 'C'],
  PX1: ['prognosis', 'A2'],
  PX2: ['prognosis', 'C'],
  PX3: ['prognosis', 'B'],
}

/** Effect and strength of a level written `1`, `LEVEL_1`, `Level R1`; null where OncoKB has no such level. */
export function oncokbLevel(
  text: string,
): { readonly value: string; readonly effect: Effect; readonly strength: EvidenceStrength } | null {
  const value = text.trim().replace(/^level[\s_]*/i, '')
  const row = LEVELS[value.toUpperCase()]
  return row === undefined ? null : { value, effect: row[0], strength: row[1] }
}

/** Levels that OncoKB derives from another indication. */
export function isDerived(value: string): boolean {
  return value === '3B' || value === '2B'
}
