/**
 * Parses an HTTP `Range` header for a resource of `size` bytes (RFC 9110, section 14.1.2; single ranges,
 * which is all that igv.js sends).
 *
 * @returns 0-based inclusive `start` and `end`; `null` where there is no (usable) range and the whole
 *   resource is to be sent; `'unsatisfiable'` where the answer is 416.
 */
export function parseByteRange(
  header: string | null,
  size: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | null {
  if (header === null) return null
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (match === null) return null
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return null
  if (first === '') {
    const suffix = Number(last)
    if (suffix === 0 || size === 0) return 'unsatisfiable'
    return { start: Math.max(0, size - suffix), end: size - 1 }
  }
  const start = Number(first)
  if (start >= size) return 'unsatisfiable'
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return end < start ? null : { start, end }
}
