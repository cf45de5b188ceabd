import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { CaseboardError } from '../../../shared/errors.ts'
import type { Importing } from './importing.ts'
import type { TallyWriter } from './tally.ts'

/** One row of a delimited file; `line` is 1-based in the file, the header being line 1. */
export interface TableRow {
  readonly line: number
  /** The cell of a column, trimmed; '' where it is empty or the file has no such column. */
  readonly cell: (column: string) => string
}

/** A row that has not as many cells as the header: it can be refused, not read. */
export interface RaggedRow {
  readonly line: number
  readonly cells: number
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (TableRow | RaggedRow)[]
}

function isRagged(row: TableRow | RaggedRow): row is RaggedRow {
  return 'cells' in row
}

/**
 * Reads text with one record a line. Tab-separated files are told from comma- and semicolon-separated ones by
 * their header, whatever the file is called. A tab-separated file may quote its cells (R writes so) or not
 * (then a quotation mark is a letter like another).
 *
 * @throws CaseboardError where the file is empty or its last line is cut short: such a file is not whole.
 */
export function readTable(text: string, file: string): Table {
  const table = tableOf(readRecords(text, file))
  const { columns } = table
  const last = table.rows.at(-1)
  if (last !== undefined && isRagged(last) && last.cells < columns.length && !/[\r\n]$/.test(text)) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The last line ends after ${last.cells} of ${columns.length} columns: the file is cut short.`,
      remedy: 'Obtain the file again; nothing was imported.',
      file,
      line: last.line,
    })
  }
  return table
}

/** The first record names the columns. */
export function tableOf(records: readonly CellRecord[]): Table {
  const columns = (records[0]?.cells ?? []).map((name) => name.trim())
  const at = new Map(columns.map((name, index) => [columnKey(name), index]))
  const rows = records.slice(1).map(({ line, cells }): TableRow | RaggedRow => {
    if (cells.length !== columns.length) return { line, cells: cells.length }
    return { line, cell: (column) => (cells[at.get(columnKey(column)) ?? -1] ?? '').trim() }
  })
  return { columns, rows }
}

/** The rows that have as many cells as the header, one by one; the others are refused, not filled up. */
export function* wholeRows(table: Table, importing: Importing, tally: TallyWriter): Generator<TableRow> {
  for (const [index, row] of table.rows.entries()) {
    if (index % 100 === 0) importing.beat(index / table.rows.length)
    if (isRagged(row)) tally.refuse(row.line, '', raggedReason(row.cells, table.columns.length))
    else yield row
  }
}

export interface CellRecord {
  /** 1-based line in the file, where the record begins. */
  readonly line: number
  readonly cells: readonly string[]
}

/** The records of delimited text, the header's included; lines that begin with `#` tell no delimiter. */
export function readRecords(text: string, file: string): readonly CellRecord[] {
  const header =
    text
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\n|\r/, 50)
      .find((line) => line.trim() !== '' && !/^"?#/.test(line)) ?? ''
  if (header.trim() === '') {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The file has no header row.',
      remedy: 'Choose the file as its source publishes it, with the row of column names on top.',
      file,
      line: 1,
    })
  }
  const delimiter = delimiterOf(header)
  const quoted = delimiter !== '\t' || header.startsWith('"')
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      quote: quoted ? '"' : false,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }) as never
  } catch (error) {
    throw notReadable(error, file)
  }
  let previous = 0
  return records.map(({ record, info }) => {
    // The parser counts the line where a record ends; a quoted cell may span lines.
    const line = quoted ? Math.max(previous + 1, info.lines - newlinesIn(record)) : info.lines
    previous = line
    return { line, cells: record }
  })
}

/** @throws CaseboardError naming the first column that is missing. */
export function requireColumns(table: Table, columns: readonly string[], file: string, what: string): void {
  const present = new Set(table.columns.map(columnKey))
  const missing = columns.find((column) => !present.has(columnKey(column)))
  if (missing === undefined) return
  throw new CaseboardError({
    code: 'bad-input',
    message: `The column "${missing}" is missing, without which this is no ${what}.`,
    remedy: 'Choose the file as its source publishes it, with all its columns.',
    file,
    line: 1,
    field: missing,
  })
}

/** Column names compare without case, and R's dots are blanks. */
export function columnKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s._]+/g, ' ')
}

export function raggedReason(cells: number, columns: number): string {
  return `The row has ${cells} cells where the header has ${columns}.`
}

function delimiterOf(header: string): string {
  const count = (sign: string): number => header.split(sign).length - 1
  if (count('\t') > 0) return '\t'
  return count(';') > count(',') ? ';' : ','
}

function newlinesIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
}

function notReadable(error: unknown, file: string): CaseboardError {
  const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : undefined
  return new CaseboardError({
    code: 'bad-input',
    message: `The table cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    remedy:
      'A quotation mark may be left open. Correct the line or obtain the file again; nothing was imported.',
    file,
    ...(line === undefined ? {} : { line }),
  })
}

/** The parts of a cell that holds several, without the empty ones. */
export function listOf(cell: string, sign: string): string[] {
  return cell
    .split(sign)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
