import { join } from 'node:path'
import { CaseboardError } from '../../shared/errors.ts'

/** Where automatic backups of a vault lie. */
export function backupsDirectory(directory: string): string {
  return join(directory, 'backups')
}

export function damaged(directory: string, what: string): CaseboardError {
  return new CaseboardError({
    code: 'vault-damaged',
    message: `The vault is damaged: ${what}`,
    remedy:
      `Close Caseboard and copy the folder ${directory} away before anything else. ` +
      `Then open the newest backup in ${backupsDirectory(directory)}.`,
  })
}

/** The `code` of an SQLite error, e.g. `SQLITE_BUSY`; null for every other error. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return error.code.startsWith('SQLITE_') ? error.code : null
}

/** SQLite's failures that a user can do something about, in words; everything else passes unchanged. */
export function explainSqliteError(error: unknown, directory: string): unknown {
  const code = sqliteCode(error)
  if (code === null) return error
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return damaged(directory, 'part of its database does not pass its check.')
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return damaged(directory, `its database could not be read or written (${code}).`)
  }
  if (code === 'SQLITE_FULL') {
    return new CaseboardError({
      code: 'internal',
      message: 'The disk is full; nothing was changed.',
      remedy: `Free some space on the disk of ${directory} and try again.`,
    })
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new CaseboardError({
      code: 'not-allowed',
      message: `The vault in ${directory} cannot be written.`,
      remedy: 'Check that you may write in this folder and that its disk is not read-only.',
    })
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new CaseboardError({
      code: 'conflict',
      message: 'The vault is busy with another task.',
      remedy: 'Try again in a moment.',
    })
  }
  return error
}
