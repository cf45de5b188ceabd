import { CaseboardError } from '../../../shared/errors.ts'
import { isCgi } from './cgi.ts'
import { isCivicEvidence } from './civic.ts'
import { isClinicalTrialsGov } from './clinicalTrialsGov.ts'
import { looksLikeCpicTable } from './cpic.ts'
import { isZip, plainBytes, plainText } from './fileBytes.ts'
import { parseJson, parseJsonLines } from './json.ts'
import type { JsonRecord } from './json.ts'
import { isMoalmanac } from './moalmanac.ts'
import { isDbStatement } from './moalmanacDb.ts'
import { isOncokbActionable, isOncokbAnnotated, isOncokbGenes } from './oncokb.ts'
import { isOncotreeRelease } from './oncotreeRelease.ts'
import { isSpreadsheet, spreadsheetRecords } from './spreadsheet.ts'
import { columnKey, readRecords } from './table.ts'
import type { CellRecord } from './table.ts'
import { isTrialSpreadsheet } from './trialSpreadsheet.ts'

/** A knowledge file, recognised by its content; its name and extension decide nothing. */
export type KnowledgeFile =
  | { readonly format: 'CIViC evidence'; readonly text: string }
  | { readonly format: 'CPIC diplotypes'; readonly text: string }
  | { readonly format: 'Molecular Oncology Almanac'; readonly value: unknown }
  | { readonly format: 'moalmanac-db'; readonly records: readonly JsonRecord[] }
  | { readonly format: 'Cancer Genome Interpreter'; readonly text: string }
  | { readonly format: 'OncoKB actionable variants'; readonly text: string }
  | { readonly format: 'OncoKB cancer gene list'; readonly text: string }
  | { readonly format: 'Caseboard spreadsheet'; readonly records: readonly CellRecord[] }
  | { readonly format: 'Trial spreadsheet'; readonly records: readonly CellRecord[] }
  | { readonly format: 'ClinicalTrials.gov'; readonly value: unknown }
  | { readonly format: 'OncoTree release'; readonly value: unknown }

export type KnowledgeFormat = KnowledgeFile['format']

const KNOWN =
  'CIViC evidence (TSV), CPIC diplotypes of one gene (JSON), Molecular Oncology Almanac (JSON), moalmanac-db statements (JSON or JSON lines), Cancer Genome Interpreter biomarkers (TSV), OncoKB actionable variants and cancer gene list (TSV), an OncoTree release (JSON), the Caseboard spreadsheet (CSV or XLSX), a trial spreadsheet (CSV or XLSX), or studies of ClinicalTrials.gov (JSON)'

/** @throws CaseboardError where the file is damaged, or none of the forms that Caseboard reads. */
export async function detectKnowledge(bytes: Uint8Array, fileName: string): Promise<KnowledgeFile> {
  if (bytes.length === 0) throw unknown(fileName, 'The file is empty.')
  if (isZip(bytes)) {
    const records = await spreadsheetRecords({ bytes }, fileName)
    if (isSpreadsheet(records[0]?.cells[0] ?? '')) return { format: 'Caseboard spreadsheet', records }
    if (isTrialSpreadsheet(records[0]?.cells ?? [])) return { format: 'Trial spreadsheet', records }
    throw unknown(
      fileName,
      'The workbook is neither the Caseboard spreadsheet (its first cell is not #caseboard-knowledge) nor a trial spreadsheet (its first row does not name the columns trial, title, status, disease and biomarker).',
    )
  }
  const text = plainText(plainBytes(bytes, fileName), fileName)
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start === '') throw unknown(fileName, 'The file is empty.')
  if (looksLikeCpicTable(text)) return { format: 'CPIC diplotypes', text }
  if (start.startsWith('{') || start.startsWith('[')) return detectJson(text, fileName)
  if (/^"?#caseboard-knowledge/i.test(start)) {
    return { format: 'Caseboard spreadsheet', records: await spreadsheetRecords({ text }, fileName) }
  }
  return detectTable(text, fileName)
}

function detectJson(text: string, fileName: string): KnowledgeFile {
  const lines = text.trimEnd().split(/\r?\n/)
  const first = lines[0] ?? ''
  // An object that closes on its own line is one record of JSON lines.
  if (
    first.trimStart().startsWith('{') &&
    first.trimEnd().endsWith('}') &&
    (lines.length > 1 || parsesAlone(first))
  ) {
    const only = lines.length === 1 ? parseJson(text, fileName) : null
    if (only !== null && isMoalmanac(only)) return { format: 'Molecular Oncology Almanac', value: only }
    if (only !== null && isOncotreeRelease(only)) return { format: 'OncoTree release', value: only }
    if (only !== null && isClinicalTrialsGov(only)) return { format: 'ClinicalTrials.gov', value: only }
    return dbRecords(parseJsonLines(text, fileName), fileName)
  }
  const value = parseJson(text, fileName)
  if (isMoalmanac(value)) return { format: 'Molecular Oncology Almanac', value }
  if (isOncotreeRelease(value)) return { format: 'OncoTree release', value }
  if (isClinicalTrialsGov(value)) return { format: 'ClinicalTrials.gov', value }
  if (Array.isArray(value)) {
    return dbRecords(
      value.map((entry, index) => ({ line: index + 1, value: entry as unknown })),
      fileName,
    )
  }
  throw unknown(fileName, 'The JSON is none of the documents that Caseboard reads.')
}

function parsesAlone(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** Statements may be few among refused ones: one that fits tells the format. */
function dbRecords(records: readonly JsonRecord[], fileName: string): KnowledgeFile {
  if (records.some(({ value }) => isDbStatement(value))) return { format: 'moalmanac-db', records }
  throw unknown(
    fileName,
    'The records are no statements of moalmanac-db. Its other files (biomarkers, documents, indications ...) are contained in the statements.',
  )
}

function detectTable(text: string, fileName: string): KnowledgeFile {
  const records = readRecords(text, fileName)
  const header = records[0]?.cells ?? []
  const names = header.map((name) => name.trim())
  const keys = names.map(columnKey)
  if (isTrialSpreadsheet(names)) return { format: 'Trial spreadsheet', records }
  if (isCivicEvidence(names)) return { format: 'CIViC evidence', text }
  if (isCgi(keys)) return { format: 'Cancer Genome Interpreter', text }
  if (isOncokbActionable(keys)) return { format: 'OncoKB actionable variants', text }
  if (isOncokbGenes(keys)) return { format: 'OncoKB cancer gene list', text }
  if (isOncokbAnnotated(keys)) {
    throw unknown(
      fileName,
      'This is the OncoKB table of annotated variants (oncogenicity), which makes no statement about treatment and is not read yet.',
    )
  }
  if (
    names.includes('variant_id') ||
    names.includes('variant_groups') ||
    (names.includes('gene_id') && names.includes('gene_civic_url'))
  ) {
    throw unknown(
      fileName,
      "This is another of CIViC's tables. The knowledge is in ClinicalEvidenceSummaries.tsv.",
    )
  }
  throw unknown(
    fileName,
    `The columns fit none of the tables that Caseboard reads (first: ${names.slice(0, 6).join(', ')}).`,
  )
}

function unknown(file: string, message: string): CaseboardError {
  return new CaseboardError({ code: 'bad-input', message, remedy: `Caseboard reads: ${KNOWN}.`, file })
}
