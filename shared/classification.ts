import { z } from 'zod'
import { genomeBuildSchema, originSchema } from './model.ts'
import type { CaseInput } from './model.ts'

/**
 * What is said about one small variant beyond the report: facts of imported files (ClinVar, population
 * frequencies), point classes computed from them, flags, and a curator's judgements, which win over all of it.
 */

/** A small variant by its place: 1-based position, "chrom" without "chr", alleles as normalised at import. */
export const variantKeySchema = z.object({
  build: genomeBuildSchema,
  chrom: z.string(),
  pos: z.number().int().positive(),
  ref: z.string(),
  alt: z.string(),
})
export type VariantKey = z.infer<typeof variantKeySchema>

export function variantKeyText(key: VariantKey): string {
  return `${key.build} ${key.chrom}:${key.pos} ${key.ref}>${key.alt}`
}

export const oncogenicityClassSchema = z.enum([
  'oncogenic',
  'likely oncogenic',
  'uncertain significance',
  'likely benign',
  'benign',
])
export type OncogenicityClass = z.infer<typeof oncogenicityClassSchema>

export const germlineClassSchema = z.enum([
  'pathogenic',
  'likely pathogenic',
  'uncertain significance',
  'likely benign',
  'benign',
])
export type GermlineClass = z.infer<typeof germlineClassSchema>

/** A file of facts that was imported into the vault, e.g. one release of ClinVar. */
export const factFileSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['ClinVar', 'population frequency']),
  /** What the board reads, e.g. `ClinVar` or `gnomAD`. */
  name: z.string(),
  /** Release as the file states it (ClinVar: its date); null where it states none. */
  version: z.string().nullable(),
  licence: z.string(),
  build: genomeBuildSchema,
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  importedAt: z.string(),
  importedBy: z.string(),
  read: z.number().int(),
  taken: z.number().int(),
  refusedCount: z.number().int(),
  warnings: z.array(z.string()),
})
export type FactFile = z.infer<typeof factFileSchema>

/** Name and release of the file that a fact came from. */
const sourced = { source: z.string(), version: z.string().nullable() }

/** ClinVar's own statement on one allele; stars by ClinVar's review-status table (0..4). */
export const clinvarFactSchema = z.object({
  ...sourced,
  key: variantKeySchema,
  variationId: z.string(),
  /** CLNSIG as written, underscores as blanks; null where ClinVar has no germline class. */
  germlineClass: z.string().nullable(),
  review: z.string().nullable(),
  stars: z.number().int().min(0).max(4),
  /** CLNSIGCONF where the submitters disagree. */
  conflict: z.string().nullable(),
  conditions: z.array(z.string()),
  /** Sequence Ontology terms of MC. */
  consequences: z.array(z.string()),
  genes: z.array(z.string()),
  /** ONC: ClinVar's class for oncogenicity. */
  oncogenicity: z.string().nullable(),
  oncogenicityStars: z.number().int().min(0).max(4),
})
export type ClinvarFact = z.infer<typeof clinvarFactSchema>

/** One ancestry group of a frequency file: counts of alleles, not of people. */
export const populationCountSchema = z.object({
  /** As the file names it: `afr`, `nfe` ... */
  group: z.string(),
  alleleCount: z.number().int(),
  alleleNumber: z.number().int(),
  homozygotes: z.number().int().nullable(),
})
export type PopulationCount = z.infer<typeof populationCountSchema>

export const frequencyFactSchema = z.object({
  ...sourced,
  key: variantKeySchema,
  alleleCount: z.number().int(),
  alleleNumber: z.number().int(),
  homozygotes: z.number().int().nullable(),
  groups: z.array(populationCountSchema),
  /** The file's own FILTER where it is not PASS, e.g. `AC0`. */
  filter: z.string().nullable(),
})
export type FrequencyFact = z.infer<typeof frequencyFactSchema>

/** Everything imported files say of one variant and, for absence, of the place around it. */
export const siteFactsSchema = z.object({
  /** False where no ClinVar file of this build is imported: its silence then says nothing. */
  hasClinvar: z.boolean(),
  clinvar: z.array(clinvarFactSchema),
  /** Other ClinVar alleles within two bases: the same codon may be among them. */
  clinvarNearby: z.array(clinvarFactSchema),
  frequency: z.array(frequencyFactSchema),
  /**
   * Files of this build that do not list the variant. `alleleNumber` is the lowest number of alleles at a
   * record within 30 bases, null where the file has no record there: the place may never have been measured.
   */
  frequencyAbsent: z.array(z.object({ ...sourced, alleleNumber: z.number().int().nullable() })),
})
export type SiteFacts = z.infer<typeof siteFactsSchema>

export const judgementKindSchema = z.enum([
  'oncogenicity',
  'germline class',
  'origin',
  'clonal haematopoiesis',
])
export type JudgementKind = z.infer<typeof judgementKindSchema>

/** What a curator may say, by kind. */
export const judgementValues: Readonly<Record<JudgementKind, readonly string[]>> = {
  oncogenicity: oncogenicityClassSchema.options,
  'germline class': germlineClassSchema.options,
  origin: originSchema.options,
  'clonal haematopoiesis': ['clonal haematopoiesis', 'tumor'],
}

