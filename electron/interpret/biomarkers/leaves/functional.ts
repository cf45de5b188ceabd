import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Origin, SmallVariant } from '../../../../shared/model.ts'
import { variantName } from '../../case/alterationText.ts'
import type { Found } from '../../case/findings.ts'
import type { Scope } from '../../scope.ts'
import {
  curatorWord,
  germlineWord,
  isNullVariant,
  lateTruncation,
  oncogenicReason,
  polymorphismReason,
  proteinEffect,
  significanceOf,
} from '../../variants/variantClass.ts'
import type { CuratorWord } from '../../variants/variantClass.ts'
import { either } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'
import { copyNumberLeaf } from './copyNumber.ts'
import { inResidues } from './protein.ts'
import { searchSmallVariants } from './search.ts'
import type { Answer } from './search.ts'

/** Leaves that ask what a variant does: oncogenic, loss of function, germline pathogenic. */

type LeafOf<K extends Leaf['leaf']> = Extract<Leaf, { leaf: K }>

export function oncogenicLeaf(scope: Scope, leaf: LeafOf<'oncogenic'>): Verdict {
  const small = searchSmallVariants(scope, {
    question: {
      gene: leaf.gene,
      kind: 'smallVariant',
      ...(leaf.codons === undefined ? {} : { codons: [leaf.codons] }),
    },
    origin: leaf.origin,
    ask: (found) => {
      const place = leaf.codons === undefined ? 'yes' : inResidues(scope, found.alteration, leaf.codons)
      if (place === 'no') return { is: 'no' }
      if (place === 'unclear' && oncogenicReason(scope, found.alteration) !== null) {
        return { is: 'unclear', note: `${variantName(scope.index, found.alteration)}: residue not stated.` }
      }
      const reason = oncogenicReason(scope, found.alteration)
      if (reason !== null)
        return { is: 'hit', specificity: 'functional class', explanation: `${capital(reason)}.` }
      return notCounted(scope, found)
    },
  })
  const role = scope.genes.roles.get(leaf.gene)
  const suppressor = role === 'tumor suppressor' || role === 'both'
  return suppressor && leaf.codons === undefined ? withDeletion(scope, leaf.gene, leaf.origin, small) : small
}

export function lossOfFunctionLeaf(scope: Scope, leaf: LeafOf<'lossOfFunction'>): Verdict {
  const small = searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant' },
    origin: leaf.origin,
    product: leaf.product,
    ask: (found) => {
      const word = curatorWord(scope, found.alteration)
      if (word !== null) return word.harmful ? curatorHit(word) : notCounted(scope, found)
      if (polymorphismReason(scope, found.alteration) !== null) return notCounted(scope, found)
      if (isNullVariant(scope.index, found.alteration) && lateTruncation(scope, found.alteration) === null) {
        return {
          is: 'hit',
          specificity: 'functional class',
          explanation: 'Truncating, essential splice-site or start-lost change.',
        }
      }
      if (significanceOf(found.alteration) === 'pathogenic') {
        return {
          is: 'hit',
          specificity: 'functional class',
          explanation: `Classed ${found.alteration.clinicalSignificance ?? 'pathogenic'} in the report.`,
        }
      }
      return notCounted(scope, found)
    },
  })
  return withDeletion(scope, leaf.gene, leaf.origin, small)
}

/** A homozygous deletion loses the gene too; copy-number calls are of the tumor, so germline leaves skip it. */
function withDeletion(scope: Scope, gene: string, origin: Origin | undefined, small: Verdict): Verdict {
  if (origin === 'germline') return small
  return either(small, copyNumberLeaf(scope, { leaf: 'copyNumber', gene, call: 'homozygous deletion' }))
}

export function germlinePathogenicLeaf(scope: Scope, leaf: LeafOf<'germlinePathogenic'>): Verdict {
  return searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant', germline: true },
    origin: 'germline',
    ask: (found) => {
      const word = germlineWord(scope, found.alteration)
      if (word !== null) return word.harmful ? curatorHit(word) : notCounted(scope, found)
      const significance = significanceOf(found.alteration)
      if (significance === 'pathogenic') {
        return {
          is: 'hit',
          specificity: 'functional class',
          explanation: `Germline, classed ${found.alteration.clinicalSignificance ?? 'pathogenic'} in the report.`,
        }
      }
      if (
        significance === null &&
        polymorphismReason(scope, found.alteration) === null &&
        isNullVariant(scope.index, found.alteration) &&
        lateTruncation(scope, found.alteration) === null
      ) {
        return {
          is: 'hit',
          specificity: 'functional class',
          explanation:
            'Germline null variant without a class in the report: a curator must confirm it by ACMG/AMP criteria.',
        }
      }
      return notCounted(scope, found)
    },
  })
}

/** Silent variants pass without a word; the others are named with the reason why they do not count. */
function notCounted(scope: Scope, found: Found<SmallVariant>): Answer {
  const effect = proteinEffect(scope.index, found.alteration)
  if (effect === 'silent') return { is: 'no' }
  const name = variantName(scope.index, found.alteration)
  const word = curatorWord(scope, found.alteration) ?? germlineWord(scope, found.alteration)
  if (word !== null) return { is: 'no', note: `${name} ${word.text}: not counted.` }
  const polymorphism = polymorphismReason(scope, found.alteration)
  if (polymorphism !== null) return { is: 'no', note: `${name} is ${polymorphism}: not counted.` }
  const late = lateTruncation(scope, found.alteration)
  return late === null
    ? { is: 'no', note: `${name}: variant of unknown significance: not counted.` }
    : { is: 'no', note: `${name}: not counted as a loss. ${late}` }
}

function curatorHit(word: CuratorWord): Answer {
  return { is: 'hit', specificity: 'functional class', explanation: `${capital(word.text)}.` }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
