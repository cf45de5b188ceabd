import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { FactFile } from '../../../shared/classification.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import { readableError } from '../../reports/lines.ts'
import type { Store } from '../../store/calls.ts'
import { workerUrl } from '../../store/workerUrl.ts'
import type { FactsJob, FromFactsWorker } from './factsWorker.ts'
import { openFacts } from './readFacts.ts'
import type { FactsChoices } from './readFacts.ts'

export interface FactsWatch {
  onProgress?(progress: {
    readonly bytesRead: number
    readonly bytesTotal: number
    readonly rows: number
  }): void
  readonly signal?: AbortSignal
}

/** Rows are young garbage that dies at once: more room for them costs memory and saves no time. */
const READER_MEMORY = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 }

/**
 * Imports a ClinVar or gnomAD-style VCF into the vault: all of it or nothing. Reading runs in a thread of its own and
 * sends batches straight to the store's writer. A newer ClinVar of the same build takes the older one's place.
 *
 * Rejects with a CaseboardError: `bad-input` and `needs-choice` as the reader says, `conflict` for a file that is in the
 * vault already, `cancelled` when `watch.signal` was aborted.
 */
export async function importFacts(
  store: Store,
  path: string,
  choices: FactsChoices,
  watch: FactsWatch,
): Promise<FactFile> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw readableError(error, path)
  })
  const facts = await openFacts(path, choices)
  const { build } = facts.header
  const references = await store.read('referenceList', {})
  const sequence = references.findLast((one) => one.build === build && one.kind !== 'gene models')
  const { port1, port2 } = new MessageChannel()
  const job: FactsJob = { path, facts, build, fastaPath: sequence?.path ?? null, port: port1 }
  const worker = new Worker(workerUrl(import.meta.url, './factsWorker.ts', 'factsWorker'), {
    workerData: job,
    transferList: [port1],
    execArgv: [],
    name: 'facts reader',
    resourceLimits: READER_MEMORY,
  })
  let crash: Error | null = null
  worker.on('error', (error) => {
    crash = error instanceof Error ? error : new Error(String(error))
  })
  worker.on('message', (message: FromFactsWorker) => {
    if (message.type === 'progress') watch.onProgress?.({ ...message, bytesTotal: size })
  })
  const cancel = (): void => worker.postMessage('cancel')
  watch.signal?.addEventListener('abort', cancel, { once: true })
  if (watch.signal?.aborted === true) cancel()
  try {
    const file = await store.transferFacts(port2, facts.header)
    watch.onProgress?.({ bytesRead: size, bytesTotal: size, rows: file.taken })
    return file
  } catch (error) {
    if (crash !== null) throw crash
    if (watch.signal?.aborted === true) {
      throw new CaseboardError({
        code: 'cancelled',
        message: `The import of ${basename(path)} was cancelled; nothing was stored.`,
        file: basename(path),
      })
    }
    throw error
  } finally {
    watch.signal?.removeEventListener('abort', cancel)
    await worker.terminate()
  }
}
