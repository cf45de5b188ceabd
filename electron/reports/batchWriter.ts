import { NUMBER_COLUMNS, TEXT_SEPARATOR } from './batch.ts'
import type { SmallVariantBatch } from './batch.ts'

/**
 * One small variant on its way into a batch: the columns of batch.ts as plain fields. Absent numbers are NaN,
 * absent texts the empty string. A reader keeps one and fills it anew for each record.
 */
export interface VariantRow {
  line: number
  pos: number
  rawPos: number
  depth: number
  altDepth: number
  vaf: number
  normalDepth: number
  normalVaf: number
  populationFrequency: number
  /** 1 or 0. */
  present: number
  chrom: string
  ref: string
  alt: string
  rawRef: string
  rawAlt: string
  gene: string
  transcript: string
  hgvsC: string
  hgvsP: string
  consequence: string
  exon: string
  annotationSource: string
  filter: string
  origin: string
  zygosity: string
  clinicalSignificance: string
  externalIds: string
  phase: string
}

export function emptyRow(): VariantRow {
  return {
    line: 0,
    pos: 0,
    rawPos: NaN,
    depth: NaN,
    altDepth: NaN,
    vaf: NaN,
    normalDepth: NaN,
    normalVaf: NaN,
    populationFrequency: NaN,
    present: 1,
    chrom: '',
    ref: '',
    alt: '',
    rawRef: '',
    rawAlt: '',
    gene: '',
    transcript: '',
    hgvsC: '',
    hgvsP: '',
    consequence: '',
    exon: '',
    annotationSource: '',
    filter: '',
    origin: '',
    zygosity: '',
    clinicalSignificance: '',
    externalIds: '',
    phase: '',
  }
}

/** Rows of one batch: large enough to make a message between threads cheap, small enough for live progress. */
const BATCH_ROWS = 4096

const S = TEXT_SEPARATOR

/** Collects rows into columnar batches. */
export interface BatchWriter {
  push(row: VariantRow): void
  readonly full: boolean
  /** The rows collected so far, or null where there are none; starts a new batch. */
  take(): SmallVariantBatch | null
}

export function createBatchWriter(): BatchWriter {
  const width = NUMBER_COLUMNS.length
  let numbers = new Float64Array(BATCH_ROWS * width)
  let text = ''
  let rows = 0
  return {
    push(row) {
      if (rows * width === numbers.length) {
        // A record with many alleles may overshoot; its rows stay together in one batch.
        const larger = new Float64Array(numbers.length * 2)
        larger.set(numbers)
        numbers = larger
      }
      const n = rows * width
      // Written out in the order of NUMBER_COLUMNS and TEXT_COLUMNS: a loop over column names costs a third of the reading speed,
      // and adding to one text is half the work of joining 70,000 pieces.
      numbers[n] = row.line
      numbers[n + 1] = row.pos
      numbers[n + 2] = row.rawPos
      numbers[n + 3] = row.depth
      numbers[n + 4] = row.altDepth
      numbers[n + 5] = row.vaf
      numbers[n + 6] = row.normalDepth
      numbers[n + 7] = row.normalVaf
      numbers[n + 8] = row.populationFrequency
      numbers[n + 9] = row.present
      text += row.chrom + S + row.ref + S + row.alt + S
      text += row.rawRef === '' && row.rawAlt === '' ? S + S : row.rawRef + S + row.rawAlt + S
      text +=
        row.gene + S + row.transcript + S + row.hgvsC + S + row.hgvsP + S + row.consequence + S + row.exon + S
      text += row.annotationSource + S + row.filter + S + row.origin + S + row.zygosity + S
      text += row.clinicalSignificance + S + row.externalIds + S + row.phase + S
      rows++
    },
    get full() {
      return rows >= BATCH_ROWS
    },
    take() {
      if (rows === 0) return null
      const batch: SmallVariantBatch = {
        length: rows,
        numbers: numbers.length === rows * width ? numbers : numbers.slice(0, rows * width),
        text: text.slice(0, -S.length),
      }
      // The number buffer is transferred to another thread, so each batch gets its own.
      numbers = new Float64Array(BATCH_ROWS * width)
      text = ''
      rows = 0
      return batch
    },
  }
}
