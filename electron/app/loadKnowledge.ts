import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenomeBuild } from '../../shared/model.ts'
import type { MatchKnowledge } from '../interpret/matching/match.ts'
import type { ExonRange } from '../interpret/scope.ts'
import { hotspotLookup } from '../interpret/variants/hotspots.ts'
import { loadPack } from '../knowledge/loadPack.ts'
import { loadOncotree } from '../knowledge/oncotree.ts'
import { offsetOf, transcriptOf } from '../reports/consequence/transcript.ts'
import type { GeneModels } from '../reports/geneModels.ts'
import { knownVariantRows } from '../reports/knownVariants.ts'
import { geneModelsOf } from './geneModels.ts'
import { loadClassification } from './loadClassification.ts'

/** Everything that matching knows beyond the case, read from the resources folder. */
export async function loadKnowledge(resourcesDirectory: string): Promise<MatchKnowledge> {
  const packsFolder = join(resourcesDirectory, 'knowledge')
  const names = (await readdir(packsFolder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const [packs, oncotree, known, transcripts, models37, models38] = await Promise.all([
    Promise.all(names.map(({ name }) => loadPack(join(packsFolder, name)))),
    loadOncotree(join(resourcesDirectory, 'oncotree')),
    readFile(join(resourcesDirectory, 'genes', 'known-variants.tsv'), 'utf8'),
    readFile(join(resourcesDirectory, 'genes', 'transcripts.tsv'), 'utf8'),
    geneModelsOf(resourcesDirectory, 'GRCh37'),
    geneModelsOf(resourcesDirectory, 'GRCh38'),
  ])
  const canonical = canonicalTranscripts(transcripts)
  const models: Readonly<Record<GenomeBuild, GeneModels>> = { GRCh37: models37, GRCh38: models38 }
  return {
    packs,
    oncotree,
    isHotspot: hotspotLookup(knownVariantRows(known)),
    canonicalTranscripts: (gene) => canonical.get(gene) ?? [],
    exonRange: (gene, exon, build) => exonRange(models[build], gene, exon),
    residueAt: (gene, build, chrom, pos) => residueAt(models[build], gene, chrom, pos),
    classification: await loadClassification(resourcesDirectory, models),
  }
}

/** Ensembl and RefSeq names of each gene's canonical transcript, from `transcripts.tsv`. */
function canonicalTranscripts(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const titles = (lines[0] ?? '').split('\t')
  const byGene = new Map<string, string[]>()
  for (const line of lines.slice(1)) {
    const cells = line.split('\t')
    const cell = (title: string): string => cells[titles.indexOf(title)] ?? ''
    const names = [cell('ensembl_transcript'), cell('refseq_transcript')].filter((name) => name !== '')
    byGene.set(cell('gene'), [...(byGene.get(cell('gene')) ?? []), ...names])
  }
  return byGene
}

/** The place of an exon, counted along the transcript; null where the model's edges are not proved to the base. */
function exonRange(models: GeneModels, gene: string, exon: number): ExonRange | null {
  const [model] = models.of(gene)
  if (model === undefined || !model.exact) return null
  const range = model.exons[model.strand === '+' ? exon - 1 : model.exons.length - exon]
  return range === undefined ? null : { chrom: model.chrom, start: range[0] + 1, end: range[1] }
}

/** The residue that a base codes on the preferred transcript; null where the model's edges are not proved to the base. */
function residueAt(models: GeneModels, gene: string, chrom: string, pos: number): number | null {
  const [model] = models.of(gene)
  if (model === undefined || !model.exact || model.chrom !== chrom) return null
  const transcript = transcriptOf(model)
  const offset = offsetOf(transcript, pos - 1)
  if (offset === null || offset < transcript.cdsFrom || offset >= transcript.cdsTo) return null
  return Math.floor((offset - transcript.cdsFrom) / 3) + 1
}
