import { basename, dirname } from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** Caseboard's own file dialog (the browser shell's; Electron has the system's, which no test can click). */
export function fileDialog(page: Page, title: string | RegExp) {
  const dialog = page.getByRole('dialog', { name: title })
  const path = dialog.getByLabel('Path', { exact: true })
  /** Types a path once the dialog has listed its first folder, whose path it writes into the field itself. */
  const type = async (text: string): Promise<void> => {
    await page.waitForFunction(
      (field) => (field as HTMLInputElement).value !== '',
      await path.elementHandle(),
    )
    await path.fill(text)
  }
  return {
    dialog,
    /** Goes to the file's folder and clicks the file, as a user does who knows where the file lies. */
    async browseTo(file: string): Promise<void> {
      await type(dirname(file))
      await dialog.getByRole('button', { name: 'Go', exact: true }).click()
      await dialog.getByRole('option', { name: basename(file), exact: true }).click()
      await dialog.getByRole('button', { name: 'Choose', exact: true }).click()
    },
    /** Pastes the whole path. */
    async paste(file: string): Promise<void> {
      await type(file)
      await dialog.getByRole('button', { name: 'Choose', exact: true }).click()
    },
    async saveAs(folder: string, name: string): Promise<void> {
      await type(folder)
      await dialog.getByRole('button', { name: 'Go', exact: true }).click()
      await dialog.getByLabel('File name', { exact: true }).fill(name)
      await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    },
  }
}

/** Import of reports, from the Reports tab on. */
export function importing(page: Page) {
  const preview = page.getByRole('dialog', { name: 'Import reports' })
  const running = page.getByRole('dialog', { name: 'Importing' })
  const done = page.getByRole('dialog', { name: 'Imported', exact: true })
  return {
    preview,
    running,
    done,
    failed: page.getByRole('dialog', { name: 'Import failed' }),
    cancelled: page.getByRole('dialog', { name: 'Import cancelled' }),
    card: (name: string): Locator => preview.getByRole('region', { name: `File ${name}` }),
    async choose(file: string, way: 'browse' | 'paste' = 'paste'): Promise<void> {
      await page.getByRole('button', { name: 'Import reports' }).click()
      const dialog = fileDialog(page, 'Choose reports')
      await (way === 'browse' ? dialog.browseTo(file) : dialog.paste(file))
      await preview.waitFor()
    },
    start: (): Promise<void> => preview.getByRole('button', { name: /^Import \d+ file/ }).click(),
    async finish(): Promise<void> {
      await done.waitFor({ timeout: 90_000 })
      await done.getByRole('button', { name: 'Close', exact: true }).click()
    },
  }
}
