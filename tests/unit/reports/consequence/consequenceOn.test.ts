import { describe, expect, test } from 'vitest'
import { consequenceOn } from '../../../../electron/reports/consequence/consequenceOn.ts'
import type { TranscriptConsequence } from '../../../../electron/reports/consequence/consequenceOn.ts'
import { reverseComplement } from '../../../../shared/geneticCode.ts'
import { mirrored, plusGene } from './geneFixture.ts'
import type { Fixture } from './geneFixture.ts'

/**
 * Exon 1: 10 bases before the start codon, then codons 1 to 6; a 40-base intron; exon 2: codons 7 to 13 with the
 * stop, then 3' UTR.
 *
 *  c. 1 ATG AAA AAA GAC GCT TGG | GCA GCA GTT CTG TAT CCC TAA | GCCGCATAGGG
 *       M   K   K   D   A   W     A   A   V   L   Y   P   *
 */
const EXON1 = 'CCGCCGCACC' + 'ATGAAAAAAGACGCTTGG'
const INTRON = 'GTAAGT' + 'CCTGACCTTAGGCATCTTCCCGTTCC' + 'TTTTGCAG'
const EXON2 = 'GCAGCAGTTCTGTATCCCTAA' + 'GCCGCATAGGG'
const BEFORE = 'TTGACCATTGACCATTGACC'
const AFTER = 'ACGTTGCAACGTTGCAACGT'
const first = BEFORE.length
const donor = first + EXON1.length
const second = donor + INTRON.length
const plus = plusGene(
  BEFORE + EXON1 + INTRON + EXON2 + AFTER,
  [
    [first, donor],
    [second, second + EXON2.length],
  ],
  [first + 10, second + 21],
)
const minus = mirrored(plus)

/** 1-based genomic place on the plus gene of a coding base. */
const coding = (base: number): number => (base <= 18 ? first + 10 + base : second + base - 18)

/** The same change on both strands must read the same; `ref` and `alt` as on the plus strand, anchored where needed. */
function on(pos: number, ref: string, alt: string): TranscriptConsequence {
  expect(plus.chrom.slice(pos - 1, pos - 1 + ref.length)).toBe(ref)
  const forward = answer(plus, pos, ref, alt)
  const otherPos = plus.chrom.length - (pos - 1 + ref.length) + 1
  const backward = answer(minus, otherPos, reverseComplement(ref), reverseComplement(alt))
  expect(backward).toEqual(forward)
  return forward
}

function answer(fixture: Fixture, pos: number, ref: string, alt: string): TranscriptConsequence {
  const found = consequenceOn(fixture.model, pos, ref, alt, fixture.bases)
  if (!found) throw new Error('nothing computed')
  return found
}

const told = ({ consequence, hgvsC, hgvsP }: TranscriptConsequence): string[] => [consequence, hgvsC, hgvsP]

describe('substitutions', () => {
  test.each([
    ['missense', 10, 'G', 'T', ['missense_variant', 'c.10G>T', 'p.Asp4Tyr']],
    ['synonymous', 15, 'T', 'C', ['synonymous_variant', 'c.15T>C', 'p.Ala5=']],
    [
      'stop gained beside the splice site',
      17,
      'G',
      'A',
      ['stop_gained&splice_region_variant', 'c.17G>A', 'p.Trp6Ter'],
    ],
    ['start lost', 2, 'T', 'C', ['start_lost', 'c.2T>C', 'p.Met1?']],
    ['stop lost reads on to the next stop', 37, 'T', 'C', ['stop_lost', 'c.37T>C', 'p.Ter13GlnextTer3']],
    ['stop kept', 39, 'A', 'G', ['stop_retained_variant', 'c.39A>G', 'p.Ter13=']],
  ] as const)('%s', (_, base, ref, alt, expected) => {
    expect(told(on(coding(base), ref, alt))).toEqual(expected)
  })

  test('UTR, intron and splice places', () => {
    expect(told(on(coding(1) - 3, 'A', 'G'))).toEqual(['5_prime_UTR_variant', 'c.-3A>G', ''])
    expect(told(on(coding(39) + 2, 'C', 'T'))).toEqual(['3_prime_UTR_variant', 'c.*2C>T', ''])
    expect(told(on(coding(18) + 1, 'G', 'A'))).toEqual(['splice_donor_variant', 'c.18+1G>A', ''])
    expect(told(on(coding(18) + 5, 'G', 'A'))).toEqual([
      'splice_region_variant&intron_variant',
      'c.18+5G>A',
      '',
    ])
    expect(told(on(coding(19) - 1, 'G', 'C'))).toEqual(['splice_acceptor_variant', 'c.19-1G>C', ''])
    expect(told(on(coding(18) + 15, 'T', 'A'))).toEqual(['intron_variant', 'c.18+15T>A', ''])
    expect(told(on(coding(19) - 12, 'T', 'A'))).toEqual(['intron_variant', 'c.19-12T>A', ''])
  })

  test('two bases of one codon are one change; a reversed stretch is an inversion', () => {
    expect(told(on(coding(22), 'GC', 'TT'))).toEqual(['missense_variant', 'c.22_23delinsTT', 'p.Ala8Leu'])
    expect(told(on(coding(10), 'GAC', 'GTC'))).toEqual(['missense_variant', 'c.11A>T', 'p.Asp4Val'])
    expect(on(coding(10), 'GACG', 'CGTC').hgvsC).toBe('c.10_13inv')
  })
})

