import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { AppStatus } from '../../../shared/api.ts'
import { createVault, openVault } from '../../store/storeClient.ts'
import { type AppContext, closeVault } from '../appContext.ts'
import { openDemonstrationVault } from '../demonstration.ts'
import type { Handlers } from '../handlerTypes.ts'

const stateFileSchema = z.object({ lastDirectory: z.string() })

function stateFile(context: AppContext): string {
  return join(context.options.stateDirectory, 'state.json')
}

async function lastDirectory(context: AppContext): Promise<string | null> {
  try {
    return stateFileSchema.parse(JSON.parse(await readFile(stateFile(context), 'utf8'))).lastDirectory
  } catch {
    // Absent on the first start, and of no consequence if unreadable: the user names the folder again.
    return null
  }
}

async function rememberDirectory(context: AppContext, directory: string): Promise<void> {
  await mkdir(context.options.stateDirectory, { recursive: true })
  await writeFile(stateFile(context), JSON.stringify({ lastDirectory: directory }))
}

async function status(context: AppContext): Promise<AppStatus> {
  const { version, shell, dialogs } = context.options
  return {
    version,
    shell,
    nativeDialogs: dialogs !== null,
    vault:
      context.vault === null
        ? { state: 'closed', lastDirectory: await lastDirectory(context) }
        : {
            state: 'open',
            directory: context.vault.store.directory,
            user: context.vault.store.user,
            demonstration: context.vault.demonstration,
          },
  }
}

export const vaultHandlers: Handlers<
  | 'app/status'
  | 'app/quit'
  | 'vault/create'
  | 'vault/open'
  | 'vault/openDemonstration'
  | 'vault/lock'
  | 'vault/suggestDirectory'
> = {
  'app/status': (context) => status(context),

  async 'app/quit'(context) {
    await closeVault(context)
    setImmediate(context.options.onQuit)
    return { done: true }
  },

  async 'vault/create'(context, { directory, administrator, password }) {
    await closeVault(context)
    const { recoveryKey } = await createVault(directory, { administrator, password })
    const store = await openVault(directory, { user: administrator, password })
    context.vault = { store, demonstration: false, throwAwayDirectory: null }
    await rememberDirectory(context, directory)
    return { recoveryKey }
  },

  async 'vault/open'(context, { directory, user, password }) {
    // One process may hold a vault once: the same folder is closed before it is opened again.
    if (context.vault !== null && resolve(context.vault.store.directory) === resolve(directory))
      await closeVault(context)
    const store = await openVault(directory, user === undefined ? { password } : { user, password })
    await closeVault(context)
    context.vault = { store, demonstration: false, throwAwayDirectory: null }
    await rememberDirectory(context, directory)
    return status(context)
  },

  async 'vault/openDemonstration'(context) {
    await closeVault(context)
    return { jobId: await openDemonstrationVault(context) }
  },

  async 'vault/lock'(context) {
    await closeVault(context)
    return status(context)
  },

  'vault/suggestDirectory': () => ({ directory: join(homedir(), 'Caseboard vault') }),
}
