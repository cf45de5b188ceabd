import { describe, expect, test } from 'vitest'
import { newRecoveryKey, readRecoveryKey } from '../../../electron/store/recoveryKey.ts'

describe('the printed recovery key', () => {
  test('is nine groups of four characters that are not misread, new each time', () => {
    const keys = Array.from({ length: 50 }, () => newRecoveryKey())
    for (const key of keys) expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(new Set(keys).size).toBe(50)
  })

  test('is read with other case, spaces, no dashes, and with O for 0, I and L for 1', () => {
    const key = newRecoveryKey()
    const reading = readRecoveryKey(key)
    expect(reading.kind).toBe('key')
    for (const typed of [
      key.toLowerCase(),
      key.replaceAll('-', ''),
      ` ${key.replaceAll('-', ' ')}\n`,
      key.replaceAll('0', 'o').replaceAll('1', 'l'),
      key.replaceAll('1', 'I'),
    ]) {
      expect(readRecoveryKey(typed)).toEqual(reading)
    }
  })

  test('one wrong or two swapped characters are told as a typing error, a password is not', () => {
    const plain = newRecoveryKey().replaceAll('-', '')
    for (let index = 0; index < plain.length; index += 1) {
      const other = plain[index] === '7' ? '8' : '7'
      const wrong = plain.slice(0, index) + other + plain.slice(index + 1)
      expect(readRecoveryKey(wrong).kind).toBe('mistyped')
    }
    expect(readRecoveryKey('correct horse battery staple').kind).toBe('other')
  })
})
