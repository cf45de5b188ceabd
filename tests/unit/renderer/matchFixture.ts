import type { Match, Reason } from '../../../shared/match.ts'

/** A match with plain defaults; a test names only what it is about. */
export function match(part: Partial<Match> & { assertionId: string }): Match {
  return {
    pack: 'test-pack',
    drugs: ['osimertinib'],
    backbone: null,
    effect: 'sensitivity',
    status: 'matched',
    diseaseMatch: 'exact',
    diseaseText: 'Lung Adenocarcinoma (LUAD)',
    disease: { oncotree: ['LUAD'], except: [] },
    level: { scheme: 'FDA', value: 'approved' },
    strength: 'A1',
    ampTier: 'I-A',
    ampReason: 'row A',
    escat: null,
    escatReason: 'No ESCAT tier: the pack states none.',
    line: null,
    priorUse: [],
    cautions: [],
    timeline: null,
    specificity: 'exact change',
    biomarkerText: 'EGFR L858R',
    alterations: ['EGFR L858R'],
    alterationIds: [],
    because: [],
    resistedBy: [],
    companionDiagnostics: [],
    originDoubts: [],
    conditions: [],
    statement: 'A statement of the test.',
    sources: [{ id: 'TEST:1', retrieved: '2026-11-23' }],
    ...part,
  }
}

export function reason(part: Partial<Reason>): Reason {
  return { leaf: 'EGFR L858R', result: 'true', negated: false, explanation: 'Exactly this change.', ...part }
}
