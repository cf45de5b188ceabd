import { join } from 'node:path'
import { importReport } from '../../../electron/app/import/importReport.ts'
import { openVault } from '../../../electron/store/storeClient.ts'

/** A second process for breakingOff.test.ts: imports a file and prints how many variants it has sent. */
const [directory = '', password = '', caseId = '', path = ''] = process.argv.slice(2)
const store = await openVault(directory, { password })
await importReport(
  store,
  { caseId: Number(caseId), path, build: null, tumorSample: null, assay: null, specimen: null },
  { onProgress: ({ variants }) => process.stdout.write(`${variants}\n`) },
  join(import.meta.dirname, '../../../resources'),
)
console.log('done')
await store.close()
