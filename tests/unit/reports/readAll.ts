import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import type { AnnotationContext } from '../../../electron/reports/annotationContext.ts'
import { EMPTY_CONTEXT } from '../../../electron/reports/annotationContext.ts'
import { NUMBER_COLUMNS, TEXT_COLUMNS, TEXT_SEPARATOR } from '../../../electron/reports/batch.ts'
import type { NumberColumn, SmallVariantBatch, TextColumn } from '../../../electron/reports/batch.ts'
import type { ReadOptions, ReadSummary } from '../../../electron/reports/reader.ts'
import { readReport } from '../../../electron/reports/readReport.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import type { OtherAlteration } from '../../../shared/model.ts'

/** A small variant as a plain object: what a batch says of one row. Absent numbers are NaN. */
export interface ReadRow {
  readonly line: number
  readonly chrom: string
  readonly pos: number
  readonly ref: string
  readonly alt: string
  readonly rawPos: number
  readonly rawRef: string
  readonly rawAlt: string
  readonly gene: string
  readonly transcript: string
  readonly hgvsC: string
  readonly hgvsP: string
  readonly consequence: string
  readonly exon: string
  readonly annotationSource: string
  readonly depth: number
  readonly altDepth: number
  readonly vaf: number
  readonly normalDepth: number
  readonly normalVaf: number
  readonly populationFrequency: number
  readonly present: number
  readonly filter: string
  readonly origin: string
  readonly zygosity: string
  readonly clinicalSignificance: string
  readonly externalIds: string
  readonly phase: string
}

export interface ReadResult {
  readonly rows: readonly ReadRow[]
  readonly alterations: readonly OtherAlteration[]
  readonly summary: ReadSummary
}

const NOTHING_RARE = { rawPos: NaN, rawRef: '', rawAlt: '', clinicalSignificance: '', phase: '' }

/** Unpacks the batches of one report, in order. */
function createUnpacker(): (batch: SmallVariantBatch) => ReadRow[] {
  const chroms: string[] = []
  const annotations: object[] = []
  const calls: object[] = []
  return (batch) => {
    chroms.push(...batch.newChroms)
    annotations.push(...batch.newAnnotations)
    calls.push(...batch.newCalls)
    const texts = Buffer.from(batch.texts).toString('utf8').split(TEXT_SEPARATOR)
    return Array.from({ length: batch.length }, (_, row) => {
      const number = (name: NumberColumn): number =>
        batch.numbers[row * NUMBER_COLUMNS.length + NUMBER_COLUMNS.indexOf(name)] ?? NaN
      const text = (name: TextColumn): string =>
        texts[row * TEXT_COLUMNS.length + TEXT_COLUMNS.indexOf(name)] ?? ''
      const [ref = '', alt = ''] = text('alleles').split('>')
      const rare = text('rare')
      return {
        ...Object.fromEntries(NUMBER_COLUMNS.map((name) => [name, number(name)])),
        ...Object.fromEntries(TEXT_COLUMNS.map((name) => [name, text(name)])),
        ...(annotations[number('annotation')] ?? { gene: '', transcript: '' }),
        ...calls[number('call')],
        ...NOTHING_RARE,
        ...(rare === '' ? {} : (JSON.parse(rare) as object)),
        chrom: chroms[number('chrom')],
        ref,
        alt,
      } as unknown as ReadRow
    })
  }
}

/** Reads a whole report. */
export async function readAll(
  path: string,
  options: Partial<ReadOptions> & {
    readonly context?: AnnotationContext
    readonly signal?: AbortSignal
    readonly helper?: MessagePort
  } = {},
): Promise<ReadResult> {
  const { context = EMPTY_CONTEXT, build = null, tumorSample = null, specimenKind = null, ...means } = options
  const unpack = createUnpacker()
  const rows: ReadRow[] = []
  const alterations: OtherAlteration[] = []
  const summaries: ReadSummary[] = []
  const choices = { build, tumorSample, specimenKind, context, ...means }
  for await (const event of readReport(path, choices)) {
    if (event.type === 'smallVariants') rows.push(...unpack(event.batch))
    else if (event.type === 'alterations') alterations.push(...event.alterations)
    else summaries.push(event.summary)
  }
  const [summary] = summaries
  if (summary === undefined || summaries.length !== 1)
    throw new Error(`${summaries.length} summaries instead of one`)
  return { rows, alterations, summary }
}

/** The error that a promise ends with, as data; fails where it ends well or with another kind of error. */
export async function errorOf(promise: Promise<unknown>): Promise<ErrorData> {
  try {
    await promise
  } catch (error) {
    if (error instanceof CaseboardError) return error.data
    throw error
  }
  throw new Error('no error was thrown')
}

/** A folder for the files of one test file, and how to remove it. */
export function scratch(): {
  readonly write: (name: string, content: string | Buffer) => string
  readonly folder: string
  readonly remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'caseboard-reports-'))
  return {
    folder,
    write(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A VCF on GRCh38 with these INFO/FORMAT header lines, samples and records (blanks stand for tabs). */
export function vcf(
  records: readonly string[],
  options: { readonly header?: readonly string[]; readonly samples?: readonly string[] } = {},
): string {
  const samples = options.samples ?? []
  const columns = [
    '#CHROM',
    'POS',
    'ID',
    'REF',
    'ALT',
    'QUAL',
    'FILTER',
    'INFO',
    ...(samples.length > 0 ? ['FORMAT', ...samples] : []),
  ]
  return [
    '##fileformat=VCFv4.2',
    '##contig=<ID=chr7,length=159345973>',
    ...(options.header ?? []),
    columns.join('\t'),
    ...records.map((record) => record.replaceAll(' ', '\t')),
    '',
  ].join('\n')
}
