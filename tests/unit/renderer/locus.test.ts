import { describe, expect, it } from 'vitest'
import {
  chromName,
  fusionLoci,
  locusText,
  padded,
  parseLocus,
  regionLocus,
  variantLocus,
} from '../../../renderer/genome/locus.ts'

describe('loci', () => {
  it('names chromosomes as the reference does', () => {
    expect(['7', 'chr7', 'X', 'MT', 'M'].map(chromName)).toEqual(['chr7', 'chr7', 'chrX', 'chrM', 'chrM'])
  })

  it('shows a variant with 40 bases at either side of all its bases', () => {
    expect(variantLocus({ chrom: '7', pos: 55242465, ref: 'GGAATTAAGAGAAGC' })).toBe('chr7:55242425-55242519')
  })

  it('never begins before the first base', () => {
    expect(locusText(padded({ chrom: '1', start: 10, end: 10 }, 40))).toBe('chr1:1-50')
  })

  it('puts the two breakpoints of a fusion side by side, and only those that the report states', () => {
    const fusion = { chrom5: '2', pos5: 42522656, chrom3: '2', pos3: 29446394 }
    expect(fusionLoci(fusion)).toEqual(['chr2:42522156-42523156', 'chr2:29445894-29446894'])
    expect(fusionLoci({ ...fusion, pos3: null })).toEqual(['chr2:42522156-42523156'])
    expect(fusionLoci({ chrom5: null, pos5: null, chrom3: null, pos3: null })).toEqual([])
  })

  it('shows a copy-number segment with a little room, and nothing where its ends are unknown', () => {
    expect(regionLocus({ chrom: '7', start: 1001, end: 2000 })).toEqual(['chr7:901-2100'])
    expect(regionLocus({ chrom: '7', start: null, end: 2000 })).toEqual([])
  })

  it.each([
    ['7:140453136', { chrom: '7', start: 140453096, end: 140453176 }],
    ['chr7:140,453,000-140,454,000', { chrom: '7', start: 140453000, end: 140454000 }],
    ['chrX: 500 - 400', { chrom: 'X', start: 400, end: 500 }],
    ['MT:263', { chrom: 'MT', start: 223, end: 303 }],
  ])('understands the position %s', (text, place) => {
    expect(parseLocus(text)).toEqual({ kind: 'place', place })
  })

  it('takes everything else for a gene', () => {
    expect(parseLocus(' braf ')).toEqual({ kind: 'gene', gene: 'BRAF' })
    expect(parseLocus('HLA-A')).toEqual({ kind: 'gene', gene: 'HLA-A' })
    expect(parseLocus('  ')).toEqual({ kind: 'empty' })
  })
})
