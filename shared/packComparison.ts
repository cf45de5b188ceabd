import { z } from 'zod'
import { ampTierSchema, matchSchema } from './match.ts'

/** What changed between two versions of a knowledge pack, and between two match reports of one case. */

export const fieldChangeSchema = z.object({
  /** In words, e.g. `level`, `disease`. */
  field: z.string(),
  before: z.string(),
  after: z.string(),
})
export type FieldChange = z.infer<typeof fieldChangeSchema>

export const entryChangeSchema = z.object({
  id: z.string(),
  /** Where the newer version calls the same entry otherwise; else null. */
  formerId: z.string().nullable(),
  change: z.enum(['added', 'removed', 'changed']),
  /** The entry in one line: biomarker, therapy, disease, level. */
  text: z.string(),
  /** Empty for added and removed entries. */
  fields: z.array(fieldChangeSchema),
})
export type EntryChange = z.infer<typeof entryChangeSchema>

export const packComparisonSchema = z.object({
  assertions: z.array(entryChangeSchema),
  companionDiagnostics: z.array(entryChangeSchema),
  /** Genes whose role (oncogene, tumor suppressor) changed: what "oncogenic" means for them changes too. */
  geneRoles: z.array(entryChangeSchema),
  unchanged: z.object({ assertions: z.number().int(), companionDiagnostics: z.number().int() }),
  /** Entries that say the same under another identifier. */
  renamed: z.number().int(),
})
export type PackComparison = z.infer<typeof packComparisonSchema>

const standingSchema = z.object({
  status: matchSchema.shape.status,
  tier: ampTierSchema.nullable(),
})

/** One assertion whose place in a case's report differs. */
export const matchChangeSchema = z.object({
  pack: z.string(),
  assertionId: z.string(),
  effect: matchSchema.shape.effect,
  /** Regimen in words, e.g. `dabrafenib + trametinib`; empty for diagnosis and prognosis. */
  therapy: z.string(),
  biomarker: z.string(),
  disease: z.string(),
  /** How the assertion stood and stands; null where the report does not list it. */
  before: standingSchema.nullable(),
  after: standingSchema.nullable(),
  /** What differs, in words; empty where it is listed in one report only. */
  fields: z.array(z.string()),
})
export type MatchChange = z.infer<typeof matchChangeSchema>

export const reportChangeSchema = z.object({
  matches: z.array(matchChangeSchema),
  warningsAdded: z.array(z.string()),
  warningsRemoved: z.array(z.string()),
  notBorrowedAdded: z.array(z.string()),
  notBorrowedRemoved: z.array(z.string()),
})
export type ReportChange = z.infer<typeof reportChangeSchema>

export const affectedCaseSchema = z.object({
  caseId: z.number().int(),
  pseudonym: z.string(),
  diagnosis: z.string().nullable(),
  change: reportChangeSchema,
})
export type AffectedCase = z.infer<typeof affectedCaseSchema>

/** Counts of a change as a board asks for them. Only sensitivities count as therapies. */
export const changeCountsSchema = z.object({
  therapiesAdded: z.number().int(),
  therapiesRemoved: z.number().int(),
  tiersChanged: z.number().int(),
  resistancesChanged: z.number().int(),
  /** Everything else: open questions, wording, sources, companion diagnostics, warnings. */
  other: z.number().int(),
})
export type ChangeCounts = z.infer<typeof changeCountsSchema>

/** What a match change means for the board, the most consequential first. */
export type ChangeKind = 'therapy added' | 'therapy removed' | 'tier changed' | 'resistance' | 'other'

export function changeKind({ effect, before, after, fields }: MatchChange): ChangeKind {
  const was = before?.status === 'matched'
  const is = after?.status === 'matched'
  if (effect === 'sensitivity' && is && !was) return 'therapy added'
  if (effect === 'sensitivity' && was && !is) return 'therapy removed'
  if (was && is && before.tier !== after.tier) return 'tier changed'
  if (effect === 'resistance' && was !== is) return 'resistance'
  return fields.includes('resistance') && (was || is) ? 'resistance' : 'other'
}

export function changeCounts(change: ReportChange): ChangeCounts {
  const kinds = change.matches.map(changeKind)
  const count = (kind: ChangeKind): number => kinds.filter((one) => one === kind).length
  return {
    therapiesAdded: count('therapy added'),
    therapiesRemoved: count('therapy removed'),
    tiersChanged: count('tier changed'),
    resistancesChanged: count('resistance'),
    other:
      count('other') +
      change.warningsAdded.length +
      change.warningsRemoved.length +
      change.notBorrowedAdded.length +
      change.notBorrowedRemoved.length,
  }
}

/** Entries of a comparison that are sent to the screen; the command line prints all. */
export const MOST_CHANGES_SHOWN = 1000

export const changeTotalsSchema = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
})
export type ChangeTotals = z.infer<typeof changeTotalsSchema>

export function changeTotals(changes: readonly EntryChange[]): ChangeTotals {
  const count = (wanted: EntryChange['change']): number =>
    changes.filter(({ change }) => change === wanted).length
  return { added: count('added'), removed: count('removed'), changed: count('changed') }
}
