import type { Leaf } from '../../../shared/knowledge.ts'
import type { Reason, Specificity, Truth } from '../../../shared/match.ts'
import type { Alteration } from '../../../shared/model.ts'
import type { ReportFindings } from '../case/findings.ts'
import { compareText } from '../text.ts'

/** One alteration that decided a leaf. */
export interface Hit {
  readonly alteration: Alteration
  readonly report: ReportFindings | null
  /** As boards write it, e.g. `EGFR L858R (VAF 34%, plasma 2)`. */
  readonly text: string
  readonly specificity: Specificity
  readonly explanation: string
}

/** The answer to one leaf. */
export interface Verdict {
  readonly truth: Truth
  /** What decided it; empty where an absence decided. */
  readonly hits: readonly Hit[]
  /** Reports whose negative result decided. */
  readonly testedIn: readonly ReportFindings[]
  /** Why, where there is no hit to speak for itself. */
  readonly explanation: string
  readonly specificity?: Specificity
}

/** A reason as evaluation keeps it: with the leaf, the alteration and the reports themselves. */
export interface Judged {
  readonly leaf: Leaf
  readonly reason: Reason
  readonly hit: Hit | null
  readonly testedIn: readonly ReportFindings[]
}

export function detected(hits: readonly Hit[]): Verdict {
  return { truth: 'true', hits: sortHits(hits), testedIn: [], explanation: '' }
}

export function notAssessed(explanation: string): Verdict {
  return { truth: 'not assessed', hits: [], testedIn: [], explanation }
}

export function notDetected(explanation: string, testedIn: readonly ReportFindings[]): Verdict {
  return { truth: 'false', hits: [], testedIn, explanation }
}

/** Kleene disjunction of two parts of one leaf (e.g. small variants and deletions): hits and texts add up. */
export function either(a: Verdict, b: Verdict): Verdict {
  if (a.truth === 'true' || b.truth === 'true') {
    return detected([...(a.truth === 'true' ? a.hits : []), ...(b.truth === 'true' ? b.hits : [])])
  }
  const explanation = [a.explanation, b.explanation].filter((text) => text !== '').join(' ')
  return a.truth === 'false' && b.truth === 'false'
    ? notDetected(explanation, [...a.testedIn, ...b.testedIn])
    : notAssessed(explanation)
}

/** Hits in an order that does not depend on the order of the input. */
export function sortHits(hits: readonly Hit[]): Hit[] {
  return [...hits].sort(
    (a, b) =>
      (a.report?.id ?? 0) - (b.report?.id ?? 0) ||
      compareText(a.text, b.text) ||
      (a.alteration.id ?? 0) - (b.alteration.id ?? 0),
  )
}
