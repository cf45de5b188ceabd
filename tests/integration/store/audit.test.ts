import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appendAudit, auditList, auditVerify } from '../../../electron/store/audit.ts'
import { openAuditSpool } from '../../../electron/store/auditSpool.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { openTestDatabase, temporaryFolder } from './vaultFixture.ts'

async function logOf(rows: number): Promise<WritableDatabase> {
  const db = await openTestDatabase()
  for (let number = 1; number <= rows; number += 1) {
    appendAudit(db, 'Lee', { action: 'case read', subject: `case ${number}`, detail: '' })
  }
  return db
}

function dropTriggers(db: WritableDatabase): void {
  db.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_replace')
}

describe('the audit log', () => {
  test('lists the newest first, page by page', async () => {
    const db = await logOf(5)
    const page = auditList(db, { offset: 1, limit: 2 })
    expect(page.total).toBe(5)
    expect(page.rows.map((row) => row.subject)).toEqual(['case 4', 'case 3'])
  })

  test('refuses change, deletion and replacement', async () => {
    const db = await logOf(3)
    expect(() => db.exec("UPDATE audit SET user = 'Kim' WHERE id = 2")).toThrow('append-only')
    expect(() => db.exec('DELETE FROM audit WHERE id = 2')).toThrow('append-only')
    expect(() => db.exec("INSERT OR REPLACE INTO audit VALUES (2, '', 'Kim', '', '', '', '')")).toThrow(
      'append-only',
    )
    expect(auditVerify(db)).toEqual({ ok: true, rows: 3 })
  })

  test('names the row that someone changed with the triggers removed', async () => {
    const db = await logOf(5)
    dropTriggers(db)
    db.exec("UPDATE audit SET subject = 'case 77' WHERE id = 3")
    expect(auditVerify(db)).toMatchObject({ ok: false, brokenRow: 3 })
  })

  test('names the row after one that was rewritten with a fitting hash', async () => {
    const db = await logOf(5)
    const forged = await openTestDatabase()
    for (const number of [1, 2, 9]) {
      const at = (db.prepare('SELECT at FROM audit WHERE id = ?').get(Math.min(number, 3)) as { at: string })
        .at
      appendAudit(forged, 'Lee', { action: 'case read', subject: `case ${number}`, detail: '' }, at)
    }
    const row = forged.prepare('SELECT subject, hash FROM audit WHERE id = 3').get() as {
      subject: string
      hash: string
    }
    dropTriggers(db)
    db.prepare('UPDATE audit SET subject = ?, hash = ? WHERE id = 3').run(row.subject, row.hash)
    expect(auditVerify(db)).toMatchObject({ ok: false, brokenRow: 4 })
  })

  test('notices a row taken from the middle, and rows cut off the end', async () => {
    const middle = await logOf(5)
    dropTriggers(middle)
    middle.exec('DELETE FROM audit WHERE id = 2')
    expect(auditVerify(middle)).toMatchObject({ ok: false, brokenRow: 2 })

    const end = await logOf(5)
    dropTriggers(end)
    end.exec('DELETE FROM audit WHERE id >= 4')
    expect(auditVerify(end)).toMatchObject({ ok: false, brokenRow: 4, rows: 3 })
  })
})

describe('rows of reads during an import', () => {
  const KEY = 'c3'.repeat(32)
  const read = (number: number) => ({ action: 'case read', subject: `case ${number}`, detail: '' })

  test('survive the end of the process and join the chain once, with their own time', async () => {
    const db = await logOf(1)
    const folder = temporaryFolder()
    const dying = openAuditSpool(folder, KEY)
    dying.append('Kim', read(2))
    dying.append('Kim', read(3))
    dying.close()
    const path = join(folder, 'audit-spool.db')
    copyFileSync(path, `${path}.before`)

    const next = openAuditSpool(folder, KEY)
    next.drain(db)
    next.close()
    expect(auditList(db, { offset: 0, limit: 9 }).rows.map((row) => row.subject)).toEqual([
      'case 3',
      'case 2',
      'case 1',
    ])

    // As if the process had died after the rows joined the chain and before they left the spool.
    copyFileSync(`${path}.before`, path)
    const again = openAuditSpool(folder, KEY)
    again.drain(db)
    again.append('Kim', read(4))
    again.drain(db)
    again.close()
    const { rows } = auditList(db, { offset: 0, limit: 9 })
    expect(rows.map((row) => row.subject)).toEqual(['case 4', 'case 3', 'case 2', 'case 1'])
    expect(auditVerify(db)).toEqual({ ok: true, rows: 4 })
  })
})
