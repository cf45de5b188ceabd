import { z } from 'zod'
import { packManifestSchema } from './knowledge.ts'
import { importTallySchema } from './knowledgeImport.ts'

/** Knowledge over time: the versions of packs and disease trees that a vault keeps. */

/** The file that a pack was made from. */
export const packOriginSchema = z.object({
  /** The importer's name of the format, e.g. `CIViC nightly TSV`. */
  format: z.string().min(1),
  fileName: z.string(),
  /** Of the file, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type PackOrigin = z.infer<typeof packOriginSchema>

/** One version of a pack in the vault, without its contents. */
export const storedPackSchema = z.object({
  packId: z.number().int(),
  manifest: packManifestSchema.omit({ notice: true }),
  /** True where it came with the program and is kept only because a presentation was made with it. */
  shipped: z.boolean(),
  format: z.string(),
  fileName: z.string(),
  sha256: z.string().nullable(),
  /** SHA-256 of the pack's JSON: tells apart two imports of one version. */
  contentSha256: z.string(),
  importedAt: z.string(),
  importedBy: z.string(),
  active: z.boolean(),
  assertions: z.number().int(),
  companionDiagnostics: z.number().int(),
  tally: importTallySchema.pick({ read: true, taken: true, refusedCount: true }),
})
export type StoredPack = z.infer<typeof storedPackSchema>

/** One OncoTree release in the vault. */
export const storedOncotreeSchema = z.object({
  oncotreeId: z.number().int(),
  version: z.string(),
  importedAt: z.string(),
  importedBy: z.string(),
  active: z.boolean(),
  /** Number of tumor types and tissues. */
  types: z.number().int(),
})
export type StoredOncotree = z.infer<typeof storedOncotreeSchema>

/** A version of a pack: its number in the vault, the one that ships with the program, or none at all. */
export const packReferenceSchema = z.union([z.literal('shipped'), z.literal('none'), z.number().int()])
export type PackReference = z.infer<typeof packReferenceSchema>
