import { expect, test } from 'vitest'
import { parseByteRange } from '../../../electron/app/byteRange.ts'

test('a range in the middle is answered as asked', () => {
  expect(parseByteRange('bytes=10-19', 100)).toEqual({ start: 10, end: 19 })
})

test('an open range runs to the end, and one beyond the end is cut', () => {
  expect(parseByteRange('bytes=90-', 100)).toEqual({ start: 90, end: 99 })
  expect(parseByteRange('bytes=90-5000', 100)).toEqual({ start: 90, end: 99 })
})

test('a suffix range counts from the end (igv reads the end of a BAM that way)', () => {
  expect(parseByteRange('bytes=-28', 100)).toEqual({ start: 72, end: 99 })
  expect(parseByteRange('bytes=-500', 100)).toEqual({ start: 0, end: 99 })
})

test('a start beyond the end cannot be satisfied', () => {
  expect(parseByteRange('bytes=100-', 100)).toBe('unsatisfiable')
  expect(parseByteRange('bytes=-0', 100)).toBe('unsatisfiable')
})

test('no range, several ranges and nonsense get the whole', () => {
  for (const header of [null, 'bytes=', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=9-3']) {
    expect(parseByteRange(header, 100)).toBeNull()
  }
})
