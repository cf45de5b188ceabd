import { describe, expect, it } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import { judgementLookup } from '../../../../electron/interpret/case/judgements.ts'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { oncogenicReason, polymorphismReason } from '../../../../electron/interpret/variants/variantClass.ts'
import type { Judgement } from '../../../../shared/classification.ts'
import { findings, genes, seeded, shuffled, variant } from '../builders.ts'
import {
  brafV600E,
  brca2Frameshift,
  brca2Late,
  clinvar,
  frequency,
  judgement,
  knowledge,
  scopeOf,
  tp53R175H,
  withFacts,
} from './classificationCase.ts'

const vus = variant('PTEN', 'p.Val45Ala', {
  chrom: '10',
  pos: 87894040,
  ref: 'A',
  alt: 'G',
  consequence: 'missense_variant',
  id: 3,
})

describe('a curator’s word', () => {
  it('makes a variant of unknown significance count, and is named in the reason', () => {
    const word = judgement(vus, { kind: 'oncogenicity', value: 'oncogenic' })
    expect(oncogenicReason(scopeOf([vus]), vus)).toBeNull()
    expect(oncogenicReason(scopeOf([vus], { judgements: [word] }), vus)).toBe(
      'classed oncogenic by Dr Lee on 2026-11-25: seen in three functional studies',
    )
  })

  it('takes a listed hot spot out, and the trail says who did', () => {
    const word = judgement(tp53R175H, { kind: 'oncogenicity', value: 'benign' })
    const { truth, reasons } = evaluateBiomarker(
      { leaf: 'oncogenic', gene: 'TP53' },
      findings([tp53R175H], { judgements: [word] }),
      genes({ roles: new Map([['TP53', 'tumor suppressor']]), isHotspot: () => true }),
    )
    expect(truth).not.toBe('true')
    expect(reasons[0]?.explanation).toContain('classed benign by Dr Lee on 2026-11-25')
  })

  it('outranks the population frequency', () => {
    const facts = withFacts(brca2Frameshift, {
      frequency: [frequency(brca2Frameshift, { nfe: [3000, 100_000] })],
    })
    const word = judgement(brca2Frameshift, { kind: 'oncogenicity', value: 'likely oncogenic' })
    expect(polymorphismReason(scopeOf([brca2Frameshift], facts), brca2Frameshift)).toContain(
      'gnomAD exomes 4.1',
    )
    expect(
      polymorphismReason(scopeOf([brca2Frameshift], { ...facts, judgements: [word] }), brca2Frameshift),
    ).toBeNull()
  })

  it('of a germline class decides the germline leaf', () => {
    const blood = { ...brca2Frameshift, origin: 'germline', id: 4 } as const
    const ask = (judgements: readonly Judgement[]) =>
      evaluateBiomarker({ leaf: 'germlinePathogenic', gene: 'BRCA2' }, findings([blood], { judgements }))
    expect(ask([]).truth).toBe('true')
    expect(
      ask([judgement(blood, { kind: 'germline class', value: 'uncertain significance' })]).truth,
    ).not.toBe('true')
    const confirmed = ask([judgement(blood, { kind: 'germline class', value: 'pathogenic' })])
    expect(confirmed.reasons[0]?.explanation).toContain('Classed pathogenic by Dr Lee')
  })

  it('on origin sends a germline variant away from a somatic question', () => {
    const word = judgement(brca2Frameshift, { kind: 'origin', value: 'germline' })
    const result = matchCase(
      findings([{ ...brca2Frameshift, id: 4 }], { judgements: [word], diagnosis: 'PRAD' }),
      knowledge,
    )
    expect(result.flags.map(({ kind }) => kind)).toContain('override')
  })

  it('is found on the other build by gene and protein change', () => {
    const word = judgement(brafV600E, { kind: 'oncogenicity', value: 'oncogenic' })
    const on37 = { ...brafV600E, build: 'GRCh37', pos: 140453136 } as const
    expect(judgementLookup([word])(on37, 'oncogenicity')).toBe(word)
    expect(judgementLookup([word])({ ...on37, hgvsP: 'p.Val600Lys' }, 'oncogenicity')).toBeNull()
  })

  it('on this case outranks one for the vault; superseded and withdrawn ones do not count', () => {
    const vault = judgement(vus, { id: 1, caseId: null, kind: 'oncogenicity', value: 'benign' })
    const own = judgement(vus, {
      id: 2,
      kind: 'oncogenicity',
      value: 'oncogenic',
      at: '2020-01-01T00:00:00.000Z',
    })
    expect(judgementLookup([vault, own])(vus, 'oncogenicity')?.id).toBe(2)
    expect(judgementLookup([vault, { ...own, current: false }])(vus, 'oncogenicity')?.id).toBe(1)
    expect(judgementLookup([vault, { ...own, value: null }])(vus, 'oncogenicity')).toBeNull()
  })

  it('holds whatever the order in which words and findings come', () => {
    const random = seeded(11)
    const words = [
      judgement(vus, { id: 1, caseId: null, kind: 'oncogenicity', value: 'benign' }),
      judgement(vus, { id: 2, kind: 'oncogenicity', value: 'oncogenic' }),
      judgement(tp53R175H, { id: 3, kind: 'oncogenicity', value: 'likely benign' }),
      judgement(brca2Frameshift, { id: 4, kind: 'origin', value: 'germline' }),
    ]
    const alterations = [
      vus,
      { ...tp53R175H, id: 8 },
      { ...brca2Frameshift, id: 9 },
      { ...brafV600E, id: 10 },
    ]
    const results = Array.from({ length: 15 }, () =>
      JSON.stringify(
        matchCase(
          findings(shuffled(alterations, random), { judgements: shuffled(words, random), diagnosis: 'PRAD' }),
          knowledge,
        ),
      ),
    )
    expect(new Set(results).size).toBe(1)
  })
})

describe('nothing is upgraded silently', () => {
  it('by ClinVar: a pathogenic germline class with four stars leaves a variant of unknown significance one', () => {
    const { build, chrom, pos, ref, alt } = vus
    const facts = withFacts(vus, {
      clinvar: [
        clinvar({
          key: { build, chrom, pos, ref, alt },
          germlineClass: 'Pathogenic',
          stars: 4,
          oncogenicity: 'Oncogenic',
          oncogenicityStars: 3,
        }),
      ],
    })
    expect(oncogenicReason(scopeOf([vus], facts), vus)).toBeNull()
  })

  it('by being a stop: BRCA2 K3326* cuts off the last 2.7% and is no loss of function, and that is said', () => {
    const late = { ...brca2Late, id: 5 }
    const scope = scopeOf([late])
    expect(oncogenicReason(scope, late)).toBeNull()
    const { matches } = matchCase(findings([late], { diagnosis: 'PRAD' }), knowledge)
    expect(matches.filter(({ alterationIds }) => alterationIds.includes(5))).toEqual([])
    const germline = { ...late, origin: 'germline' } as const
    const own = matchCase(findings([germline], { diagnosis: 'BRCA' }), knowledge)
    expect(own.matches.filter(({ alterationIds }) => alterationIds.includes(5))).toEqual([])
  })

  it('a frameshift in the middle of BRCA2 still counts, with its points', () => {
    expect(oncogenicReason(scopeOf([brca2Frameshift]), brca2Frameshift)).toMatch(
      /^loss of function in a tumor suppressor \(likely oncogenic by 8 points: OVS1 8; Horak et al\. 2022/,
    )
  })
})
