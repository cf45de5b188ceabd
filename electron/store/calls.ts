import type { Assay, Case, CaseInput, OtherAlteration, Report, SmallVariant } from '../../shared/model.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import type { ReferenceFile, Track } from '../../shared/genomeSession.ts'
import type { GeneCount, VariantPage, VariantQuery } from '../../shared/variantQuery.ts'

/**
 * What can be asked of the store. Reads run on a reader connection, writes on the single writer, both in
 * worker threads; each write is one transaction and adds its audit row itself.
 */

export interface CaseListItem {
  readonly id: number
  readonly pseudonym: string
  readonly diagnosis: string | null
  readonly diagnosisText: string | null
  readonly stage: string | null
  readonly sex: Case['sex']
  readonly yearOfBirth: number | null
  readonly reports: number
  readonly alterations: number
  readonly changedAt: string
}

export interface AuditRow {
  readonly id: number
  readonly at: string
  readonly user: string
  /** `case read`, `case created`, `report imported` ... */
  readonly action: string
  readonly subject: string
  readonly detail: string
  readonly hash: string
}

export type AuditVerdict =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly rows: number; readonly brokenRow: number; readonly reason: string }

/** A registered file on this machine, resolved from its opaque id; the path never reaches the renderer. */
export interface RegisteredFile {
  readonly path: string
  readonly indexPath: string | null
  readonly format: string
}

export interface StoreReads {
  caseList(args: { search: string; offset: number; limit: number }): { total: number; cases: readonly CaseListItem[] }
  /** Throws `not-found`. */
  caseGet(args: { caseId: number }): Case
  caseByPseudonym(args: { pseudonym: string }): Case | null
  reportList(args: { caseId: number }): readonly Report[]
  /** The original file as imported, decompressed from the store. */
  reportOriginal(args: { reportId: number }): { fileName: string; bytes: Uint8Array }
  variantQuery(args: VariantQuery): VariantPage
  variantGet(args: { variantId: number }): SmallVariant
  /** Genes of the case with counts of variants that passed the caller's filter, most first. */
  variantGenes(args: { caseId: number }): readonly GeneCount[]
  /** Small variants of these genes, for matching and plots; present ones and filtered ones alike. */
  variantsOfGenes(args: { caseId: number; genes: readonly string[] }): readonly SmallVariant[]
  /** Small variants without any gene, for recognition by coordinate (at most `limit`). */
  variantCount(args: { caseId: number }): number
  otherAlterations(args: { caseId: number }): readonly OtherAlteration[]
  assayList(args: Record<string, never>): readonly Assay[]
  trackList(args: { caseId: number }): readonly Track[]
  trackFile(args: { trackId: number }): RegisteredFile
  referenceList(args: Record<string, never>): readonly ReferenceFile[]
  auditList(args: { offset: number; limit: number }): { total: number; rows: readonly AuditRow[] }
  auditVerify(args: Record<string, never>): AuditVerdict
}

export interface StoreWrites {
  /** Throws `conflict` where the pseudonym exists. */
  caseCreate(args: { input: CaseInput }): { caseId: number }
  caseUpdate(args: { caseId: number; input: CaseInput }): { caseId: number }
  assaySave(args: { assay: Assay }): { name: string }
  trackAdd(args: {
    caseId: number
    name: string
    format: Track['format']
    build: GenomeBuild
    specimen: string | null
    path: string
    indexPath: string | null
    bytes: number
  }): { trackId: number }
  trackRemove(args: { trackId: number }): { removed: boolean }
  referenceAdd(args: Omit<ReferenceFile, 'id'> & { indexPath: string | null }): { referenceId: number }
  referenceRemove(args: { referenceId: number }): { removed: boolean }
  reportRemove(args: { reportId: number }): { removed: boolean }
  /** For reads of a case and for exports, which change nothing else. */
  auditAppend(args: { action: string; subject: string; detail: string }): { id: number }
}

/** The open store as the application sees it; every call crosses to a worker thread. */
export interface Store {
  readonly directory: string
  readonly user: string
  read<Name extends keyof StoreReads>(
    name: Name,
    args: Parameters<StoreReads[Name]>[0],
  ): Promise<ReturnType<StoreReads[Name]>>
  write<Name extends keyof StoreWrites>(
    name: Name,
    args: Parameters<StoreWrites[Name]>[0],
  ): Promise<ReturnType<StoreWrites[Name]>>
  /** Imports one report file in one transaction: all of it or nothing. */
  importReport(request: ImportRequest, watch: ImportWatch): Promise<Report>
  close(): Promise<void>
}

export interface ImportRequest {
  readonly caseId: number
  readonly path: string
  readonly build: GenomeBuild | null
  readonly tumorSample: string | null
  readonly assay: string | null
  /** Name of a specimen of the case, whose kind tells origin (a `normal` specimen reports germline). */
  readonly specimen: string | null
}

export interface ImportWatch {
  onProgress?(progress: { bytesRead: number; bytesTotal: number; variants: number }): void
  readonly signal?: AbortSignal
}
