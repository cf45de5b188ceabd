import type { Leaf } from '../../../../shared/knowledge.ts'
import type { CopyNumber } from '../../../../shared/model.ts'
import { alterationText } from '../../case/alterationText.ts'
import { coverage } from '../../case/coverage.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { detected, notAssessed, notDetected } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'
import { joinSentences } from './search.ts'

type CopyNumberLeaf = Extract<Leaf, { leaf: 'copyNumber' }>

/** Amplification, loss or homozygous deletion of a gene. A gain is not an amplification. */
export function copyNumberLeaf(scope: Scope, leaf: CopyNumberLeaf): Verdict {
  const gene = scope.index.gene(leaf.gene)
  const hits: Hit[] = []
  const notes: string[] = []
  const open: string[] = []
  for (const { alteration, report } of gene.copyNumber) {
    const answer = judge(leaf, alteration)
    const text = alterationText(scope.index, alteration, report)
    if (answer.fits)
      hits.push({ alteration, report, text, specificity: 'exact change', explanation: answer.note })
    else if (answer.note !== '') notes.push(`${text}: ${answer.note}`)
  }
  if (hits.length > 0) return detected(hits)
  for (const { alteration, report } of gene.filteredCopyNumber) {
    if (!judge(leaf, alteration).fits) continue
    const text = alterationText(scope.index, alteration, report)
    open.push(`${text}: seen but failed the caller's filter: ${alteration.filter}.`)
  }
  if (open.length > 0) return notAssessed(joinNotes([...open, ...notes]))
  const answer = coverage(scope.index, { gene: leaf.gene, kind: 'copyNumber' })
  const explanation = joinSentences(answer.explanation, joinNotes(notes))
  return answer.tested ? notDetected(explanation, answer.reports) : notAssessed(explanation)
}

function judge(leaf: CopyNumberLeaf, found: CopyNumber): { fits: boolean; note: string } {
  switch (leaf.call) {
    case 'amplification':
      return judgeAmplification(leaf.minimumCopies, found)
    case 'homozygous deletion':
      return found.call === 'homozygous deletion' || found.copies === 0
        ? { fits: true, note: 'Homozygous deletion.' }
        : {
            fits: false,
            note: found.call === 'loss' ? 'a loss of one copy is not a homozygous deletion.' : '',
          }
    case 'loss':
      return found.call === 'loss' || found.call === 'homozygous deletion'
        ? { fits: true, note: 'Copy loss.' }
        : { fits: false, note: '' }
    case 'gain':
      return found.call === 'gain' || found.call === 'amplification'
        ? { fits: true, note: 'Copy gain.' }
        : { fits: false, note: '' }
    case 'loss of heterozygosity':
      return found.call === 'copy-neutral LOH' || found.call === 'loss'
        ? { fits: true, note: 'One parental copy is lost.' }
        : { fits: false, note: '' }
    default: {
      const never: never = leaf.call
      return never
    }
  }
}

function judgeAmplification(
  minimum: number | undefined,
  { call, copies }: CopyNumber,
): { fits: boolean; note: string } {
  if (minimum !== undefined && copies !== null) {
    return copies >= minimum
      ? { fits: true, note: `${copies} copies reach the source's cut-off of ${minimum}.` }
      : { fits: false, note: `below the source's cut-off of ${minimum} copies.` }
  }
  if (call === 'amplification') {
    return {
      fits: true,
      note:
        minimum === undefined
          ? 'Called amplified.'
          : `Called amplified by the assay's own rule; the copy number that the source asks for (${minimum}) is not stated.`,
    }
  }
  return { fits: false, note: call === 'gain' ? 'a gain is not an amplification.' : '' }
}
