import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { damaged, sqliteCode } from './sqliteErrors.ts'

/**
 * Connections to the encrypted database. The cipher is SQLite3 Multiple Ciphers' AEGIS-256: every page has a random
 * 256-bit nonce and a 256-bit tag that authenticates it and its number; the key is the raw data key of the keyring.
 */

declare const readable: unique symbol
declare const writable: unique symbol

/** What a query gets: it can prepare statements on a connection that SQLite itself keeps from writing. */
export type ReadableDatabase = Pick<Database.Database, 'prepare'> & { readonly [readable]: true }

/** What a write, a migration or an import gets. Every WritableDatabase can also be read. */
export type WritableDatabase = Database.Database & { readonly [readable]: true; readonly [writable]: true }

export const VAULT_FILE = 'vault.db'
/** Where a new database grows until it is whole and gets its name. */
export const UNFINISHED_VAULT_FILE = 'vault.db.creating'

/** "CASE" in ASCII: tells `file` and the next reader of these bytes whose database it is. */
const APPLICATION_ID = 0x43415345
const PAGE_SIZE = 16384

/**
 * Cipher, key, and a read that proves the key; nothing else may touch the file before that (setting WAL
 * before the key is a known way to ruin a database). The data key was authenticated when it was unwrapped,
 * so a page that it does not open is damage and not a wrong password.
 */
function connect(path: string, keyHex: string, options: Database.Options): Database.Database {
  // Only hex goes into the SQL text, so nothing can be quoted into it.
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new Error('The data key must be 64 hexadecimal digits.')
  const db = new Database(path, options)
  try {
    db.pragma("cipher = 'aegis'")
    db.pragma("algorithm = 'aegis-256'")
    db.pragma(`key = 'raw:${keyHex}'`)
    if (options.readonly !== true) db.pragma(`page_size = ${PAGE_SIZE}`)
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    db.close()
    const code = sqliteCode(error)
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true) {
      throw damaged(dirname(path), 'its database does not open with the key of its keyring.')
    }
    throw error
  }
  db.pragma('busy_timeout = 5000')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  // Temporary tables and sorts must not reach the disk.
  db.pragma('temp_store = MEMORY')
  return db
}

/** The single writer's connection. `create` makes a new database and fails where one is. */
export function openWritable(
  path: string,
  keyHex: string,
  mode: 'open' | 'create' = 'open',
): WritableDatabase {
  const db = connect(path, keyHex, { fileMustExist: mode === 'open' })
  try {
    if (mode === 'create') {
      db.pragma(`application_id = ${APPLICATION_ID}`)
      if (process.platform !== 'win32') chmodSync(path, 0o600)
    }
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('checkpoint_fullfsync = ON')
    db.pragma('foreign_keys = ON')
    db.pragma('secure_delete = ON')
    db.pragma('recursive_triggers = ON')
    db.pragma('cache_size = -16384')
  } catch (error) {
    db.close()
    throw error
  }
  return db as WritableDatabase
}

/** A connection that cannot write: opened read-only, and `query_only` besides. */
export function openReadable(path: string, keyHex: string): { db: ReadableDatabase; close: () => void } {
  const db = connect(path, keyHex, { readonly: true, fileMustExist: true })
  db.pragma('query_only = ON')
  db.pragma('cache_size = -65536')
  return { db: db as Database.Database & ReadableDatabase, close: () => db.close() }
}

/** Leaves a clean file: statistics refreshed, the write-ahead log emptied into the database. */
export function closeWritable(db: WritableDatabase): void {
  if (!db.open) return
  try {
    db.pragma('optimize')
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}
