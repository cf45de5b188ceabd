import { z } from 'zod'
import type { ErrorData } from '../../shared/errors.ts'
import type { OtherAlteration } from '../../shared/model.ts'
import type { SmallVariantBatch } from '../reports/batch.ts'
import type { ReadSummary } from '../reports/reader.ts'

/** What crosses between the thread that reads a report and the thread that writes the vault. */

/** What is known of an import before the file is read. */
export const importHeaderSchema = z.object({
  caseId: z.number().int(),
  fileName: z.string().min(1),
  assay: z.string().nullable(),
  specimen: z.string().nullable(),
})
export type ImportHeader = z.infer<typeof importHeaderSchema>

/** One piece of the original file; `none` is kept as it was read (a gzipped file). */
export interface OriginalPiece {
  readonly encoding: 'zstd' | 'none'
  readonly data: Uint8Array
}

/** Batches, alterations and pieces in any mixture, each in its own order; then `end` or `failed`. */
export type FromReader =
  | { readonly type: 'batch'; readonly batch: SmallVariantBatch }
  | { readonly type: 'alterations'; readonly alterations: readonly OtherAlteration[] }
  | { readonly type: 'original'; readonly piece: OriginalPiece }
  | { readonly type: 'end'; readonly summary: ReadSummary; readonly sha256: string; readonly bytes: number }
  | { readonly type: 'failed'; readonly error: ErrorData }

/**
 * `taken` answers each batch and each piece: the reader keeps only a few of them under way, so that a slow
 * disk holds the reader back instead of filling the memory. `stopped`: the writer has given up.
 */
export type ToReader =
  { readonly type: 'taken'; readonly what: 'batch' | 'original' } | { readonly type: 'stopped' }
