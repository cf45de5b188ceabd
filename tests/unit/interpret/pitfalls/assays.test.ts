import { describe, expect, it } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import { poissonInterval } from '../../../../electron/interpret/biomarkers/poisson.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { Assay, Signature } from '../../../../shared/model.ts'
import { expression, findings, panel, report, signature } from '../builders.ts'
import { byId, matchOf } from './starter.ts'

const tmb10 = { leaf: 'tmb', atLeast: 10 } as const
const ask = (value: number, assay: Partial<Assay> = {}, more: Partial<Signature> = {}) =>
  evaluateBiomarker(
    tmb10,
    findings([signature('TMB', { value, unit: 'mut/Mb', ...more })], {
      reports: [report({ assay: panel([], [], assay) })],
    }),
  )

describe('TMB by panel', () => {
  it('a panel calibrated to the FDA cut-off is read at its own equivalent', () => {
    const cutoffs = [
      { marker: 'TMB', atLeast: 7.8, unit: 'mut/Mb', equivalentTo: 10, source: 'calibration study' },
    ]
    expect(ask(8.2, { cutoffs }).truth).toBe('true')
    expect(ask(8.2).truth).toBe('false')
    expect(ask(8.2, { cutoffs }).reasons[0]?.explanation).toContain("calibrated to the source's 10")
  })

  it('an assay with a higher cut-off of its own does not borrow 10 mut/Mb', () => {
    const cutoffs = [{ marker: 'TMB', atLeast: 16, unit: 'mut/Mb', source: 'validation' }]
    expect(ask(12, { cutoffs }).truth).toBe('false')
    expect(ask(12, { cutoffs }).reasons[0]?.explanation).toContain('own cut-off of 16 mut/Mb')
  })

  it('without a cut-off of its own it is a biomarker match, and that is said', () => {
    const answer = ask(14, { specimenKinds: ['tissue'] })
    expect(answer.truth).toBe('true')
    expect(answer.reasons[0]?.explanation).toContain('10 mut/Mb was set for FoundationOne CDx')
    expect(answer.reasons[0]?.explanation).toContain('Tumor-only')
  })

  it('below 1 Mb the exact Poisson interval decides: open where it holds the cut-off', () => {
    const small = ask(12, { scoredMegabases: 0.5 }, { mutations: 6 })
    expect(small.truth).toBe('not assessed')
    expect(small.reasons[0]?.explanation).toContain('95% interval 4.4 to 26.1')
    expect(ask(60, { scoredMegabases: 0.5 }, { mutations: 30 }).truth).toBe('true')
    expect(ask(2, { scoredMegabases: 0.5 }, { mutations: 1 }).truth).toBe('not assessed')
    expect(ask(0, { scoredMegabases: 0.8 }, { mutations: 0 }).truth).toBe('false')
    expect(ask(12, { scoredMegabases: 1.2 }).truth).toBe('true')
  })

  it('blood TMB never answers for tissue TMB', () => {
    const answer = evaluateBiomarker(
      tmb10,
      findings([signature('TMB', { value: 24, unit: 'mut/Mb' })], {
        reports: [report({ specimenKind: 'plasma' })],
      }),
    )
    expect(answer.truth).toBe('not assessed')
  })

  /** Exact limits for counts of 0, 1, 5, 10 and 30, as tabulated for Poisson means (Garwood 1936). */
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [30, 20.241, 42.827],
  ])('the interval of %i mutations is exact', (count, low, high) => {
    const interval = poissonInterval(count)
    expect(interval.low).toBeCloseTo(low, 2)
    expect(interval.high).toBeCloseTo(high, 2)
  })
})

