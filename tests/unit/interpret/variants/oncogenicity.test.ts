import { describe, expect, it } from 'vitest'
import { hotspotCounts } from '../../../../electron/interpret/variants/classificationKnowledge.ts'
import {
  oncogenicityClassOf,
  oncogenicityCriteria,
} from '../../../../electron/interpret/variants/oncogenicity/criteria.ts'
import type { OncogenicityMeaning } from '../../../../electron/interpret/variants/oncogenicity/criteria.ts'
import { oncogenicityPoints } from '../../../../electron/interpret/variants/oncogenicity/evaluate.ts'
import type { VariantEvidence } from '../../../../electron/interpret/variants/oncogenicity/evaluate.ts'
import { parseProteinChange } from '../../../../shared/hgvs.ts'
import { seeded, shuffled, variant } from '../builders.ts'
import {
  abl1F317L,
  brafV600E,
  brca2Frameshift,
  brca2Late,
  clinvar,
  evidence,
  frequency,
  noFacts,
  tp53R175H,
} from './classificationCase.ts'

function criterion(given: VariantEvidence, meaning: OncogenicityMeaning) {
  const found = oncogenicityPoints(given).criteria.find((one) => one.meaning === meaning)
  if (found === undefined) throw new Error(`no criterion ${meaning}`)
  return found
}

describe('the standard', () => {
  it('labels the hot spot of fewer than 50 samples OM3, as the paper does and circulating tables do not', () => {
    expect(oncogenicityCriteria.weakerHotspot.label).toBe('OM3')
    expect(oncogenicityCriteria.otherOncogenicMissenseAtResidue.label).toBe('OM4')
  })

  it.each([
    [10, 'oncogenic'],
    [9, 'likely oncogenic'],
    [6, 'likely oncogenic'],
    [5, 'uncertain significance'],
    [0, 'uncertain significance'],
    [-1, 'likely benign'],
    [-6, 'likely benign'],
    [-7, 'benign'],
  ])('%i points are %s (a peer uses 9 and 5)', (points, name) => {
    expect(oncogenicityClassOf(points)).toBe(name)
  })
})

describe('hot spots', () => {
  it('counts BRAF V600E as a strong hot spot, with the samples and their source', () => {
    const found = criterion(evidence(brafV600E), 'strongHotspot')
    expect(found).toMatchObject({ state: 'met', points: 4 })
    expect(found.evidence).toMatch(/\d+ samples at the residue, \d+ with V600E.*PMID 26619011.*lower bound/)
  })

  it('is not assessed where the table has no counts, never guessed from a list of hot spots', () => {
    const rare = variant('BRAF', 'p.Asn581Ser', { consequence: 'missense_variant' })
    const counts = hotspotCounts([], 'an empty table', false)
    for (const meaning of ['strongHotspot', 'weakerHotspot', 'rareHotspotChange'] as const) {
      expect(criterion({ ...evidence(rare), hotspots: counts }, meaning)).toMatchObject({
        state: 'not assessed',
        points: 0,
      })
    }
  })

  it('does not take a recurrent stop for a hot spot (TP53 R213*)', () => {
    const stop = variant('TP53', 'p.Arg213Ter', {
      chrom: '17',
      pos: 7674894,
      ref: 'G',
      alt: 'A',
      consequence: 'stop_gained',
    })
    expect(criterion(evidence(stop), 'strongHotspot')).toMatchObject({ state: 'not met', points: 0 })
  })

  it('leaves stops out of the samples of a residue', () => {
    const rows = [
      { gene: 'TP53', position: 213, alt: '*', samples: 90 },
      { gene: 'TP53', position: 213, alt: 'L', samples: 12 },
    ]
    const counts = hotspotCounts(rows, 'test', false)
    expect(counts.of('TP53', parseProteinChange('R213L'))).toEqual({ residue: 12, sameChange: 12 })
    const given = { ...evidence(variant('TP53', 'p.Arg213Leu')), hotspots: counts }
    expect(criterion(given, 'strongHotspot').state).toBe('not met')
    expect(criterion(given, 'weakerHotspot')).toMatchObject({ state: 'met', points: 2 })
  })

  it('gives one point where the change itself was seen in fewer than ten samples', () => {
    const counts = hotspotCounts(
      [
        { gene: 'BRAF', position: 600, alt: 'R', samples: 4 },
        { gene: 'BRAF', position: 600, alt: 'E', samples: 500 },
      ],
      'test',
      false,
    )
    const given = { ...evidence(variant('BRAF', 'p.Val600Arg')), hotspots: counts }
    expect(criterion(given, 'rareHotspotChange')).toMatchObject({ state: 'met', points: 1 })
    expect(criterion(given, 'strongHotspot').state).toBe('not met')
  })
})

