import { NUMBER_COLUMNS, TEXT_COLUMNS, TEXT_SEPARATOR } from '../../reports/batch.ts'
import type { NumberColumn, SmallVariantBatch, TextColumn } from '../../reports/batch.ts'
import type { WritableDatabase } from '../database.ts'
import { createAnnotations, createCalls } from './dictionaries.ts'
import { chromCode, siteOf } from './site.ts'

/** Adding a report's small variants. Runs inside the import's transaction. */
export interface VariantInserter {
  /** Throws where a batch has not the shape of batch.ts. Rows may wait for more of their like until `finish`. */
  insert(batch: SmallVariantBatch): void
  finish(): void
}

const ALWAYS = [
  'site',
  'ref',
  'alt',
  'annotation_id',
  'call_id',
  'standing',
  'line',
  'depth',
  'alt_depth',
  'vaf',
]
const SOMETIMES = [
  ['hgvs_c'],
  ['hgvs_p'],
  ['external_ids'],
  ['normal_depth', 'normal_vaf'],
  ['population_frequency'],
  ['rare'],
]
const HGVS_C = 1
const HGVS_P = 2
const EXTERNAL_IDS = 4
const NORMAL = 8
const FREQUENCY = 16
const RARE = 32

/** Rows per statement; measured, more than a few dozen gain nothing. */
const ROWS = 32

type Value = string | number | null

/** Rows with values in the same columns. Binding a value costs more than storing it, so nulls are not bound. */
interface Shape {
  readonly width: number
  readonly values: Value[]
  used: number
  readonly many: (values: readonly Value[]) => void
  readonly one: (values: readonly Value[]) => void
}

function numberColumn(name: NumberColumn): number {
  return NUMBER_COLUMNS.indexOf(name)
}

function textColumn(name: TextColumn): number {
  return TEXT_COLUMNS.indexOf(name)
}

const N = {
  line: numberColumn('line'),
  pos: numberColumn('pos'),
  rawPos: numberColumn('rawPos'),
  depth: numberColumn('depth'),
  altDepth: numberColumn('altDepth'),
  vaf: numberColumn('vaf'),
  normalDepth: numberColumn('normalDepth'),
  normalVaf: numberColumn('normalVaf'),
  populationFrequency: numberColumn('populationFrequency'),
  present: numberColumn('present'),
}

