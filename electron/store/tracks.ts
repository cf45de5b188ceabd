import { z } from 'zod'
import { trackSchema } from '../../shared/genomeSession.ts'
import type { Track } from '../../shared/genomeSession.ts'
import { appendAudit } from './audit.ts'
import type { RegisteredFile, StoreWrites } from './calls.ts'
import { caseGet } from './cases.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { notFound } from './notFound.ts'

/** Files on this machine that a user registered for the genome view of one case. */

const registeredFileSchema = z.object({
  path: z.string(),
  indexPath: z.string().nullable(),
  format: z.string(),
})

/** SQLite has no booleans. */
const storedTrackSchema = trackSchema.extend({ indexed: z.number().transform((value) => value !== 0) })

export function trackList(db: ReadableDatabase, args: { caseId: number }): readonly Track[] {
  const rows = db
    .prepare(
      `SELECT id, case_id AS caseId, name, format, build, specimen, bytes, index_path IS NOT NULL AS indexed FROM tracks
       WHERE case_id = ? ORDER BY id`,
    )
    .all(args.caseId)
  return z.array(storedTrackSchema).parse(rows)
}

/** Throws `not-found`. */
export function trackFile(db: ReadableDatabase, args: { trackId: number }): RegisteredFile {
  const row = db
    .prepare('SELECT path, index_path AS indexPath, format FROM tracks WHERE id = ?')
    .get(args.trackId)
  if (row === undefined) throw notFound('such track')
  return registeredFileSchema.parse(row)
}

/** Throws `not-found` where the case does not exist. */
export function trackAdd(
  db: WritableDatabase,
  args: Parameters<StoreWrites['trackAdd']>[0],
  user: string,
): { trackId: number } {
  caseGet(db, args)
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO tracks (case_id, name, format, build, specimen, path, index_path, bytes)
       VALUES (:caseId, :name, :format, :build, :specimen, :path, :indexPath, :bytes)`,
    )
    .run(args)
  appendAudit(db, user, { action: 'track added', subject: `case ${args.caseId}`, detail: args.path })
  return { trackId: Number(lastInsertRowid) }
}

/** Forgets a track; the file itself stays where it is. */
export function trackRemove(
  db: WritableDatabase,
  args: { trackId: number },
  user: string,
): { removed: boolean } {
  const track = z
    .object({ caseId: z.number().int(), path: z.string() })
    .optional()
    .parse(db.prepare('SELECT case_id AS caseId, path FROM tracks WHERE id = ?').get(args.trackId))
  if (track === undefined) return { removed: false }
  db.prepare('DELETE FROM tracks WHERE id = ?').run(args.trackId)
  appendAudit(db, user, { action: 'track removed', subject: `case ${track.caseId}`, detail: track.path })
  return { removed: true }
}
