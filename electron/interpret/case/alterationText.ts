import { formatProteinChange } from '../../../shared/hgvs.ts'
import type { Alteration, SmallVariant } from '../../../shared/model.ts'
import type { FindingsIndex, ReportFindings } from './findings.ts'

/** A fraction as percent text: `34%`, `4.5%`, `0.31%`. */
export function percentText(fraction: number): string {
  const percent = fraction * 100
  if (percent >= 10) return `${Math.round(percent)}%`
  if (percent >= 1) return `${Number(percent.toFixed(1))}%`
  return `${Number(percent.toPrecision(2))}%`
}

/** The change of a small variant without figures: `EGFR L858R`, `MET c.3028+1G>T`, `7:55259515 T>G`. */
export function variantName(index: FindingsIndex, variant: SmallVariant): string {
  const known = index.names.get(variant)
  if (known !== undefined) return known
  const name = writeName(index, variant)
  index.names.set(variant, name)
  return name
}

function writeName(index: FindingsIndex, variant: SmallVariant): string {
  const gene = variant.gene === null ? '' : `${variant.gene} `
  const change = index.change(variant)
  if (change && change.start !== null && change.kind !== 'unknown') {
    return `${gene}${formatProteinChange(change, 'one')}`
  }
  if (variant.hgvsC !== null && variant.hgvsC !== '') return `${gene}${variant.hgvsC}`
  return `${gene}${variant.chrom}:${variant.pos} ${shorten(variant.ref)}>${shorten(variant.alt)}`
}

function shorten(bases: string): string {
  return bases.length > 12 ? `${bases.slice(0, 10)}… (${bases.length} bases)` : bases
}

/** Any alteration as one line, with its figures and the specimen it was found in. */
export function alterationText(
  index: FindingsIndex,
  alteration: Alteration,
  report: ReportFindings | null,
): string {
  const { name, figures } = describe(index, alteration)
  // "normal" behind a phenotype would read as a result.
  const specimen = alteration.kind === 'haplotype' ? `specimen ${report?.specimen ?? ''}` : report?.specimen
  const parts = [...figures, ...(report?.specimen ? [specimen] : [])]
  return parts.length > 0 ? `${name} (${parts.join(', ')})` : name
}

function describe(index: FindingsIndex, alteration: Alteration): { name: string; figures: string[] } {
  switch (alteration.kind) {
    case 'smallVariant':
      return {
        name: variantName(index, alteration),
        figures: alteration.vaf === null ? [] : [`VAF ${percentText(alteration.vaf)}`],
      }
    case 'copyNumber': {
      const place =
        alteration.gene ?? `${alteration.chrom ?? '?'}:${alteration.start ?? '?'}-${alteration.end ?? '?'}`
      return {
        name: `${place} ${alteration.call}`,
        figures: alteration.copies === null ? [] : [`${Number(alteration.copies.toFixed(1))} copies`],
      }
    }
    case 'fusion': {
      const frame = alteration.inFrame === null ? [] : [alteration.inFrame ? 'in frame' : 'out of frame']
      const exons =
        alteration.exon5 === null && alteration.exon3 === null
          ? []
          : [`exons ${alteration.exon5 ?? '?'} and ${alteration.exon3 ?? '?'}`]
      return { name: fusionName(alteration), figures: [...exons, ...frame] }
    }
    case 'signature':
      return {
        name: [
          alteration.name,
          ...(alteration.value === null ? [] : [String(alteration.value)]),
          ...(alteration.value === null || alteration.unit === null ? [] : [alteration.unit]),
          ...(alteration.category === null ? [] : [alteration.category]),
        ].join(' '),
        figures: [],
      }
    case 'expression':
      return {
        name: [
          alteration.marker,
          ...(alteration.score === null ? [] : [alteration.score]),
          ...(alteration.value === null ? [] : [String(alteration.value)]),
          ...(alteration.category === null ? [] : [alteration.category]),
        ].join(' '),
        figures: alteration.clone === null ? [] : [`clone ${alteration.clone}`],
      }
    case 'haplotype':
      return {
        name: [alteration.gene, alteration.diplotype, alteration.phenotype]
          .filter((part) => part !== null)
          .join(' '),
        figures: alteration.activityScore === null ? [] : [`activity score ${alteration.activityScore}`],
      }
    case 'methylation':
      return {
        name: `${alteration.gene} promoter ${alteration.category}`,
        figures: alteration.percent === null ? [] : [`${alteration.percent}%`],
      }
    default: {
      const never: never = alteration
      return never
    }
  }
}

function fusionName(fusion: Extract<Alteration, { kind: 'fusion' }>): string {
  const { gene5, gene3, svType } = fusion
  if (svType === 'exon skipping') return `${gene5 ?? gene3 ?? '?'} exon skipping`
  if (gene5 !== null && gene5 === gene3) return `${gene5} intragenic ${svType}`
  if (gene5 === null || gene3 === null) return `${gene5 ?? gene3 ?? '?'} rearrangement, partner not named`
  return `${gene5}::${gene3} ${svType === 'fusion' ? 'fusion' : `rearrangement (${svType})`}`
}
