/** `a, b, c and 4 more`: never cut off silently. One more than `most` is shown rather than counted. */
export function few(list: readonly string[], most: number, between = ', '): string {
  if (list.length <= most + 1) return list.join(between)
  return `${list.slice(0, most).join(between)} and ${list.length - most} more`
}
