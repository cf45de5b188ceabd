import { z } from 'zod'
import { CaseboardError } from '../../../shared/errors.ts'
import type { ReadableDatabase, WritableDatabase } from '../database.ts'
import { sqliteCode } from '../sqliteErrors.ts'
import type { Migration } from './migration.ts'

const versionRowSchema = z.object({ version: z.number().int() })

/** Number of the last migration that the vault has; 0 for an empty database. */
export function schemaVersion(db: ReadableDatabase): number {
  const table = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'")
    .get()
  if (table === undefined) return 0
  return versionRowSchema.parse(
    db.prepare('SELECT coalesce(max(number), 0) AS version FROM schema_version').get(),
  ).version
}

/**
 * Brings the vault to the newest schema. `backup` runs before each migration of a vault that already holds
 * one, outside any transaction. Throws `unsupported`, touching nothing, where the vault is newer than this
 * program.
 */
export async function migrate(
  db: WritableDatabase,
  migrations: readonly Migration[],
  backup: (reason: string) => Promise<unknown>,
): Promise<{ from: number; to: number }> {
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1) throw new Error(`Migration ${migration.number} is out of order.`)
  })
  const from = schemaVersion(db)
  const to = migrations.length
  if (from > to) {
    throw new CaseboardError({
      code: 'unsupported',
      message: `This vault was written by a newer Caseboard (schema ${from}; this program knows ${to}).`,
      remedy: 'Open it with the newer Caseboard. Nothing was changed.',
    })
  }
  for (const migration of migrations.slice(from)) {
    if (migration.number > 1 && from > 0) await backup(`before-schema-${migration.number}`)
    try {
      db.transaction(() => {
        db.exec(
          'CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT',
        )
        migration.up(db)
        db.prepare('INSERT INTO schema_version (number, name, at) VALUES (?, ?, ?)').run(
          migration.number,
          migration.name,
          new Date().toISOString(),
        )
      })()
    } catch (error) {
      const code = sqliteCode(error)
      throw new CaseboardError({
        code: 'internal',
        message: `The vault could not be brought to schema ${migration.number} (${migration.name}): ${code ?? (error instanceof Error ? error.message : String(error))}.`,
        remedy: 'The vault is as it was before. Report this to the makers of Caseboard.',
      })
    }
  }
  return { from, to }
}
