import { CaseboardError } from '../../../shared/errors.ts'
import type { Trial, TrialCohort, TrialCriterion, TrialSite, TrialStatus } from '../../../shared/trial.ts'
import type { Imported, Importing } from './importing.ts'
import { readExpression } from './readText.ts'
import { columnKey, listOf, requireColumns, tableOf, wholeRows } from './table.ts'
import type { CellRecord, TableRow } from './table.ts'
import { createTally } from './tally.ts'
import type { TallyWriter } from './tally.ts'
import { checkedTrial, drugNamesOf, readDiseases, trialPack, trialStatusOf } from './trialList.ts'

/**
 * A department's own list of trials, one row for each cohort: resources/formats/trial-spreadsheet.md explains the
 * columns to those who fill it in, resources/templates/trials.csv is an empty one to begin with.
 */
const COLUMNS = ['trial', 'title', 'status', 'disease', 'biomarker'] as const

/** True where a table's first row names the columns without which it is no list of trials. */
export function isTrialSpreadsheet(header: readonly string[]): boolean {
  const keys = new Set(header.map(columnKey))
  return COLUMNS.every((column) => keys.has(column))
}

/** Columns of the trial, which later rows of the same trial may leave empty but not contradict. */
const TRIAL_COLUMNS = [
  'title',
  'phase',
  'status',
  'sponsor',
  'sites',
  'contact',
  'source',
  'url',
  'updated',
] as const

/**
 * Reads a list of trials from the records of a text table or a workbook's first sheet.
 * @throws CaseboardError where the file is no such table
 */
export function readTrialSpreadsheet(records: readonly CellRecord[], importing: Importing): Imported {
  const table = tableOf(records)
  requireColumns(table, COLUMNS, importing.fileName, 'list of trials')
  const tally = createTally()
  const heads = new Map<string, { readonly row: TableRow; readonly cohorts: TrialCohort[] }>()
  // A row that is cut short has lost criteria.
  for (const row of wholeRows(table, importing, tally)) {
    const id = row.cell('trial')
    const head = heads.get(id)?.row ?? row
    const cohort = readRow(row, head, importing, tally)
    if (cohort === null) continue
    tally.take()
    const entry = heads.get(id) ?? { row, cohorts: [] }
    entry.cohorts.push(cohort)
    heads.set(id, entry)
  }
  const trials = [...heads.values()].map(({ row, cohorts }) => trialOf(row, cohorts, importing))
  return {
    pack: trialPack(
      {
        prefix: 'trials',
        title: `Trials of ${importing.fileName}`,
        source: importing.fileName,
        licence: 'The department’s own list',
      },
      trials,
      importing,
    ),
    tally: tally.result(),
  }
}

/** One row as a cohort; null where it was refused. */
function readRow(
  row: TableRow,
  head: TableRow,
  importing: Importing,
  tally: TallyWriter,
): TrialCohort | null {
  try {
    return cohortOf(row, head, importing)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { field, reason, alteration } = error
    if (alteration === null) tally.refuse(row.line, field, reason)
    else tally.refuseAlteration(row.line, field, alteration.text, alteration.gene, reason)
    return null
  }
}

/** Ends one row, never the import. */
class Refused extends Error {
  readonly field: string
  readonly reason: string
  readonly alteration: { readonly text: string; readonly gene: string | null } | null

  constructor(
    field: string,
    reason: string,
    alteration: { readonly text: string; readonly gene: string | null } | null = null,
  ) {
    super(reason)
    this.field = field
    this.reason = reason
    this.alteration = alteration
  }
}

function cohortOf(row: TableRow, head: TableRow, importing: Importing): TrialCohort {
  if (row.cell('trial') === '') throw new Refused('trial', 'The row names no trial.')
  for (const column of TRIAL_COLUMNS) {
    const own = row.cell(column)
    if (own !== '' && head.cell(column) !== own) {
      throw new Refused(column, `"${own}" differs from line ${head.line} of the same trial.`)
    }
  }
  if (head.cell('title') === '') throw new Refused('title', 'The trial has no title.')
  statusOf(head, 'status')
  if (head.cell('updated') !== '') isoDate(head, 'updated')
  const disease = diseaseOf(row, importing)
  return {
    name: row.cell('cohort') || null,
    status: row.cell('cohort status') === '' ? null : statusOf(row, 'cohort status'),
    drugs: drugNamesOf(listOf(row.cell('drugs'), ';'), importing),
    ...disease,
    inclusion: criteria(row, 'biomarker', importing),
    exclusion: criteria(row, 'excluded biomarker', importing),
    age: { minimum: number(row, 'age from'), maximum: number(row, 'age to') },
    sex: sexOf(row),
    ecog: { minimum: null, maximum: number(row, 'ecog to') },
    priorLines: { minimum: number(row, 'lines from'), maximum: number(row, 'lines to') },
    requiredDrugs: drugNamesOf(listOf(row.cell('treated with'), ';'), importing),
    excludedDrugs: drugNamesOf(listOf(row.cell('not treated with'), ';'), importing),
    byHand: [...disease.byHand, ...listOf(row.cell('check by hand'), ';')],
    readFrom: 'structured',
  }
}