const T = {
  chrom: textColumn('chrom'),
  ref: textColumn('ref'),
  alt: textColumn('alt'),
  rawRef: textColumn('rawRef'),
  rawAlt: textColumn('rawAlt'),
  gene: textColumn('gene'),
  transcript: textColumn('transcript'),
  hgvsC: textColumn('hgvsC'),
  hgvsP: textColumn('hgvsP'),
  consequence: textColumn('consequence'),
  exon: textColumn('exon'),
  annotationSource: textColumn('annotationSource'),
  filter: textColumn('filter'),
  origin: textColumn('origin'),
  zygosity: textColumn('zygosity'),
  clinicalSignificance: textColumn('clinicalSignificance'),
  externalIds: textColumn('externalIds'),
  phase: textColumn('phase'),
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/** What few variants carry, as JSON; null where this one carries none of it. */
function rareJson(
  rawPos: number,
  rawRef: string,
  rawAlt: string,
  clinicalSignificance: string,
  phase: string,
): string | null {
  const moved = !Number.isNaN(rawPos)
  if (!moved && rawRef === '' && rawAlt === '' && clinicalSignificance === '' && phase === '') return null
  return JSON.stringify({
    ...(moved ? { rawPos } : {}),
    ...(rawRef === '' ? {} : { rawRef }),
    ...(rawAlt === '' ? {} : { rawAlt }),
    ...(clinicalSignificance === '' ? {} : { clinicalSignificance }),
    ...(phase === '' ? {} : { phase }),
  })
}

export function createVariantInserter(db: WritableDatabase, reportId: number): VariantInserter {
  if (!Number.isInteger(reportId)) throw new Error('A report has an integer id.')
  const annotationOf = createAnnotations(db, reportId)
  const callOf = createCalls(db, reportId)
  const chromCodes = new Map<string, number>()
  let lastChrom = ''
  let lastCode = 0
  const shapes = new Map<number, Shape>()

  const statement = (columns: readonly string[], rows: number): ((values: readonly Value[]) => void) => {
    // The report's number is part of the statement: one value less to bind for every row.
    const row = `(${reportId}, ${columns.map(() => '?').join(', ')})`
    const prepared = db.prepare<Value[]>(
      `INSERT INTO small_variants (report_id, ${columns.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`,
    )
    // Spread: the binding reads arguments a quarter faster than the elements of an array.
    return (values) => prepared.run(...values)
  }
  const shapeOf = (mask: number): Shape => {
    let shape = shapes.get(mask)
    if (shape === undefined) {
      const columns = [...ALWAYS, ...SOMETIMES.flatMap((names, bit) => ((mask >> bit) & 1 ? names : []))]
      shape = {
        width: columns.length,
        values: new Array<Value>(columns.length * ROWS).fill(null),
        used: 0,
        many: statement(columns, ROWS),
        one: statement(columns, 1),
      }
      shapes.set(mask, shape)
    }
    return shape
  }

  const codeOf = (chrom: string): number => {
    if (chrom === lastChrom) return lastCode
    let code = chromCodes.get(chrom)
    if (code === undefined) {
      code = chromCode(db, chrom)
      chromCodes.set(chrom, code)
    }
    lastChrom = chrom
    lastCode = code
    return code
  }

  return {
    insert(batch) {
      const { length, numbers } = batch
      const texts = batch.text.split(TEXT_SEPARATOR)
      if (
        texts.length !== length * TEXT_COLUMNS.length ||
        numbers.length !== length * NUMBER_COLUMNS.length
      ) {
        throw new Error('A batch of variants has not the agreed shape.')
      }
      const number = (at: number): number => numbers[at] ?? NaN
      const text = (at: number): string => texts[at] ?? ''
      for (let index = 0; index < length; index += 1) {
        const t = index * TEXT_COLUMNS.length
        const n = index * NUMBER_COLUMNS.length
        const call = callOf(text(t + T.filter), text(t + T.origin), text(t + T.zygosity))
        const hgvsC = text(t + T.hgvsC)
        const hgvsP = text(t + T.hgvsP)
        const externalIds = text(t + T.externalIds)
        const normalDepth = number(n + N.normalDepth)
        const normalVaf = number(n + N.normalVaf)
        const frequency = number(n + N.populationFrequency)
        const rare = rareJson(
          number(n + N.rawPos),
          text(t + T.rawRef),
          text(t + T.rawAlt),
          text(t + T.clinicalSignificance),
          text(t + T.phase),
        )
        const hasNormal = !Number.isNaN(normalDepth) || !Number.isNaN(normalVaf)
        const hasFrequency = !Number.isNaN(frequency)
        const shape = shapeOf(
          (hgvsC === '' ? 0 : HGVS_C) |
            (hgvsP === '' ? 0 : HGVS_P) |
            (externalIds === '' ? 0 : EXTERNAL_IDS) |
            (hasNormal ? NORMAL : 0) |
            (hasFrequency ? FREQUENCY : 0) |
            (rare === null ? 0 : RARE),
        )
        const { values } = shape
        let at = shape.used
        values[at++] = siteOf(codeOf(text(t + T.chrom)), number(n + N.pos))
        values[at++] = text(t + T.ref)
        values[at++] = text(t + T.alt)
        values[at++] = annotationOf(
          text(t + T.gene),
          text(t + T.transcript),
          text(t + T.consequence),
          text(t + T.exon),
          text(t + T.annotationSource),
        )
        values[at++] = call.id
        values[at++] = number(n + N.present) === 1 ? (call.passes ? 2 : 1) : 0
        values[at++] = numberOrNull(number(n + N.line))
        values[at++] = numberOrNull(number(n + N.depth))
        values[at++] = numberOrNull(number(n + N.altDepth))
        values[at++] = numberOrNull(number(n + N.vaf))
        if (hgvsC !== '') values[at++] = hgvsC
        if (hgvsP !== '') values[at++] = hgvsP
        if (externalIds !== '') values[at++] = externalIds
        if (hasNormal) {
          values[at++] = numberOrNull(normalDepth)
          values[at++] = numberOrNull(normalVaf)
        }
        if (hasFrequency) values[at++] = frequency
        if (rare !== null) values[at++] = rare
        if (at === values.length) {
          shape.many(values)
          at = 0
        }
        shape.used = at
      }
    },
    finish() {
      for (const shape of shapes.values()) {
        for (let at = 0; at < shape.used; at += shape.width)
          shape.one(shape.values.slice(at, at + shape.width))
        shape.used = 0
      }
    },
  }
}
