import type { CriterionState } from '../../../shared/classification.ts'

/** One criterion of a point standard before combination rules; `points` where it counts less than in full. */
export interface Assessed {
  readonly state: CriterionState
  readonly points?: number
  readonly evidence: string
}

/** A criterion as the standards' tables hold it; `person` where no data of Caseboard can decide it. */
export interface PointCriterion {
  readonly label: string
  /** At full strength; negative speaks for a benign variant. */
  readonly points: number
  readonly asks: string
  readonly person?: string
}
