import { describe, expect, it } from 'vitest'
import { ESCAT_TABLE, escatOf } from '../../../../electron/interpret/matching/escat.ts'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { escatTierSchema, evidenceSchema } from '../../../../shared/knowledge.ts'
import type { Evidence } from '../../../../shared/knowledge.ts'
import type { DiseaseMatch } from '../../../../shared/match.ts'
import { assertion, findings, knowledge, report, source, variant } from '../builders.ts'
import { byId, matchOf } from '../pitfalls/starter.ts'

const evidence = (more: Partial<Evidence>): Evidence =>
  evidenceSchema.parse({ design: 'randomised', outcome: 'survival', source, ...more })
const tierOf = (more: Partial<Evidence>, diseaseMatch: DiseaseMatch = 'exact') =>
  escatOf({
    assertion: { effect: 'sensitivity', evidence: evidence(more) },
    status: 'matched',
    diseaseMatch,
    diagnosisResolved: true,
  }).escat?.tier ?? null

describe('ESCAT', () => {
  it.each<[Partial<Evidence>, DiseaseMatch, string | null]>([
    [{}, 'exact', 'I-A'],
    [{}, 'other', 'III-A'],
    [{ design: 'prospective single-arm', outcome: 'benefit' }, 'descendant', 'I-B'],
    [{ design: 'prospective single-arm', outcome: 'response' }, 'exact', 'II-B'],
    [{ design: 'basket', outcome: 'benefit' }, 'tumor-agnostic', 'I-C'],
    [{ design: 'retrospective', outcome: 'benefit' }, 'exact', 'II-A'],
    [{ design: 'basket', outcome: 'response' }, 'other', 'III-A'],
    [{ design: 'randomised', outcome: 'survival', sameAlteration: false }, 'exact', 'III-B'],
    [{ design: 'preclinical', outcome: 'response' }, 'exact', 'IV-A'],
    [{ design: 'in silico', outcome: 'response' }, 'exact', 'IV-B'],
    [{ design: 'prospective single-arm', outcome: 'response without benefit' }, 'exact', 'V'],
    [{ design: 'retrospective', outcome: 'none' }, 'exact', 'X'],
    [{ design: 'retrospective', outcome: 'response' }, 'exact', null],
  ])('%j in %s: %s', (more, diseaseMatch, tier) => {
    expect(tierOf(more, diseaseMatch)).toBe(tier)
  })

  it('the table reaches every tier of the scale', () => {
    expect([...new Set(ESCAT_TABLE.map(({ tier }) => tier))].sort()).toEqual(
      [...escatTierSchema.options].sort(),
    )
  })

  it('is never derived from the AMP tier or the strength of an assertion', () => {
    const result = matchCase(
      findings([variant('EGFR', 'p.Leu858Arg')]),
      knowledge([
        assertion({
          id: 'a1',
          biomarker: { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' },
          drugs: ['x'],
          strength: 'A1',
        }),
      ]),
    )
    expect(result.matches[0]).toMatchObject({ ampTier: 'I-A', escat: null })
    expect(result.matches[0]?.escatReason).toContain('neither a published tier nor the kind of study')
  })

  it('a published tier is named with its source; a proposal says that it is not the ESMO statement', () => {
    const published = byId(matchOf('LUAD', [variant('EGFR', 'p.Leu858Arg')]), 'egfr-l858r-osimertinib-nsclc')
    expect(published?.escat).toMatchObject({
      tier: 'I-A',
      origin: 'published',
      source: { id: 'PMID:32853681' },
    })
    const computed = escatOf({
      assertion: { effect: 'sensitivity', evidence: evidence({}) },
      status: 'matched',
      diseaseMatch: 'exact',
      diagnosisResolved: true,
    })
    expect(computed.reason).toContain('not the ESMO statement')
    expect(computed.escat?.origin).toBe('computed')
  })

  it('a published tier I of another tumor type becomes III-A here, computed', () => {
    const answer = escatOf({
      assertion: { effect: 'sensitivity', escat: { tier: 'I-A', source } },
      status: 'matched',
      diseaseMatch: 'other',
      diagnosisResolved: true,
    })
    expect(answer.escat).toMatchObject({ tier: 'III-A', origin: 'computed' })
  })

  it('an open biomarker, a resistance and an unresolved tumor type get none', () => {
    const question = {
      assertion: { effect: 'sensitivity', escat: { tier: 'I-A', source } },
      status: 'matched',
      diseaseMatch: 'exact',
      diagnosisResolved: true,
    } as const
    expect(escatOf({ ...question, status: 'not assessed' }).escat).toBeNull()
    expect(escatOf({ ...question, diagnosisResolved: false }).escat).toBeNull()
    expect(
      escatOf({ ...question, assertion: { ...question.assertion, effect: 'resistance' } }).escat,
    ).toBeNull()
  })
})

describe('findings of different days', () => {
  const both = assertion({
    id: 'both',
    biomarker: {
      all: [
        { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' },
        { leaf: 'proteinChange', gene: 'EGFR', change: 'T790M' },
      ],
    },
    drugs: ['x'],
  })
  const of = (second: string | null) =>
    matchCase(
      findings(
        [variant('EGFR', 'p.Leu858Arg', { reportId: 1 }), variant('EGFR', 'p.Thr790Met', { reportId: 2 })],
        {
          reports: [
            report({ id: 1, specimen: 'T1', date: '2023-02-01' }),
            report({ id: 2, specimen: 'P2', specimenKind: 'plasma', date: second }),
          ],
        },
      ),
      knowledge([both]),
    ).matches[0]?.timeline

  it('are told with their days, in order of time', () => {
    expect(of('2025-06-10')).toBe(
      'Findings of different days: EGFR L858R (2023-02-01); EGFR T790M (2025-06-10).',
    )
  })
  it('of one day, or without a day, say nothing', () => {
    expect(of('2023-02-01')).toBeNull()
    expect(of(null)).toBeNull()
  })
})
