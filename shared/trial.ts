import { z } from 'zod'
import { biomarkerSchema, diseaseScopeSchema, sourceSchema } from './knowledge.ts'
import { isoDateSchema } from './model.ts'

/**
 * Clinical trials as a department keeps them: read from a spreadsheet or a registry's export, never online.
 * Schemas of knowledge.ts are named lazily, because a pack there holds trials and the modules need each other.
 */
const biomarker = z.lazy(() => biomarkerSchema)
const diseaseScope = z.lazy(() => diseaseScopeSchema)
const source = z.lazy(() => sourceSchema)

/** Recruitment as ClinicalTrials.gov words it; `unknown` where the source does not say. */
export const trialStatusSchema = z.enum([
  'recruiting',
  'not yet recruiting',
  'by invitation',
  'active, not recruiting',
  'suspended',
  'completed',
  'terminated',
  'withdrawn',
  'unknown',
])
export type TrialStatus = z.infer<typeof trialStatusSchema>

export const trialSiteSchema = z.strictObject({
  name: z.string().min(1),
  city: z.string().nullable(),
  country: z.string().nullable(),
  /** The site's own status where the source gives one. */
  status: trialStatusSchema.nullable(),
  /** Whom to ask: name, telephone, e-mail as one line. */
  contact: z.string().nullable(),
})
export type TrialSite = z.infer<typeof trialSiteSchema>

/** `structured`: somebody wrote it as a rule. `free text`: read from a sentence, to be checked there. */
export const readFromSchema = z.enum(['structured', 'free text'])

export const trialCriterionSchema = z.strictObject({
  biomarker,
  /** The writing it was read from: a cell of the spreadsheet, or the whole sentence. */
  text: z.string().min(1),
  readFrom: readFromSchema,
})
export type TrialCriterion = z.infer<typeof trialCriterionSchema>

const bounds = z.strictObject({
  minimum: z.number().min(0).nullable().default(null),
  maximum: z.number().min(0).nullable().default(null),
})
export type Bounds = z.infer<typeof bounds>
const open = { minimum: null, maximum: null }

/** One arm or cohort with the criteria that Caseboard can judge. A trial without cohorts has a single one. */
export const trialCohortSchema = z.strictObject({
  /** Null where the trial has no named cohorts. */
  name: z.string().nullable(),
  /** The cohort's own status where the source gives one. */
  status: trialStatusSchema.nullable().default(null),
  /** Generic names, lower case; empty where the source names none for this cohort. */
  drugs: z.array(z.string()).default([]),
  /** Null where no OncoTree node could be given to the source's words. */
  disease: diseaseScope.nullable(),
  /** The disease in the source's own words. */
  diseaseText: z.string(),
  /** Parts of `diseaseText` that have no OncoTree node: a mismatch of the others is then no exclusion. */
  diseaseUnread: z.array(z.string()).default([]),
  /**
   * What must be found. Structured criteria must all hold; of those read from free text, whose "and" and "or"
   * nobody marked, one suffices.
   */
  inclusion: z.array(trialCriterionSchema).default([]),
  /** What must not be found. */
  exclusion: z.array(trialCriterionSchema).default([]),
  /** Years. */
  age: bounds.default(open),
  sex: z.enum(['female', 'male']).nullable().default(null),
  ecog: bounds.default(open),
  /** Lines of systemic therapy before inclusion. */
  priorLines: bounds.default(open),
  /** Generic names or drug classes, lower case: one of them must have been given. */
  requiredDrugs: z.array(z.string()).default([]),
  /** Generic names or drug classes, lower case: none of them may have been given. */
  excludedDrugs: z.array(z.string()).default([]),
  /** Criteria in words, for a person to check. */
  byHand: z.array(z.string()).default([]),
  /** `free text` where the source states its criteria as prose: such a cohort is never "eligible on file". */
  readFrom: readFromSchema,
})
export type TrialCohort = z.infer<typeof trialCohortSchema>

export const trialSchema = z.strictObject({
  /** Registry number or the department's own, unique in its list. */
  id: z.string().min(1),
  title: z.string().min(1),
  phase: z.string().nullable(),
  status: trialStatusSchema,
  sponsor: z.string().nullable(),
  drugs: z.array(z.string()),
  sites: z.array(trialSiteSchema),
  /** Central contact, one line. */
  contact: z.string().nullable(),
  cohorts: z.array(trialCohortSchema).min(1),
  source,
  /** When the source itself last changed the entry. */
  lastUpdated: isoDateSchema.nullable(),
})
export type Trial = z.infer<typeof trialSchema>
