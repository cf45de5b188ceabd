import { CaseboardError } from '../../shared/errors.ts'

/**
 * Rows of a tab-separated resource with `#` comment lines and one title line.
 *
 * @throws CaseboardError where a column is missing
 */
export function tableRows(text: string, columns: readonly string[], file: string): Record<string, string>[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const titles = (lines[0] ?? '').split('\t')
  for (const column of columns) {
    if (titles.includes(column)) continue
    throw new CaseboardError({
      code: 'bad-input',
      message: `${file} has no column "${column}".`,
      file,
      field: column,
      remedy: 'Reinstall Caseboard: its own resources are damaged.',
    })
  }
  return lines.slice(1).map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? '']))
  })
}
