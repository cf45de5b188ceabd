import { canonicalProteinChange } from '../../shared/hgvs.ts'
import type { SmallVariant } from '../../shared/model.ts'
import type { Found } from './findings.ts'
import type { Scope } from './scope.ts'

export type Phase = 'cis' | 'trans' | 'unknown'

/**
 * Whether two variants of one report lie on the same copy, from the VCF phase set and genotype (`PS:GT`).
 * Only two heterozygous calls of the same phase set can tell.
 */
export function phaseOf(a: Found<SmallVariant>, b: Found<SmallVariant>): Phase {
  if (a.report !== b.report || a.alteration.phase === null || b.alteration.phase === null) return 'unknown'
  const first = readPhase(a.alteration.phase)
  const second = readPhase(b.alteration.phase)
  if (!first || !second || first.set !== second.set) return 'unknown'
  const shared = first.copies.some((carries, copy) => carries && second.copies[copy] === true)
  return shared ? 'cis' : 'trans'
}

function readPhase(text: string): { set: string; copies: boolean[] } | null {
  const colon = text.lastIndexOf(':')
  if (colon < 0) return null
  const genotype = text.slice(colon + 1)
  if (!genotype.includes('|')) return null
  const copies = genotype.split('|').map((allele) => allele !== '0' && allele !== '.')
  return copies.length === 2 ? { set: text.slice(0, colon), copies } : null
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
        if (shareCodon(scope, first, second) && phaseOf(first, second) !== 'trans')
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
    .map((other) => phaseOf(found, other))
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