describe('insertions and deletions move to the 3 prime end of the transcript', () => {
  test('a deletion in a run of one base, written at the left', () => {
    // Six A in codons 2 and 3: whichever is deleted, HGVS names the last.
    expect(told(on(coding(3), 'GA', 'G'))).toEqual(['frameshift_variant', 'c.9del', 'p.Asp4Thrfs'])
    expect(told(on(coding(3), 'GAAA', 'G'))).toEqual(['inframe_deletion', 'c.7_9del', 'p.Lys3del'])
  })

  test('an insertion that repeats what stands before it is a duplication', () => {
    expect(told(on(coding(3), 'G', 'GAAA'))).toEqual(['inframe_insertion', 'c.7_9dup', 'p.Lys3dup'])
    expect(told(on(coding(18) + INTRON.length, 'G', 'GGCA'))).toEqual([
      expect.stringContaining('inframe_insertion'),
      'c.23_25dup',
      'p.Ala8dup',
    ])
  })

  test('a foreign insertion is none, in the middle of a codon it alters the protein', () => {
    expect(told(on(coding(27), 'T', 'TTGG'))).toEqual([
      'inframe_insertion',
      'c.27_28insTGG',
      'p.Val9_Leu10insTrp',
    ])
    expect(told(on(coding(10), 'G', 'GTCC'))).toEqual([
      'protein_altering_variant',
      'c.10_11insTCC',
      'p.Asp4delinsValHis',
    ])
  })

  test('a deletion across two codons may remove one residue', () => {
    expect(told(on(coding(10), 'GACG', 'G'))).toEqual(['inframe_deletion', 'c.11_13del', 'p.Asp4del'])
  })

  test('a frameshift whose first new codon is the stop is a nonsense change', () => {
    expect(told(on(coding(30), 'G', 'GTAAG'))).toEqual([
      'stop_gained&frameshift_variant',
      'c.32_33insAGTA',
      'p.Tyr11Ter',
    ])
  })

  test('a deletion that can be written beside the splice site does not break it', () => {
    // ...TGG|GTAAGT: one G of three may lie in the exon or in the intron; the donor GT stays either way.
    const found = on(coding(16), 'TG', 'T')
    expect(found.consequence).toBe('frameshift_variant&splice_region_variant')
    expect(found.hgvsC).toBe('c.18+1del')
  })

  test('a deletion over the exon edge breaks the splice site', () => {
    expect(told(on(coding(15), 'TTGGGTAAG', 'T'))).toEqual([
      'splice_donor_variant&coding_sequence_variant&intron_variant',
      'c.17_18+6del',
      '',
    ])
  })
})

describe('nothing is guessed', () => {
  const blind = { bases: (): null => null }
  const half = (until: number) => ({
    bases: (_: string, start: number, end: number): string =>
      [...plus.chrom.slice(start, end)].map((base, i) => (start + i < until ? base : 'N')).join(''),
  })

  test('without sequence: place and length only', () => {
    expect(consequenceOn(plus.model, coding(10), 'G', 'T', blind)).toMatchObject({
      consequence: 'coding_sequence_variant',
      hgvsC: 'c.10G>T',
      hgvsP: '',
      exon: '1/2',
      check: 'unchecked',
    })
    expect(consequenceOn(plus.model, coding(3), 'GA', 'G', null)).toMatchObject({
      consequence: 'frameshift_variant',
      hgvsC: '',
      hgvsP: '',
    })
  })

  test('sequence that ends inside the frame: first new residue yes, distance to the stop no', () => {
    const found = consequenceOn(plus.model, coding(3), 'GA', 'G', half(coding(16)))
    expect(found).toMatchObject({ hgvsC: 'c.9del', hgvsP: 'p.Asp4Thrfs' })
  })

  test('a run that goes on into unknown bases has no name', () => {
    expect(consequenceOn(plus.model, coding(3), 'GA', 'G', half(coding(6)))).toMatchObject({
      hgvsC: '',
      hgvsP: '',
    })
  })

  test('REF that contradicts the reference: nothing at all', () => {
    expect(consequenceOn(plus.model, coding(10), 'A', 'T', plus.bases)).toBeNull()
  })

  test('a CDS that is no multiple of three is not translated', () => {
    const odd = { ...plus.model, cdsEnd: plus.model.cdsEnd - 1 }
    expect(consequenceOn(odd, coding(10), 'G', 'T', plus.bases)).toMatchObject({
      consequence: 'coding_sequence_variant',
      hgvsP: '',
    })
  })
})
