import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeBackup } from '../../../electron/store/backup.ts'
import { VAULT_FILE, openReadable, openWritable } from '../../../electron/store/database.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { unlock } from '../../../electron/store/keyring.ts'
import { MIGRATIONS } from '../../../electron/store/migrations/list.ts'
import type { Migration } from '../../../electron/store/migrations/migration.ts'
import { migrate, schemaVersion } from '../../../electron/store/migrations/runner.ts'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import {
  ADMINISTRATOR,
  PASSWORD,
  caseInput,
  openTestDatabase,
  refusal,
  temporaryFolder,
} from './vaultFixture.ts'

const NEXT = MIGRATIONS.length + 1

const addNote: Migration = {
  number: NEXT,
  name: 'note',
  up: (db) => {
    db.exec('ALTER TABLE cases ADD COLUMN note TEXT')
  },
}

async function vaultDatabase(): Promise<{ directory: string; keyHex: string; db: WritableDatabase }> {
  const directory = join(temporaryFolder(), 'vault')
  await createVault(directory, { administrator: ADMINISTRATOR, password: PASSWORD })
  const store = await openVault(directory, { password: PASSWORD })
  await store.write('caseCreate', { input: caseInput({ pseudonym: 'P-1' }) })
  await store.close()
  const keyHex = (await unlock(directory, { password: PASSWORD })).dataKey.toString('hex')
  return { directory, keyHex, db: openWritable(join(directory, VAULT_FILE), keyHex) }
}

describe('migrations', () => {
  test('a checked, encrypted backup of the old schema is written first', async () => {
    const { directory, keyHex, db } = await vaultDatabase()
    const backup = (reason: string): Promise<string> => writeBackup(db, { directory, keyHex, reason })
    expect(await migrate(db, [...MIGRATIONS, addNote], backup)).toEqual({ from: MIGRATIONS.length, to: NEXT })
    db.close()

    const [name = ''] = readdirSync(join(directory, 'backups'))
    expect(name).toMatch(new RegExp(`^auto-.*-before-schema-${NEXT}$`))
    const old = openReadable(join(directory, 'backups', name, VAULT_FILE), keyHex)
    expect(schemaVersion(old.db)).toBe(MIGRATIONS.length)
    expect(old.db.prepare('SELECT pseudonym FROM cases').all()).toEqual([{ pseudonym: 'P-1' }])
    old.close()
  })

  test('one that fails leaves the vault as it was', async () => {
    const { db } = await vaultDatabase()
    const failing: Migration = {
      number: NEXT,
      name: 'failing',
      up: (target) => {
        target.exec('DROP TABLE tracks')
        target.exec('ALTER TABLE no_such_table ADD COLUMN x')
      },
    }
    expect((await refusal(migrate(db, [...MIGRATIONS, failing], () => Promise.resolve()))).code).toBe(
      'internal',
    )
    expect(schemaVersion(db)).toBe(MIGRATIONS.length)
    expect(db.prepare('SELECT count(*) AS tracks FROM tracks').get()).toEqual({ tracks: 0 })
    db.close()
  })

  test('without its backup nothing is migrated', async () => {
    const { db } = await vaultDatabase()
    const noDisk = (): Promise<never> => Promise.reject(new Error('disk full'))
    await expect(migrate(db, [...MIGRATIONS, addNote], noDisk)).rejects.toThrow('disk full')
    expect(schemaVersion(db)).toBe(MIGRATIONS.length)
    db.close()
  })

  test('the newest five automatic backups are kept', async () => {
    const { directory, keyHex, db } = await vaultDatabase()
    for (let day = 1; day <= 7; day += 1) {
      await writeBackup(db, { directory, keyHex, reason: 'backup', now: new Date(Date.UTC(2026, 0, day)) })
    }
    db.close()
    const days = readdirSync(join(directory, 'backups')).map((name) => name.slice(5, 15))
    expect(days.sort()).toEqual(['2026-01-03', '2026-01-04', '2026-01-05', '2026-01-06', '2026-01-07'])
  })

  test('a vault of a newer Caseboard is refused and left alone', async () => {
    const { directory, db } = await vaultDatabase()
    db.prepare("INSERT INTO schema_version (number, name, at) VALUES (999, 'future', '2030-01-01')").run()
    db.close()
    const told = await refusal(openVault(directory, { password: PASSWORD }))
    expect(told).toMatchObject({ code: 'unsupported', message: expect.stringContaining('999') })
  })
})

describe('the schema', () => {
  test('every table is STRICT, so that a text never lands in a number column', async () => {
    const db = await openTestDatabase()
    const loose = db
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
      .all()
      .map((row) => (row as { name: string }).name)
      .filter((name) => !name.startsWith('sqlite_'))
    expect(loose).toEqual([])
    expect(() => db.prepare("INSERT INTO settings (key, value) VALUES ('x', x'00')").run()).toThrow()
  })

  test('a reader connection cannot write', async () => {
    const { directory, keyHex, db } = await vaultDatabase()
    const reader = openReadable(join(directory, VAULT_FILE), keyHex)
    expect(() => reader.db.prepare('DELETE FROM cases').run()).toThrow(/readonly/)
    reader.close()
    db.close()
  })
})
