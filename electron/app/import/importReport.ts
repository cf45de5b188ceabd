import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { CaseboardError } from '../../../shared/errors.ts'
import type { GenomeBuild, Report, SpecimenKind } from '../../../shared/model.ts'
import type { RegisteredReferences } from '../../reports/annotationContext.ts'
import { readableError } from '../../reports/lines.ts'
import type { ImportRequest, ImportWatch, Store } from '../../store/calls.ts'
import type { ImportHeader } from '../../store/importMessages.ts'
import { runReader } from './readerThread.ts'

/** Imports of one store run one after the other: it has one writer, and a waiting reader would hold memory. */
const lastOf = new WeakMap<Store, Promise<unknown>>()

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
  const sameLength = reports
    .filter((report) => report.bytes === size)
    .map(({ sha256, fileName: name, importedAt, tumorSample }) => ({
      sha256,
      fileName: name,
      importedAt,
      tumorSample,
    }))
  const options = { build: request.build, tumorSample: request.tumorSample, specimenKind: kind }
  const reading = runReader(
    { path, options, resourcesDirectory, references, port: port1, sameLength },
    size,
    ({ bytesRead, variants }) => watch.onProgress?.({ bytesRead, bytesTotal: size, variants }),
  )
  const cancel = (): void => reading.cancel()
  watch.signal?.addEventListener('abort', cancel, { once: true })
  let well = false
  try {
    const header: ImportHeader = {
      caseId: request.caseId,
      fileName,
      assay: request.assay,
      specimen: request.specimen,
    }
    const report = await store.transferImport(port2, header)
    well = true
    watch.onProgress?.({
      bytesRead: size,
      bytesTotal: size,
      variants: report.alterations['smallVariant'] ?? 0,
    })
    return report
  } catch (error) {
    await reading.end(false)
    // The writer saw the reader's port close and undid the import; this says why.
    if (reading.crash !== null) throw reading.crash
    if (isAborted(watch) && error instanceof CaseboardError && error.data.code === 'cancelled') {
      throw cancelled(fileName)
    }
    throw error
  } finally {
    watch.signal?.removeEventListener('abort', cancel)
    if (well) await reading.end(true)
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
  resourcesDirectory: string,
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
