import type { Alteration, OtherAlteration, SmallVariant } from '../../shared/model.ts'
import { proteinShort } from '../variants/variantText.ts'

/** One alteration in a few words, e.g. `EGFR L858R`, `ERBB2 amplification, 24 copies`, `EML4::ALK fusion`. */
export function alterationText(one: Alteration): string {
  if (one.kind === 'smallVariant') return smallVariantText(one)
  return otherAlterationText(one)
}

export function smallVariantText(one: SmallVariant): string {
  const change = one.hgvsP === null ? one.hgvsC : proteinShort(one.hgvsP)
  const place = `${one.chrom}:${one.pos} ${one.ref}>${one.alt}`
  return one.gene === null ? place : `${one.gene} ${change ?? place}`
}

export function otherAlterationText(one: OtherAlteration): string {
  switch (one.kind) {
    case 'copyNumber': {
      const what = one.gene ?? `${one.chrom ?? '?'}:${one.start ?? '?'}-${one.end ?? '?'}`
      const size =
        one.copies !== null ? `, ${one.copies} copies` : one.log2 !== null ? `, log2 ${one.log2}` : ''
      return `${what} ${one.call}${size}`
    }
    case 'fusion': {
      if (one.svType === 'exon skipping')
        return `${one.gene5 ?? one.gene3 ?? '?'} exon ${one.exon5 ?? '?'} skipping`
      const kind = one.svType === 'fusion' ? 'fusion' : `rearrangement (${one.svType})`
      if (one.gene5 === null || one.gene3 === null)
        return `${one.gene5 ?? one.gene3 ?? 'unnamed'} ${kind}, partner not named`
      return `${one.gene5}::${one.gene3} ${kind}`
    }
    case 'signature':
      return [one.name, one.category, one.value === null ? null : `${one.value} ${one.unit ?? ''}`.trim()]
        .filter((part) => part !== null)
        .join(' ')
    case 'expression':
      return [one.marker, one.score, one.value, one.category].filter((part) => part !== null).join(' ')
    case 'haplotype':
      return [one.gene, one.diplotype, one.phenotype].filter((part) => part !== null).join(' ')
    case 'methylation':
      return `${one.gene} ${one.category}`
  }
}
