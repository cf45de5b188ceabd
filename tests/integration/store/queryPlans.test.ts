import { expect, test } from 'vitest'
import { auditList } from '../../../electron/store/audit.ts'
import { caseByPseudonym, caseGet, caseList } from '../../../electron/store/cases.ts'
import type { ReadableDatabase, WritableDatabase } from '../../../electron/store/database.ts'
import { readOriginal } from '../../../electron/store/originals.ts'
import { otherAlterations } from '../../../electron/store/otherAlterations.ts'
import { findReportBySha, reportList } from '../../../electron/store/reports.ts'
import { trackList } from '../../../electron/store/tracks.ts'
import { openTestDatabase } from './vaultFixture.ts'

/** The same database, noting SQLite's plan for every statement that is prepared. */
function noting(db: WritableDatabase, plans: string[]): ReadableDatabase {
  const prepare = (sql: string): unknown => {
    const parameters = [...sql.matchAll(/\?/g)].map(() => null)
    for (const step of db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)) {
      plans.push((step as { detail: string }).detail)
    }
    return db.prepare(sql)
  }
  return { prepare } as unknown as ReadableDatabase
}

const caseId = 1
const sha256 = 'a'.repeat(64)
const HOT: [string, (db: ReadableDatabase) => unknown][] = [
  ['caseList', (db) => caseList(db, { search: '', offset: 0, limit: 50 })],
  ['caseList with a search', (db) => caseList(db, { search: 'lung', offset: 0, limit: 50 })],
  ['caseGet', (db) => expect(() => caseGet(db, { caseId })).toThrow()],
  ['caseByPseudonym', (db) => caseByPseudonym(db, { pseudonym: 'P-1' })],
  ['reportList', (db) => reportList(db, { caseId })],
  ['findReportBySha', (db) => findReportBySha(db, { caseId, sha256 })],
  ['findReportBySha of a sample', (db) => findReportBySha(db, { caseId, sha256, tumorSample: null })],
  ['readOriginal', (db) => readOriginal(db, 1)],
  ['otherAlterations', (db) => otherAlterations(db, { caseId })],
  ['trackList', (db) => trackList(db, { caseId })],
  ['auditList', (db) => auditList(db, { offset: 0, limit: 50 })],
]

test.each(HOT)('%s reads an index, never a whole table', async (_name, query) => {
  const db = await openTestDatabase()
  const plans: string[] = []
  query(noting(db, plans))
  expect(plans.length).toBeGreaterThan(0)
  const scans = plans.filter((plan) => plan.startsWith('SCAN') && !/COVERING INDEX|SCAN page/.test(plan))
  expect(scans).toEqual([])
})
