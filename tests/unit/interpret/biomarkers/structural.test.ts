import { describe, expect, it } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { Truth } from '../../../../shared/match.ts'
import type { Alteration, Fusion, SmallVariant } from '../../../../shared/model.ts'
import { copyNumber, findings, fusion, genes, panel, report, variant } from '../builders.ts'

const tested = { reports: [report({ assay: panel(['ALK', 'NTRK1', 'MET', 'ERBB2', 'FGFR2', 'BRAF']) })] }
const ask = (biomarker: Biomarker, alterations: Alteration[]) =>
  evaluateBiomarker(biomarker, findings(alterations, tested))

describe('fusions', () => {
  const alk: Biomarker = { leaf: 'fusion', gene: 'ALK' }

  it('gives the same answer in both partner orders', () => {
    const forward = ask(alk, [fusion('EML4', 'ALK')])
    const backward = ask(alk, [fusion('ALK', 'EML4')])
    expect([forward.truth, backward.truth]).toEqual(['true', 'true'])
    expect(forward.reasons[0]?.explanation).toContain("3' partner")
    expect(backward.reasons[0]?.explanation).toContain("5' partner: check")
    const named: Biomarker = { leaf: 'fusion', gene: 'ALK', partner: 'EML4' }
    expect(ask(named, [fusion('ALK', 'EML4')]).truth).toBe('true')
    expect(ask(named, [fusion('KIF5B', 'ALK')]).truth).toBe('false')
  })

  it.each<[string, Fusion, Truth, string]>([
    ['out of frame', fusion('EML4', 'ALK', { inFrame: false }), 'false', 'out of frame'],
    ['frame not stated', fusion('EML4', 'ALK', { svType: 'BND', inFrame: null }), 'true', 'Frame not stated'],
    ['inside one gene', fusion('ALK', 'ALK', { svType: 'DEL' }), 'false', 'inside one gene'],
    ['inside one gene, called a fusion', fusion('ALK', 'ALK'), 'false', 'inside one gene'],
    ['partner not named', fusion(null, 'ALK', { inFrame: null }), 'true', 'partner not named'],
    [
      'breakend in no gene',
      fusion(null, 'ALK', { svType: 'BND', inFrame: null }),
      'not assessed',
      'confirm by RNA',
    ],
    ['filtered', fusion('EML4', 'ALK', { filter: 'LowQual' }), 'not assessed', 'failed the caller'],
    ['not detected', fusion(null, 'ALK', { status: 'not detected' }), 'false', 'not detected'],
  ])('%s', (_, found, truth, words) => {
    const answer = ask(alk, [found])
    expect(answer.truth).toBe(truth)
    expect(answer.reasons[0]?.explanation).toContain(words)
  })

  it('does not take an NTRK point mutation or amplification for a fusion', () => {
    const ntrk: Biomarker = { leaf: 'fusion', gene: 'NTRK1' }
    expect(ask(ntrk, [variant('NTRK1', 'p.Gly595Arg')]).truth).toBe('false')
    expect(ask(ntrk, [copyNumber('NTRK1', 'amplification', { copies: 12 })]).truth).toBe('false')
    expect(ask(ntrk, [fusion('LMNA', 'NTRK1')]).truth).toBe('true')
  })
})

describe('copy number', () => {
  it.each<[Biomarker, Alteration, Truth, string]>([
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'amplification' },
      copyNumber('MET', 'amplification'),
      'true',
      'amplified',
    ],
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'amplification' },
      copyNumber('MET', 'gain'),
      'false',
      'a gain is not',
    ],
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'amplification', minimumCopies: 10 },
      copyNumber('MET', 'amplification', { copies: 6 }),
      'false',
      'below',
    ],
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'amplification', minimumCopies: 10 },
      copyNumber('MET', 'gain', { copies: 11 }),
      'true',
      'cut-off of 10',
    ],
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'amplification', minimumCopies: 10 },
      copyNumber('MET', 'amplification'),
      'true',
      'not stated',
    ],
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'homozygous deletion' },
      copyNumber('MET', 'loss'),
      'false',
      'not a homozygous',
    ],
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'loss' },
      copyNumber('MET', 'copy-neutral LOH'),
      'false',
      'not detected',
    ],
    [
      { leaf: 'copyNumber', gene: 'MET', call: 'amplification' },
      copyNumber('MET', 'amplification', { filter: 'cnvQual' }),
      'not assessed',
      'failed',
    ],
  ])('%j', (leaf, found, truth, words) => {
    const answer = ask(leaf, [found])
    expect(answer.truth).toBe(truth)
    expect(answer.reasons[0]?.explanation).toContain(words)
  })
})

