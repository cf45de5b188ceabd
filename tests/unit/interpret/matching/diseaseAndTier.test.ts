import { describe, expect, it } from 'vitest'
import { matchDisease, resolveDiagnosis, scopeText } from '../../../../electron/interpret/case/disease.ts'
import { ampTier } from '../../../../electron/interpret/matching/tier.ts'
import type { DiseaseScope, EvidenceStrength } from '../../../../shared/knowledge.ts'
import type { AmpTier, DiseaseMatch } from '../../../../shared/match.ts'
import { tree } from '../builders.ts'

const lung: DiseaseScope = { oncotree: ['NSCLC'], except: [] }
const solid: DiseaseScope = { tumorAgnostic: 'solid', except: ['COADREAD'] }

describe('disease', () => {
  it.each<[string | null, DiseaseScope, DiseaseMatch, boolean]>([
    ['NSCLC', lung, 'exact', false],
    ['LUAD', lung, 'descendant', false],
    ['LUNG', lung, 'other', false],
    ['MEL', lung, 'other', false],
    [null, lung, 'other', false],
    ['NOSUCH', lung, 'other', false],
    ['LUAD', solid, 'tumor-agnostic', false],
    ['COAD', solid, 'other', true],
    ['DLBCLNOS', solid, 'other', false],
    ['TLYM', solid, 'other', false],
    ['LUAD', { oncotree: ['NSCLC'], except: ['LUAD'] }, 'other', true],
    ['BREAST', { oncotree: ['BREAST'], except: [] }, 'other', false],
    ['IDC', { oncotree: ['BREAST'], except: [] }, 'descendant', false],
  ])('%s in %j: %s', (code, scope, match, excepted) => {
    expect(matchDisease(tree, code, scope)).toMatchObject({ match, excepted })
  })

  it('knows a subtype of the diagnosis from another disease', () => {
    expect(matchDisease(tree, 'COADREAD', { oncotree: ['COAD'], except: [] })).toMatchObject({
      match: 'other',
      narrower: true,
    })
    expect(matchDisease(tree, 'MEL', { oncotree: ['COAD'], except: [] })).toMatchObject({
      match: 'other',
      narrower: false,
    })
    expect(matchDisease(tree, 'COAD', { oncotree: ['COADREAD'], except: [] }).narrower).toBe(false)
  })

  it('resolves diseases, not tissues, unknown codes or nothing', () => {
    expect(resolveDiagnosis(tree, 'IDC')).toMatchObject({
      resolved: true,
      name: 'Breast Invasive Ductal Carcinoma',
    })
    expect(resolveDiagnosis(tree, 'BREAST')).toMatchObject({
      resolved: false,
      why: expect.stringContaining('tissue'),
    })
    expect(resolveDiagnosis(tree, 'NOSUCH')).toMatchObject({
      resolved: false,
      why: expect.stringContaining('no code'),
    })
    expect(resolveDiagnosis(tree, null).resolved).toBe(false)
  })

  it('writes a scope in words with codes', () => {
    expect(scopeText(tree, lung)).toBe('Non-Small Cell Lung Cancer (NSCLC)')
    expect(scopeText(tree, solid)).toBe('any solid tumor, except Colorectal Adenocarcinoma (COADREAD)')
  })
})

describe('AMP/ASCO/CAP tier', () => {
  const tier = (strength: EvidenceStrength, diseaseMatch: DiseaseMatch, diagnosisResolved = true) =>
    ampTier({ strength, diseaseMatch, diagnosisResolved, effect: 'sensitivity', status: 'matched' })

  it.each<[EvidenceStrength, DiseaseMatch, AmpTier]>([
    ['A1', 'exact', 'I-A'],
    ['A2', 'descendant', 'I-A'],
    ['A1', 'tumor-agnostic', 'I-A'],
    ['B', 'exact', 'I-B'],
    ['A1', 'other', 'II-C'],
    ['B', 'other', 'II-C'],
    ['B', 'tumor-agnostic', 'II-C'],
    ['C', 'exact', 'II-C'],
    ['D', 'exact', 'II-D'],
  ])('%s, %s: %s', (strength, match, expected) => {
    const { tier: given, reason } = tier(strength, match)
    expect(given).toBe(expected)
    expect(reason).toContain('PMID 27993330')
  })

  it('never gives tier I while the tumor type is unresolved', () => {
    for (const strength of ['A1', 'A2', 'B', 'C', 'D'] as const) {
      for (const match of ['exact', 'descendant', 'tumor-agnostic', 'other'] as const) {
        expect(tier(strength, match, false).tier).toMatch(/^II-[CD]$/)
      }
    }
    expect(tier('A1', 'tumor-agnostic', false).reason).toContain('unresolved')
  })

  it('gives no tier to what is not assessed, nor to toxicity', () => {
    const base = { strength: 'A1', diseaseMatch: 'exact', diagnosisResolved: true } as const
    expect(ampTier({ ...base, effect: 'sensitivity', status: 'not assessed' }).tier).toBeNull()
    expect(ampTier({ ...base, effect: 'toxicity', status: 'matched' }).tier).toBeNull()
  })
})
