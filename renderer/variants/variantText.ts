import { shortProteinChange } from '../../shared/hgvs.ts'
import type { SmallVariant } from '../../shared/model.ts'

/** Small variants in words. */

export function proteinShort(hgvsP: string): string {
  return shortProteinChange(hgvsP)
}

/** Sequence Ontology terms as words: `missing start, splice region` of `start_lost&splice_region_variant`. */
export function consequenceText(consequence: string | null): string {
  if (consequence === null) return ''
  return consequence
    .split('&')
    .map((term) => term.replace(/_variant$/, '').replaceAll('_', ' '))
    .join(', ')
}

/** Long alleles are cut in the table; the side panel has them whole. */
export function alleleShort(bases: string): string {
  return bases.length > 12 ? `${bases.slice(0, 9)}… ${bases.length} bp` : bases
}

export function positionText(one: Pick<SmallVariant, 'chrom' | 'pos'>): string {
  return `${one.chrom}:${one.pos.toLocaleString('en')}`
}

/** FILTER and presence in words: why a variant is not counted as passed; null where it is. */
export function qualityProblem(one: Pick<SmallVariant, 'filter' | 'present'>): string | null {
  const reasons = [
    one.filter === 'PASS' || one.filter === '.' || one.filter === ''
      ? null
      : `caller’s filter: ${one.filter}`,
    one.present ? null : 'the tumor sample does not carry this allele',
  ].filter((part) => part !== null)
  return reasons.length === 0 ? null : reasons.join('; ')
}
