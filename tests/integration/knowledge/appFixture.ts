import type { CallArgs, CallName, CallResult } from '../../../shared/api.ts'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createApp } from '../../../electron/app/createApp.ts'
import type { App } from '../../../electron/app/createApp.ts'
import { applicationDirectory } from '../../../electron/app/paths.ts'
import type { Store } from '../../../electron/store/calls.ts'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import type { KnowledgePack } from '../../../shared/knowledge.ts'
import type { ImportTally } from '../../../shared/knowledgeImport.ts'
import { ADMINISTRATOR, PASSWORD, temporaryFolder } from '../store/vaultFixture.ts'

/** The application core over a real vault, and a pack of one made-up rule. */

export const TALLY: ImportTally = {
  read: 3,
  taken: 2,
  refusedCount: 1,
  refused: [],
  unparsed: [],
  warnings: [],
}
export const ORIGIN = { format: 'department sheet', fileName: 'rules.xlsx', sha256: 'b'.repeat(64) }

export function pack(version: string, drug: string, name = 'department'): KnowledgePack {
  return {
    manifest: {
      name,
      title: 'Rules of the department',
      version,
      licence: 'own',
      source: 'department of pathology',
      retrieved: '2026-11-20',
    },
    assertions: [
      {
        id: 'gnaq-q209l-uveal',
        biomarker: { leaf: 'proteinChange', gene: 'GNAQ', change: 'Q209L' },
        disease: { oncotree: ['UM'], except: [] },
        effect: 'sensitivity',
        therapy: { drugs: [drug], exceptInCombinationWith: [] },
        level: { scheme: 'department', value: 'trial' },
        strength: 'C',
        conditions: [],
        statement: 'A rule made up for this test.',
        sources: [{ id: 'test', retrieved: '2026-11-20' }],
      },
    ],
    companionDiagnostics: [],
    geneRoles: [],
  }
}

/** The application core over a new vault in `directory`; the caller closes it. */
export async function openApp(directory: string, stateDirectory: string): Promise<App> {
  await createVault(directory, { administrator: ADMINISTRATOR, password: PASSWORD })
  const root = applicationDirectory()
  const app = createApp({
    version: '0.0.0-test',
    shell: 'headless',
    resourcesDirectory: join(root, 'resources'),
    rendererDirectory: join(root, 'out', 'renderer'),
    stateDirectory,
    dialogs: null,
    printPdf: null,
    onQuit: () => undefined,
  })
  app.context.vault = {
    store: await openVault(directory, { password: PASSWORD }),
    demonstration: false,
    throwAwayDirectory: null,
  }
  return app
}

export async function appWithVault(): Promise<{ app: App; directory: string }> {
  const directory = join(temporaryFolder(), 'vault')
  const app = await openApp(directory, temporaryFolder())
  onTestFinished(() => app.close())
  return { app, directory }
}

/** What the core answers; throws where it refuses. */
export async function ask<Name extends CallName>(
  app: App,
  name: Name,
  args: CallArgs<Name>,
): Promise<CallResult<Name>> {
  const answer = await app.handle({ name, args })
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value as CallResult<Name>
}

export function storeOf(app: App): Store {
  const store = app.context.vault?.store
  if (store === undefined) throw new Error('no vault')
  return store
}
