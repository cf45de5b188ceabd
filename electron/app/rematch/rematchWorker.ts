import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { toErrorData } from '../../../shared/errors.ts'
import { changeOfCase } from '../../interpret/affected.ts'
import { prepareChange } from '../../interpret/knowledgeChange.ts'
import type { KnowledgeChange } from '../../interpret/knowledgeChange.ts'
import type { Store, StoreReads } from '../../store/calls.ts'
import { openThreadReader } from '../../store/readerThread.ts'
import { loadKnowledge } from '../loadKnowledge.ts'
import { storedFindings, type AskedGenes } from '../matchStoredCase.ts'
import { stateLoader } from './knowledgeState.ts'
import type { FoundCase, RematchMessage, RematchWorkerData } from './messages.ts'

/** A matching thread: reads its share of the cases itself and tells which ones a change of knowledge touches. */

/** Cases between two messages. */
const BLOCK = 50

/** Assays hardly change and are long: each block reads them once. */
function rememberAssays(store: Pick<Store, 'read'>): Pick<Store, 'read'> {
  let assays: Promise<unknown> | null = null
  return {
    read: <Name extends keyof StoreReads>(name: Name, args: Parameters<StoreReads[Name]>[0]) =>
      name === 'assayList'
        ? ((assays ??= store.read(name, args)) as ReturnType<typeof store.read<Name>>)
        : store.read(name, args),
  }
}

async function affectedOf(
  store: Pick<Store, 'read'>,
  caseIds: readonly number[],
  change: KnowledgeChange,
  asked: AskedGenes,
): Promise<FoundCase[]> {
  const affected: FoundCase[] = []
  for (const caseId of caseIds) {
    const findings = await storedFindings(store, caseId, asked)
    const found = changeOfCase(findings, change)
    if (found !== null)
      affected.push({
        caseId,
        pseudonym: findings.case,
        diagnosis: findings.diagnosis,
        changeJson: JSON.stringify(found),
      })
  }
  return affected
}

async function run(main: MessagePort, data: RematchWorkerData): Promise<void> {
  const tell = (message: RematchMessage): void => main.postMessage(message)
  const cancelled = new Int32Array(data.cancelled)
  const [reader, shipped] = await Promise.all([
    openThreadReader(data.port),
    loadKnowledge(data.resourcesDirectory),
  ])
  try {
    const load = stateLoader(shipped, reader)
    const change = prepareChange(await load(data.before), await load(data.after))
    const asked: AskedGenes = {
      genes: [...new Set([...change.genesBefore, ...change.genesAfter])],
      germlineGenes: shipped.classification?.germlineGenes ?? [],
    }
    for (let start = 0; start < data.caseIds.length && Atomics.load(cancelled, 0) === 0; start += BLOCK) {
      const block = data.caseIds.slice(start, start + BLOCK)
      const affected = await affectedOf(rememberAssays(reader), block, change, asked)
      tell({ type: 'progress', done: block.length, affected })
    }
    tell({ type: 'done' })
  } catch (error) {
    tell({ type: 'failed', error: toErrorData(error) })
  } finally {
    reader.close()
  }
}

if (parentPort === null) throw new Error('This file runs as a worker thread.')
await run(parentPort, workerData as RematchWorkerData)
