import { describe, expect, it } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import { hotspotLookup } from '../../../../electron/interpret/variants/hotspots.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { Truth } from '../../../../shared/match.ts'
import type { Alteration, SmallVariant } from '../../../../shared/model.ts'
import { copyNumber, findings, genes, panel, report, variant } from '../builders.ts'

const context = genes({
  roles: new Map([
    ['BRCA2', 'tumor suppressor'],
    ['PIK3CA', 'oncogene'],
  ]),
  isHotspot: hotspotLookup([
    { gene: 'PIK3CA', change: 'p.E545K' },
    { gene: 'BRCA2', change: 'p.R2336*' },
  ]),
})
const tested = { reports: [report({ assay: panel(['BRCA2', 'PIK3CA', 'EGFR']) })] }
const ask = (biomarker: Biomarker, alterations: Alteration[], more = tested) =>
  evaluateBiomarker(biomarker, findings(alterations, more), context)

describe('oncogenic', () => {
  const leaf: Biomarker = { leaf: 'oncogenic', gene: 'PIK3CA' }
  const suppressor: Biomarker = { leaf: 'oncogenic', gene: 'BRCA2' }

  it('never counts a variant of unknown significance, and says so', () => {
    const { truth, reasons } = ask(leaf, [variant('PIK3CA', 'p.Pro104Leu')])
    expect(truth).toBe('false')
    expect(reasons[0]?.explanation).toContain('PIK3CA P104L: variant of unknown significance: not counted')
    expect(ask(leaf, [variant('PIK3CA', 'p.Pro104Leu')], { reports: [report()] as never }).truth).toBe(
      'not assessed',
    )
  })

  it.each<[string, Partial<SmallVariant>, Truth, string]>([
    ['p.Glu545Lys', {}, 'true', 'hot-spot'],
    ['p.Pro104Leu', { clinicalSignificance: 'Likely_pathogenic' }, 'true', 'Likely_pathogenic'],
    ['p.Pro104Leu', { clinicalSignificance: 'Likely Oncogenic' }, 'true', 'Likely Oncogenic'],
    [
      'p.Pro104Leu',
      { clinicalSignificance: 'Conflicting_interpretations_of_pathogenicity' },
      'false',
      'unknown',
    ],
    ['p.Pro104Leu', { clinicalSignificance: 'Pathogenic&Uncertain_significance' }, 'false', 'unknown'],
    ['p.Pro104Leu', { clinicalSignificance: 'Likely Neutral' }, 'false', 'Likely Neutral'],
    ['p.Arg88Ter', {}, 'false', 'unknown'],
  ])('PIK3CA %s %j: %s', (hgvsP, more, truth, word) => {
    const answer = ask(leaf, [variant('PIK3CA', hgvsP, more)])
    expect(answer.truth).toBe(truth)
    expect(answer.reasons[0]?.explanation).toContain(word)
  })

  it('counts loss of function in a tumor suppressor only', () => {
    expect(ask(suppressor, [variant('BRCA2', 'p.Ser1982ArgfsTer22')]).truth).toBe('true')
    expect(ask(suppressor, [copyNumber('BRCA2', 'homozygous deletion')]).truth).toBe('true')
    expect(ask(suppressor, [variant('BRCA2', 'p.Asn372His')]).truth).toBe('false')
  })
})

describe('loss of function', () => {
  const leaf: Biomarker = { leaf: 'lossOfFunction', gene: 'BRCA2' }

  it.each<[string | null, Partial<SmallVariant>, Truth]>([
    ['p.Arg2336Ter', {}, 'true'],
    ['p.Ser1982fs', {}, 'true'],
    ['p.Met1?', {}, 'true'],
    [null, { consequence: 'splice_donor_variant&intron_variant' }, 'true'],
    [null, { consequence: 'splice_region_variant&intron_variant' }, 'false'],
    ['p.Asp2723His', { clinicalSignificance: 'Pathogenic' }, 'true'],
    ['p.Asn372His', {}, 'false'],
    ['p.Lys3326Ter', { clinicalSignificance: 'Benign' }, 'false'],
    ['p.Lys3326Ter', { populationFrequency: 0.011 }, 'false'],
  ])('%s %j: %s', (hgvsP, more, truth) => {
    expect(ask(leaf, [variant('BRCA2', hgvsP, more)]).truth).toBe(truth)
  })

  it('stays open while copy number was not tested', () => {
    const smallOnly = { reports: [report({ assay: panel(['BRCA2'], ['smallVariant']) })] }
    expect(ask(leaf, [], smallOnly).truth).toBe('not assessed')
    expect(ask(leaf, []).truth).toBe('false')
  })
})

describe('germline', () => {
  const leaf: Biomarker = { leaf: 'germlinePathogenic', gene: 'BRCA2' }
  const blood = {
    reports: [
      report({
        specimen: 'blood',
        specimenKind: 'normal',
        assay: panel(['BRCA2'], ['smallVariant'], { specimenKinds: ['normal'] }),
      }),
    ],
  }

  it('takes a classed germline variant, and a null variant with a word to the curator', () => {
    const classed = variant('BRCA2', 'p.Asp2723His', {
      origin: 'germline',
      clinicalSignificance: 'Pathogenic',
    })
    expect(ask(leaf, [classed]).truth).toBe('true')
    const unclassed = ask(leaf, [variant('BRCA2', 'p.Ser1982fs', { origin: 'germline' })])
    expect(unclassed.truth).toBe('true')
    expect(unclassed.reasons[0]?.explanation).toContain('curator must confirm')
    const uncertain = variant('BRCA2', 'p.Ser1982fs', {
      origin: 'germline',
      clinicalSignificance: 'Uncertain_significance',
    })
    expect(ask(leaf, [uncertain]).truth).not.toBe('true')
  })

  it('is never satisfied by a tumor-only or a somatic variant', () => {
    const pathogenic = { clinicalSignificance: 'Pathogenic' }
    const unknown = ask(leaf, [variant('BRCA2', 'p.Ser1982fs', { ...pathogenic, origin: 'unknown' })])
    expect(unknown.truth).toBe('not assessed')
    expect(unknown.reasons[0]?.explanation).toContain('possible germline: confirm in blood')
    expect(ask(leaf, [variant('BRCA2', 'p.Ser1982fs', { ...pathogenic, origin: 'somatic' })]).truth).toBe(
      'not assessed',
    )
    const asked: Biomarker = { leaf: 'lossOfFunction', gene: 'BRCA2', origin: 'germline' }
    expect(ask(asked, [variant('BRCA2', 'p.Ser1982fs', { origin: 'unknown' })]).truth).toBe('not assessed')
  })

  it('is false only when the normal specimen was tested', () => {
    expect(ask(leaf, []).truth, 'a tumor panel does not exclude germline').toBe('not assessed')
    expect(ask(leaf, [], blood).truth).toBe('false')
    const inTumor = variant('BRCA2', 'p.Ser1982fs', { origin: 'unknown', reportId: 9 })
    expect(ask(leaf, [inTumor], blood).truth, 'blood was tested and does not carry it').toBe('false')
  })

  it('takes a variant found in the normal specimen as germline', () => {
    const inBlood = variant('BRCA2', 'p.Ser1982fs', { origin: 'unknown', clinicalSignificance: 'Pathogenic' })
    expect(ask(leaf, [inBlood], blood).truth).toBe('true')
  })
})
