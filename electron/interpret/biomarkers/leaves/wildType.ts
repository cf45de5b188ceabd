import type { Leaf } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { variantName } from '../../case/alterationText.ts'
import { coverage } from '../../case/coverage.ts'
import type { Found } from '../../case/findings.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { comparability } from '../../variants/transcripts.ts'
import { oncogenicReason, polymorphismReason, proteinEffect } from '../../variants/variantClass.ts'
import { notAssessed, sortHits } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'
import { inResidues } from './protein.ts'
import { filteredNote, hitOf, joinSentences } from './search.ts'

type WildTypeLeaf = Extract<Leaf, { leaf: 'wildType' }>

/**
 * Wild type means tested and not detected. Any non-silent change in the range speaks against it, oncogenic or
 * not; an unclear or filtered one leaves it open; without coverage it stays open however clean the report is.
 */
export function wildTypeLeaf(scope: Scope, leaf: WildTypeLeaf): Verdict {
  const gene = scope.index.gene(leaf.gene)
  const against: Hit[] = []
  const open: string[] = []
  const notes: string[] = []

  for (const found of gene.small) {
    const place = placeOf(scope, leaf, found)
    const name = variantName(scope.index, found.alteration)
    if (place === 'silent') continue
    if (place === 'outside') {
      notes.push(`${name} lies outside the residues that the source lists.`)
      continue
    }
    const polymorphism = polymorphismReason(scope, found.alteration)
    if (polymorphism !== null) notes.push(`${name} is ${polymorphism}: not counted.`)
    else if (place === 'unclear') {
      open.push(
        joinSentences(`${name}: place or effect not stated.`, comparability(scope, found.alteration).note),
      )
    } else against.push(hitOf(scope, found, 'gene', againstText(scope, leaf, found)))
  }
  if (against.length > 0) {
    return { truth: 'false', hits: sortHits(against), testedIn: [], explanation: '' }
  }

  for (const found of gene.filteredSmall) {
    const place = placeOf(scope, leaf, found)
    if (place === 'inside' || place === 'unclear') open.push(filteredNote(scope, found))
  }
  if (open.length > 0) return notAssessed(joinSentences(joinNotes(open), joinNotes(notes)))

  const codons = leaf.codons
  const answer = coverage(scope.index, {
    gene: leaf.gene,
    kind: 'smallVariant',
    ...(codons === undefined ? {} : { codons }),
  })
  if (!answer.tested) return notAssessed(joinSentences(answer.explanation, joinNotes(notes)))
  return {
    truth: 'true',
    hits: [],
    testedIn: answer.reports,
    explanation: joinSentences(answer.explanation, joinNotes(notes)),
    specificity: codons === undefined ? 'gene' : 'codon',
  }
}

function placeOf(
  scope: Scope,
  leaf: WildTypeLeaf,
  found: Found<SmallVariant>,
): 'inside' | 'outside' | 'silent' | 'unclear' {
  const effect = proteinEffect(scope.index, found.alteration)
  if (effect === 'silent') return 'silent'
  if (leaf.codons === undefined) return effect === 'changed' ? 'inside' : 'unclear'
  const places = leaf.codons.map((range) => inResidues(scope, found.alteration, range))
  if (places.includes('yes')) return effect === 'changed' ? 'inside' : 'unclear'
  return places.includes('unclear') ? 'unclear' : 'outside'
}

function againstText(scope: Scope, leaf: WildTypeLeaf, found: Found<SmallVariant>): string {
  const oncogenic = oncogenicReason(scope, found.alteration)
  if (oncogenic !== null) return `Not wild type: ${oncogenic}.`
  return leaf.codons === undefined
    ? 'Not wild type: a variant of unknown significance, and the source lists no residues; the board must judge it.'
    : 'Not wild type: a change in the residues that the source lists.'
}
