import { z } from 'zod'
import {
  factFileSchema,
  judgementInputSchema,
  judgementSchema,
  variantClassificationSchema,
} from './classification.ts'
import { errorDataSchema } from './errors.ts'
import { genomeSessionSchema, lollipopSchema, referenceFileSchema, trackSchema } from './genomeSession.ts'
import { companionDiagnosticSchema, packManifestSchema, assertionSchema } from './knowledge.ts'
import {
  knowledgeImportFileSchema,
  knowledgeOutcomeSchema,
  knowledgePreviewSchema,
} from './knowledgeImport.ts'
import { matchReportSchema } from './match.ts'
import {
  assaySchema,
  caseInputSchema,
  caseSchema,
  genomeBuildSchema,
  otherAlterationSchema,
  reportFormatSchema,
  reportSchema,
  smallVariantSchema,
} from './model.ts'
import {
  MOST_CHANGES_SHOWN,
  affectedCaseSchema,
  changeTotalsSchema,
  packComparisonSchema,
  reportChangeSchema,
} from './packComparison.ts'
import { packReferenceSchema, storedOncotreeSchema, storedPackSchema } from './packVersions.ts'
import { presentationSchema, presentedSchema } from './presentation.ts'
import { phasePartnerSchema } from './phase.ts'
import { trialReportSchema } from './trialMatch.ts'
import { geneCountSchema, variantPageSchema, variantQuerySchema } from './variantQuery.ts'
import { whyNotAnswerSchema, whyNotSubjectSchema, whyNotSuggestionSchema } from './whyNot.ts'

/**
 * The contract between the renderer and the application core: `domain/verb` -> {args, result}, one schema
 * per call, validated on both sides. Both shells and the tests speak only this.
 */

const nothing = z.strictObject({})
const id = z.number().int()
const done = z.object({ done: z.literal(true) })

export const appStatusSchema = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser', 'headless']),
  /** True where the shell has the system's own file dialogs; else the renderer shows Caseboard's. */
  nativeDialogs: z.boolean(),
  vault: z.discriminatedUnion('state', [
    z.object({ state: z.literal('closed'), lastDirectory: z.string().nullable() }),
    z.object({
      state: z.literal('open'),
      directory: z.string(),
      user: z.string(),
      /** The throw-away vault: every screen says so. */
      demonstration: z.boolean(),
    }),
  ]),
})
export type AppStatus = z.infer<typeof appStatusSchema>

export const caseListItemSchema = z.object({
  id,
  pseudonym: z.string(),
  diagnosis: z.string().nullable(),
  /** OncoTree name of the code; null where the code is missing or unknown. */
  diagnosisName: z.string().nullable(),
  diagnosisText: z.string().nullable(),
  stage: z.string().nullable(),
  sex: caseInputSchema.shape.sex,
  yearOfBirth: z.number().int().nullable(),
  reports: z.number().int(),
  alterations: z.number().int(),
  changedAt: z.string(),
})
export type CaseListItem = z.infer<typeof caseListItemSchema>

/** What the header needs: the case, what was tested, with which assays. */
export const caseDetailSchema = z.object({
  case: caseSchema,
  diagnosisName: z.string().nullable(),
  reports: z.array(reportSchema),
  assays: z.array(assaySchema),
  otherAlterations: z.array(otherAlterationSchema),
  smallVariants: z.number().int(),
  /** The 200 genes with most variants. */
  genes: z.array(geneCountSchema),
  tracks: z.array(trackSchema),
})
export type CaseDetail = z.infer<typeof caseDetailSchema>

export const reportPreviewSchema = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  format: reportFormatSchema,
  formatVersion: z.string().nullable(),
  compressed: z.boolean(),
  build: genomeBuildSchema.nullable(),
  buildEvidence: z.string(),
  samples: z.array(z.string()),
  tumorSample: z.string().nullable(),
  normalSample: z.string().nullable(),
  sampleEvidence: z.string(),
  annotation: z.string().nullable(),
  caller: z.string().nullable(),
  needs: z.array(z.enum(['build', 'tumorSample'])),
})
export type ReportPreviewResult = z.infer<typeof reportPreviewSchema>

export const importFileSchema = z.object({
  path: z.string(),
  build: genomeBuildSchema.nullable(),
  tumorSample: z.string().nullable(),
  assay: z.string().nullable(),
  specimen: z.string().nullable(),
})
export type ImportFile = z.infer<typeof importFileSchema>

