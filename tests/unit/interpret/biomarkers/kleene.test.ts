import { describe, expect, it } from 'vitest'
import { evaluateBiomarker, kleeneNot } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { Truth } from '../../../../shared/match.ts'
import { expression, findings, seeded, shuffled } from '../builders.ts'

/** Three markers whose answers are known: positive, negative, never tested. */
const LEAVES: Readonly<Record<Truth, Biomarker>> = {
  true: { leaf: 'expression', marker: 'YES', categories: ['positive'] },
  false: { leaf: 'expression', marker: 'NO', categories: ['positive'] },
  'not assessed': { leaf: 'expression', marker: 'UNTESTED', categories: ['positive'] },
}
const CASE = findings([
  expression('YES', { category: 'positive' }),
  expression('NO', { category: 'negative' }),
])
const truthOf = (biomarker: Biomarker): Truth => evaluateBiomarker(biomarker, CASE).truth

function randomBiomarker(random: () => number, depth: number): Biomarker {
  const pick = random()
  if (depth === 0 || pick < 0.3) {
    const leaves = Object.values(LEAVES)
    return leaves[Math.floor(random() * leaves.length)] ?? LEAVES.true
  }
  if (pick < 0.45) return { not: randomBiomarker(random, depth - 1) }
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomBiomarker(random, depth - 1))
  return pick < 0.75 ? { all: parts } : { any: parts }
}

function parts(biomarker: Biomarker): readonly Biomarker[] {
  if ('leaf' in biomarker) return []
  if ('not' in biomarker) return [biomarker.not]
  return 'all' in biomarker ? biomarker.all : biomarker.any
}

function withAnswer(biomarker: Biomarker, answer: 'true' | 'false'): Biomarker {
  if ('leaf' in biomarker) return biomarker === LEAVES['not assessed'] ? LEAVES[answer] : biomarker
  if ('not' in biomarker) return { not: withAnswer(biomarker.not, answer) }
  return 'all' in biomarker
    ? { all: biomarker.all.map((part) => withAnswer(part, answer)) }
    : { any: biomarker.any.map((part) => withAnswer(part, answer)) }
}

describe('three-valued logic', () => {
  it('answers the three leaves as built', () => {
    for (const [truth, leaf] of Object.entries(LEAVES)) expect(truthOf(leaf)).toBe(truth)
  })

  it('never turns unknown into an answer by negation', () => {
    expect(truthOf({ not: LEAVES['not assessed'] })).toBe('not assessed')
    expect(truthOf({ not: LEAVES.true })).toBe('false')
    expect(truthOf({ not: LEAVES.false })).toBe('true')
  })

  it('lets one false part decide all, one true part decide any', () => {
    expect(truthOf({ all: [LEAVES['not assessed'], LEAVES.false] })).toBe('false')
    expect(truthOf({ all: [LEAVES['not assessed'], LEAVES.true] })).toBe('not assessed')
    expect(truthOf({ any: [LEAVES['not assessed'], LEAVES.true] })).toBe('true')
    expect(truthOf({ any: [LEAVES['not assessed'], LEAVES.false] })).toBe('not assessed')
  })

  it('keeps the laws of Kleene logic on 500 random expressions', () => {
    const random = seeded(20261123)
    for (let round = 0; round < 500; round += 1) {
      const biomarker = randomBiomarker(random, 4)
      const truth = truthOf(biomarker)
      const told = JSON.stringify(biomarker)
      expect(truthOf({ not: { not: biomarker } }), told).toBe(truth)
      expect(truthOf({ not: biomarker }), told).toBe(kleeneNot(truth))
      const inner = parts(biomarker)
      if (inner.length > 1) {
        const other = shuffled(inner, random)
        const reordered: Biomarker = 'all' in biomarker ? { all: other } : { any: other }
        expect(truthOf(reordered), told).toBe(truth)
        const negated = inner.map((part): Biomarker => ({ not: part }))
        const dual: Biomarker = 'all' in biomarker ? { any: negated } : { all: negated }
        expect(truthOf(dual), `De Morgan: ${told}`).toBe(kleeneNot(truth))
      }
      // An answer given without the missing test stands whatever that test will say.
      if (truth !== 'not assessed') {
        expect(truthOf(withAnswer(biomarker, 'true')), told).toBe(truth)
        expect(truthOf(withAnswer(biomarker, 'false')), told).toBe(truth)
      }
    }
  })

  it('always says why: every outcome has a reason of its own kind', () => {
    const random = seeded(7)
    for (let round = 0; round < 200; round += 1) {
      const biomarker = randomBiomarker(random, 3)
      const { truth, reasons } = evaluateBiomarker(biomarker, CASE)
      expect(reasons.length).toBeGreaterThan(0)
      for (const reason of reasons) expect(reason.explanation).not.toBe('')
      const speaking = reasons.map(({ result, negated }) => (negated ? kleeneNot(result) : result))
      expect(speaking, JSON.stringify(biomarker)).toContain(truth)
    }
  })
})
