import type { GeneModel } from '../../../../electron/reports/geneModels.ts'
import type { ReferenceBases } from '../../../../electron/reports/normalise.ts'
import { reverseComplement } from '../../../../shared/geneticCode.ts'

/** A made-up gene on a made-up chromosome, and the same gene on the other strand of the mirrored chromosome. */
export interface Fixture {
  readonly chrom: string
  readonly model: GeneModel
  readonly bases: ReferenceBases
}

export function referenceOf(chrom: string): ReferenceBases {
  return {
    bases: (_, start, end) => (start < 0 || start >= chrom.length ? null : chrom.slice(start, end)),
  }
}

/** @param exons, cds 0-based half-open on the plus strand */
export function plusGene(
  chrom: string,
  exons: readonly (readonly [number, number])[],
  cds: readonly [number, number],
): Fixture {
  return { chrom, model: modelOf('+', exons, cds), bases: referenceOf(chrom) }
}

export function mirrored({ chrom, model }: Fixture): Fixture {
  const flip = (at: number): number => chrom.length - at
  const exons = [...model.exons].reverse().map(([start, end]) => [flip(end), flip(start)] as const)
  const other = reverseComplement(chrom)
  return {
    chrom: other,
    model: modelOf('-', exons, [flip(model.cdsEnd), flip(model.cdsStart)]),
    bases: referenceOf(other),
  }
}

function modelOf(
  strand: '+' | '-',
  exons: readonly (readonly [number, number])[],
  cds: readonly [number, number],
): GeneModel {
  return {
    gene: 'GENE',
    name: 'GENE-201',
    chrom: '1',
    strand,
    txStart: exons[0]?.[0] ?? 0,
    txEnd: exons.at(-1)?.[1] ?? 0,
    cdsStart: cds[0],
    cdsEnd: cds[1],
    exons,
    transcript: null,
    exact: true,
  }
}
