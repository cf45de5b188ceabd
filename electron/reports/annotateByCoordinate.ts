import { parseProteinChange, sameProteinChange, shortProteinChange } from '../../shared/hgvs.ts'
import { productOf } from '../../shared/geneProducts.ts'
import type { VariantRow } from './batchWriter.ts'
import type { BuildContext } from './annotationContext.ts'
import { consequenceOn, rankOf } from './consequence/consequenceOn.ts'
import type { TranscriptConsequence } from './consequence/consequenceOn.ts'
import { editOf } from './consequence/edit.ts'
import type { GeneModel, GeneModels } from './geneModels.ts'
import type { KnownVariant } from './knownVariants.ts'
import type { ReferenceBases } from './normalise.ts'
import type { CountedSentence, ReadLog } from './readLog.ts'

/** Annotators name a gene up to 5,000 bases around it (VEP's default). */
const NEAR = 5000

/**
 * Annotates a row that the file left without gene, from its place: gene, exon, consequence, HGVS c. and, where the
 * sequence is known, p., on the preferred transcript (MANE Select where verified). A model that is not proved
 * to the base gives the gene alone. Variants of the table of known ones keep the name that the field uses; where
 * table and computation disagree, the log says so.
 */
export function annotateByCoordinate(row: VariantRow, context: BuildContext, log: ReadLog): void {
  const known = context.known?.find(row.chrom, row.pos, row.ref, row.alt) ?? null
  const computed = context.models === null ? null : bestAt(row, context)
  if (known === null) {
    if (computed !== null) take(row, computed)
    if (computed?.contradicted === true) log.count(CONTRADICTED)
    return
  }
  row.annotationSource = 'coordinate'
  row.gene = known.gene
  row.hgvsP = known.hgvsP
  row.hgvsC = known.hgvsC
  row.transcript = known.transcript
  row.consequence = known.consequence
  if (computed === null || computed.model.gene !== known.gene) return
  const { model, found } = computed
  if (model.exact && row.hgvsC === '') row.transcript ||= nameOf(model)
  if (found === null) return
  row.exon ||= found.exon
  if (found.hgvsP === '' || known.hgvsP === '' || known.modelP === '') return
  const own = parseProteinChange(found.hgvsP)
  if (!sameProteinChange(own, parseProteinChange(known.modelP))) {
    log.warn(
      `${row.chrom}:${row.pos} ${row.ref}>${row.alt} is listed as ${known.gene} ${shortProteinChange(known.modelP)}, but the reference gives ${shortProteinChange(found.hgvsP)}: the listed name was kept, check it.`,
    )
    return
  }
  // Where the field numbers another transcript its name stays, and no transcript is claimed.
  if (sameProteinChange(own, parseProteinChange(known.hgvsP))) take(row, computed)
  else row.transcript = ''
}

const CONTRADICTED: CountedSentence = {
  one: 'REF of 1 allele in known genes differs from the reference sequence: named from the place alone, without a protein change. Check the genome build.',
  many: 'REF of # alleles in known genes differs from the reference sequence: named from the place alone, without a protein change. Check the genome build.',
}

/**
 * Gives an annotated row without protein change (VEP without `--hgvs`, say) the one of the known variant at
 * its place, where both name the same gene.
 */
export function nameKnownVariant(row: VariantRow, context: BuildContext): void {
  if (row.hgvsP !== '') return
  const known = context.known?.find(row.chrom, row.pos, row.ref, row.alt)
  if (!known || !namesGene(known, row)) return
  row.hgvsP = known.hgvsP
  // The protein change is in the field's numbering, not of the transcript that the file names.
  if (row.hgvsC === '') row.transcript = known.transcript
}

function namesGene(known: KnownVariant, row: VariantRow): boolean {
  return known.gene === row.gene && known.hgvsP !== ''
}

interface Candidate {
  readonly model: GeneModel
  /** Null where the model is not proved to the base, or the alleles are no bases: the gene alone is told. */
  readonly found: TranscriptConsequence | null
  /** The same change on the gene's other transcripts of its own product, see shared/geneProducts.ts. */
  readonly others: readonly { model: GeneModel; found: TranscriptConsequence }[]
  /** `upstream_gene_variant` or the like, for a variant beside the gene; '' for one inside. */
  readonly beside: string
  /** True where REF differs from the reference: what is told rests on the place alone. */
  readonly contradicted: boolean
}

