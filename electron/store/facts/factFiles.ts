import { z } from 'zod'
import { factFileSchema } from '../../../shared/classification.ts'
import type { FactFile } from '../../../shared/classification.ts'
import { appendAudit } from '../audit.ts'
import type { ReadableDatabase, WritableDatabase } from '../database.ts'
import { notFound } from '../notFound.ts'

/** Files of facts in the vault, newest import first. */
export function factFileList(db: ReadableDatabase): readonly FactFile[] {
  const rows = db
    .prepare(
      `SELECT id, kind, name, version, licence, build, file_name AS fileName, sha256, bytes, imported_at AS importedAt,
         imported_by AS importedBy, records_read AS read, records_taken AS taken, refused_count AS refusedCount, warnings
       FROM fact_files ORDER BY id DESC`,
    )
    .all()
  return rows.map((row) => {
    const { warnings } = z.object({ warnings: z.string() }).parse(row)
    return factFileSchema.parse({ ...(row as object), warnings: JSON.parse(warnings) })
  })
}

/** Removes a file with all its facts. Throws `not-found`. */
export function factFileRemove(
  db: WritableDatabase,
  args: { factFileId: number },
  user: string,
): { removed: boolean } {
  const file = factFileList(db).find(({ id }) => id === args.factFileId)
  if (file === undefined) throw notFound('such file of facts')
  removeFactFile(db, file, user, 'removed by the user')
  return { removed: true }
}

/** Its facts go with it; the audit row says why. */
export function removeFactFile(db: WritableDatabase, file: FactFile, user: string, why: string): void {
  db.prepare('DELETE FROM fact_files WHERE id = ?').run(file.id)
  appendAudit(db, user, {
    action: 'facts removed',
    subject: `${file.kind} ${file.name} ${file.version ?? 'undated'}`,
    detail: `${file.fileName}, SHA-256 ${file.sha256}: ${why}`,
  })
}
