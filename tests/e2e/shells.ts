import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Page, _electron } from 'playwright-core'
import { openBrowserShell } from '../../electron/browser-shell.ts'
import { BROWSER_ORIGIN, ELECTRON_ORIGIN, isOwnUrl } from '../../electron/app/navigationGuard.ts'
import { installedBrowser } from '../../electron/browser.ts'
import { findElectron } from '../../electron/setup/shells.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The application in one shell, as the end-to-end tests drive it. */
export interface OpenApp {
  readonly shell: 'browser' | 'electron'
  readonly page: Page
  /** Every URL outside the app's own origin that anything in the window asked for. */
  readonly foreignRequests: readonly string[]
  /** Console errors, page errors and failed requests of the app's own: a test that leaves any has failed. */
  readonly problems: readonly string[]
  /** What the shell's own request filter had to refuse; null where the shell does not tell. */
  readonly refusedRequests: readonly string[] | null
  /** The process that hosts the core: throw-away folders bear its number. */
  readonly processId: number
  close(): Promise<void>
}

function watch(page: Page, origin: string): { foreignRequests: string[]; problems: string[] } {
  const foreignRequests: string[] = []
  const problems: string[] = []
  page.on('request', (request) => {
    if (!isOwnUrl(request.url(), origin)) foreignRequests.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // A range that igv gave up because the view moved on is no failure.
    if (isOwnUrl(request.url(), origin) && reason !== 'net::ERR_ABORTED')
      problems.push(`request: ${request.url()} ${reason}`)
  })
  return { foreignRequests, problems }
}

async function openInBrowser(): Promise<OpenApp> {
  const state = await mkdtemp(join(tmpdir(), 'caseboard-e2e-'))
  const shell = await openBrowserShell({
    executable: installedBrowser(),
    headless: true,
    stateDirectory: state,
  })
  const page = shell.context.pages()[0]
  if (page === undefined) throw new Error('the browser shell has no window')
  await page.setViewportSize({ width: 1440, height: 900 })
  const seen = watch(page, BROWSER_ORIGIN)
  return {
    shell: 'browser',
    page,
    ...seen,
    refusedRequests: shell.refusedRequests,
    processId: process.pid,
    async close() {
      await shell.close()
      await rm(state, { recursive: true, force: true })
    },
  }
}

async function openInElectron(executable: string): Promise<OpenApp> {
  const state = await mkdtemp(join(tmpdir(), 'caseboard-e2e-'))
  const app = await _electron.launch({
    executablePath: executable,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${state}`, root],
  })
  const page = await app.firstWindow()
  const seen = watch(page, ELECTRON_ORIGIN)
  return {
    shell: 'electron',
    page,
    ...seen,
    refusedRequests: null,
    processId: app.process().pid ?? 0,
    async close() {
      await app.close()
      await rm(state, { recursive: true, force: true })
    },
  }
}

export interface TestShell {
  readonly name: 'browser' | 'electron'
  open(): Promise<OpenApp>
}

/** The shells this machine has; the ones that are skipped are named once on the console. */
export function availableShells(): readonly TestShell[] {
  const electron = findElectron(root)
  const shells: TestShell[] = [{ name: 'browser', open: openInBrowser }]
  if (electron === null)
    console.log("end-to-end: Electron shell skipped, because Electron's binary is not on this machine")
  else shells.push({ name: 'electron', open: () => openInElectron(electron) })
  return shells
}
