import type { GeneModel } from '../geneModels.ts'
import { exonAt } from '../geneModels.ts'
import type { ReferenceBases, ReferenceCheck } from '../normalise.ts'
import { codingHgvs } from './codingHgvs.ts'
import { editOf, shifted } from './edit.ts'
import type { Edit } from './edit.ts'
import { reverseComplement } from '../../../shared/geneticCode.ts'
import { proteinAnswer } from './protein.ts'
import { severityOf, sortedTerms } from './severity.ts'
import { knownBases, offsetOf, transcriptOf } from './transcript.ts'
import type { Transcript } from './transcript.ts'

/** What a change does on one transcript. Texts are '' where the bases at hand do not tell. */
export interface TranscriptConsequence {
  /** Sequence Ontology terms joined with `&`, the most severe first. */
  readonly consequence: string
  /** `15/18`; '' outside the exons. */
  readonly exon: string
  /** Without transcript. */
  readonly hgvsC: string
  readonly hgvsP: string
  /** Whether the bases that the file replaces stand in the reference; names of residues need `agrees`. */
  readonly check: ReferenceCheck
}

/**
 * Consequence of a small variant on one gene model, from exon edges, and where `bases` reach from the sequence.
 * Where the reference contradicts REF nothing is computed. Insertions and deletions that can be written at
 * several places hit a splice site only where each of these writings does: else the spliced-out bases stay.
 *
 * @param model its exon edges must be proved to the base (`exact`)
 * @param pos 1-based, VCF style; `-` as MAF writes it stands for no base
 * @returns null where REF differs from the reference or the alleles are no bases
 */
export function consequenceOn(
  model: GeneModel,
  pos: number,
  ref: string,
  alt: string,
  bases: ReferenceBases | null,
): TranscriptConsequence | null {
  const edit = editOf(pos, ref, alt)
  if (!/^[ACGT]*$/.test(edit.ref + edit.alt) || edit.ref === edit.alt) return null
  const check = checkOf(edit, model.chrom, bases)
  if (check === 'differs') return null
  const transcript = transcriptOf(model)
  const right = shifted(edit, model.chrom, bases, 'right').edit
  const left = shifted(edit, model.chrom, bases, 'left').edit
  const writings = right.start === left.start ? [edit] : [edit, right, left]
  const answers = writings.map((one) => answerFor(transcript, one, bases))
  // The writing that breaks least tells what is lost; of equals one that lies whole inside an exon.
  const least = answers.reduce((best, one) => (cost(one) < cost(best) ? one : best))
  // Names do not depend on how the file wrote the change: the 3' writing goes first.
  const named = model.strand === '+' ? [answers[1], answers[2]] : [answers[2], answers[1]]
  const name = named.find((one) => one !== undefined && cost(one) === cost(least)) ?? least
  return {
    consequence: sortedTerms(least.terms).join('&'),
    exon: exonOf(model, edit),
    hgvsC: codingHgvs(transcript, edit, bases),
    hgvsP: name.hgvsP,
    check,
  }
}

/** Rank of a consequence by its most severe term, 0 the most severe. */
export function rankOf({ consequence }: Pick<TranscriptConsequence, 'consequence'>): number {
  return severityOf(consequence.split('&')[0] ?? '')
}

interface Answer {
  readonly terms: readonly string[]
  readonly hgvsP: string
  /** Whole inside one exon, and no essential splice base touched. */
  readonly whole: boolean
}

function cost({ terms, whole }: Answer): number {
  const breaks = terms.includes('splice_donor_variant') || terms.includes('splice_acceptor_variant')
  return (breaks ? 2 : 0) + (whole ? 0 : 1)
}

function checkOf({ start, end, ref }: Edit, chrom: string, bases: ReferenceBases | null): ReferenceCheck {
  // An insertion replaces nothing: the bases beside it must be known for its residues to be named.
  if (ref === '') return knownBases(bases, chrom, start - 1, start + 1) === null ? 'unchecked' : 'agrees'
  const known = knownBases(bases, chrom, start, end)
  return known === null ? 'unchecked' : known === ref ? 'agrees' : 'differs'
}

function exonOf(model: GeneModel, { start, end }: Edit): string {
  // 1-based first and last changed base; for an insertion the bases beside it.
  const [first, last] = start === end ? [start, start + 1] : [start + 1, end]
  return exonAt(model, first) ?? exonAt(model, last) ?? ''
}

