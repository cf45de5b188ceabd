import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { CaseboardError, toErrorData } from '../../shared/errors.ts'
import { appendAudit } from './audit.ts'
import type { AuditEntry } from './audit.ts'
import { openAuditSpool } from './auditSpool.ts'
import { writeBackup } from './backup.ts'
import { UNFINISHED_VAULT_FILE, VAULT_FILE, closeWritable, openReadable, openWritable } from './database.ts'
import { handleFactsImport, isFactsHeader } from './facts/factsImport.ts'
import { handleImport } from './importSession.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { migrate } from './migrations/runner.ts'
import { reads } from './reads.ts'
import { explainSqliteError } from './sqliteErrors.ts'
import { lockVault } from './vaultLock.ts'
import type { LentKey, StoreAnswer, StoreRequest, StoreWorkerData } from './workerMessages.ts'
import { refuseRole, writes } from './writes.ts'

/** A database thread: the one writer, the reader beside it, or the maker of a new vault. */

/** Answers one request; a promise where it takes its turn behind others. */
type Handle = (request: StoreRequest) => unknown

async function startCreator(data: StoreWorkerData, keyHex: string): Promise<void> {
  const path = join(data.directory, UNFINISHED_VAULT_FILE)
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  const db = openWritable(path, keyHex, 'create')
  try {
    await migrate(db, MIGRATIONS, () => Promise.reject(new Error('A new vault needs no backup.')))
    db.transaction(() => {
      appendAudit(db, data.user, { action: 'vault created', subject: 'vault', detail: '' })
    }).immediate()
  } finally {
    closeWritable(db)
  }
}

function startReader(data: StoreWorkerData, keyHex: string): Handle {
  const { db, close } = openReadable(join(data.directory, VAULT_FILE), keyHex)
  return (request) => {
    if (request.type === 'close') return close()
    if (request.type !== 'read') throw new Error(`The reader cannot ${request.type}.`)
    // The client's types pair each name with its arguments.
    const read = reads[request.name] as (db: unknown, args: unknown) => unknown
    return read(db, request.args)
  }
}

async function startWriter(data: StoreWorkerData, keyHex: string): Promise<Handle> {
  const { directory, user, role } = data
  const lock = lockVault(directory)
  try {
    const db = openWritable(join(directory, VAULT_FILE), keyHex)
    const spool = openAuditSpool(directory, keyHex)
    const { from, to } = await migrate(db, MIGRATIONS, (reason) =>
      writeBackup(db, { directory, keyHex, reason }),
    )
    db.transaction(() => {
      if (from < to) {
        appendAudit(db, user, {
          action: 'vault migrated',
          subject: 'vault',
          detail: `schema ${from} to ${to}`,
        })
      }
      appendAudit(db, user, { action: 'vault opened', subject: 'vault', detail: role })
    }).immediate()
    spool.drain(db)

    let turn: Promise<unknown> = Promise.resolve()
    /** Imports that run or wait; while there are any, audit rows go to the spool. */
    let imports = 0
    let giveUpImport: (() => void) | null = null
    let closing = false

    /** One after the other: an import keeps its transaction open between messages. */
    const inTurn = <Result>(task: () => Result | Promise<Result>): Promise<Result> => {
      const result = turn.then(task)
      turn = result.catch(() => undefined)
      return result
    }

    const runImport = async (port: MessagePort, header: unknown): Promise<unknown> => {
      const givenUp = new Promise<never>((_resolve, reject) => {
        giveUpImport = () => {
          reject(
            new CaseboardError({ code: 'cancelled', message: 'The vault was closed during the import.' }),
          )
        }
      })
      try {
        const handle = isFactsHeader(header) ? handleFactsImport : handleImport
        return await Promise.race([handle(db, port, header, user), givenUp])
      } finally {
        giveUpImport = null
        imports -= 1
        if (db.inTransaction) db.exec('ROLLBACK')
        port.close()
        try {
          spool.drain(db)
        } catch {
          // The rows stay in the spool and join the chain later; the import's own outcome counts here.
        }
      }
    }

    return (request) => {
      if (closing) throw new CaseboardError({ code: 'vault-locked', message: 'The vault is being closed.' })
      switch (request.type) {
        case 'read':
          throw new Error('The writer does not read.')
        case 'write': {
          refuseRole(role, request.name)
          if (request.name === 'auditAppend' && imports > 0) {
            spool.append(user, request.args as AuditEntry)
            return { id: null }
          }
          const write = writes[request.name] as (db: unknown, args: unknown, user: string) => unknown
          return inTurn(() => db.transaction(() => write(db, request.args, user)).immediate())
        }
        case 'import':
          refuseRole(role, 'import')
          imports += 1
          return inTurn(() => runImport(request.port, request.header))
        case 'backup':
          refuseRole(role, 'backup')
          return inTurn(async () => {
            const destination = request.destination === null ? {} : { destination: request.destination }
            const path = await writeBackup(db, { directory, keyHex, reason: 'backup', ...destination })
            db.transaction(() => {
              appendAudit(db, user, { action: 'backup written', subject: 'vault', detail: path })
            }).immediate()
            return { path }
          })
        case 'lend': {
          const lent: LentKey = { directory, keyHex }
          request.port.postMessage(lent)
          return null
        }
        case 'close':
          closing = true
          giveUpImport?.()
          return inTurn(() => {
            spool.close()
            closeWritable(db)
            lock.release()
          })
      }
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function answer(port: MessagePort, message: StoreAnswer): void {
  const value = message.ok ? message.value : null
  const bytes = typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : null
  const buffer = bytes instanceof Uint8Array ? bytes.buffer : null
  port.postMessage(message, buffer instanceof ArrayBuffer ? [buffer] : [])
}

async function main(port: MessagePort, data: StoreWorkerData): Promise<void> {
  const fail = (id: number, error: unknown): void => {
    answer(port, { id, ok: false, error: toErrorData(explainSqliteError(error, data.directory)) })
  }
  let handle: Handle
  try {
    const keyHex = Buffer.from(data.dataKey).toString('hex')
    data.dataKey.fill(0)
    if (data.task === 'creator') {
      await startCreator(data, keyHex)
      answer(port, { id: 0, ok: true, value: null })
      return
    }
    handle = data.task === 'reader' ? startReader(data, keyHex) : await startWriter(data, keyHex)
  } catch (error) {
    fail(0, error)
    return
  }
  port.on('message', async (request: StoreRequest) => {
    try {
      answer(port, { id: request.id, ok: true, value: await handle(request) })
    } catch (error) {
      fail(request.id, error)
    }
    if (request.type === 'close') port.close()
  })
  answer(port, { id: 0, ok: true, value: null })
}

if (parentPort === null) throw new Error('This file runs as a worker thread.')
await main(parentPort, workerData as StoreWorkerData)
