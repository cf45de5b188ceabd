import { canonicalProteinChange, formatProteinChange, parseProteinChange } from '../../../shared/hgvs.ts'
import type { ProteinChange } from '../../../shared/hgvs.ts'

/** True where this very protein change is listed as a recurrent (hot-spot) change of the gene. */
export type HotspotLookup = (gene: string, change: ProteinChange) => boolean

/**
 * Builds the lookup from table rows (`resources/genes/known-variants.tsv`). Truncating and silent changes
 * are left out: a recurrent stop is loss of function, not a hot spot (ClinGen/CGC/VICC SOP, PMID 35101336,
 * criterion OS3).
 */
export function hotspotLookup(
  rows: Iterable<{ readonly gene: string; readonly change: string }>,
): HotspotLookup {
  const listed = new Set<string>()
  for (const row of rows) {
    const change = parseProteinChange(row.change)
    if (isPointOrInFrame(change)) listed.add(keyOf(row.gene, change))
  }
  return (gene, change) => isPointOrInFrame(change) && listed.has(keyOf(gene, change))
}

function isPointOrInFrame(change: ProteinChange): boolean {
  switch (change.kind) {
    case 'substitution':
    case 'deletion':
    case 'insertion':
    case 'duplication':
    case 'delins':
      return change.start !== null
    default:
      return false
  }
}

function keyOf(gene: string, change: ProteinChange): string {
  return `${gene} ${formatProteinChange(canonicalProteinChange(change), 'one')}`
}