function answerFor(transcript: Transcript, edit: Edit, bases: ReferenceBases | null): Answer {
  const { model } = transcript
  if (edit.start <= model.txStart && edit.end >= model.txEnd && edit.end > edit.start) {
    return { terms: ['transcript_ablation'], hgvsP: '', whole: false }
  }
  const codes = transcript.cdsTo > 0
  const splice = spliceTerms(transcript, edit)
  const whole = wholeRange(transcript, edit)
  if (splice.essential.length === 0 && whole !== null && codes) {
    const { from, to } = whole
    const { cdsFrom, cdsTo } = transcript
    if (to <= cdsFrom && !(from === to && from > cdsFrom)) {
      return { terms: ['5_prime_UTR_variant', ...splice.region], hgvsP: '', whole: true }
    }
    if (from >= cdsTo) return { terms: ['3_prime_UTR_variant', ...splice.region], hgvsP: '', whole: true }
    if (from >= cdsFrom && to <= cdsTo) {
      const alt = model.strand === '+' ? edit.alt : reverseComplement(edit.alt)
      const protein = proteinAnswer(transcript, from - cdsFrom, to - cdsFrom, alt, bases)
      return { terms: [...protein.terms, ...splice.region], hgvsP: protein.hgvsP, whole: true }
    }
  }
  const terms = [...splice.essential, ...splice.region, ...partTerms(transcript, edit)]
  return { terms, hgvsP: '', whole: false }
}

/** The changed bases as transcript offsets (half-open) where all lie in one exon; for an insertion both bases beside it must. */
function wholeRange(transcript: Transcript, { start, end }: Edit): { from: number; to: number } | null {
  const plus = transcript.model.strand === '+'
  const [low, high] = start === end ? [start - 1, start] : [start, end - 1]
  const inside = transcript.model.exons.some((exon) => low >= exon[0] && high < exon[1])
  if (!inside) return null
  const first = offsetOf(transcript, plus ? low : high)
  const last = offsetOf(transcript, plus ? high : low)
  if (first === null || last === null) return null
  return start === end ? { from: last, to: last } : { from: first, to: last + 1 }
}

/**
 * Splice terms as VEP places them: the two intron bases at each exon are donor and acceptor (SO:0001575,
 * SO:0001574), one to three exon and three to eight intron bases the splice region (SO:0001630). An
 * insertion counts where it parts such bases or stands at their edge.
 */
function spliceTerms(
  { model }: Transcript,
  { start, end }: Edit,
): { readonly essential: readonly string[]; readonly region: readonly string[] } {
  const essential = new Set<string>()
  let region = false
  const insertion = start === end
  // 1-based inclusive, as VEP counts: an insertion has first = last + 1.
  const first = start + 1
  const last = end
  const touches = (low: number, high: number): boolean => last >= low && first <= high
  for (let i = 0; i + 1 < model.exons.length; i++) {
    const from = (model.exons[i]?.[1] ?? 0) + 1
    const to = model.exons[i + 1]?.[0] ?? 0
    // Introns of a dozen bases stand for a shift of the reading frame in the model, not for splicing.
    if (to - from + 1 <= 12 || last < from - 4 || first > to + 4) continue
    const plus = model.strand === '+'
    if (touches(from, from + 1)) essential.add(plus ? 'splice_donor_variant' : 'splice_acceptor_variant')
    if (touches(to - 1, to)) essential.add(plus ? 'splice_acceptor_variant' : 'splice_donor_variant')
    region ||=
      touches(from - 3, from - 1) ||
      touches(from + 2, from + 7) ||
      touches(to - 7, to - 2) ||
      touches(to + 1, to + 3) ||
      (insertion && (first === from || last === to || first === from + 2 || last === to - 2))
  }
  return {
    essential: [...essential],
    region: region && essential.size === 0 ? ['splice_region_variant'] : [],
  }
}

/** Terms of a change that lies in several parts of the transcript, or in an intron. */
function partTerms(transcript: Transcript, { start, end }: Edit): string[] {
  const { model } = transcript
  const [low, high] = start === end ? [start - 1, start + 1] : [start, end]
  const terms = new Set<string>()
  const codes = model.cdsEnd > model.cdsStart
  model.exons.forEach(([exonStart, exonEnd], i) => {
    const from = Math.max(low, exonStart)
    const to = Math.min(high, exonEnd)
    if (from < to) {
      if (!codes) terms.add('non_coding_transcript_exon_variant')
      else {
        if (from < model.cdsEnd && to > model.cdsStart) terms.add('coding_sequence_variant')
        if (from < model.cdsStart) {
          terms.add(model.strand === '+' ? '5_prime_UTR_variant' : '3_prime_UTR_variant')
        }
        if (to > model.cdsEnd) {
          terms.add(model.strand === '+' ? '3_prime_UTR_variant' : '5_prime_UTR_variant')
        }
      }
    }
    const next = model.exons[i + 1]
    // Behind the two bases of the splice sites.
    if (next && low < next[0] - 2 && high > exonEnd + 2) terms.add('intron_variant')
  })
  return [...terms]
}
