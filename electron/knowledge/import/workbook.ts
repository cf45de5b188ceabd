import { Buffer } from 'node:buffer'
import { readSheet } from 'read-excel-file/node'
import { CaseboardError } from '../../../shared/errors.ts'
import type { RaggedRow, Table, TableRow } from './table.ts'
import { columnKey } from './table.ts'

/**
 * The first sheet of an XLSX workbook as a table: its first row names the columns, dates become ISO, `line` is
 * the sheet's own row number. Rows without any cell are left out, as they are in a text file.
 *
 * @throws CaseboardError where the workbook cannot be read or its first sheet is empty
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<Table> {
  let sheet: readonly (readonly unknown[])[]
  try {
    sheet = await readSheet(Buffer.from(bytes))
  } catch (error) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The workbook cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Save it again as an Excel workbook (.xlsx), without a password, or as CSV.',
      file,
    })
  }
  const [head, ...body] = sheet
  const columns = (head ?? []).map(cellText)
  if (columns.every((name) => name === '')) {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The first sheet of the workbook has no header row.',
      remedy: 'Put the column names into the first row of the first sheet.',
      file,
      line: 1,
    })
  }
  const at = new Map(columns.map((name, index) => [columnKey(name), index]))
  const rows = body.flatMap((record, index): (TableRow | RaggedRow)[] => {
    const cells = record.map(cellText)
    if (cells.every((cell) => cell === '')) return []
    return [{ line: index + 2, cell: (column) => cells[at.get(columnKey(column)) ?? -1] ?? '' }]
  })
  return { columns, rows }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return String(value).trim()
}
