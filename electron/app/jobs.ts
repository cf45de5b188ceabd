import type { Job } from '../../shared/api.ts'
import { CaseboardError, toErrorData } from '../../shared/errors.ts'
import type { KnowledgeOutcome } from '../../shared/knowledgeImport.ts'
import type { Report } from '../../shared/model.ts'

/** What a running job may tell of itself. Counts of bytes add up over the job's files. */
export interface JobProgress {
  readonly done: number
  readonly total: number
  readonly variants: number
}

export interface JobControl {
  readonly signal: AbortSignal
  progress(progress: JobProgress): void
  label(label: string): void
  /** A report that is safely in the store, whatever happens to the rest of the job. */
  imported(report: Report): void
  /** A knowledge file that is safely in the store. */
  knowledgeImported(outcome: KnowledgeOutcome): void
}

export interface Jobs {
  /** Starts `work` and returns at once with the job's number. */
  start(kind: Job['kind'], label: string, work: (control: JobControl) => Promise<void>): number
  /** @throws CaseboardError `not-found` */
  get(id: number): Job
  cancel(id: number): void
  cancelAll(): void
  /** Resolves when no job runs. */
  settled(): Promise<void>
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Long work that the renderer polls. Jobs run one after the other: the store has one writer. */
export function createJobs(): Jobs {
  const jobs = new Map<number, { readonly job: Mutable<Job>; readonly abort: AbortController }>()
  let last = Promise.resolve()
  let count = 0

  function find(id: number): { readonly job: Mutable<Job>; readonly abort: AbortController } {
    const entry = jobs.get(id)
    if (entry === undefined)
      throw new CaseboardError({ code: 'not-found', message: `There is no job ${id}.` })
    return entry
  }

  return {
    start(kind, label, work) {
      const id = ++count
      const abort = new AbortController()
      const job: Mutable<Job> = {
        id,
        kind,
        state: 'running',
        label,
        progress: { done: 0, total: 0, variants: 0 },
        reports: [],
        knowledge: [],
        error: null,
      }
      jobs.set(id, { job, abort })
      const control: JobControl = {
        signal: abort.signal,
        progress: (progress) => void (job.progress = { ...progress }),
        label: (text) => void (job.label = text),
        imported: (report) => void (job.reports = [...job.reports, report]),
        knowledgeImported: (outcome) => void (job.knowledge = [...job.knowledge, outcome]),
      }
      last = last.then(async () => {
        try {
          abort.signal.throwIfAborted()
          await work(control)
          job.state = 'done'
        } catch (error) {
          const data = toErrorData(error)
          const cancelled = abort.signal.aborted || data.code === 'cancelled'
          job.state = cancelled ? 'cancelled' : 'failed'
          job.error = cancelled
            ? { code: 'cancelled', message: 'Cancelled. Nothing of the unfinished file was kept.' }
            : data
        }
      })
      return id
    },
    get: (id) => structuredClone(find(id).job),
    cancel: (id) => find(id).abort.abort(),
    cancelAll() {
      for (const { abort } of jobs.values()) abort.abort()
    },
    settled: () => last,
  }
}
