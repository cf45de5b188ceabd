import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import { caseInputSchema, caseSchema } from '../../shared/model.ts'
import type { Case, CaseInput } from '../../shared/model.ts'
import { appendAudit } from './audit.ts'
import type { CaseListItem } from './calls.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { notFound } from './notFound.ts'

const CASE_COLUMNS = `id, pseudonym, sex, year_of_birth AS yearOfBirth, diagnosis, diagnosis_text AS diagnosisText,
  stage, performance_status AS performanceStatus, question, identifiers, prior_therapies AS priorTherapies,
  family_history AS familyHistory, comedications, clinical, specimens, secondary_findings AS secondaryFindings,
  created_at AS createdAt, changed_at AS changedAt`

/** A case's row with its JSON columns as text. */
const caseRowSchema = z.looseObject({
  identifiers: z.string(),
  priorTherapies: z.string(),
  familyHistory: z.string(),
  comedications: z.string(),
  clinical: z.string(),
  specimens: z.string(),
})

function readCase(value: unknown): Case {
  const row = caseRowSchema.parse(value)
  return caseSchema.parse({
    ...row,
    identifiers: JSON.parse(row.identifiers),
    priorTherapies: JSON.parse(row.priorTherapies),
    familyHistory: JSON.parse(row.familyHistory),
    comedications: JSON.parse(row.comedications),
    clinical: JSON.parse(row.clinical),
    specimens: JSON.parse(row.specimens),
  })
}

const listItemSchema = z.object({
  id: z.number().int(),
  pseudonym: z.string(),
  diagnosis: z.string().nullable(),
  diagnosisText: z.string().nullable(),
  stage: z.string().nullable(),
  sex: caseSchema.shape.sex,
  yearOfBirth: z.number().int().nullable(),
  reports: z.number().int(),
  alterations: z.number().int(),
  changedAt: z.string(),
})

function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * Cases whose pseudonym, diagnosis code or diagnosis text contains every word of `search`, last changed
 * first. Counts come from the reports' own totals; no variant is read.
 */
export function caseList(
  db: ReadableDatabase,
  args: { search: string; offset: number; limit: number },
): { total: number; cases: readonly CaseListItem[] } {
  const words = foldCase(args.search)
    .split(/\s+/)
    .filter((word) => word !== '')
  const where =
    words.length === 0 ? '' : `WHERE ${words.map(() => 'instr(search_text, ?) > 0').join(' AND ')}`
  const { total } = z
    .object({ total: z.number().int() })
    .parse(db.prepare(`SELECT count(*) AS total FROM cases ${where}`).get(...words))
  const rows = db
    .prepare(
      `WITH page AS MATERIALIZED (
         SELECT id FROM cases ${where} ORDER BY changed_at DESC, id DESC LIMIT ? OFFSET ?
       )
       SELECT cases.id, pseudonym, diagnosis, diagnosis_text AS diagnosisText, stage, sex,
         year_of_birth AS yearOfBirth, changed_at AS changedAt,
         (SELECT count(*) FROM reports WHERE case_id = cases.id) AS reports,
         (SELECT coalesce(sum(alteration_total), 0) FROM reports WHERE case_id = cases.id) AS alterations
       FROM page CROSS JOIN cases ON cases.id = page.id
       ORDER BY changed_at DESC, cases.id DESC`,
    )
    .all(...words, args.limit, args.offset)
  return { total, cases: z.array(listItemSchema).parse(rows) }
}

/** Numbers of all cases, ascending. */
export function caseIds(db: ReadableDatabase): readonly number[] {
  return z.array(z.number().int()).parse(db.prepare('SELECT id FROM cases ORDER BY id').pluck().all())
}

/** Throws `not-found`. */
export function caseGet(db: ReadableDatabase, args: { caseId: number }): Case {
  const row = db.prepare(`SELECT ${CASE_COLUMNS} FROM cases WHERE id = ?`).get(args.caseId)
  if (row === undefined) throw notFound('such case')
  return readCase(row)
}

export function caseByPseudonym(db: ReadableDatabase, args: { pseudonym: string }): Case | null {
  const row = db.prepare(`SELECT ${CASE_COLUMNS} FROM cases WHERE pseudonym = ?`).get(args.pseudonym.trim())
  return row === undefined ? null : readCase(row)
}

