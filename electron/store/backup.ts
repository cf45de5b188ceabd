import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import { syncDirectory } from './atomicFile.ts'
import { VAULT_FILE, openReadable } from './database.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { KEYRING_FILE } from './keyring.ts'
import { backupsDirectory } from './sqliteErrors.ts'

const KEPT_AUTOMATIC_BACKUPS = 5
const AUTOMATIC_PREFIX = 'auto-'

/** Rows of the tables that no backup may lose. */
function rowCounts(db: ReadableDatabase): string {
  const sql = `SELECT (SELECT count(*) FROM cases) AS cases, (SELECT count(*) FROM reports) AS reports,
    (SELECT count(*) FROM other_alterations) AS alterations, (SELECT count(*) FROM audit) AS audit`
  return JSON.stringify(db.prepare(sql).get())
}

function verify(path: string, keyHex: string, expected: string): void {
  const { db, close } = openReadable(path, keyHex)
  try {
    const found = z.object({ quick_check: z.string() }).parse(db.prepare('PRAGMA quick_check(1)').get())
    if (found.quick_check === 'ok' && rowCounts(db) === expected) return
  } finally {
    close()
  }
  throw new CaseboardError({
    code: 'vault-damaged',
    message: 'The backup that was just written does not agree with the vault.',
    remedy: 'Check the disk; the vault itself was not changed.',
  })
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.chmod(0o600)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Writes a backup, encrypted with the same key: a folder with `vault.db` and a copy of the keyring, which is
 * itself a vault that Caseboard opens. It gets its name only after it was reopened and checked. VACUUM INTO
 * takes one consistent state, the write-ahead log included, which copying the file would miss.
 *
 * Automatic backups (`reason`) go to the vault's `backups` folder, where the newest five are kept; a backup
 * to a `destination` folder of the user's is never removed. Returns the path of the new folder.
 */
export async function writeBackup(
  db: WritableDatabase,
  args: {
    directory: string
    keyHex: string
    reason: string
    destination?: string
    now?: Date
  },
): Promise<string> {
  const parent = args.destination ?? backupsDirectory(args.directory)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const stamp = (args.now ?? new Date()).toISOString().replace(/[:.]/g, '-')
  const prefix = args.destination === undefined ? AUTOMATIC_PREFIX : 'caseboard-'
  const target = join(parent, `${prefix}${stamp}-${args.reason}`)
  const temporary = join(parent, `.${randomBytes(6).toString('hex')}.tmp`)
  await mkdir(temporary, { mode: 0o700 })
  try {
    const path = join(temporary, VAULT_FILE)
    db.prepare('VACUUM INTO ?').run(path)
    verify(path, args.keyHex, rowCounts(db))
    await copyFile(join(args.directory, KEYRING_FILE), join(temporary, KEYRING_FILE))
    for (const name of [VAULT_FILE, KEYRING_FILE]) await syncFile(join(temporary, name))
    await syncDirectory(temporary)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
  await syncDirectory(parent)
  if (args.destination === undefined) await prune(parent)
  return target
}

async function prune(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(AUTOMATIC_PREFIX)).sort()
  for (const name of names.slice(0, Math.max(0, names.length - KEPT_AUTOMATIC_BACKUPS))) {
    await rm(join(parent, name), { recursive: true, force: true })
  }
}
