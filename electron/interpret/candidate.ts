import type { Assertion, KnowledgePack } from '../../shared/knowledge.ts'
import type { ScopeMatch } from './disease.ts'
import type { Evaluation } from './evaluate.ts'

/** One assertion with its answer on this case. */
export interface Candidate {
  readonly pack: KnowledgePack
  readonly assertion: Assertion
  readonly evaluation: Evaluation
  readonly disease: ScopeMatch
}