function columnValues(input: CaseInput): Record<string, string | number | null> {
  return {
    pseudonym: input.pseudonym,
    sex: input.sex,
    yearOfBirth: input.yearOfBirth,
    diagnosis: input.diagnosis,
    diagnosisText: input.diagnosisText,
    stage: input.stage,
    performanceStatus: input.performanceStatus,
    question: input.question,
    identifiers: JSON.stringify(input.identifiers),
    priorTherapies: JSON.stringify(input.priorTherapies),
    familyHistory: JSON.stringify(input.familyHistory),
    comedications: JSON.stringify(input.comedications),
    clinical: JSON.stringify(input.clinical),
    specimens: JSON.stringify(input.specimens),
    secondaryFindings: input.secondaryFindings,
    searchText: foldCase([input.pseudonym, input.diagnosis ?? '', input.diagnosisText ?? ''].join('\n')),
    now: new Date().toISOString(),
  }
}

function refuseTakenPseudonym(db: ReadableDatabase, pseudonym: string, exceptCase: number | null): void {
  const taken = db
    .prepare('SELECT 1 FROM cases WHERE pseudonym = ? AND id IS NOT ?')
    .get(pseudonym, exceptCase)
  if (taken === undefined) return
  throw new CaseboardError({
    code: 'conflict',
    message: `A case ${pseudonym} already exists in this vault.`,
    remedy: 'Choose another pseudonym, or open the existing case.',
    field: 'pseudonym',
  })
}

/** Throws `conflict` where the pseudonym exists. */
export function caseCreate(
  db: WritableDatabase,
  args: { input: CaseInput },
  user: string,
): { caseId: number } {
  const input = caseInputSchema.parse(args.input)
  refuseTakenPseudonym(db, input.pseudonym, null)
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO cases (pseudonym, sex, year_of_birth, diagnosis, diagnosis_text, stage, performance_status,
         question, identifiers, prior_therapies, family_history, comedications, clinical, specimens,
         secondary_findings, search_text, created_at, changed_at)
       VALUES (:pseudonym, :sex, :yearOfBirth, :diagnosis, :diagnosisText, :stage, :performanceStatus,
         :question, :identifiers, :priorTherapies, :familyHistory, :comedications, :clinical, :specimens,
         :secondaryFindings, :searchText, :now, :now)`,
    )
    .run(columnValues(input))
  const caseId = Number(lastInsertRowid)
  appendAudit(db, user, { action: 'case created', subject: `case ${caseId}`, detail: input.pseudonym })
  return { caseId }
}

/** Replaces what is known of a case. Throws `not-found`, and `conflict` where the new pseudonym is taken. */
export function caseUpdate(
  db: WritableDatabase,
  args: { caseId: number; input: CaseInput },
  user: string,
): { caseId: number } {
  const input = caseInputSchema.parse(args.input)
  const before = caseInputSchema.parse(caseGet(db, args))
  refuseTakenPseudonym(db, input.pseudonym, args.caseId)
  db.prepare(
    `UPDATE cases SET pseudonym = :pseudonym, sex = :sex, year_of_birth = :yearOfBirth, diagnosis = :diagnosis,
       diagnosis_text = :diagnosisText, stage = :stage, performance_status = :performanceStatus,
       question = :question, identifiers = :identifiers, prior_therapies = :priorTherapies,
       family_history = :familyHistory, comedications = :comedications, clinical = :clinical, specimens = :specimens,
       secondary_findings = :secondaryFindings,
       search_text = :searchText, changed_at = :now
     WHERE id = :caseId`,
  ).run({ ...columnValues(input), caseId: args.caseId })
  appendAudit(db, user, {
    action: 'case changed',
    subject: `case ${args.caseId}`,
    detail: changedFields(before, input),
  })
  return { caseId: args.caseId }
}

/** Removes a case with its reports and findings; the audit log keeps that it was there. */
export function caseRemove(
  db: WritableDatabase,
  args: { caseId: number },
  user: string,
): { removed: boolean } {
  const { changes } = db.prepare('DELETE FROM cases WHERE id = ?').run(args.caseId)
  if (changes > 0)
    appendAudit(db, user, { action: 'case removed', subject: `case ${args.caseId}`, detail: '' })
  return { removed: changes > 0 }
}

/** Old and new value of every field that differs, as JSON: the audit log tells what a record said before. */
function changedFields(before: CaseInput, after: CaseInput): string {
  const changes: Record<string, { from: unknown; to: unknown }> = {}
  for (const field of Object.keys(caseInputSchema.shape) as (keyof CaseInput)[]) {
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) continue
    changes[field] = { from: before[field], to: after[field] }
  }
  return JSON.stringify(changes)
}

/** Moves a case to the top of the list, after something of it has changed. */
export function touchCase(db: WritableDatabase, caseId: number): void {
  db.prepare('UPDATE cases SET changed_at = ? WHERE id = ?').run(new Date().toISOString(), caseId)
}
