import { NUMBER_COLUMNS, TEXT_COLUMNS, TEXT_SEPARATOR } from '../../reports/batch.ts'
import type { NumberColumn, SmallVariantBatch, TextColumn } from '../../reports/batch.ts'
import type { WritableDatabase } from '../database.ts'
import { CONTIG_BASE, chromosomeCode } from './chromosomes.ts'
import { createDictionary } from './dictionary.ts'
import { isPassingFilter, packTraits } from './traits.ts'

/** Adding a report's small variants. Runs inside the import's transaction. */

const COLUMNS = [
  'chrom',
  'pos',
  'ref',
  'alt',
  'gene_id',
  'consequence_id',
  'transcript_id',
  'exon_id',
  'filter_id',
  'hgvs_c',
  'hgvs_p',
  'external_ids',
  'line',
  'depth',
  'alt_depth',
  'vaf',
  'normal_depth',
  'normal_vaf',
  'population_frequency',
  'passed',
  'traits',
  'rare',
] as const

/** Rows per statement: calls into SQLite cost as much as a tenth of a row; more gains nothing. */
const ROWS = 50

function textAt(name: TextColumn): number {
  return TEXT_COLUMNS.indexOf(name)
}

function numberAt(name: NumberColumn): number {
  return NUMBER_COLUMNS.indexOf(name)
}

const CHROM = textAt('chrom')
const REF = textAt('ref')
const ALT = textAt('alt')
const RAW_REF = textAt('rawRef')
const RAW_ALT = textAt('rawAlt')
const GENE = textAt('gene')
const TRANSCRIPT = textAt('transcript')
const HGVS_C = textAt('hgvsC')
const HGVS_P = textAt('hgvsP')
const CONSEQUENCE = textAt('consequence')
const EXON = textAt('exon')
const SOURCE = textAt('annotationSource')
const FILTER = textAt('filter')
const ORIGIN = textAt('origin')
const ZYGOSITY = textAt('zygosity')
const SIGNIFICANCE = textAt('clinicalSignificance')
const EXTERNAL_IDS = textAt('externalIds')
const PHASE = textAt('phase')
const LINE = numberAt('line')
const POS = numberAt('pos')
const RAW_POS = numberAt('rawPos')
const DEPTH = numberAt('depth')
const ALT_DEPTH = numberAt('altDepth')
const VAF = numberAt('vaf')
const NORMAL_DEPTH = numberAt('normalDepth')
const NORMAL_VAF = numberAt('normalVaf')
const FREQUENCY = numberAt('populationFrequency')
const PRESENT = numberAt('present')

type Value = string | number | null

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}

/** What few variants carry, as JSON; null where this one carries none of it. */
export interface RareFields {
  readonly rawPos?: number
  readonly rawRef?: string
  readonly rawAlt?: string
  readonly clinicalSignificance?: string
  readonly phase?: string
}

function rareFields(
  rawPos: number,
  rawRef: string,
  rawAlt: string,
  significance: string,
  phase: string,
): Value {
  if (Number.isNaN(rawPos) && rawRef === '' && rawAlt === '' && significance === '' && phase === '')
    return null
  const fields: RareFields = {
    ...(Number.isNaN(rawPos) ? {} : { rawPos }),
    ...(rawRef === '' ? {} : { rawRef }),
    ...(rawAlt === '' ? {} : { rawAlt }),
    ...(significance === '' ? {} : { clinicalSignificance: significance }),
    ...(phase === '' ? {} : { phase }),
  }
  return JSON.stringify(fields)
}

/** Returns a function that adds one batch; it throws where a batch has not the shape of batch.ts. */
export function createVariantInserter(
  db: WritableDatabase,
  reportId: number,
): (batch: SmallVariantBatch) => void {
  if (!Number.isInteger(reportId)) throw new Error('A report has an integer id.')
  const width = COLUMNS.length
  // The report's number is part of the statement: one value less to bind for every row.
  const row = `(${reportId}, ${COLUMNS.map(() => '?').join(', ')})`
  const statement = (rows: number) =>
    db.prepare<[Value[]]>(
      `INSERT INTO small_variants (report_id, ${COLUMNS.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`,
    )
  const many = statement(ROWS)
  const one = statement(1)
  const gene = createDictionary(db, 'variant_genes')
  const consequence = createDictionary(db, 'variant_consequences')
  // Apart, so that each remembers its own last text; the table is one.
  const transcript = createDictionary(db, 'variant_terms')
  const exon = createDictionary(db, 'variant_terms')
  const filter = createDictionary(db, 'variant_terms')
  const contig = createDictionary(db, 'variant_terms')
  const chromosomes = new Map<string, number>()

  const chromosome = (name: string): number => {
    let code = chromosomes.get(name)
    if (code === undefined) {
      code = chromosomeCode(name) ?? CONTIG_BASE + (contig(name) ?? 0)
      chromosomes.set(name, code)
    }
    return code
  }

  return (batch) => {
    const texts = batch.text.split(TEXT_SEPARATOR)
    const numbers = batch.numbers
    if (
      texts.length !== batch.length * TEXT_COLUMNS.length ||
      numbers.length !== batch.length * NUMBER_COLUMNS.length
    ) {
      throw new Error('A batch of variants has not the agreed shape.')
    }
    const text = (at: number): string => texts[at] ?? ''
    const textOrNull = (at: number): string | null => texts[at] || null
    const values = new Array<Value>(ROWS * width)
    let next = 0
    for (let index = 0; index < batch.length; index += 1) {
      const t = index * TEXT_COLUMNS.length
      const n = index * NUMBER_COLUMNS.length
      const filterText = text(t + FILTER) || '.'
      const present = numbers[n + PRESENT] === 1
      values[next] = chromosome(text(t + CHROM))
      values[next + 1] = numbers[n + POS] ?? null
      values[next + 2] = text(t + REF)
      values[next + 3] = text(t + ALT)
      values[next + 4] = gene(text(t + GENE))
      values[next + 5] = consequence(text(t + CONSEQUENCE))
      values[next + 6] = transcript(text(t + TRANSCRIPT))
      values[next + 7] = exon(text(t + EXON))
      values[next + 8] = filter(filterText)
      values[next + 9] = textOrNull(t + HGVS_C)
      values[next + 10] = textOrNull(t + HGVS_P)
      values[next + 11] = textOrNull(t + EXTERNAL_IDS)
      values[next + 12] = numberOrNull(numbers[n + LINE])
      values[next + 13] = numberOrNull(numbers[n + DEPTH])
      values[next + 14] = numberOrNull(numbers[n + ALT_DEPTH])
      values[next + 15] = numberOrNull(numbers[n + VAF])
      values[next + 16] = numberOrNull(numbers[n + NORMAL_DEPTH])
      values[next + 17] = numberOrNull(numbers[n + NORMAL_VAF])
      values[next + 18] = numberOrNull(numbers[n + FREQUENCY])
      values[next + 19] = present && isPassingFilter(filterText) ? 1 : 0
      values[next + 20] = packTraits(present, text(t + ORIGIN), text(t + ZYGOSITY), text(t + SOURCE))
      values[next + 21] = rareFields(
        numbers[n + RAW_POS] ?? NaN,
        text(t + RAW_REF),
        text(t + RAW_ALT),
        text(t + SIGNIFICANCE),
        text(t + PHASE),
      )
      next += width
      if (next === values.length) {
        many.run(values)
        next = 0
      }
    }
    for (let at = 0; at < next; at += width) one.run(values.slice(at, at + width))
  }
}
