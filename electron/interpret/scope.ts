import { parseProteinChange } from '../../shared/hgvs.ts'
import type { ProteinChange } from '../../shared/hgvs.ts'
import type { Diplotype, GeneRole } from '../../shared/knowledge.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import type { Judged, Verdict } from './biomarkers/verdict.ts'
import type { FindingsIndex } from './case/findings.ts'
import { NO_CLASSIFICATION } from './variants/classificationKnowledge.ts'
import type { ClassificationKnowledge } from './variants/classificationKnowledge.ts'
import type { HotspotLookup } from './variants/hotspots.ts'

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
  readonly classification: ClassificationKnowledge
  /** What a diplotype means by the installed tables; null where none has it. */
  readonly diplotypeMeaning: (gene: string, diplotype: string) => Diplotype | null
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
  classification: NO_CLASSIFICATION,
  diplotypeMeaning: () => null,
}

/** One evaluation's surroundings: the indexed case, the gene knowledge, and a memory of parsed changes. */
export interface Scope {
  readonly index: FindingsIndex
  readonly genes: GeneContext
  /** A protein change written in a knowledge pack, parsed once. */
  readonly parsed: (text: string) => ProteinChange
  /** Leaves already answered, by number (evaluate.ts): packs ask about the same biomarker for many drugs. */
  readonly verdicts: Map<number, Verdict>
  /** Their reasons, by the same number; under `not` by the negative one. */
  readonly reasons: Map<number, readonly Judged[]>
}

/** Protein changes of packs, parsed once for all cases; a report's own are kept with the report. */
const parsedChanges = new Map<string, ProteinChange>()
const MOST_PARSED = 100_000

function parseOnce(text: string): ProteinChange {
  const known = parsedChanges.get(text)
  if (known !== undefined) return known
  if (parsedChanges.size >= MOST_PARSED) parsedChanges.clear()
  const change = parseProteinChange(text)
  parsedChanges.set(text, change)
  return change
}

export function makeScope(index: FindingsIndex, genes: GeneContext): Scope {
  return { index, genes, verdicts: new Map(), reasons: new Map(), parsed: parseOnce }
}
