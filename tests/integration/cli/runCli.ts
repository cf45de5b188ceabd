import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import type { MatchReport } from '../../../shared/match.ts'
import { matchReportSchema } from '../../../shared/match.ts'

export const REPOSITORY = join(import.meta.dirname, '../../..')
const CLI = join(REPOSITORY, 'electron/cli.ts')
/** Every process reads the same sources: Node keeps them compiled here between one and the next. */
const COMPILED = mkdtempSync(join(tmpdir(), 'caseboard-compiled-'))
afterAll(() => rmSync(COMPILED, { recursive: true, force: true }))

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in a process of its own, as a pipeline does. */
export function cli(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    )
  })
}

/** The one JSON document of standard output; fails where anything stands beside it. */
export function document(outcome: Outcome): Record<string, unknown> {
  expect(outcome.stdout, outcome.stderr).not.toBe('')
  return JSON.parse(outcome.stdout) as Record<string, unknown>
}

export interface ImportDocument {
  readonly case: string
  readonly files: readonly {
    readonly file: string
    readonly format: string
    readonly build: string | null
    readonly read: number
    readonly taken: number
    readonly refused: readonly { readonly line: number; readonly field: string; readonly reason: string }[]
    readonly warnings: readonly string[]
  }[]
  readonly alterations: Readonly<Record<string, number>>
  readonly error?: { readonly code: string; readonly message: string; readonly remedy?: string }
}

export interface Vault {
  readonly folder: string
  /** A file of the test's own folder, written. */
  file(name: string, content: string | Uint8Array): string
  path(name: string): string
  /** A command with this vault and its password. */
  run(command: readonly string[], ...more: readonly string[]): Promise<Outcome>
  /** Imports into a new case named like the test case; fails the test unless it exits with 0. */
  take(id: string, diagnosis: string, file: string, ...more: readonly string[]): Promise<ImportDocument>
  match(id: string): Promise<MatchReport>
  remove(): void
}

export const PASSWORD = 'correct horse battery staple'

/** A vault made by the command line itself, in a temporary folder. */
export async function newVault(): Promise<Vault> {
  const folder = mkdtempSync(join(tmpdir(), 'caseboard-cli-'))
  const path = (name: string): string => join(folder, name)
  writeFileSync(path('password'), `${PASSWORD}\n`)
  const access = ['--vault', path('vault'), '--password-file', path('password')]
  const run: Vault['run'] = (command, ...more) => cli(...command, ...access, ...more)
  const created = await run(['vault', 'create'], '--json')
  expect(created.stderr + created.stdout, 'vault create').toContain('recoveryKey')
  return {
    folder,
    path,
    run,
    file(name, content) {
      writeFileSync(path(name), content)
      return path(name)
    },
    async take(id, diagnosis, file, ...more) {
      const outcome = await run(['import', file], '--case', id, '--diagnosis', diagnosis, '--json', ...more)
      expect(outcome.code, outcome.stderr).toBe(0)
      return document(outcome) as unknown as ImportDocument
    },
    async match(id) {
      const outcome = await run(['match'], '--case', id, '--json')
      expect(outcome.code, outcome.stderr).toBe(0)
      return matchReportSchema.parse(document(outcome))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
