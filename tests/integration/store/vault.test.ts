import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../../electron/store/calls.ts'
import type { Credentials } from '../../../electron/store/keyring.ts'
import { createVault, openVault, vaultExists } from '../../../electron/store/storeClient.ts'
import { ADMINISTRATOR, PASSWORD, caseInput, refusal, temporaryFolder } from './vaultFixture.ts'

async function newVault(): Promise<{ directory: string; recoveryKey: string }> {
  const directory = join(temporaryFolder(), 'vault')
  const { recoveryKey } = await createVault(directory, { administrator: ADMINISTRATOR, password: PASSWORD })
  return { directory, recoveryKey }
}

async function open(directory: string, credentials: Credentials = { password: PASSWORD }): Promise<Store> {
  const store = await openVault(directory, credentials)
  onTestFinished(() => store.close())
  return store
}

async function auditActions(store: Store): Promise<string[]> {
  const { rows } = await store.read('auditList', { offset: 0, limit: 100 })
  return rows.map((row) => row.action).reverse()
}

describe('a vault', () => {
  test('keeps a case over closing and opening, and tells who did what', async () => {
    const { directory } = await newVault()
    const first = await open(directory)
    const { caseId } = await first.write('caseCreate', {
      input: caseInput({ pseudonym: 'P-1', diagnosis: 'LUAD' }),
    })
    await first.close()

    const second = await open(directory)
    expect(second.user).toBe(ADMINISTRATOR)
    expect(second.role).toBe('admin')
    expect(await second.read('caseGet', { caseId })).toMatchObject({ pseudonym: 'P-1', diagnosis: 'LUAD' })
    expect(await auditActions(second)).toEqual([
      'vault created',
      'vault opened',
      'case created',
      'vault opened',
    ])
    expect(await second.read('auditVerify', {})).toEqual({ ok: true, rows: 4 })
  })

  test('is readable by its owner only and leaves no write-ahead log when closed', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    await store.close()
    expect(existsSync(join(directory, 'vault.db-wal'))).toBe(false)
    if (process.platform === 'win32') return
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(statSync(join(directory, 'vault.db')).mode & 0o777).toBe(0o600)
    expect(statSync(join(directory, 'keyring.json')).mode & 0o777).toBe(0o600)
  })

  test('is not overwritten by a new one, and its absence is said', async () => {
    const { directory } = await newVault()
    expect(vaultExists(directory)).toBe(true)
    const again = await refusal(createVault(directory, { administrator: 'Kim', password: PASSWORD }))
    expect(again.code).toBe('vault-exists')
    const nowhere = join(directory, 'nowhere')
    expect(vaultExists(nowhere)).toBe(false)
    expect((await refusal(openVault(nowhere, { password: PASSWORD }))).code).toBe('vault-missing')
  })

  test('answers a closed store with a clear error', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    await store.close()
    expect((await refusal(store.read('caseGet', { caseId: 1 }))).code).toBe('vault-locked')
  })

  test('hands refusals of the database threads over with their code and field', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    await store.write('caseCreate', { input: caseInput({ pseudonym: 'P-1' }) })
    const twice = await refusal(store.write('caseCreate', { input: caseInput({ pseudonym: 'P-1' }) }))
    expect(twice).toMatchObject({ code: 'conflict', field: 'pseudonym' })
    expect((await refusal(store.read('caseGet', { caseId: 99 }))).code).toBe('not-found')
    expect(await auditActions(store)).toEqual(['vault created', 'vault opened', 'case created'])
  })
})

