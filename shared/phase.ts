import { z } from 'zod'

/** Whether two variants of one report lie on the same copy, and how that is known. */

export const readPhaseSchema = z.object({
  /** Name of the track (BAM) that was counted. */
  track: z.string(),
  phase: z.enum(['cis', 'trans', 'both', 'unknown']),
  /** Fragments (reads or pairs) that span both places, by what they carry. */
  both: z.number().int(),
  firstOnly: z.number().int(),
  secondOnly: z.number().int(),
  neither: z.number().int(),
  unclear: z.number().int(),
})
export type ReadPhaseResult = z.infer<typeof readPhaseSchema>

/** Phase of two stored variants from reads; their numbers in ascending order of position. */
export interface PairPhase {
  readonly first: number
  readonly second: number
  readonly reads: ReadPhaseResult
}

export const phasePartnerSchema = z.object({
  variantId: z.number().int(),
  /** `EGFR C797S` */
  name: z.string(),
  /** Bases between the two places. */
  distance: z.number().int(),
  /** By the phase set and genotype in the report. */
  inReport: z.enum(['cis', 'trans', 'unknown']),
  /** Null where no indexed BAM of the specimen is registered. */
  reads: readPhaseSchema.nullable(),
  /** The change that both make together where they lie in one codon of one copy, e.g. `BRAF V600K`. */
  combined: z.string().nullable(),
  sentence: z.string(),
})
export type PhasePartner = z.infer<typeof phasePartnerSchema>

/** `read from 1,034 fragments that span both (plasma.bam): 49 carry both, 10 only T790M, 0 only C797S: cis` */
export function readPhaseText(reads: ReadPhaseResult, first: string, second: string): string {
  const { both, firstOnly, secondOnly, neither, unclear } = reads
  const all = (both + firstOnly + secondOnly + neither + unclear).toLocaleString('en-US')
  const verdict = {
    cis: 'cis',
    trans: 'trans',
    both: 'some molecules in cis, some in trans',
    unknown: 'too few to tell',
  }[reads.phase]
  return `read from ${all} fragments that span both (${reads.track}): ${both} carry both, ${firstOnly} only ${first}, ${secondOnly} only ${second}: ${verdict}`
}
