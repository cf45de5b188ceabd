import { plural } from '../parts/numbers.ts'

const kindNames: Readonly<Record<string, readonly [string, string]>> = {
  smallVariant: ['small variant', 'small variants'],
  copyNumber: ['copy-number change', 'copy-number changes'],
  fusion: ['rearrangement', 'rearrangements'],
  signature: ['signature', 'signatures'],
  expression: ['expression result', 'expression results'],
  methylation: ['methylation result', 'methylation results'],
  haplotype: ['pharmacogene', 'pharmacogenes'],
}

/** `12 small variants, 1 rearrangement.`; kinds without any are left out. */
export function alterationCounts(alterations: Readonly<Record<string, number>>): string {
  const parts = Object.entries(alterations)
    .filter(([, value]) => value > 0)
    .map(([kind, value]) => {
      const [one, many] = kindNames[kind] ?? [kind, kind]
      return plural(value, one, many)
    })
  return parts.length === 0 ? 'No alteration.' : `${parts.join(', ')}.`
}
