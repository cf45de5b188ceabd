import { describe, expect, it } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { Truth } from '../../../../shared/match.ts'
import type { Alteration, Expression, Signature } from '../../../../shared/model.ts'
import { copyNumber, expression, findings, report, signature } from '../builders.ts'

const ask = (biomarker: Biomarker, ...alterations: Alteration[]) =>
  evaluateBiomarker(biomarker, findings(alterations))
const plasma = { reports: [report({ specimenKind: 'plasma', specimen: 'plasma 1' })] }

describe('tumor mutational burden', () => {
  const leaf: Biomarker = { leaf: 'tmb', atLeast: 10 }
  const unit = 'mut/Mb'

  it.each<[Partial<Signature>, Truth, string]>([
    [{ value: 10, unit }, 'true', 'reaches'],
    [{ value: 9.9, unit: 'mutations per megabase' }, 'false', 'below'],
    [{ value: 350, unit: 'mutations' }, 'not assessed', 'unit'],
    [{ value: 12, unit: null }, 'not assessed', 'unit'],
    [{ category: 'TMB-H', cutoff: '≥ 16 mut/Mb' }, 'true', "assay's own cut-off (≥ 16 mut/Mb)"],
    [{ category: 'TMB-L' }, 'false', "assay's own cut-off"],
    [{ category: 'indeterminate' }, 'not assessed', 'neither'],
    [{ value: 8, unit, category: 'TMB-H' }, 'false', 'below'],
  ])('%j: %s', (more, truth, words) => {
    const answer = ask(leaf, signature('TMB', more))
    expect(answer.truth).toBe(truth)
    expect(answer.reasons[0]?.explanation).toContain(words)
  })

  it('does not take blood TMB for tissue TMB', () => {
    const answer = evaluateBiomarker(leaf, findings([signature('TMB', { value: 20, unit })], plasma))
    expect(answer.truth).toBe('not assessed')
    expect(answer.reasons[0]?.explanation).toContain('blood tumor mutational burden')
  })
})

describe('MSI and mismatch repair are different tests', () => {
  const msi: Biomarker = { leaf: 'msi', is: 'MSI-H' }
  const mmr: Biomarker = { leaf: 'mmr', is: 'deficient' }
  const proteins = (categories: Record<string, string>) =>
    Object.entries(categories).map(([marker, category]) => expression(marker, { category }))

  it('does not answer one with the other', () => {
    expect(ask(mmr, signature('MSI', { category: 'MSI-H' })).truth).toBe('not assessed')
    expect(ask(msi, expression('MMR', { score: 'MMR', category: 'deficient' })).truth).toBe('not assessed')
  })

  it.each<[string, Truth]>([
    ['MSI-H', 'true'],
    ['MSI-High', 'true'],
    ['MSS', 'false'],
    ['MS-Stable', 'false'],
    ['MSI-L', 'false'],
    ['stable', 'false'],
    ['unstable', 'true'],
    ['cannot be determined', 'not assessed'],
  ])('MSI result "%s": %s', (category, truth) => {
    expect(ask(msi, signature('MSI', { category })).truth).toBe(truth)
  })

  it('does not read a score without verdict, nor stability in plasma alone', () => {
    expect(ask(msi, signature('MSI', { value: 24, unit: '%' })).truth).toBe('not assessed')
    const stable = findings([signature('MSI', { category: 'MSS' })], plasma)
    expect(evaluateBiomarker(msi, stable).truth).toBe('not assessed')
    expect(evaluateBiomarker({ leaf: 'msi', is: 'MSS' }, stable).truth).toBe('not assessed')
  })

  it('reads the four proteins: one lost is deficient, all four kept is proficient', () => {
    const kept = { MLH1: 'retained', MSH2: 'retained', MSH6: 'retained' }
    expect(ask(mmr, ...proteins({ ...kept, PMS2: 'lost' })).truth).toBe('true')
    expect(ask(mmr, ...proteins({ ...kept, PMS2: 'retained' })).truth).toBe('false')
    expect(ask(mmr, ...proteins(kept)).truth).toBe('not assessed')
    expect(ask({ leaf: 'mmr', is: 'proficient' }, expression('MMR', { category: 'pMMR' })).truth).toBe('true')
  })

  it('says when reports disagree instead of choosing for the board', () => {
    const both = [signature('MSI', { category: 'MSI-H' }), signature('MSI', { category: 'MSS' })]
    expect(ask({ leaf: 'msi', is: 'MSS' }, ...both).truth).toBe('not assessed')
    const high = ask(msi, ...both)
    expect(high.truth).toBe('true')
    expect(high.reasons[0]?.explanation).toContain('says otherwise')
  })
})