/** A long task that the renderer polls. Progress is in bytes of the files being read; of a re-match, in cases. */
export const jobSchema = z.object({
  id,
  kind: z.enum(['import', 'demonstration', 'export', 'knowledge import', 'rematch', 'facts']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  label: z.string(),
  progress: z.object({ done: z.number(), total: z.number(), variants: z.number().int() }),
  reports: z.array(reportSchema),
  /** Of a knowledge import: what became of each file. */
  knowledge: z.array(knowledgeOutcomeSchema).default([]),
  error: errorDataSchema.nullable(),
})
export type Job = z.infer<typeof jobSchema>

export const directoryEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  directory: z.boolean(),
  bytes: z.number().int().nullable(),
})
export type DirectoryEntry = z.infer<typeof directoryEntrySchema>

export const packSummarySchema = z.object({
  manifest: packManifestSchema,
  assertions: z.number().int(),
  biomarkers: z.number().int(),
  companionDiagnostics: z.number().int(),
})
export type PackSummary = z.infer<typeof packSummarySchema>

export const auditRowSchema = z.object({
  id,
  at: z.string(),
  user: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  hash: z.string(),
})

export const oncotreeNodeSchema = z.object({
  code: z.string(),
  name: z.string(),
  mainType: z.string().nullable(),
  tissue: z.string(),
  parent: z.string().nullable(),
})
export type OncotreeNode = z.infer<typeof oncotreeNodeSchema>

