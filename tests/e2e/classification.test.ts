import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { door } from './pages/door.ts'
import { fileDialog } from './pages/files.ts'
import { hasSystemDialogs, inEveryShell, screenFolders } from './session.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'facts')

/** Classes, facts and overrides as a curator uses them. */
inEveryShell((session) => {
  let folders: readonly string[] = []
  const picture = async (name: string): Promise<void> => {
    const { page } = session()
    const [first = '', ...others] = folders
    const path = join(first, `${name}.png`)
    await page.mouse.move(2, 2)
    await page.screenshot({ path, animations: 'disabled' })
    for (const folder of others) await copyFile(path, join(folder, basename(path)))
  }

  beforeAll(async () => {
    folders = await screenFolders()
  })

  test('a frequency file and ClinVar are imported in the settings', async () => {
    const { page } = session()
    await door(page).openDemonstration()
    if (hasSystemDialogs(session())) return
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'Knowledge', exact: true }).click()
    const facts = page.getByRole('region', { name: 'Facts on variants' })
    await facts.getByText('No facts imported').waitFor()
    for (const file of ['clinvar.vcf', 'frequency.vcf']) {
      await facts.getByRole('button', { name: 'Import ClinVar or frequency VCF' }).click()
      await fileDialog(page, 'Choose a ClinVar or frequency VCF').paste(join(fixtures, file))
      await facts.getByRole('row').filter({ hasText: file }).waitFor()
    }
    await picture('30-facts')
  })

  test('a variant shows its class, evidence, facts; an override is kept and named', async () => {
    const { page } = session()
    await page.keyboard.press('Escape')
    const opened = await caseList(page).open('DEMO-BREAST-1')
    const variants = await opened.show('Variants')
    await variants.getByRole('row').filter({ hasText: 'S1982' }).first().click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('region', { name: 'Oncogenicity' }).waitFor()
    await panel.getByRole('region', { name: 'Germline class' }).scrollIntoViewIfNeeded()
    await picture('31-classification')
    await panel.getByRole('region', { name: 'Population frequency' }).scrollIntoViewIfNeeded()
    await picture('32-frequency')
    await panel.getByRole('button', { name: 'Override …' }).click()
    const form = panel.getByRole('form', { name: 'Override' })
    await form.getByLabel('What').selectOption('Germline class')
    await form.getByLabel('Value').selectOption('pathogenic')
    expect(await form.getByRole('button', { name: 'Save override' }).isDisabled()).toBe(true)
    await form.getByLabel('Reason').fill('confirmed in the hereditary cancer board')
    await picture('33-override-form')
    await form.getByRole('button', { name: 'Save override' }).click()
    await panel.getByText(/Override: pathogenic by .* confirmed in the hereditary cancer board/).waitFor()
    await panel.getByText('Overrides so far: 1').waitFor()
    await picture('34-overridden')
    const summary = await opened.show('Summary')
    await summary
      .getByText(/Classed pathogenic by .*: confirmed in the hereditary cancer board/)
      .first()
      .waitFor()
    await picture('35-summary-flags')
  })
})
