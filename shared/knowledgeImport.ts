import { z } from 'zod'
import { packManifestSchema } from './knowledge.ts'
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

/** An OncoTree code that is used and that another release of the tree no longer has. */
export const vanishedCodeSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** Pseudonyms of the cases with this diagnosis. */
  cases: z.array(z.string()),
  packs: z.array(z.object({ name: z.string(), entries: z.number().int() })),
})

/** What a knowledge file is and what would become of it; nothing is stored. */
export const knowledgePreviewSchema = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  format: z.string(),
  /** What the user must state before the file can be imported. */
  needs: z.array(z.enum(['licence'])),
  content: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('pack'),
      manifest: packManifestSchema,
      read: z.number().int(),
      taken: z.number().int(),
      refusedCount: z.number().int(),
      assertions: z.number().int(),
      geneRoles: z.number().int(),
      trials: z.number().int(),
    }),
    z.object({
      kind: z.literal('oncotree'),
      version: z.string(),
      nodes: z.number().int(),
      /** The release in use now. */
      inUse: z.string(),
      vanished: z.array(vanishedCodeSchema),
    }),
  ]),
})
export type KnowledgePreview = z.infer<typeof knowledgePreviewSchema>

/** What became of one imported file. */
export const knowledgeOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pack'),
    fileName: z.string(),
    format: z.string(),
    packId: z.number().int(),
    /** False where the vault held this very version already: nothing was changed. */
    added: z.boolean(),
    manifest: packManifestSchema,
    assertions: z.number().int(),
    geneRoles: z.number().int(),
    trials: z.number().int(),
    tally: importTallySchema,
  }),
  z.object({
    kind: z.literal('oncotree'),
    fileName: z.string(),
    format: z.string(),
    version: z.string(),
    nodes: z.number().int(),
    vanished: z.array(vanishedCodeSchema),
  }),
])
export type KnowledgeOutcome = z.infer<typeof knowledgeOutcomeSchema>

export const knowledgeImportFileSchema = z.object({
  path: z.string().min(1),
  /** What the user states; null lets the file speak. For OncoKB it must be stated. */
  licence: z.string().nullable(),
  version: z.string().nullable(),
  /** When the file was obtained, `YYYY-MM-DD`; null takes the day the file was last written. */
  retrieved: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
})
export type KnowledgeImportFile = z.infer<typeof knowledgeImportFileSchema>
