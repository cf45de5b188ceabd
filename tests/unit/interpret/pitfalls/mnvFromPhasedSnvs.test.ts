import { describe, expect, test } from 'vitest'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { combineCodons } from '../../../../electron/interpret/phase/combineCodons.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import type { PairPhase } from '../../../../shared/phase.ts'
import { assertion, findings, knowledge, variant } from '../builders.ts'
import { variantFromPlace } from './readFromPlace.ts'

/** BRAF V600K written as two single bases: V600M and V600E, neither of which is in the protein. */
const at = { build: 'GRCh37', chrom: '7', transcript: 'NM_004333.6' } as const
const v600e = (more: Partial<SmallVariant> = {}): SmallVariant =>
  variant('BRAF', 'p.Val600Glu', {
    ...at,
    id: 1,
    pos: 140453136,
    ref: 'A',
    alt: 'T',
    hgvsC: 'c.1799T>A',
    vaf: 0.3,
    ...more,
  })
const v600m = (more: Partial<SmallVariant> = {}): SmallVariant =>
  variant('BRAF', 'p.Val600Met', {
    ...at,
    id: 2,
    pos: 140453137,
    ref: 'C',
    alt: 'T',
    hgvsC: 'c.1798G>A',
    vaf: 0.28,
    ...more,
  })

const known = knowledge([
  assertion({
    id: 'v600e',
    biomarker: { leaf: 'proteinChange', gene: 'BRAF', change: 'V600E' },
    drugs: ['a'],
  }),
  assertion({
    id: 'v600k',
    biomarker: { leaf: 'proteinChange', gene: 'BRAF', change: 'V600K' },
    drugs: ['b'],
  }),
])
const matched = (alterations: SmallVariant[], readPhases: readonly PairPhase[] = []) => {
  const report = matchCase(findings(alterations, { readPhases }), known)
  return {
    ids: report.matches.filter(({ status }) => status === 'matched').map(({ assertionId }) => assertionId),
    alterationIds: report.matches.flatMap(({ alterationIds }) => alterationIds),
    warnings: report.warnings.join(' '),
  }
}
const reads = (phase: 'cis' | 'trans' | 'both'): PairPhase[] => [
  {
    first: 1,
    second: 2,
    reads: { track: 'tumor.bam', phase, both: 30, firstOnly: 0, secondOnly: 0, neither: 60, unclear: 0 },
  },
]

