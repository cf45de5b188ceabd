import type { SmallVariant } from '../../../shared/model.ts'
import type { PairPhase } from '../../../shared/phase.ts'

/** `unknown` also where report and reads contradict each other, or the reads show both kinds of molecule. */
export type Phase = 'cis' | 'trans' | 'unknown'

/** From the VCF phase set and genotype (`PS:GT`): only two heterozygous calls of the same phase set can tell. */
export function phaseInReport(a: SmallVariant, b: SmallVariant): Phase {
  if (a.reportId !== b.reportId || a.phase === null || b.phase === null) return 'unknown'
  const first = readPhase(a.phase)
  const second = readPhase(b.phase)
  if (!first || !second || first.set !== second.set) return 'unknown'
  const shared = first.copies.some((carries, copy) => carries && second.copies[copy] === true)
  return shared ? 'cis' : 'trans'
}

/** What was counted from reads for these two calls. */
export function readsOf(
  a: SmallVariant,
  b: SmallVariant,
  readPhases: readonly PairPhase[],
): PairPhase | undefined {
  return readPhases.find(
    ({ first, second }) => (first === a.id && second === b.id) || (first === b.id && second === a.id),
  )
}

/** Phase of two calls of one report, from the report and from the reads where they were counted. */
export function phaseOfCalls(a: SmallVariant, b: SmallVariant, readPhases: readonly PairPhase[]): Phase {
  const written = phaseInReport(a, b)
  const counted = readsOf(a, b, readPhases)?.reads.phase ?? 'unknown'
  if (counted === 'unknown') return written
  if (counted === 'both') return 'unknown'
  return written === 'unknown' || written === counted ? counted : 'unknown'
}

function readPhase(text: string): { set: string; copies: boolean[] } | null {
  const colon = text.lastIndexOf(':')
  if (colon < 0) return null
  const genotype = text.slice(colon + 1)
  if (!genotype.includes('|')) return null
  const copies = genotype.split('|').map((allele) => allele !== '0' && allele !== '.')
  return copies.length === 2 ? { set: text.slice(0, colon), copies } : null
}
