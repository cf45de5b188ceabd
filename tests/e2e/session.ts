import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApp, availableShells } from './shells.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a test file works with in one shell: one window, kept open over its tests, and a folder of its own. */
export interface Session {
  readonly app: OpenApp
  readonly page: Page
  /** Deleted after the file's tests. */
  readonly folder: string
}

/** How long a state may take to come on a busy two-core machine; a wait ends as soon as it is there. */
const PATIENCE = 15_000

/**
 * Runs `body`'s tests in every shell this machine has, sharing one window, and closes with the rule of the
 * whole suite: nothing asked another machine and nothing stands on the console. `body` gets a function,
 * because the window opens only when the tests run. A failing test leaves a picture in `test-results/`.
 */
export function inEveryShell(body: (session: () => Session) => void): void {
  for (const shell of availableShells()) {
    describe(`in the ${shell.name} shell`, () => {
      let session: Session | null = null
      const current = (): Session => {
        if (session === null) throw new Error('the window is not open')
        return session
      }
      beforeAll(async () => {
        const [app, folder] = await Promise.all([
          shell.open(),
          mkdtemp(join(tmpdir(), 'caseboard-e2e-files-')),
        ])
        app.page.setDefaultTimeout(PATIENCE)
        session = { app, page: app.page, folder }
      })
      afterEach(async ({ task }) => {
        if (task.result?.state !== 'fail' || session === null) return
        const name = `${shell.name} ${task.name}`.replace(/[^\w]+/g, '-').slice(0, 90)
        await session.page.screenshot({ path: resultPath('failures', `${name}.png`) }).catch(() => undefined)
        // A dialog left open by a failed test must not fail the next one too; the vault stays open in the core.
        await session.page.reload().catch(() => undefined)
      })
      afterAll(async () => {
        if (session === null) return
        await session.app.close()
        await rm(session.folder, { recursive: true, force: true })
      })

      body(current)

      test('no other machine was asked, and the console is clean', () => {
        const { app } = current()
        expect(app.foreignRequests).toEqual([])
        expect(app.refusedRequests ?? []).toEqual([])
        expect(app.problems).toEqual([])
      })
    })
  }
}

/** True, saying so, in Electron: its file dialog is the system's, which no test can drive. */
export function hasSystemDialogs({ app }: Session): boolean {
  if (app.shell === 'browser') return false
  console.log('skipped in Electron: the system’s file dialog cannot be driven by a test')
  return true
}

/** A file in `test-results/` (not under version control). */
export function resultPath(...parts: string[]): string {
  return join(root, 'test-results', ...parts)
}

/** The folder of the screens' pictures: `test-results/screens`, and where CASEBOARD_SCREENSHOTS says. */
export async function screenFolders(): Promise<readonly string[]> {
  const wished = process.env['CASEBOARD_SCREENSHOTS']
  const folders = [resultPath('screens'), ...(wished === undefined || wished === '' ? [] : [wished])]
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })))
  return folders
}
