import type { MessagePort } from 'node:worker_threads'
import { CaseboardError } from '../../../shared/errors.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import type { RegisteredReferences } from '../annotationContext.ts'
import type { ByteBlock } from '../lines.ts'
import type { BlockReading } from './blockReader.ts'
import type { VcfHeader } from './header.ts'
import type { BlockHelper } from './readingsInOrder.ts'
import type { RecordChoices } from './recordReader.ts'

/** This thread's side of the one in blockWorker.ts. */

/** The helper's `workerData`: its end of the channel, and where it finds what it annotates by. */
export interface BlockWorkerData {
  readonly port: MessagePort
  readonly resourcesDirectory: string
  readonly references: RegisteredReferences
}

/** First `begin`, which is answered by `ready`; then blocks, the first `length` bytes of their room, answered in turn. */
export type ToBlockWorker =
  | { readonly type: 'begin'; readonly header: VcfHeader; readonly choices: RecordChoices }
  | {
      readonly type: 'block'
      readonly room: ArrayBuffer
      readonly length: number
      readonly firstLine: number
    }

export type FromBlockWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'reading'; readonly reading: BlockReading; readonly room: ArrayBuffer }
  | { readonly type: 'failed'; readonly error: ErrorData }

/** One that it reads and one that it finds when it is done. */
const BLOCKS_UNDER_WAY = 2

/** Blocks differ in length by no more than a line. */
const SPARE_BYTES = 64 * 1024

interface Waiting {
  resolve(reading: BlockReading): void
  reject(error: Error): void
}

/** Hands the file's header over; until the helper has loaded its tables it is not free. */
export function createBlockHelper(port: MessagePort, header: VcfHeader, choices: RecordChoices): BlockHelper {
  const waiting: Waiting[] = []
  // Rooms that came back: new ones for every block would be garbage as long as the file.
  const rooms: ArrayBuffer[] = []
  const roomFor = (length: number): ArrayBuffer => {
    const room = rooms.pop()
    return room !== undefined && room.byteLength >= length ? room : new ArrayBuffer(length + SPARE_BYTES)
  }
  let ready = false
  let gone = false
  const tell = (message: ToBlockWorker, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)
  port.on('message', (message: FromBlockWorker) => {
    if (message.type === 'ready') ready = true
    else if (message.type === 'reading') {
      rooms.push(message.room)
      waiting.shift()?.resolve(message.reading)
    } else waiting.shift()?.reject(new CaseboardError(message.error))
  })
  port.on('close', () => {
    gone = true
    for (const { reject } of waiting.splice(0)) reject(new Error('The second reading thread ended.'))
  })
  tell({ type: 'begin', header, choices })
  return {
    get free() {
      return ready && !gone && waiting.length < BLOCKS_UNDER_WAY
    },
    read({ bytes, firstLine }: ByteBlock) {
      const room = roomFor(bytes.length)
      new Uint8Array(room).set(bytes)
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        tell({ type: 'block', room, length: bytes.length, firstLine }, [room])
      })
    },
  }
}
