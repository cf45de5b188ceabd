/** What the filter fields hold, as text and as values. */

/** Gene symbols from text: separated by commas, semicolons or blanks; upper case, each once. `C9orf72` keeps its form. */
export function geneList(text: string): string[] {
  const symbols = text
    .split(/[\s,;]+/)
    .filter((symbol) => symbol !== '')
    .map((symbol) => symbol.toUpperCase().replace(/^(C[0-9XY]+)ORF([0-9]+)$/, '$1orf$2'))
  return [...new Set(symbols)]
}

/** A fraction as the number of percent, without the sign; empty for none. */
export function percentOf(fraction: number | null): string {
  return fraction === null ? '' : String(Number((fraction * 100).toPrecision(6)))
}
