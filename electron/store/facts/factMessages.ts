import { z } from 'zod'
import { factFileSchema } from '../../../shared/classification.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import type { Refusal } from '../../../shared/model.ts'

/** What crosses between the thread that reads a file of facts and the thread that writes the vault. */

/** What is known of a file of facts before its records are read. `what` tells it from a report. */
export const factsHeaderSchema = factFileSchema
  .pick({ kind: true, name: true, version: true, licence: true, build: true, fileName: true })
  .extend({ what: z.literal('facts') })
export type FactsHeader = z.infer<typeof factsHeaderSchema>

interface Place {
  readonly chrom: string
  /** 1-based. */
  readonly pos: number
  readonly ref: string
  readonly alt: string
}

export interface ClinvarRow extends Place {
  readonly kind: 'ClinVar'
  readonly variationId: string
  /** JSON of `ClinvarStatement`: few thousand texts for millions of rows. */
  readonly statement: string
  readonly conditions: string
  readonly effects: string
}

export interface FrequencyRow extends Place {
  readonly kind: 'population frequency'
  readonly alleleCount: number
  readonly alleleNumber: number
  readonly homozygotes: number | null
  /** `afr 1 20000 0;nfe 0 90000 .` */
  readonly groups: string
  readonly filter: string | null
}

export type FactRow = ClinvarRow | FrequencyRow

export interface FactsSummary {
  readonly read: number
  readonly taken: number
  readonly refusedCount: number
  readonly refused: readonly Refusal[]
  readonly warnings: readonly string[]
  readonly sha256: string
  readonly bytes: number
}

export type FromFactsReader =
  | { readonly type: 'rows'; readonly rows: readonly FactRow[] }
  | { readonly type: 'end'; readonly summary: FactsSummary }
  | { readonly type: 'failed'; readonly error: ErrorData }

/** `taken` answers each batch: only a few are under way, so that a slow disk holds the reader back. */
export type ToFactsReader = { readonly type: 'taken' } | { readonly type: 'stopped' }

/** ClinVar's words on one allele, as they lie in `fact_texts`. */
export const clinvarStatementSchema = z.object({
  germlineClass: z.string().nullable(),
  review: z.string().nullable(),
  stars: z.number().int().min(0).max(4),
  conflict: z.string().nullable(),
  oncogenicity: z.string().nullable(),
  oncogenicityStars: z.number().int().min(0).max(4),
})
export type ClinvarStatement = z.infer<typeof clinvarStatementSchema>

export const clinvarEffectsSchema = z.object({
  genes: z.array(z.string()),
  consequences: z.array(z.string()),
})
