import type { ProteinChange } from '../../../shared/hgvs.ts'
import type { GenomeBuild } from '../../../shared/model.ts'

/** Samples of a public series with this very change, and with any non-truncating change of its residue. */
export interface HotspotCount {
  readonly sameChange: number
  readonly residue: number
}

/** Where the counts come from; `lowerBound` where a larger release exists that the table does not hold. */
export interface HotspotCounts {
  readonly source: string
  readonly lowerBound: boolean
  /** Null where the residue is not in the table, which does not mean that it is no hot spot. */
  of(gene: string, change: ProteinChange): HotspotCount | null
}

/** The coding part of a transcript: 1-based inclusive genomic ranges, in the order of the transcript. */
export interface CodingModel {
  readonly transcript: string
  readonly chrom: string
  readonly strand: '+' | '-'
  readonly exons: readonly (readonly [start: number, end: number])[]
  readonly codingStart: number
  readonly codingEnd: number
}

export interface PredispositionGene {
  /** `LoF`, `GoF`, `GoF/LoF`; null where no source states it. */
  readonly mechanism: string | null
  readonly inheritance: string | null
  readonly namedBy: string
}

export interface SecondaryFindingGene {
  readonly condition: string
  readonly cancer: boolean
  readonly report: 'all' | 'biallelic' | 'homozygous p.C282Y' | 'truncating'
}

/** What classification knows of genes; every lookup is by current HGNC symbol and may know nothing. */
export interface ClassificationKnowledge {
  readonly hotspots: HotspotCounts
  /** The canonical transcript; null where its edges are not proved to the base. */
  readonly codingModel: (gene: string, build: GenomeBuild) => CodingModel | null
  readonly predisposition: (gene: string) => PredispositionGene | null
  readonly predispositionSource: string
  readonly secondaryFindings: (gene: string) => readonly SecondaryFindingGene[]
  /** `ACMG SF v3.2`. */
  readonly secondaryFindingsVersion: string
  /** All genes of the two lists above: whose germline variants a case's flags speak of. */
  readonly germlineGenes: readonly string[]
}

export const NO_CLASSIFICATION: ClassificationKnowledge = {
  hotspots: { source: 'no table of hot-spot counts', lowerBound: true, of: () => null },
  codingModel: () => null,
  predisposition: () => null,
  predispositionSource: 'no list of predisposition genes',
  secondaryFindings: () => [],
  secondaryFindingsVersion: 'no list of secondary findings',
  germlineGenes: [],
}

/**
 * Counts per residue from table rows. Stops are left out of a residue's sum and never counted themselves: a
 * recurrent stop is loss of function and no hot spot (Horak et al. 2022, PMID 35101336, note to OS3).
 */
export function hotspotCounts(
  rows: Iterable<{
    readonly gene: string
    readonly position: number
    readonly alt: string
    readonly samples: number
  }>,
  source: string,
  lowerBound: boolean,
): HotspotCounts {
  const changes = new Map<string, number>()
  const residues = new Map<string, number>()
  for (const { gene, position, alt, samples } of rows) {
    if (alt === '*') continue
    const residue = `${gene} ${position}`
    residues.set(residue, (residues.get(residue) ?? 0) + samples)
    changes.set(`${residue} ${alt}`, (changes.get(`${residue} ${alt}`) ?? 0) + samples)
  }
  return {
    source,
    lowerBound,
    of(gene, change) {
      if (change.kind !== 'substitution' || change.start === null || change.alt === null) return null
      const residue = `${gene} ${change.start}`
      const total = residues.get(residue)
      return total === undefined
        ? null
        : { residue: total, sameChange: changes.get(`${residue} ${change.alt}`) ?? 0 }
    },
  }
}
