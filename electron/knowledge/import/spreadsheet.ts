import { readSheet } from 'read-excel-file/node'
import { CaseboardError } from '../../../shared/errors.ts'
import { effectSchema, evidenceStrengthSchema } from '../../../shared/knowledge.ts'
import type { Assertion, Biomarker } from '../../../shared/knowledge.ts'
import { assertionsOf, dateOf, germlineOnly, sentence, slug } from './entry.ts'
import type { Imported, Importing } from './importing.ts'
import { readExpression } from './readText.ts'
import { regimensOf } from './regimen.ts'
import type { Regimen } from './regimen.ts'
import { columnKey, listOf, raggedReason, readRecords } from './table.ts'
import type { CellRecord } from './table.ts'
import { createTally } from './tally.ts'
import type { TallyWriter } from './tally.ts'

/**
 * A department's own rules as a table (CSV or XLSX): resources/formats/knowledge-spreadsheet.md explains it to
 * those who fill it in; templates lie in resources/templates/. Rows whose first cell begins with `#` say what the
 * pack is; the first other row names the columns.
 */
export const SPREADSHEET_MARK = '#caseboard-knowledge'

const REQUIRED = ['id', 'alteration', 'disease', 'effect', 'strength', 'statement', 'source'] as const

export function isSpreadsheet(firstCell: string): boolean {
  return firstCell.trim().toLowerCase() === SPREADSHEET_MARK
}

