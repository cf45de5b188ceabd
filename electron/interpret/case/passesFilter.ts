/** FILTER values that mean "this call stands": `PASS`, `.`, empty. */
export function passesFilter(filter: string): boolean {
  return filter === '' || filter === '.' || filter.toUpperCase() === 'PASS'
}
