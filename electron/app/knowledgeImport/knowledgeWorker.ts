import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { CaseboardError, toErrorData } from '../../../shared/errors.ts'
import { detectKnowledge } from '../../knowledge/import/detect.ts'
import { importKnowledge, loadImportTables } from '../../knowledge/import/importKnowledge.ts'
import { readOncotreeRelease } from '../../knowledge/import/oncotreeRelease.ts'
import type { FromKnowledgeWorker, KnowledgeJob, KnowledgeRead } from './knowledgeMessages.ts'

/** The thread that reads one knowledge file whole; to cancel it, its owner ends it. */

const LARGEST = 256 * 1024 * 1024

async function readBytes(path: string): Promise<{ bytes: Uint8Array; changed: string }> {
  try {
    const about = await stat(path)
    if (about.size > LARGEST) {
      throw new CaseboardError({
        code: 'bad-input',
        message: `The file has ${Math.round(about.size / 1024 / 1024)} MB; knowledge files are far smaller.`,
        remedy: 'Choose the knowledge file itself.',
        file: basename(path),
      })
    }
    return { bytes: await readFile(path), changed: about.mtime.toISOString().slice(0, 10) }
  } catch (error) {
    if (error instanceof CaseboardError) throw error
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new CaseboardError({
      code: missing ? 'not-found' : 'bad-input',
      message: missing ? 'There is no such file.' : 'The file cannot be read.',
      remedy: 'Check its path and that it is a file you may read.',
      file: path,
    })
  }
}

async function run(job: KnowledgeJob, send: (message: FromKnowledgeWorker) => void): Promise<void> {
  const { bytes, changed } = await readBytes(job.path)
  const fileName = basename(job.path)
  const file = await detectKnowledge(bytes, fileName)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  let read: KnowledgeRead
  if (file.format === 'OncoTree release') {
    read = {
      kind: 'oncotree',
      format: file.format,
      ...readOncotreeRelease(file.value, fileName, job.version),
    }
  } else {
    const tables = await loadImportTables(job.resourcesDirectory)
    const needsLicence = file.format.startsWith('OncoKB') && (job.licence ?? '').trim() === ''
    const { pack, tally } = importKnowledge(file, fileName, tables, job.tree, {
      licence: needsLicence && job.preview ? 'not yet stated' : job.licence,
      version: job.version,
      retrieved: job.retrieved ?? changed,
      beat: (done) => send({ type: 'progress', done }),
    })
    if (tally.taken === 0) {
      const [first] = tally.refused
      throw new CaseboardError({
        code: 'bad-input',
        message:
          first === undefined
            ? 'The file holds no rows.'
            : `None of its ${tally.read} rows can be used; the first: ${first.reason}`,
        remedy: 'Nothing was imported. Check that this is the file you meant.',
        file: fileName,
        ...(first === undefined ? {} : { line: first.line, field: first.field }),
      })
    }
    read = { kind: 'pack', format: file.format, pack, tally, needsLicence }
  }
  send({ type: 'read', read, sha256, bytes: bytes.length })
}

const port = parentPort
if (port === null) throw new Error('This file runs as a worker thread.')
const send = (message: FromKnowledgeWorker): void => port.postMessage(message)
run(workerData as KnowledgeJob, send).catch((error: unknown) => {
  send({ type: 'failed', error: toErrorData(error) })
})
