import { z } from 'zod'
import { refusalSchema } from './model.ts'

/**
 * What became of a knowledge file that a hospital brought: every row read is taken, refused with its reason,
 * or (its alteration not understood) listed for a curator. `read` = `taken` + `refusedCount`.
 */
export const importTallySchema = z.object({
  /** Rows (or records) of the file that could have become entries. */
  read: z.number().int(),
  /** Rows that became at least one entry. */
  taken: z.number().int(),
  refusedCount: z.number().int(),
  /** The first 10,000 refused rows; `line` is 1-based, or the record's 1-based number where a file has no lines. */
  refused: z.array(refusalSchema),
  /** Alteration writings that could not be parsed, each once, most frequent first: work for a curator. */
  unparsed: z.array(
    z.object({ text: z.string(), gene: z.string().nullable(), rows: z.number().int(), reason: z.string() }),
  ),
  warnings: z.array(z.string()),
})
export type ImportTally = z.infer<typeof importTallySchema>
