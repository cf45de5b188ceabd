import { z } from 'zod'
import { sourceSchema } from './knowledge.ts'
import { diseaseMatchSchema, reasonSchema, truthSchema } from './match.ts'
import { isoDateSchema } from './model.ts'
import { readFromSchema, trialSiteSchema, trialStatusSchema } from './trial.ts'

/** Result of matching one case against the trial lists of the installed packs. */

/**
 * `eligible on file`: every criterion on file is met, and the file's criteria were written as rules.
 * `possibly`: none is against it, something is missing or was read from prose. `excluded`: a criterion is not met.
 */
export const trialOutcomeSchema = z.enum(['eligible on file', 'possibly', 'excluded'])
export type TrialOutcome = z.infer<typeof trialOutcomeSchema>

export const criterionResultSchema = z.object({
  kind: z.enum([
    'disease',
    'biomarker',
    'excluded biomarker',
    'age',
    'sex',
    'ECOG',
    'prior lines',
    'prior drugs',
    'excluded drugs',
  ]),
  /** What the trial asks, in words. */
  asks: z.string(),
  /** True: fulfilled, whichever way it is asked. */
  result: truthSchema,
  explanation: z.string(),
  /** The sentence, where it was read from free text; null for a structured criterion. */
  sentence: z.string().nullable(),
  /** Biomarker criteria: the leaves that decided. */
  because: z.array(reasonSchema),
})
export type CriterionResult = z.infer<typeof criterionResultSchema>

export const cohortMatchSchema = z.object({
  name: z.string().nullable(),
  status: trialStatusSchema,
  drugs: z.array(z.string()),
  outcome: trialOutcomeSchema,
  /** Null: the disease could not be judged. */
  diseaseMatch: diseaseMatchSchema.nullable(),
  diseaseText: z.string(),
  /** Null: no biomarker is asked for, or none was understood. */
  biomarker: truthSchema.nullable(),
  /** Findings that fulfil the biomarker. */
  alterations: z.array(z.string()),
  criteria: z.array(criterionResultSchema),
  /** What keeps it from `eligible on file`, in words. */
  missing: z.array(z.string()),
  excludedBy: z.array(z.string()),
  byHand: z.array(z.string()),
  readFrom: readFromSchema,
})
export type CohortMatch = z.infer<typeof cohortMatchSchema>

export const trialMatchSchema = z.object({
  id: z.string(),
  pack: z.string(),
  title: z.string(),
  phase: z.string().nullable(),
  status: trialStatusSchema,
  sponsor: z.string().nullable(),
  drugs: z.array(z.string()),
  sites: z.array(trialSiteSchema),
  contact: z.string().nullable(),
  /** That of the best cohort. */
  outcome: trialOutcomeSchema,
  /** Best first. */
  cohorts: z.array(cohortMatchSchema).min(1),
  source: sourceSchema,
  lastUpdated: isoDateSchema.nullable(),
})
export type TrialMatch = z.infer<typeof trialMatchSchema>

export const trialReportSchema = z.object({
  case: z.string(),
  diagnosis: z.string().nullable(),
  diagnosisResolved: z.boolean(),
  /** The day that ages were counted for. */
  asOf: isoDateSchema,
  lists: z.array(
    z.object({
      pack: z.string(),
      title: z.string(),
      version: z.string(),
      retrieved: z.string(),
      source: z.string(),
      licence: z.string(),
      trials: z.number().int(),
    }),
  ),
  /** Biomarker met in this tumor type first, recruiting first; excluded trials last. */
  matches: z.array(trialMatchSchema),
})
export type TrialReport = z.infer<typeof trialReportSchema>