describe('PD-L1 clone and score', () => {
  const leaf: Biomarker = {
    leaf: 'expression',
    marker: 'PD-L1',
    score: 'TPS',
    atLeast: 50,
    clones: ['22C3'],
  }
  const of = (more: Parameters<typeof expression>[1]) =>
    evaluateBiomarker(leaf, findings([expression('PD-L1', { score: 'TPS', ...more })]))

  it('another clone that reaches the cut-off is a biomarker match, not interchangeable', () => {
    expect(of({ value: 60, clone: '22C3' }).reasons[0]?.explanation).not.toContain('interchangeable')
    const other = of({ value: 60, clone: 'SP263' })
    expect(other.truth).toBe('true')
    expect(other.reasons[0]?.explanation).toContain('biomarker match, not interchangeable')
  })

  it('another clone below the cut-off excludes nothing', () => {
    expect(of({ value: 10, clone: '22C3' }).truth).toBe('false')
    expect(of({ value: 10, clone: 'SP142' }).truth).toBe('not assessed')
  })

  it('CPS is not TPS', () => {
    expect(
      evaluateBiomarker(leaf, findings([expression('PD-L1', { score: 'CPS', value: 80, clone: '22C3' })]))
        .truth,
    ).toBe('not assessed')
  })

  it('the approved test is never said to be used where only another clone was', () => {
    const result = matchOf('LUAD', [expression('PD-L1', { score: 'TPS', value: 80, clone: 'SP263' })])
    const match = byId(result, 'pd-l1-tps-1-pembrolizumab-pretreated-nsclc')
    expect(match?.status).toBe('matched')
    expect(match?.companionDiagnostics.length).toBeGreaterThan(0)
    for (const check of match?.companionDiagnostics ?? []) expect(check.usedHere).toBe(false)
  })
})

describe('MSI against mismatch repair', () => {
  it('one never answers for the other, and a discordance is shown', () => {
    const msiOnly = findings([signature('MSI', { category: 'MSI-H' })])
    expect(evaluateBiomarker({ leaf: 'mmr', is: 'deficient' }, msiOnly).truth).toBe('not assessed')
    const result = matchOf('COAD', [
      signature('MSI', { category: 'MSS' }),
      expression('MMR', { score: 'MMR', category: 'deficient' }),
    ])
    expect(result.warnings.join(' ')).toContain('Discordant: MSI MSS')
    const concordant = matchOf('COAD', [
      signature('MSI', { category: 'MSI-H' }),
      expression('MMR', { score: 'MMR', category: 'deficient' }),
    ])
    expect(concordant.warnings.join(' ')).not.toContain('Discordant')
  })
})

describe('HRD score against gLOH', () => {
  it('genomic loss of heterozygosity never answers for a genomic instability score', () => {
    const answer = evaluateBiomarker(
      { leaf: 'hrd', is: 'positive' },
      findings([signature('gLOH', { value: 22, unit: '%' })]),
    )
    expect(answer.truth).toBe('not assessed')
    expect(answer.reasons[0]?.explanation).toContain('not interchangeable')
  })

  it('a score is read by the cut-off of its own assay only', () => {
    const score = [signature('HRD', { value: 48 })]
    const described = panel([], [], {
      cutoffs: [{ marker: 'HRD', atLeast: 42, unit: null, source: 'assay label' }],
    })
    const ask = (assay: Assay | null) =>
      evaluateBiomarker({ leaf: 'hrd', is: 'positive' }, findings(score, { reports: [report({ assay })] }))
        .truth
    expect(ask(null)).toBe('not assessed')
    expect(ask(described)).toBe('true')
  })
})

describe('plasma companion diagnostic', () => {
  it('a negative plasma test sends the board to tissue and never says "not detected"', () => {
    const plasma = report({
      specimen: 'P1',
      specimenKind: 'plasma',
      assay: panel(['EGFR'], ['smallVariant'], { specimenKinds: ['plasma'], method: 'ctDNA' }),
    })
    const answer = evaluateBiomarker(
      { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' },
      findings([], { reports: [plasma] }),
    )
    expect(answer.truth).toBe('not assessed')
    expect(answer.reasons[0]?.explanation).toContain('confirm in tissue')
  })
})
