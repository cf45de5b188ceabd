import { z } from 'zod'
import { matchReportSchema } from './match.ts'
import { assaySchema, caseSchema, otherAlterationSchema, reportSchema } from './model.ts'

/** What a board was shown on a day: kept whole, so that it can be shown again as it was. */

export const presentedPackSchema = z.object({
  /** Its number among the vault's pack versions, with contents. */
  packId: z.number().int(),
  name: z.string(),
  version: z.string(),
})
export type PresentedPack = z.infer<typeof presentedPackSchema>

export const presentationSchema = z.object({
  presentationId: z.number().int(),
  caseId: z.number().int(),
  /** ISO instant. */
  at: z.string(),
  by: z.string(),
  note: z.string(),
  packs: z.array(presentedPackSchema),
  oncotreeVersion: z.string(),
  appVersion: z.string(),
})
export type Presentation = z.infer<typeof presentationSchema>

/** The case as it was shown. */
export const presentedSchema = z.object({
  match: matchReportSchema,
  case: caseSchema,
  diagnosisName: z.string().nullable(),
  reports: z.array(reportSchema),
  assays: z.array(assaySchema),
  otherAlterations: z.array(otherAlterationSchema),
})
export type Presented = z.infer<typeof presentedSchema>