describe('MET exon 14 skipping', () => {
  const leaf: Biomarker = { leaf: 'exonSkipping', gene: 'MET', exon: 14 }
  const donor = 'splice_donor_variant'

  it.each<[string, Partial<SmallVariant>, Truth]>([
    ['donor site, NM_000245', { hgvsC: 'c.3028+1G>T', consequence: donor }, 'true'],
    ['donor site, NM_001127500', { hgvsC: 'c.3082+2T>C', consequence: donor }, 'true'],
    ['acceptor site', { hgvsC: 'c.2888-2A>G', consequence: 'splice_acceptor_variant' }, 'true'],
    ['deletion over the acceptor', { hgvsC: 'c.2888-19_2890del', ref: 'ACGTA', alt: 'A' }, 'true'],
    ['exon removed', { hgvsC: 'c.2888-200_3028+100del', ref: 'ACGTA', alt: 'A' }, 'true'],
    ['donor site of another exon', { hgvsC: 'c.2887+1G>A', consequence: donor }, 'false'],
    ['by exon number', { consequence: donor, exon: '14/21' }, 'true'],
    ['by another exon number', { consequence: donor, exon: '13/21' }, 'false'],
    ['splice site, nothing to place it', { consequence: donor }, 'not assessed'],
    [
      'deletion in the polypyrimidine tract',
      { hgvsC: 'c.2888-18_2888-5del', ref: 'ACGTA', alt: 'A' },
      'not assessed',
    ],
    ['deep intronic base', { hgvsC: 'c.2888-300A>G', consequence: 'intron_variant' }, 'false'],
    [
      'last base of the exon: open until RNA shows skipping',
      { hgvsP: 'p.Asp1010His', hgvsC: 'c.3028G>C', consequence: 'missense_variant' },
      'not assessed',
    ],
  ])('%s: %s', (_, more, truth) => {
    expect(ask(leaf, [variant('MET', null, more)]).truth).toBe(truth)
  })

  it('reads RNA findings and rearrangements inside the gene', () => {
    const skipping = { svType: 'exon skipping', inFrame: null } as const
    expect(ask(leaf, [fusion('MET', 'MET', { ...skipping, exon5: '13', exon3: '15' })]).truth).toBe('true')
    expect(ask(leaf, [fusion('MET', null, { ...skipping, exon5: '14' })]).truth).toBe('true')
    expect(ask(leaf, [fusion('MET', 'MET', { ...skipping, exon5: '6', exon3: '8' })]).truth).toBe('false')
    expect(ask(leaf, [fusion('MET', 'MET', skipping)]).truth).toBe('not assessed')
    expect(ask(leaf, [fusion('MET', 'MET', { svType: 'DEL', exon5: '13', exon3: '15' })]).truth).toBe('true')
    expect(ask(leaf, [fusion('CAPZA2', 'MET', { exon5: '13', exon3: '15' })]).truth).toBe('false')
  })

  it('places a variant by the gene model where one is at hand', () => {
    const context = genes({
      exonRange: (_, exon) => (exon === 14 ? { chrom: '7', start: 2000, end: 2140 } : null),
    })
    const at = (pos: number, ref: string, alt: string) =>
      evaluateBiomarker(
        leaf,
        findings([variant('MET', null, { pos, ref, alt, consequence: 'intron_variant' })], tested),
        context,
      ).truth
    expect(at(2141, 'G', 'T')).toBe('true')
    expect(at(1990, `A${'C'.repeat(200)}`, 'A')).toBe('true')
    expect(at(1989, 'ACGT', 'A')).toBe('not assessed')
    expect(at(1500, 'A', 'T')).toBe('false')
  })
})