/** The Ensembl transcript where verified, else the name of the model, e.g. `KMT2D-201`. */
function nameOf(model: GeneModel): string {
  return model.transcript ?? model.name
}

function take(row: VariantRow, { model, found, others, beside }: Candidate): void {
  row.annotationSource = 'coordinate'
  row.gene = model.gene
  if (beside !== '') {
    row.consequence = beside
    return
  }
  if (!model.exact) return
  row.transcript = nameOf(model)
  if (found === null) return
  if (found.check === 'agrees') row.annotationSource = 'computed'
  row.exon = found.exon
  row.consequence = found.consequence
  row.hgvsC = found.hgvsC
  row.hgvsP = found.hgvsP
  const other = others[0]
  if (other === undefined) return
  row.otherProduct = {
    product: productOf(model.gene, nameOf(other.model)) ?? nameOf(other.model),
    transcript: nameOf(other.model),
    hgvsC: other.found.hgvsC || null,
    hgvsP: other.found.hgvsP || null,
    consequence: other.found.consequence,
  }
}

/** The gene that the change hits hardest; of equals the shorter one, since the longer holds it in an intron. */
function bestAt(row: VariantRow, context: BuildContext): Candidate | null {
  const { models } = context
  if (models === null) return null
  // One look for all that lie around: most records of a genome are near no listed gene and end here.
  const near = models.at(row.chrom, row.pos > NEAR ? row.pos - NEAR : 1, row.pos + row.ref.length + NEAR)
  return near.length === 0 ? null : bestOf(near, row, models, context.sequence)
}

function bestOf(
  near: readonly GeneModel[],
  row: VariantRow,
  models: GeneModels,
  sequence: ReferenceBases | null,
): Candidate {
  const { start, end } = changedRange(row)
  const there = near.filter(({ txStart, txEnd }) => txEnd >= start && txStart < end)
  if (there.length === 0) return besideGene(near, row)
  // Of several models of one gene the preferred one that overlaps.
  const firsts = there.filter((model) => models.of(model.gene).find((one) => there.includes(one)) === model)
  return firsts
    .map((model) => candidateOn(model, there, row, sequence))
    .reduce((best, one) => (comesBefore(one, best) ? one : best))
}

function candidateOn(
  model: GeneModel,
  there: readonly GeneModel[],
  { pos, ref, alt }: VariantRow,
  sequence: ReferenceBases | null,
): Candidate {
  const inSequence = model.exact ? consequenceOn(model, pos, ref, alt, sequence) : null
  const placed = model.exact && inSequence === null ? consequenceOn(model, pos, ref, alt, null) : null
  const others = there.flatMap((other) => {
    if (other === model || other.gene !== model.gene || !other.exact) return []
    const found = consequenceOn(other, pos, ref, alt, sequence)
    return found === null ? [] : [{ model: other, found }]
  })
  return { model, found: inSequence ?? placed, others, beside: '', contradicted: placed !== null }
}

function comesBefore(one: Candidate, other: Candidate): boolean {
  const [a, b] = [rank(one), rank(other)]
  const length = ({ model }: Candidate): number => model.txEnd - model.txStart
  return a === b ? length(one) < length(other) : a < b
}

/** A model that can only be drawn counts as an intron: what it does is unknown. */
function rank({ found }: Candidate): number {
  return rankOf({
    consequence: found === null || found.consequence === '' ? 'intron_variant' : found.consequence,
  })
}

function besideGene(near: readonly GeneModel[], row: VariantRow): Candidate {
  const distance = ({ txStart, txEnd }: GeneModel): number => Math.max(txStart + 1 - row.pos, row.pos - txEnd)
  const model = near.reduce((best, one) => (distance(one) < distance(best) ? one : best))
  const before = row.pos <= model.txStart === (model.strand === '+')
  const beside = before ? 'upstream_gene_variant' : 'downstream_gene_variant'
  return { model, found: null, others: [], contradicted: false, beside }
}

/** First and last changed base, 1-based; for an insertion the bases beside it. */
function changedRange({ pos, ref, alt }: VariantRow): { start: number; end: number } {
  if (ref.length === 1 && alt.length === 1 && ref !== '-' && alt !== '-') return { start: pos, end: pos }
  const { start, end } = editOf(pos, ref, alt)
  return start === end ? { start: Math.max(1, start), end: start + 1 } : { start: start + 1, end }
}
