import type { GenomeBuild } from '../../../shared/model.ts'
import { emptyRow } from '../batchWriter.ts'
import { normaliseChrom } from '../chromosomes.ts'
import type { GeneModels } from '../geneModels.ts'
import { createAnnotationReader } from './annotation.ts'
import { readGenotype } from './genotype.ts'
import type { VcfHeader } from './header.ts'
import { createTexts } from './byteText.ts'
import { alleleReads, cutSample, layoutOf, noSampleValues, valueText } from './sampleFields.ts'
import type { SampleVerdict } from './samples.ts'

/** At least this many records must speak before the header is doubted. */
const ENOUGH = 5

/**
 * Doubts a pair of samples whose roles the first records turn round: the sample taken for the tumor carries
 * almost none of the alleles, the one taken for the normal nearly all. Renamed or re-ordered columns do that,
 * and every finding would be lost.
 *
 * @param lines records without line ends
 * @returns the samples, or none and the reason where the user must choose
 */
export function checkSamples(
  header: VcfHeader,
  found: SampleVerdict,
  lines: readonly string[],
): SampleVerdict {
  if (found.tumor === null || found.normal === null) return found
  const columns = [found.tumor, found.normal].map((name) => header.samples.indexOf(name) + 9)
  const carried = [0, 0]
  const values = noSampleValues()
  let total = 0
  for (const line of lines) {
    const cells = line.split('\t')
    const ref = cells[3] ?? ''
    const alt = cells[4] ?? ''
    if (!/^[ACGTN]+$/i.test(alt)) continue
    const layout = layoutOf(cells[8] ?? '', header.format)
    total++
    columns.forEach((column, i) => {
      const bytes = Buffer.from(cells[column] ?? '')
      cutSample(values, bytes, 0, bytes.length)
      const genotype = readGenotype(valueText(values, layout.gt), 1).carries
      const { altDepth } = alleleReads(layout, values, 1, 1, ref, alt, {
        depth: NaN,
        altDepth: NaN,
        vaf: NaN,
      })
      if (genotype === 'allele' || (genotype === 'uncalled' && altDepth > 0))
        carried[i] = (carried[i] ?? 0) + 1
    })
  }
  const [tumor = 0, normal = 0] = carried
  if (total < ENOUGH || tumor > total * 0.2 || normal < total * 0.8) return found
  return { tumor: null, normal: null, evidence: '' }
}

/**
 * Counts, over annotated records, in which build the annotated gene lies at the record's position. Genes that
 * both builds have there say nothing.
 */
export function voteForBuild(
  header: VcfHeader,
  models: Readonly<Record<GenomeBuild, GeneModels | null>>,
  lines: readonly string[],
): Readonly<Record<GenomeBuild, number>> {
  const votes = { GRCh37: 0, GRCh38: 0 }
  const { annotation } = header
  if (annotation === null || models.GRCh37 === null || models.GRCh38 === null) return votes
  const reader = createAnnotationReader(annotation, null, createTexts())
  const row = emptyRow()
  for (const line of lines) {
    const cells = line.split('\t')
    const value = (cells[7] ?? '').split(';').find((part) => part.startsWith(`${annotation.key}=`))
    const chrom = normaliseChrom(cells[0] ?? '')
    if (value === undefined || chrom === null) continue
    row.gene = ''
    const bytes = Buffer.from(value.slice(annotation.key.length + 1))
    reader.annotate(bytes, 0, bytes.length, row, cells[3] ?? '', [cells[4] ?? ''], 1)
    const in37 = liesIn(models.GRCh37, row.gene, chrom, Number(cells[1]))
    const in38 = liesIn(models.GRCh38, row.gene, chrom, Number(cells[1]))
    if (in37 !== in38) votes[in37 ? 'GRCh37' : 'GRCh38']++
  }
  return votes
}

/** Annotators name a gene up to 5,000 bases around it. */
const NEAR = 5000

function liesIn(models: GeneModels, gene: string, chrom: string, pos: number): boolean {
  return models
    .of(gene)
    .some((model) => model.chrom === chrom && pos > model.txStart - NEAR && pos <= model.txEnd + NEAR)
}
