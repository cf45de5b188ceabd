import type { Judgement } from '../../shared/classification.ts'

/** `likely benign by Lee on 2026-11-25, every case: reason`. */
export function judgementLine(judgement: Judgement): string {
  const scope = judgement.caseId === null ? ', for every case' : ''
  const value = judgement.value ?? 'taken back'
  return `${value} by ${judgement.by} on ${judgement.at.slice(0, 10)}${scope}: ${judgement.reason}`
}
