import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { door } from './pages/door.ts'
import { fileDialog } from './pages/files.ts'
import { hasSystemDialogs, inEveryShell, screenFolders } from './session.ts'

const template = fileURLToPath(
  new URL('../../resources/templates/knowledge-spreadsheet.csv', import.meta.url),
)
const data = fileURLToPath(new URL('../../../shared/data/knowledge/', import.meta.url))
const hasData = existsSync(data)
if (!hasData) console.log(`knowledgeImport.test: real files skipped, no ${data}`)

inEveryShell((session) => {
  let folders: readonly string[] = []
  const picture = async (name: string): Promise<void> => {
    const { page } = session()
    await page.mouse.move(2, 2)
    for (const folder of folders) {
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
    }
  }
  const choose = async (path: string): Promise<Page> => {
    const { page } = session()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'Knowledge', exact: true }).click()
    await page.getByRole('button', { name: 'Import knowledge' }).click()
    await fileDialog(page, 'Choose knowledge files').paste(path)
    await page.getByRole('dialog', { name: 'Import knowledge' }).waitFor()
    return page
  }

  beforeAll(async () => {
    folders = await screenFolders()
    await door(session().page).create(join(session().folder, 'vault'), 'a vault for knowledge')
  })

  test('own rules: the licence is shown and confirmed, every refused row says why, and the pack is listed', async () => {
    if (hasSystemDialogs(session())) return
    const rules = join(session().folder, 'rules.csv')
    writeFileSync(rules, readFileSync(template, 'utf8').replace('KRAS G12D OR KRAS G12V', 'KRAS gibberish'))
    const page = await choose(rules)
    const dialog = page.getByRole('dialog', { name: 'Import knowledge' })
    const card = dialog.getByRole('region', { name: 'File rules.csv' })
    await card.getByText('2 read: 1 can be used, 1 refused').waitFor()
    await card.getByText('For use inside our hospital').waitFor()
    const start = dialog.getByRole('button', { name: /^Import/ }).last()
    expect(await start.isDisabled()).toBe(true)
    await card.getByLabel('The licence allows our use').check()
    await picture('41-knowledge-preview')
    await dialog.getByRole('button', { name: 'Import 1 file' }).click()

    const done = page.getByRole('dialog', { name: 'Knowledge imported' })
    await done.waitFor({ timeout: 60_000 })
    await done.getByText('Why rows were refused').click()
    await done.getByLabel('Search refused rows').fill('gibberish')
    await done.getByText('1 of 1 rows').waitFor()
    await done.getByText('Alterations that were not understood').click()
    await done
      .getByRole('region', { name: 'Alterations not understood' })
      .getByText('gibberish')
      .first()
      .waitFor()
    await done.getByRole('button', { name: 'Save refused rows as table' }).click()
    await fileDialog(page, 'Save refused rows').saveAs(session().folder, 'refused.tsv')
    await expect.poll(() => existsSync(join(session().folder, 'refused.tsv'))).toBe(true)
    await done.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByRole('article', { name: 'Rules of our tumor board' }).waitFor()
  })

  test('a file that is no knowledge says what can be read, and imports nothing', async () => {
    if (hasSystemDialogs(session())) return
    const wrong = join(session().folder, 'wrong.tsv')
    writeFileSync(wrong, 'a\tb\n1\t2\n')
    const page = await choose(wrong)
    const dialog = page.getByRole('dialog', { name: 'Import knowledge' })
    expect(await dialog.getByRole('alert').innerText()).toMatch(
      /fit none of the tables[\s\S]*wrong\.tsv[\s\S]*CIViC/,
    )
    expect(await dialog.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  test.skipIf(!hasData)('OncoKB is imported only under a licence that the user names', async () => {
    if (hasSystemDialogs(session())) return
    const page = await choose(join(data, 'oncokb-terms-apply/allActionableVariants.txt.gz'))
    const dialog = page.getByRole('dialog', { name: 'Import knowledge' })
    await dialog.getByText('OncoKB may be used for patients only under a licence of your own').waitFor()
    await dialog.getByLabel('Our licence allows this use').check()
    expect(await dialog.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await dialog.getByLabel('Your licence').fill('contract invented for this test')
    await picture('42-knowledge-licence')
    await dialog.getByRole('button', { name: 'Import 1 file' }).click()
    const done = page.getByRole('dialog', { name: 'Knowledge imported' })
    await done.waitFor({ timeout: 60_000 })
    await done.getByText('contract invented for this test').waitFor()
    await done.getByRole('button', { name: 'Close', exact: true }).last().click()
  })

  test.skipIf(!hasData)(
    'CIViC: rows read, taken and refused stand on the screen with their reasons',
    async () => {
      if (hasSystemDialogs(session())) return
      const page = await choose(join(data, 'civic/01-Oct-2018-ClinicalEvidenceSummaries.tsv.gz'))
      const dialog = page.getByRole('dialog', { name: 'Import knowledge' })
      await dialog.getByText('2,889 read').waitFor({ timeout: 60_000 })
      await dialog.getByLabel('The licence allows our use').check()
      await dialog.getByRole('button', { name: 'Import 1 file' }).click()
      const done = page.getByRole('dialog', { name: 'Knowledge imported' })
      await done.waitFor({ timeout: 60_000 })
      await picture('43-knowledge-outcome')
      await done.getByText('Why rows were refused').click()
      await done.getByText('Predisposing evidence is about the risk of falling ill').first().waitFor()
      await picture('44-knowledge-refused')
      await done.getByRole('button', { name: 'Close', exact: true }).last().click()
    },
  )
})
