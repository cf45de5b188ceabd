import { MessageChannel, Worker } from 'node:worker_threads'
import { CaseboardError } from '../../../shared/errors.ts'
import { affectedCaseSchema } from '../../../shared/packComparison.ts'
import type { AffectedCase } from '../../../shared/packComparison.ts'
import type { Store } from '../../store/calls.ts'
import { workerUrl } from '../../store/workerUrl.ts'
import type { FoundCase, KnowledgeState, RematchMessage, RematchWorkerData } from './messages.ts'

export interface RematchWish {
  readonly store: Store
  readonly resourcesDirectory: string
  readonly before: KnowledgeState
  readonly after: KnowledgeState
  readonly signal: AbortSignal
  /** Cases done so far. */
  onProgress(progress: { readonly done: number; readonly total: number }): void
}

/** Threads beside the window's own; a hospital's machine has two cores. */
const THREADS = 2
/** Below this, a second thread costs more than it saves: each loads the knowledge for itself. */
const FEW_CASES = 200

/**
 * The cases of the vault whose match report differs between two states of the knowledge, in the order of
 * their numbers. Runs in threads that read the vault themselves; nothing is written.
 *
 * @throws CaseboardError `cancelled`, or what went wrong in a thread
 */
export async function affectedCases(wish: RematchWish): Promise<readonly FoundCase[]> {
  const caseIds = await wish.store.read('caseIds', {})
  if (caseIds.length === 0) return []
  const threads = caseIds.length < FEW_CASES ? 1 : THREADS
  const affected: FoundCase[] = []
  let done = 0
  const cancelled = new SharedArrayBuffer(4)
  const giveUp = (): void => {
    Atomics.store(new Int32Array(cancelled), 0, 1)
  }
  wish.signal.addEventListener('abort', giveUp)
  if (wish.signal.aborted) giveUp()
  try {
    await Promise.all(
      Array.from({ length: threads }, (_, share) =>
        runThread(
          wish,
          // Every second one: neighbours in the list are alike, so both threads get equal work.
          caseIds.filter((_id, index) => index % threads === share),
          cancelled,
          (message) => {
            done += message.done
            affected.push(...message.affected)
            wish.onProgress({ done, total: caseIds.length })
          },
        ),
      ),
    )
  } catch (error) {
    giveUp()
    throw error
  } finally {
    wish.signal.removeEventListener('abort', giveUp)
  }
  if (wish.signal.aborted)
    throw new CaseboardError({ code: 'cancelled', message: 'Cancelled. Nothing was changed.' })
  return affected.sort((a, b) => a.caseId - b.caseId)
}

/** A found case as data. */
export function readFound({ changeJson, ...found }: FoundCase): AffectedCase {
  return affectedCaseSchema.parse({ ...found, change: JSON.parse(changeJson) })
}

async function runThread(
  wish: RematchWish,
  caseIds: readonly number[],
  cancelled: SharedArrayBuffer,
  onProgress: (message: Extract<RematchMessage, { type: 'progress' }>) => void,
): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const data: RematchWorkerData = {
    port: port1,
    resourcesDirectory: wish.resourcesDirectory,
    before: wish.before,
    after: wish.after,
    caseIds,
    cancelled,
  }
  const worker = new Worker(workerUrl(import.meta.url, './rematchWorker.ts', 'rematchWorker'), {
    workerData: data,
    transferList: [port1],
    execArgv: [],
    name: 'rematch',
    // Each case leaves only young garbage: with more room for it, less is copied.
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
  })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const outcome = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: RematchMessage) => {
      if (message.type === 'progress') onProgress(message)
      else if (message.type === 'done') resolve()
      else reject(new CaseboardError(message.error))
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      reject(new CaseboardError({ code: 'internal', message: 'A matching thread ended too early.' }))
    })
  })
  try {
    await Promise.all([wish.store.lendKey(port2), outcome])
  } catch (error) {
    // A thread that never got the key would wait for ever; a reading connection leaves nothing behind.
    await worker.terminate()
    throw error
  } finally {
    await ended
  }
}
