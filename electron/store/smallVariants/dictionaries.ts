import { z } from 'zod'
import type { BatchAnnotation, BatchCall } from '../../reports/batch.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { ReadableDatabase, WritableDatabase } from '../database.ts'
import type { Standing } from './block.ts'
import { changesProtein, isOpen } from './consequences.ts'
import { numberOf, rowOf } from './numbers.ts'

/**
 * What repeats from variant to variant within one report, stored once. Readers number such entries (batch.ts), and
 * they keep those numbers within their report.
 */

/** By its call alone; see `markOf` of block.ts. */
export interface CallMarks {
  readonly standing: Standing
  readonly effect: boolean
}

/** The report's annotations as they come, with where their variants stand. */
export interface AnnotationWriter {
  add(entries: readonly BatchAnnotation[]): void
  /** Counts a variant: `annotation` is the reader's number, `row` the variant's in the report. */
  count(annotation: number, row: number, passed: boolean): void
  /** Writes down what was counted. */
  finish(): void
}

const FIRST_SIZE = 1024

function grown(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2)
  larger.set(column)
  return larger
}

export function createAnnotations(db: WritableDatabase, reportId: number): AnnotationWriter {
  const insert = db.prepare(
    `INSERT INTO variant_annotations (id, report_id, gene, transcript, first_row, last_row, passed)
     VALUES (?, ?, ?, ?, 0, 0, 0)`,
  )
  const update = db.prepare(
    'UPDATE variant_annotations SET first_row = ?, last_row = ?, passed = ? WHERE id = ?',
  )
  // Columns and not objects: an unsorted file announces as many annotations as it has rows.
  let firstRow = new Uint32Array(FIRST_SIZE)
  // One behind the last; 0 where none was counted yet.
  let endRow = new Uint32Array(FIRST_SIZE)
  let passedOnes = new Uint32Array(FIRST_SIZE)
  let known = 0
  return {
    add(entries) {
      for (const { gene, transcript } of entries) {
        if (known === endRow.length) {
          firstRow = grown(firstRow)
          endRow = grown(endRow)
          passedOnes = grown(passedOnes)
        }
        insert.run(numberOf(reportId, known), reportId, gene, transcript)
        known += 1
      }
    },
    count(annotation, row, passed) {
      if (!(annotation < known)) throw new Error('A batch names an annotation that was never sent.')
      if (endRow[annotation] === 0) firstRow[annotation] = row
      endRow[annotation] = row + 1
      if (passed) passedOnes[annotation] = (passedOnes[annotation] ?? 0) + 1
    },
    finish() {
      for (let number = 0; number < known; number += 1) {
        const lastRow = Math.max(0, (endRow[number] ?? 0) - 1)
        update.run(firstRow[number], lastRow, passedOnes[number], numberOf(reportId, number))
      }
    },
  }
}

