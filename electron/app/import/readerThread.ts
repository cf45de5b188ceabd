import { Worker } from 'node:worker_threads'
import { workerUrl } from '../../store/workerUrl.ts'
import type { FromReaderWorker, ReaderJob, ReaderProgress, ToReaderWorker } from './readerMessages.ts'

/**
 * The thread that reads reports. Starting one and loading its tables takes longer than reading a small
 * report, so it is kept for a while after a job for the next file of the same batch.
 */

/**
 * V8 lets a thread's garbage grow with the machine's memory. Nearly all of a reader's dies at once; measured on a
 * million records, more room for young garbage than this saves no time, and the peak grows with it.
 */
const READER_MEMORY = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 2048 }

const IDLE_MS = 5000

let idle: Worker | null = null
let idleTimer: NodeJS.Timeout | null = null

function startReader(): Worker {
  return new Worker(workerUrl(import.meta.url, './readerWorker.ts', 'readerWorker'), {
    // Flags of the parent, such as a test runner's loaders, are not the worker's.
    execArgv: [],
    name: 'report reader',
    resourceLimits: READER_MEMORY,
  })
}

/**
 * Takes our own listeners off. `removeAllListeners()` without a name also takes Node's own, after which no
 * message arrives any more and the next file waits for ever.
 */
function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
}

function takeIdle(): Worker | null {
  const worker = idle
  idle = null
  if (idleTimer !== null) clearTimeout(idleTimer)
  idleTimer = null
  if (worker !== null) forget(worker)
  worker?.ref()
  return worker
}

function keepIdle(worker: Worker): void {
  forget(worker)
  if (idle !== null) {
    void worker.terminate()
    return
  }
  idle = worker
  // Waiting for another file keeps no process alive.
  worker.unref()
  worker.on('error', () => {
    if (idle === worker) takeIdle()
  })
  idleTimer = setTimeout(() => void takeIdle()?.terminate(), IDLE_MS)
  idleTimer.unref()
}

/** One job of the reader. */
export interface ReaderRun {
  cancel(): void
  /** The error that ended the thread itself, if one did; a job that fails says so through its own port. */
  readonly crash: Error | null
  /** Call once, when whoever received the job's messages is finished: `well` keeps the thread for the next file. */
  end(well: boolean): Promise<void>
}

/** Gives the job to a reader; its port goes to the reader's thread. */
export function runReader(job: ReaderJob, onProgress: (progress: ReaderProgress) => void): ReaderRun {
  const worker = takeIdle() ?? startReader()
  let crash: Error | null = null
  const done = new Promise<boolean>((resolve) => {
    worker.on('message', (message: FromReaderWorker) => {
      if (message.type === 'done') resolve(true)
      else onProgress(message)
    })
    worker.on('error', (error) => {
      crash = error instanceof Error ? error : new Error(String(error))
    })
    worker.on('exit', () => resolve(false))
  })
  const tell = (message: ToReaderWorker): void =>
    worker.postMessage(message, message.type === 'read' ? [job.port] : [])
  tell({ type: 'read', job })
  return {
    cancel: () => tell({ type: 'cancel' }),
    get crash() {
      return crash
    },
    async end(well) {
      if (well && (await done)) keepIdle(worker)
      else await worker.terminate()
    },
  }
}
