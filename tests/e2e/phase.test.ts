import { beforeAll, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { casePage, therapies } from './pages/casePage.ts'
import { door } from './pages/door.ts'
import { inEveryShell, screenFolders } from './session.ts'

/** T790M and C797S on one copy or on two: what the reads say stands beside the therapies and at the variant. */
inEveryShell((session) => {
  beforeAll(async () => {
    await door(session().page).openDemonstration()
    await caseList(session().page).open('DEMO-LUNG-2')
  })

  test('Therapies: the warning gives the counts that it rests on', async () => {
    const { page } = session()
    await casePage(page).show('Therapies')
    const list = therapies(page)
    await list.ready()
    const warning = list.panel.getByText(/Read from 1,034 fragments that span both .*: 49 carry both/)
    await warning.first().waitFor()
    expect(await warning.first().innerText()).toContain('cis')
  })

  test('Variants: the panel of C797S names T790M, its phase, and the way to the reads', async () => {
    const { page } = session()
    const variants = await casePage(page).show('Variants')
    await variants.getByRole('row').filter({ hasText: 'C797S' }).first().click()
    const phase = page.getByRole('region', { name: 'Phase', exact: true })
    await phase.getByText('EGFR T790M: in cis by the phase in the report').waitFor()
    expect(await phase.innerText()).toContain('10 only T790M')
    const [folder = ''] = await screenFolders()
    await page.screenshot({ path: `${folder}/phase.png`, animations: 'disabled' })
    await phase.getByRole('link', { name: 'Show in genome view' }).click()
    await casePage(page).panel('Genome').waitFor()
  })
})