/** The same for how a variant was called; a report has a few dozen of these. `marks` are in the reader's order. */
export function createCalls(
  db: WritableDatabase,
  reportId: number,
): { readonly marks: readonly CallMarks[]; add(entries: readonly BatchCall[]): void } {
  const insert = db.prepare(
    `INSERT INTO variant_calls (id, filter, origin, zygosity, consequence, source) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const marks: CallMarks[] = []
  return {
    marks,
    add(entries) {
      for (const { filter, origin, zygosity, consequence, annotationSource, present } of entries) {
        insert.run(
          numberOf(reportId, marks.length),
          filter || '.',
          origin || 'unknown',
          zygosity,
          consequence,
          annotationSource,
        )
        const passes = filter === 'PASS' || filter === '.' || filter === ''
        marks.push({
          standing: present === 1 ? (passes ? 2 : 1) : 0,
          effect: changesProtein(consequence) || (annotationSource === 'coordinate' && isOpen(consequence)),
        })
      }
    },
  }
}

/** Written by our own insert into a STRICT table with checks: its types hold. Absent texts are ''. */
export interface StoredCall {
  readonly filter: string
  readonly origin: SmallVariant['origin']
  readonly zygosity: '' | NonNullable<SmallVariant['zygosity']>
  readonly consequence: string
  readonly source: '' | NonNullable<SmallVariant['annotationSource']>
}

export interface StoredAnnotation {
  readonly gene: string
  readonly transcript: string
}

/** A block and the entries it names are written in one transaction. */
function stored(row: unknown): unknown {
  if (row === undefined) throw new Error('A block of variants names an entry that is not stored.')
  return row
}

const NOTHING: StoredAnnotation = { gene: '', transcript: '' }

/** Entries of one report by the numbers that blocks name; each is read once. */
export function createDictionary(
  db: ReadableDatabase,
  reportId: number,
): { annotation(number: number): StoredAnnotation; call(number: number): StoredCall } {
  const annotations = new Map<number, StoredAnnotation>()
  const calls = new Map<number, StoredCall>()
  const readAnnotation = db.prepare('SELECT gene, transcript FROM variant_annotations WHERE id = ?')
  const readCall = db.prepare(
    'SELECT filter, origin, zygosity, consequence, source FROM variant_calls WHERE id = ?',
  )
  return {
    annotation(number) {
      if (number === 0) return NOTHING
      let found = annotations.get(number)
      if (found === undefined) {
        found = stored(readAnnotation.get(numberOf(reportId, number - 1))) as StoredAnnotation
        annotations.set(number, found)
      }
      return found
    },
    call(number) {
      let found = calls.get(number)
      if (found === undefined) {
        found = stored(readCall.get(numberOf(reportId, number))) as StoredCall
        calls.set(number, found)
      }
      return found
    },
  }
}

const numbersSchema = z.array(z.number().int())

/** All entries of a report. */
const OF_REPORT = 'id BETWEEN :from AND :to'

function ofReport(reportId: number): { from: number; to: number } {
  return { from: numberOf(reportId, 0), to: numberOf(reportId + 1, 0) - 1 }
}

/** Annotations of a report whose gene contains these letters (lower case), as blocks name them. */
export function annotationsNaming(
  db: ReadableDatabase,
  reportId: number,
  letters: string,
): ReadonlySet<number> {
  const ids = numbersSchema.parse(
    db
      .prepare('SELECT id FROM variant_annotations WHERE report_id = ? AND instr(lower(gene), ?) > 0')
      .pluck()
      .all(reportId, letters),
  )
  return new Set(ids.map((id) => rowOf(id) + 1))
}

/** Calls of a report that have one of these origins. */
export function callsOfOrigins(
  db: ReadableDatabase,
  reportId: number,
  origins: readonly string[],
): ReadonlySet<number> {
  const ids = numbersSchema.parse(
    db
      .prepare(
        `SELECT id FROM variant_calls
         WHERE ${OF_REPORT} AND origin IN (SELECT value FROM json_each(:origins))`,
      )
      .pluck()
      .all({ ...ofReport(reportId), origins: JSON.stringify(origins) }),
  )
  return new Set(ids.map(rowOf))
}

/** All annotations or calls of a report in the order of their numbers: what a table is sorted by. */
export function allAnnotations(db: ReadableDatabase, reportId: number): readonly StoredAnnotation[] {
  return db
    .prepare(`SELECT gene, transcript FROM variant_annotations WHERE ${OF_REPORT} ORDER BY id`)
    .all(ofReport(reportId)) as StoredAnnotation[]
}

export function allCalls(db: ReadableDatabase, reportId: number): readonly StoredCall[] {
  return db
    .prepare(
      `SELECT filter, origin, zygosity, consequence, source FROM variant_calls WHERE ${OF_REPORT} ORDER BY id`,
    )
    .all(ofReport(reportId)) as StoredCall[]
}

/** Rows of a report, 0-based, both ends included. */
export interface RowRange {
  readonly first: number
  readonly last: number
}

/** Annotations of a report that name one of these genes, and where their variants stand. */
export interface GenePlaces {
  readonly annotations: ReadonlySet<number>
  readonly ranges: readonly RowRange[]
}

interface PlaceRow {
  readonly id: number
  readonly gene: string
  readonly first: number
  readonly last: number
}

/** Up to so many genes are looked up one by one; of more, all annotations of the report are looked through. */
const FEW_GENES = 100

export function placesOfGenes(
  db: ReadableDatabase,
  reportId: number,
  genes: ReadonlySet<string>,
): GenePlaces {
  const columns = 'id, gene, first_row AS first, last_row AS last'
  const rows = (
    genes.size <= FEW_GENES
      ? db
          .prepare(
            `SELECT ${columns} FROM variant_annotations
             WHERE report_id = ? AND gene IN (SELECT value FROM json_each(?))`,
          )
          .all(reportId, JSON.stringify([...genes]))
      : db.prepare(`SELECT ${columns} FROM variant_annotations WHERE ${OF_REPORT}`).all(ofReport(reportId))
  ) as PlaceRow[]
  const found = rows.filter(({ gene }) => genes.has(gene))
  return {
    annotations: new Set(found.map(({ id }) => rowOf(id) + 1)),
    ranges: found.map(({ first, last }) => ({ first, last })),
  }
}
