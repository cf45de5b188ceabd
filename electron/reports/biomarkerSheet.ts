import { basename } from 'node:path'
import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import type { GenomeBuild, OtherAlteration } from '../../shared/model.ts'
import { copyNumberSchema, findingStatusSchema, signatureSchema } from '../../shared/model.ts'
import { normaliseChrom } from './chromosomes.ts'
import { lineEnd, readBlocks } from './lines.ts'
import type { ReadEvent, ReadOptions, ReportPreview } from './reader.ts'

/**
 * The Caseboard biomarker sheet: tab-separated text for findings that no VCF or MAF carries. The first line is
 * `#caseboard-biomarkers 1`, further `#` lines are comments, then a row of column names and one finding a row.
 * Columns may stand in any order and be left out where no row uses them; only `kind` and `name` must be there.
 * resources/formats/biomarker-sheet.md explains it to the people who fill it in.
 *
 * Empty cell, `.` and `NA` mean "not stated". Positions are 1-based; methylation `value` is a percentage
 * (0 to 100); TMB `value` is mutations per megabase unless `unit` says otherwise.
 */
export const SHEET_MARK = '#caseboard-biomarkers'
const SHEET_VERSION = '1'
export const SHEET_READER = 'Caseboard biomarker sheet reader 1'

const COLUMNS = [
  'kind',
  'name',
  'partner',
  'status',
  'value',
  'unit',
  'category',
  'score',
  'clone',
  'cutoff',
  'exon',
  'chrom',
  'pos',
  'partner_chrom',
  'partner_pos',
  'in_frame',
  'reads',
  'mutations',
  'megabases',
  'phenotype',
  'source',
  'missing',
] as const
type Column = (typeof COLUMNS)[number]
type Cells = Readonly<Record<Column, string | null>>

const KINDS = [
  'signature',
  'expression',
  'methylation',
  'fusion',
  'exon skipping',
  'copy number',
  'haplotype',
] as const

const number = z.string().transform((text, issue) => {
  const value = Number(text.replace(/%$/, ''))
  if (Number.isFinite(value)) return value
  issue.addIssue({ code: 'custom', message: `"${text}" is no number` })
  return z.NEVER
})
const wholeNumber = number.refine(
  (value) => Number.isInteger(value) && value >= 0,
  'must be a whole number, 0 or more',
)
const position = wholeNumber.refine((value) => value >= 1, 'positions begin with 1')
const chromosome = z.string().transform((text, issue) => {
  const chrom = normaliseChrom(text)
  if (chrom !== null) return chrom
  issue.addIssue({ code: 'custom', message: `"${text}" is no human chromosome` })
  return z.NEVER
})
const yesNo = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['yes', 'no'], 'must be "yes" or "no"'))
  .transform((text) => text === 'yes')
const given = z.string('must be filled in')

const rowSchema = z.object({
  kind: z.enum(KINDS, `must be one of: ${KINDS.join(', ')}`),
  name: given,
  partner: z.string().nullable(),
  status: findingStatusSchema.nullable().transform((status) => status ?? 'detected'),
  value: number.nullable(),
  unit: z.string().nullable(),
  category: z.string().nullable(),
  score: z.string().nullable(),
  clone: z.string().nullable(),
  cutoff: z.string().nullable(),
  exon: z.string().nullable(),
  chrom: chromosome.nullable(),
  pos: position.nullable(),
  partner_chrom: chromosome.nullable(),
  partner_pos: position.nullable(),
  in_frame: yesNo.nullable(),
  reads: wholeNumber.nullable(),
  mutations: wholeNumber.nullable(),
  megabases: number.refine((value) => value > 0, 'must be more than 0').nullable(),
  phenotype: z.string().nullable(),
  source: z.string().nullable(),
  missing: z.string().nullable(),
})
type Row = z.infer<typeof rowSchema>

const signatureName = signatureSchema.shape.name
const methylationCategory = z.enum(['methylated', 'unmethylated'])

interface Place {
  readonly line: number
  readonly build: GenomeBuild | null
  readonly fail: (field: Column, message: string) => CaseboardError
}

