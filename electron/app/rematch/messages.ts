import type { MessagePort } from 'node:worker_threads'
import type { ErrorData } from '../../../shared/errors.ts'

/** What crosses between the job and its matching threads. */

/** A state of the knowledge, by what a thread can load itself. */
export interface KnowledgeState {
  /** Names of the packs that ship with the program. */
  readonly shipped: readonly string[]
  /** Versions in the vault. */
  readonly packIds: readonly number[]
  /** Null: the disease tree that ships with the program. */
  readonly oncotreeId: number | null
}

export interface RematchWorkerData {
  readonly port: MessagePort
  readonly resourcesDirectory: string
  readonly before: KnowledgeState
  readonly after: KnowledgeState
  /** Numbers of the cases that this thread matches. */
  readonly caseIds: readonly number[]
  /** One 32-bit number: not 0 when the work is to be given up. */
  readonly cancelled: SharedArrayBuffer
}

/** An affected case with its `ReportChange` as JSON: a text crosses threads, and is kept, at a fifth of the cost. */
export interface FoundCase {
  readonly caseId: number
  readonly pseudonym: string
  readonly diagnosis: string | null
  readonly changeJson: string
}

export type RematchMessage =
  /** `done` cases more, of which these are affected. */
  | { readonly type: 'progress'; readonly done: number; readonly affected: readonly FoundCase[] }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly error: ErrorData }
