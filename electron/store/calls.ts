import type { Assay, Case, CaseInput, OtherAlteration, Report, SmallVariant } from '../../shared/model.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import type { KnowledgePack } from '../../shared/knowledge.ts'
import type { ImportTally } from '../../shared/knowledgeImport.ts'
import type { PackOrigin, StoredOncotree, StoredPack } from '../../shared/packVersions.ts'
import type { MessagePort } from 'node:worker_threads'
import type { Presentation, Presented, PresentedPack } from '../../shared/presentation.ts'
import type {
  FactFile,
  Judgement,
  JudgementInput,
  SiteFacts,
  VariantKey,
} from '../../shared/classification.ts'
import type { ReferenceFile, Track } from '../../shared/genomeSession.ts'
import type { GeneCount, VariantPage, VariantQuery } from '../../shared/variantQuery.ts'
import type { FactsHeader } from './facts/factMessages.ts'
import type { Role, UserSummary } from './keyring.ts'

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
  caseList(args: { search: string; offset: number; limit: number }): {
    total: number
    cases: readonly CaseListItem[]
  }
  /** Numbers of all cases, ascending. */
  caseIds(args: Record<string, never>): readonly number[]
  /** Throws `not-found`. */
  caseGet(args: { caseId: number }): Case
  caseByPseudonym(args: { pseudonym: string }): Case | null
  reportList(args: { caseId: number }): readonly Report[]
  /** Throws `not-found`. */
  reportGet(args: { reportId: number }): Report
  /**
   * The report of this case read from a file with this SHA-256 (hex), or null. A file with several samples
   * may be imported once per tumor sample: name it to ask for that one.
   */
  findReportBySha(args: { caseId: number; sha256: string; tumorSample?: string | null }): Report | null
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
  /** Throws `not-found`. */
  referenceFile(args: { referenceId: number }): RegisteredFile
  /** All versions of all packs in the vault, by name, the last imported first; without their contents. */
  packList(args: Record<string, never>): readonly StoredPack[]
  /** Throws `not-found`. */
  packGet(args: { packId: number }): StoredPack & { pack: KnowledgePack; wholeTally: ImportTally }
  oncotreeList(args: Record<string, never>): readonly StoredOncotree[]
  /** Throws `not-found`. */
  oncotreeGet(args: { oncotreeId: number }): StoredOncotree & { body: unknown }
  /** Presentations of a case, the latest first. */
  presentationList(args: { caseId: number }): readonly Presentation[]
  /** Throws `not-found`. */
  presentationGet(args: { presentationId: number }): Presentation & { shown: Presented }
  auditList(args: { offset: number; limit: number }): { total: number; rows: readonly AuditRow[] }
  auditVerify(args: Record<string, never>): AuditVerdict
  factFileList(args: Record<string, never>): readonly FactFile[]
  /** By `variantKeyText`; nothing for builds without a file. */
  variantFacts(args: { keys: readonly VariantKey[] }): ReadonlyMap<string, SiteFacts>
  /** The case's own and the vault's, superseded ones too, newest first. */
  judgementsOfCase(args: { caseId: number }): readonly Judgement[]
  judgementList(args: { offset: number; limit: number }): { total: number; judgements: readonly Judgement[] }
  germlineCandidates(args: {
    caseId: number
    genes: readonly string[]
    normalReportIds: readonly number[]
  }): readonly SmallVariant[]
}

export interface StoreWrites {
  /** Throws `conflict` where the pseudonym exists. */
  caseCreate(args: { input: CaseInput }): { caseId: number }
  caseUpdate(args: { caseId: number; input: CaseInput }): { caseId: number }
  /** Removes a case with everything that hangs on it. */
  caseRemove(args: { caseId: number }): { removed: boolean }
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
  /** Supersedes what held for the same variant, kind and scope; audited with its reason. */
  judgementSet(args: JudgementInput): { judgementId: number }
  factFileRemove(args: { factFileId: number }): { removed: boolean }
  /**
   * Keeps a version of a pack and, unless `activate` is false, switches it on in place of the one of that name
   * that was on, which is kept. The same name, version and content again changes nothing (`added` false).
   */
  packSave(args: { pack: KnowledgePack; origin: PackOrigin; tally: ImportTally; activate?: boolean }): {
    packId: number
    added: boolean
  }
  packActivate(args: { packId: number; active: boolean }): { packId: number }
  /** Keeps the contents of a pack that came with the program, for later comparison. */
  packKeep(args: { pack: KnowledgePack; appVersion: string }): { packId: number }
  /** Keeps what a board is shown; the same again on the same day is one presentation. */
  presentationRecord(args: {
    caseId: number
    note: string
    packs: readonly PresentedPack[]
    oncotreeVersion: string
    appVersion: string
    shown: Presented
  }): { presentationId: number }
  /** Keeps an OncoTree release (in the form of resources/oncotree/oncotree.json) and uses it unless told not to. */
  oncotreeSave(args: { version: string; body: { types: readonly unknown[] }; activate?: boolean }): {
    oncotreeId: number
  }
  /** Null: the tree that comes with the program. */
  oncotreeActivate(args: { oncotreeId: number | null }): { oncotreeId: number | null }
  /**
   * For reads of a case and for exports, which change nothing else. Null while an import runs: the row is
   * kept safe at once and joins the chain, with its time, when the import ends.
   */
  auditAppend(args: { action: string; subject: string; detail: string }): { id: number | null }
}

/** The open store as the application sees it; every call crosses to a worker thread. */
export interface Store {
  readonly directory: string
  readonly user: string
  readonly role: Role
  /** Grows with every change of the packs or the disease tree in the vault: what was loaded before is stale. */
  knowledgeRevision(): number
  read<Name extends keyof StoreReads>(
    name: Name,
    args: Parameters<StoreReads[Name]>[0],
  ): Promise<ReturnType<StoreReads[Name]>>
  write<Name extends keyof StoreWrites>(
    name: Name,
    args: Parameters<StoreWrites[Name]>[0],
  ): Promise<ReturnType<StoreWrites[Name]>>
  /**
   * Hands the writer's end of a channel to the import session there (importSession.ts), which takes batches
   * from it in one transaction: all of the report or nothing. Reads go on meanwhile, other writes wait.
   */
  transferImport(port: MessagePort, header: unknown): Promise<Report>
  /** The same for a file of facts (facts/factsImport.ts). */
  transferFacts(port: MessagePort, header: FactsHeader): Promise<FactFile>
  /**
   * Lets another thread open a reading connection of its own (readerThread.ts): the key goes from thread to
   * thread over the port and never through this one.
   */
  lendKey(port: MessagePort): Promise<void>
  /**
   * Writes a checked, encrypted backup: a folder that is itself a vault, in the folder `destination`, or
   * among the vault's own backups, of which the newest five are kept. Administrators only.
   */
  backup(destination?: string): Promise<{ path: string }>
  users(): Promise<readonly UserSummary[]>
  /** Managing users asks for one's own password again: no thread keeps the key. Administrators only. */
  addUser(args: { ownPassword: string; name: string; role: Role; password: string }): Promise<UserSummary>
  removeUser(args: { ownPassword: string; name: string }): Promise<void>
  /** One's own password, or, for an administrator, anyone's. */
  changePassword(args: { ownPassword: string; name: string; password: string }): Promise<void>
  /** Administrators only; the old printed key opens the vault no more. */
  renewRecoveryKey(args: { ownPassword: string }): Promise<{ recoveryKey: string }>
  /** Ends both threads; an import that still runs is given up and undone. */
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
