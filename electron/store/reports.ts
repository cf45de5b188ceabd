import { z } from 'zod'
import { reportSchema } from '../../shared/model.ts'
import type { Report } from '../../shared/model.ts'
import { appendAudit } from './audit.ts'
import { touchCase } from './cases.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { notFound } from './notFound.ts'
import { readOriginal } from './originals.ts'

const REPORT_COLUMNS = `id, case_id AS caseId, file_name AS fileName, sha256, bytes, format,
  format_version AS formatVersion, build, tumor_sample AS tumorSample, normal_sample AS normalSample, specimen,
  assay, report_date AS reportDate, imported_at AS importedAt, imported_by AS importedBy, reader,
  normalised_against AS normalisedAgainst, records_read AS read, records_taken AS taken,
  refused_count AS refusedCount, refused, warnings, alterations`

/** A report's row with its JSON columns as text. */
const reportRowSchema = z.looseObject({ refused: z.string(), warnings: z.string(), alterations: z.string() })

function readReport(value: unknown): Report {
  const row = reportRowSchema.parse(value)
  return reportSchema.parse({
    ...row,
    refused: JSON.parse(row.refused),
    warnings: JSON.parse(row.warnings),
    alterations: JSON.parse(row.alterations),
  })
}

/** Reports of a case in the order of their import. */
export function reportList(db: ReadableDatabase, args: { caseId: number }): readonly Report[] {
  const rows = db
    .prepare(`SELECT ${REPORT_COLUMNS} FROM reports WHERE case_id = ? ORDER BY id`)
    .all(args.caseId)
  return rows.map(readReport)
}

/** Throws `not-found`. */
export function reportGet(db: ReadableDatabase, args: { reportId: number }): Report {
  const row = db.prepare(`SELECT ${REPORT_COLUMNS} FROM reports WHERE id = ?`).get(args.reportId)
  if (row === undefined) throw notFound('such report')
  return readReport(row)
}

/**
 * The report of this case that was read from a file with this SHA-256 (hex), or null. A file with several
 * samples may be imported once per tumor sample: name it (null: the file has none) to ask for that one.
 */
export function findReportBySha(
  db: ReadableDatabase,
  args: { caseId: number; sha256: string; tumorSample?: string | null },
): Report | null {
  const { caseId, sha256, tumorSample } = args
  const row =
    tumorSample === undefined
      ? db
          .prepare(
            `SELECT ${REPORT_COLUMNS} FROM reports WHERE case_id = ? AND sha256 = ? ORDER BY id LIMIT 1`,
          )
          .get(caseId, sha256)
      : db
          .prepare(
            `SELECT ${REPORT_COLUMNS} FROM reports
             WHERE case_id = ? AND sha256 = ? AND coalesce(tumor_sample, '') = coalesce(?, '')`,
          )
          .get(caseId, sha256, tumorSample)
  return row === undefined ? null : readReport(row)
}

/** The original file as imported, decompressed. Throws `not-found`. */
export function reportOriginal(
  db: ReadableDatabase,
  args: { reportId: number },
): { fileName: string; bytes: Uint8Array<ArrayBuffer> } {
  const { fileName } = reportGet(db, args)
  return { fileName, bytes: readOriginal(db, args.reportId) }
}

function columnValues(report: Omit<Report, 'id'>): Record<string, string | number | null> {
  return {
    ...report,
    refused: JSON.stringify(report.refused),
    warnings: JSON.stringify(report.warnings),
    alterations: JSON.stringify(report.alterations),
    alterationTotal: Object.values(report.alterations).reduce((sum, count) => sum + count, 0),
  }
}

/**
 * Adds the report's row, to which variants and the original refer; part of an import's transaction, which
 * also writes the audit row. What only the end of the file tells may be completed with `completeReport`.
 */
export function insertReport(db: WritableDatabase, report: Omit<Report, 'id'>): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO reports (case_id, file_name, sha256, bytes, format, format_version, build, tumor_sample,
         normal_sample, specimen, assay, report_date, imported_at, imported_by, reader, normalised_against,
         records_read, records_taken, refused_count, refused, warnings, alterations, alteration_total)
       VALUES (:caseId, :fileName, :sha256, :bytes, :format, :formatVersion, :build, :tumorSample,
         :normalSample, :specimen, :assay, :reportDate, :importedAt, :importedBy, :reader, :normalisedAgainst,
         :read, :taken, :refusedCount, :refused, :warnings, :alterations, :alterationTotal)`,
    )
    .run(columnValues(report))
  touchCase(db, report.caseId)
  return Number(lastInsertRowid)
}

/** Writes every field of the report again, as known after the last record; part of an import's transaction. */
export function completeReport(db: WritableDatabase, report: Report): void {
  db.prepare(
    `UPDATE reports SET file_name = :fileName, sha256 = :sha256, bytes = :bytes, format = :format,
       format_version = :formatVersion, build = :build, tumor_sample = :tumorSample,
       normal_sample = :normalSample, specimen = :specimen, assay = :assay, report_date = :reportDate,
       imported_at = :importedAt, imported_by = :importedBy, reader = :reader,
       normalised_against = :normalisedAgainst, records_read = :read, records_taken = :taken,
       refused_count = :refusedCount, refused = :refused, warnings = :warnings, alterations = :alterations,
       alteration_total = :alterationTotal
     WHERE id = :id AND case_id = :caseId`,
  ).run({ ...columnValues(report), id: report.id })
}

/** Removes a report with its alterations and its kept original; false where there was none. */
export function reportRemove(
  db: WritableDatabase,
  args: { reportId: number },
  user: string,
): { removed: boolean } {
  const report = z
    .object({ caseId: z.number().int(), fileName: z.string(), sha256: z.string() })
    .optional()
    .parse(
      db
        .prepare('SELECT case_id AS caseId, file_name AS fileName, sha256 FROM reports WHERE id = ?')
        .get(args.reportId),
    )
  if (report === undefined) return { removed: false }
  db.prepare('DELETE FROM reports WHERE id = ?').run(args.reportId)
  touchCase(db, report.caseId)
  appendAudit(db, user, {
    action: 'report removed',
    subject: `case ${report.caseId}`,
    detail: `report ${args.reportId}, ${report.fileName}, SHA-256 ${report.sha256}`,
  })
  return { removed: true }
}
