import type { SmallVariant } from '../../../shared/model.ts'

/** The Sequence Ontology terms of a variant, lower case. */
export function consequenceTerms(variant: SmallVariant): string[] {
  return (variant.consequence ?? '')
    .split(/[&,]/)
    .map((term) => term.trim().toLowerCase())
    .filter((term) => term !== '')
}
