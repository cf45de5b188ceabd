import type { Locator, Page } from 'playwright-core'

export type TabName = 'Summary' | 'Therapies' | 'Variants' | 'Genome' | 'Reports' | 'Trials'

/** One open case: its header, its tabs, and the panel that is shown. */
export function casePage(page: Page) {
  const tab = (name: TabName): Locator => page.getByRole('tab', { name, exact: true })
  const panel = (name: TabName): Locator => page.getByRole('tabpanel', { name, exact: true })
  return {
    header: (pseudonym: string): Locator =>
      page.getByRole('heading', { name: pseudonym, level: 1, exact: true }),
    tab,
    panel,
    async show(name: TabName): Promise<Locator> {
      await tab(name).click()
      await panel(name).waitFor()
      return panel(name)
    },
  }
}

/** The therapies of the open case. */
export function therapies(page: Page) {
  const panel = page.getByRole('tabpanel', { name: 'Therapies', exact: true })
  const section = (name: string): Locator => panel.getByRole('region', { name, exact: true })
  return {
    panel,
    options: section('Options in this tumor type'),
    notAssessed: section('Not assessed'),
    section,
    /** The card of one regimen, by its drugs as written on it, anywhere on the page or in one section. */
    card: (label: string, effect: string, within: Locator = panel): Locator =>
      within.getByRole('article', { name: `${label}, ${effect}`, exact: true }),
    async ready(): Promise<void> {
      await panel.getByText(/\d+ of \d+ assertions/).waitFor()
    },
    /** Names of all cards of an effect, e.g. `encorafenib + cetuximab`, in the order of the screen. */
    async regimens(effect: string): Promise<string[]> {
      const names = await panel
        .getByRole('article')
        .evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''))
      return names
        .filter((name) => name.endsWith(`, ${effect}`))
        .map((name) => name.slice(0, -effect.length - 2))
    },
  }
}
