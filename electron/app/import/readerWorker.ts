import { basename } from 'node:path'
import { parentPort } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { CaseboardError, toErrorData } from '../../../shared/errors.ts'
import { loadAnnotationContext } from '../../reports/annotationContext.ts'
import type { AnnotationContext } from '../../reports/annotationContext.ts'
import { readReport } from '../../reports/readReport.ts'
import type { ReadSummary } from '../../reports/reader.ts'
import type { FromReader, ToReader } from '../../store/importMessages.ts'
import { alreadyImported } from '../../store/importRefusals.ts'
import { createSlots } from './flowControl.ts'
import { fileState, hashFile, keepOriginal, refuseChangedFile } from './originalFile.ts'
import type { FromReaderWorker, ReaderJob, ToReaderWorker } from './readerMessages.ts'

/** The thread that reads report files, one at a time, and sends each, batch by batch, straight to the store's writer. */

/** Under way at a time: enough that neither thread waits for the other, and some 10 MB of both. */
const BATCHES_UNDER_WAY = 64
const PIECES_UNDER_WAY = 4

const PROGRESS_INTERVAL_MS = 100

function cancelled(): CaseboardError {
  return new CaseboardError({ code: 'cancelled', message: 'The import was cancelled; nothing was stored.' })
}

/** The writer's thread reports its own failure to whoever asked for the import; here it only ends the reading. */
class WriterStopped extends Error {}

async function refuseKnownFile({ path, options, sameLength }: ReaderJob): Promise<void> {
  if (sameLength.length === 0) return
  const sha256 = await hashFile(path)
  const earlier = sameLength.find(
    (report) =>
      report.sha256 === sha256 &&
      (options.tumorSample === null || options.tumorSample === report.tumorSample),
  )
  if (earlier !== undefined) throw alreadyImported(basename(path), earlier)
}

/** What the last job loaded: files of one batch share it. Null while a job that may have failed in loading runs. */
let loaded: { readonly key: string; readonly context: AnnotationContext } | null = null

async function contextFor({ resourcesDirectory, references }: ReaderJob): Promise<AnnotationContext> {
  const paths = [references.GRCh37, references.GRCh38].map((reference) => reference?.fastaPath ?? null)
  const files = await Promise.all(
    paths.map(async (path) => {
      // A reference that is gone is told of by whoever opens it.
      const state = path === null ? null : await fileState(path).catch(() => null)
      return [path, state === null ? null : `${state.bytes} ${state.changed} ${state.inode}`]
    }),
  )
  const key = JSON.stringify([resourcesDirectory, files])
  if (loaded !== null && loaded.key === key) return loaded.context
  loaded?.context.close()
  loaded = null
  const context = await loadAnnotationContext(resourcesDirectory, references)
  loaded = { key, context }
  return context
}

async function run(data: ReaderJob, main: MessagePort): Promise<void> {
  const { path, options, port, helper } = data
  const batches = createSlots(BATCHES_UNDER_WAY)
  const pieces = createSlots(PIECES_UNDER_WAY)
  const abort = new AbortController()
  const stop = (error: Error): void => {
    batches.stop(error)
    pieces.stop(error)
    abort.abort(error)
  }
  const onCancel = (message: ToReaderWorker): void => {
    if (message.type === 'cancel') stop(cancelled())
  }
  main.on('message', onCancel)
  port.on('message', (message: ToReader) => {
    if (message.type === 'stopped') stop(new WriterStopped())
    else (message.what === 'batch' ? batches : pieces).free()
  })
  port.on('close', () => stop(new WriterStopped()))
  const send = (message: FromReader, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)

  const readRecords = async (context: AnnotationContext): Promise<ReadSummary> => {
    let variants = 0
    let told = 0
    const means = { context, signal: abort.signal, ...(helper === null ? {} : { helper }) }
    for await (const event of readReport(path, { ...options, ...means })) {
      if (event.type === 'summary') return event.summary
      await batches.take()
      if (event.type === 'smallVariants') {
        variants += event.batch.length
        send({ type: 'batch', batch: event.batch }, [event.batch.numbers.buffer, event.batch.texts.buffer])
      } else {
        send({ type: 'alterations', alterations: event.alterations })
        batches.free()
      }
      const now = performance.now()
      if (now - told < PROGRESS_INTERVAL_MS) continue
      told = now
      main.postMessage({ type: 'progress', bytesRead: event.bytesRead, variants } satisfies FromReaderWorker)
    }
    throw new Error('The reader ended without a summary.')
  }
  const readOriginal = (): Promise<{ sha256: string; bytes: number }> =>
    keepOriginal(path, async (piece) => {
      await pieces.take()
      const buffer = piece.data.buffer
      send({ type: 'original', piece }, buffer instanceof ArrayBuffer ? [buffer] : [])
    })

  try {
    const before = await fileState(path)
    await refuseKnownFile(data)
    const context = await contextFor(data)
    const guard = <Result>(task: Promise<Result>): Promise<Result> =>
      task.catch((error: unknown) => {
        stop(error instanceof Error ? error : new Error(String(error)))
        throw error
      })
    const [summary, original] = await Promise.all([guard(readRecords(context)), guard(readOriginal())])
    refuseChangedFile(path, before, await fileState(path))
    send({ type: 'end', summary, ...original })
  } catch (error) {
    const reason: unknown = abort.signal.aborted ? abort.signal.reason : error
    if (!(reason instanceof WriterStopped)) send({ type: 'failed', error: toErrorData(reason) })
  } finally {
    main.off('message', onCancel)
  }
}

if (parentPort === null) throw new Error('This file runs as a worker thread.')
const main = parentPort
main.on('message', (message: ToReaderWorker) => {
  if (message.type !== 'read') return
  // The writer closes its end of the job's port when it is done; until then what was sent is still on its way.
  void run(message.job, main).then(() => main.postMessage({ type: 'done' } satisfies FromReaderWorker))
})
