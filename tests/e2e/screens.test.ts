import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { therapies } from './pages/casePage.ts'
import { door } from './pages/door.ts'
import { importing } from './pages/files.ts'
import { genome } from './pages/genome.ts'
import { inEveryShell, screenFolders } from './session.ts'

/** Pictures of every screen, to be looked at; what they show is waited for, so that an empty one fails. */
inEveryShell((session) => {
  let folders: readonly string[] = []
  const picture = async (name: string): Promise<void> => {
    const { page } = session()
    const [first = '', ...others] = folders
    const path = join(first, `${name}.png`)
    // The pointer must not leave a hover on what it clicked last.
    await page.mouse.move(2, 2)
    await page.evaluate(() => document.fonts.ready)
    const bytes = await page.screenshot({ path, animations: 'disabled' })
    for (const folder of others) await copyFile(path, join(folder, basename(path)))
    expect(bytes.length).toBeGreaterThan(10_000)
  }

  beforeAll(async () => {
    folders = await screenFolders()
  })

  test('first run', async () => {
    await session().page.getByRole('button', { name: 'Create vault' }).waitFor()
    await picture('01-first-run')
    await door(session().page).openDemonstration()
    await picture('02-cases')
  })

  test('a case: summary, therapies with reasons, variants with side panel, lollipop', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-LUNG-1')
    await page.getByRole('region', { name: 'Key findings' }).waitFor()
    await picture('03-summary')
    await opened.show('Therapies')
    const list = therapies(page)
    await list.ready()
    await picture('04-therapies')
    const card = list.card('osimertinib', 'sensitivity', list.options)
    await card
      .getByRole('group')
      .filter({ hasText: 'T790M' })
      .getByLabel(/^Why: /)
      .click()
    await card.scrollIntoViewIfNeeded()
    await picture('05-therapy-reasons')
    await card.getByRole('button', { name: 'Report line' }).first().click()
    await page.getByLabel('Original line').waitFor()
    await picture('06-report-line')
    await page.keyboard.press('Escape')
    const variants = await opened.show('Variants')
    await variants.getByRole('row').filter({ hasText: 'L858R' }).first().click()
    await page
      .getByRole('complementary', { name: /^Variant EGFR L858R/ })
      .getByLabel('Original line')
      .waitFor()
    await picture('07-variants')
    await page.keyboard.press('l')
    await page.getByRole('dialog', { name: /^EGFR/ }).getByRole('button', { name: /L858R/ }).first().waitFor()
    await picture('08-lollipop')
    await page.keyboard.press('Escape')
  })

  test('the genome: reads at a variant, and a fusion side by side', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-COLON-1')
    await opened.show('Genome')
    await genome(page).drawn()
    await genome(page).shows('alignment', 0, ['255,0,0'])
    await picture('09-genome')
    const salivary = await caseList(page).open('DEMO-SALIVARY-1')
    await salivary.show('Genome')
    await genome(page).drawn()
    await page
      .getByRole('group', { name: 'Key places' })
      .getByRole('button', { name: /ETV6::NTRK3/ })
      .first()
      .click()
    await expect.poll(() => genome(page).viewports('sequence').count()).toBe(2)
    await genome(page).drawn()
    await picture('10-fusion')
  })

  test('what was not assessed, and resistance', async () => {
    const { page } = session()
    await caseList(page).open('DEMO-RECTUM-1')
    await page.getByRole('region', { name: 'Key findings' }).waitFor()
    await picture('11-not-assessed')
    await caseList(page).open('DEMO-LUNG-2')
    await page.getByRole('region', { name: 'Key findings' }).waitFor()
    await picture('12-resistance')
  })

  test('reports, and what is known of a file before it is imported', async () => {
    const { page, app } = session()
    const opened = await caseList(page).open('DEMO-MELANOMA-1')
    const panel = await opened.show('Reports')
    await panel.getByRole('article').first().waitFor()
    await picture('13-reports')
    if (app.shell !== 'browser') return
    await importing(page).choose(
      fileURLToPath(new URL('../../resources/demo/lung-1/tissue-panel.vcf', import.meta.url)),
    )
    await importing(page).card('tissue-panel.vcf').getByLabel('Genome build').waitFor()
    await picture('14-import-preview')
    await importing(page).preview.getByRole('button', { name: 'Cancel' }).click()
  })

  test('what speaks against a therapy in this patient, and the form it comes from', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-COLON-1')
    await opened.show('Therapies')
    await therapies(page).ready()
    await page
      .getByText(/^Not assessed for this regimen/)
      .first()
      .waitFor()
    await picture('24-therapies-beside')
    await page.getByRole('button', { name: 'Edit case' }).click()
    const form = page.getByRole('dialog', { name: /^Edit DEMO-COLON-1/ })
    await expect
      .poll(() =>
        form.getByRole('group', { name: 'Creatinine clearance' }).getByRole('textbox').first().inputValue(),
      )
      .toBe('44')
    await form.getByRole('group', { name: 'Pregnancy' }).scrollIntoViewIfNeeded()
    await picture('25-case-form')
    await form.getByRole('button', { name: 'Cancel' }).click()
  })

  test('settings', async () => {
    const { page } = session()
    await page.getByRole('link', { name: 'Settings' }).click()
    for (const [index, name] of ['References', 'Assays', 'Knowledge', 'Audit log'].entries()) {
      await page.getByRole('tab', { name, exact: true }).click()
      await page.getByRole('region', { name: name === 'Knowledge' ? 'Knowledge packs' : name }).waitFor()
      await picture(`${15 + index}-settings-${name.toLowerCase().replace(' ', '-')}`)
    }
  })

  test('presentation mode and dark mode', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-LUNG-1')
    await page.getByRole('region', { name: 'Key findings' }).waitFor()
    await page.keyboard.press('p')
    await page.locator('html[data-presentation="true"]').waitFor()
    await picture('19-presentation-summary')
    await opened.show('Therapies')
    await therapies(page).ready()
    await picture('20-presentation-therapies')
    await page.keyboard.press('p')
    await page.keyboard.press('d')
    await page.locator('html[data-theme="dark"]').waitFor()
    await picture('21-dark-therapies')
    await opened.show('Genome')
    await genome(page).drawn()
    await picture('22-dark-genome')
    await opened.show('Summary')
    await page.getByRole('region', { name: 'Key findings' }).waitFor()
    await picture('23-dark-summary')
    await page.keyboard.press('d')
    await page.locator('html[data-theme="light"]').waitFor()
  })
})
