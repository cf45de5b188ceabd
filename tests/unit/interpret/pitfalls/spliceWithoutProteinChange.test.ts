import { describe, expect, test } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { findings, genes, panel, report, variant } from '../builders.ts'
import { variantFromPlace } from './readFromPlace.ts'

/** Pitfall: splice variants carry no `p.`; they are named by `c.` and consequence, and must not be lost. */
const tested = { reports: [report({ assay: panel(['MET', 'TP53', 'ATM']) })] }
const roles = genes({ roles: new Map([['TP53', 'tumor suppressor' as const]]) })
const ask = (biomarker: Biomarker, call: SmallVariant) =>
  evaluateBiomarker(biomarker, findings([call], tested), roles).truth
const exon14: Biomarker = { leaf: 'exonSkipping', gene: 'MET', exon: 14 }

describe('from the place alone', () => {
  test('MET c.3028+1 (plus strand) is exon 14 skipping', () => {
    const call = variantFromPlace('GRCh37', '7', 116412044, 'G', 'T')
    expect(call).toMatchObject({
      gene: 'MET',
      hgvsC: 'c.3028+1G>T',
      hgvsP: null,
      consequence: 'splice_donor_variant',
    })
    expect(ask(exon14, call)).toBe('true')
  })

  test('TP53 splice sites (minus strand) are loss of function', () => {
    const donor = variantFromPlace('GRCh37', '17', 7577498, 'C', 'T')
    expect(donor).toMatchObject({
      gene: 'TP53',
      hgvsC: 'c.782+1G>A',
      hgvsP: null,
      consequence: 'splice_donor_variant',
    })
    const acceptor = variantFromPlace('GRCh37', '17', 7577609, 'C', 'T')
    expect(acceptor).toMatchObject({ hgvsC: 'c.673-1G>A', consequence: 'splice_acceptor_variant' })
    for (const call of [donor, acceptor]) {
      expect(ask({ leaf: 'lossOfFunction', gene: 'TP53' }, call)).toBe('true')
      expect(ask({ leaf: 'oncogenic', gene: 'TP53' }, call)).toBe('true')
    }
  })

  test('the splice region is no splice site: neither matched nor oncogenic', () => {
    const region = variantFromPlace('GRCh37', '17', 7577494, 'T', 'C')
    expect(region).toMatchObject({ hgvsC: 'c.782+5A>G', consequence: 'splice_region_variant&intron_variant' })
    expect(ask({ leaf: 'lossOfFunction', gene: 'TP53' }, region)).toBe('false')
    expect(ask({ leaf: 'oncogenic', gene: 'TP53' }, region)).toBe('false')
  })
})

describe('as files write it', () => {
  test.each(['p.X1010_splice', 'X1010_splice', 'p.?'])('%s is no residue change', (hgvsP) => {
    const call = variant('MET', hgvsP, { hgvsC: 'c.3028+1G>T', consequence: 'splice_donor_variant' })
    expect(ask(exon14, call)).toBe('true')
    expect(ask({ leaf: 'proteinChange', gene: 'MET', change: 'D1010N' }, call)).not.toBe('true')
  })

  test('an essential splice change counts as truncating without p.', () => {
    const call = variant('ATM', null, { hgvsC: 'c.1065+1G>T', consequence: 'splice_donor_variant' })
    expect(ask({ leaf: 'lossOfFunction', gene: 'ATM' }, call)).toBe('true')
  })
})