/** A statement on a specimen is true of one patient only; a class may be true of the change everywhere. */
export function belongsToOneCase(kind: JudgementKind): boolean {
  return kind === 'origin' || kind === 'clonal haematopoiesis'
}

const reasonSchema = z
  .string()
  .trim()
  .min(5, 'Give the reason in a few words: it is kept and shown.')
  .max(2000)

export const judgementInputSchema = z
  .object({
    variantId: z.number().int(),
    /** Null: for every case of this vault. */
    caseId: z.number().int().nullable(),
    kind: judgementKindSchema,
    /** Null takes the override back: the computed value holds again. */
    value: z.string().nullable(),
    reason: reasonSchema,
  })
  .refine(({ kind, value }) => value === null || judgementValues[kind].includes(value), {
    message: 'This value does not belong to this kind of judgement.',
    path: ['value'],
  })
  .refine(({ kind, caseId }) => caseId !== null || !belongsToOneCase(kind), {
    message: 'Origin and clonal haematopoiesis are judged for one case.',
    path: ['caseId'],
  })
export type JudgementInput = z.infer<typeof judgementInputSchema>

/** A curator's word on a variant. Superseded ones are kept and shown as history. */
export const judgementSchema = z.object({
  id: z.number().int(),
  caseId: z.number().int().nullable(),
  key: variantKeySchema,
  gene: z.string().nullable(),
  /** HGVS p. in three-letter form, for the same change on another build. */
  proteinChange: z.string().nullable(),
  kind: judgementKindSchema,
  value: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  /** ISO time. */
  at: z.string(),
  /** False once a later one took its place. */
  current: z.boolean(),
})
export type Judgement = z.infer<typeof judgementSchema>

/**
 * `met` counts its points; `not met` was assessed and does not; `not assessed` lacks data, said in `evidence`;
 * `needs a person` can never be told from data alone; `barred` fits but another criterion forbids it.
 */
export const criterionStateSchema = z.enum(['met', 'not met', 'not assessed', 'needs a person', 'barred'])
export type CriterionState = z.infer<typeof criterionStateSchema>

export const criterionResultSchema = z.object({
  /** Stable name of the meaning: labels differ between circulating tables. */
  meaning: z.string(),
  /** Label in the standard named by `standard`, e.g. `OVS1`, `PVS1`. */
  label: z.string(),
  /** What the criterion asks, in our words. */
  asks: z.string(),
  state: criterionStateSchema,
  /** Points that it gives here; 0 unless met. */
  points: z.number().int(),
  /** Points that it would give at full strength. */
  fullPoints: z.number().int(),
  /** Where the point came from, or what is missing; names source and version. */
  evidence: z.string(),
})
export type CriterionResult = z.infer<typeof criterionResultSchema>

function pointClassSchema<T extends z.ZodType<string>>(classes: T) {
  return z.object({
    /** Class of the points; null where the standard does not apply, said in `note`. */
    computed: classes.nullable(),
    points: z.number().int(),
    /** What holds: the curator's word where there is one, else the computed class. */
    class: classes.nullable(),
    judgement: judgementSchema.nullable(),
    standard: z.string(),
    note: z.string().nullable(),
    criteria: z.array(criterionResultSchema),
  })
}

export const oncogenicityResultSchema = pointClassSchema(oncogenicityClassSchema)
export type OncogenicityResult = z.infer<typeof oncogenicityResultSchema>
export const germlineResultSchema = pointClassSchema(germlineClassSchema)
export type GermlineResult = z.infer<typeof germlineResultSchema>

/** A mark on a finding that the board must not miss. */
export const variantFlagSchema = z.object({
  kind: z.enum(['possible germline', 'germline', 'clonal haematopoiesis', 'override']),
  alterationId: z.number().int().optional(),
  reportId: z.number().int().optional(),
  /** `BRCA2 S1982fs`, as findings are named. */
  finding: z.string(),
  /** One or two sentences: what, why, what to do. */
  text: z.string(),
  /** Where the rule comes from. */
  source: z.string(),
})
export type VariantFlag = z.infer<typeof variantFlagSchema>

/** Everything of `variant/classification`. */
export const variantClassificationSchema = z.object({
  key: variantKeySchema,
  finding: z.string(),
  /** Why matching counts it as (likely) oncogenic; null where it does not. */
  countsAsOncogenic: z.string().nullable(),
  oncogenicity: oncogenicityResultSchema,
  germline: germlineResultSchema,
  flags: z.array(variantFlagSchema),
  clinvar: z.array(clinvarFactSchema),
  frequency: z.array(frequencyFactSchema),
  frequencyAbsent: siteFactsSchema.shape.frequencyAbsent,
  /** The vault's files of facts for this build; empty: nothing was imported. */
  factFiles: z.array(factFileSchema),
  /** Newest first, superseded ones too. */
  judgements: z.array(judgementSchema),
})
export type VariantClassification = z.infer<typeof variantClassificationSchema>

/** What the case says of findings that its germline testing may turn up besides the tumor (ACMG SF list). */
export type SecondaryFindingsConsent = CaseInput['secondaryFindings']
