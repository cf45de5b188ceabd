import { createContext, useContext } from 'react'
import type { CaseDetail } from '../../shared/api.ts'
import type { MatchReport } from '../../shared/match.ts'
import type { TrialReport } from '../../shared/trialMatch.ts'
import type { Loaded } from '../app/useCall.ts'

export interface CaseContextValue {
  readonly detail: CaseDetail
  readonly matches: Loaded<MatchReport>
  readonly trials: Loaded<TrialReport>
  /** Counts up when reports, tracks or the case itself change, so that tabs ask again. */
  readonly revision: number
  readonly reload: () => void
  /** A recorded presentation: nothing here may be asked of today's vault or changed. */
  readonly past?: boolean
}

export const CaseContext = createContext<CaseContextValue | null>(null)

export function useCase(): CaseContextValue {
  const value = useContext(CaseContext)
  if (value === null) throw new Error('useCase stands outside <CaseView>')
  return value
}
