import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import { referenceFileSchema } from '../../shared/genomeSession.ts'
import type { ReferenceFile } from '../../shared/genomeSession.ts'
import { appendAudit } from './audit.ts'
import type { RegisteredFile, StoreWrites } from './calls.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { notFound } from './notFound.ts'

/** Reference sequences and gene models on this machine, for every case of the vault. */

export function referenceList(db: ReadableDatabase): readonly ReferenceFile[] {
  const rows = db
    .prepare('SELECT id, build, kind, name, path, bytes, checked FROM reference_files ORDER BY id')
    .all()
  return z.array(referenceFileSchema).parse(rows)
}

/** Throws `not-found`. */
export function referenceFile(db: ReadableDatabase, args: { referenceId: number }): RegisteredFile {
  const row = db
    .prepare('SELECT path, index_path AS indexPath, kind AS format FROM reference_files WHERE id = ?')
    .get(args.referenceId)
  if (row === undefined) throw notFound('such reference')
  return z.object({ path: z.string(), indexPath: z.string().nullable(), format: z.string() }).parse(row)
}

/** Throws `conflict` where the file is registered already. */
export function referenceAdd(
  db: WritableDatabase,
  args: Parameters<StoreWrites['referenceAdd']>[0],
  user: string,
): { referenceId: number } {
  const known = db.prepare('SELECT 1 FROM reference_files WHERE path = ?').get(args.path)
  if (known !== undefined) {
    throw new CaseboardError({
      code: 'conflict',
      message: `${args.path} is registered already.`,
      remedy: 'Remove the entry first to register the file anew.',
      field: 'path',
    })
  }
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO reference_files (build, kind, name, path, index_path, bytes, checked)
       VALUES (:build, :kind, :name, :path, :indexPath, :bytes, :checked)`,
    )
    .run(args)
  const referenceId = Number(lastInsertRowid)
  appendAudit(db, user, { action: 'reference added', subject: `reference ${referenceId}`, detail: args.path })
  return { referenceId }
}

/** Forgets a reference; the file itself stays where it is. */
export function referenceRemove(
  db: WritableDatabase,
  args: { referenceId: number },
  user: string,
): { removed: boolean } {
  const row = z
    .object({ path: z.string() })
    .optional()
    .parse(db.prepare('SELECT path FROM reference_files WHERE id = ?').get(args.referenceId))
  if (row === undefined) return { removed: false }
  db.prepare('DELETE FROM reference_files WHERE id = ?').run(args.referenceId)
  appendAudit(db, user, {
    action: 'reference removed',
    subject: `reference ${args.referenceId}`,
    detail: row.path,
  })
  return { removed: true }
}
