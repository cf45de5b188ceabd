import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { insertOtherAlterations } from '../../../electron/store/otherAlterations.ts'
import { VAULT_FILE, openWritable } from '../../../electron/store/database.ts'
import { unlock } from '../../../electron/store/keyring.ts'
import { insertReport } from '../../../electron/store/reports.ts'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import {
  ADMINISTRATOR,
  ALK_FUSION,
  HER2_AMPLIFICATION,
  PASSWORD,
  caseInput,
  keepOriginal,
  report,
  temporaryFolder,
} from './vaultFixture.ts'

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

const SECRETS = [
  'Mustermann',
  'P-SECRET',
  'ERBB2',
  'EML4',
  'cholangiocarcinoma',
  'BRAF',
  'CREATE TABLE',
  'SQLite format',
  PASSWORD,
]

/** Which secrets stand in the bytes, in UTF-8 or UTF-16. */
function secretsIn(bytes: Buffer): string[] {
  return SECRETS.filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
}

test('no file of a vault shows a name, a gene, a diagnosis or the schema: database, log, spool, keyring, backups', async () => {
  const directory = join(temporaryFolder(), 'vault')
  const { recoveryKey } = await createVault(directory, { administrator: ADMINISTRATOR, password: PASSWORD })
  const store = await openVault(directory, { password: PASSWORD })
  const { caseId } = await store.write('caseCreate', {
    input: caseInput({
      pseudonym: 'P-SECRET',
      identifiers: [{ system: 'MRN', value: 'Mustermann 4711' }],
      diagnosisText: 'intrahepatic cholangiocarcinoma',
    }),
  })
  await store.close()

  const { dataKey } = await unlock(directory, { password: PASSWORD })
  const keyHex = dataKey.toString('hex')
  const db = openWritable(join(directory, VAULT_FILE), keyHex)
  db.pragma('wal_autocheckpoint = 0')
  db.transaction(() => {
    const reportId = insertReport(db, report(caseId, { fileName: 'Mustermann.vcf' }))
    insertOtherAlterations(db, reportId, [HER2_AMPLIFICATION, ALK_FUSION])
    keepOriginal(db, reportId, Buffer.from('7\t140753336\tA\tT\tBRAF\n'), 12)
  })()
  // Another process reads the open files: closing a descriptor of them here would drop this process's locks.
  const openFiles = filesBelow(directory).filter((path) => /vault\.db(-wal|-shm)?$/.test(path))
  expect(openFiles.map((path) => path.slice(directory.length + 1)).sort()).toEqual([
    'vault.db',
    'vault.db-shm',
    'vault.db-wal',
  ])
  const program = 'process.stdout.write(require("fs").readFileSync(process.argv[1]))'
  for (const path of openFiles) {
    const bytes = execFileSync(process.execPath, ['-e', program, path], { maxBuffer: 1e9 })
    expect({ path, found: secretsIn(bytes) }).toEqual({ path, found: [] })
  }
  db.close()

  const again = await openVault(directory, { password: PASSWORD })
  await again.backup()
  await again.close()
  const files = filesBelow(directory)
  expect(files.filter((path) => path.endsWith('vault.db'))).toHaveLength(2)
  const raw = [
    dataKey,
    Buffer.from(keyHex),
    Buffer.from(dataKey.toString('base64')),
    Buffer.from(recoveryKey),
  ]
  for (const path of files) {
    const bytes = readFileSync(path)
    expect({ path, found: secretsIn(bytes) }).toEqual({ path, found: [] })
    expect({ path, key: raw.some((secret) => bytes.includes(secret)) }).toEqual({ path, key: false })
  }
})
