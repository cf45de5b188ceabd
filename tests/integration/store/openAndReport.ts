import { CaseboardError } from '../../../shared/errors.ts'
import { openVault } from '../../../electron/store/storeClient.ts'

/** A second process for vault.test.ts: opens the vault and prints `opened` or the refusal's code. */
const [directory = '', password = ''] = process.argv.slice(2)
try {
  const store = await openVault(directory, { password })
  await store.close()
  console.log('opened')
} catch (error) {
  console.log(error instanceof CaseboardError ? error.data.code : String(error))
}
