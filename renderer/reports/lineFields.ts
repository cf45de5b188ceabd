/**
 * A tab-separated line beside its header line, as named fields; empty cells are left out. No header, or one
 * that does not fit, gives no fields: the line itself is shown either way.
 */
export function lineFields(text: string, header: string | null): readonly { name: string; value: string }[] {
  if (header === null || !header.includes('\t')) return []
  const names = header.replace(/^#/, '').split('\t')
  const values = text.split('\t')
  if (values.length > names.length) return []
  return names
    .map((name, index) => ({ name, value: values[index]?.trim() ?? '' }))
    .filter((field) => field.value !== '' && field.value !== '.')
}