/** The finding that a row states. */
function alterationOf(row: Row, { line, build, fail }: Place): OtherAlteration {
  const base = { line, status: row.status }
  const choice = <T>(field: Column, schema: z.ZodType<T>, text: string | null): T => {
    const result = schema.safeParse(text)
    if (result.success) return result.data
    throw fail(field, result.error.issues[0]?.message ?? 'is not allowed')
  }
  switch (row.kind) {
    case 'signature':
      return {
        kind: 'signature',
        ...base,
        name: choice('name', signatureName, row.name),
        value: row.value,
        unit: row.unit,
        category: row.category,
        cutoff: row.cutoff,
        ...(row.mutations === null ? {} : { mutations: row.mutations }),
        ...(row.megabases === null ? {} : { megabases: row.megabases }),
      }
    case 'haplotype':
      if (row.status === 'not detected')
        throw fail('status', 'is detected or not assessed: a pharmacogene always has a diplotype')
      if (row.status === 'detected' && row.category === null && row.phenotype === null && row.value === null)
        throw fail('category', 'must give the diplotype, or phenotype or value (activity score) be filled in')
      if (row.value !== null && row.value < 0) throw fail('value', 'is an activity score, 0 or more')
      return {
        kind: 'haplotype',
        ...base,
        gene: row.name,
        diplotype: row.category,
        phenotype: row.phenotype,
        activityScore: row.value,
        callSource: row.source,
        missingPositions: positionsOf(row.missing),
      }
    case 'expression':
      return {
        kind: 'expression',
        ...base,
        marker: row.name,
        score: row.score,
        value: row.value,
        category: row.category,
        clone: row.clone,
      }
    case 'methylation': {
      if (row.value !== null && (row.value < 0 || row.value > 100))
        throw fail('value', 'must be a percentage, 0 to 100')
      // A region that was tested and found unmethylated is a finding of its own, so the category decides.
      const category = choice('category', methylationCategory, row.category?.toLowerCase() ?? null)
      return { kind: 'methylation', ...base, gene: row.name, category, percent: row.value }
    }
    case 'copy number': {
      if (row.value !== null && row.value < 0) throw fail('value', 'copies cannot be negative')
      return {
        kind: 'copyNumber',
        ...base,
        build,
        gene: row.name,
        chrom: row.chrom,
        start: row.pos,
        end: row.partner_pos,
        copies: row.unit === 'log2' ? null : row.value,
        log2: row.unit === 'log2' ? row.value : null,
        call: choice(
          'category',
          copyNumberSchema.shape.call,
          row.category?.toLowerCase().replace('loh', 'LOH') ?? null,
        ),
        filter: '.',
      }
    }
    case 'fusion':
    case 'exon skipping': {
      const [exon5, exon3] = exonsOf(row.exon)
      const skipping = row.kind === 'exon skipping'
      if (skipping && row.exon === null) throw fail('exon', 'must name the skipped exon, e.g. 14')
      return {
        kind: 'fusion',
        ...base,
        build,
        svType: row.kind,
        gene5: row.name,
        gene3: skipping ? row.name : row.partner,
        chrom5: row.chrom,
        pos5: row.pos,
        chrom3: row.partner_chrom,
        pos3: row.partner_pos,
        exon5,
        exon3: skipping ? exon5 : exon3,
        inFrame: row.in_frame,
        supportingReads: row.reads,
        filter: '.',
      }
    }
  }
}

/** `none`: every position was tested; else those that were not; null where the report does not say. */
function positionsOf(text: string | null): string[] | null {
  if (text === null) return null
  return text.trim().toLowerCase() === 'none' ? [] : text.split(/\s*;\s*/).filter((part) => part !== '')
}

/** `13;20`: last exon of the 5' gene and first of the 3' gene. */
function exonsOf(text: string | null): [string | null, string | null] {
  const [five, three] = (text ?? '').split(/\s*;\s*/)
  return [five === undefined || five === '' ? null : five, three === undefined || three === '' ? null : three]
}

export function previewSheet(compressed: boolean): ReportPreview {
  return {
    format: 'biomarker sheet',
    formatVersion: SHEET_VERSION,
    compressed,
    build: null,
    buildEvidence: 'a biomarker sheet needs no build',
    samples: [],
    tumorSample: null,
    normalSample: null,
    sampleEvidence: '',
    annotation: null,
    caller: null,
    needs: [],
  }
}

/**
 * Reads a biomarker sheet. Every row must be right: sheets are filled in by hand, and a finding that silently fell
 * out would be missed.
 *
 * @throws CaseboardError `bad-input` with line and column for the first row that is wrong
 */
