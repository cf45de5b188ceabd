import { rm } from 'node:fs/promises'
import { type BrowserContext, chromium } from 'playwright-core'
import { CaseboardError } from '../shared/errors.ts'
import { makeTemporaryFolder } from './app/temporaryFolder.ts'
import { findBrowser } from './setup/shells.mjs'

/**
 * Everything that keeps an installed browser from talking to anyone: no name resolves, no component or
 * background request starts, no QUIC, no sync, no crash upload.
 */
const OFFLINE_FLAGS = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-default-apps',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  // Else a bar warns every user that the flag above, which keeps the browser offline, is "unsupported".
  '--test-type',
  '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
]

export interface BrowserWish {
  readonly executable: string
  readonly headless: boolean
  /** Open as an application window without address bar. */
  readonly appWindow: boolean
}

export interface OwnBrowser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/** Launches the browser over a pipe (no debugging port) with a fresh profile that is deleted afterwards. */
export async function launchBrowser(wish: BrowserWish): Promise<OwnBrowser> {
  const profile = await makeTemporaryFolder('profile')
  // Chromium refuses to run its sandbox as root; a user's own session keeps it.
  const root = process.platform === 'linux' && process.getuid?.() === 0
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: wish.executable,
    headless: wish.headless,
    viewport: wish.headless ? { width: 1440, height: 900 } : null,
    chromiumSandbox: !root,
    acceptDownloads: false,
    // The shell closes the vault and deletes the profile first; Playwright's own handlers would end the process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    serviceWorkers: 'block',
    // Playwright's own start page would open a second, ordinary window beside the application's.
    ignoreDefaultArgs: ['--enable-automation', ...(wish.appWindow ? ['about:blank'] : [])],
    args: [
      ...OFFLINE_FLAGS,
      ...(wish.appWindow ? ['--app=data:text/html,<title>Caseboard</title>', '--window-size=1440,900'] : []),
    ],
  })
  return {
    context,
    async close() {
      // Already gone where the user closed the window or the display went away.
      await context.close().catch(() => undefined)
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The installed browser. @throws CaseboardError `unsupported` saying what to install */
export function installedBrowser(): string {
  const found = findBrowser()
  if (found !== null) return found
  throw new CaseboardError({
    code: 'unsupported',
    message: 'No Chromium, Chrome or Edge is installed on this machine.',
    remedy: 'Install one, or name its executable in the environment variable CASEBOARD_BROWSER.',
  })
}

/**
 * Prints one self-contained HTML page to PDF (A4) in a headless browser that answers no request.
 */
export async function printPdfInBrowser(html: string, executable = installedBrowser()): Promise<Uint8Array> {
  const browser = await launchBrowser({ executable, headless: true, appWindow: false })
  try {
    await browser.context.route('**/*', (route) => route.abort())
    const page = await browser.context.newPage()
    await page.setContent(html)
    return await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true })
  } finally {
    await browser.close()
  }
}
