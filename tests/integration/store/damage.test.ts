import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { caseCreate, caseList } from '../../../electron/store/cases.ts'
import { explainSqliteError } from '../../../electron/store/sqliteErrors.ts'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import {
  ADMINISTRATOR,
  PASSWORD,
  caseInput,
  openTestDatabase,
  refusal,
  temporaryFolder,
} from './vaultFixture.ts'

async function filledVault(): Promise<string> {
  const directory = join(temporaryFolder(), 'vault')
  await createVault(directory, { administrator: ADMINISTRATOR, password: PASSWORD })
  const store = await openVault(directory, { password: PASSWORD })
  for (let number = 1; number <= 30; number += 1) {
    const input = caseInput({ pseudonym: `P-${number}`, question: 'What now? '.repeat(2000) })
    await store.write('caseCreate', { input })
  }
  await store.close()
  return directory
}

function flipByte(path: string, offset: number): void {
  const bytes = readFileSync(path)
  bytes[offset] = (bytes[offset] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('a damaged vault is recognised and the backups are named', () => {
  test('one flipped bit in the first page', async () => {
    const directory = await filledVault()
    flipByte(join(directory, 'vault.db'), 3000)
    const told = await refusal(openVault(directory, { password: PASSWORD }))
    expect(told.code).toBe('vault-damaged')
    expect(told.remedy).toContain(join(directory, 'backups'))
  })

  test('one flipped bit in the pages of the cases', async () => {
    const directory = await filledVault()
    const path = join(directory, 'vault.db')
    flipByte(path, statSync(path).size - 100)
    const reading = async (): Promise<void> => {
      const store = await openVault(directory, { password: PASSWORD })
      try {
        for (let caseId = 1; caseId <= 30; caseId += 1) await store.read('caseGet', { caseId })
        await store.read('auditVerify', {})
        await store.backup()
      } finally {
        await store.close().catch(() => undefined)
      }
    }
    const told = await refusal(reading())
    expect(told.code).toBe('vault-damaged')
    expect(told.remedy).toContain(join(directory, 'backups'))
  })

  test('a database cut off in the middle', async () => {
    const directory = await filledVault()
    const path = join(directory, 'vault.db')
    writeFileSync(path, readFileSync(path).subarray(0, Math.floor(statSync(path).size / 2)))
    const reading = async (): Promise<void> => {
      const store = await openVault(directory, { password: PASSWORD })
      try {
        for (let caseId = 1; caseId <= 30; caseId += 1) await store.read('caseGet', { caseId })
      } finally {
        await store.close().catch(() => undefined)
      }
    }
    expect((await refusal(reading())).code).toBe('vault-damaged')
  })

  test('a database that is gone, and the keyring of another vault', async () => {
    const directory = await filledVault()
    renameSync(join(directory, 'vault.db'), join(directory, 'elsewhere.db'))
    expect((await refusal(openVault(directory, { password: PASSWORD }))).code).toBe('vault-damaged')
    renameSync(join(directory, 'elsewhere.db'), join(directory, 'vault.db'))
    rmSync(join(directory, 'keyring.json'))

    const other = join(temporaryFolder(), 'other')
    await createVault(other, { administrator: ADMINISTRATOR, password: PASSWORD })
    writeFileSync(join(directory, 'keyring.json'), readFileSync(join(other, 'keyring.json')))
    expect((await refusal(openVault(directory, { password: PASSWORD }))).code).toBe('vault-damaged')
  })

  test('a keyring that is cut off, and one whose roles were edited by hand', async () => {
    const directory = await filledVault()
    const path = join(directory, 'keyring.json')
    const intact = readFileSync(path, 'utf8')
    writeFileSync(path, intact.slice(0, 200))
    expect(await refusal(openVault(directory, { password: PASSWORD }))).toMatchObject({
      code: 'vault-damaged',
      file: path,
    })
    writeFileSync(path, intact.replace('"admin"', '"curator"'))
    expect((await refusal(openVault(directory, { password: PASSWORD }))).code).toBe('wrong-password')
  })

  test('a torn write-ahead log costs at most its last changes', async () => {
    const directory = await filledVault()
    appendFileSync(join(directory, 'vault.db-wal'), Buffer.alloc(5000, 7))
    const store = await openVault(directory, { password: PASSWORD })
    const { total } = await store.read('caseList', { search: '', offset: 0, limit: 1 })
    await store.close()
    expect(total).toBe(30)
  })
})

test('a full disk stops a change as a whole and is called a full disk', async () => {
  const db = await openTestDatabase()
  caseCreate(db, { input: caseInput({ pseudonym: 'P-1' }) }, ADMINISTRATOR)
  // A limit on the size of the database fails in SQLite exactly as a full disk does.
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
  const input = caseInput({ pseudonym: 'P-2', question: 'long '.repeat(100_000) })
  const told = await refusal(() => {
    try {
      db.transaction(() => caseCreate(db, { input }, ADMINISTRATOR))()
    } catch (error) {
      throw explainSqliteError(error, '/vault')
    }
  })
  expect(told.message).toContain('disk is full')
  expect(caseList(db, { search: '', offset: 0, limit: 10 }).total).toBe(1)
})
