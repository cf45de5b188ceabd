import type { ProteinChange } from '../../../shared/hgvs.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { CodingModel } from './classificationKnowledge.ts'
import { consequenceTerms } from './consequenceTerms.ts'

/**
 * How sure a null variant is to end the protein, by its place in the transcript: ClinGen's decision tree for
 * PVS1 (Abou Tayoun et al. 2018, PMID 30192042). A premature stop more than 50 bases before the last exon
 * junction is expected to destroy the message; a later one leaves a shortened protein, and how much of it is
 * lost decides. Regions "critical to function" are not known here, so the tree's answer for an unknown role is taken.
 */
export type NullStrength = 'very strong' | 'strong' | 'moderate' | 'supporting'

/** Points of a null variant by how sure it is to end the protein, the same in both point standards. */
export const nullPoints: Readonly<Record<NullStrength, number>> = {
  'very strong': 8,
  strong: 4,
  moderate: 2,
  supporting: 1,
}

export type NullEffect =
  | { readonly is: 'null'; readonly strength: NullStrength; readonly because: string }
  /** A null variant whose place could not be judged. */
  | { readonly is: 'unplaced'; readonly because: string }
  | { readonly is: 'not null' }

const LAST_JUNCTION_MARGIN = 50
const LARGE_LOSS = 0.1

export function nullEffect(
  variant: SmallVariant,
  change: ProteinChange | null,
  model: CodingModel | null,
  comparable: boolean,
): NullEffect {
  const terms = consequenceTerms(variant)
  const splice = terms.find((term) => term === 'splice_donor_variant' || term === 'splice_acceptor_variant')
  const kind = change?.kind
  const startLost = kind === 'startLoss' || terms.includes('start_lost')
  const stop = kind === 'nonsense' || kind === 'frameshift'
  const stopTerm = terms.includes('stop_gained') || terms.includes('frameshift_variant')
  const whole = terms.includes('transcript_ablation') || terms.includes('exon_loss_variant')
  if (splice === undefined && !startLost && !stop && !stopTerm && !whole) return { is: 'not null' }
  if (whole) {
    return {
      is: 'unplaced',
      because: 'Loss of an exon or of the whole gene: a person must judge its extent.',
    }
  }
  if (startLost) {
    return {
      is: 'null',
      strength: 'supporting',
      because:
        'Start codon lost: supporting only, as pathogenic variants before the next possible start codon are not known here.',
    }
  }
  if (model === null) {
    return {
      is: 'unplaced',
      because: 'No proved gene model of this build shows how far down the gene the change lies.',
    }
  }
  if (!comparable) {
    return {
      is: 'unplaced',
      because: `Annotated on another transcript than ${model.transcript}, the one that is modelled.`,
    }
  }
  if (stop && change !== null && change.start !== null) return stopEffect(change, model)
  if (splice !== undefined) return spliceEffect(variant, model)
  return {
    is: 'unplaced',
    because: 'The protein change is not stated, so that the new stop cannot be placed.',
  }
}

/** Coding length of each exon (bases) in transcript order. */
function codingLengths(model: CodingModel): number[] {
  return model.exons.map(([start, end]) =>
    Math.max(0, Math.min(end, model.codingEnd) - Math.max(start, model.codingStart) + 1),
  )
}

/** Bases from the first coding base to the last exon junction of the transcript; null for a single exon. */
function lastJunction(model: CodingModel): number | null {
  if (model.exons.length < 2) return null
  const coding = codingLengths(model)
  const first = coding.findIndex((length) => length > 0)
  let sum = 0
  for (let index = first; index < model.exons.length - 1; index++) {
    const [start, end] = model.exons[index] ?? [0, -1]
    sum += index === first ? (coding[index] ?? 0) : end - start + 1
  }
  // A first coding exon that also holds the stop codon counts its untranslated end too.
  const firstExon = model.exons[first]
  if (firstExon !== undefined && first < model.exons.length - 1) {
    const beyond =
      model.strand === '+'
        ? Math.max(0, firstExon[1] - model.codingEnd)
        : Math.max(0, model.codingStart - firstExon[0])
    sum += beyond
  }
  return sum
}

