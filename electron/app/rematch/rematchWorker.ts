import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { toErrorData } from '../../../shared/errors.ts'
import { prepareChange } from '../../interpret/versions/knowledgeChange.ts'
import { openThreadReader } from '../../store/readerThread.ts'
import { loadKnowledge } from '../loadKnowledge.ts'
import { affectedOf, askedByStates, rememberAssays } from './affectedOf.ts'
import { stateLoader } from './knowledgeState.ts'
import type { RematchMessage, RematchWorkerData } from './messages.ts'

/** A matching thread: reads its share of the cases itself and tells which ones a change of knowledge touches. */

/** Cases between two messages. */
const BLOCK = 50

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
    const asked = askedByStates(change)
    const cases = rememberAssays(reader)
    for (let start = 0; start < data.caseIds.length && Atomics.load(cancelled, 0) === 0; start += BLOCK) {
      const block = data.caseIds.slice(start, start + BLOCK)
      const affected = await affectedOf(cases, block, change, asked)
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
