import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import { writeFileAtomically } from './atomicFile.ts'
import { DATA_KEY_BYTES, deriveForNothing, unwrapKey, wrapKey, wrappedKeySchema } from './keyWrap.ts'
import type { WrappedKey } from './keyWrap.ts'
import { newRecoveryKey, readRecoveryKey } from './recoveryKey.ts'

/**
 * The keyring beside the database: the vault's data key, wrapped once per user and once for the printed
 * recovery key. The data key never changes, so every older keyring and backup stays readable with the
 * passwords of its time.
 */

export const KEYRING_FILE = 'keyring.json'
export const MINIMUM_PASSWORD_LENGTH = 8
/** The name that stands in the audit log for a session opened with the recovery key. */
export const RECOVERY_USER = 'recovery key'

/** *viewer* presents, *curator* imports and annotates, *admin* also manages users and backups. */
export const roleSchema = z.enum(['viewer', 'curator', 'admin'])
export type Role = z.infer<typeof roleSchema>

const keyringSchema = z.object({
  format: z.literal('caseboard keyring'),
  version: z.literal(1),
  vault: z.uuid(),
  users: z
    .array(
      z.object({ name: z.string().min(1), role: roleSchema, created: z.string(), key: wrappedKeySchema }),
    )
    .min(1),
  recovery: z.object({ created: z.string(), key: wrappedKeySchema }),
})
type Keyring = z.infer<typeof keyringSchema>

export interface Credentials {
  /** May be left out where the vault has one user, or where `password` is the recovery key. */
  readonly user?: string
  readonly password: string
}

export interface UnlockedKey {
  readonly dataKey: Buffer
  readonly user: string
  readonly role: Role
}

export interface UserSummary {
  readonly name: string
  readonly role: Role
  readonly created: string
}

function userContext(vault: string, name: string, role: Role): string {
  return JSON.stringify(['caseboard', vault, 'user', name, role])
}

function recoveryContext(vault: string): string {
  return JSON.stringify(['caseboard', vault, 'recovery'])
}

function cleanName(name: string): string {
  const cleaned = name.normalize('NFC').trim()
  if (cleaned.length === 0 || cleaned.length > 80 || /[\u0000-\u001f]/.test(cleaned)) {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'A user name has 1 to 80 characters on one line.',
      field: 'user',
    })
  }
  if (cleaned.toLowerCase() === RECOVERY_USER) {
    throw new CaseboardError({ code: 'bad-input', message: 'This user name is reserved.', field: 'user' })
  }
  return cleaned
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').trim().toLowerCase() === b.normalize('NFC').trim().toLowerCase()
}

/** Throws `bad-input` for a password under eight characters. */
export function checkNewPassword(password: string): void {
  if ([...password].length >= MINIMUM_PASSWORD_LENGTH) return
  throw new CaseboardError({
    code: 'bad-input',
    message: `The password is too short: it needs at least ${MINIMUM_PASSWORD_LENGTH} characters.`,
    remedy: 'A few unrelated words make a password that is long and easy to remember.',
    field: 'password',
  })
}

async function loadKeyring(directory: string): Promise<Keyring> {
  const path = join(directory, KEYRING_FILE)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new CaseboardError({
        code: 'vault-missing',
        message: `There is no vault in ${directory}.`,
        remedy: 'Choose the folder of an existing vault, or create a new one.',
      })
    }
    throw error
  }
  try {
    return keyringSchema.parse(JSON.parse(text))
  } catch {
    throw new CaseboardError({
      code: 'vault-damaged',
      message: 'The keyring of the vault cannot be read.',
      remedy: `Put back ${KEYRING_FILE} from the newest folder in ${join(directory, 'backups')}.`,
      file: path,
    })
  }
}

async function saveKeyring(directory: string, keyring: Keyring): Promise<void> {
  await writeFileAtomically(join(directory, KEYRING_FILE), `${JSON.stringify(keyring, null, 2)}\n`)
}

async function wrapForRecovery(
  dataKey: Buffer,
  vault: string,
): Promise<{ printed: string; key: WrappedKey }> {
  const printed = newRecoveryKey()
  const reading = readRecoveryKey(printed)
  if (reading.kind !== 'key') throw new Error('A new recovery key does not pass its own check.')
  return { printed, key: await wrapKey(dataKey, reading.secret, recoveryContext(vault)) }
}

/** Makes the data key and a keyring with its first administrator. `save` writes it to the vault's folder. */
export async function newKeyring(
  directory: string,
  first: { administrator: string; password: string },
): Promise<{ dataKey: Buffer; user: string; recoveryKey: string; save: () => Promise<void> }> {
  const name = cleanName(first.administrator)
  checkNewPassword(first.password)
  const dataKey = randomBytes(DATA_KEY_BYTES)
  const vault = randomUUID()
  const created = new Date().toISOString()
  const [key, recovery] = await Promise.all([
    wrapKey(dataKey, first.password, userContext(vault, name, 'admin')),
    wrapForRecovery(dataKey, vault),
  ])
  const keyring: Keyring = {
    format: 'caseboard keyring',
    version: 1,
    vault,
    users: [{ name, role: 'admin', created, key }],
    recovery: { created, key: recovery.key },
  }
  return { dataKey, user: name, recoveryKey: recovery.printed, save: () => saveKeyring(directory, keyring) }
}

function wrongPassword(mistypedRecoveryKey: boolean): CaseboardError {
  return new CaseboardError({
    code: 'wrong-password',
    message: mistypedRecoveryKey
      ? 'This looks like a recovery key with a typing error.'
      : 'The user name or the password is not right.',
    remedy: mistypedRecoveryKey
      ? 'Compare it with the printed key, group by group.'
      : 'Try again. If the password is lost, an administrator can set a new one, or the printed recovery key opens the vault.',
    field: 'password',
  })
}