describe('combination bans', () => {
  it('bars the hot spot where the same change by another base is known oncogenic (OS1 blocks OS3)', () => {
    const facts = noFacts({
      clinvarNearby: [
        clinvar({
          key: { build: 'GRCh38', chrom: '9', pos: 130872903, ref: 'C', alt: 'G' },
          oncogenicity: 'Oncogenic',
          oncogenicityStars: 1,
        }),
      ],
    })
    const counts = hotspotCounts([{ gene: 'ABL1', position: 317, alt: 'L', samples: 80 }], 'test', false)
    const given = { ...evidence(abl1F317L, facts), hotspots: counts }
    expect(criterion(given, 'sameChangeAsOncogenic')).toMatchObject({ state: 'met', points: 4 })
    expect(criterion(given, 'strongHotspot')).toMatchObject({ state: 'barred', points: 0 })
    expect(oncogenicityPoints(given).points).toBe(4)
  })

  it('takes a ClinVar class without criteria for no established variant', () => {
    const facts = noFacts({
      clinvarNearby: [
        clinvar({
          key: { build: 'GRCh38', chrom: '9', pos: 130872903, ref: 'C', alt: 'G' },
          oncogenicity: 'Oncogenic',
          oncogenicityStars: 0,
        }),
      ],
    })
    expect(criterion(evidence(abl1F317L, facts), 'sameChangeAsOncogenic').state).toBe('not assessed')
  })

  it('leaves another oncogenic missense at the residue to a person, who must compare how drastic it is', () => {
    const facts = noFacts({
      clinvarNearby: [
        clinvar({
          key: { build: 'GRCh38', chrom: '17', pos: 7675089, ref: 'G', alt: 'A' },
          oncogenicity: 'Oncogenic',
          oncogenicityStars: 2,
        }),
      ],
    })
    const found = criterion(evidence(tp53R175H, facts), 'otherOncogenicMissenseAtResidue')
    expect(found).toMatchObject({ state: 'needs a person', points: 0 })
    expect(found.evidence).toContain('G>A at 7675089')
  })
})

it('does not take silence for an answer where only a frequency file is imported', () => {
  const facts = { ...noFacts(), hasClinvar: false }
  const found = criterion(evidence(abl1F317L, facts), 'sameChangeAsOncogenic')
  expect(found).toMatchObject({ state: 'not assessed' })
  expect(found.evidence).toContain('No ClinVar file is imported')
})

describe('null variants', () => {
  it('gives eight points to a frameshift in the middle of a tumor suppressor', () => {
    const found = criterion(evidence(brca2Frameshift), 'nullVariantInTumorSuppressor')
    expect(found).toMatchObject({ state: 'met', points: 8 })
    expect(found.evidence).toMatch(/stop at residue 2003 of 3418/)
  })

  it('gives two to a stop that cuts off the last residues of the last exon (BRCA2 K3326*)', () => {
    expect(criterion(evidence(brca2Late), 'nullVariantInTumorSuppressor')).toMatchObject({
      state: 'met',
      points: 2,
    })
  })

  it('gives none to a stop in an oncogene', () => {
    const stop = variant('KRAS', 'p.Gln61Ter', { consequence: 'stop_gained' })
    expect(criterion(evidence(stop), 'nullVariantInTumorSuppressor').state).toBe('not met')
  })

  it('is not assessed where no proved gene model places the stop', () => {
    const given = { ...evidence(brca2Frameshift), model: null }
    expect(criterion(given, 'nullVariantInTumorSuppressor')).toMatchObject({
      state: 'not assessed',
      points: 0,
    })
  })
})

