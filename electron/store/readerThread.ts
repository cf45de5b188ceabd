import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import type { StoreReads } from './calls.ts'
import { VAULT_FILE, openReadable } from './database.ts'
import type { ReadableDatabase } from './database.ts'
import { reads } from './reads.ts'
import type { LentKey } from './workerMessages.ts'

/** A thread's own reading connection: answers at once, without crossing threads. */
export interface ThreadReader {
  read<Name extends keyof StoreReads>(
    name: Name,
    args: Parameters<StoreReads[Name]>[0],
  ): Promise<ReturnType<StoreReads[Name]>>
  close(): void
}

/**
 * Opens a reading connection with the key that `Store.lendKey` sends over the other end of `port`. What the
 * writer commits meanwhile is seen by the next read.
 */
export async function openThreadReader(port: MessagePort): Promise<ThreadReader> {
  const { directory, keyHex } = await new Promise<LentKey>((resolve) => {
    port.once('message', resolve)
  })
  port.close()
  const { db: opened, close } = openReadable(join(directory, VAULT_FILE), keyHex)
  const db = preparingOnce(opened)
  return {
    read: async <Name extends keyof StoreReads>(name: Name, args: Parameters<StoreReads[Name]>[0]) => {
      // The registry pairs each name with its arguments and result.
      const ask = reads[name] as (db: unknown, args: unknown) => unknown
      return ask(db, args) as ReturnType<StoreReads[Name]>
    },
    close,
  }
}

/** Texts of statements that carry numbers differ from case to case and would be kept for nothing. */
const MOST_STATEMENTS = 200

/** Preparing a statement takes longer than reading the few rows of a case with it. */
function preparingOnce(db: ReadableDatabase): ReadableDatabase {
  const statements = new Map<string, ReturnType<ReadableDatabase['prepare']>>()
  const prepare = (sql: string): ReturnType<ReadableDatabase['prepare']> => {
    let statement = statements.get(sql)
    if (statement === undefined) {
      if (statements.size >= MOST_STATEMENTS) statements.clear()
      statements.set(sql, (statement = db.prepare(sql)))
    }
    return statement
  }
  return { prepare } as ReadableDatabase
}
