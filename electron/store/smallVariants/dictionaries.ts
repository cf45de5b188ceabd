import type { BatchAnnotation, BatchCall } from '../../reports/batch.ts'
import type { WritableDatabase } from '../database.ts'
import { changesProtein, isOpen } from './consequences.ts'

/**
 * What repeats from row to row within one report, stored once. Readers number such entries (batch.ts); entries
 * belong to their report, so their rows are added as they come and nothing has to be looked up.
 */

export interface StoredCall {
  readonly id: number
  /** See `standing` of the table small_variants. */
  readonly standing: 0 | 1 | 2
  /** By consequence or source alone; see `effect` of the table small_variants. */
  readonly effect: boolean
}

function nextId(db: WritableDatabase, table: 'variant_annotations' | 'variant_calls'): number {
  const row = db.prepare(`SELECT coalesce(max(id), 0) + 1 AS next FROM ${table}`).get() as { next: number }
  return row.next
}

/** Stores entries and appends their row ids to `ids`: the index there is the reader's number. */
export function createAnnotations(
  db: WritableDatabase,
  reportId: number,
): { readonly ids: readonly number[]; add(entries: readonly BatchAnnotation[]): void } {
  const insert = db.prepare(
    `INSERT INTO variant_annotations (id, report_id, gene, transcript) VALUES (?, ${reportId}, ?, ?)`,
  )
  const ids: number[] = []
  let next = nextId(db, 'variant_annotations')
  return {
    ids,
    add(entries) {
      for (const { gene, transcript } of entries) {
        insert.run(next, gene, transcript)
        ids.push(next)
        next += 1
      }
    },
  }
}

/** The same for how a variant was called; a report has a few dozen of these. */
export function createCalls(
  db: WritableDatabase,
  reportId: number,
): { readonly calls: readonly StoredCall[]; add(entries: readonly BatchCall[]): void } {
  const insert = db.prepare(
    `INSERT INTO variant_calls (id, report_id, filter, origin, zygosity, consequence, source)
     VALUES (?, ${reportId}, ?, ?, ?, ?, ?)`,
  )
  const calls: StoredCall[] = []
  let next = nextId(db, 'variant_calls')
  return {
    calls,
    add(entries) {
      for (const { filter, origin, zygosity, consequence, annotationSource, present } of entries) {
        insert.run(next, filter || '.', origin || 'unknown', zygosity, consequence, annotationSource)
        const passes = filter === 'PASS' || filter === '.' || filter === ''
        calls.push({
          id: next,
          standing: present === 1 ? (passes ? 2 : 1) : 0,
          effect: changesProtein(consequence) || (annotationSource === 'coordinate' && isOpen(consequence)),
        })
        next += 1
      }
    },
  }
}
