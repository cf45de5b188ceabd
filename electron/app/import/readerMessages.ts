import type { MessagePort } from 'node:worker_threads'
import type { Report } from '../../../shared/model.ts'
import type { RegisteredReferences } from '../../reports/annotationContext.ts'
import type { ReadOptions } from '../../reports/reader.ts'

/** What crosses between the application's main thread and the thread that reads reports. */

/** One file to read. */
export interface ReaderJob {
  readonly path: string
  readonly options: ReadOptions
  readonly resourcesDirectory: string
  readonly references: RegisteredReferences
  /** To the import session of the store's writer (store/importMessages.ts). */
  readonly port: MessagePort
  /** To a second thread, for a large VCF. */
  readonly helper: MessagePort | null
  /** Reports of the case made from files of the same length: the file may be one of them. */
  readonly sameLength: readonly Pick<Report, 'sha256' | 'fileName' | 'importedAt' | 'tumorSample'>[]
}

/** The reader takes one job after the other; `cancel` is for the one under way. */
export type ToReaderWorker = { readonly type: 'read'; readonly job: ReaderJob } | { readonly type: 'cancel' }

/** Not more often than ten times a second. */
export interface ReaderProgress {
  readonly type: 'progress'
  /** Bytes of the file on disk. */
  readonly bytesRead: number
  readonly variants: number
}

/** `done`: the job is over, well or not, and the next may come. */
export type FromReaderWorker = ReaderProgress | { readonly type: 'done' }
