import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import { presentationSchema, presentedPackSchema, presentedSchema } from '../../shared/presentation.ts'
import type { Presentation, Presented, PresentedPack } from '../../shared/presentation.ts'
import { appendAudit } from './audit.ts'
import { caseGet } from './cases.ts'
import { compressJson, readCompressedJson } from './compressedJson.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { notFound } from './notFound.ts'

const COLUMNS = `id AS presentationId, case_id AS caseId, at, by, note, packs,
  oncotree_version AS oncotreeVersion, app_version AS appVersion`

function readRow(value: unknown): Presentation {
  const row = z.looseObject({ packs: z.string() }).parse(value)
  return presentationSchema.parse({ ...row, packs: JSON.parse(row.packs) })
}

/** Presentations of a case, the latest first. */
export function presentationList(db: ReadableDatabase, args: { caseId: number }): readonly Presentation[] {
  return db
    .prepare(`SELECT ${COLUMNS} FROM presentations WHERE case_id = ? ORDER BY id DESC`)
    .all(args.caseId)
    .map(readRow)
}

/** A presentation with what was shown. Throws `not-found`; `unsupported` where it cannot be read any more. */
export function presentationGet(
  db: ReadableDatabase,
  args: { presentationId: number },
): Presentation & { shown: Presented } {
  const row = db.prepare(`SELECT ${COLUMNS}, body FROM presentations WHERE id = ?`).get(args.presentationId)
  if (row === undefined) throw notFound('such presentation')
  const { body } = z.object({ body: z.instanceof(Uint8Array) }).parse(row)
  const presentation = readRow(row)
  const shown = presentedSchema.safeParse(readCompressedJson(body))
  if (!shown.success) {
    throw new CaseboardError({
      code: 'unsupported',
      message: `What was presented on ${presentation.at.slice(0, 10)} was written by Caseboard ${presentation.appVersion} and cannot be shown by this one.`,
      remedy: 'It is kept. Open the vault with that version of Caseboard to see it.',
      field: shown.error.issues[0]?.path.join('.') ?? '',
    })
  }
  return { ...presentation, shown: shown.data }
}

/**
 * Keeps what a board is shown. The same again by the same person on the same day, with the same note, is the
 * presentation that is there already.
 */
export function presentationRecord(
  db: WritableDatabase,
  args: {
    caseId: number
    note: string
    packs: readonly PresentedPack[]
    oncotreeVersion: string
    appVersion: string
    shown: Presented
  },
  user: string,
): { presentationId: number } {
  const { pseudonym } = caseGet(db, args)
  const packs = z.array(presentedPackSchema).parse(args.packs)
  const { body, sha256 } = compressJson(presentedSchema.parse(args.shown))
  const at = new Date().toISOString()
  const known = z
    .object({ id: z.number().int() })
    .optional()
    .parse(
      db
        .prepare(
          `SELECT id FROM presentations
           WHERE case_id = ? AND content_sha256 = ? AND by = ? AND note = ? AND substr(at, 1, 10) = ?`,
        )
        .get(args.caseId, sha256, user, args.note, at.slice(0, 10)),
    )
  if (known !== undefined) return { presentationId: known.id }
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO presentations (case_id, at, by, note, packs, oncotree_version, app_version, content_sha256, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      args.caseId,
      at,
      user,
      args.note,
      JSON.stringify(packs),
      args.oncotreeVersion,
      args.appVersion,
      sha256,
      body,
    )
  const presentationId = Number(lastInsertRowid)
  appendAudit(db, user, {
    action: 'presentation recorded',
    subject: pseudonym,
    detail: JSON.stringify({
      presentationId,
      packs: packs.map(({ name, version }) => `${name} ${version}`),
      oncotree: args.oncotreeVersion,
    }),
  })
  return { presentationId }
}
