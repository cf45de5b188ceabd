import { parseArgs } from 'node:util'
import type { BrowserContext, Route } from 'playwright-core'
import packageJson from '../package.json' with { type: 'json' }
import type { App } from './app/createApp.ts'
import { createApp } from './app/createApp.ts'
import { BROWSER_ORIGIN, isOwnUrl } from './app/navigationGuard.ts'
import { applicationDirectory, stateDirectory } from './app/paths.ts'
import { installedBrowser, launchBrowser, printPdfInBrowser } from './browser.ts'
import { join } from 'node:path'

/**
 * The application in an installed Chromium, Chrome or Edge, driven over a pipe: requests of the app's own
 * origin are answered by `app.serve`, calls by `app.handle`, everything else is aborted.
 */

export interface BrowserShell {
  readonly app: App
  readonly context: BrowserContext
  /** Resolves when the window was closed or the user quit. */
  readonly closed: Promise<undefined>
  /** URLs that something on the page asked for outside the app's own origin, and did not get. */
  readonly refusedRequests: readonly string[]
  close(): Promise<void>
}

export async function openBrowserShell(wish: {
  readonly executable: string
  readonly headless: boolean
  readonly stateDirectory: string
}): Promise<BrowserShell> {
  const root = applicationDirectory()
  const refusedRequests: string[] = []
  const { promise: closed, resolve: hasClosed } = Promise.withResolvers<undefined>()
  const app = createApp({
    version: packageJson.version,
    shell: 'browser',
    resourcesDirectory: join(root, 'resources'),
    rendererDirectory: join(root, 'out', 'renderer'),
    stateDirectory: wish.stateDirectory,
    dialogs: null,
    printPdf: (html) => printPdfInBrowser(html, wish.executable),
    onQuit: () => void close(),
  })
  const browser = await launchBrowser({
    executable: wish.executable,
    headless: wish.headless,
    appWindow: !wish.headless,
  })
  let closing: Promise<void> | null = null

  function close(): Promise<void> {
    closing ??= (async () => {
      await app.close()
      await browser.close().catch(() => undefined)
      hasClosed(undefined)
    })()
    return closing
  }

  const { context } = browser
  // As text: the binding's own serialiser takes ten times longer for a large answer.
  await context.exposeBinding('caseboardCall', async (_source, call: string) =>
    JSON.stringify(await app.handle(JSON.parse(call))),
  )
  await context.addInitScript(() => {
    const page = window as unknown as { caseboardCall: (call: string) => Promise<string>; caseboard: unknown }
    page.caseboard = {
      call: async (call: unknown): Promise<unknown> =>
        JSON.parse(await page.caseboardCall(JSON.stringify(call))),
    }
  })
  await context.route('**/*', (route) => answerRoute(app, route, refusedRequests))
  const page = context.pages()[0] ?? (await context.newPage())
  // One window: a second one could only be somebody else's.
  context.on('page', (other) => void other.close())
  page.on('close', () => void close())
  context.on('close', () => void close())
  await page.goto(`${BROWSER_ORIGIN}/`)
  return { app, context, closed, refusedRequests, close }
}

async function answerRoute(app: App, route: Route, refused: string[]): Promise<void> {
  const request = route.request()
  if (!isOwnUrl(request.url(), BROWSER_ORIGIN)) {
    refused.push(request.url())
    return route.abort('blockedbyclient')
  }
  try {
    const response = await app.serve(
      new Request(request.url(), { method: request.method(), headers: request.headers() }),
    )
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  } catch {
    // The page went away while it was being answered.
    await route.abort().catch(() => undefined)
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { browser: { type: 'string' }, headless: { type: 'boolean', default: false } },
  })
  const shell = await openBrowserShell({
    executable: values.browser ?? installedBrowser(),
    headless: values.headless,
    stateDirectory: stateDirectory(),
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void shell.close())
  process.stderr.write('Caseboard is open. Close its window to end it.\n')
  await shell.closed
}

if (import.meta.main) await main()
