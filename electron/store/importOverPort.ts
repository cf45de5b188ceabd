import type { MessagePort } from 'node:worker_threads'
import { CaseboardError } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import type { WritableDatabase } from './database.ts'

/** SQLite's own default. */
const AUTOCHECKPOINT_PAGES = 1000

/** The reader says that it failed or was cancelled. */
interface Failed {
  readonly type: 'failed'
  readonly error: ErrorData
}

/**
 * Takes one file from `port` and stores it in one transaction. `begin` opens it and gives what is done with each
 * message; the message that ends it, and commits, is the one answered with a result. Rejects, with everything
 * undone and the reader told to stop, when a part cannot be stored, when the reader failed, and when the port
 * closes before the end. The caller lets no other write run until this settles.
 */
export async function importOverPort<Message extends { readonly type: string }, Result>(
  db: WritableDatabase,
  port: MessagePort,
  fileName: string,
  begin: () => (message: Exclude<Message, Failed>) => Result | null,
): Promise<Result> {
  db.pragma('wal_autocheckpoint = 0')
  try {
    db.exec('BEGIN IMMEDIATE')
    const take = begin()
    return await new Promise<Result>((resolve, reject) => {
      let settled = false
      onEachMessage<Message>(port, (message) => {
        if (settled) return
        try {
          if (isFailed(message)) throw new CaseboardError(message.error)
          const result = take(message as Exclude<Message, Failed>)
          if (result === null) return
          settled = true
          resolve(result)
        } catch (error) {
          settled = true
          reject(error)
        }
      })
      port.on('close', () => {
        if (settled) return
        settled = true
        reject(
          new CaseboardError({
            code: 'cancelled',
            message: `The import of ${fileName} was broken off; nothing was stored.`,
            remedy: 'Import the file again.',
            file: fileName,
          }),
        )
      })
    })
  } catch (error) {
    // SQLite itself rolls back after some failures, such as a full disk.
    if (db.inTransaction) db.exec('ROLLBACK')
    port.postMessage({ type: 'stopped' })
    throw error
  } finally {
    checkpointLater(db)
  }
}

function isFailed(message: { readonly type: string }): message is Failed {
  return message.type === 'failed'
}

/**
 * Calls `handle` with one message of the port per turn of the event loop. A port hands over a thousand messages
 * in one go; the thread's other callers, such as a quick audit row or the word to close, would wait for all of it.
 */
function onEachMessage<Message>(port: MessagePort, handle: (message: Message) => void): void {
  const waiting: Message[] = []
  let running = false
  const next = (): void => {
    const message = waiting.shift()
    running = message !== undefined
    if (message === undefined) return
    handle(message)
    setImmediate(next)
  }
  port.on('message', (message: Message) => {
    waiting.push(message)
    if (running) return
    running = true
    setImmediate(next)
  })
}

/**
 * Folds the write-ahead log into the database after the import has been answered: what is committed is safe in
 * the log already, and nobody has to wait for this.
 */
function checkpointLater(db: WritableDatabase): void {
  setImmediate(() => {
    if (!db.open) return
    db.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`)
    if (!db.inTransaction) db.pragma('wal_checkpoint(PASSIVE)')
  })
}
