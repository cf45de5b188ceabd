import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { importReport } from '../../electron/app/import/importReport.ts'
import { createVault, openVault } from '../../electron/store/storeClient.ts'
import { caseInputSchema } from '../../shared/model.ts'
import { ORIGIN, TALLY, pack } from '../integration/knowledge/appFixture.ts'
import { caseList } from './pages/caseList.ts'
import { door } from './pages/door.ts'
import { inEveryShell, resultPath } from './session.ts'

const resources = fileURLToPath(new URL('../../resources/', import.meta.url))
const PASSWORD = 'knowledge over time'

/** A rule of the department for EGFR L858R in lung cancer. */
function rule(version: string, drug: string, strength: 'A1' | 'C') {
  const made = pack(version, drug)
  return {
    ...made,
    assertions: made.assertions.map((entry) => ({
      ...entry,
      id: 'egfr-l858r',
      biomarker: { leaf: 'proteinChange' as const, gene: 'EGFR', change: 'L858R' },
      disease: { oncotree: ['NSCLC'], except: [] },
      strength,
    })),
  }
}

/** A vault with two versions of a department's pack, the first in use, and two lung cases. */
async function prepareVault(directory: string): Promise<void> {
  await createVault(directory, { administrator: 'e2e', password: PASSWORD })
  const store = await openVault(directory, { password: PASSWORD })
  try {
    await store.write('packSave', { pack: rule('2026.1', 'rulinib', 'C'), origin: ORIGIN, tally: TALLY })
    await store.write('packSave', {
      pack: rule('2026.2', 'rulinib', 'A1'),
      origin: ORIGIN,
      tally: TALLY,
      activate: false,
    })
    const { caseId } = await store.write('caseCreate', {
      input: caseInputSchema.parse({ pseudonym: 'P-LUNG', diagnosis: 'LUAD', stage: 'IV' }),
    })
    const request = { build: 'GRCh37' as const, tumorSample: null, assay: null, specimen: null }
    const path = join(resources, 'demo/lung-1/tissue-panel.vcf')
    await importReport(store, { caseId, path, ...request }, {}, resources)
    await store.write('caseCreate', {
      input: caseInputSchema.parse({ pseudonym: 'P-EMPTY', diagnosis: 'COAD' }),
    })
  } finally {
    await store.close()
  }
}

inEveryShell((session) => {
  const picture = async (name: string): Promise<void> => {
    await mkdir(resultPath('screens'), { recursive: true })
    await session().page.mouse.move(2, 2)
    await session().page.screenshot({
      path: resultPath('screens', `${name}.png`),
      animations: 'disabled',
    })
  }
  beforeAll(async () => {
    const directory = join(session().folder, 'vault')
    await prepareVault(directory)
    await door(session().page).open(directory, PASSWORD)
    await session()
      .page.getByRole('heading', { name: /^Cases/ })
      .waitFor()
  })

  test('a presentation is recorded with a note and listed under Reports', async () => {
    const { page } = session()
    const opened = await caseList(page).open('P-LUNG')
    await page.getByRole('region', { name: 'Key findings' }).waitFor()
    await page.getByRole('button', { name: 'Record presentation' }).click()
    const dialog = page.getByRole('dialog', { name: /^Record a presentation/ })
    await dialog.getByLabel('Note').fill('Tuesday board: osimertinib')
    await picture('24-record-presentation')
    await dialog.getByRole('button', { name: 'Record presentation' }).click()
    await dialog.waitFor({ state: 'detached' })
    const reports = await opened.show('Reports')
    const row = reports
      .getByRole('region', { name: 'Presentations' })
      .getByRole('row')
      .filter({ hasText: 'Tuesday board' })
    await row.waitFor()
    expect(await row.innerText()).toMatch(/department 2026\.1.*OncoTree.*Caseboard/)
    await row.scrollIntoViewIfNeeded()
    await picture('25-presentations')
  })

  test('before a version is switched on, its changes and the affected case are shown', async () => {
    const { page } = session()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'Knowledge', exact: true }).click()
    const versions = page.getByRole('region', { name: 'Versions' })
    await versions.getByRole('row').filter({ hasText: '2026.2' }).waitFor()
    await versions.scrollIntoViewIfNeeded()
    await picture('26-versions')
    await versions.getByRole('button', { name: 'Switch on department 2026.2' }).click()
    const dialog = page.getByRole('dialog', { name: /what changes/ })
    const change = dialog.getByRole('article', { name: 'Changed: egfr-l858r' })
    await change.waitFor()
    expect(await change.innerText()).toMatch(/strength\s+C\s+A1/)
    const affected = dialog.getByRole('region', { name: 'Affected cases' })
    await affected.getByText(/1 case is affected, of 2/).waitFor({ timeout: 60_000 })
    expect(await affected.getByRole('link', { name: 'P-LUNG' }).getAttribute('href')).toMatch(
      /^#\/case\/\d+\/therapies$/,
    )
    await affected.getByText('1 tier changed').click()
    await affected.getByText(/tier II-C → tier I-A/).waitFor()
    await picture('27-compare')
    await dialog.getByRole('button', { name: 'Use 2026.2 from now on' }).click()
    await dialog.waitFor({ state: 'detached' })
    await versions.getByRole('row').filter({ hasText: '2026.2' }).getByText('in use').waitFor()
    await versions.getByRole('button', { name: 'Switch on department 2026.1' }).waitFor()
  })

  test('the case as it was presented, marked as history, with what has changed since', async () => {
    const { page } = session()
    const opened = await caseList(page).open('P-LUNG')
    const reports = await opened.show('Reports')
    await reports
      .getByRole('link', { name: /^As presented/ })
      .first()
      .click()
    await page.getByText(/this is not today’s state/).waitFor()
    await page.getByText('1 tier changed').click()
    await page.getByText(/tier II-C → tier I-A/).waitFor()
    await page.getByText(/In use today:.*department 2026\.2/).waitFor()
    await picture('28-as-presented')
    await page.getByRole('link', { name: 'All with reasons' }).click()
    const card = page.getByRole('article', { name: 'rulinib, sensitivity' })
    await card.waitFor()
    expect(await card.innerText()).toContain('II-C')
    await page.getByText(/this is not today’s state/).waitFor()
    // It would be answered by today's packs.
    expect(await page.getByRole('region', { name: 'Why not', exact: true }).count()).toBe(0)
    await picture('29-as-presented-therapies')
    await page.getByRole('link', { name: 'Back to today' }).click()
    await opened.show('Therapies')
    const today = page.getByRole('article', { name: 'rulinib, sensitivity' })
    await today.waitFor()
    expect(await today.innerText()).toContain('I-A')
    await page.getByRole('region', { name: 'Why not', exact: true }).waitFor()
  })
})
