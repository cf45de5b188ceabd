import { z } from 'zod'
import { storedOncotreeSchema } from '../../shared/packVersions.ts'
import type { StoredOncotree } from '../../shared/packVersions.ts'
import { appendAudit } from './audit.ts'
import { compressJson, readCompressedJson } from './compressedJson.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { notFound } from './notFound.ts'

/** OncoTree releases that a hospital imported. The tree's own form is known to electron/knowledge/oncotree.ts. */

const COLUMNS = `id AS oncotreeId, version, imported_at AS importedAt, imported_by AS importedBy, active, types`

function readRow(value: unknown): StoredOncotree {
  const row = z.looseObject({ active: z.number() }).parse(value)
  return storedOncotreeSchema.parse({ ...row, active: row.active === 1 })
}

/** The last imported first. */
export function oncotreeList(db: ReadableDatabase): readonly StoredOncotree[] {
  return db.prepare(`SELECT ${COLUMNS} FROM oncotrees ORDER BY id DESC`).all().map(readRow)
}

/** A release with its tree as parsed JSON, not yet validated. Throws `not-found`. */
export function oncotreeGet(
  db: ReadableDatabase,
  args: { oncotreeId: number },
): StoredOncotree & { body: unknown } {
  const row = db.prepare(`SELECT ${COLUMNS}, body FROM oncotrees WHERE id = ?`).get(args.oncotreeId)
  if (row === undefined) throw notFound('such OncoTree release')
  const { body } = z.object({ body: z.instanceof(Uint8Array) }).parse(row)
  return { ...readRow(row), body: readCompressedJson(body) }
}

/**
 * Keeps a release (`body`: version and flat list of `types`, as resources/oncotree/oncotree.json) and uses it
 * from now on, unless `activate` is false. The same content again changes nothing.
 */
export function oncotreeSave(
  db: WritableDatabase,
  args: { version: string; body: { types: readonly unknown[] }; activate?: boolean },
  user: string,
): { oncotreeId: number } {
  const { body, sha256 } = compressJson(args.body)
  const known = z
    .object({ id: z.number().int() })
    .optional()
    .parse(db.prepare('SELECT id FROM oncotrees WHERE content_sha256 = ?').get(sha256))
  if (known !== undefined) return { oncotreeId: known.id }
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO oncotrees (version, content_sha256, imported_at, imported_by, active, types, body)
       VALUES (?, ?, ?, ?, 0, ?, ?)`,
    )
    .run(args.version, sha256, new Date().toISOString(), user, args.body.types.length, body)
  const oncotreeId = Number(lastInsertRowid)
  appendAudit(db, user, {
    action: 'OncoTree release imported',
    subject: `OncoTree ${args.version}`,
    detail: JSON.stringify({ oncotreeId, types: args.body.types.length, contentSha256: sha256 }),
  })
  if (args.activate !== false) oncotreeActivate(db, { oncotreeId }, user)
  return { oncotreeId }
}

/** Uses this release from now on, or, with null, the one that comes with the program. Throws `not-found`. */
export function oncotreeActivate(
  db: WritableDatabase,
  args: { oncotreeId: number | null },
  user: string,
): { oncotreeId: number | null } {
  const releases = oncotreeList(db)
  const before = releases.find(({ active }) => active)
  const after = releases.find(({ oncotreeId }) => oncotreeId === args.oncotreeId)
  if (args.oncotreeId !== null && after === undefined) throw notFound('such OncoTree release')
  if (before?.oncotreeId === after?.oncotreeId) return { oncotreeId: args.oncotreeId }
  db.prepare('UPDATE oncotrees SET active = 0').run()
  if (after !== undefined) db.prepare('UPDATE oncotrees SET active = 1 WHERE id = ?').run(after.oncotreeId)
  appendAudit(db, user, {
    action: 'OncoTree release chosen',
    subject: `OncoTree ${after?.version ?? 'of the program'}`,
    detail: JSON.stringify({ from: before?.version ?? 'of the program' }),
  })
  return { oncotreeId: args.oncotreeId }
}