describe('pitfall: an MNV split into phased single bases', () => {
  test('one copy by the phase set: V600K, and V600E does not match', () => {
    const answer = matched([v600e({ phase: '5:0|1' }), v600m({ phase: '5:0|1' })])
    expect(answer.ids).toEqual(['v600k'])
    expect(answer.alterationIds.sort()).toEqual([1, 2])
    expect(answer.warnings).toContain('together they are BRAF V600K')
  })

  test('one copy by the reads: the same', () => {
    expect(matched([v600e(), v600m()], reads('cis')).ids).toEqual(['v600k'])
  })

  test('different copies: two changes, each its own', () => {
    const answer = matched([v600e({ phase: '5:0|1' }), v600m({ phase: '5:1|0' })])
    expect(answer.ids).toEqual(['v600e'])
    expect(answer.warnings).not.toContain('V600K')
  })

  test('unphased, or reads of both kinds: flagged, not combined', () => {
    expect(matched([v600e(), v600m()]).warnings).toContain('two changes in one codon')
    expect(matched([v600e(), v600m()], reads('both')).warnings).toContain('two changes in one codon')
  })

  test('phase set and reads that contradict each other combine nothing', () => {
    const answer = matched([v600e({ phase: '5:0|1' }), v600m({ phase: '5:0|1' })], reads('trans'))
    expect(answer.ids).not.toContain('v600k')
    expect(answer.warnings).toContain('two changes in one codon')
  })

  test('the combined change is written whole; depth and VAF are the lower ones', () => {
    const found = combineCodons(findings([v600e({ phase: '5:0|1' }), v600m({ phase: '5:0|1' })]))
    expect(found.alterations).toEqual([
      expect.objectContaining({
        pos: 140453136,
        ref: 'AC',
        alt: 'TT',
        hgvsC: 'c.1798_1799delinsAA',
        hgvsP: 'p.Val600Lys',
        vaf: 0.28,
        combinedFrom: [1, 2],
      }),
    ])
  })

  test('where the codon cannot be told nothing is combined', () => {
    // Leu has six codons: with its first two bases changed the third decides, and the calls leave it open.
    const leucine = { ...at, transcript: 'NM_1', phase: '5:0|1' }
    const one = variant('GENE', 'p.Leu10Val', {
      ...leucine,
      id: 1,
      pos: 28,
      ref: 'C',
      alt: 'G',
      hgvsC: 'c.28C>G',
    })
    const two = variant('GENE', 'p.Leu10Arg', {
      ...leucine,
      id: 2,
      pos: 29,
      ref: 'T',
      alt: 'G',
      hgvsC: 'c.29T>G',
    })
    const { combinations } = combineCodons(findings([one, two]))
    // C?T?: CTN to GTN (Val), CGN (Arg), together GGN: Gly whatever the third base is.
    expect(combinations?.[0]?.combined.hgvsP).toBe('p.Leu10Gly')
    const three = variant('GENE', 'p.Leu10Met', {
      ...leucine,
      id: 3,
      pos: 28,
      ref: 'C',
      alt: 'A',
      hgvsC: 'c.28C>A',
    })
    const four = variant('GENE', 'p.Leu10Gln', {
      ...leucine,
      id: 4,
      pos: 29,
      ref: 'T',
      alt: 'A',
      hgvsC: 'c.29T>A',
    })
    // Met needs G as third base: CTG to AAG, Lys.
    expect(combineCodons(findings([three, four])).combinations?.[0]?.combined.hgvsP).toBe('p.Leu10Lys')
    const five = variant('GENE', 'p.Leu10Ile', {
      ...leucine,
      id: 5,
      pos: 28,
      ref: 'C',
      alt: 'A',
      hgvsC: 'c.28C>A',
    })
    const six = variant('GENE', 'p.Leu10Pro', {
      ...leucine,
      id: 6,
      pos: 29,
      ref: 'T',
      alt: 'C',
      hgvsC: 'c.29T>C',
    })
    expect(combineCodons(findings([five, six])).combinations?.[0]?.combined.hgvsP).toBe('p.Leu10Thr')
    const seven = variant('GENE', 'p.Arg10Cys', {
      ...leucine,
      id: 7,
      pos: 28,
      ref: 'C',
      alt: 'T',
      hgvsC: 'c.28C>T',
    })
    const eight = variant('GENE', 'p.Arg10His', {
      ...leucine,
      id: 8,
      pos: 29,
      ref: 'G',
      alt: 'A',
      hgvsC: 'c.29G>A',
    })
    // CGT or CGC to TAT or TAC: Tyr either way. The bases stay open, the residue does not.
    expect(combineCodons(findings([seven, eight])).combinations?.[0]?.combined.hgvsP).toBe('p.Arg10Tyr')
    const nine = variant('GENE', 'p.Arg10Gly', {
      ...leucine,
      id: 9,
      pos: 28,
      ref: 'A',
      alt: 'G',
      hgvsC: 'c.28A>G',
    })
    const ten = variant('GENE', 'p.Arg10Met', {
      ...leucine,
      id: 10,
      pos: 29,
      ref: 'C',
      alt: 'T',
      hgvsC: 'c.29C>T',
    })
    // No codon fits what these two say: nothing is made of them.
    expect(combineCodons(findings([nine, ten])).combinations).toBeUndefined()
  })

  test('called as one event the reader names it itself', () => {
    expect(variantFromPlace('GRCh37', '7', 140453136, 'AC', 'TT')).toMatchObject({ hgvsP: 'p.Val600Lys' })
  })
})
