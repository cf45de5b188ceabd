import { NUMBER_COLUMNS, TEXT_SEPARATOR } from './batch.ts'
import type { RareFields, SmallVariantBatch } from './batch.ts'
import type { OtherProduct } from '../../shared/model.ts'
import { createAnnotationNumbers, createCallNumbers, createChromNumbers } from './batchDictionaries.ts'

/**
 * One small variant on its way into a batch, as plain fields. Absent numbers are NaN,
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
  /** What the change does to the gene's second protein (CDKN2A), null for all else. */
  otherProduct: OtherProduct | null
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
    otherProduct: null,
  }
}

/** Rows of one batch: large enough to make a message between threads and a block of the store cheap. */
const BATCH_ROWS = 2048

/** Bytes of text that a batch is first given room for; it grows where that is not enough. */
const TEXT_BYTES = 64 * 1024

/** UTF-8 needs at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3

/** Room for what stands between the texts of a row. */
const SEPARATORS = 16
const SHORT_TEXT = 64
const LAST_ASCII = 127
const ARROW = 62
const SEPARATOR = TEXT_SEPARATOR.charCodeAt(0)

/** Collects rows into columnar batches. */
export interface BatchWriter {
  push(row: VariantRow): void
  readonly full: boolean
  /** The rows collected so far, or null where there are none; starts a new batch. */
  take(): SmallVariantBatch | null
}

/** The fields that few rows have, as JSON; '' where this one has none. */
function rareJson(row: VariantRow): string {
  const { rawPos, rawRef, rawAlt, clinicalSignificance, phase, otherProduct } = row
  const nothing = rawRef === '' && rawAlt === '' && clinicalSignificance === '' && phase === ''
  if (nothing && otherProduct === null && Number.isNaN(rawPos)) return ''
  const fields: RareFields = {
    ...(Number.isNaN(rawPos) ? {} : { rawPos }),
    ...(rawRef === '' ? {} : { rawRef }),
    ...(rawAlt === '' ? {} : { rawAlt }),
    ...(clinicalSignificance === '' ? {} : { clinicalSignificance }),
    ...(phase === '' ? {} : { phase }),
    ...(otherProduct === null ? {} : { otherProduct }),
  }
  return JSON.stringify(fields)
}

export function createBatchWriter(): BatchWriter {
  const width = NUMBER_COLUMNS.length
  const chroms = createChromNumbers()
  const annotations = createAnnotationNumbers()
  const calls = createCallNumbers()
  let numbers = new Float64Array(BATCH_ROWS * width)
  // Bytes and not one growing string: a rope of 100,000 pieces outlives many collections of garbage, each of
  // which copies it.
  let bytes = Buffer.allocUnsafeSlow(TEXT_BYTES)
  let used = 0
  let rows = 0

  const makeRoom = (units: number): void => {
    const room = used + units * BYTES_PER_UNIT + SEPARATORS
    if (room <= bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(room, bytes.length * 2))
    bytes.copy(larger, 0, 0, used)
    bytes = larger
  }
  /** Most texts are a few ASCII letters: writing those one by one costs less than a call into the runtime. */
  const put = (text: string, separator: number): void => {
    const { length } = text
    let at = used
    if (length < SHORT_TEXT) {
      for (let i = 0; i < length; i++) {
        const code = text.charCodeAt(i)
        if (code > LAST_ASCII) {
          at = used + bytes.write(text, used)
          break
        }
        bytes[at++] = code
      }
    } else at += bytes.write(text, at)
    bytes[at] = separator
    used = at + 1
  }

  return {
    push(row) {
      if (rows * width === numbers.length) {
        // A record with many alleles may overshoot; its rows stay together in one batch.
        const larger = new Float64Array(numbers.length * 2)
        larger.set(numbers)
        numbers = larger
      }
      const n = rows * width
      // Written out in the order of NUMBER_COLUMNS and TEXT_COLUMNS: a loop over column names costs a third of the reading speed.
      numbers[n] = row.line
      numbers[n + 1] = row.pos
      numbers[n + 2] = row.depth
      numbers[n + 3] = row.altDepth
      numbers[n + 4] = row.vaf
      numbers[n + 5] = row.normalDepth
      numbers[n + 6] = row.normalVaf
      numbers[n + 7] = row.populationFrequency
      numbers[n + 8] = chroms.numberOf(row)
      numbers[n + 9] = annotations.numberOf(row)
      numbers[n + 10] = calls.numberOf(row)
      const rare = rareJson(row)
      const { ref, alt, hgvsC, hgvsP, exon, externalIds } = row
      makeRoom(
        ref.length +
          alt.length +
          hgvsC.length +
          hgvsP.length +
          exon.length +
          externalIds.length +
          rare.length,
      )
      put(ref, ARROW)
      put(alt, SEPARATOR)
      put(hgvsC, SEPARATOR)
      put(hgvsP, SEPARATOR)
      put(exon, SEPARATOR)
      put(externalIds, SEPARATOR)
      put(rare, SEPARATOR)
      rows++
    },
    get full() {
      return rows >= BATCH_ROWS
    },
    take() {
      if (rows === 0) return null
      const batch: SmallVariantBatch = {
        length: rows,
        // Copies: the batch is handed over to another thread. Room made anew for each would be garbage by the megabyte,
        // which V8 answers with collections of the whole heap.
        numbers: numbers.slice(0, rows * width),
        texts: new Uint8Array(bytes.subarray(0, used - 1)),
        newChroms: chroms.takeNew(),
        newAnnotations: annotations.takeNew(),
        newCalls: calls.takeNew(),
      }
      used = 0
      rows = 0
      return batch
    },
  }
}
