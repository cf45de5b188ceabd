import { describe, expect, it } from 'vitest'
import type { Haplotype } from '../../../../shared/model.ts'
import { haplotype, panel, report, variant } from '../builders.ts'
import { byId, matchOf } from './starter.ts'

const blood = report({ specimen: 'N1', specimenKind: 'normal' })
const tissue = report({
  id: 2,
  specimen: 'T1',
  specimenKind: 'tissue',
  assay: panel(['BRAF', 'KRAS', 'NRAS']),
})
const dpyd = (more: Partial<Haplotype>) =>
  haplotype('DPYD', { reportId: 1, missingPositions: [], callSource: 'PharmCAT 3.1.0', ...more })
const intermediate = dpyd({
  diplotype: 'Reference/c.1905+1G>A (*2A)',
  phenotype: 'Intermediate Metabolizer',
  activityScore: 1,
})

describe('pharmacogenomics', () => {
  it('tumor DNA is no specimen for a pharmacogene: the same call on tissue is not assessed', () => {
    const onBlood = matchOf('COAD', [intermediate], { reports: [blood] })
    expect(byId(onBlood, 'dpyd-intermediate-fluoropyrimidines')).toMatchObject({
      status: 'matched',
      effect: 'toxicity',
      ampTier: null,
      escat: null,
    })
    const onTissue = matchOf(
      'COAD',
      [{ ...intermediate, reportId: 2 }, variant('BRAF', 'p.Val600Glu', { reportId: 2 })],
      {
        reports: [tissue],
      },
    )
    const open = byId(onTissue, 'dpyd-intermediate-fluoropyrimidines')
    expect(open).toMatchObject({ status: 'not assessed' })
    expect(open?.because[0]?.explanation).toContain('tumor DNA is no specimen')
  })

  it('an activity score of 1.5 starts at half the dose like 1 (update of 2018), 0.5 and 0 are poor', () => {
    const of = (activityScore: number) =>
      matchOf('COAD', [dpyd({ diplotype: 'c.2846A>T/x', activityScore })], { reports: [blood] })
        .matches.filter(({ status, effect }) => status === 'matched' && effect === 'toxicity')
        .map(({ assertionId }) => assertionId)
    expect(of(1)).toEqual(['dpyd-intermediate-fluoropyrimidines'])
    expect(of(1.5)).toEqual(['dpyd-intermediate-fluoropyrimidines'])
    expect(of(0.5)).toEqual(['dpyd-poor-fluoropyrimidines'])
    expect(of(0)).toEqual(['dpyd-poor-fluoropyrimidines'])
    expect(of(2)).toEqual([])
  })

  it('*1 is only the default: a normal call is a result only where the positions were tested', () => {
    const normal = { diplotype: 'Reference/Reference', phenotype: 'Normal Metabolizer', activityScore: 2 }
    const regimen = [variant('BRAF', 'p.Val600Glu', { reportId: 2 })]
    const status = (more: Partial<Haplotype>, assay = blood) =>
      matchOf('COAD', [dpyd({ ...normal, ...more }), ...regimen], { reports: [assay, tissue] }).matches.find(
        ({ assertionId }) => assertionId === 'dpyd-poor-fluoropyrimidines',
      )?.status
    expect(status({ missingPositions: [] })).toBeUndefined()
    expect(status({ missingPositions: ['c.1129-5923C>G'] })).toBe('not assessed')
    expect(status({ missingPositions: null })).toBe('not assessed')
    expect(
      status(
        { missingPositions: null },
        report({
          specimenKind: 'normal',
          assay: panel(['DPYD'], ['haplotype'], { specimenKinds: ['normal'] }),
        }),
      ),
    ).toBeUndefined()
  })

  it('an allele of unknown function is no phenotype', () => {
    const result = matchOf(
      'COAD',
      [haplotype('TPMT', { phenotype: 'Indeterminate', diplotype: '*1/*99', missingPositions: [] })],
      { reports: [blood], comedications: ['mercaptopurine'] },
    )
    expect(byId(result, 'tpmt-poor-thiopurines')).toMatchObject({ status: 'not assessed' })
  })

  it('TPMT and NUDT15 both intermediate bring the advice of 2024 beside that for each gene', () => {
    const both = ['TPMT', 'NUDT15'].map((gene) =>
      haplotype(gene, { phenotype: 'Intermediate Metabolizer', diplotype: '*1/*2', missingPositions: [] }),
    )
    expect(
      byId(matchOf('BLL', both, { reports: [blood] }), 'tpmt-nudt15-both-intermediate-thiopurines'),
    ).toMatchObject({ status: 'matched' })
    const one = matchOf('BLL', both.slice(0, 1), { reports: [blood], comedications: ['mercaptopurine'] })
    expect(byId(one, 'tpmt-nudt15-both-intermediate-thiopurines')).toMatchObject({ status: 'not assessed' })
    expect(byId(one, 'tpmt-intermediate-mercaptopurine')).toMatchObject({ status: 'matched' })
  })

  it('UGT1A1 and irinotecan are DPWG, never CPIC', () => {
    const result = matchOf(
      'COAD',
      [haplotype('UGT1A1', { diplotype: '*28/*28', phenotype: 'Poor Metabolizer' })],
      { reports: [blood] },
    )
    const match = byId(result, 'ugt1a1-poor-irinotecan')
    expect(match?.level.scheme).toBe('DPWG')
    expect(match?.status).toBe('matched')
  })

  it('stands beside a regimen that contains the drug, by name, by acronym or by class', () => {
    const result = matchOf('COAD', [intermediate, variant('BRAF', 'p.Val600Glu', { reportId: 2 })], {
      reports: [blood, tissue],
    })
    const withChemotherapy = byId(result, 'braf-v600e-encorafenib-cetuximab-chemotherapy-crc')
    expect(withChemotherapy?.backbone).not.toBeNull()
    expect(withChemotherapy?.cautions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'dpyd-intermediate-fluoropyrimidines',
          kind: 'pharmacogenomics',
          result: 'applies',
          drugs: expect.arrayContaining(['fluorouracil']) as unknown,
        }),
      ]),
    )
    const without = byId(result, 'braf-v600e-encorafenib-cetuximab-crc')
    expect(without?.cautions.some(({ kind }) => kind === 'pharmacogenomics')).toBe(false)
  })

  it('an untested pharmacogene is said beside the regimen that it matters for, and nowhere else', () => {
    const result = matchOf('COAD', [variant('BRAF', 'p.Val600Glu', { reportId: 2 })], { reports: [tissue] })
    expect(
      byId(result, 'braf-v600e-encorafenib-cetuximab-chemotherapy-crc')?.cautions.filter(
        ({ kind, result: is }) => kind === 'pharmacogenomics' && is === 'not assessed',
      ).length,
    ).toBeGreaterThan(0)
    expect(result.missingTests.map(({ test }) => test)).toContain('DPYD pharmacogenetic test (germline)')
    expect(result.missingTests.map(({ test }) => test)).not.toContain('G6PD pharmacogenetic test (germline)')
  })

  it('does not depend on a diagnosis, and says so', () => {
    const result = matchOf(null, [intermediate], { reports: [blood] })
    expect(byId(result, 'dpyd-intermediate-fluoropyrimidines')).toMatchObject({
      status: 'matched',
      diseaseText: 'any disease',
    })
  })
})
