import { describe, expect, it } from 'vitest'
import { codingPositions, normaliseCodingChange, sameCodingChange } from '../../../shared/codingChange.ts'

describe('coding changes', () => {
  it.each([
    ['NM_198253.3:c.-124C>T', 'c.-124C>T'],
    ['c.1-124C>T', 'c.-124C>T'],
    ['c.3028delG', 'c.3028del'],
    ['ENST00000318493.11:c.3028+1g>t', 'c.3028+1G>T'],
    ['c.1799_1800delTGinsAA', 'c.1799_1800delinsAA'],
    ['c.68_69delAG', 'c.68_69del'],
    ['c.5266dupC', 'c.5266dup'],
    ['1799T>A', 'c.1799T>A'],
  ])('%s is %s', (text, normal) => {
    expect(normaliseCodingChange(text)).toBe(normal)
    expect(sameCodingChange(text, normal)).toBe(true)
  })

  it('refuses what is no coding change', () => {
    expect(normaliseCodingChange('g.1295113G>A')).toBeNull()
    expect(normaliseCodingChange('p.Val600Glu')).toBeNull()
    expect(sameCodingChange('p.Val600Glu', 'p.Val600Glu')).toBe(false)
  })

  it('reads intronic offsets', () => {
    expect(codingPositions('c.3028+1G>T')).toEqual({
      start: { base: 3028, offset: 1 },
      end: { base: 3028, offset: 1 },
    })
    expect(codingPositions('c.2888-21_2890del')).toEqual({
      start: { base: 2888, offset: -21 },
      end: { base: 2890, offset: 0 },
    })
  })
})
