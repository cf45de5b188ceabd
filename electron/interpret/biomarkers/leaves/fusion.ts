import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Fusion } from '../../../../shared/model.ts'
import { alterationText } from '../../case/alterationText.ts'
import { coverage } from '../../case/coverage.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { detected, notAssessed, notDetected } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'
import { joinSentences } from './search.ts'

type FusionLeaf = Extract<Leaf, { leaf: 'fusion' }>

type Judgement =
  | { readonly is: 'hit'; readonly note: string }
  | { readonly is: 'unclear'; readonly note: string }
  | { readonly is: 'no'; readonly note: string }

/**
 * A fusion that keeps the gene. Both orders of partners match, because callers write rearrangements in either
 * order; out-of-frame and intragenic events never match. Point mutations and amplifications are other kinds
 * of finding and cannot reach this leaf.
 */
export function fusionLeaf(scope: Scope, leaf: FusionLeaf): Verdict {
  const gene = scope.index.gene(leaf.gene)
  const hits: Hit[] = []
  const open: string[] = []
  const notes: string[] = []
  for (const { alteration, report } of gene.fusion) {
    const text = alterationText(scope.index, alteration, report)
    const answer = judge(leaf, alteration)
    if (answer.is === 'hit') {
      const specificity = leaf.partner === undefined ? 'functional class' : 'exact change'
      hits.push({ alteration, report, text, specificity, explanation: answer.note })
    } else if (answer.note !== '') (answer.is === 'unclear' ? open : notes).push(`${text}: ${answer.note}`)
  }
  if (hits.length > 0) return detected(hits)
  for (const { alteration, report } of gene.filteredFusion) {
    if (judge(leaf, alteration).is === 'no') continue
    const text = alterationText(scope.index, alteration, report)
    open.push(`${text}: seen but failed the caller's filter: ${alteration.filter}.`)
  }
  if (open.length > 0) return notAssessed(joinNotes([...open, ...notes]))
  const answer = coverage(scope.index, { gene: leaf.gene, kind: 'fusion' })
  const explanation = joinSentences(answer.explanation, joinNotes(notes))
  return answer.tested ? notDetected(explanation, answer.reports) : notAssessed(explanation)
}

function judge(leaf: FusionLeaf, fusion: Fusion): Judgement {
  const { gene5, gene3, svType, inFrame } = fusion
  if (svType === 'exon skipping') return { is: 'no', note: '' }
  if (gene5 === gene3) return { is: 'no', note: 'a rearrangement inside one gene is not a fusion.' }
  if (inFrame === false) return { is: 'no', note: 'out of frame: no fusion protein, not counted.' }
  const partner = gene5 === leaf.gene ? gene3 : gene5
  if (partner === null) {
    if (leaf.partner !== undefined) return { is: 'unclear', note: 'partner not named: confirm by RNA.' }
    return svType === 'fusion'
      ? { is: 'hit', note: `Reported as a fusion; partner not named.${frameNote(inFrame)}` }
      : { is: 'unclear', note: 'the other end lies in no known gene: confirm by RNA.' }
  }
  if (leaf.partner !== undefined && partner !== leaf.partner) return { is: 'no', note: '' }
  if (leaf.exons !== undefined) {
    const [exon5, exon3] = [exonNumber(fusion.exon5), exonNumber(fusion.exon3)]
    if (exon5 === null || exon3 === null) {
      return { is: 'unclear', note: 'the exons at the junction are not stated.' }
    }
    if (exon5 !== leaf.exons[0] || exon3 !== leaf.exons[1]) {
      return { is: 'no', note: `joins exon ${exon5} to exon ${exon3}, which the source does not name.` }
    }
  }
  const side =
    gene3 === leaf.gene
      ? `${leaf.gene} is the 3' partner.`
      : `${leaf.gene} is written as the 5' partner: check that its functional domain is kept.`
  return { is: 'hit', note: `${side}${frameNote(inFrame)}` }
}

/** The number of a cell such as `20`, `E20` or `exon 20`; null where it holds none. */
function exonNumber(text: string | null): number | null {
  const found = /^\D*(\d+)/.exec(text ?? '')
  return found ? Number(found[1]) : null
}

function frameNote(inFrame: boolean | null): string {
  return inFrame === true ? ' In frame.' : ' Frame not stated.'
}
