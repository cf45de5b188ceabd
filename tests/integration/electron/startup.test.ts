import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))

interface StartUp {
  readonly order: readonly string[]
  readonly privileged: readonly { readonly scheme: string; readonly privileges: Record<string, boolean> }[]
  readonly switches: readonly string[]
  readonly preferences: Record<string, unknown>
  readonly loaded: string
  readonly windowOpen: { readonly action: string }
  readonly permission: boolean
  readonly permissionCheck: boolean
  readonly cancelsForeign: boolean
  readonly cancelsOwn: boolean
  readonly preventsForeign: boolean
  readonly preventsWebview: boolean
  readonly page: { readonly status: number; readonly type: string; readonly policy: string }
  readonly answer: {
    readonly ok: boolean
    readonly value?: { readonly shell: string; readonly nativeDialogs: boolean }
  }
  readonly foreignAnswer: { readonly ok: boolean }
  readonly frameAnswer: { readonly ok: boolean }
}

async function startUp(entry: string): Promise<StartUp> {
  const state = await mkdtemp(join(tmpdir(), 'caseboard-state-'))
  const { stdout } = await run(
    process.execPath,
    [join(root, 'tests/integration/electron/startup.mjs'), pathToFileURL(join(root, entry)).href],
    { cwd: root, env: { ...process.env, CASEBOARD_STATE: state } },
  )
  return JSON.parse(stdout) as StartUp
}

/**
 * Without Electron's binary the shell runs up to Electron's own calls, which a double records; with the
 * binary the end-to-end suite runs in it.
 */
describe.each(['electron/main.ts', 'out/main/main.js'])('the Electron shell of %s', (entry) => {
  let started: StartUp

  beforeAll(async () => {
    if (!existsSync(join(root, entry))) throw new Error(`${entry} is missing: run npm run build first`)
    started = await startUp(entry)
  })

  test('registers its scheme and the sandbox before it is ready, and loads its own page last', () => {
    const { order } = started
    expect(order.indexOf('privileged')).toBeLessThan(order.indexOf('ready'))
    expect(order.indexOf('sandbox')).toBeLessThan(order.indexOf('ready'))
    expect(order.at(-1)).toBe('loaded')
    expect(started.loaded).toBe('caseboard://app/index.html')
    expect(started.privileged[0]).toMatchObject({
      scheme: 'caseboard',
      privileges: { standard: true, secure: true },
    })
  })

  test('opens a sandboxed, isolated window without Node', () => {
    expect(started.preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    })
  })

  test('denies new windows, permissions, foreign requests, foreign pages and webviews', () => {
    expect(started.windowOpen).toEqual({ action: 'deny' })
    expect(started.permission).toBe(false)
    expect(started.permissionCheck).toBe(false)
    expect(started.cancelsForeign).toBe(true)
    expect(started.cancelsOwn).toBe(false)
    expect(started.preventsForeign).toBe(true)
    expect(started.preventsWebview).toBe(true)
    expect(started.switches).toContain('host-resolver-rules=MAP * ~NOTFOUND')
  })

  test('serves the built renderer through its scheme, under the content-security policy', () => {
    expect(started.page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
    expect(started.page.policy).toContain("default-src 'none'")
  })

  test('answers calls of its own top page only', () => {
    expect(started.answer).toMatchObject({ ok: true, value: { shell: 'electron', nativeDialogs: true } })
    expect(started.foreignAnswer.ok).toBe(false)
    expect(started.frameAnswer.ok).toBe(false)
  })
})
