import { mainProduct, productOf } from '../../../shared/geneProducts.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { Found } from '../case/findings.ts'

/**
 * A call as the product sees it that a source speaks of. CDKN2A codes two proteins in two frames: a change of
 * p14ARF says nothing of p16INK4a, and a bare `R58*` does not say which one it means.
 */
export type ProductView =
  | { readonly is: 'same'; readonly found: Found<SmallVariant> }
  | { readonly is: 'untouched'; readonly note: string }
  | { readonly is: 'open'; readonly note: string }

/**
 * @param wanted the product that the source names; absent: the one that its gene symbol stands for
 * @param name how the call is written on screen
 */
export function onProduct(
  gene: string,
  wanted: string | undefined,
  found: Found<SmallVariant>,
  name: string,
): ProductView {
  const main = mainProduct(gene)
  const variant = found.alteration
  if (main === null || variant.gene !== gene) return { is: 'same', found }
  const product = wanted ?? main
  const own = variant.transcript === null ? null : productOf(gene, variant.transcript)
  if (own === product) return { is: 'same', found }
  const other = variant.otherProduct
  if (own !== null && other?.product === product) {
    const { transcript, hgvsC, hgvsP, consequence } = other
    return {
      is: 'same',
      found: { ...found, alteration: { ...variant, transcript, hgvsC, hgvsP, consequence } },
    }
  }
  if (own === null) {
    return {
      is: 'open',
      note: `${name}: ${gene} makes two proteins and the report does not say on which transcript it counts; for ${product} check the genome view.`,
    }
  }
  // Caseboard looked at every transcript that it has: the other product does not reach this place.
  if (variant.annotationSource === 'computed' || variant.annotationSource === 'coordinate')
    return { is: 'untouched', note: `${name} lies in ${own}, not in ${product}.` }
  return { is: 'open', note: `${name} is annotated on ${own}; what it does to ${product} is not stated.` }
}
