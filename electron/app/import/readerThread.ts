import { availableParallelism } from 'node:os'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { BlockWorkerData } from '../../reports/vcf/blockHelper.ts'
import { workerUrl } from '../../store/workerUrl.ts'
import type { FromReaderWorker, ReaderJob, ReaderProgress, ToReaderWorker } from './readerMessages.ts'

/**
 * The thread that reads reports, and the one that helps it with a large VCF. Starting one and loading its tables takes longer than reading a small
 * report, so it is kept for a while after a job for the next file of the same batch.
 */

/**
 * Nearly all of a reading thread's garbage dies at once, and most of it are buffers outside the heap. Measured on a
 * million records: with more room for young garbage buffers wait longer to be freed, and with a lower bound for the
 * old V8 collects the whole heap twice as often.
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

/** A smaller file is read before a second thread has loaded its tables. */
const HELPED_FROM_BYTES = 8 * 1024 * 1024

/** A second thread for a file that looks like a large VCF. It starts beside the first: each takes as long as the other. */
function startHelper({ path, resourcesDirectory, references }: NewJob, bytes: number): Helper | null {
  if (availableParallelism() < 2 || bytes < HELPED_FROM_BYTES || !/\.vcf(?:\.b?gz)?$/i.test(path)) return null
  const { port1, port2 } = new MessageChannel()
  const workerData: BlockWorkerData = { port: port2, resourcesDirectory, references }
  const url = workerUrl(import.meta.url, '../../reports/vcf/blockWorker.ts', 'vcfBlockWorker')
  const worker = new Worker(url, {
    execArgv: [],
    name: 'report helper',
    workerData,
    transferList: [port2],
    resourceLimits: READER_MEMORY,
  })
  // The reader sees its port close, and does without.
  worker.on('error', () => undefined)
  return { worker, port: port1 }
}

interface Helper {
  readonly worker: Worker
  readonly port: MessagePort
}

type NewJob = Omit<ReaderJob, 'helper'>

/** Gives the job to a reader; its port goes to the reader's thread. `bytes`: the file's length. */
export function runReader(
  newJob: NewJob,
  bytes: number,
  onProgress: (progress: ReaderProgress) => void,
): ReaderRun {
  const helper = startHelper(newJob, bytes)
  const job: ReaderJob = { ...newJob, helper: helper?.port ?? null }
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
    worker.postMessage(message, message.type === 'read' ? portsOf(job) : [])
  tell({ type: 'read', job })
  return {
    cancel: () => tell({ type: 'cancel' }),
    get crash() {
      return crash
    },
    async end(well) {
      await helper?.worker.terminate()
      if (well && (await done)) keepIdle(worker)
      else await worker.terminate()
    },
  }
}

function portsOf({ port, helper }: ReaderJob): MessagePort[] {
  return helper === null ? [port] : [port, helper]
}
