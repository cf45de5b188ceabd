/** Order by code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sentences in a fixed order, without repeats. */
export function joinNotes(notes: Iterable<string>): string {
  return [...new Set(notes)]
    .filter((note) => note !== '')
    .sort(compareText)
    .join(' ')
}
