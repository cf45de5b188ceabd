import { caseInputSchema } from '../../../shared/model.ts'
import { openVault } from '../../../electron/store/storeClient.ts'

/** A process for crash.test.ts that adds cases until it is killed, printing the number of each one stored. */
const [directory = '', password = ''] = process.argv.slice(2)
const store = await openVault(directory, { password })
for (let number = 1; ; number += 1) {
  const question = `question ${number} `.repeat(2000)
  await store.write('caseCreate', {
    input: caseInputSchema.parse({ pseudonym: `K-${process.pid}-${number}`, question }),
  })
  console.log(number)
}