export const api = {
  'app/status': { args: nothing, result: appStatusSchema },
  'app/quit': { args: nothing, result: done },

  'vault/create': {
    args: z.object({
      directory: z.string().min(1),
      administrator: z.string().trim().min(1),
      password: z.string(),
    }),
    result: z.object({ recoveryKey: z.string() }),
  },
  'vault/open': {
    args: z.object({ directory: z.string().min(1), user: z.string().optional(), password: z.string() }),
    result: appStatusSchema,
  },
  /** Creates a throw-away vault and imports the demonstration cases as a job. */
  'vault/openDemonstration': { args: nothing, result: z.object({ jobId: id }) },
  'vault/lock': { args: nothing, result: appStatusSchema },
  /** Where a new vault would go by default. */
  'vault/suggestDirectory': { args: nothing, result: z.object({ directory: z.string() }) },

  'case/list': {
    args: z.object({
      search: z.string(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    result: z.object({ total: z.number().int(), cases: z.array(caseListItemSchema) }),
  },
  'case/create': { args: z.object({ input: caseInputSchema }), result: z.object({ caseId: id }) },
  'case/update': { args: z.object({ caseId: id, input: caseInputSchema }), result: z.object({ caseId: id }) },
  'case/get': { args: z.object({ caseId: id }), result: caseDetailSchema },

  'oncotree/search': {
    args: z.object({ text: z.string(), limit: z.number().int().min(1).max(100) }),
    result: z.object({ version: z.string(), nodes: z.array(oncotreeNodeSchema) }),
  },

  'report/preview': { args: z.object({ path: z.string().min(1) }), result: reportPreviewSchema },
  'report/import': {
    args: z.object({ caseId: id, files: z.array(importFileSchema).min(1) }),
    result: z.object({ jobId: id }),
  },
  'report/remove': { args: z.object({ reportId: id }), result: done },
  /** The line of the original file that a finding was read from, with its header line where there is one. */
  'report/line': {
    args: z.object({ reportId: id, line: z.number().int().positive() }),
    result: z.object({
      fileName: z.string(),
      line: z.number().int(),
      text: z.string(),
      header: z.string().nullable(),
    }),
  },

  'job/get': { args: z.object({ jobId: id }), result: jobSchema },
  'job/cancel': { args: z.object({ jobId: id }), result: done },

  'variant/query': { args: variantQuerySchema, result: variantPageSchema },
  'variant/get': { args: z.object({ variantId: id }), result: smallVariantSchema },
  'variant/phase': {
    args: z.object({ caseId: id, variantId: id }),
    result: z.object({ partners: z.array(phasePartnerSchema) }),
  },
  'gene/lollipop': { args: z.object({ caseId: id, gene: z.string() }), result: lollipopSchema },

  /** Everything that is said of one variant beyond its report: classes, evidence, facts, flags, overrides. */
  'variant/classification': {
    args: z.object({ caseId: id, variantId: id }),
    result: variantClassificationSchema,
  },
  'judgement/set': { args: judgementInputSchema, result: z.object({ judgementId: id }) },
  'judgement/list': {
    args: z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    result: z.object({ total: z.number().int(), judgements: z.array(judgementSchema) }),
  },
  /** A ClinVar or gnomAD-style VCF, as a job; null where the file tells it. */
  'facts/import': {
    args: z.object({
      path: z.string().min(1),
      build: genomeBuildSchema.nullable(),
      name: z.string().nullable(),
      version: z.string().nullable(),
      licence: z.string().nullable(),
    }),
    result: z.object({ jobId: id }),
  },
  'facts/list': { args: nothing, result: z.object({ files: z.array(factFileSchema) }) },
  'facts/remove': { args: z.object({ factFileId: id }), result: done },

  'match/run': { args: z.object({ caseId: id }), result: matchReportSchema },
  /** Why a drug, a biomarker or one assertion is not listed for a case. */
  'match/whyNot': {
    args: z.object({ caseId: id, subject: whyNotSubjectSchema }),
    result: whyNotAnswerSchema,
  },
  /** What the installed packs know that begins with, or holds, the typed text. */
  'match/whyNotSubjects': {
    args: z.object({ text: z.string(), limit: z.number().int().min(1).max(100) }),
    result: z.object({ subjects: z.array(whyNotSuggestionSchema) }),
  },
  /** The trial lists of the installed packs against one case, ages as of today. */
  'trial/match': { args: z.object({ caseId: id }), result: trialReportSchema },

  'genome/session': {
    args: z.object({ caseId: id, build: genomeBuildSchema.nullable() }),
    result: genomeSessionSchema,
  },
  /** Position of a gene (or null), for jumping: 1-based inclusive. */
  'genome/locate': {
    args: z.object({ build: genomeBuildSchema, gene: z.string() }),
    result: z.object({
      locus: z.object({ chrom: z.string(), start: z.number().int(), end: z.number().int() }).nullable(),
    }),
  },
  'track/add': {
    args: z.object({
      caseId: id,
      path: z.string().min(1),
      build: genomeBuildSchema,
      specimen: z.string().nullable(),
    }),
    result: z.object({ trackId: id }),
  },
  'track/remove': { args: z.object({ trackId: id }), result: done },

  'reference/list': { args: nothing, result: z.object({ references: z.array(referenceFileSchema) }) },
  'reference/add': {
    args: z.object({
      build: genomeBuildSchema,
      kind: z.enum(['fasta', '2bit', 'gene models']),
      path: z.string().min(1),
    }),
    result: z.object({ referenceId: id }),
  },
  'reference/remove': { args: z.object({ referenceId: id }), result: done },

  'assay/list': { args: nothing, result: z.object({ assays: z.array(assaySchema) }) },
  /** Reads an assay description (JSON) from a file and registers it. */
  'assay/add': { args: z.object({ path: z.string().min(1) }), result: z.object({ name: z.string() }) },

  'knowledge/list': { args: nothing, result: z.object({ packs: z.array(packSummarySchema) }) },
  'knowledge/assertion': {
    args: z.object({ pack: z.string(), id: z.string() }),
    result: z.object({
      pack: packManifestSchema,
      assertion: assertionSchema,
      companionDiagnostics: z.array(companionDiagnosticSchema),
    }),
  },

  /** Reads the whole file and says what would become of it; stores nothing. */
  'knowledge/preview': {
    args: knowledgeImportFileSchema,
    result: knowledgePreviewSchema,
  },
  /** Imports knowledge files one after the other as a job, each whole or not at all. */
  'knowledge/import': {
    args: z.object({ files: z.array(knowledgeImportFileSchema).min(1) }),
    result: z.object({ jobId: id }),
  },
  /** Writes the refused rows and unread alterations of a finished import as a table (TSV). */
  'knowledge/writeRefused': {
    args: z.object({ jobId: id, path: z.string().min(1) }),
    result: z.object({ path: z.string(), rows: z.number().int() }),
  },
  /** Every version of every pack: in the vault and of the program, and the disease trees. */
  'knowledge/versions': {
    args: nothing,
    result: z.object({
      stored: z.array(storedPackSchema),
      /** What ships with this program; `inUse` is false where a pack of the vault stands in its place. */
      shipped: z.array(packSummarySchema.extend({ inUse: z.boolean(), contentSha256: z.string() })),
      oncotrees: z.array(storedOncotreeSchema),
      shippedOncotree: z.string(),
    }),
  },
  'knowledge/activate': { args: z.object({ packId: id, active: z.boolean() }), result: done },
  /** Null: the disease tree of the program. */
  'oncotree/choose': { args: z.object({ oncotreeId: id.nullable() }), result: done },
  /** What changed between two versions of one pack; each list is cut at MOST_CHANGES_SHOWN, totals are whole. */
  'knowledge/compare': {
    args: z.object({ name: z.string(), from: packReferenceSchema, to: packReferenceSchema }),
    result: z.object({
      comparison: packComparisonSchema,
      totals: z.object({
        assertions: changeTotalsSchema,
        companionDiagnostics: changeTotalsSchema,
        geneRoles: changeTotalsSchema,
      }),
      shownAtMost: z.literal(MOST_CHANGES_SHOWN),
    }),
  },
  /** Starts the job that finds the cases which the change from one version to the other touches. */
  'knowledge/affected': {
    args: z.object({ name: z.string(), from: packReferenceSchema, to: packReferenceSchema }),
    result: z.object({ jobId: id }),
  },
  /** The job's finding, kept until the next such job or until the vault is closed. */
  'knowledge/affectedCases': {
    args: z.object({ jobId: id, offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    result: z.object({ total: z.number().int(), cases: z.array(affectedCaseSchema) }),
  },

  'presentation/record': {
    args: z.object({ caseId: id, note: z.string().max(2000) }),
    result: z.object({ presentationId: id }),
  },
  'presentation/list': {
    args: z.object({ caseId: id }),
    result: z.object({ presentations: z.array(presentationSchema) }),
  },
  /** As it was shown, and what today's report of the case says otherwise. */
  'presentation/get': {
    args: z.object({ presentationId: id }),
    result: z.object({
      presentation: presentationSchema,
      shown: presentedSchema,
      since: reportChangeSchema,
      today: z.object({
        packs: z.array(z.object({ name: z.string(), version: z.string() })),
        oncotreeVersion: z.string(),
      }),
    }),
  },

  'export/packet': {
    args: z.object({ caseId: id, format: z.enum(['html', 'pdf']), path: z.string().min(1) }),
    result: z.object({ path: z.string(), bytes: z.number().int() }),
  },

  'audit/list': {
    args: z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    result: z.object({ total: z.number().int(), rows: z.array(auditRowSchema) }),
  },
  'audit/verify': {
    args: nothing,
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), rows: z.number().int() }),
      z.object({
        ok: z.literal(false),
        rows: z.number().int(),
        brokenRow: z.number().int(),
        reason: z.string(),
      }),
    ]),
  },

  /** The shell's own dialog; an empty list or null means that the user gave up. */
  'dialog/openFiles': {
    args: z.object({ title: z.string(), directory: z.boolean(), many: z.boolean() }),
    result: z.object({ paths: z.array(z.string()) }),
  },
  'dialog/saveFile': {
    args: z.object({ title: z.string(), suggestedName: z.string() }),
    result: z.object({ path: z.string().nullable() }),
  },
  /** For Caseboard's own file dialog, where the shell has none: one directory's entries. */
  'files/list': {
    args: z.object({ directory: z.string().nullable() }),
    result: z.object({
      directory: z.string(),
      parent: z.string().nullable(),
      entries: z.array(directoryEntrySchema),
    }),
  },
} as const

export type Api = typeof api
export type CallName = keyof Api
export type CallArgs<Name extends CallName> = z.input<Api[Name]['args']>
export type CallResult<Name extends CallName> = z.output<Api[Name]['result']>

/** One call as it crosses the boundary between renderer and core. */
export const callSchema = z.object({ name: z.string(), args: z.unknown() })
export type Call = z.infer<typeof callSchema>

/** Its answer: a value or an error, both as data. */
export const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorDataSchema }),
])
export type Answer = z.infer<typeof answerSchema>

/** The single function each shell exposes to the renderer, as `window.caseboard`. */
export interface CaseboardBridge {
  call(call: Call): Promise<Answer>
}