describe('HRD', () => {
  it('takes the verdict of the assay and no borrowed cut-off', () => {
    const leaf: Biomarker = { leaf: 'hrd', is: 'positive' }
    expect(ask(leaf, signature('HRD', { category: 'HRD-positive', value: 45 })).truth).toBe('true')
    expect(ask(leaf, signature('HRD', { category: 'HRD-negative' })).truth).toBe('false')
    expect(ask(leaf, signature('HRD', { value: 55 })).truth).toBe('not assessed')
    expect(ask(leaf, signature('gLOH', { value: 20, unit: '%' })).truth).toBe('not assessed')
  })
})

describe('protein expression', () => {
  const tps50: Biomarker = { leaf: 'expression', marker: 'PD-L1', score: 'TPS', atLeast: 50 }
  const her2: Biomarker = { leaf: 'expression', marker: 'HER2', score: 'IHC', categories: ['3+'] }

  it.each<[Biomarker, Partial<Expression> & { marker: string }, Truth]>([
    [tps50, { marker: 'PD-L1', score: 'TPS', value: 50 }, 'true'],
    [tps50, { marker: 'PDL1', score: 'tps', value: 49 }, 'false'],
    [tps50, { marker: 'PD-L1', score: 'CPS', value: 80 }, 'not assessed'],
    [tps50, { marker: 'PD-L1', value: 80 }, 'not assessed'],
    [tps50, { marker: 'PD-L1', score: 'TPS', category: 'high' }, 'not assessed'],
    [her2, { marker: 'HER2', score: 'IHC', category: '3+' }, 'true'],
    [her2, { marker: 'ERBB2', category: '3+' }, 'true'],
    [her2, { marker: 'HER2', score: 'IHC', value: 3 }, 'true'],
    [her2, { marker: 'HER2', score: 'IHC', category: '2+' }, 'false'],
    [her2, { marker: 'HER2', score: 'IHC', category: '3+', status: 'not assessed' }, 'not assessed'],
  ])('%j with %j: %s', (leaf, { marker, ...more }, truth) => {
    expect(ask(leaf, expression(marker, more)).truth).toBe(truth)
  })

  it('names the other score that was found', () => {
    const { reasons } = ask(tps50, expression('PD-L1', { score: 'CPS', value: 80 }))
    expect(reasons[0]?.explanation).toContain('CPS is not TPS')
  })

  it('does not take HER2 amplification for HER2 3+', () => {
    const answer = ask(her2, copyNumber('ERBB2', 'amplification', { copies: 20 }))
    expect(answer.truth).toBe('not assessed')
    expect(answer.reasons[0]?.explanation).toContain('amplification by sequencing is not protein expression')
  })
})

describe('methylation', () => {
  it('reads the category of the gene asked for', () => {
    const leaf: Biomarker = { leaf: 'methylation', gene: 'MGMT', is: 'methylated' }
    const row = (category: 'methylated' | 'unmethylated', gene = 'MGMT'): Alteration => ({
      kind: 'methylation',
      line: null,
      status: 'detected',
      gene,
      category,
      percent: null,
    })
    expect(ask(leaf, row('methylated')).truth).toBe('true')
    expect(ask(leaf, row('unmethylated')).truth).toBe('false')
    expect(ask(leaf, row('methylated', 'MLH1')).truth).toBe('not assessed')
  })
})
