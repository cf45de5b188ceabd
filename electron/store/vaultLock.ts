import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CaseboardError } from '../../shared/errors.ts'
import { sqliteCode } from './sqliteErrors.ts'

/**
 * One Caseboard at a time per vault, the app or the command line. The lock is SQLite's own exclusive lock on
 * an empty file, held for as long as the vault is open: the operating system drops it when the process ends,
 * however it ends, so there are no stale locks to judge by process number.
 *
 * On POSIX systems closing any other descriptor of the file in this process drops the lock: nothing else may
 * open `vault.lock`.
 */
export function lockVault(directory: string): { release: () => void } {
  const db = new Database(join(directory, 'vault.lock'), { timeout: 0 })
  try {
    db.pragma('journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error
    throw new CaseboardError({
      code: 'conflict',
      message: `The vault in ${directory} is already open in another Caseboard on this machine.`,
      remedy: 'Close the other window, or wait until the other command has ended, and try again.',
    })
  }
  return {
    release: () => {
      if (db.open) db.close()
    },
  }
}
