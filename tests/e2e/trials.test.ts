import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { casePage, therapies } from './pages/casePage.ts'
import { door } from './pages/door.ts'
import { inEveryShell, screenFolders } from './session.ts'

inEveryShell((session) => {
  const picture = async (name: string): Promise<void> => {
    const { page } = session()
    const [first = '', ...others] = await screenFolders()
    const path = join(first, `${name}.png`)
    await page.mouse.move(2, 2)
    await page.screenshot({ path, animations: 'disabled' })
    for (const folder of others) await copyFile(path, join(folder, basename(path)))
  }
  const openTrials = async (pseudonym: string) => {
    const opened = await caseList(session().page).open(pseudonym)
    const panel = await opened.show('Trials')
    await panel.getByText(/\d+ of \d+ trials/).waitFor()
    return {
      panel,
      names: () =>
        panel
          .getByRole('article')
          .evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? '')),
      card: (id: string) => panel.getByRole('article', { name: new RegExp(`^${id} `) }),
    }
  }

  beforeAll(async () => {
    await door(session().page).openDemonstration()
  })

  describe('trials of the demonstration’s invented list', () => {
    test('lung 2: the C797S trial is eligible on file and stands first, with sites, source and date', async () => {
      const { names, card } = await openTrials('DEMO-LUNG-2')
      expect((await names())[0]).toBe('DEMO-TRIAL-1 (invented), eligible on file')
      const text = await card('DEMO-TRIAL-1').innerText()
      expect(text).toMatch(/Because of EGFR C797S/)
      expect(text).toMatch(/Invented hospital A, Invented city A/)
      expect(text).toMatch(/last updated 2026-11-02, retrieved \d{4}-\d{2}-\d{2}, list trials/)
      await picture('21-trials')
    })

    test('rectum: KRAS was never tested, so the HER2 trial is possible and says which test is missing', async () => {
      const { card } = await openTrials('DEMO-RECTUM-1')
      const text = await card('DEMO-TRIAL-5').innerText()
      expect(text).toContain('possibly')
      expect(text).toMatch(/Missing:[\s\S]*KRAS/)
      expect(text).not.toContain('Excluded by')
    })

    test('excluded trials are hidden at first, and named with the criterion when asked for', async () => {
      const { panel, names, card } = await openTrials('DEMO-LUNG-1')
      expect((await names()).filter((name) => name.endsWith('excluded'))).toEqual([])
      await panel.getByLabel('Outcome').selectOption('excluded')
      expect(await card('DEMO-TRIAL-1').innerText()).toMatch(/Excluded by:[\s\S]*C797S/)
      expect(await card('DEMO-TRIAL-2').innerText()).toMatch(/Excluded by:[\s\S]*Colorectal/)
      await panel.getByLabel('Outcome').selectOption('all')
      expect((await names()).length).toBe(8)
      await picture('22-trials-excluded')
    })

    test('filters: recruiting, biomarker met, words; all by keyboard', async () => {
      const { page } = session()
      const { panel, names } = await openTrials('DEMO-MELANOMA-1')
      const before = await names()
      expect(before).toContain('DEMO-TRIAL-8 (invented), eligible on file')
      expect(await page.locator('#tab-trials .count').innerText()).toBe(String(before.length))
      await panel.getByLabel('Recruiting').check()
      expect(await names()).not.toContain('DEMO-TRIAL-8 (invented), eligible on file')
      await panel.getByLabel('Recruiting').uncheck()
      await panel.getByLabel('Biomarker met').check()
      expect(await names()).toEqual(['DEMO-TRIAL-8 (invented), eligible on file'])
      await panel.getByLabel('Biomarker met').uncheck()
      await page.keyboard.press('/')
      await page.keyboard.type('demo-drug-8')
      await expect.poll(names).toEqual([expect.stringContaining('DEMO-TRIAL-7')])
    })

    test('every criterion can be read with its verdict', async () => {
      const { card } = await openTrials('DEMO-COLON-1')
      const trial = card('DEMO-TRIAL-2')
      await trial.getByText(/^All criteria/).click()
      const criteria = trial.getByRole('listitem').filter({ hasText: 'BRAF V600E' })
      expect(await criteria.first().innerText()).toContain('met')
      expect(await trial.innerText()).toContain('Able to swallow tablets')
      await picture('23-trial-criteria')
    })
  })

  describe('why not', () => {
    const ask = async (pseudonym: string, text: string) => {
      const { page } = session()
      const opened = await caseList(page).open(pseudonym)
      await opened.show('Therapies')
      await therapies(page).ready()
      await page.keyboard.press('w')
      await page.keyboard.type(text)
      await page
        .getByRole('option', { name: new RegExp(`(drug|biomarker) ?${text}`) })
        .first()
        .waitFor()
      await page.keyboard.press('Enter')
      const answer = page.getByRole('region', { name: `Why not ${text}` })
      await answer.waitFor()
      return answer
    }

    test('colon, vemurafenib: another tumor type, and the own one takes precedence', async () => {
      const text = await (await ask('DEMO-COLON-1', 'vemurafenib')).innerText()
      expect(text).toMatch(/this case is Colon Adenocarcinoma \(COAD\)/)
      expect(text).toMatch(/takes precedence/)
      await picture('24-why-not')
    })

    test('lung 1, sotorasib: the change was tested and is not there', async () => {
      const text = await (await ask('DEMO-LUNG-1', 'sotorasib')).innerText()
      expect(text).toMatch(/KRAS G12C: not met\. .*Tested and not detected/)
      expect(text).toMatch(/retrieved \d{4}-\d{2}-\d{2}/)
    })

    test('a drug that no pack knows: said, with the packs asked', async () => {
      const { page } = session()
      const opened = await caseList(page).open('DEMO-LUNG-1')
      await opened.show('Therapies')
      await page.keyboard.press('w')
      await page.keyboard.type('paracetamol')
      await page.keyboard.press('Enter')
      const section = page.getByRole('region', { name: 'Why not', exact: true })
      await section.getByText(/No installed pack has an assertion for “paracetamol”/).waitFor()
    })
  })

  describe('learning in place', () => {
    test('every badge and level of every demonstration case explains itself', async () => {
      const { page } = session()
      const cases = [
        'DEMO-LUNG-1',
        'DEMO-LUNG-2',
        'DEMO-COLON-1',
        'DEMO-BREAST-1',
        'DEMO-MELANOMA-1',
        'DEMO-SALIVARY-1',
        'DEMO-RECTUM-1',
      ]
      const silent = new Set<string>()
      let seen = 0
      for (const pseudonym of cases) {
        const opened = await caseList(page).open(pseudonym)
        for (const name of ['Summary', 'Therapies', 'Variants', 'Trials'] as const) {
          const panel = await opened.show(name)
          if (name === 'Summary') await page.getByRole('region', { name: 'Key findings' }).waitFor()
          if (name === 'Therapies') {
            await therapies(page).ready()
            // Behind each line stand more badges: the trail of reasons.
            await panel.locator('details.evidence').evaluateAll((all) => {
              for (const one of all) (one as HTMLDetailsElement).open = true
            })
            await panel.locator('.trail').first().waitFor()
          }
          if (name === 'Trials') {
            await panel.getByLabel('Outcome').selectOption('all')
            await panel.getByRole('article').first().waitFor()
          }
          const words = await panel
            .locator('.badge, .source-level')
            .evaluateAll((all) =>
              all.map((one) => [one.textContent ?? '', one.closest('[data-term]') === null] as const),
            )
          seen += words.length
          for (const [word, unexplained] of words) if (unexplained) silent.add(`${name}: ${word.trim()}`)
        }
      }
      expect([...silent]).toEqual([])
      expect(seen).toBeGreaterThan(500)
    })

    test('a badge explains itself on focus, in two sentences with its source; Escape closes it', async () => {
      const { page } = session()
      await caseList(page).open('DEMO-LUNG-1')
      await page.getByRole('region', { name: 'Key findings' }).waitFor()
      const badge = page.locator('[data-term="tier I-A"]').first()
      await badge.focus()
      const tip = page.getByRole('tooltip')
      expect(await tip.innerText()).toMatch(/I-A[\s\S]*Strong significance[\s\S]*Source: AMP\/ASCO\/CAP 2017/)
      await picture('25-explained')
      await page.keyboard.press('Escape')
      await tip.waitFor({ state: 'detached' })
      await casePage(page).header('DEMO-LUNG-1').waitFor()
    })

    test('the glossary is one key away and searchable; Escape goes back', async () => {
      const { page } = session()
      await caseList(page).open('DEMO-LUNG-1')
      await page.keyboard.press('e')
      await page.getByRole('heading', { name: 'Glossary', level: 1 }).waitFor()
      await picture('26-glossary')
      await page.keyboard.press('/')
      await page.keyboard.type('clonal haem')
      await page.getByText('1 of').waitFor()
      expect(await page.getByRole('region', { name: 'Germline, blood and plasma' }).innerText()).toContain(
        'PMID 25931582',
      )
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await casePage(page).header('DEMO-LUNG-1').waitFor()
    })
  })
})
