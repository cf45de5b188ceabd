import { Worker } from 'node:worker_threads'
import { CaseboardError } from '../../../shared/errors.ts'
import { workerUrl } from '../../store/workerUrl.ts'
import type { FromKnowledgeWorker, KnowledgeJob, KnowledgeRead } from './knowledgeMessages.ts'

export interface KnowledgeFileRead {
  readonly read: KnowledgeRead
  /** Of the file as it lies on disk. */
  readonly sha256: string
  readonly bytes: number
}

/**
 * Reads a knowledge file in a thread of its own: the window stays alive, and cancelling ends the thread.
 * `onProgress` gets the share done, 0..1.
 *
 * @throws CaseboardError what is wrong with the file, or `cancelled`
 */
export function readKnowledgeFile(
  job: KnowledgeJob,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<KnowledgeFileRead> {
  const { signal, onProgress } = options
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(import.meta.url, './knowledgeWorker.ts', 'knowledgeWorker'), {
      workerData: job,
      // Flags of the parent, such as a test runner's loaders, are not the worker's.
      execArgv: [],
      name: 'knowledge reader',
    })
    const end = (finish: () => void): void => {
      signal?.removeEventListener('abort', cancel)
      worker.removeAllListeners('exit')
      void worker.terminate()
      finish()
    }
    const cancel = (): void =>
      end(() =>
        reject(
          new CaseboardError({ code: 'cancelled', message: 'The import was cancelled; nothing was stored.' }),
        ),
      )
    if (signal?.aborted === true) {
      cancel()
      return
    }
    signal?.addEventListener('abort', cancel)
    worker.on('message', (message: FromKnowledgeWorker) => {
      if (message.type === 'progress') onProgress?.(message.done)
      else if (message.type === 'failed') end(() => reject(new CaseboardError(message.error)))
      else end(() => resolve({ read: message.read, sha256: message.sha256, bytes: message.bytes }))
    })
    worker.on('error', (error: unknown) =>
      end(() => reject(error instanceof Error ? error : new Error(String(error)))),
    )
    worker.on('exit', () => end(() => reject(new Error('The knowledge reader ended without an answer.'))))
  })
}
