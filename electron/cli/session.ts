import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { CaseboardError } from '../../shared/errors.ts'
import type { Case } from '../../shared/model.ts'
import { type AppContext, openStore } from '../app/appContext.ts'
import { type App, createApp } from '../app/createApp.ts'
import { applicationDirectory, stateDirectory } from '../app/paths.ts'
import { openVault } from '../store/storeClient.ts'

export interface VaultOptions {
  readonly vault: string
  readonly passwordFile: string
  readonly user?: string
  readonly json?: boolean
}

/** The first line of a password file, without its line end. @throws CaseboardError `not-found` */
export async function readPassword(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/, 1)[0] ?? ''
  } catch {
    throw new CaseboardError({
      code: 'not-found',
      message: 'The password file cannot be read.',
      remedy: 'Give --password-file a file whose first line is the password.',
      file: path,
    })
  }
}

/** The application core without a window. */
export function headlessApp(): App {
  const root = applicationDirectory()
  return createApp({
    version: packageJson.version,
    shell: 'headless',
    resourcesDirectory: join(root, 'resources'),
    rendererDirectory: join(root, 'out', 'renderer'),
    stateDirectory: stateDirectory(),
    dialogs: null,
    // The browser's driver is loaded only where something is printed.
    printPdf: async (html) => (await import('../browser.ts')).printPdfInBrowser(html),
    onQuit: () => undefined,
  })
}

/** Opens the vault, does the work and closes the vault whatever happens. */
export async function withOpenVault<Result>(
  options: VaultOptions,
  work: (context: AppContext) => Promise<Result>,
): Promise<Result> {
  const app = headlessApp()
  try {
    const password = await readPassword(options.passwordFile)
    const store = await openVault(
      options.vault,
      options.user === undefined ? { password } : { user: options.user, password },
    )
    app.context.vault = { store, demonstration: false, throwAwayDirectory: null }
    return await work(app.context)
  } finally {
    await app.close()
  }
}

/** The case of this pseudonym. @throws CaseboardError `not-found` */
export async function findCase(context: AppContext, pseudonym: string): Promise<Case> {
  const found = await openStore(context).read('caseByPseudonym', { pseudonym })
  if (found !== null) return found
  throw new CaseboardError({
    code: 'not-found',
    message: `The vault has no case "${pseudonym}".`,
    remedy: 'List the cases with: cases --vault ... --password-file ...',
    field: '--case',
  })
}

/** One JSON document, or lines for people. */
export function print(options: { readonly json?: boolean }, value: unknown, lines: readonly string[]): void {
  process.stdout.write(
    options.json === true ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join('\n')}\n`,
  )
}
