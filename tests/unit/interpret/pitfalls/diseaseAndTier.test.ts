import { describe, expect, it } from 'vitest'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { ampTier } from '../../../../electron/interpret/matching/tier.ts'
import { diseaseMatchSchema } from '../../../../shared/match.ts'
import { assertion, findings, knowledge, variant } from '../builders.ts'
import { byId, matchOf } from './starter.ts'

describe('tissue node against disease', () => {
  it('BREAST is a tissue in OncoTree, not a disease: no tier I and a warning, never a silent fall to 3B', () => {
    const pik3ca = [variant('PIK3CA', 'p.His1047Arg')]
    const disease = matchOf('BRCA', pik3ca)
    const tissue = matchOf('BREAST', pik3ca)
    expect(byId(disease, 'pik3ca-alpelisib-fulvestrant-breast')).toMatchObject({ ampTier: 'I-A' })
    expect(tissue.diagnosisResolved).toBe(false)
    expect(tissue.warnings[0]).toContain('tissue in OncoTree, not a disease')
    expect(tissue.matches.filter(({ ampTier: tier }) => tier?.startsWith('I-'))).toEqual([])
  })
})

describe('unresolved tumor type', () => {
  it('blocks tier I and ESCAT for every assertion', () => {
    for (const diagnosis of [null, 'NO-SUCH-CODE', 'LUNG']) {
      const result = matchOf(diagnosis, [variant('EGFR', 'p.Leu858Arg'), variant('BRAF', 'p.Val600Glu')])
      expect(result.diagnosisResolved).toBe(false)
      expect(result.matches.length).toBeGreaterThan(0)
      for (const match of result.matches) {
        expect(match.ampTier?.startsWith('I-') ?? false, match.assertionId).toBe(false)
        expect(match.escat, match.assertionId).toBeNull()
      }
    }
  })
})

describe('OncoKB level 3B', () => {
  it('never gives tier I: standard care of another tumor type is tier II at best, and the level stays 3B', () => {
    for (const strength of ['A1', 'A2', 'B', 'C', 'D'] as const)
      expect(
        ampTier({
          strength,
          diseaseMatch: 'other',
          diagnosisResolved: true,
          effect: 'sensitivity',
          status: 'matched',
        }).tier,
      ).toMatch(/^II-/)
    const borrowed = assertion({
      id: 'melanoma',
      biomarker: { leaf: 'proteinChange', gene: 'BRAF', change: 'V600E' },
      disease: { oncotree: ['MEL'], except: [] },
      drugs: ['vemurafenib'],
      level: { scheme: 'OncoKB', value: '3B' },
    })
    const result = matchCase(
      findings([variant('BRAF', 'p.Val600Glu')], { diagnosis: 'IDC' }),
      knowledge([borrowed]),
    )
    expect(result.matches[0]).toMatchObject({
      ampTier: 'II-C',
      level: { scheme: 'OncoKB', value: '3B' },
      diseaseMatch: 'other',
    })
  })

  it('stands behind weaker evidence of the patient’s own tumor type (level 4)', () => {
    const biomarker = { leaf: 'proteinChange', gene: 'BRAF', change: 'V600E' } as const
    const own = assertion({
      id: 'own',
      biomarker,
      drugs: ['own-drug'],
      strength: 'D',
      level: { scheme: 'OncoKB', value: '4' },
    })
    const other = assertion({
      id: 'other',
      biomarker,
      drugs: ['other-drug'],
      disease: { oncotree: ['MEL'], except: [] },
      level: { scheme: 'OncoKB', value: '3B' },
    })
    const result = matchCase(findings([variant('BRAF', 'p.Val600Glu')]), knowledge([other, own]))
    expect(result.matches.map(({ assertionId }) => assertionId)).toEqual(['own', 'other'])
  })
})

describe('tier belongs to variant, tumor type and date, not to the gene', () => {
  it('BRAF V600E is tier I in melanoma with vemurafenib and never so in colorectal cancer', () => {
    const alterations = [variant('BRAF', 'p.Val600Glu')]
    expect(byId(matchOf('MEL', alterations), 'braf-v600e-vemurafenib-melanoma')).toMatchObject({
      ampTier: 'I-A',
    })
    expect(byId(matchOf('COAD', alterations), 'braf-v600e-vemurafenib-melanoma')).toBeUndefined()
  })

  it('a variant of unknown significance in an actionable gene gets no therapy', () => {
    const result = matchOf('LUAD', [variant('EGFR', 'p.Arg451Cys', { consequence: 'missense_variant' })])
    expect(
      result.matches.filter(
        ({ status, effect, alterations }) =>
          status === 'matched' &&
          effect === 'sensitivity' &&
          alterations.some((text) => text.includes('R451C')),
      ),
    ).toEqual([])
  })

  it('every disease relation has a row, and only the own type or any solid tumor reaches tier I', () => {
    const reaching = diseaseMatchSchema.options.filter((diseaseMatch) =>
      ampTier({
        strength: 'A1',
        diseaseMatch,
        diagnosisResolved: true,
        effect: 'sensitivity',
        status: 'matched',
      }).tier?.startsWith('I-'),
    )
    expect(reaching).toEqual(['exact', 'descendant', 'tumor-agnostic'])
  })
})