describe('passwords', () => {
  test('a wrong one, an unknown user and a mistyped recovery key are refused', async () => {
    const { directory, recoveryKey } = await newVault()
    const wrong = await refusal(openVault(directory, { user: ADMINISTRATOR, password: 'wrong horse' }))
    expect(wrong.code).toBe('wrong-password')
    const unknown = await refusal(openVault(directory, { user: 'nobody', password: PASSWORD }))
    expect(unknown).toEqual(wrong)
    const last = recoveryKey.endsWith('7') ? '8' : '7'
    const mistyped = await refusal(openVault(directory, { password: recoveryKey.slice(0, -1) + last }))
    expect(mistyped).toMatchObject({
      code: 'wrong-password',
      message: expect.stringContaining('typing error'),
    })
  })

  test('the printed recovery key opens the vault, however it is typed', async () => {
    const { directory, recoveryKey } = await newVault()
    expect(recoveryKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
    const store = await open(directory, { password: recoveryKey.toLowerCase().replaceAll('-', ' ') })
    expect(store).toMatchObject({ user: 'recovery key', role: 'admin' })
    await store.changePassword({ ownPassword: recoveryKey, name: ADMINISTRATOR, password: 'a new password' })
    await store.close()
    await open(directory, { password: 'a new password' })
  })

  test('users are added, told apart, limited by their role and removed, and the audit log says so', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    await store.addUser({ ownPassword: PASSWORD, name: 'Kim', role: 'viewer', password: 'viewer password' })
    const wrongOwn = store.addUser({ ownPassword: 'x', name: 'Al', role: 'admin', password: 'long enough' })
    expect((await refusal(wrongOwn)).code).toBe('wrong-password')
    await store.close()

    expect((await refusal(openVault(directory, { password: PASSWORD }))).code).toBe('needs-choice')
    const viewer = await open(directory, { user: 'kim', password: 'viewer password' })
    expect(viewer).toMatchObject({ user: 'Kim', role: 'viewer' })
    const deed = viewer.write('caseCreate', { input: caseInput({ pseudonym: 'P-1' }) })
    expect((await refusal(deed)).code).toBe('not-allowed')
    expect((await refusal(viewer.backup())).code).toBe('not-allowed')
    const climb = viewer.addUser({
      ownPassword: 'viewer password',
      name: 'X',
      role: 'admin',
      password: 'long enough',
    })
    expect((await refusal(climb)).code).toBe('not-allowed')
    await viewer.write('auditAppend', { action: 'case read', subject: 'case 1', detail: '' })
    await viewer.changePassword({
      ownPassword: 'viewer password',
      name: 'Kim',
      password: 'viewer password 2',
    })
    await viewer.close()

    const again = await open(directory, { user: ADMINISTRATOR, password: PASSWORD })
    await again.removeUser({ ownPassword: PASSWORD, name: 'Kim' })
    expect(await again.users()).toEqual([expect.objectContaining({ name: ADMINISTRATOR, role: 'admin' })])
    const actions = await auditActions(again)
    for (const action of ['user added as viewer', 'case read', 'password changed', 'user removed']) {
      expect(actions).toContain(action)
    }
  })
})

describe('while an import holds the writer', () => {
  test('reads go on, other writes wait, and giving up leaves nothing behind', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    const { caseId } = await store.write('caseCreate', { input: caseInput({ pseudonym: 'P-1' }) })
    const channel = new MessageChannel()
    const header = { caseId, fileName: 'never.vcf', assay: null, specimen: null }
    const imported = refusal(store.transferImport(channel.port1, header))
    await store.write('auditAppend', { action: 'case read', subject: `case ${caseId}`, detail: '' })
    expect(await store.read('caseGet', { caseId })).toMatchObject({ pseudonym: 'P-1' })
    const second = store.write('caseCreate', { input: caseInput({ pseudonym: 'P-2' }) })
    channel.port2.close()
    expect((await imported).code).toBe('cancelled')
    await second
    expect(await store.read('reportList', { caseId })).toEqual([])
    expect(await auditActions(store)).toContain('case read')
    expect(await store.read('auditVerify', {})).toMatchObject({ ok: true })
  })

  test('closing the vault gives the import up and undoes it', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    const { caseId } = await store.write('caseCreate', { input: caseInput({ pseudonym: 'P-1' }) })
    const channel = new MessageChannel()
    onTestFinished(() => {
      channel.port2.close()
    })
    const header = { caseId, fileName: 'never.vcf', assay: null, specimen: null }
    const imported = refusal(store.transferImport(channel.port1, header))
    await store.write('auditAppend', { action: 'case read', subject: `case ${caseId}`, detail: '' })
    await store.close()
    expect((await imported).code).toBe('cancelled')
    const again = await open(directory)
    expect(await again.read('reportList', { caseId })).toEqual([])
    expect(await auditActions(again)).toContain('case read')
  })
})

describe('two Caseboards', () => {
  test('a second one is refused while the first is open, in this process and in another', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    const second = await refusal(openVault(directory, { password: PASSWORD }))
    expect(second).toMatchObject({ code: 'conflict', message: expect.stringContaining('already open') })

    const script = join(import.meta.dirname, 'openAndReport.ts')
    const child = spawn(process.execPath, [script, directory, PASSWORD], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    await once(child, 'close')
    expect(output.trim()).toBe('conflict')

    await store.close()
    await open(directory)
  })
})

describe('a backup', () => {
  test('is itself a vault that opens with the same password', async () => {
    const { directory } = await newVault()
    const store = await open(directory)
    await store.write('caseCreate', { input: caseInput({ pseudonym: 'P-1' }) })
    const { path } = await store.backup()
    expect(path.startsWith(join(directory, 'backups'))).toBe(true)
    await store.write('caseCreate', { input: caseInput({ pseudonym: 'P-2' }) })
    await store.close()

    const restored = join(temporaryFolder(), 'restored')
    cpSync(path, restored, { recursive: true })
    const old = await open(restored)
    const { cases } = await old.read('caseList', { search: '', offset: 0, limit: 10 })
    expect(cases.map((item) => item.pseudonym)).toEqual(['P-1'])
    expect(await old.read('auditVerify', {})).toMatchObject({ ok: true })
  })
})
