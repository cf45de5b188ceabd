import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { appendAudit } from './audit.ts'
import type { AuditEntry } from './audit.ts'
import { openWritable } from './database.ts'
import type { WritableDatabase } from './database.ts'

/**
 * Where audit rows wait while an import holds the writer's transaction: a case can be opened meanwhile, and
 * its audit row must neither wait for the end of the import nor vanish with its rollback. The spool is a
 * small encrypted database of its own; its rows join the chain, with the time they happened, as soon as the
 * writer is free, or when the vault is next opened.
 */

const SPOOL_FILE = 'audit-spool.db'
const DRAINED_SETTING = 'audit spool drained'

const rowSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  user: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
})

export interface AuditSpool {
  append(user: string, entry: AuditEntry): void
  /** Moves what waits into the audit log, each row once even if the process dies in between. */
  drain(db: WritableDatabase): void
  close(): void
}

export function openAuditSpool(directory: string, keyHex: string): AuditSpool {
  const path = join(directory, SPOOL_FILE)
  let spool: WritableDatabase | null = existsSync(path) ? openSpool(path, keyHex) : null
  return {
    append(user, entry) {
      spool ??= openSpool(path, keyHex)
      spool
        .prepare('INSERT INTO spool (at, user, action, subject, detail) VALUES (?, ?, ?, ?, ?)')
        .run(new Date().toISOString(), user, entry.action, entry.subject, entry.detail)
    },
    drain(db) {
      if (spool === null) return
      const waiting = z.array(rowSchema).parse(spool.prepare('SELECT * FROM spool ORDER BY id').all())
      const last = waiting.at(-1)
      if (last === undefined) return
      db.transaction(() => {
        const drained = z
          .object({ value: z.string() })
          .optional()
          .parse(db.prepare('SELECT value FROM settings WHERE key = ?').get(DRAINED_SETTING))
        const through = drained === undefined ? 0 : Number(drained.value)
        for (const row of waiting.filter(({ id }) => id > through)) {
          const { action, subject, detail } = row
          appendAudit(db, row.user, { action, subject, detail }, row.at)
        }
        db.prepare(
          'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        ).run(DRAINED_SETTING, String(last.id))
      }).immediate()
      spool.prepare('DELETE FROM spool WHERE id <= ?').run(last.id)
    },
    close() {
      spool?.close()
      spool = null
    },
  }
}

function openSpool(path: string, keyHex: string): WritableDatabase {
  const spool = openWritable(path, keyHex, existsSync(path) ? 'open' : 'create')
  spool.exec(
    `CREATE TABLE IF NOT EXISTS spool (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL,
       action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL) STRICT`,
  )
  return spool
}