/** The records of a workbook's first sheet; numbers and dates become text as a reader would type them. */
export async function workbookRecords(bytes: Uint8Array, file: string): Promise<readonly CellRecord[]> {
  let rows: readonly (readonly unknown[])[]
  try {
    rows = await readSheet(Buffer.from(bytes))
  } catch (error) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The workbook cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Save it again as XLSX, or as CSV; nothing was imported.',
      file,
    })
  }
  return rows
    .map((row, index) => ({ line: index + 1, cells: row.map(cellText) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return String(value).trim()
}

export interface SheetHead {
  readonly facts: ReadonlyMap<string, string>
  readonly columns: readonly string[]
  readonly rows: readonly CellRecord[]
}

/** @throws CaseboardError where the marks, a needed column or the version of the form are missing. */
export function sheetHead(records: readonly CellRecord[], file: string): SheetHead {
  const facts = new Map<string, string>()
  let at = 0
  for (const { cells } of records) {
    const first = cells[0] ?? ''
    if (!first.startsWith('#')) break
    facts.set(first.slice(1).trim().toLowerCase(), (cells[1] ?? '').trim())
    at += 1
  }
  const bad = (message: string, field: string, line: number): CaseboardError =>
    new CaseboardError({
      code: 'bad-input',
      message,
      remedy:
        'Begin with the template in resources/templates; its columns are explained in resources/formats/knowledge-spreadsheet.md.',
      file,
      line,
      field,
    })
  if (!facts.has('caseboard-knowledge'))
    throw bad(`The first cell is not ${SPREADSHEET_MARK}.`, SPREADSHEET_MARK, 1)
  if (facts.get('caseboard-knowledge') !== '1') {
    throw bad(
      `The form has version "${facts.get('caseboard-knowledge') ?? ''}"; this Caseboard reads version 1.`,
      SPREADSHEET_MARK,
      1,
    )
  }
  for (const fact of ['name', 'version', 'licence']) {
    if ((facts.get(fact) ?? '') === '') throw bad(`The row #${fact} is missing or empty.`, `#${fact}`, at)
  }
  const header = records[at]
  if (header === undefined) throw bad('The row of column names is missing.', 'columns', at + 1)
  const columns = header.cells.map((name) => name.trim())
  const keys = columns.map(columnKey)
  const missing = REQUIRED.find((column) => !keys.includes(columnKey(column)))
  if (missing !== undefined) throw bad(`The column "${missing}" is missing.`, missing, header.line)
  const twice = keys.find((key, index) => key !== '' && keys.indexOf(key) !== index)
  if (twice !== undefined) throw bad(`The column "${twice}" stands there twice.`, twice, header.line)
  return { facts, columns, rows: records.slice(at + 1) }
}

export async function spreadsheetRecords(
  content: { readonly bytes: Uint8Array } | { readonly text: string },
  file: string,
): Promise<readonly CellRecord[]> {
  return 'bytes' in content ? workbookRecords(content.bytes, file) : readRecords(content.text, file)
}

export function importSpreadsheet(records: readonly CellRecord[], importing: Importing): Imported {
  const { facts, columns, rows } = sheetHead(records, importing.fileName)
  const keys = columns.map(columnKey)
  const tally = createTally()
  const assertions: Assertion[] = []
  const ids = new Set<string>()
  for (const [index, { line, cells }] of rows.entries()) {
    if (index % 50 === 0) importing.beat(index / rows.length)
    const cell = (name: string): string => (cells[keys.indexOf(columnKey(name))] ?? '').trim()
    if (cells.length > columns.length && cells.slice(columns.length).some((text) => text.trim() !== '')) {
      tally.refuse(line, '', raggedReason(cells.length, columns.length))
      continue
    }
    const made = readRow(line, cell, importing, tally, ids)
    if (made === null) continue
    assertions.push(...made)
    tally.take()
  }
  const fact = (name: string): string => facts.get(name) ?? ''
  const notice = fact('notice')
  return {
    pack: {
      manifest: {
        name: slug(fact('name')),
        title: fact('title') === '' ? fact('name') : fact('title'),
        version: importing.version ?? fact('version'),
        licence: importing.licence ?? fact('licence'),
        source: fact('source') === '' ? `Own rules, file ${importing.fileName}` : fact('source'),
        retrieved: importing.retrieved,
        ...(notice === '' ? {} : { notice }),
      },
      assertions,
      companionDiagnostics: [],
      geneRoles: [],
    },
    tally: tally.result(),
  }
}

function readRow(
  line: number,
  cell: (name: string) => string,
  importing: Importing,
  tally: TallyWriter,
  ids: Set<string>,
): readonly Assertion[] | null {
  const refuse = (field: string, reason: string): null => {
    tally.refuse(line, field, reason)
    return null
  }
  const empty = REQUIRED.find((column) => cell(column) === '')
  if (empty !== undefined) return refuse(empty, 'The cell is empty and must be filled in.')
  const effect = effectSchema.safeParse(cell('effect').toLowerCase())
  if (!effect.success) {
    return refuse('effect', `"${cell('effect')}" is none of: ${effectSchema.options.join(', ')}.`)
  }
  const strength = evidenceStrengthSchema.safeParse(cell('strength').toUpperCase())
  if (!strength.success) {
    return refuse(
      'strength',
      `"${cell('strength')}" is none of: ${evidenceStrengthSchema.options.join(', ')}.`,
    )
  }
  if (cell('statement').length < 10) return refuse('statement', 'The statement is too short to say anything.')
  const disease = diseasesOf(cell('disease'), importing)
  if (!disease.ok) return refuse('disease', disease.reason)
  const except: string[] = []
  for (const name of listOf(cell('except_disease'), ';')) {
    const answer = importing.readDisease({ name, mayBeCode: true })
    if (!answer.ok || !('oncotree' in answer.scope)) {
      return refuse('except_disease', answer.ok ? 'Every solid tumor would be excepted.' : answer.reason)
    }
    except.push(...answer.scope.oncotree)
  }

  const regimens: Regimen[] = []
  for (const alternative of listOf(cell('drugs'), ',')) {
    const answer = regimensOf(listOf(alternative, '+'), 'together', effect.data, importing)
    if (!answer.ok) return refuse('drugs', answer.reason)
    regimens.push(...answer.regimens)
  }
  if (regimens.length === 0) {
    if (effect.data !== 'diagnosis' && effect.data !== 'prognosis')
      return refuse('drugs', 'The row names no drug.')
    regimens.push({ drugs: [] })
  }
  const backbone = cell('backbone')

  const geneName = cell('gene')
  const gene = geneName === '' ? null : importing.gene(geneName)
  if (geneName !== '' && gene === null) return refuse('gene', `"${geneName}" is no gene that HGNC knows.`)
  const understood = readExpression(cell('alteration'), gene, importing)
  if (!understood.ok) {
    tally.refuseAlteration(line, 'alteration', understood.text, understood.gene, understood.reason)
    return null
  }
  const origin = cell('origin').toLowerCase()
  if (origin !== '' && origin !== 'germline' && origin !== 'somatic') {
    return refuse('origin', `"${cell('origin')}" is neither germline nor somatic.`)
  }
  const biomarker: Biomarker | null =
    origin === 'germline' ? germlineOnly(understood.biomarker) : understood.biomarker
  if (biomarker === null) {
    return refuse('origin', 'The germline origin of such a finding cannot be told from the case.')
  }

  const id = slug(cell('id'))
  if (id === '') return refuse('id', `"${cell('id')}" holds no letter or number.`)
  if (ids.has(id)) return refuse('id', `The id "${cell('id')}" stands in the file twice.`)
  ids.add(id)
  const [scheme, ...value] = cell('level').split(':')
  const date = dateOf(cell('source_date'))
  const made = assertionsOf({
    id,
    biomarker,
    disease: { ...disease.scope, except },
    effect: effect.data,
    regimens: regimens.map((regimen) => (backbone === '' ? regimen : { ...regimen, backbone })),
    exceptInCombinationWith:
      effect.data === 'resistance' ? listOf(cell('except_with'), ',').map((name) => name.toLowerCase()) : [],
    level:
      value.length > 0 && scheme !== undefined
        ? { scheme: scheme.trim(), value: value.join(':').trim() }
        : { scheme: 'Own', value: cell('level') === '' ? strength.data : cell('level') },
    strength: strength.data,
    conditions: [
      ...listOf(cell('conditions'), ';').map(sentence),
      ...(disease.condition === null ? [] : [`Studied in: ${disease.condition}.`]),
      ...understood.notes,
    ],
    statement: sentence(cell('statement')),
    sources: [
      {
        id: cell('source'),
        ...(cell('source_title') === '' ? {} : { title: cell('source_title') }),
        ...(date === undefined ? {} : { date }),
        ...(cell('source_url') === '' ? {} : { url: cell('source_url') }),
        retrieved: importing.retrieved,
      },
    ],
  })
  return typeof made === 'string' ? refuse('', made) : made
}

/** Several diseases stand in one cell, separated by semicolons. */
function diseasesOf(text: string, importing: Importing): ReturnType<Importing['readDisease']> {
  const names = listOf(text, ';')
  const [first, ...more] = names.map((name) => importing.readDisease({ name, mayBeCode: true }))
  if (first === undefined) return { ok: false, reason: 'The row names no disease.' }
  let joined = first
  for (const next of more) {
    if (!joined.ok) return joined
    if (!next.ok) return next
    if (!('oncotree' in joined.scope) || !('oncotree' in next.scope)) {
      return { ok: false, reason: '"Any solid tumor" stands alone, not beside other diseases.' }
    }
    joined = {
      ok: true,
      scope: { oncotree: [...new Set([...joined.scope.oncotree, ...next.scope.oncotree])], except: [] },
      name: `${joined.name}, ${next.name}`,
      condition: joined.condition ?? next.condition,
    }
  }
  return joined
}