export async function* readSheet(
  path: string,
  compressed: boolean,
  options: ReadOptions & { readonly signal?: AbortSignal },
): AsyncGenerator<ReadEvent, void, undefined> {
  const file = basename(path)
  const alterations: OtherAlteration[] = []
  let titles: readonly string[] | null = null
  let bytesRead = 0
  for await (const block of readBlocks(path, { compressed, signal: options.signal })) {
    bytesRead = block.bytesRead
    let line = block.firstLine
    for (let start = 0; start < block.text.length; line++) {
      const newline = block.text.indexOf('\n', start)
      const stop = newline === -1 ? block.text.length : newline
      const text = block.text.slice(start, lineEnd(block.text, start, stop))
      start = stop + 1
      if (line === 1) checkVersion(text, file)
      if (text.trim() === '' || text.startsWith('#')) continue
      if (titles === null) titles = sheetTitles(text, line, file)
      else alterations.push(readRow(text, titles, line, options.build, file))
    }
  }
  if (titles === null) {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The biomarker sheet has no row of column names.',
      remedy: `Put the names below the first line: ${COLUMNS.join(', ')}.`,
      file,
    })
  }
  if (alterations.length > 0) yield { type: 'alterations', alterations, bytesRead }
  yield {
    type: 'summary',
    summary: {
      format: 'biomarker sheet',
      formatVersion: SHEET_VERSION,
      build: options.build,
      tumorSample: null,
      normalSample: null,
      reader: SHEET_READER,
      normalisedAgainst: null,
      read: alterations.length,
      taken: alterations.length,
      refusedCount: 0,
      refused: [],
      warnings: alterations.length === 0 ? ['The sheet holds no findings.'] : [],
      origin: 'unknown',
    },
  }
}

function checkVersion(text: string, file: string): void {
  const version = text.slice(SHEET_MARK.length).trim()
  if (version === SHEET_VERSION) return
  throw new CaseboardError({
    code: 'bad-input',
    message: `The biomarker sheet is of version "${version}"; this Caseboard reads version ${SHEET_VERSION}.`,
    remedy: `Write the first line as: ${SHEET_MARK} ${SHEET_VERSION}`,
    file,
    line: 1,
  })
}

function sheetTitles(text: string, line: number, file: string): readonly string[] {
  const titles = text.split('\t').map((title) => title.trim().toLowerCase())
  const known: readonly string[] = COLUMNS
  const stranger = titles.find((title) => title !== '' && !known.includes(title))
  const missing = ['kind', 'name'].find((title) => !titles.includes(title))
  const twice = titles.find((title, i) => title !== '' && titles.indexOf(title) !== i)
  if (stranger === undefined && missing === undefined && twice === undefined) return titles
  throw new CaseboardError({
    code: 'bad-input',
    message:
      missing !== undefined
        ? `The biomarker sheet lacks the column ${missing}.`
        : stranger !== undefined
          ? `The biomarker sheet has an unknown column "${stranger}".`
          : `The biomarker sheet has the column ${twice ?? ''} twice.`,
    remedy: `The columns are: ${COLUMNS.join(', ')}; they are parted by tabs.`,
    file,
    line,
    field: missing ?? stranger ?? twice ?? '',
  })
}

function readRow(
  text: string,
  titles: readonly string[],
  line: number,
  build: GenomeBuild | null,
  file: string,
): OtherAlteration {
  const cells = text.split('\t')
  const fail = (field: string, message: string): CaseboardError =>
    new CaseboardError({
      code: 'bad-input',
      message: `The finding cannot be read: ${field} ${message}.`,
      remedy: 'Correct the row and import the sheet again; nothing was imported.',
      file,
      line,
      field,
    })
  if (cells.length > titles.length && cells.slice(titles.length).some((cell) => cell.trim() !== '')) {
    throw fail('columns', `are ${cells.length} where the header has ${titles.length}`)
  }
  const cell = (column: Column): string | null => {
    const value = (cells[titles.indexOf(column)] ?? '').trim()
    return value === '' || value === '.' || value === 'NA' ? null : value
  }
  const values: Cells = {
    kind: cell('kind')?.toLowerCase() ?? null,
    name: cell('name'),
    partner: cell('partner'),
    status: cell('status')?.toLowerCase() ?? null,
    value: cell('value'),
    unit: cell('unit'),
    category: cell('category'),
    score: cell('score'),
    clone: cell('clone'),
    cutoff: cell('cutoff'),
    exon: cell('exon'),
    chrom: cell('chrom'),
    pos: cell('pos'),
    partner_chrom: cell('partner_chrom'),
    partner_pos: cell('partner_pos'),
    in_frame: cell('in_frame'),
    reads: cell('reads'),
    mutations: cell('mutations'),
    megabases: cell('megabases'),
    phenotype: cell('phenotype'),
    source: cell('source'),
    missing: cell('missing'),
  }
  const parsed = rowSchema.safeParse(values)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw fail(String(issue?.path[0] ?? 'row'), issue?.message ?? 'is not allowed')
  }
  return alterationOf(parsed.data, { line, build, fail })
}