function residues(model: CodingModel): number {
  return Math.floor(codingLengths(model).reduce((sum, length) => sum + length, 0) / 3) - 1
}

function percent(fraction: number): string {
  return `${Math.max(0.1, Math.round(fraction * 1000) / 10)}%`
}

function stopEffect(change: ProteinChange, model: CodingModel): NullEffect {
  const start = change.start ?? 0
  const newStop =
    change.kind === 'nonsense' ? start : change.newStop === null ? start : start + change.newStop - 1
  const length = residues(model)
  if (start > length + 1) {
    return {
      is: 'unplaced',
      because: `Residue ${start} lies beyond the ${length} residues of ${model.transcript}.`,
    }
  }
  const junction = lastJunction(model)
  const unsure =
    change.kind === 'frameshift' && change.newStop === null
      ? ' The place of the new stop is not stated; the frameshift’s own place was taken.'
      : ''
  if (junction !== null && 3 * newStop <= junction - LAST_JUNCTION_MARGIN) {
    return {
      is: 'null',
      strength: 'very strong',
      because: `Premature stop at residue ${newStop} of ${length}, more than 50 bases before the last exon junction of ${model.transcript}: the message is expected to be destroyed.${unsure}`,
    }
  }
  const lost = Math.max(0, (length - start + 1) / length)
  const where =
    junction === null ? 'in the only exon' : 'in the last exon or the last 50 bases before its junction'
  return {
    is: 'null',
    strength: lost > LARGE_LOSS ? 'strong' : 'moderate',
    because: `Premature stop at residue ${newStop} of ${length}, ${where} of ${model.transcript}: the message survives and ${percent(lost)} of the protein is lost.${unsure}`,
  }
}

/** The exon whose first or last two intron neighbours the variant touches, as index in transcript order. */
function skippedExon(variant: SmallVariant, model: CodingModel): number | null {
  const from = variant.pos
  const to = variant.pos + variant.ref.length - 1
  const touches = (a: number, b: number): boolean => from <= b && to >= a
  const index = model.exons.findIndex(
    ([start, end], at) =>
      (touches(start - 2, start - 1) && at !== (model.strand === '+' ? 0 : model.exons.length - 1)) ||
      (touches(end + 1, end + 2) && at !== (model.strand === '+' ? model.exons.length - 1 : 0)),
  )
  return index === -1 ? null : index
}

function spliceEffect(variant: SmallVariant, model: CodingModel): NullEffect {
  const index = skippedExon(variant, model)
  if (index === null) {
    return { is: 'unplaced', because: `The splice site is none of ${model.transcript}.` }
  }
  const coding = codingLengths(model)
  const own = coding[index] ?? 0
  const number = index + 1
  const before = coding.slice(0, index).reduce((sum, length) => sum + length, 0)
  const total = coding.reduce((sum, length) => sum + length, 0)
  if (own === 0)
    return { is: 'unplaced', because: `Exon ${number} of ${model.transcript} codes for nothing.` }
  if (before === 0 || before + own === total) {
    return {
      is: 'unplaced',
      because: `Exon ${number} holds the ${before === 0 ? 'start' : 'stop'} codon: a person must judge what its loss does.`,
    }
  }
  if (own % 3 === 0) {
    const lost = own / total
    return {
      is: 'null',
      strength: lost > LARGE_LOSS ? 'strong' : 'moderate',
      because: `Skipping exon ${number} would keep the reading frame and lose ${percent(lost)} of the protein (${model.transcript}).`,
    }
  }
  if (index < model.exons.length - 2) {
    return {
      is: 'null',
      strength: 'very strong',
      because: `Skipping exon ${number} of ${model.exons.length} breaks the reading frame before the last exon of ${model.transcript}.`,
    }
  }
  const lost = (total - before) / total
  return {
    is: 'null',
    strength: lost > LARGE_LOSS ? 'strong' : 'moderate',
    because: `Skipping exon ${number}, the last but one, breaks the frame in the last exon of ${model.transcript}: the message survives and ${percent(lost)} of the protein is lost or changed.`,
  }
}