describe('population', () => {
  it('counts as absent only with enough people behind it', () => {
    const many = noFacts({ frequency: [frequency(brafV600E, { nfe: [1, 100_000], afr: [0, 40_000] })] })
    const few = noFacts({ frequency: [frequency(brafV600E, { nfe: [0, 600] })] })
    expect(criterion(evidence(brafV600E, many), 'absentFromPopulation')).toMatchObject({
      state: 'met',
      points: 1,
    })
    const unmeasured = criterion(evidence(brafV600E, few), 'absentFromPopulation')
    expect(unmeasured).toMatchObject({ state: 'not assessed', points: 0 })
    expect(unmeasured.evidence).toContain('rare because unmeasured')
  })

  it('does not take a place that the file never measured for an absent variant', () => {
    const from = { source: 'gnomAD exomes', version: '4.1' }
    const blank = noFacts({ frequencyAbsent: [{ ...from, alleleNumber: null }] })
    const measured = noFacts({ frequencyAbsent: [{ ...from, alleleNumber: 150_000 }] })
    expect(criterion(evidence(brafV600E, blank), 'absentFromPopulation').state).toBe('not assessed')
    expect(criterion(evidence(brafV600E, measured), 'absentFromPopulation').state).toBe('met')
  })

  it('ignores a high share in a group that is hardly measured, and says so', () => {
    const facts = noFacts({ frequency: [frequency(brafV600E, { nfe: [1, 100_000], afr: [30, 400] })] })
    const found = criterion(evidence(brafV600E, facts), 'commonInPopulation')
    expect(found.state).toBe('not met')
    expect(found.evidence).toContain('Hardly measured: African (200 people)')
  })

  it('takes eight points off above 5%, four above 1%', () => {
    const at = (nfe: readonly [number, number]) =>
      oncogenicityPoints(evidence(tp53R175H, noFacts({ frequency: [frequency(tp53R175H, { nfe })] })))
    const base = oncogenicityPoints(evidence(tp53R175H)).points
    expect(at([6000, 100_000]).points).toBe(base - 8)
    expect(at([2000, 100_000]).points).toBe(base - 4)
  })

  it('says "not stated in how many people" for the frequency of a report and never calls it rare', () => {
    const annotated = { ...brafV600E, populationFrequency: 0.00001 }
    expect(criterion(evidence(annotated), 'absentFromPopulation')).toMatchObject({
      state: 'not assessed',
      points: 0,
    })
  })
})

describe('what data cannot tell', () => {
  it('never meets functional studies, domains, predictions or single etiology from data', () => {
    const facts = noFacts({
      clinvar: [
        clinvar({
          key: { build: 'GRCh38', chrom: '7', pos: 140753336, ref: 'A', alt: 'T' },
          oncogenicity: 'Oncogenic',
          oncogenicityStars: 3,
          germlineClass: 'Pathogenic',
        }),
      ],
    })
    for (const meaning of [
      'functionalStudiesOncogenic',
      'criticalDomain',
      'computationalOncogenic',
      'singleEtiology',
      'functionalStudiesNeutral',
    ] as const) {
      expect(criterion(evidence(brafV600E, facts), meaning)).toMatchObject({
        state: 'needs a person',
        points: 0,
      })
    }
  })

  it('is never raised by ClinVar’s own class of the same variant', () => {
    const key = { build: 'GRCh38', chrom: '17', pos: 7675088, ref: 'C', alt: 'T' } as const
    const facts = noFacts({
      clinvar: [
        clinvar({
          key,
          germlineClass: 'Pathogenic',
          stars: 3,
          oncogenicity: 'Oncogenic',
          oncogenicityStars: 3,
        }),
      ],
    })
    expect(oncogenicityPoints(evidence(tp53R175H, facts)).points).toBe(
      oncogenicityPoints(evidence(tp53R175H, noFacts())).points,
    )
  })

  it('says where each point came from: the sum is that of the met criteria', () => {
    for (const one of [brafV600E, tp53R175H, brca2Frameshift, brca2Late, abl1F317L]) {
      const { points, criteria } = oncogenicityPoints(evidence(one))
      expect(
        criteria.filter(({ state }) => state === 'met').reduce((sum, { points: own }) => sum + own, 0),
      ).toBe(points)
      expect(criteria.every(({ evidence: text }) => text !== '')).toBe(true)
      expect(criteria.filter(({ state }) => state !== 'met').every(({ points: own }) => own === 0)).toBe(true)
    }
  })

  it('does not depend on the order of facts', () => {
    const random = seeded(7)
    const places = [
      ['G', 'A'],
      ['G', 'C'],
      ['G', 'T'],
    ].map(([ref, alt], at) =>
      clinvar({
        key: { build: 'GRCh38', chrom: '17', pos: 7675089, ref: ref ?? '', alt: alt ?? '' },
        variationId: String(at),
        oncogenicity: 'Oncogenic',
        oncogenicityStars: 1,
      }),
    )
    const points = Array.from({ length: 20 }, () => {
      const facts = noFacts({
        clinvarNearby: shuffled(places, random),
        frequency: shuffled(
          [frequency(tp53R175H, { nfe: [1, 90_000] }), frequency(tp53R175H, { nfe: [0, 20_000] })],
          random,
        ),
      })
      return oncogenicityPoints(evidence(tp53R175H, facts)).points
    })
    expect(new Set(points).size).toBe(1)
  })
})
