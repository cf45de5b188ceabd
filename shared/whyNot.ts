import { z } from 'zod'
import { effectSchema, evidenceStrengthSchema, sourceSchema } from './knowledge.ts'
import { diseaseMatchSchema, reasonSchema } from './match.ts'

/** The answer to "why not this therapy?" for one case. */

/** What is asked about: a drug's generic name, a gene, marker or biomarker in words, any of these, or one assertion's id. */
export const whyNotSubjectSchema = z.object({
  kind: z.enum(['drug', 'biomarker', 'any', 'assertion']),
  name: z.string().trim().min(1).max(200),
})
export type WhyNotSubject = z.infer<typeof whyNotSubjectSchema>

export const whyNotSuggestionSchema = whyNotSubjectSchema.extend({
  /** Assertions of the installed packs about it. */
  assertions: z.number().int(),
})
export type WhyNotSuggestion = z.infer<typeof whyNotSuggestionSchema>

export const obstacleSchema = z.object({
  /**
   * `biomarker`: tested and not met. `test`: not assessed. `disease`: for another tumor type. `precedence`: the
   * own tumor type's evidence outranks it. `strength`: too weak to be borrowed from another tumor type.
   */
  kind: z.enum(['biomarker', 'test', 'disease', 'precedence', 'strength']),
  text: z.string(),
})
export type Obstacle = z.infer<typeof obstacleSchema>

export const whyNotEntrySchema = z.object({
  assertionId: z.string(),
  pack: z.string(),
  packVersion: z.string(),
  packRetrieved: z.string(),
  drugs: z.array(z.string()),
  backbone: z.string().nullable(),
  effect: effectSchema,
  strength: evidenceStrengthSchema,
  level: z.object({ scheme: z.string(), value: z.string() }),
  biomarkerText: z.string(),
  diseaseText: z.string(),
  diseaseMatch: diseaseMatchSchema,
  /** How the therapies page lists it now. */
  listed: z.enum(['matched', 'not assessed', 'no']),
  /** Empty only where it is listed as matched. */
  obstacles: z.array(obstacleSchema),
  /** Resistance that stands beside it where it is listed. */
  resistedBy: z.array(z.string()),
  because: z.array(reasonSchema),
  conditions: z.array(z.string()),
  statement: z.string(),
  sources: z.array(sourceSchema),
})
export type WhyNotEntry = z.infer<typeof whyNotEntrySchema>

export const whyNotAnswerSchema = z.object({
  subject: whyNotSubjectSchema,
  diagnosis: z.string(),
  packs: z.array(z.object({ name: z.string(), version: z.string() })),
  /** Nearest to a match first. Empty: no installed pack has an assertion for the subject. */
  entries: z.array(whyNotEntrySchema),
})
export type WhyNotAnswer = z.infer<typeof whyNotAnswerSchema>
