import type { Assertion, KnowledgePack } from '../../../shared/knowledge.ts'
import type { Evaluation } from '../biomarkers/evaluate.ts'
import type { ScopeMatch } from '../case/disease.ts'

/** One assertion with its answer on this case. */
export interface Candidate {
  readonly pack: KnowledgePack
  readonly assertion: Assertion
  readonly evaluation: Evaluation
  readonly disease: ScopeMatch
}
