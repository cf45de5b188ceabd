import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import { ADMINISTRATOR, PASSWORD, temporaryFolder } from './vaultFixture.ts'

test('a process killed while it writes loses nothing that was confirmed and leaves no half of anything', async () => {
  const directory = join(temporaryFolder(), 'vault')
  await createVault(directory, { administrator: ADMINISTRATOR, password: PASSWORD })
  let before = 0
  for (const stopAfter of [1, 40]) {
    const script = join(import.meta.dirname, 'writeForever.ts')
    const child = spawn(process.execPath, [script, directory, PASSWORD], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.split('\n').includes(String(stopAfter))) child.kill('SIGKILL')
    })
    const [, signal] = (await once(child, 'close')) as [number | null, string | null]
    expect(signal).toBe('SIGKILL')
    const confirmed = output.split('\n').length - 1

    // The dead process's lock is gone with it.
    const store = await openVault(directory, { password: PASSWORD })
    const { total } = await store.read('caseList', { search: '', offset: 0, limit: 1 })
    expect(total).toBeGreaterThanOrEqual(before + confirmed)
    const audit = await store.read('auditList', { offset: 0, limit: 100_000 })
    expect(audit.rows.filter((row) => row.action === 'case created')).toHaveLength(total)
    expect(await store.read('auditVerify', {})).toEqual({ ok: true, rows: audit.total })
    await store.close()
    before = total
  }
})
