const COLUMNS =
  'kind name partner status value unit category score clone cutoff exon chrom pos partner_chrom partner_pos in_frame reads'.split(
    ' ',
  )

/** A Caseboard biomarker sheet (resources/formats/biomarker-sheet.md) with the columns that its rows use. */
export function sheetText(rows) {
  const unknown = rows.flatMap(Object.keys).find((column) => !COLUMNS.includes(column))
  if (unknown !== undefined) throw new Error(`the biomarker sheet has no column ${unknown}`)
  const columns = COLUMNS.filter((column) => rows.some((row) => row[column] !== undefined))
  return [
    '#caseboard-biomarkers 1',
    '# Invented demonstration data of Caseboard; no real patient.',
    columns.join('\t'),
    ...rows.map((row) => columns.map((column) => row[column] ?? '').join('\t')),
    '',
  ].join('\n')
}
