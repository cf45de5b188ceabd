import { workerData } from 'node:worker_threads'
import { toErrorData } from '../../../shared/errors.ts'
import { loadBuildContext } from '../annotationContext.ts'
import type { BlockWorkerData, FromBlockWorker, ToBlockWorker } from './blockHelper.ts'
import { createBlockReader } from './blockReader.ts'
import type { BlockReader, BlockReading } from './blockReader.ts'

/** The thread that reads every other block of a large VCF. It is ended from outside. */

const { port, resourcesDirectory, references } = workerData as BlockWorkerData

let reader: BlockReader | null = null

function tell(message: FromBlockWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}

function buffersOf({ batches, structural }: BlockReading): ArrayBuffer[] {
  return [
    ...batches.flatMap(({ numbers, texts }) => [numbers.buffer, texts.buffer]),
    ...structural.map(({ bytes }) => bytes.buffer),
  ]
}

function readBlock(room: ArrayBuffer, length: number, firstLine: number): void {
  if (reader === null) throw new Error('A block came before the header.')
  try {
    const reading = reader.read(Buffer.from(room, 0, length), firstLine)
    tell({ type: 'reading', reading, room }, [room, ...buffersOf(reading)])
  } catch (error) {
    tell({ type: 'failed', error: toErrorData(error) })
  }
}

port.on('message', (message: ToBlockWorker) => {
  if (message.type === 'block') {
    readBlock(message.room, message.length, message.firstLine)
    return
  }
  const { header, choices } = message
  void loadBuildContext(resourcesDirectory, references, choices.build).then((context) => {
    reader = createBlockReader(header, choices, context)
    tell({ type: 'ready' })
  })
})
