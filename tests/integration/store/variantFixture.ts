import { createBatchWriter } from '../../../electron/reports/batchWriter.ts'
import type { VariantRow } from '../../../electron/reports/batchWriter.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { completeReport, insertReport } from '../../../electron/store/reports.ts'
import { createVariantInserter } from '../../../electron/store/smallVariants/insert.ts'
import type { Report } from '../../../shared/model.ts'
import { report } from './vaultFixture.ts'

/**
 * Stores a report with these variants, as an import does: in batches of `rowsABatch`. Each gets the line that it would
 * have in a file of them alone.
 * @returns the report's number
 */
export function addReport(
  db: WritableDatabase,
  caseId: number,
  rows: readonly VariantRow[],
  fields: Partial<Report> = {},
  rowsABatch = rows.length,
): number {
  const told = report(caseId, { alterations: { smallVariant: rows.length }, ...fields })
  const id = insertReport(db, told)
  completeReport(db, { ...told, id })
  const writer = createBatchWriter()
  const variants = createVariantInserter(db, id)
  for (const [index, row] of rows.entries()) {
    writer.push({ ...row, line: index + 1 })
    const full = (index + 1) % rowsABatch === 0 || index === rows.length - 1
    const batch = full ? writer.take() : null
    if (batch !== null) variants.insert(batch)
  }
  variants.finish()
  return id
}
