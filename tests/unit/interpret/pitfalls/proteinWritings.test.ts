import { describe, expect, test } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import { findings, panel, report, variant } from '../builders.ts'

/** Pitfall: one change in the writings of many tools; a silent change or a splice label is none of them. */
const tested = { reports: [report({ assay: panel(['BRCA2', 'EGFR', 'BRAF', 'ERBB2']) })] }
const ask = (gene: string, change: string, written: string) => {
  const leaf: Biomarker = { leaf: 'proteinChange', gene, change }
  return evaluateBiomarker(leaf, findings([variant(gene, written)], tested)).truth
}

describe('the same change', () => {
  test.each([
    [
      'BRAF',
      'V600E',
      ['V600E', 'p.V600E', 'p.Val600Glu', 'p.(Val600Glu)', 'NP_004324.2:p.Val600Glu', 'p.VAL600GLU'],
    ],
    ['BRCA2', 'R2318*', ['p.Arg2318Ter', 'p.R2318*', 'R2318X', 'p.Arg2318*', 'p.(Arg2318Ter)']],
    ['EGFR', 'E746_A750del', ['p.Glu746_Ala750del', 'E746_A750delELREA', 'p.E746_A750del5']],
    ['EGFR', 'D770_N771insSVD', ['p.Ser768_Asp770dup', 'S768_D770dupSVD']],
    ['ERBB2', 'A775_G776insYVMA', ['p.Tyr772_Ala775dup', 'p.Ala775_Gly776insTyrValMetAla']],
  ] as const)('%s %s', (gene, change, writings) => {
    for (const written of writings) expect(ask(gene, change, written), written).toBe('true')
  })
})

describe('not the same', () => {
  test.each([
    ['BRAF', 'V600E', ['p.Val600=', 'p.V600V', 'p.(=)', 'p.Val600Lys', 'p.Val600Gly']],
    ['BRCA2', 'R2318*', ['p.Arg2318Gln', 'p.Arg2318=', 'p.Arg2318fs']],
    ['EGFR', 'E746_A750del', ['p.Glu746_Ser752delinsVal', 'p.Leu747_Ala750delinsPro']],
  ] as const)('%s %s', (gene, change, writings) => {
    for (const written of writings) expect(ask(gene, change, written), written).toBe('false')
  })

  test('a splice label at the residue is read as no residue change, and leaves the question open', () => {
    expect(ask('BRAF', 'V600E', 'X600_splice')).toBe('not assessed')
  })
})
