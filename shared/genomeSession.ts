import { z } from 'zod'
import { genomeBuildSchema } from './model.ts'

/** What the genome view may show: references and tracks, addressed by the app's own opaque URLs only. */

export const trackFormatSchema = z.enum([
  'bam',
  'cram',
  'vcf',
  'bed',
  'bigwig',
  'seg',
  'refgene',
  'gff3',
  'gtf',
])
export type TrackFormat = z.infer<typeof trackFormatSchema>

/** A file the user registered for one case. `url` and `indexUrl` are `/files/<opaque id>`. */
export const trackSchema = z.object({
  id: z.number().int(),
  caseId: z.number().int(),
  name: z.string(),
  format: trackFormatSchema,
  build: genomeBuildSchema,
  specimen: z.string().nullable(),
  bytes: z.number().int(),
  /** Whether an index file was found beside it. */
  indexed: z.boolean(),
})
export type Track = z.infer<typeof trackSchema>

/** A local reference sequence (FASTA with .fai, or 2bit) or gene-model file that the user registered. */
export const referenceFileSchema = z.object({
  id: z.number().int(),
  build: genomeBuildSchema,
  kind: z.enum(['fasta', '2bit', 'gene models']),
  name: z.string(),
  path: z.string(),
  bytes: z.number().int(),
  /** What was checked when it was registered, e.g. contig lengths against the build. */
  checked: z.string(),
})
export type ReferenceFile = z.infer<typeof referenceFileSchema>

/** Everything igv needs for one case and build; every URL starts with `/` and is answered by the app itself. */
export const genomeSessionSchema = z.object({
  build: genomeBuildSchema,
  builds: z.array(genomeBuildSchema),
  reference: z.object({
    name: z.string(),
    fastaUrl: z.string().nullable(),
    indexUrl: z.string().nullable(),
    twoBitUrl: z.string().nullable(),
    cytobandUrl: z.string(),
    /** What the sequence track can show, in words (whole genome, or only the demonstration's slices). */
    sequenceNote: z.string(),
  }),
  geneModels: z.array(z.object({ name: z.string(), url: z.string(), format: z.string() })),
  tracks: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      format: trackFormatSchema,
      url: z.string(),
      indexUrl: z.string().nullable(),
    }),
  ),
})
export type GenomeSession = z.infer<typeof genomeSessionSchema>

/** One gene's protein with the case's changes on it: what the lollipop plot draws. Residues are 1-based. */
export const lollipopSchema = z.object({
  gene: z.string(),
  transcript: z.string().nullable(),
  /** Protein length in amino acids; null where no gene model is known. */
  length: z.number().int().nullable(),
  domains: z.array(
    z.object({
      name: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      accession: z.string().nullable(),
    }),
  ),
  changes: z.array(
    z.object({
      residue: z.number().int(),
      label: z.string(),
      consequence: z.string().nullable(),
      vaf: z.number().nullable(),
      reports: z.array(z.string()),
      variantId: z.number().int(),
    }),
  ),
  /** Changes of the gene that have no residue (splice, promoter, intronic), as text. */
  unplaced: z.array(z.object({ label: z.string(), variantId: z.number().int() })),
  source: z.string(),
})
export type Lollipop = z.infer<typeof lollipopSchema>
