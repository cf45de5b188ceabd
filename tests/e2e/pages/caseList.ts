import type { Locator, Page } from 'playwright-core'
import { casePage } from './casePage.ts'

export interface NewCase {
  readonly pseudonym: string
  /** What is typed into the OncoTree field, and the option to take from its list. */
  readonly search: string
  readonly diagnosis: RegExp
}

/** The list of cases. */
export function caseList(page: Page) {
  const rows = page
    .getByRole('grid', { name: /^Cases/ })
    .getByRole('rowgroup')
    .getByRole('row')
  const row = (pseudonym: string): Locator =>
    page.getByRole('row', { name: `Case ${pseudonym}`, exact: true })
  return {
    heading: page.getByRole('heading', { name: /^Cases/, level: 1 }),
    search: page.getByRole('searchbox', { name: 'Search cases' }),
    rows,
    row,
    newCase: page.getByRole('button', { name: 'New case' }).first(),
    async show(): Promise<void> {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases' }).click()
      await page.getByRole('heading', { name: /^Cases/, level: 1 }).waitFor()
    },
    /** Opens a case from wherever the user is, and waits until its matching is done. */
    async open(pseudonym: string): Promise<ReturnType<typeof casePage>> {
      await this.show()
      await row(pseudonym).click()
      const opened = casePage(page)
      await opened.header(pseudonym).waitFor()
      return opened
    },
    async create(wish: NewCase): Promise<ReturnType<typeof casePage>> {
      await this.show()
      await page.getByRole('button', { name: 'New case' }).first().click()
      const form = page.getByRole('dialog', { name: 'New case' })
      await form.getByLabel('Pseudonym').fill(wish.pseudonym)
      await form.getByRole('combobox', { name: 'Diagnosis (OncoTree)' }).fill(wish.search)
      await form.getByRole('option', { name: wish.diagnosis }).click()
      await form.getByRole('button', { name: 'Create case' }).click()
      const opened = casePage(page)
      await opened.header(wish.pseudonym).waitFor()
      return opened
    },
  }
}
