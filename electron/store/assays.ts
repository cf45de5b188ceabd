import { z } from 'zod'
import { assaySchema } from '../../shared/model.ts'
import type { Assay } from '../../shared/model.ts'
import { appendAudit } from './audit.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'

const rowSchema = z.object({ body: z.string() })

/** Assays by name. */
export function assayList(db: ReadableDatabase): readonly Assay[] {
  const rows = z.array(rowSchema).parse(db.prepare('SELECT body FROM assays ORDER BY name').all())
  return rows.map((row) => assaySchema.parse(JSON.parse(row.body)))
}

/**
 * Adds an assay or replaces the one of this name. Coverage decides what counts as *not detected*, so the
 * audit row keeps what stood before.
 */
export function assaySave(db: WritableDatabase, args: { assay: Assay }, user: string): { name: string } {
  const assay = assaySchema.parse(args.assay)
  const before = rowSchema
    .optional()
    .parse(db.prepare('SELECT body FROM assays WHERE name = ?').get(assay.name))
  const body = JSON.stringify(assay)
  if (before?.body === body) return { name: assay.name }
  db.prepare(
    `INSERT INTO assays (name, laboratory, method, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET laboratory = excluded.laboratory, method = excluded.method,
       body = excluded.body`,
  ).run(assay.name, assay.laboratory, assay.method, body)
  appendAudit(db, user, {
    action: before === undefined ? 'assay added' : 'assay changed',
    subject: `assay ${assay.name}`,
    detail: before === undefined ? '' : before.body,
  })
  return { name: assay.name }
}
