import { canonicalProteinChange } from '../../../shared/hgvs.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { Found } from '../case/findings.ts'
import type { Scope } from '../scope.ts'
import { phaseOfCalls } from './phaseOfCalls.ts'
import type { Phase } from './phaseOfCalls.ts'

/** Whether two calls lie on the same copy, from the report's phase and from reads where they were counted. */
export function phaseOf(scope: Scope, a: Found<SmallVariant>, b: Found<SmallVariant>): Phase {
  return phaseOfCalls(a.alteration, b.alteration, scope.index.findings.readPhases ?? [])
}

/**
 * Pairs of single-base calls that change one codon of `gene` in one report and are not known to lie on
 * different copies: their two protein changes are each computed alone and may both be wrong (two of the
 * calls may be one BRAF V600K).
 */
export function sameCodonPairs(
  scope: Scope,
  gene: string,
): readonly (readonly [Found<SmallVariant>, Found<SmallVariant>])[] {
  const byResidue = Map.groupBy(
    scope.index.gene(gene).small.filter((found) => isSingleBase(found) && residueOf(scope, found) !== null),
    (found) => residueOf(scope, found),
  )
  const pairs: [Found<SmallVariant>, Found<SmallVariant>][] = []
  for (const candidates of byResidue.values()) {
    for (const [index, first] of candidates.entries()) {
      for (const second of candidates.slice(index + 1)) {
        if (shareCodon(scope, first, second) && phaseOf(scope, first, second) !== 'trans')
          pairs.push([first, second])
      }
    }
  }
  return pairs
}

function isSingleBase({ alteration }: Found<SmallVariant>): boolean {
  return alteration.ref.length === 1 && alteration.alt.length === 1
}

/** Two bases of one codon, called in one report. Two alternative bases at one position are two alleles. */
function shareCodon(scope: Scope, first: Found<SmallVariant>, second: Found<SmallVariant>): boolean {
  if (first.report !== second.report || first.alteration.pos === second.alteration.pos) return false
  const residue = residueOf(scope, first)
  return residue !== null && residue === residueOf(scope, second)
}

function residueOf(scope: Scope, found: Found<SmallVariant>): number | null {
  const change = scope.index.change(found.alteration)
  return change === null ? null : canonicalProteinChange(change).start
}

/** How the other calls in the codon of this one lie to it. */
function phasesInCodon(scope: Scope, found: Found<SmallVariant>): readonly Phase[] {
  const { gene } = found.alteration
  if (gene === null || !isSingleBase(found)) return []
  return scope.index
    .gene(gene)
    .small.filter((other) => isSingleBase(other) && shareCodon(scope, found, other))
    .map((other) => phaseOf(scope, found, other))
}

/** True where another call changes the same codon of the same copy: then neither protein change is the real one. */
export function sharesCopyAndCodon(scope: Scope, found: Found<SmallVariant>): boolean {
  return phasesInCodon(scope, found).includes('cis')
}

/** The warning for a variant that shares its codon with another call; '' where it stands alone. */
export function sameCodonNote(scope: Scope, found: Found<SmallVariant>): string {
  return phasesInCodon(scope, found).some((phase) => phase !== 'trans')
    ? 'Two changes in one codon: the amino-acid change may be wrong; check in the genome view.'
    : ''
}
