import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { casePage, therapies } from './pages/casePage.ts'
import { door } from './pages/door.ts'
import { genome } from './pages/genome.ts'
import { inEveryShell } from './session.ts'

const CASES = [
  'DEMO-LUNG-1',
  'DEMO-LUNG-2',
  'DEMO-COLON-1',
  'DEMO-BREAST-1',
  'DEMO-MELANOMA-1',
  'DEMO-SALIVARY-1',
  'DEMO-RECTUM-1',
]

inEveryShell((session) => {
  const marked = async (): Promise<void> => {
    expect(await session().page.getByRole('note').innerText()).toContain('Demonstration')
  }
  /** Opens a case's therapies. */
  const openTherapies = async (pseudonym: string): Promise<ReturnType<typeof therapies>> => {
    const opened = await caseList(session().page).open(pseudonym)
    await opened.show('Therapies')
    const list = therapies(session().page)
    await list.ready()
    await marked()
    return list
  }
  /** Opens the reasons of a card's evidence whose line holds `text`. */
  const why = async (card: Locator, text: string | RegExp): Promise<Locator> => {
    const evidence = card.getByRole('group').filter({ hasText: text }).first()
    await evidence.getByLabel(/^Why: /).click()
    await evidence.getByRole('heading', { name: /^Why it / }).waitFor()
    return evidence
  }

  beforeAll(async () => {
    await door(session().page).openDemonstration()
  })

  test('at least four complete cases are listed, each with a diagnosis, reports and alterations', async () => {
    const { rows, row } = caseList(session().page)
    await rows.nth(CASES.length - 1).waitFor()
    expect(await rows.count()).toBeGreaterThanOrEqual(4)
    for (const pseudonym of CASES) {
      const cells = await row(pseudonym).getByRole('gridcell').allInnerTexts()
      expect(cells[1], pseudonym).toMatch(/\([A-Z]+\)$/)
      expect(Number(cells[4]), pseudonym).toBeGreaterThan(0)
      expect(Number(cells[5]), pseudonym).toBeGreaterThan(0)
    }
    await marked()
  })

  test('every screen says that this is the demonstration', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-BREAST-1')
    for (const name of ['Summary', 'Therapies', 'Variants', 'Reports', 'Genome'] as const) {
      await opened.show(name)
      await marked()
    }
    await page.getByRole('button', { name: 'Presentation mode' }).click()
    await marked()
    await page.getByRole('button', { name: 'Presentation mode' }).click()
    await page.getByRole('link', { name: 'Settings' }).click()
    for (const name of ['References', 'Assays', 'Knowledge', 'Audit log', 'About']) {
      await page.getByRole('tab', { name }).click()
      await marked()
    }
  })

  test('search narrows the list by pseudonym, diagnosis and OncoTree code', async () => {
    const { show, search, rows, row } = caseList(session().page)
    await show()
    for (const [text, found] of [
      ['rectum', 'DEMO-RECTUM-1'],
      ['breast', 'DEMO-BREAST-1'],
      ['COAD', 'DEMO-COLON-1'],
    ] as const) {
      await search.fill(text)
      await rows.nth(1).waitFor({ state: 'detached' })
      await row(found).waitFor()
      expect(await rows.count()).toBe(1)
      await search.fill('')
      await rows.nth(CASES.length - 1).waitFor()
    }
    await search.fill('nobody of this name')
    await session()
      .page.getByRole('heading', { name: /^No case matches/ })
      .waitFor()
    await search.fill('')
    await rows.first().waitFor()
  })

  test('the keyboard is enough: / searches, arrows and Enter open a case, numbers change tabs, Escape goes back', async () => {
    const { page } = session()
    const { show, search, rows, heading } = caseList(page)
    await show()
    await page.keyboard.press('/')
    expect(await search.evaluate((box) => box === document.activeElement)).toBe(true)
    await page.keyboard.type('demo-lung')
    await rows.nth(2).waitFor({ state: 'detached' })
    expect(await rows.count()).toBe(2)
    const second = (await rows.nth(1).getByRole('gridcell').first().innerText()).trim()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const opened = casePage(page)
    await opened.header(second).waitFor()
    for (const [key, name] of [
      ['2', 'Therapies'],
      ['3', 'Variants'],
      ['5', 'Reports'],
      ['1', 'Summary'],
    ] as const) {
      await page.keyboard.press(key)
      await opened.panel(name).waitFor()
      expect(await opened.tab(name).getAttribute('aria-selected')).toBe('true')
    }
    await page.keyboard.press('4')
    await genome(page).drawn()
    await page.keyboard.press('Escape')
    await heading.waitFor()
  })

  describe('what the board would act on', () => {
    test('colon, BRAF V600E: encorafenib with cetuximab, and no BRAF inhibitor without an EGFR antibody', async () => {
      const list = await openTherapies('DEMO-COLON-1')
      const sensitive = await list.regimens('sensitivity')
      expect(await list.card('encorafenib + cetuximab', 'sensitivity', list.options).count()).toBe(1)
      const inhibitors = /vemurafenib|dabrafenib|encorafenib|tovorafenib/
      const withoutAntibody = sensitive.filter(
        (name) => inhibitors.test(name) && !/cetuximab|panitumumab/.test(name),
      )
      expect(withoutAntibody).toEqual([])
    })

    test('lung 1: gefitinib and erlotinib stand with the T790M resistance beside them, and osimertinib is offered', async () => {
      const list = await openTherapies('DEMO-LUNG-1')
      for (const drug of ['gefitinib', 'erlotinib']) {
        const card = list.card(drug, 'sensitivity')
        expect(await card.innerText(), drug).toMatch(/Resistance in this case:[\s\S]*T790M/)
      }
      const osimertinib = list.card('osimertinib', 'sensitivity', list.options)
      expect(await osimertinib.innerText()).toContain('T790M')
      expect(await osimertinib.innerText()).not.toContain('Resistance in this case')
    })

    test('lung 2: C797S stands beside osimertinib', async () => {
      const list = await openTherapies('DEMO-LUNG-2')
      expect(await list.card('osimertinib', 'sensitivity').first().innerText()).toMatch(
        /Resistance in this case:[\s\S]*C797S/,
      )
    })

    test('rectum: KRAS was never tested, so its wild-type criterion reads "not assessed" and the drugs wait for it', async () => {
      const list = await openTherapies('DEMO-RECTUM-1')
      const card = list.card('tucatinib + trastuzumab', 'sensitivity', list.notAssessed)
      expect(await card.innerText()).toMatch(/Waits for: [\s\S]*KRAS wild type/)
      const evidence = await why(card, 'KRAS wild type')
      const criterion = evidence
        .getByRole('listitem')
        .filter({ hasText: /KRAS wild type/ })
        .first()
      expect(await criterion.innerText()).toMatch(/not assessed/)
      expect(await list.card('tucatinib + trastuzumab', 'sensitivity', list.options).count()).toBe(0)
    })
  })

  test('from a therapy one click shows the reasons; the report line, source and dates stand there', async () => {
    const { page } = session()
    const list = await openTherapies('DEMO-LUNG-1')
    const evidence = await why(list.card('osimertinib', 'sensitivity', list.options), 'T790M')
    const text = await evidence.innerText()
    expect(text).toMatch(/PMID:\d+|FDA label/)
    expect(text).toMatch(/retrieved \d{4}-\d{2}-\d{2}/)
    expect(text).toMatch(/of pack \S+ \S+, retrieved \d{4}-\d{2}-\d{2}/)
    await evidence.getByRole('button', { name: 'Report line' }).first().click()
    const line = page.getByRole('dialog', { name: 'Report line' })
    const original = await line.getByLabel('Original line').innerText()
    // EGFR T790M, GRCh37: the file's own text, tabs and all.
    expect(original).toMatch(/^(chr)?7\t55249071\t/)
    expect(await line.innerText()).toContain('plasma-panel.vcf')
    await page.keyboard.press('Escape')
    await evidence.getByRole('button', { name: /^Rule / }).click()
    const rule = page.getByRole('dialog', { name: 'Rule', exact: true })
    expect(await rule.getByLabel('Rule as written in the pack').innerText()).toContain('T790M')
    await page.keyboard.press('Escape')
  })

  test('every option has sources with an identifier and the date they were retrieved', async () => {
    const list = await openTherapies('DEMO-LUNG-1')
    const cards = await list.options.getByRole('article').all()
    expect(cards.length).toBeGreaterThan(5)
    for (const card of cards) {
      const evidence = await why(card, '')
      const sources = evidence
        .locator('section')
        .filter({ has: session().page.getByRole('heading', { name: 'Sources' }) })
      expect(await sources.innerText(), await card.innerText()).toMatch(
        /\S+[\s\S]*retrieved \d{4}-\d{2}-\d{2}/,
      )
    }
  })

  test('companion diagnostics are named as what would confirm the finding; none is claimed as used', async () => {
    const list = await openTherapies('DEMO-LUNG-1')
    const evidence = await why(list.card('osimertinib', 'sensitivity', list.options), 'L858R')
    const text = await evidence.innerText()
    expect(text).toContain('a biomarker match, not a companion-diagnostic result. Would confirm it:')
    expect(text).toMatch(/cobas|FoundationOne|Guardant360|Oncomine/)
    expect(await list.panel.getByText('used here', { exact: true }).count()).toBe(0)
  })
})
