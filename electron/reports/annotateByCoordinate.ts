import type { VariantRow } from './batchWriter.ts'
import type { BuildContext } from './annotationContext.ts'
import { exonAt } from './geneModels.ts'
import type { GeneModel } from './geneModels.ts'

/**
 * Annotates a row that the file left without gene, from its place alone. A known variant gives gene and
 * protein change; otherwise the gene models give the gene and, where the model is proved to the base, exon and
 * what follows from lengths and exon edges. A protein change is never computed here: without the reference
 * sequence it would be invented.
 */
export function annotateByCoordinate(row: VariantRow, context: BuildContext): void {
  const known = context.known?.find(row.chrom, row.pos, row.ref, row.alt)
  if (known) {
    row.annotationSource = 'coordinate'
    row.gene = known.gene
    row.hgvsP = known.hgvsP
    row.hgvsC = known.hgvsC
    row.transcript = known.transcript
    row.consequence = known.consequence
  }
  if (!context.models) return
  const { start, end } = changedRange(row)
  const models = context.models.at(row.chrom, start, end)
  if (models.length === 0) return
  const model = known ? models.find((one) => one.gene === known.gene) : best(models, start, end)
  if (!model) return
  row.annotationSource = 'coordinate'
  if (!known) row.gene = model.gene
  if (row.transcript === '' && model.exact) row.transcript = model.transcript ?? ''
  if (!model.exact) return
  row.exon ||= exonAt(model, start) ?? exonAt(model, end) ?? ''
  row.consequence ||= consequenceOf(row, model, start, end)
  // A known variant keeps the numbering that the field uses, which may be another transcript's.
  if (!known) row.hgvsC ||= codingSubstitution(row, model, start, end)
}

/**
 * Gives an annotated row without protein change (VEP without `--hgvs`, say) the one of the known variant at
 * its place, where both name the same gene.
 */
export function nameKnownVariant(row: VariantRow, context: BuildContext): void {
  if (row.hgvsP !== '') return
  const known = context.known?.find(row.chrom, row.pos, row.ref, row.alt)
  if (!known || known.gene !== row.gene || known.hgvsP === '') return
  row.hgvsP = known.hgvsP
  // The protein change is in the field's numbering, not of the transcript that the file names.
  if (row.hgvsC === '') row.transcript = known.transcript
}

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A', N: 'N' }

/**
 * HGVS coding change of bases replaced by as many others inside one coding exon; '' for anything else. Exon
 * edges and the file's own bases suffice for it. It places the change at its residue; what the residue becomes
 * stays open.
 */
function codingSubstitution(row: VariantRow, model: GeneModel, start: number, end: number): string {
  const { ref, alt } = row
  if (ref.length !== alt.length || !/^[ACGTN]+$/.test(ref + alt)) return ''
  if (codingExon(model, start, end) === null) return ''
  const [from, to] = [codingBase(model, start), codingBase(model, end)]
  const [first, last] = [Math.min(from, to), Math.max(from, to)]
  const written = (bases: string): string =>
    model.strand === '+'
      ? bases
      : [...bases]
          .reverse()
          .map((base) => COMPLEMENT[base] ?? 'N')
          .join('')
  return first === last
    ? `c.${first}${written(ref)}>${written(alt)}`
    : `c.${first}_${last}delins${written(alt)}`
}

/** Number of a coding base along the transcript, 1-based; `pos` must lie in a coding exon. */
function codingBase(model: GeneModel, pos: number): number {
  let before = 0
  for (const [exonStart, exonEnd] of model.exons) {
    const from = Math.max(exonStart, model.cdsStart) + 1
    const to = Math.min(exonEnd, model.cdsEnd)
    if (to < from) continue
    if (model.strand === '+') before += Math.max(0, Math.min(to, pos) - from + 1)
    else before += Math.max(0, to - Math.max(from, pos) + 1)
  }
  return before
}

/**
 * First and last changed reference base, 1-based: the anchor base of an insertion or deletion is not changed.
 * For an insertion both are the bases beside it.
 */
function changedRange({ pos, ref, alt }: VariantRow): { start: number; end: number } {
  if (ref === '-' || alt === '-') return { start: pos, end: ref === '-' ? pos + 1 : pos + ref.length - 1 }
  const anchored = ref.length !== alt.length && ref.charCodeAt(0) === alt.charCodeAt(0)
  if (anchored && ref.length === 1) return { start: pos, end: pos + 1 }
  return { start: pos + (anchored ? 1 : 0), end: pos + ref.length - 1 }
}

/** Coding before merely transcribed; then the shorter gene, since the longer one holds it in an intron. */
function best(models: readonly GeneModel[], start: number, end: number): GeneModel | undefined {
  const coding = models.filter((model) => codingExon(model, start, end) !== null)
  const pool = coding.length > 0 ? coding : models
  return pool.reduce<GeneModel | undefined>(
    (least, model) =>
      least === undefined || model.txEnd - model.txStart < least.txEnd - least.txStart ? model : least,
    undefined,
  )
}

/** The coding part (1-based inclusive) of the exon that holds the whole range. */
function codingExon(model: GeneModel, start: number, end: number): { from: number; to: number } | null {
  for (const [exonStart, exonEnd] of model.exons) {
    const from = Math.max(exonStart, model.cdsStart) + 1
    const to = Math.min(exonEnd, model.cdsEnd)
    if (from <= start && end <= to) return { from, to }
  }
  return null
}

function consequenceOf(row: VariantRow, model: GeneModel, start: number, end: number): string {
  const splice = spliceSite(model, start, end, row.ref.length === 1 && row.alt.length > 1)
  if (splice !== null) return splice
  if (codingExon(model, start, end) === null) return ''
  const removed = row.ref === '-' ? 0 : row.ref.length
  const added = row.alt === '-' ? 0 : row.alt.length
  if (removed === added) return 'coding_sequence_variant'
  if ((added - removed) % 3 !== 0) return 'frameshift_variant'
  return added > removed ? 'inframe_insertion' : 'inframe_deletion'
}

/**
 * The two intron bases beside an exon: donor behind it, acceptor before it, seen along the transcript
 * (Sequence Ontology SO:0001575, SO:0001574). An insertion counts only where it parts those two bases.
 */
function spliceSite(model: GeneModel, start: number, end: number, insertion: boolean): string | null {
  const last = model.exons.length - 1
  for (let i = 0; i <= last; i++) {
    const exon = model.exons[i]
    if (!exon) continue
    const [exonStart, exonEnd] = exon
    const touches = (low: number, high: number): boolean =>
      insertion ? start === low && end === high : start <= high && end >= low
    // Intron bases left of the exon: exonStart - 1 and exonStart (1-based); right of it: exonEnd + 1 and exonEnd + 2.
    if (i > 0 && touches(exonStart - 1, exonStart))
      return model.strand === '+' ? 'splice_acceptor_variant' : 'splice_donor_variant'
    if (i < last && touches(exonEnd + 1, exonEnd + 2))
      return model.strand === '+' ? 'splice_donor_variant' : 'splice_acceptor_variant'
  }
  return null
}
