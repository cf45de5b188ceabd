import { z } from 'zod'
import { variantFlagSchema } from './classification.ts'
import {
  cautionSeveritySchema,
  diseaseScopeSchema,
  effectSchema,
  escatTierSchema,
  evidenceStrengthSchema,
  sourceSchema,
} from './knowledge.ts'

/** Result of matching one case against the installed knowledge packs (section 8 of the design, and more). */

export const truthSchema = z.enum(['true', 'false', 'not assessed'])
export type Truth = z.infer<typeof truthSchema>

/** How closely an alteration fits: the closer, the higher it is listed. */
export const specificitySchema = z.enum([
  'exact change',
  'codon',
  'exon',
  'functional class',
  'gene',
  'biomarker',
])
export type Specificity = z.infer<typeof specificitySchema>

/** One leaf of the biomarker expression with its verdict: a line of the why-it-matched trail. */
export const reasonSchema = z.object({
  /** The leaf in words, e.g. `EGFR exon 19 in-frame deletion`. */
  leaf: z.string(),
  result: truthSchema,
  /** True where the leaf stands under a `not`. */
  negated: z.boolean(),
  /** The alteration that decided it, as text, e.g. `EGFR L858R, VAF 34%`. */
  alteration: z.string().optional(),
  alterationId: z.number().int().optional(),
  reportId: z.number().int().optional(),
  specificity: specificitySchema.optional(),
  /** One sentence: why true or false, or which test is missing. */
  explanation: z.string(),
  /** Day the finding's specimen was collected, where known. */
  date: z.string().optional(),
})
export type Reason = z.infer<typeof reasonSchema>

export const diseaseMatchSchema = z.enum(['exact', 'descendant', 'tumor-agnostic', 'other'])
export type DiseaseMatch = z.infer<typeof diseaseMatchSchema>

export const ampTierSchema = z.enum(['I-A', 'I-B', 'II-C', 'II-D', 'III', 'IV'])
export type AmpTier = z.infer<typeof ampTierSchema>

export const companionDiagnosticCheckSchema = z.object({
  id: z.string(),
  device: z.string(),
  maker: z.string(),
  specimen: z.array(z.string()),
  drugs: z.array(z.string()),
  biomarkerText: z.string(),
  approval: z.object({ authority: z.string(), id: z.string(), date: z.string().nullable() }),
  /** True only where a report of this case names this very device as its assay. */
  usedHere: z.boolean(),
  sources: z.array(sourceSchema),
})
export type CompanionDiagnosticCheck = z.infer<typeof companionDiagnosticCheckSchema>

/** The ESCAT tier beside the AMP tier: a source's own statement, or Caseboard's proposal, never mixed. */
export const escatSchema = z.object({
  tier: escatTierSchema,
  origin: z.enum(['published', 'computed']),
  source: sourceSchema,
})
export type Escat = z.infer<typeof escatSchema>

/** The assertion's place in the sequence of therapies, against what this patient has had. */
export const lineCheckSchema = z.object({
  status: z.enum(['met', 'not met', 'cannot be told']),
  text: z.string(),
})
export type LineCheck = z.infer<typeof lineCheckSchema>

/** A drug of the regimen, or one of its class, that the patient has had. */
export const priorUseSchema = z.object({
  drug: z.string(),
  kind: z.enum(['already received', 'same class']),
  progressed: z.boolean(),
  /** E.g. `already received: osimertinib (line 1, progressed 2025-03)`. */
  text: z.string(),
})
export type PriorUse = z.infer<typeof priorUseSchema>

