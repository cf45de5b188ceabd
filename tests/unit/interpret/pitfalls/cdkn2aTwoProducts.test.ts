import { describe, expect, test } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { findings, genes, panel, report, variant } from '../builders.ts'
import { variantFromPlace } from './readFromPlace.ts'

/** p16INK4a (NM_000077) and p14ARF (NM_058195) share exon 2 in two frames. */
const context = genes({ canonicalTranscripts: () => ['ENST00000304494', 'NM_000077.5'] })
const p16 = (change: string): Biomarker => ({ leaf: 'proteinChange', gene: 'CDKN2A', change })
const p14 = (change: string): Biomarker => ({
  leaf: 'proteinChange',
  gene: 'CDKN2A',
  change,
  product: 'p14ARF',
})
const p16Lost: Biomarker = { leaf: 'lossOfFunction', gene: 'CDKN2A' }
const p14Lost: Biomarker = { leaf: 'lossOfFunction', gene: 'CDKN2A', product: 'p14ARF' }
const tested = { reports: [report({ assay: panel(['CDKN2A']) })] }
const ask = (biomarker: Biomarker, call: SmallVariant) =>
  evaluateBiomarker(biomarker, findings([call], tested), context).truth

describe('pitfall: the two products of CDKN2A', () => {
  const r58 = variantFromPlace('GRCh37', '9', 21971186, 'G', 'A')

  test('a change of exon 2 is reported for both', () => {
    expect(r58).toMatchObject({
      gene: 'CDKN2A',
      transcript: 'ENST00000304494',
      hgvsC: 'c.172C>T',
      hgvsP: 'p.Arg58Ter',
      otherProduct: {
        product: 'p14ARF',
        hgvsC: 'c.215C>T',
        hgvsP: 'p.Pro72Leu',
        consequence: 'missense_variant',
      },
    })
  })

  test('each assertion sees the product that it speaks of', () => {
    expect(ask(p16('R58*'), r58)).toBe('true')
    expect(ask(p14('P72L'), r58)).toBe('true')
    expect(ask(p14('R58*'), r58)).toBe('false')
    expect(ask(p16('P72L'), r58)).toBe('false')
    expect(ask(p16Lost, r58)).toBe('true')
    expect(ask(p14Lost, r58)).toBe('false')
  })

  test('a change of exon 1 beta is of p14ARF alone and never matches p16INK4a', () => {
    const beta = variantFromPlace('GRCh37', '9', 21994200, 'A', 'AT')
    expect(beta).toMatchObject({ transcript: 'CDKN2A-214', consequence: 'frameshift_variant' })
    expect(ask(p16Lost, beta)).toBe('false')
    expect(ask(p14Lost, beta)).toBe('true')
  })

  test('a file that annotates p14ARF says nothing of p16INK4a: open, never a match', () => {
    const call = variant('CDKN2A', 'p.Pro72Leu', { transcript: 'NM_058195.4', annotationSource: 'VEP' })
    expect(ask(p14('P72L'), call)).toBe('true')
    expect(ask(p16('P72L'), call)).toBe('not assessed')
    expect(ask(p16('R58*'), call)).toBe('not assessed')
    const truncated = variant('CDKN2A', 'p.Arg54Ter', {
      transcript: 'ENST00000579755.2',
      annotationSource: 'VEP',
    })
    expect(ask(p16Lost, truncated)).toBe('not assessed')
  })

  test.each(['p.Arg58Ter', 'p.Arg80Ter'])('%s without a transcript needs one', (hgvsP) => {
    const bare = variant('CDKN2A', hgvsP)
    expect(ask(p16(hgvsP.replace('p.Arg', 'R').replace('Ter', '*')), bare)).toBe('not assessed')
    expect(ask(p16Lost, bare)).toBe('not assessed')
    expect(ask(p14Lost, bare)).toBe('not assessed')
    const on = variant('CDKN2A', hgvsP, { transcript: 'NM_000077.5' })
    expect(ask(p16Lost, on)).toBe('true')
  })
})
