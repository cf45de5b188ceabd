import type { MessagePort } from 'node:worker_threads'
import type { FactFile } from '../../../shared/classification.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import { appendAudit } from '../audit.ts'
import type { WritableDatabase } from '../database.ts'
import { importOverPort } from '../importOverPort.ts'
import { chromCode, siteOf } from '../smallVariants/site.ts'
import { factFileList, removeFactFile } from './factFiles.ts'
import { factsHeaderSchema } from './factMessages.ts'
import type { FactRow, FactsHeader, FactsSummary, FromFactsReader, ToFactsReader } from './factMessages.ts'

/** One file of facts on its way into the vault: a single transaction, held open while its rows arrive. */

const UNKNOWN_SHA256 = '0'.repeat(64)

/** Texts remembered at a time: enough for ClinVar's, and some 30 MB at the most. */
const REMEMBERED_TEXTS = 200_000

interface OpenFacts {
  insert(rows: readonly FactRow[]): void
  /** Completes the file and commits. Throws `conflict` where the very file is in the vault already. */
  end(summary: FactsSummary): FactFile
}

/** Numbers each text once; forgets all when it has too many, which only costs a repeated row. */
function textNumbers(db: WritableDatabase, fileId: number): (text: string) => number {
  const insert = db.prepare<[number, string]>('INSERT INTO fact_texts (file_id, text) VALUES (?, ?)')
  const known = new Map<string, number>()
  return (text) => {
    const number = known.get(text)
    if (number !== undefined) return number
    if (known.size >= REMEMBERED_TEXTS) known.clear()
    const made = Number(insert.run(fileId, text).lastInsertRowid)
    known.set(text, made)
    return made
  }
}

function beginFacts(db: WritableDatabase, header: FactsHeader, user: string): OpenFacts {
  const before = factFileList(db)
  const importedAt = new Date().toISOString()
  const fileId = Number(
    db
      .prepare(
        `INSERT INTO fact_files (kind, name, version, licence, build, file_name, sha256, bytes, imported_at, imported_by,
           records_read, records_taken, refused_count, refused, warnings)
         VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, 0, 0, '[]', '[]')`,
      )
      .run(
        header.kind,
        header.name,
        header.version,
        header.licence,
        header.build,
        header.fileName,
        UNKNOWN_SHA256,
        importedAt,
        user,
      ).lastInsertRowid,
  )
  const textNumber = textNumbers(db, fileId)
  // A site listed twice keeps its first record.
  const clinvar = db.prepare<[number, number, string, string, number, number, number]>(
    'INSERT OR IGNORE INTO clinvar_facts VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const frequency = db.prepare<
    [number, number, string, number, number, number | null, string, string | null]
  >('INSERT OR IGNORE INTO frequency_facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const codes = new Map<string, number>()
  const codeOf = (chrom: string): number => {
    const known = codes.get(chrom)
    if (known !== undefined) return known
    const code = chromCode(db, chrom)
    codes.set(chrom, code)
    return code
  }
  let repeated = 0

  return {
    insert(rows) {
      for (const row of rows) {
        const site = siteOf(codeOf(row.chrom), row.pos)
        const alleles = `${row.ref}>${row.alt}`
        const { changes } =
          row.kind === 'ClinVar'
            ? clinvar.run(
                fileId,
                site,
                alleles,
                row.variationId,
                textNumber(row.statement),
                textNumber(row.conditions),
                textNumber(row.effects),
              )
            : frequency.run(
                fileId,
                site,
                alleles,
                row.alleleCount,
                row.alleleNumber,
                row.homozygotes,
                row.groups,
                row.filter,
              )
        if (changes === 0) repeated += 1
      }
    },
    end(summary) {
      const same = before.find(({ sha256, build }) => sha256 === summary.sha256 && build === header.build)
      if (same !== undefined) {
        throw new CaseboardError({
          code: 'conflict',
          message: `This very file was imported on ${same.importedAt.slice(0, 10)} as ${same.fileName}; nothing was changed.`,
          file: header.fileName,
        })
      }
      const warnings = [
        ...summary.warnings,
        ...(repeated === 0
          ? []
          : [
              `${repeated} ${repeated === 1 ? 'allele was' : 'alleles were'} listed twice; the first record was kept.`,
            ]),
      ]
      db.prepare(
        `UPDATE fact_files SET sha256 = ?, bytes = ?, records_read = ?, records_taken = ?, refused_count = ?,
           refused = ?, warnings = ? WHERE id = ?`,
      ).run(
        summary.sha256,
        summary.bytes,
        summary.read,
        summary.taken,
        summary.refusedCount,
        JSON.stringify(summary.refused),
        JSON.stringify(warnings),
        fileId,
      )
      const replaced = before.filter(
        (file) =>
          file.kind === header.kind &&
          file.build === header.build &&
          (file.kind === 'ClinVar' || file.fileName === header.fileName),
      )
      for (const file of replaced) removeFactFile(db, file, user, `replaced by ${header.fileName}`)
      appendAudit(db, user, {
        action: 'facts imported',
        subject: `${header.kind} ${header.name} ${header.version ?? 'undated'}`,
        detail: `${header.fileName}, ${header.build}, SHA-256 ${summary.sha256}, ${summary.taken} of ${summary.read} records taken, ${summary.refusedCount} refused`,
      })
      db.exec('COMMIT')
      const made = factFileList(db).find(({ id }) => id === fileId)
      if (made === undefined) throw new Error('The file of facts is not there after its import.')
      return made
    },
  }
}

/** True where the header of an import session announces facts and not a report. */
export function isFactsHeader(header: unknown): boolean {
  return typeof header === 'object' && header !== null && 'what' in header && header.what === 'facts'
}

/** Takes one file of facts from `port` and stores it in one transaction, all of it or nothing. */
export async function handleFactsImport(
  db: WritableDatabase,
  port: MessagePort,
  header: unknown,
  user: string,
): Promise<FactFile> {
  const checked = factsHeaderSchema.parse(header)
  return importOverPort<FromFactsReader, FactFile>(db, port, checked.fileName, () => {
    const session = beginFacts(db, checked, user)
    return (message) => {
      if (message.type === 'end') return session.end(message.summary)
      session.insert(message.rows)
      port.postMessage({ type: 'taken' } satisfies ToFactsReader)
      return null
    }
  })
}
