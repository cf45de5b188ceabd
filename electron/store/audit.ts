import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AuditRow, AuditVerdict } from './calls.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'

/**
 * The audit log: append-only (triggers refuse change and deletion), each row carrying
 * SHA-256(hash of the row before, line feed, canonical row). Rows are numbered 1, 2, 3 ... without gaps.
 */

const FIRST_PREVIOUS_HASH = '0'.repeat(64)

const storedRowSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  user: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  hash: z.string(),
})

export interface AuditEntry {
  /** `case read`, `case created`, `report imported` ... */
  readonly action: string
  /** What it was done to, e.g. `case 12` or `user lee`. */
  readonly subject: string
  readonly detail: string
}

function rowHash(previousHash: string, row: Omit<AuditRow, 'hash'>): string {
  const canonical = JSON.stringify([row.id, row.at, row.user, row.action, row.subject, row.detail])
  return createHash('sha256').update(`${previousHash}\n${canonical}`, 'utf8').digest('hex')
}

/** Adds one row; called inside the transaction of the change it records. `at` is ISO time, now by default. */
export function appendAudit(
  db: WritableDatabase,
  user: string,
  entry: AuditEntry,
  at: string = new Date().toISOString(),
): number {
  const last = z
    .object({ id: z.number().int(), hash: z.string() })
    .optional()
    .parse(db.prepare('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1').get())
  const row = { id: (last?.id ?? 0) + 1, at, user, ...entry }
  const hash = rowHash(last?.hash ?? FIRST_PREVIOUS_HASH, row)
  db.prepare(
    'INSERT INTO audit (id, at, user, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(row.id, row.at, row.user, row.action, row.subject, row.detail, hash)
  return row.id
}

/** Newest first. */
export function auditList(
  db: ReadableDatabase,
  args: { offset: number; limit: number },
): { total: number; rows: readonly AuditRow[] } {
  const total = z
    .object({ total: z.number().int() })
    .parse(db.prepare('SELECT coalesce(max(id), 0) AS total FROM audit').get()).total
  const rows = db
    .prepare(
      'SELECT id, at, user, action, subject, detail, hash FROM audit WHERE id <= ? ORDER BY id DESC LIMIT ?',
    )
    .all(total - args.offset, args.limit)
  return { total, rows: z.array(storedRowSchema).parse(rows) }
}

/**
 * Checks the whole chain and names the first broken row. Rows missing at the end show against the highest
 * number ever given, which SQLite keeps apart from the table.
 */
export function auditVerify(db: ReadableDatabase): AuditVerdict {
  let rows = 0
  let previousHash = FIRST_PREVIOUS_HASH
  const statement = db.prepare('SELECT id, at, user, action, subject, detail, hash FROM audit ORDER BY id')
  for (const value of statement.iterate()) {
    const row = storedRowSchema.parse(value)
    const expectedId = rows + 1
    if (row.id !== expectedId) {
      return { ok: false, rows, brokenRow: expectedId, reason: `Row ${expectedId} is missing.` }
    }
    if (row.hash !== rowHash(previousHash, row)) {
      return {
        ok: false,
        rows,
        brokenRow: row.id,
        reason: `Row ${row.id} (${row.at}, ${row.user}, ${row.action}) was changed after it was written, or a row before it was replaced.`,
      }
    }
    previousHash = row.hash
    rows += 1
  }
  const given = z
    .object({ seq: z.number().int() })
    .optional()
    .parse(db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").get())
  const highest = given?.seq ?? 0
  if (highest > rows) {
    return {
      ok: false,
      rows,
      brokenRow: rows + 1,
      reason: `Rows ${rows + 1} to ${highest} are missing at the end.`,
    }
  }
  return { ok: true, rows }
}
