import { sameProteinChange } from '../../shared/hgvs.ts'
import type { SmallVariant } from '../../shared/model.ts'
import { variantName } from './alterationText.ts'
import type { Found } from './findings.ts'
import { consentWarning, flagWarnings } from './flags.ts'
import type { Flagged } from './flags.ts'
import { mmrLeaf } from './leaves/expression.ts'
import { msiLeaf } from './leaves/signature.ts'
import { phaseOf, sameCodonPairs } from './phase.ts'
import type { Scope } from './scope.ts'

/** What the board must be told beside the matches. Each warning stands alone and in a fixed order. */
export function caseWarnings(scope: Scope, genes: readonly string[], flags: readonly Flagged[]): string[] {
  const consent = consentWarning(scope)
  return [
    ...sameCodonWarnings(scope, genes),
    ...phaseWarnings(scope),
    ...mismatchRepairWarnings(scope),
    ...flagWarnings(scope, flags),
    ...(consent === null ? [] : [consent]),
  ]
}

/** Two calls in one codon, e.g. BRAF V600K split in two: neither protein change can be trusted. */
function sameCodonWarnings(scope: Scope, genes: readonly string[]): string[] {
  return genes
    .flatMap((gene) => sameCodonPairs(scope, gene))
    .map((pair) => {
      const names = pair.map((found) => variantName(scope.index, found.alteration)).sort()
      return `${names.join(' and ')}: two changes in one codon: amino-acid change may be wrong; check in the genome view.`
    })
    .sort()
}

/** EGFR T790M with C797S: first- with third-generation inhibitors may work in trans only. */
function phaseWarnings(scope: Scope): string[] {
  const has = (change: string): Found<SmallVariant>[] => {
    const wanted = scope.parsed(change)
    return scope.index.gene('EGFR').small.filter((found) => {
      const own = scope.index.change(found.alteration)
      return own !== null && sameProteinChange(own, wanted)
    })
  }
  const [gatekeepers, cysteines] = [has('T790M'), has('C797S')]
  if (gatekeepers.length === 0 || cysteines.length === 0) return []
  const phases = new Set(gatekeepers.flatMap((first) => cysteines.map((second) => phaseOf(first, second))))
  const told = [...phases].filter((phase) => phase !== 'unknown')
  const [only] = told
  if (told.length === 1 && only !== undefined) {
    return [`EGFR T790M and C797S are both present, in ${only} by the phase in the report.`]
  }
  return ['EGFR T790M and C797S are both present, cis/trans phase unknown: read both in the genome view.']
}

/** Microsatellite instability and mismatch-repair proteins are two tests; where they part, both are shown. */
function mismatchRepairWarnings(scope: Scope): string[] {
  const unstable = msiLeaf(scope, { leaf: 'msi', is: 'MSI-H' })
  const deficient = mmrLeaf(scope, { leaf: 'mmr', is: 'deficient' })
  const told = [unstable, deficient].map(({ hits }) => hits.map(({ text }) => text).join(', '))
  if (unstable.truth === 'not assessed' || deficient.truth === 'not assessed') return []
  if (unstable.truth === deficient.truth) return []
  return [
    `Discordant: ${told.join(' beside ')}. Microsatellite instability and mismatch-repair immunohistochemistry are different tests; repeat or review both before relying on either.`,
  ]
}
