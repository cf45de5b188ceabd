import { TEXT_SEPARATOR } from '../../reports/batch.ts'
import type { WritableDatabase } from '../database.ts'

/**
 * What repeats from row to row within one report, stored once and named by number. Entries belong to their
 * report, so an import starts with empty dictionaries and never has to look anything up.
 */

interface Annotation {
  readonly gene: string
  readonly transcript: string
  readonly consequence: string
  readonly exon: string
  readonly source: string
  readonly id: number
}

export interface Call {
  readonly filter: string
  readonly origin: string
  readonly zygosity: string
  readonly id: number
  /** FILTER is PASS or was never set. */
  readonly passes: boolean
}

/** Recent entries are compared before a key is built: neighbours in a sorted file mostly share theirs. */
const RECENT = 6

/** A text of its own: a slice would keep the whole batch that it was cut from in memory. */
function copy(text: string): string {
  return text === '' ? '' : Buffer.from(text).toString()
}

function nextId(db: WritableDatabase, table: 'variant_annotations' | 'variant_calls'): number {
  const row = db.prepare(`SELECT coalesce(max(id), 0) + 1 AS next FROM ${table}`).get() as { next: number }
  return row.next
}

/** Returns a function that gives the annotation's id, storing it where it is new. Absent texts are `''`. */
export function createAnnotations(
  db: WritableDatabase,
  reportId: number,
): (gene: string, transcript: string, consequence: string, exon: string, source: string) => number {
  const add = db.prepare(
    `INSERT INTO variant_annotations (id, report_id, gene, transcript, consequence, exon, source)
     VALUES (?, ${reportId}, ?, ?, ?, ?, ?)`,
  )
  const known = new Map<string, Annotation>()
  const recent: Annotation[] = []
  let nextRecent = 0
  let next = nextId(db, 'variant_annotations')
  return (gene, transcript, consequence, exon, source) => {
    for (const entry of recent) {
      if (
        entry.gene === gene &&
        entry.consequence === consequence &&
        entry.exon === exon &&
        entry.transcript === transcript &&
        entry.source === source
      ) {
        return entry.id
      }
    }
    const key = [gene, transcript, consequence, exon, source].join(TEXT_SEPARATOR)
    let entry = known.get(key)
    if (entry === undefined) {
      entry = {
        gene: copy(gene),
        transcript: copy(transcript),
        consequence: copy(consequence),
        exon: copy(exon),
        source: copy(source),
        id: next,
      }
      next += 1
      add.run(entry.id, gene, transcript, consequence, exon, source)
      known.set(copy(key), entry)
    }
    recent[nextRecent] = entry
    nextRecent = (nextRecent + 1) % RECENT
    return entry.id
  }
}

/** The same for how a variant was called; a report has a handful of these. */
export function createCalls(
  db: WritableDatabase,
  reportId: number,
): (filter: string, origin: string, zygosity: string) => Call {
  const add = db.prepare(
    `INSERT INTO variant_calls (id, report_id, filter, origin, zygosity) VALUES (?, ${reportId}, ?, ?, ?)`,
  )
  const known = new Map<string, Call>()
  let last: Call | null = null
  let next = nextId(db, 'variant_calls')
  return (filter, origin, zygosity) => {
    if (last !== null && last.filter === filter && last.origin === origin && last.zygosity === zygosity) {
      return last
    }
    const key = [filter, origin, zygosity].join(TEXT_SEPARATOR)
    let entry = known.get(key)
    if (entry === undefined) {
      entry = {
        filter: copy(filter),
        origin: copy(origin),
        zygosity: copy(zygosity),
        id: next,
        passes: filter === 'PASS' || filter === '.' || filter === '',
      }
      next += 1
      add.run(entry.id, filter || '.', origin || 'unknown', zygosity)
      known.set(copy(key), entry)
    }
    last = entry
    return entry
  }
}
