import type { Match } from './match.ts'

/** Already given, progressed on its class, or its line of therapy not met: below its equals, never hidden. */
export function setBack(match: Pick<Match, 'priorUse' | 'line'>): boolean {
  return (
    match.line?.status === 'not met' ||
    match.priorUse.some(({ kind, progressed }) => kind === 'already received' || progressed)
  )
}
