import type { Assertion, EvidenceStrength } from '../../../shared/knowledge.ts'
import type { MatchReport } from '../../../shared/match.ts'
import type { Evaluation } from '../biomarkers/evaluate.ts'
import { testText } from '../biomarkers/leafText.ts'
import { compareText } from '../text.ts'

const STRENGTHS: readonly EvidenceStrength[] = ['A1', 'A2', 'B', 'C', 'D']

interface OpenTest {
  best: number
  readonly drugs: Set<string>
  readonly assertionIds: Set<string>
}

/**
 * The tests whose absence leaves assertions of this disease open, grouped, the most consequential first: the
 * strongest sensitivity that a test could open, then how many assertions wait for it.
 */
export function missingTests(
  open: readonly { assertion: Assertion; evaluation: Evaluation }[],
): MatchReport['missingTests'] {
  const tests = new Map<string, OpenTest>()
  for (const { assertion, evaluation } of open) {
    for (const { leaf, reason } of evaluation.judged) {
      if (reason.result !== 'not assessed') continue
      const name = testText(leaf)
      const test = tests.get(name) ?? { best: STRENGTHS.length, drugs: new Set(), assertionIds: new Set() }
      tests.set(name, test)
      test.assertionIds.add(assertion.id)
      if (assertion.effect !== 'sensitivity' && assertion.effect !== 'toxicity') continue
      for (const drug of assertion.therapy.drugs) test.drugs.add(drug)
      if (assertion.effect === 'sensitivity')
        test.best = Math.min(test.best, STRENGTHS.indexOf(assertion.strength))
    }
  }
  return [...tests]
    .sort(
      ([a, first], [b, second]) =>
        first.best - second.best || second.assertionIds.size - first.assertionIds.size || compareText(a, b),
    )
    .map(([test, { drugs, assertionIds }]) => ({
      test,
      drugs: [...drugs].sort(),
      assertionIds: [...assertionIds].sort(),
    }))
}
