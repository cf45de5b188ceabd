import { z } from 'zod'
import { judgementKindSchema, judgementSchema, judgementValues } from '../../shared/classification.ts'
import type { Judgement, JudgementInput } from '../../shared/classification.ts'
import { CaseboardError } from '../../shared/errors.ts'
import { genomeBuildSchema } from '../../shared/model.ts'
import { appendAudit } from './audit.ts'
import { caseGet } from './cases.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { variantGet } from './smallVariants/queries.ts'

/** Curators' judgements. Written once; a later one supersedes, and all are kept. */

const rowSchema = z.object({
  id: z.number().int(),
  case_id: z.number().int().nullable(),
  build: genomeBuildSchema,
  chrom: z.string(),
  pos: z.number().int(),
  ref: z.string(),
  alt: z.string(),
  gene: z.string().nullable(),
  protein_change: z.string().nullable(),
  kind: judgementKindSchema,
  value: z.string().nullable(),
  reason: z.string(),
  judged_by: z.string(),
  judged_at: z.string(),
  superseded_by: z.number().int().nullable(),
})

function readRow(value: unknown): Judgement {
  const row = rowSchema.parse(value)
  return judgementSchema.parse({
    id: row.id,
    caseId: row.case_id,
    key: { build: row.build, chrom: row.chrom, pos: row.pos, ref: row.ref, alt: row.alt },
    gene: row.gene,
    proteinChange: row.protein_change,
    kind: row.kind,
    value: row.value,
    reason: row.reason,
    by: row.judged_by,
    at: row.judged_at,
    current: row.superseded_by === null,
  })
}

/** Judgements that touch a case: its own and the vault's, superseded ones too, newest first. */
export function judgementsOfCase(db: ReadableDatabase, args: { caseId: number }): readonly Judgement[] {
  return db
    .prepare(
      `SELECT * FROM judgements WHERE case_id = ?
       UNION ALL SELECT * FROM judgements WHERE case_id IS NULL ORDER BY id DESC`,
    )
    .all(args.caseId)
    .map(readRow)
}

/** All judgements of the vault, newest first. */
export function judgementList(
  db: ReadableDatabase,
  args: { offset: number; limit: number },
): { total: number; judgements: readonly Judgement[] } {
  const total = z.number().int().parse(db.prepare('SELECT count(*) FROM judgements').pluck().get())
  const rows = db
    .prepare('SELECT * FROM judgements ORDER BY id DESC LIMIT ? OFFSET ?')
    .all(args.limit, args.offset)
  return { total, judgements: rows.map(readRow) }
}

/**
 * Writes a judgement on a stored variant and supersedes the one that held for the same variant, kind and scope. The
 * audit row says what was overridden and why. Throws `not-found` and `bad-input`.
 */
export function judgementSet(
  db: WritableDatabase,
  args: JudgementInput,
  user: string,
): { judgementId: number } {
  const variant = variantGet(db, args)
  if (args.caseId !== null) caseGet(db, { caseId: args.caseId })
  if (args.value !== null && !judgementValues[args.kind].includes(args.value)) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `"${args.value}" is no ${args.kind}.`,
      field: 'value',
      choices: [...judgementValues[args.kind]],
    })
  }
  const { build, chrom, pos, ref, alt, gene, hgvsP } = variant
  const at = new Date().toISOString()
  const id = Number(
    db
      .prepare(
        `INSERT INTO judgements (case_id, build, chrom, pos, ref, alt, gene, protein_change, kind, value, reason, judged_by, judged_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        args.caseId,
        build,
        chrom,
        pos,
        ref,
        alt,
        gene,
        hgvsP,
        args.kind,
        args.value,
        args.reason,
        user,
        at,
      ).lastInsertRowid,
  )
  const before = db
    .prepare(
      `SELECT * FROM judgements WHERE build = ? AND chrom = ? AND pos = ? AND ref = ? AND alt = ? AND kind = ?
         AND case_id IS ? AND superseded_by IS NULL AND id <> ?`,
    )
    .all(build, chrom, pos, ref, alt, args.kind, args.caseId, id)
    .map(readRow)
  for (const earlier of before) {
    db.prepare('UPDATE judgements SET superseded_by = ? WHERE id = ?').run(id, earlier.id)
  }
  const was = before[0]?.value ?? 'as computed'
  appendAudit(db, user, {
    action: args.value === null ? 'override taken back' : 'override set',
    subject: args.caseId === null ? 'every case' : `case ${args.caseId}`,
    detail: `${gene ?? ''} ${hgvsP ?? ''} ${build} ${chrom}:${pos} ${ref}>${alt}: ${args.kind} ${was} -> ${args.value ?? 'as computed'}; ${args.reason}`,
  })
  return { judgementId: id }
}
