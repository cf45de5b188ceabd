import { codingPositions } from '../../../../shared/codingChange.ts'
import type { Leaf } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { variantName } from '../../case/alterationText.ts'
import type { Scope } from '../../scope.ts'
import { consequenceTerms } from '../../variants/consequenceTerms.ts'
import { comparability } from '../../variants/transcripts.ts'
import { isEssentialSplice, isNullVariant, polymorphismReason } from '../../variants/variantClass.ts'
import type { Verdict } from '../verdict.ts'
import { changeType, inExon, inFrameByLength, inResidues } from './protein.ts'
import type { Tri } from './protein.ts'
import { joinSentences, searchSmallVariants } from './search.ts'

type VariantTypeLeaf = Extract<Leaf, { leaf: 'variantType' }>

/** A class of small variant: truncating, frameshift, missense, splice site ... by protein change or consequence. */
export function variantTypeLeaf(scope: Scope, leaf: VariantTypeLeaf): Verdict {
  return searchSmallVariants(scope, {
    question: {
      gene: leaf.gene,
      kind: 'smallVariant',
      ...(leaf.codons === undefined ? {} : { codons: [leaf.codons] }),
    },
    origin: leaf.origin,
    ask: ({ alteration }) => {
      const type = typeOf(scope, alteration, leaf.is)
      if (type === 'no') return { is: 'no' }
      const where = placeOf(scope, alteration, leaf)
      if (where === 'no') return { is: 'no' }
      const name = variantName(scope.index, alteration)
      const polymorphism = polymorphismReason(scope, alteration)
      if (polymorphism !== null) return { is: 'no', note: `${name} is ${polymorphism}: not counted.` }
      const { note } = comparability(scope, alteration)
      if (type === 'unclear' || where === 'unclear') {
        return {
          is: 'unclear',
          note: joinSentences(`${name}: place or kind of change not stated.`, note),
        }
      }
      return {
        is: 'hit',
        specificity: leaf.exon === undefined && leaf.codons === undefined ? 'functional class' : 'exon',
        explanation: joinSentences(
          `${leaf.is.charAt(0).toUpperCase()}${leaf.is.slice(1)} change${leaf.exon === undefined ? '' : ` in exon ${leaf.exon}`}.`,
          note,
        ),
      }
    },
  })
}

function typeOf(scope: Scope, variant: SmallVariant, wanted: VariantTypeLeaf['is']): Tri {
  const kind = scope.index.change(variant)?.kind ?? 'unknown'
  const terms = consequenceTerms(variant)
  const unknown = kind === 'unknown' && terms.length === 0
  const answer = (is: boolean): Tri => (is ? 'yes' : unknown ? 'unclear' : 'no')
  switch (wanted) {
    case 'truncating':
      return answer(isNullVariant(scope.index, variant))
    case 'frameshift':
      return answer(kind === 'frameshift' || terms.includes('frameshift_variant'))
    case 'nonsense':
      return answer(kind === 'nonsense' || terms.includes('stop_gained'))
    case 'splice site':
      return answer(isEssentialSplice(variant))
    case 'missense':
      return answer(changeType(scope, variant) === 'missense')
    case 'in-frame deletion':
    case 'in-frame insertion':
      return answer(wanted === `in-frame ${changeType(scope, variant) ?? ''}` && inFrameByLength(variant))
    case 'tandem duplication':
      // An insertion is one only where it repeats its neighbours, which the change alone does not tell.
      if (kind === 'duplication') return 'yes'
      return kind === 'insertion' || (kind === 'unknown' && changeType(scope, variant) === 'insertion')
        ? 'unclear'
        : answer(false)
    default: {
      const never: never = wanted
      return never
    }
  }
}

function placeOf(scope: Scope, variant: SmallVariant, leaf: VariantTypeLeaf): Tri {
  if (leaf.exon === undefined && leaf.codons === undefined) return 'yes'
  if (leaf.is === 'splice site' && leaf.codons !== undefined) {
    const place = variant.hgvsC === null ? null : codingPositions(variant.hgvsC)
    if (place !== null) {
      if (!comparability(scope, variant).comparable) return 'unclear'
      const residue = Math.ceil(place.start.base / 3)
      // The site's residue is counted on either side of the intron by different tools.
      return residue >= leaf.codons[0] - 1 && residue <= leaf.codons[1] + 1 ? 'yes' : 'no'
    }
  }
  if (leaf.exon !== undefined) return inExon(scope, variant, leaf.exon, leaf.codons)
  return leaf.codons === undefined ? 'yes' : inResidues(scope, variant, leaf.codons)
}
