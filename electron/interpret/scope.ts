import { parseProteinChange } from '../../shared/hgvs.ts'
import type { ProteinChange } from '../../shared/hgvs.ts'
import type { GeneRole } from '../../shared/knowledge.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import type { FindingsIndex } from './findings.ts'
import type { HotspotLookup } from './hotspots.ts'
import type { Verdict } from './verdict.ts'

/** What evaluation knows about genes beyond the case: all lookups are by current HGNC symbol. */
export interface GeneContext {
  readonly isHotspot: HotspotLookup
  readonly roles: ReadonlyMap<string, GeneRole['role']>
  /** Canonical transcripts of a gene (Ensembl and RefSeq, with or without version); empty where unknown. */
  readonly canonicalTranscripts: (gene: string) => readonly string[]
  /** Genomic range of an exon of the canonical transcript (1-based, inclusive); null where unknown. */
  readonly exonRange: (gene: string, exon: number, build: GenomeBuild) => ExonRange | null
  /** Residue (1-based) of the canonical transcript that a base (1-based) codes; null outside the CDS or where unproved. */
  readonly residueAt: (gene: string, build: GenomeBuild, chrom: string, pos: number) => number | null
}

export interface ExonRange {
  readonly chrom: string
  readonly start: number
  readonly end: number
}

export const NO_GENE_CONTEXT: GeneContext = {
  isHotspot: () => false,
  roles: new Map(),
  canonicalTranscripts: () => [],
  exonRange: () => null,
  residueAt: () => null,
}

/** One evaluation's surroundings: the indexed case, the gene knowledge, and a memory of parsed changes. */
export interface Scope {
  readonly index: FindingsIndex
  readonly genes: GeneContext
  /** A protein change written in a knowledge pack, parsed once. */
  readonly parsed: (text: string) => ProteinChange
  /** Leaves already answered, by their JSON: packs ask about the same biomarker for many drugs. */
  readonly verdicts: Map<string, Verdict>
}

export function makeScope(index: FindingsIndex, genes: GeneContext): Scope {
  const memory = new Map<string, ProteinChange>()
  return {
    index,
    genes,
    verdicts: new Map(),
    parsed: (text) => {
      const known = memory.get(text)
      if (known) return known
      const change = parseProteinChange(text)
      memory.set(text, change)
      return change
    },
  }
}
