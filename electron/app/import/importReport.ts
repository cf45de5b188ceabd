import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { CaseboardError } from '../../../shared/errors.ts'
import type { GenomeBuild, Report, SpecimenKind } from '../../../shared/model.ts'
import type { RegisteredReferences } from '../../reports/annotationContext.ts'
import { readableError } from '../../reports/lines.ts'
import type { ImportRequest, ImportWatch, Store } from '../../store/calls.ts'
import type { ImportHeader } from '../../store/importMessages.ts'
import { workerUrl } from '../../store/workerUrl.ts'
import { applicationDirectory } from '../paths.ts'
import type { ReaderProgress, ReaderWorkerData, ToReaderWorker } from './readerMessages.ts'

/** Imports of one store run one after the other: it has one writer, and a waiting reader would hold memory. */
const lastOf = new WeakMap<Store, Promise<unknown>>()

/**
 * V8 lets a thread's garbage grow with the machine's memory; so bounded, an import of a million variants needs
 * some 150 MB less and is no slower. The reader holds a few pieces of the file and a few batches.
 */
const READER_MEMORY = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 256 }

function cancelled(fileName: string): CaseboardError {
  return new CaseboardError({
    code: 'cancelled',
    message: `The import of ${fileName} was cancelled; nothing was stored.`,
    file: fileName,
  })
}

function isAborted(watch: ImportWatch): boolean {
  return watch.signal?.aborted ?? false
}

async function specimenKind(store: Store, request: ImportRequest): Promise<SpecimenKind | null> {
  const found = await store.read('caseGet', { caseId: request.caseId })
  if (request.specimen === null) return null
  const specimen = found.specimens.find(({ name }) => name === request.specimen)
  if (specimen !== undefined) return specimen.kind
  throw new CaseboardError({
    code: 'needs-choice',
    message: `Case ${found.pseudonym} has no specimen ${request.specimen}.`,
    remedy: 'Choose one of its specimens, or add this one to the case first.',
    field: 'specimen',
    choices: found.specimens.map(({ name }) => name),
  })
}

/** The sequence that was registered last for each build; records are left-aligned against it. */
async function registeredReferences(store: Store): Promise<RegisteredReferences> {
  const sequences = (await store.read('referenceList', {})).filter(({ kind }) => kind !== 'gene models')
  const of = (build: GenomeBuild): { fastaPath: string } | null => {
    const last = sequences.findLast((reference) => reference.build === build)
    return last === undefined ? null : { fastaPath: last.path }
  }
  return { GRCh37: of('GRCh37'), GRCh38: of('GRCh38') }
}

async function runImport(
  store: Store,
  request: ImportRequest,
  watch: ImportWatch,
  resourcesDirectory: string,
): Promise<Report> {
  const { path } = request
  const fileName = basename(path)
  const { size } = await stat(path).catch((error: unknown) => {
    throw readableError(error, path)
  })
  const kind = await specimenKind(store, request)
  const reports = await store.read('reportList', { caseId: request.caseId })
  const references = await registeredReferences(store)
  if (isAborted(watch)) throw cancelled(fileName)
  const { port1, port2 } = new MessageChannel()
  const data: ReaderWorkerData = {
    path,
    options: { build: request.build, tumorSample: request.tumorSample, specimenKind: kind },
    resourcesDirectory,
    references,
    port: port1,
    sameLength: reports
      .filter((report) => report.bytes === size)
      .map(({ sha256, fileName: name, importedAt, tumorSample }) => ({
        sha256,
        fileName: name,
        importedAt,
        tumorSample,
      })),
  }
  const worker = new Worker(workerUrl(import.meta.url, './readerWorker.ts', 'readerWorker'), {
    workerData: data,
    transferList: [port1],
    // Flags of the parent, such as a test runner's loaders, are not the worker's.
    execArgv: [],
    name: 'report reader',
    resourceLimits: READER_MEMORY,
  })
  let crash: Error | null = null
  // The writer sees the reader's port close and undoes the import; this only says why.
  worker.on('error', (error) => (crash = error instanceof Error ? error : new Error(String(error))))
  worker.on('message', (progress: ReaderProgress) => {
    watch.onProgress?.({ bytesRead: progress.bytesRead, bytesTotal: size, variants: progress.variants })
  })
  const cancel = (): void => worker.postMessage({ type: 'cancel' } satisfies ToReaderWorker)
  watch.signal?.addEventListener('abort', cancel, { once: true })
  try {
    const header: ImportHeader = {
      caseId: request.caseId,
      fileName,
      assay: request.assay,
      specimen: request.specimen,
    }
    const report = await store.transferImport(port2, header)
    watch.onProgress?.({
      bytesRead: size,
      bytesTotal: size,
      variants: report.alterations['smallVariant'] ?? 0,
    })
    return report
  } catch (error) {
    await worker.terminate()
    if (crash !== null) throw crash
    if (isAborted(watch) && error instanceof CaseboardError && error.data.code === 'cancelled') {
      throw cancelled(fileName)
    }
    throw error
  } finally {
    watch.signal?.removeEventListener('abort', cancel)
    await worker.terminate()
  }
}

/**
 * Imports one report file into a case: all of it or nothing. Reading runs in a thread of its own and sends
 * batches straight to the store's writer, so the caller's event loop stays free. Imports of one store queue.
 *
 * Rejects with a CaseboardError: `conflict` where the case already holds this very file, `cancelled` when
 * `watch.signal` was aborted, `needs-choice` and `bad-input` as the reader says, `not-found` for a missing
 * case or file. `resourcesDirectory` holds the gene models and known variants that the reader annotates by.
 */
export function importReport(
  store: Store,
  request: ImportRequest,
  watch: ImportWatch,
  resourcesDirectory: string = join(applicationDirectory(), 'resources'),
): Promise<Report> {
  const turn = lastOf.get(store) ?? Promise.resolve()
  const result = turn.then(() => {
    if (isAborted(watch)) throw cancelled(basename(request.path))
    return runImport(store, request, watch, resourcesDirectory)
  })
  lastOf.set(
    store,
    result.catch(() => undefined),
  )
  return result
}
