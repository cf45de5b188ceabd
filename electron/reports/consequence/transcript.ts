import type { GeneModel } from '../geneModels.ts'
import type { ReferenceBases } from '../normalise.ts'
import { reverseComplement } from '../../../shared/geneticCode.ts'

/**
 * A gene model counted along its transcript. Genomic places are 0-based; transcript and CDS offsets too, from
 * the first transcribed and the first coding base.
 */
export interface Transcript {
  readonly model: GeneModel
  /** In the direction of transcription; `start` and `end` genomic, half-open. */
  readonly exons: readonly TranscriptExon[]
  readonly length: number
  /** CDS as transcript offsets, half-open, with the stop codon; equal where nothing is coded. */
  readonly cdsFrom: number
  readonly cdsTo: number
  /** Whole codons, not on the mitochondrial genome (whose code differs): residues can be counted. */
  readonly translatable: boolean
}

export interface TranscriptExon {
  readonly start: number
  readonly end: number
  /** Transcript offset of its first transcribed base. */
  readonly from: number
}

const made = new WeakMap<GeneModel, Transcript>()

/** The transcript of a model; made once for each. */
export function transcriptOf(model: GeneModel): Transcript {
  const known = made.get(model)
  if (known) return known
  const ordered = model.strand === '+' ? model.exons : [...model.exons].reverse()
  let from = 0
  const exons = ordered.map(([start, end]) => {
    const exon = { start, end, from }
    from += end - start
    return exon
  })
  const codes = model.cdsEnd > model.cdsStart
  const first = model.strand === '+' ? model.cdsStart : model.cdsEnd - 1
  const last = model.strand === '+' ? model.cdsEnd - 1 : model.cdsStart
  const cdsFrom = codes ? offsetIn(exons, model.strand, first) : null
  const cdsLast = codes ? offsetIn(exons, model.strand, last) : null
  const placed = cdsFrom !== null && cdsLast !== null
  const transcript: Transcript = {
    model,
    exons,
    length: from,
    cdsFrom: placed ? cdsFrom : 0,
    cdsTo: placed ? cdsLast + 1 : 0,
    translatable: placed && (cdsLast + 1 - cdsFrom) % 3 === 0 && model.chrom !== 'MT',
  }
  made.set(model, transcript)
  return transcript
}

function offsetIn(exons: readonly TranscriptExon[], strand: '+' | '-', at: number): number | null {
  for (const { start, end, from } of exons) {
    if (at >= start && at < end) return from + (strand === '+' ? at - start : end - 1 - at)
  }
  return null
}

/** Transcript offset of a genomic base; null in an intron or outside. */
export function offsetOf(transcript: Transcript, at: number): number | null {
  return offsetIn(transcript.exons, transcript.model.strand, at)
}

/**
 * A genomic base in the numbering of HGVS `c.` (https://hgvs-nomenclature.org/stable/background/numbering/):
 * `76`, `-14`, `*6`, in introns from the nearer exon `77+1`, `78-2`, the middle base from the left. Null outside
 * the transcript or where nothing is coded.
 */
export function codingName(transcript: Transcript, at: number): string | null {
  const { exons, model } = transcript
  if (transcript.cdsTo === 0) return null
  const plus = model.strand === '+'
  const offset = offsetOf(transcript, at)
  if (offset !== null) return exonicName(transcript, offset)
  for (let i = 0; i + 1 < exons.length; i++) {
    const before = exons[i]
    const after = exons[i + 1]
    if (!before || !after) continue
    // How far behind the exon before, and before the exon behind.
    const behind = plus ? at - before.end + 1 : before.start - at
    const ahead = plus ? after.start - at : at - after.end + 1
    if (behind <= 0 || ahead <= 0) continue
    return behind <= ahead
      ? `${exonicName(transcript, after.from - 1)}+${behind}`
      : `${exonicName(transcript, after.from)}-${ahead}`
  }
  return null
}

function exonicName({ cdsFrom, cdsTo }: Transcript, offset: number): string {
  if (offset < cdsFrom) return `-${cdsFrom - offset}`
  return offset >= cdsTo ? `*${offset - cdsTo + 1}` : `${offset - cdsFrom + 1}`
}

/** Genomic bases (0-based, half-open, plus strand); null where any is unknown. */
export function knownBases(
  bases: ReferenceBases | null,
  chrom: string,
  start: number,
  end: number,
): string | null {
  if (start >= end) return start === end ? '' : null
  const found = bases === null || start < 0 ? null : bases.bases(chrom, start, end)
  return found === null || found.length !== end - start || found.includes('N') ? null : found
}

/** Transcribed bases by transcript offset (half-open) in the direction of transcription; null where any is unknown. */
export function transcribed(
  transcript: Transcript,
  bases: ReferenceBases | null,
  from: number,
  to: number,
): string | null {
  const { model, exons } = transcript
  if (from < 0 || to > transcript.length) return null
  let text = ''
  for (const exon of exons) {
    const first = Math.max(from, exon.from)
    const last = Math.min(to, exon.from + exon.end - exon.start)
    if (first >= last) continue
    const plus = model.strand === '+'
    const start = plus ? exon.start + first - exon.from : exon.end - (last - exon.from)
    const part = knownBases(bases, model.chrom, start, start + last - first)
    if (part === null) return null
    text += plus ? part : reverseComplement(part)
  }
  return text
}
