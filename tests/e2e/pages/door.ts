import type { Locator, Page } from 'playwright-core'

/** The first screen: open a vault, make one, or look at the demonstration. */
export function door(page: Page) {
  const choose = (tab: 'Open vault' | 'New vault'): Promise<void> =>
    page.getByRole('tab', { name: tab }).click()
  const field = (label: string): Locator => page.getByLabel(label, { exact: true })
  const newVault = {
    folder: field('Vault folder'),
    administrator: field('Administrator name'),
    password: field('Password'),
    again: field('Password again'),
    create: page.getByRole('button', { name: 'Create vault' }),
  }
  const recovery = page.getByRole('dialog', { name: 'Recovery key' })
  return {
    newVault,
    recovery: {
      dialog: recovery,
      key: recovery.getByLabel('Recovery key', { exact: true }),
      stored: recovery.getByRole('checkbox', { name: /stored/ }),
      continue: recovery.getByRole('button', { name: 'Continue to Caseboard' }),
    },
    folder: field('Vault folder'),
    password: field('Password'),
    openButton: page.getByRole('button', { name: 'Open vault' }),
    choose,
    /** Makes a vault, confirms the recovery key, and gives it back. */
    async create(directory: string, password: string): Promise<string> {
      await choose('New vault')
      await newVault.folder.fill(directory)
      await newVault.administrator.fill('e2e')
      await newVault.password.fill(password)
      await newVault.again.fill(password)
      await newVault.create.click()
      const key = (await recovery.getByLabel('Recovery key', { exact: true }).innerText()).trim()
      await recovery.getByRole('checkbox', { name: /stored/ }).check()
      await recovery.getByRole('button', { name: 'Continue to Caseboard' }).click()
      await page.getByRole('heading', { name: /^Cases/ }).waitFor()
      return key
    },
    async open(directory: string, password: string): Promise<void> {
      await choose('Open vault')
      await field('Vault folder').fill(directory)
      await field('Password').fill(password)
      await page.getByRole('button', { name: 'Open vault' }).click()
    },
    async openDemonstration(): Promise<void> {
      await page.getByRole('button', { name: 'Open the demonstration' }).click()
      await page.getByRole('grid', { name: /^Cases/ }).waitFor({ timeout: 60_000 })
    },
  }
}