/**
 * Opens the keyring with a user's password or the recovery key. Throws `wrong-password` (the same for an
 * unknown user), `needs-choice` where several users exist and none is named, `vault-missing`, `vault-damaged`.
 */
export async function unlock(directory: string, credentials: Credentials): Promise<UnlockedKey> {
  const keyring = await loadKeyring(directory)
  const reading = readRecoveryKey(credentials.password)
  if (reading.kind === 'key') {
    const dataKey = await unwrapKey(keyring.recovery.key, reading.secret, recoveryContext(keyring.vault))
    if (dataKey !== null) return { dataKey, user: RECOVERY_USER, role: 'admin' }
  }
  const name = credentials.user
  if (name === undefined && keyring.users.length > 1) {
    throw new CaseboardError({
      code: 'needs-choice',
      message: 'This vault has several users: a user name is needed.',
      field: 'user',
    })
  }
  const entry =
    name === undefined ? keyring.users[0] : keyring.users.find((user) => sameName(user.name, name))
  if (entry === undefined) {
    await deriveForNothing(credentials.password)
    throw wrongPassword(reading.kind === 'mistyped')
  }
  const context = userContext(keyring.vault, entry.name, entry.role)
  const dataKey = await unwrapKey(entry.key, credentials.password, context)
  if (dataKey === null) throw wrongPassword(reading.kind === 'mistyped')
  return { dataKey, user: entry.name, role: entry.role }
}

/** Names and roles stand in the keyring unencrypted, for the list of users; nothing else does. */
export async function listUsers(directory: string): Promise<readonly UserSummary[]> {
  const keyring = await loadKeyring(directory)
  return keyring.users.map(({ name, role, created }) => ({ name, role, created }))
}

async function unlockAsAdministrator(directory: string, by: Credentials): Promise<UnlockedKey> {
  const unlocked = await unlock(directory, by)
  if (unlocked.role === 'admin') return unlocked
  throw new CaseboardError({
    code: 'not-allowed',
    message: 'Only an administrator may manage users.',
    remedy: 'Ask an administrator of this vault.',
  })
}

function noSuchUser(name: string): CaseboardError {
  return new CaseboardError({ code: 'not-found', message: `There is no user ${name}.`, field: 'user' })
}

/** Adds a user. `by` is an administrator (or the recovery key). Throws `conflict` where the name is taken. */
export async function addUser(
  directory: string,
  by: Credentials,
  user: { name: string; role: Role; password: string },
): Promise<UserSummary> {
  const name = cleanName(user.name)
  const role = roleSchema.parse(user.role)
  checkNewPassword(user.password)
  const { dataKey } = await unlockAsAdministrator(directory, by)
  const keyring = await loadKeyring(directory)
  if (keyring.users.some((existing) => sameName(existing.name, name))) {
    throw new CaseboardError({
      code: 'conflict',
      message: `There already is a user ${name}.`,
      remedy: 'Choose another name.',
      field: 'user',
    })
  }
  const key = await wrapKey(dataKey, user.password, userContext(keyring.vault, name, role))
  dataKey.fill(0)
  const created = new Date().toISOString()
  await saveKeyring(directory, { ...keyring, users: [...keyring.users, { name, role, created, key }] })
  return { name, role, created }
}

/**
 * Removes a user; the last administrator stays. Someone who kept a copy of the keyring and knows the old
 * password can still open a copy of the database of that time: removal ends access to this folder only.
 */
export async function removeUser(directory: string, by: Credentials, name: string): Promise<void> {
  const { dataKey } = await unlockAsAdministrator(directory, by)
  dataKey.fill(0)
  const keyring = await loadKeyring(directory)
  const users = keyring.users.filter((user) => !sameName(user.name, name))
  if (users.length === keyring.users.length) throw noSuchUser(name)
  if (!users.some((user) => user.role === 'admin')) {
    throw new CaseboardError({
      code: 'conflict',
      message: 'The last administrator cannot be removed.',
      remedy: 'Add another administrator first.',
      field: 'user',
    })
  }
  await saveKeyring(directory, { ...keyring, users })
}

/** Sets a password: one's own (`by` names the same user) or, for an administrator, anyone's. */
export async function changePassword(
  directory: string,
  by: Credentials,
  change: { user: string; password: string },
): Promise<void> {
  checkNewPassword(change.password)
  const unlocked = await unlock(directory, by)
  if (!sameName(unlocked.user, change.user) && unlocked.role !== 'admin') {
    throw new CaseboardError({
      code: 'not-allowed',
      message: "Only an administrator may set another user's password.",
    })
  }
  const keyring = await loadKeyring(directory)
  const entry = keyring.users.find((user) => sameName(user.name, change.user))
  if (entry === undefined) throw noSuchUser(change.user)
  const context = userContext(keyring.vault, entry.name, entry.role)
  const key = await wrapKey(unlocked.dataKey, change.password, context)
  unlocked.dataKey.fill(0)
  const users = keyring.users.map((user) => (user === entry ? { ...user, key } : user))
  await saveKeyring(directory, { ...keyring, users })
}

/** Makes a new recovery key and returns it as it is printed; the old one opens this vault no more. */
export async function renewRecoveryKey(directory: string, by: Credentials): Promise<string> {
  const { dataKey } = await unlockAsAdministrator(directory, by)
  const keyring = await loadKeyring(directory)
  const recovery = await wrapForRecovery(dataKey, keyring.vault)
  dataKey.fill(0)
  const created = new Date().toISOString()
  await saveKeyring(directory, { ...keyring, recovery: { created, key: recovery.key } })
  return recovery.printed
}
