import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenomeBuild } from '../../shared/model.ts'
import { hotspotCounts } from '../interpret/variants/classificationKnowledge.ts'
import type {
  ClassificationKnowledge,
  CodingModel,
  PredispositionGene,
  SecondaryFindingGene,
} from '../interpret/variants/classificationKnowledge.ts'
import type { GeneModel, GeneModels } from '../reports/geneModels.ts'

/** The tables of resources/genes that classification reads; how they were made stands in resources/build. */
export async function loadClassification(
  resourcesDirectory: string,
  models: Readonly<Record<GenomeBuild, GeneModels>>,
): Promise<ClassificationKnowledge> {
  const table = async (name: string): Promise<Record<string, string>[]> =>
    tableRows(await readFile(join(resourcesDirectory, 'genes', name), 'utf8'))
  const [counts, predisposition, secondary] = await Promise.all([
    table('hotspot-counts.tsv'),
    table('predisposition-genes.tsv'),
    table('secondary-findings.tsv'),
  ])
  const genes = new Map(
    predisposition.map((row): [string, PredispositionGene] => [
      row['gene'] ?? '',
      {
        mechanism: row['mechanism'] === '' ? null : (row['mechanism'] ?? null),
        inheritance: row['inheritance'] === '' ? null : (row['inheritance'] ?? null),
        namedBy: row['named by'] ?? '',
      },
    ]),
  )
  const findings = Map.groupBy(
    secondary.map((row): SecondaryFindingGene & { readonly gene: string } => ({
      gene: row['gene'] ?? '',
      condition: row['condition'] ?? '',
      cancer: row['category'] === 'cancer',
      report: returnRule(row['report'] ?? ''),
    })),
    ({ gene }) => gene,
  )
  return {
    hotspots: hotspotCounts(
      counts.map((row) => ({
        gene: row['gene'] ?? '',
        position: Number(row['position']),
        alt: row['alt'] ?? '',
        samples: Number(row['samples']),
      })),
      'Cancer Hotspots, first release of 11,119 tumors, PMID 26619011',
      true,
    ),
    codingModel: (gene, build) => rememberedModel(models[build].of(gene)[0]),
    predisposition: (gene) => genes.get(gene) ?? null,
    predispositionSource: 'CPSR’s list of predisposition genes',
    secondaryFindings: (gene) => findings.get(gene) ?? [],
    secondaryFindingsVersion: 'ACMG SF v3.2',
    germlineGenes: [...new Set([...genes.keys(), ...findings.keys()])],
  }
}

/** Rows of a tab-separated table with a header row, comment lines left out. */
function tableRows(text: string): Record<string, string>[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const titles = (lines[0] ?? '').split('\t')
  return lines.slice(1).map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? '']))
  })
}

function returnRule(text: string): SecondaryFindingGene['report'] {
  switch (text) {
    case 'all':
    case 'biallelic':
    case 'homozygous p.C282Y':
    case 'truncating':
      return text
    default:
      throw new Error(`resources/genes/secondary-findings.tsv: no rule "${text}".`)
  }
}

const codingModels = new WeakMap<GeneModel, CodingModel | null>()

/** Asked about with every variant that is weighed: made once. */
function rememberedModel(model: GeneModel | undefined): CodingModel | null {
  if (model === undefined) return null
  let known = codingModels.get(model)
  if (known === undefined) codingModels.set(model, (known = codingModel(model)))
  return known
}

/** From 0-based half-open to 1-based inclusive, exons in the order of the transcript. */
function codingModel(model: GeneModel): CodingModel | null {
  if (!model.exact || model.cdsEnd <= model.cdsStart) return null
  const exons = model.exons.map(([start, end]): [number, number] => [start + 1, end])
  return {
    transcript: model.transcript ?? model.name,
    chrom: model.chrom,
    strand: model.strand,
    exons: model.strand === '+' ? exons : exons.reverse(),
    codingStart: model.cdsStart + 1,
    codingEnd: model.cdsEnd,
  }
}
