import { describe, expect, test } from 'vitest'
import { readFromPlace } from './readFromPlace.ts'

/** Pitfall: a position of one build read in the other names another place. */
describe('a call of the other build', () => {
  test('is not recognised as the hot spot', () => {
    expect(readFromPlace('GRCh37', '7', 140453136, 'A', 'T').hgvsP).toBe('p.Val600Glu')
    expect(readFromPlace('GRCh38', '7', 140453136, 'A', 'T').hgvsP).toBe('')
    expect(readFromPlace('GRCh38', '7', 140753336, 'A', 'T').hgvsP).toBe('p.Val600Glu')
    expect(readFromPlace('GRCh37', '7', 140753336, 'A', 'T').hgvsP).toBe('')
  })

  test('whose REF contradicts the sequence there gets no protein change, and the reader says so', () => {
    // TP53 R175H of GRCh38 is 17:7675088 C>T; at the same number GRCh37 has no TP53, EGFR L858 lies in an intron.
    const wrong = readFromPlace('GRCh37', '17', 7578500, 'A', 'T')
    expect(wrong.gene).toBe('TP53')
    expect([wrong.hgvsP, wrong.annotationSource]).toEqual(['', 'coordinate'])
    expect(wrong.warnings.join(' ')).toMatch(/differs from the reference sequence.*Check the genome build/)
  })
})