function trialOf(row: TableRow, cohorts: readonly TrialCohort[], importing: Importing): Trial {
  const id = row.cell('trial')
  const url = row.cell('url')
  const updated = row.cell('updated')
  const trial = checkedTrial({
    id,
    title: row.cell('title'),
    phase: row.cell('phase') || null,
    status: statusOf(row, 'status'),
    sponsor: row.cell('sponsor') || null,
    drugs: [...new Set(cohorts.flatMap(({ drugs }) => drugs))],
    sites: listOf(row.cell('sites'), ';').map(siteOf),
    contact: row.cell('contact') || null,
    cohorts,
    source: {
      id: row.cell('source') || id,
      ...(url === '' ? {} : { url }),
      ...(updated === '' ? {} : { date: updated }),
      retrieved: importing.retrieved,
    },
    lastUpdated: updated === '' ? null : updated,
  })
  if (typeof trial !== 'string') return trial
  // Every cell was checked row by row; what is left would be a fault of this reader.
  throw new CaseboardError({ code: 'internal', message: trial, file: importing.fileName, line: row.line })
}

/** An expression of the alteration language, e.g. `EGFR L858R OR EGFR exon 19 deletion`; empty: none asked. */
function criteria(row: TableRow, column: string, importing: Importing): TrialCriterion[] {
  const text = row.cell(column)
  if (text === '') return []
  // The alteration language finds the gene itself: `HER2 IHC 3+` is a marker and no change of the gene.
  const read = readExpression(text, null, { ...importing, gene: () => null })
  if (!read.ok) throw new Refused(column, read.reason, { text: read.text, gene: read.gene })
  return [{ biomarker: read.biomarker, text, readFrom: 'structured' }]
}

function diseaseOf(
  row: TableRow,
  importing: Importing,
): Pick<TrialCohort, 'disease' | 'diseaseText' | 'diseaseUnread' | 'byHand'> {
  const names = listOf(row.cell('disease'), ';')
  if (names.length === 0) throw new Refused('disease', 'The row names no disease.')
  const read = readDiseases(names, importing, true)
  if (read.scope === null || read.unread.length > 0) throw new Refused('disease', read.reason)
  const except = listOf(row.cell('not in'), ';').flatMap((name) => {
    const answer = importing.readDisease({ name, mayBeCode: true })
    if (!answer.ok) throw new Refused('not in', answer.reason)
    if (!('oncotree' in answer.scope)) throw new Refused('not in', `"${name}" would leave out every tumor.`)
    return answer.scope.oncotree
  })
  return {
    disease: { ...read.scope, except },
    diseaseText: names.join(', '),
    diseaseUnread: [],
    byHand: [...read.conditions],
  }
}

function statusOf(row: TableRow, column: string): TrialStatus {
  const text = row.cell(column)
  if (text === '') return 'unknown'
  const status = trialStatusOf(text)
  if (status === null) throw new Refused(column, `"${text}" is no recruitment status.`)
  return status
}

function sexOf(row: TableRow): TrialCohort['sex'] {
  const text = row.cell('sex').toLowerCase()
  if (text === '' || text === 'any') return null
  if (text === 'female' || text === 'male') return text
  throw new Refused('sex', `"${text}" is none of female, male, any.`)
}

function number(row: TableRow, column: string): number | null {
  const text = row.cell(column)
  if (text === '') return null
  const value = Number(text.replace(',', '.'))
  if (Number.isFinite(value) && value >= 0) return value
  throw new Refused(column, `"${text}" is no number.`)
}

function isoDate(row: TableRow, column: string): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(row.cell(column))) return
  throw new Refused(column, `"${row.cell(column)}" is no date: write YYYY-MM-DD.`)
}

/** `Hospital | City | Country | contact`; what is left out at the end is not stated. */
function siteOf(text: string): TrialSite {
  const [name = '', city = '', country = '', contact = ''] = text.split('|').map((part) => part.trim())
  return { name, city: city || null, country: country || null, status: null, contact: contact || null }
}
