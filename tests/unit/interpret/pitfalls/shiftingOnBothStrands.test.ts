import { describe, expect, test } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import { findings } from '../builders.ts'
import { readFromPlace, variantFromPlace } from './readFromPlace.ts'

/**
 * Pitfall: VCF goes left, HGVS goes to the 3' end of the transcript, which is left on the minus strand; an insertion may be a
 * duplication. One event in several writings is one name.
 */
const told = (...call: Parameters<typeof readFromPlace>): string => {
  const { gene, hgvsC, hgvsP } = readFromPlace(...call)
  return `${gene} ${hgvsC} ${hgvsP}`
}

describe('plus strand: EGFR', () => {
  test('E746_A750del, left-aligned and not', () => {
    const name = 'EGFR c.2235_2249del p.Glu746_Ala750del'
    expect(told('GRCh37', '7', 55242464, 'AGGAATTAAGAGAAGC', 'A')).toBe(name)
    expect(told('GRCh37', '7', 55242465, 'GGAATTAAGAGAAGCA', 'A')).toBe(name)
    // The other deletion of the same residues, c.2236_2250, is another event with the same protein.
    expect(told('GRCh37', '7', 55242465, 'GGAATTAAGAGAAGCA', 'G')).toBe(
      'EGFR c.2236_2250del p.Glu746_Ala750del',
    )
  })

  test('an exon 20 insertion that repeats what is there is a duplication, and matches the insertion', () => {
    // S768_D770dup is what older reports call D770_N771insSVD.
    const call = variantFromPlace('GRCh37', '7', 55249004, 'A', 'AGCGTGGACA')
    expect(call).toMatchObject({ gene: 'EGFR', hgvsC: 'c.2303_2311dup', hgvsP: 'p.Ser768_Asp770dup' })
    const leaf: Biomarker = { leaf: 'proteinChange', gene: 'EGFR', change: 'D770_N771insSVD' }
    expect(evaluateBiomarker(leaf, findings([call])).truth).toBe('true')
  })

  test('ERBB2 A775_G776insYVMA is Y772_A775dup', () => {
    const call = variantFromPlace('GRCh37', '17', 37880981, 'A', 'AGCATACGTGATG')
    expect(call).toMatchObject({ gene: 'ERBB2', hgvsC: 'c.2313_2324dup', hgvsP: 'p.Tyr772_Ala775dup' })
    const leaf: Biomarker = { leaf: 'proteinChange', gene: 'ERBB2', change: 'A775_G776insYVMA' }
    expect(evaluateBiomarker(leaf, findings([call])).truth).toBe('true')
  })
})

describe('minus strand: TP53', () => {
  test('a deletion in a run of bases takes the last one of the transcript, the first of the genome', () => {
    // TP53 codons 72 to 75 read CGC/CCC GTG GCC CCT: the run lies on the other strand.
    const left = readFromPlace('GRCh37', '17', 7579470, 'CG', 'C')
    expect(left.gene).toBe('TP53')
    const right = readFromPlace('GRCh37', '17', 7579471, 'GG', 'G')
    expect([right.hgvsC, right.hgvsP]).toEqual([left.hgvsC, left.hgvsP])
    expect(left.hgvsC).toBe('c.216del')
    expect(left.hgvsP).toBe('p.Val73TrpfsTer50')
  })
})
