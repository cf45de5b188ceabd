import type { MessagePort } from 'node:worker_threads'
import type { Report } from '../../shared/model.ts'
import { appendAudit } from './audit.ts'
import { caseGet } from './cases.ts'
import type { WritableDatabase } from './database.ts'
import { importHeaderSchema } from './importMessages.ts'
import type { FromReader, ImportHeader, OriginalPiece, ToReader } from './importMessages.ts'
import { alreadyImported } from './importRefusals.ts'
import { importOverPort } from './importOverPort.ts'
import { insertOtherAlterations } from './otherAlterations.ts'
import { completeReport, findReportBySha, insertReport, reportGet, reportList } from './reports.ts'
import { createVariantInserter } from './smallVariants/insert.ts'

/** One report on its way into the vault: a single transaction, held open while its parts arrive. */

/** Stands in for the hash of a file that is still being read; never committed. */
const UNKNOWN_SHA256 = '0'.repeat(64)

interface OpenImport {
  take(message: Exclude<FromReader, { type: 'end' | 'failed' }>): void
  /** Completes the report and commits. Throws `conflict` where the file is in the case already. */
  end(message: Extract<FromReader, { type: 'end' }>): Report
}

/** True where both hold alterations of one kind: a file of copy numbers corrects no file of small variants. */
function shareAKind(one: Report, other: Report): boolean {
  return Object.entries(one.alterations).some(
    ([kind, count]) => count > 0 && (other.alterations[kind] ?? 0) > 0,
  )
}

/**
 * Reports that this one may be a corrected version of: same name, or the same kind of alteration of the same tumor
 * sample in the same format.
 */
function supersededWarnings(before: readonly Report[], report: Report): string[] {
  return before
    .filter((other) => other.sha256 !== report.sha256)
    .filter(
      (other) =>
        other.fileName === report.fileName ||
        (report.tumorSample !== null &&
          other.tumorSample === report.tumorSample &&
          other.format === report.format &&
          shareAKind(other, report)),
    )
    .map(
      (other) =>
        `The case also holds ${other.fileName} of ${other.importedAt.slice(0, 10)} with other content for the same ` +
        `${other.fileName === report.fileName ? 'file name' : 'tumor sample'}. Both are kept; if this one corrects it, remove the older.`,
    )
}

function beginImport(db: WritableDatabase, header: ImportHeader, user: string): OpenImport {
  caseGet(db, header)
  const before = reportList(db, header)
  const started: Omit<Report, 'id'> = {
    caseId: header.caseId,
    fileName: header.fileName,
    sha256: UNKNOWN_SHA256,
    bytes: 0,
    format: 'VCF',
    formatVersion: null,
    build: null,
    tumorSample: null,
    normalSample: null,
    specimen: header.specimen,
    assay: header.assay,
    reportDate: null,
    importedAt: new Date().toISOString(),
    importedBy: user,
    reader: '',
    normalisedAgainst: null,
    read: 0,
    taken: 0,
    refusedCount: 0,
    refused: [],
    warnings: [],
    alterations: {},
  }
  const id = insertReport(db, started)
  const variants = createVariantInserter(db, id)
  const keepPiece = db.prepare<[number, number, string, Uint8Array]>(
    'INSERT INTO report_originals (report_id, chunk, encoding, data) VALUES (?, ?, ?, ?)',
  )
  const counts = {
    smallVariant: 0,
    copyNumber: 0,
    fusion: 0,
    signature: 0,
    expression: 0,
    methylation: 0,
    haplotype: 0,
  }
  let pieces = 0

  const keep = (piece: OriginalPiece): void => {
    keepPiece.run(id, pieces, piece.encoding, piece.data)
    pieces += 1
  }

  return {
    take(message) {
      switch (message.type) {
        case 'batch':
          variants.insert(message.batch)
          counts.smallVariant += message.batch.length
          return
        case 'alterations':
          insertOtherAlterations(db, id, message.alterations)
          for (const { kind } of message.alterations) counts[kind] += 1
          return
        case 'original':
          keep(message.piece)
          return
      }
    },
    end({ summary, sha256, bytes }) {
      variants.finish()
      const earlier = findReportBySha(db, { caseId: header.caseId, sha256, tumorSample: summary.tumorSample })
      if (earlier !== null) throw alreadyImported(header.fileName, earlier)
      const { origin: _origin, ...told } = summary
      const report: Report = {
        ...started,
        ...told,
        id,
        sha256,
        bytes,
        refused: [...summary.refused],
        warnings: [...summary.warnings],
        alterations: counts,
      }
      report.warnings.push(...supersededWarnings(before, report))
      if (counts.smallVariant > 0 && report.build === null) {
        throw new Error('A report with small variants has a genome build.')
      }
      completeReport(db, report)
      appendAudit(db, user, {
        action: 'report imported',
        subject: `case ${header.caseId}`,
        detail:
          `report ${id}, ${report.fileName}, SHA-256 ${sha256}, ${report.taken} of ${report.read} records taken, ` +
          `${report.refusedCount} refused, ${counts.smallVariant} small variants`,
      })
      db.exec('COMMIT')
      return reportGet(db, { reportId: id })
    },
  }
}

/**
 * Takes one report from `port` (messages of importMessages.ts) and stores it in one transaction, all of it or
 * nothing, see importOverPort.ts.
 */
export async function handleImport(
  db: WritableDatabase,
  port: MessagePort,
  header: unknown,
  user: string,
): Promise<Report> {
  const checked = importHeaderSchema.parse(header)
  return importOverPort<FromReader, Report>(db, port, checked.fileName, () => {
    const session = beginImport(db, checked, user)
    return (message) => {
      if (message.type === 'end') return session.end(message)
      session.take(message)
      if (message.type !== 'alterations') {
        port.postMessage({ type: 'taken', what: message.type } satisfies ToReader)
      }
      return null
    }
  })
}
