import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import type { FactFile } from '../../shared/classification.ts'
import { CaseboardError } from '../../shared/errors.ts'
import type { Report } from '../../shared/model.ts'
import { syncDirectory } from './atomicFile.ts'
import type { Store, StoreReads, StoreWrites } from './calls.ts'
import { UNFINISHED_VAULT_FILE, VAULT_FILE } from './database.ts'
import {
  KEYRING_FILE,
  addUser,
  changePassword,
  listUsers,
  newKeyring,
  removeUser,
  renewRecoveryKey,
  unlock,
} from './keyring.ts'
import type { Credentials, UnlockedKey } from './keyring.ts'
import { damaged } from './sqliteErrors.ts'
import { startWorker } from './workerLink.ts'
import type { WorkerLink } from './workerLink.ts'

/**
 * The store as the application's main thread sees it. The databases and the key derivation run elsewhere:
 * no call here blocks the event loop.
 */

/** True where the folder holds a vault. */
export function vaultExists(directory: string): boolean {
  return existsSync(join(directory, KEYRING_FILE)) || existsSync(join(directory, VAULT_FILE))
}

/**
 * Makes an encrypted vault in the folder, which is created where it is missing. The recovery key is returned
 * once, to be printed, and kept nowhere. Throws `vault-exists`, and `bad-input` for a short password.
 */
export async function createVault(
  directory: string,
  first: { administrator: string; password: string },
): Promise<{ recoveryKey: string }> {
  if (vaultExists(directory)) {
    throw new CaseboardError({
      code: 'vault-exists',
      message: `There already is a vault in ${directory}.`,
      remedy: 'Open it, or choose another folder.',
    })
  }
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The folder ${directory} cannot be made: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Choose a folder that does not exist yet, in a place where you may write.',
      field: 'vault',
    })
  })
  const { dataKey, user, recoveryKey, save } = await newKeyring(directory, first)
  const creator = await startWorker({ task: 'creator', directory, dataKey, user, role: 'admin' })
  dataKey.fill(0)
  await creator.ended
  // The keyring is written only when the database is whole, and before the database gets its name: a database
  // without a keyring could never be opened, and a crash in between is made good when the vault is opened.
  await save()
  await finishCreation(directory)
  return { recoveryKey }
}

async function finishCreation(directory: string): Promise<void> {
  const unfinished = join(directory, UNFINISHED_VAULT_FILE)
  const path = join(directory, VAULT_FILE)
  if (existsSync(path) || !existsSync(unfinished)) return
  await rename(unfinished, path)
  await syncDirectory(directory)
}

/**
 * Opens a vault for a user, or with the recovery key in place of the password. Throws `vault-missing`,
 * `wrong-password`, `needs-choice` (which user), `conflict` (open in another Caseboard), `unsupported`
 * (written by a newer Caseboard) and `vault-damaged`.
 */
export async function openVault(directory: string, credentials: Credentials): Promise<Store> {
  const unlocked = await unlock(directory, credentials)
  await finishCreation(directory)
  if (!existsSync(join(directory, VAULT_FILE))) {
    throw damaged(directory, `there is a keyring but no ${VAULT_FILE}.`)
  }
  const { user, role, dataKey } = unlocked
  try {
    const writer = await startWorker({ task: 'writer', directory, dataKey, user, role })
    try {
      return storeOver(directory, unlocked, {
        writer,
        reader: await startWorker({ task: 'reader', directory, dataKey, user, role }),
      })
    } catch (error) {
      await writer.ask({ type: 'close' })
      throw error
    }
  } finally {
    dataKey.fill(0)
  }
}

const KNOWLEDGE_WRITES: ReadonlySet<keyof StoreWrites> = new Set<keyof StoreWrites>([
  'packSave',
  'packActivate',
  'oncotreeSave',
  'oncotreeActivate',
])

function storeOver(
  directory: string,
  { user, role }: UnlockedKey,
  { writer, reader }: { writer: WorkerLink; reader: WorkerLink },
): Store {
  let closed: Promise<void> | null = null
  let knowledgeRevision = 0
  // The registries of the workers answer each name with its own result type.
  const read: Store['read'] = async <Name extends keyof StoreReads>(
    name: Name,
    args: Parameters<StoreReads[Name]>[0],
  ) => (await reader.ask({ type: 'read', name, args })) as ReturnType<StoreReads[Name]>
  const write: Store['write'] = async <Name extends keyof StoreWrites>(
    name: Name,
    args: Parameters<StoreWrites[Name]>[0],
  ) => {
    const result = (await writer.ask({ type: 'write', name, args })) as ReturnType<StoreWrites[Name]>
    if (KNOWLEDGE_WRITES.has(name)) knowledgeRevision += 1
    return result
  }
  const auditUser = (action: string, name: string): Promise<unknown> =>
    write('auditAppend', { action, subject: `user ${name}`, detail: '' })
  const self = (password: string): Credentials => ({ user, password })

  return {
    directory,
    user,
    role,
    knowledgeRevision: () => knowledgeRevision,
    read,
    write,
    async transferImport(port: MessagePort, header: unknown) {
      return (await writer.ask({ type: 'import', port, header }, [port])) as Report
    },
    async lendKey(port: MessagePort) {
      await writer.ask({ type: 'lend', port }, [port])
    },
    async transferFacts(port, header) {
      return (await writer.ask({ type: 'import', port, header }, [port])) as FactFile
    },
    async backup(destination) {
      return (await writer.ask({ type: 'backup', destination: destination ?? null })) as { path: string }
    },
    users: () => listUsers(directory),
    async addUser({ ownPassword, ...wanted }) {
      const added = await addUser(directory, self(ownPassword), wanted)
      await auditUser(`user added as ${added.role}`, added.name)
      return added
    },
    async removeUser({ ownPassword, name }) {
      await removeUser(directory, self(ownPassword), name)
      await auditUser('user removed', name)
    },
    async changePassword({ ownPassword, name, password }) {
      await changePassword(directory, self(ownPassword), { user: name, password })
      await auditUser('password changed', name)
    },
    async renewRecoveryKey({ ownPassword }) {
      const recoveryKey = await renewRecoveryKey(directory, self(ownPassword))
      await write('auditAppend', { action: 'recovery key renewed', subject: 'vault', detail: '' })
      return { recoveryKey }
    },
    close() {
      closed ??= (async () => {
        await reader.ask({ type: 'close' }).catch(() => undefined)
        await reader.ended
        await writer.ask({ type: 'close' })
        await writer.ended
      })()
      return closed
    },
  }
}
