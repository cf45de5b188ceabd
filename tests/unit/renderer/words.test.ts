import { describe, expect, it } from 'vitest'
import { diseaseMatchWord, findingWord, reasonWord, truthWord } from '../../../renderer/parts/words.ts'
import { bytes, percent, plural } from '../../../renderer/parts/numbers.ts'

describe('words for states', () => {
  it('gives each truth value its own word and icon, so that colour is never needed', () => {
    const said = (['true', 'false', 'not assessed'] as const).map(truthWord)
    expect(said.map((one) => one.word)).toEqual(['met', 'not met', 'not assessed'])
    expect(new Set(said.map((one) => one.icon)).size).toBe(3)
  })

  it('never says "not detected" for what was not assessed', () => {
    const words = (['detected', 'not detected', 'not assessed'] as const).map(
      (status) => findingWord(status).word,
    )
    expect(words).toEqual(['detected', 'not detected', 'not assessed'])
  })

  it('reads a finding that must be absent the right way round', () => {
    expect(reasonWord({ result: 'false', negated: true })).toMatchObject({
      word: 'absent, as required',
      tone: 'good',
    })
    expect(reasonWord({ result: 'true', negated: true })).toMatchObject({
      word: 'present, must be absent',
      tone: 'bad',
    })
    expect(reasonWord({ result: 'not assessed', negated: true }).word).toBe('not assessed')
  })

  it('marks evidence from another tumor type as such', () => {
    expect(diseaseMatchWord('other')).toMatchObject({ word: 'another tumor type', icon: 'warning' })
  })
})

describe('numbers', () => {
  it('writes fractions as percent, small ones with the digits they need', () => {
    expect([0.44, 0.012, 0.0004, 0, null].map(percent)).toEqual(['44 %', '1.2 %', '0.04 %', '0 %', ''])
  })

  it('counts things in words and groups thousands', () => {
    expect(plural(1, 'report')).toBe('1 report')
    expect(plural(101_946, 'variant')).toBe('101,946 variants')
    expect(bytes(49_063_836)).toBe('49.1 MB')
  })
})
