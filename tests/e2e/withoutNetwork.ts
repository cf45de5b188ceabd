import { networkInterfaces } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { caseList } from './pages/caseList.ts'
import { therapies } from './pages/casePage.ts'
import { door } from './pages/door.ts'
import { importing } from './pages/files.ts'
import { genome } from './pages/genome.ts'
import { availableShells } from './shells.ts'

/**
 * What a user does in a first quarter of an hour, on a machine that has no network at all: run by
 * noNetwork.test.ts inside an empty network namespace. Ends with 0 only where all of it worked.
 */
const outside = Object.values(networkInterfaces())
  .flat()
  .filter((one) => one !== undefined && !one.internal)
if (outside.length > 0) throw new Error(`this is no empty network namespace: ${JSON.stringify(outside)}`)

const report = fileURLToPath(new URL('../../resources/demo/lung-1/tissue-panel.vcf', import.meta.url))
for (const shell of availableShells()) {
  if (shell.name !== 'browser') continue
  const app = await shell.open()
  const { page } = app
  page.setDefaultTimeout(20_000)
  try {
    await door(page).openDemonstration()
    const opened = await caseList(page).open('DEMO-LUNG-1')
    await opened.show('Therapies')
    const list = therapies(page)
    await list.ready()
    await list.card('osimertinib', 'sensitivity', list.options).waitFor()
    await opened.show('Genome')
    await genome(page).drawn()
    await genome(page).shows('alignment', 0, ['209,113,5'])
    await caseList(page).create({ pseudonym: 'NO-NETWORK', search: 'LUAD', diagnosis: /^LUAD / })
    const { choose, start, finish } = importing(page)
    await choose(report)
    await start()
    await finish()
    await page.getByRole('article', { name: `Report ${basename(report)}` }).waitFor()
    const wrong = [...app.foreignRequests, ...(app.refusedRequests ?? []), ...app.problems]
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
    console.log('worked without a network')
  } finally {
    await app.close()
  }
}
