import { createHash, randomBytes } from 'node:crypto'

/**
 * The printed recovery key: 160 random bits in Crockford's base 32 (no I, L, O, U, which are misread), then
 * four check characters, in nine groups of four: `7K2M-...-X0QD`.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SECRET_BYTES = 20
const SECRET_CHARACTERS = 32
const CHECK_CHARACTERS = 4

function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((value >>> bits) & 31)
    }
    value &= (1 << bits) - 1
  }
  return text
}

function checkCharacters(secret: string): string {
  const digest = createHash('sha256').update(`caseboard recovery key ${secret}`).digest()
  return toBase32(digest).slice(0, CHECK_CHARACTERS)
}

/** A fresh recovery key as it is printed. */
export function newRecoveryKey(): string {
  const secret = toBase32(randomBytes(SECRET_BYTES))
  return (secret + checkCharacters(secret)).match(/.{4}/g)?.join('-') ?? ''
}

export type RecoveryKeyReading =
  | { readonly kind: 'key'; readonly secret: string }
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'other' }

/**
 * Reads what a user typed: a recovery key (case, spaces and dashes do not matter; O, I and L are read as 0, 1
 * and 1), one with a typing error, or something else, such as a password.
 */
export function readRecoveryKey(typed: string): RecoveryKeyReading {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (text.length !== SECRET_CHARACTERS + CHECK_CHARACTERS) return { kind: 'other' }
  if (![...text].every((character) => ALPHABET.includes(character))) return { kind: 'other' }
  const secret = text.slice(0, SECRET_CHARACTERS)
  return text.slice(SECRET_CHARACTERS) === checkCharacters(secret)
    ? { kind: 'key', secret }
    : { kind: 'mistyped' }
}
