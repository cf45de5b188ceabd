import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { CaseboardError, toErrorData } from '../../../shared/errors.ts'
import type { GenomeBuild } from '../../../shared/model.ts'
import { openReference } from '../../reports/referenceSequence.ts'
import type { FromFactsReader, ToFactsReader } from '../../store/facts/factMessages.ts'
import { createSlots } from '../import/flowControl.ts'
import { fileState, hashFile, refuseChangedFile } from '../import/originalFile.ts'
import type { FactsFile } from './readFacts.ts'
import { readFacts } from './readFacts.ts'

/** The thread that reads one file of facts and sends it, batch by batch, straight to the store's writer. */

export interface FactsJob {
  readonly path: string
  readonly facts: FactsFile
  readonly fastaPath: string | null
  readonly build: GenomeBuild
  readonly port: MessagePort
}

export type FromFactsWorker =
  { readonly type: 'progress'; readonly bytesRead: number; readonly rows: number } | { readonly type: 'done' }

const BATCHES_UNDER_WAY = 4
const PROGRESS_INTERVAL_MS = 100

/** The writer tells its own failure to whoever asked; here it only ends the reading. */
class WriterStopped extends Error {}

async function run(job: FactsJob, main: MessagePort): Promise<void> {
  const { path, facts, port } = job
  const slots = createSlots(BATCHES_UNDER_WAY)
  const abort = new AbortController()
  const stop = (error: Error): void => {
    slots.stop(error)
    abort.abort(error)
  }
  main.on('message', () =>
    stop(new CaseboardError({ code: 'cancelled', message: 'The import was cancelled; nothing was stored.' })),
  )
  port.on('message', (message: ToFactsReader) => {
    if (message.type === 'taken') slots.free()
    else stop(new WriterStopped())
  })
  port.on('close', () => stop(new WriterStopped()))
  const send = (message: FromFactsReader): void => port.postMessage(message)
  const reference = job.fastaPath === null ? null : openReference(job.fastaPath)
  try {
    const before = await fileState(path)
    let rows = 0
    let told = 0
    for await (const event of readFacts(path, facts, { reference, signal: abort.signal })) {
      if (event.type === 'tally') {
        const sha256 = await hashFile(path)
        refuseChangedFile(path, before, await fileState(path))
        send({ type: 'end', summary: { ...event.tally, sha256, bytes: before.bytes } })
        break
      }
      await slots.take()
      rows += event.rows.length
      send({ type: 'rows', rows: event.rows })
      const now = performance.now()
      if (now - told < PROGRESS_INTERVAL_MS) continue
      told = now
      const bytesRead = Math.min(event.bytesRead, before.bytes)
      main.postMessage({ type: 'progress', bytesRead, rows } satisfies FromFactsWorker)
    }
  } catch (error) {
    const reason: unknown = abort.signal.aborted ? abort.signal.reason : error
    if (!(reason instanceof WriterStopped)) send({ type: 'failed', error: toErrorData(reason) })
  } finally {
    reference?.close()
    main.postMessage({ type: 'done' } satisfies FromFactsWorker)
  }
}

if (parentPort === null) throw new Error('This file runs as a worker thread.')
await run(workerData as FactsJob, parentPort)
