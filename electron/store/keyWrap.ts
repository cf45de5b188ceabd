import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'

/** Wrapping of the vault's data key by a password: scrypt, then AES-256-GCM. */

export const DATA_KEY_BYTES = 32

/** scrypt parameters, bounded so that an edited file can neither weaken the derivation nor exhaust memory. */
export const scryptParametersSchema = z.object({
  N: z
    .number()
    .int()
    .min(2 ** 15)
    .max(2 ** 20)
    .refine((n) => Number.isInteger(Math.log2(n)), 'N is a power of two'),
  r: z.number().int().min(8).max(16),
  p: z.number().int().min(1).max(4),
})
type ScryptParameters = z.infer<typeof scryptParametersSchema>

/** OWASP's recommendation for scrypt (Password Storage Cheat Sheet): N=2^17, r=8, p=1, that is 128 MiB. */
const CURRENT_PARAMETERS: ScryptParameters = { N: 2 ** 17, r: 8, p: 1 }

const base64Schema = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

export const wrappedKeySchema = z.object({
  scrypt: scryptParametersSchema,
  salt: base64Schema,
  nonce: base64Schema,
  wrapped: base64Schema,
  tag: base64Schema,
})
export type WrappedKey = z.infer<typeof wrappedKeySchema>

/** Runs on libuv's thread pool, so the event loop goes on. */
function derive(password: string, salt: Buffer, parameters: ScryptParameters): Promise<Buffer> {
  const { N, r, p } = parameters
  const options = { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1024 * 1024 }
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on two keyboards must give the same bytes.
    scrypt(password.normalize('NFKC'), salt, DATA_KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

/**
 * Wraps the data key. `context` (vault, user, role) is authenticated with it: an entry moved to another user
 * or given another role by hand no longer unwraps.
 */
export async function wrapKey(dataKey: Buffer, password: string, context: string): Promise<WrappedKey> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const wrappingKey = await derive(password, salt, CURRENT_PARAMETERS)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce)
  cipher.setAAD(Buffer.from(context, 'utf8'))
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()])
  wrappingKey.fill(0)
  return {
    scrypt: CURRENT_PARAMETERS,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** The data key, or null where the password (or the context) is not the one it was wrapped with. */
export async function unwrapKey(
  entry: WrappedKey,
  password: string,
  context: string,
): Promise<Buffer | null> {
  const wrappingKey = await derive(password, Buffer.from(entry.salt, 'base64'), entry.scrypt)
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey, Buffer.from(entry.nonce, 'base64'), {
      authTagLength: 16,
    })
    decipher.setAAD(Buffer.from(context, 'utf8'))
    decipher.setAuthTag(Buffer.from(entry.tag, 'base64'))
    const key = Buffer.concat([decipher.update(Buffer.from(entry.wrapped, 'base64')), decipher.final()])
    return key.length === DATA_KEY_BYTES ? key : null
  } catch {
    return null
  } finally {
    wrappingKey.fill(0)
  }
}

/** Spends the time of one derivation, so that an unknown user answers no sooner than a wrong password. */
export async function deriveForNothing(password: string): Promise<void> {
  await derive(password, randomBytes(16), CURRENT_PARAMETERS)
}
