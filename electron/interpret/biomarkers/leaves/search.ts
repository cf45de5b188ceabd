import type { Specificity } from '../../../../shared/match.ts'
import type { Origin, SmallVariant } from '../../../../shared/model.ts'
import { alterationText, variantName } from '../../case/alterationText.ts'
import { coverage } from '../../case/coverage.ts'
import type { CoverageQuestion } from '../../case/coverage.ts'
import type { Found } from '../../case/findings.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { onProduct } from '../../variants/geneProduct.ts'
import { originOf, proteinEffect } from '../../variants/variantClass.ts'
import { detected, notAssessed, notDetected } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'

/** What one variant says to one leaf. `no` may carry a note that the board should read all the same. */
export type Answer =
  | { readonly is: 'hit'; readonly specificity: Specificity; readonly explanation: string }
  | { readonly is: 'unclear'; readonly note: string }
  | { readonly is: 'no'; readonly note?: string }

export interface Search {
  readonly question: CoverageQuestion
  readonly origin?: Origin | undefined
  /** The protein that the source names, for genes of two (CDKN2A); absent: the gene's main one. */
  readonly product?: string | undefined
  readonly ask: (found: Found<SmallVariant>) => Answer
}

/**
 * The common course of every small-variant leaf: usable variants may make it true; what is unclear or failed
 * the caller's filter leaves it open; only then coverage decides between *not detected* and *not assessed*.
 */
export function searchSmallVariants(scope: Scope, search: Search): Verdict {
  const gene = scope.index.gene(search.question.gene)
  const hits: Hit[] = []
  const open: string[] = []
  const openByOrigin: string[] = []
  const notes: string[] = []

  for (const found of gene.small) {
    const answer = askOnProduct(scope, search, found)
    if (answer.is === 'no') {
      if (answer.note !== undefined) notes.push(answer.note)
      continue
    }
    const name = variantName(scope.index, found.alteration)
    const origin = originAnswer(search.origin, found, name)
    if (origin.is === 'no') notes.push(origin.note)
    else if (origin.is === 'open') openByOrigin.push(origin.note)
    else if (answer.is === 'unclear') open.push(answer.note)
    else hits.push(hitOf(scope, found, answer.specificity, answer.explanation))
  }
  if (hits.length > 0) return detected(hits)

  for (const found of gene.filteredSmall) {
    const answer = askOnProduct(scope, search, found)
    if (answer.is !== 'no') open.push(filteredNote(scope, found))
  }
  const answer = coverage(scope.index, {
    ...search.question,
    germline: search.question.germline ?? search.origin === 'germline',
  })
  if (open.length === 0 && answer.tested) {
    return notDetected(
      joinSentences(answer.explanation, joinNotes([...notes, ...openByOrigin])),
      answer.reports,
    )
  }
  const reasons = joinNotes([...open, ...openByOrigin])
  return notAssessed(joinSentences(reasons, open.length === 0 ? answer.explanation : '', joinNotes(notes)))
}

/** Puts the question to the call as the source's product sees it; see geneProduct.ts. */
function askOnProduct(scope: Scope, search: Search, found: Found<SmallVariant>): Answer {
  const name = variantName(scope.index, found.alteration)
  const view = onProduct(search.question.gene, search.product, found, name)
  if (view.is === 'untouched') return { is: 'no', note: view.note }
  if (view.is === 'same') return search.ask(view.found)
  const answer = search.ask(found)
  if (answer.is === 'hit') return { is: 'unclear', note: view.note }
  // Under another product's number it may be the very change that is asked for.
  const placed = search.question.codons !== undefined
  if (answer.is === 'no' && placed && proteinEffect(scope.index, found.alteration) !== 'silent')
    return { is: 'unclear', note: view.note }
  return answer
}

type OriginAnswer = { readonly is: 'fits' } | { readonly is: 'no' | 'open'; readonly note: string }

function originAnswer(wanted: Origin | undefined, found: Found<SmallVariant>, name: string): OriginAnswer {
  if (wanted === undefined || wanted === 'unknown') return { is: 'fits' }
  const origin = originOf(found)
  if (origin === wanted) return { is: 'fits' }
  if (origin !== 'unknown') return { is: 'no', note: `${name} is reported as ${origin}: not counted.` }
  return wanted === 'germline'
    ? { is: 'open', note: `${name}: origin not stated, possible germline: confirm in blood.` }
    : { is: 'open', note: `${name}: origin not stated, not known to be somatic.` }
}

export function hitOf(
  scope: Scope,
  found: Found<SmallVariant>,
  specificity: Specificity,
  explanation: string,
): Hit {
  return {
    alteration: found.alteration,
    report: found.report,
    text: alterationText(scope.index, found.alteration, found.report),
    specificity,
    explanation,
  }
}

export function filteredNote(scope: Scope, found: Found<SmallVariant>): string {
  const name = variantName(scope.index, found.alteration)
  return `${name}: seen but failed the caller's filter: ${found.alteration.filter}.`
}

export function joinSentences(...sentences: string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