/** A comedication, organ function, condition or pharmacogene that speaks against a drug of the regimen. */
export const cautionCheckSchema = z.object({
  id: z.string(),
  pack: z.string(),
  kind: z.enum(['comedication', 'organ function', 'condition', 'pharmacogenomics']),
  drugs: z.array(z.string()),
  severity: cautionSeveritySchema.nullable(),
  /** What does not apply is not listed; what could not be judged is, with what is missing. */
  result: z.enum(['applies', 'not assessed']),
  /** What decided it, or what is missing, e.g. `LVEF 45% (2026-10-02)`, `not assessed: LVEF`. */
  because: z.string(),
  statement: z.string(),
  sources: z.array(sourceSchema),
})
export type CautionCheck = z.infer<typeof cautionCheckSchema>

export const matchSchema = z.object({
  assertionId: z.string(),
  pack: z.string(),
  drugs: z.array(z.string()),
  backbone: z.string().nullable(),
  effect: effectSchema,
  status: z.enum(['matched', 'not assessed']),
  diseaseMatch: diseaseMatchSchema,
  /** The assertion's disease in words, with codes, e.g. `Non-Small Cell Lung Cancer (NSCLC)`. */
  diseaseText: z.string(),
  disease: diseaseScopeSchema,
  level: z.object({ scheme: z.string(), value: z.string() }),
  strength: evidenceStrengthSchema,
  ampTier: ampTierSchema.nullable(),
  /** Why this tier (or none), naming the row of the documented table. */
  ampReason: z.string(),
  escat: escatSchema.nullable(),
  /** Why this ESCAT tier, or why none. */
  escatReason: z.string(),
  /** Null where the source sets no line of therapy that a program can read. */
  line: lineCheckSchema.nullable(),
  priorUse: z.array(priorUseSchema),
  cautions: z.array(cautionCheckSchema),
  /** Where the findings it rests on come from different dates: which from when. */
  timeline: z.string().nullable(),
  specificity: specificitySchema.nullable(),
  biomarkerText: z.string(),
  alterations: z.array(z.string()),
  alterationIds: z.array(z.number().int()),
  because: z.array(reasonSchema),
  /** Resistance assertions that this regimen meets in this case: id and one line of text. */
  resistedBy: z.array(
    z.object({
      assertionId: z.string(),
      text: z.string(),
      alterations: z.array(z.string()),
      /** The source's own level of the resistance; absent in what was presented before levels were kept. */
      level: z.object({ scheme: z.string(), value: z.string() }).optional(),
      strength: evidenceStrengthSchema.optional(),
      /** Day of the first specimen that showed it, where known: resistance may emerge later than the target. */
      since: z.string().optional(),
    }),
  ),
  companionDiagnostics: z.array(companionDiagnosticCheckSchema),
  /** What must stand beside the therapy: the finding it rests on may not be the tumor's. */
  originDoubts: z.array(z.string()).default([]),
  conditions: z.array(z.string()),
  statement: z.string(),
  sources: z.array(sourceSchema),
})
export type Match = z.infer<typeof matchSchema>

export const matchReportSchema = z.object({
  case: z.string(),
  diagnosis: z.string().nullable(),
  /** False where the diagnosis is missing or unknown to OncoTree: tier I is then never given. */
  diagnosisResolved: z.boolean(),
  packs: z.array(
    z.object({ name: z.string(), version: z.string(), retrieved: z.string(), licence: z.string() }),
  ),
  oncotreeVersion: z.string(),
  /** Sorted: tier, resistance beside what it resists, specificity. */
  matches: z.array(matchSchema),
  /** Tests whose absence leaves assertions of this disease open, most consequential first. */
  missingTests: z.array(
    z.object({ test: z.string(), drugs: z.array(z.string()), assertionIds: z.array(z.string()) }),
  ),
  warnings: z.array(z.string()),
  /** Marks on single findings: possible germline, clonal haematopoiesis, a curator's override. */
  flags: z.array(variantFlagSchema).default([]),
  /** For each finding: regimens approved for it elsewhere that are left out, because the own tumor type outranks them. */
  notBorrowed: z.array(z.string()),
})
export type MatchReport = z.infer<typeof matchReportSchema>
