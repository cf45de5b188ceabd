import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openVault } from '../../../electron/store/storeClient.ts'
import { generatedVcf, vcfPieces } from '../../bench/generate.ts'
import { PASSWORD, refusal, temporaryFolder } from '../store/vaultFixture.ts'
import { NO_TRACES, importInto, traces, variants, vaultWithCase } from './importFixture.ts'

/** A folder's files as bytes, the open database's too: read by name here, after the vault is closed. */
function bytesBelow(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path))
}

test('a process killed in the middle of an import leaves no report, no variant and a sound vault', async () => {
  const file = await generatedVcf(temporaryFolder(), 300_000, true)
  const vault = await vaultWithCase()
  await vault.store.close()
  const script = join(import.meta.dirname, 'importAndTell.ts')
  const child = spawn(process.execPath, [script, vault.directory, PASSWORD, String(vault.caseId), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString()
    // Far enough that pages have been written to the log, far from the end.
    if (told.split('\n').some((line) => Number(line) > 100_000)) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  expect(told).not.toContain('done')

  const store = await openVault(vault.directory, { password: PASSWORD })
  expect(await traces({ store, caseId: vault.caseId })).toEqual(NO_TRACES)
  // A backup is written only from a database that passes its check.
  const backup = await store.backup()
  const report = await importInto({ store, caseId: vault.caseId }, file)
  expect(report.alterations['smallVariant']).toBeGreaterThan(300_000)
  await store.close()
  expect(backup.path).not.toBe('')
})

test('a cancelled import leaves nothing, and the vault goes on', async () => {
  const file = await generatedVcf(temporaryFolder(), 100_000, true)
  const vault = await vaultWithCase()
  const abort = new AbortController()
  const attempt = importInto(
    vault,
    file,
    {},
    {
      signal: abort.signal,
      onProgress: ({ variants: count }) => {
        if (count > 10_000) abort.abort()
      },
    },
  )
  expect(await refusal(attempt)).toMatchObject({ code: 'cancelled' })
  expect(await traces(vault)).toEqual(NO_TRACES)
  const report = await importInto(vault, file)
  expect((await variants(vault)).total).toBe(report.alterations['smallVariant'])
})

test('a file cut short, a damaged one and one that is not there leave nothing and say which file it was', async () => {
  const vault = await vaultWithCase()
  const folder = temporaryFolder()
  const whole = gzipSync([...vcfPieces(20_000)].join(''))
  const cut = join(folder, 'cut.vcf.gz')
  writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * 0.7)))
  const broken = join(folder, 'broken.vcf.gz')
  const bytes = Buffer.from(whole)
  bytes.fill(0, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.6) + 4096)
  writeFileSync(broken, bytes)
  for (const [path, code] of [
    [cut, 'bad-input'],
    [broken, 'bad-input'],
    [join(folder, 'missing.vcf'), 'not-found'],
  ] as const) {
    expect(await refusal(importInto(vault, path))).toMatchObject({
      code,
      file: path.slice(folder.length + 1),
    })
    expect(await traces(vault)).toEqual(NO_TRACES)
  }
})

test('closing the vault during an import gives it up', async () => {
  const file = await generatedVcf(temporaryFolder(), 100_000, true)
  const vault = await vaultWithCase()
  let closed: Promise<void> | null = null
  const attempt = importInto(
    vault,
    file,
    {},
    {
      onProgress: ({ variants: count }) => {
        if (count > 10_000) closed ??= vault.store.close()
      },
    },
  )
  expect(await refusal(attempt)).toMatchObject({ code: 'cancelled' })
  await closed
  const store = await openVault(vault.directory, { password: PASSWORD })
  expect(await traces({ store, caseId: vault.caseId })).toEqual(NO_TRACES)
  await store.close()
})

test('two imports at once take turns, and both are whole', async () => {
  const folder = temporaryFolder()
  const vault = await vaultWithCase()
  const files = [await generatedVcf(folder, 20_000, true), await generatedVcf(folder, 10_000, true)]
  const reports = await Promise.all(files.map((file) => importInto(vault, file)))
  const { total } = await variants(vault)
  expect(total).toBe(reports.reduce((sum, report) => sum + (report.alterations['smallVariant'] ?? 0), 0))
  expect(reports.map((report) => report.read)).toEqual([20_000, 10_000])
  expect(await vault.store.read('auditVerify', {})).toMatchObject({ ok: true })
})

test('no file of the vault shows a gene, a change or a sample of an imported report', async () => {
  const file = await generatedVcf(temporaryFolder(), 20_000, true)
  const vault = await vaultWithCase()
  await importInto(vault, file)
  await vault.store.close()
  const bytes = bytesBelow(vault.directory)
  expect(bytes.some((content) => content.length > 1_000_000)).toBe(true)
  // Each long enough not to occur in encrypted bytes by chance.
  for (const secret of ['SYN000', 'ENST0001', 'missense_variant', 'TUMOR\t', 'TLOD=', 'p.Val1']) {
    expect({ secret, found: bytes.some((content) => content.includes(secret)) }).toEqual({
      secret,
      found: false,
    })
  }
})
