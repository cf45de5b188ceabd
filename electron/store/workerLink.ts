import { Worker } from 'node:worker_threads'
import type { Transferable } from 'node:worker_threads'
import { CaseboardError } from '../../shared/errors.ts'
import type { StoreAnswer, StoreRequest, StoreWorkerData } from './workerMessages.ts'
import { workerUrl } from './workerUrl.ts'

type WithoutId<Request> = Request extends unknown ? Omit<Request, 'id'> : never

/** A running database thread. */
export interface WorkerLink {
  /** Sends a request; rejects with the thread's CaseboardError. */
  ask(request: WithoutId<StoreRequest>, transfer?: readonly Transferable[]): Promise<unknown>
  /** Settles when the thread has ended. */
  readonly ended: Promise<void>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Starts a database thread and waits until its database is open. */
export async function startWorker(data: StoreWorkerData): Promise<WorkerLink> {
  const worker = new Worker(workerUrl(import.meta.url, './worker.ts', 'storeWorker'), {
    // A copy of exactly these bytes: a pooled Buffer would take its neighbours along.
    workerData: { ...data, dataKey: new Uint8Array(data.dataKey) },
    // Flags of the parent, such as a test runner's loaders, are not the worker's.
    execArgv: [],
    name: `store ${data.task}`,
    // What an import leaves behind here is young garbage: more room for it costs memory and saves no time.
    resourceLimits: { maxYoungGenerationSizeMb: 6 },
  })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let gone: Error | null = null

  const end = (error: Error): void => {
    gone ??= error
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  worker.on('message', (message: StoreAnswer) => {
    const entry = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.ok) entry?.resolve(message.value)
    else entry?.reject(new CaseboardError(message.error))
  })
  worker.on('error', (error) => {
    end(
      new CaseboardError({
        code: 'internal',
        message: `The database thread has stopped: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Close the vault and open it again; unfinished changes were undone.',
      }),
    )
  })
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end(
        new CaseboardError({
          code: 'vault-locked',
          message: 'The vault is closed.',
          remedy: 'Open it again.',
        }),
      )
      resolve()
    })
  })

  await new Promise<unknown>((resolve, reject) => waiting.set(0, { resolve, reject })).catch(
    async (error) => {
      await ended
      throw error
    },
  )
  return {
    ask: (request, transfer = []) =>
      new Promise((resolve, reject) => {
        if (gone !== null) return reject(gone)
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        worker.postMessage({ ...request, id: lastId }, [...transfer])
      }),
    ended,
  }
}
