import { join } from 'node:path'
import { loadKnowledge } from '../../../../electron/app/loadKnowledge.ts'
import type { CaseFindings } from '../../../../electron/interpret/case/findings.ts'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import type { Match, MatchReport } from '../../../../shared/match.ts'
import type { Alteration } from '../../../../shared/model.ts'
import { findings, panel, report } from '../builders.ts'

/** The pitfalls are asked of the pack and the disease tree that ship: a rule that holds only on paper helps nobody. */
const knowledge = await loadKnowledge(join(import.meta.dirname, '../../../../resources'))

/** Genes of the pitfalls, so that an absence is a tested absence. */
const GENES = [
  'ALK',
  'BRAF',
  'EGFR',
  'ERBB2',
  'ESR1',
  'FGFR2',
  'FGFR3',
  'KIT',
  'KRAS',
  'MET',
  'NRAS',
  'NTRK1',
  'NTRK2',
  'NTRK3',
  'PDGFRA',
  'RET',
  'ROS1',
]

export function matchOf(
  diagnosis: string | null,
  alterations: readonly Alteration[],
  more: Partial<Omit<CaseFindings, 'alterations' | 'diagnosis'>> = {},
): MatchReport {
  return matchCase(
    findings(alterations, { reports: [report({ assay: panel(GENES) })], ...more, diagnosis }),
    knowledge,
  )
}

export function matched(result: MatchReport, effect: Match['effect'] = 'sensitivity'): Match[] {
  return result.matches.filter((match) => match.status === 'matched' && match.effect === effect)
}

/** Regimens of the matched sensitivities (or another effect), e.g. `adagrasib + cetuximab`. */
export function regimens(result: MatchReport, effect: Match['effect'] = 'sensitivity'): string[] {
  return [...new Set(matched(result, effect).map(({ drugs }) => drugs.join(' + ')))].sort()
}

export function byId(result: MatchReport, assertionId: string): Match | undefined {
  return result.matches.find((match) => match.assertionId === assertionId)
}
