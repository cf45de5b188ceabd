import { setImmediate } from 'node:timers/promises'
import type { ByteBlock } from '../lines.ts'
import type { BlockReader, BlockReading } from './blockReader.ts'

/** A second thread that reads blocks of the same file. */
export interface BlockHelper {
  /** True where it has room for another block. */
  readonly free: boolean
  /** Reads a copy of the block; rejects as BlockReader throws, or where the thread died. Blocks are read in turn. */
  read(block: ByteBlock): Promise<BlockReading>
}

export interface OrderedReading {
  readonly reading: BlockReading
  readonly by: 'own' | 'helper'
  readonly bytesRead: number
}

interface Waiting {
  readonly reading: BlockReading | Promise<BlockReading>
  readonly by: 'own' | 'helper'
  readonly bytesRead: number
  done: boolean
}

/** Readings that wait for an earlier one; each holds a block's variants in memory. */
const MOST_WAITING = 8

/**
 * Reads every block, by the helper where it is free and otherwise here, and yields the readings in the order of the
 * file whoever made them.
 */
export async function* readingsInOrder(
  blocks: AsyncIterable<ByteBlock>,
  own: BlockReader,
  helper: BlockHelper | null,
): AsyncGenerator<OrderedReading, void, undefined> {
  const waiting: Waiting[] = []
  for await (const block of blocks) {
    const { bytesRead } = block
    if (helper?.free === true) {
      const reading = helper.read(block)
      const entry: Waiting = { reading, by: 'helper', bytesRead, done: false }
      const settle = (): void => {
        entry.done = true
      }
      // A failure is met where its turn comes.
      reading.then(settle, settle)
      waiting.push(entry)
    } else {
      waiting.push({ reading: own.read(block.bytes, block.firstLine), by: 'own', bytesRead, done: true })
    }
    // The helper's answers arrive between turns of the event loop.
    if (helper !== null) await setImmediate()
    while (waiting[0]?.done === true || waiting.length > MOST_WAITING) yield await first(waiting)
  }
  while (waiting.length > 0) yield await first(waiting)
}

async function first(waiting: Waiting[]): Promise<OrderedReading> {
  const entry = waiting.shift()
  if (entry === undefined) throw new Error('Nothing waits.')
  return { reading: await entry.reading, by: entry.by, bytesRead: entry.bytesRead }
}
