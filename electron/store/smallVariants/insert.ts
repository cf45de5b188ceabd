import { NUMBER_COLUMNS, TEXT_COLUMNS, TEXT_SEPARATOR } from '../../reports/batch.ts'
import type { NumberColumn, SmallVariantBatch, TextColumn } from '../../reports/batch.ts'
import type { WritableDatabase } from '../database.ts'
import { isPromoterSite } from './consequences.ts'
import { createAnnotations, createCalls } from './dictionaries.ts'
import { chromCode, siteOf } from './site.ts'

/** Adding a report's small variants. Runs inside the import's transaction. */
export interface VariantInserter {
  /** Throws where a batch has not the shape of batch.ts. Rows may wait for more of their like until `finish`. */
  insert(batch: SmallVariantBatch): void
  finish(): void
}

const ALWAYS = ['site', 'alleles', 'call_id', 'line', 'depth', 'alt_depth', 'vaf']
const SOMETIMES = [
  ['annotation_id'],
  ['exon'],
  ['hgvs_c'],
  ['hgvs_p'],
  ['external_ids'],
  ['normal_depth', 'normal_vaf'],
  ['population_frequency'],
  ['rare'],
]
const ANNOTATION = 1
const EXON = 2
const HGVS_C = 4
const HGVS_P = 8
const EXTERNAL_IDS = 16
const NORMAL = 32
const FREQUENCY = 64
const RARE = 128
const EFFECT = 256
const STANDING = 512

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
  depth: numberColumn('depth'),
  altDepth: numberColumn('altDepth'),
  vaf: numberColumn('vaf'),
  normalDepth: numberColumn('normalDepth'),
  normalVaf: numberColumn('normalVaf'),
  populationFrequency: numberColumn('populationFrequency'),
  chrom: numberColumn('chrom'),
  annotation: numberColumn('annotation'),
  call: numberColumn('call'),
}

const T = {
  alleles: textColumn('alleles'),
  hgvsC: textColumn('hgvsC'),
  hgvsP: textColumn('hgvsP'),
  exon: textColumn('exon'),
  externalIds: textColumn('externalIds'),
  rare: textColumn('rare'),
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/** Takes the statements of the shapes that a report's rows have. */
function createShapes(db: WritableDatabase, reportId: number): { of(mask: number): Shape; all(): Shape[] } {
  // An array with holes: a map costs a noticeable part of adding a row.
  const shapes: Shape[] = []
  const statement = (mask: number, columns: readonly string[], rows: number): Shape['many'] => {
    // What few different rows have is part of the statement: less to bind for every row.
    const fixed = `${reportId}, ${Math.floor(mask / STANDING)}, ${(mask & EFFECT) === 0 ? 0 : 1}`
    const row = `(${fixed}, ${columns.map(() => '?').join(', ')})`
    // OR ROLLBACK: a row that breaks a rule ends the import, so SQLite need not keep what would undo the statement.
    const prepared = db.prepare<Value[]>(
      `INSERT OR ROLLBACK INTO small_variants (report_id, standing, effect, ${columns.join(', ')})
       VALUES ${Array(rows).fill(row).join(', ')}`,
    )
    // Spread: the binding reads arguments a quarter faster than the elements of an array.
    return (values) => prepared.run(...values)
  }
  return {
    of(mask) {
      let shape = shapes[mask]
      if (shape === undefined) {
        const columns = [...ALWAYS, ...SOMETIMES.flatMap((names, bit) => ((mask >> bit) & 1 ? names : []))]
        shape = {
          width: columns.length,
          values: new Array<Value>(columns.length * ROWS).fill(null),
          used: 0,
          many: statement(mask, columns, ROWS),
          one: statement(mask, columns, 1),
        }
        shapes[mask] = shape
      }
      return shape
    },
    all: () => Object.values(shapes),
  }
}

export function createVariantInserter(db: WritableDatabase, reportId: number): VariantInserter {
  if (!Number.isInteger(reportId)) throw new Error('A report has an integer id.')
  const annotations = createAnnotations(db, reportId)
  const calls = createCalls(db, reportId)
  const chroms: number[] = []
  const shapes = createShapes(db, reportId)

  return {
    insert(batch) {
      const { length, numbers } = batch
      for (const chrom of batch.newChroms) chroms.push(chromCode(db, chrom))
      annotations.add(batch.newAnnotations)
      calls.add(batch.newCalls)
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
        const chrom = chroms[number(n + N.chrom)]
        const call = calls.calls[number(n + N.call)]
        if (chrom === undefined || call === undefined) throw new Error('A batch names what was never sent.')
        const annotation = annotations.ids[number(n + N.annotation)]
        const exon = text(t + T.exon)
        const hgvsC = text(t + T.hgvsC)
        const hgvsP = text(t + T.hgvsP)
        const externalIds = text(t + T.externalIds)
        const normalDepth = number(n + N.normalDepth)
        const normalVaf = number(n + N.normalVaf)
        const frequency = number(n + N.populationFrequency)
        const rare = text(t + T.rare)
        const site = siteOf(chrom, number(n + N.pos))
        const hasNormal = !Number.isNaN(normalDepth) || !Number.isNaN(normalVaf)
        const hasFrequency = !Number.isNaN(frequency)
        const shape = shapes.of(
          (annotation === undefined ? 0 : ANNOTATION) |
            (exon === '' ? 0 : EXON) |
            (hgvsC === '' ? 0 : HGVS_C) |
            (hgvsP === '' ? 0 : HGVS_P) |
            (externalIds === '' ? 0 : EXTERNAL_IDS) |
            (hasNormal ? NORMAL : 0) |
            (hasFrequency ? FREQUENCY : 0) |
            (rare === '' ? 0 : RARE) |
            (call.effect || isPromoterSite(site) ? EFFECT : 0) |
            (call.standing * STANDING),
        )
        const { values } = shape
        let at = shape.used
        values[at++] = site
        values[at++] = text(t + T.alleles)
        values[at++] = call.id
        values[at++] = numberOrNull(number(n + N.line))
        values[at++] = numberOrNull(number(n + N.depth))
        values[at++] = numberOrNull(number(n + N.altDepth))
        values[at++] = numberOrNull(number(n + N.vaf))
        if (annotation !== undefined) values[at++] = annotation
        if (exon !== '') values[at++] = exon
        if (hgvsC !== '') values[at++] = hgvsC
        if (hgvsP !== '') values[at++] = hgvsP
        if (externalIds !== '') values[at++] = externalIds
        if (hasNormal) {
          values[at++] = numberOrNull(normalDepth)
          values[at++] = numberOrNull(normalVaf)
        }
        if (hasFrequency) values[at++] = frequency
        if (rare !== '') values[at++] = rare
        if (at === values.length) {
          shape.many(values)
          at = 0
        }
        shape.used = at
      }
    },
    finish() {
      for (const shape of shapes.all()) {
        for (let at = 0; at < shape.used; at += shape.width)
          shape.one(shape.values.slice(at, at + shape.width))
        shape.used = 0
      }
    },
  }
}
