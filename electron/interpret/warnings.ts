import { sameProteinChange } from '../../shared/hgvs.ts'
import type { SmallVariant } from '../../shared/model.ts'
import { readPhaseText } from '../../shared/phase.ts'
import { alterationText, variantName } from './alterationText.ts'
import { specimenKindOf } from './coverage.ts'
import type { Found } from './findings.ts'
import type { CodonCombination } from './combineCodons.ts'
import { sameCodonPairs } from './phase.ts'
import { phaseInReport, readsOf } from './phaseOfCalls.ts'
import type { Scope } from './scope.ts'
import { isNullVariant, originOf, polymorphismReason, significanceOf } from './variantClass.ts'

/** What the board must be told beside the matches. Each warning stands alone and in a fixed order. */
export function caseWarnings(
  scope: Scope,
  genes: readonly string[],
  combinations: readonly CodonCombination[],
): string[] {
  return [
    ...combinationNotes(scope, combinations),
    ...sameCodonWarnings(scope, genes),
    ...phaseWarnings(scope),
    ...possibleGermlineWarnings(scope),
  ]
}

/** Calls that were read as one change: what the report lists is not what the protein carries. */
function combinationNotes(scope: Scope, combinations: readonly CodonCombination[]): string[] {
  return combinations
    .map(({ parts, combined }) => {
      const names = parts.map((part) => variantName(scope.index, part))
      return `${names.join(' and ')} change one codon of one copy: together they are ${variantName(scope.index, combined)}, and are matched as that.`
    })
    .sort()
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
  const pairs = gatekeepers.flatMap((first) => cysteines.map((second) => [first, second] as const))
  const phases = new Set(pairs.map(([first, second]) => phaseInReport(first.alteration, second.alteration)))
  const told = [...phases].filter((phase) => phase !== 'unknown')
  const [only] = told
  const written = told.length === 1 && only !== undefined ? only : null
  const counted = pairs.flatMap(([first, second]) => {
    const { reads, first: number } =
      readsOf(first.alteration, second.alteration, scope.index.findings.readPhases ?? []) ?? {}
    if (reads === undefined) return []
    return [{ reads, names: number === first.alteration.id ? ['T790M', 'C797S'] : ['C797S', 'T790M'] }]
  })
  const readText = [
    ...new Set(counted.map(({ reads, names: [one = '', two = ''] }) => readPhaseText(reads, one, two))),
  ].join('; ')
  const contradicts =
    written !== null && counted.some(({ reads }) => reads.phase !== 'unknown' && reads.phase !== written)
  const start = 'EGFR T790M and C797S are both present, '
  const more = readText === '' ? '' : ` ${readText.charAt(0).toUpperCase()}${readText.slice(1)}.`
  if (contradicts) {
    return [
      `${start}in ${written} by the phase in the report, which the reads contradict.${more} Check in the genome view.`,
    ]
  }
  if (written !== null) return [`${start}in ${written} by the phase in the report.${more}`]
  const known = counted.filter(({ reads }) => reads.phase !== 'unknown')
  if (known.length > 0) return [`${start}${readText}.`]
  return [`${start}cis/trans phase unknown: read both in the genome view.${more}`]
}

/**
 * Genes whose tumor-only findings are followed up in blood: the seven "most actionable" genes, with ATM and
 * CHEK2 (ESMO Precision Medicine Working Group 2022).
 */
const FOLLOW_UP_GENES = ['ATM', 'BRCA1', 'BRCA2', 'CHEK2', 'MLH1', 'MSH2', 'MSH6', 'PALB2', 'RET']
/** VAF screens of the same recommendation, as fractions: single-base changes and small indels. */
const SCREEN_VAF = { substitution: 0.3, indel: 0.2 }

/** A screen, never a statement of germline: it sends the board to blood and to genetic counselling. */
function possibleGermlineWarnings(scope: Scope): string[] {
  return FOLLOW_UP_GENES.flatMap((gene) => scope.index.gene(gene).small)
    .filter((found) => possibleGermline(scope, found))
    .map((found) => {
      const text = alterationText(scope.index, found.alteration, found.report)
      return `${text}: possible germline: confirm in blood, refer to genetic counselling.`
    })
    .sort()
}

function possibleGermline(scope: Scope, found: Found<SmallVariant>): boolean {
  const { alteration, report } = found
  if (originOf(found) !== 'unknown' || alteration.vaf === null) return false
  const kind = specimenKindOf(report)
  // A specimen that nobody named is most often tumor tissue; silence would lose the referral.
  if ((kind !== null && kind !== 'tissue') || (report !== null && report.normalSample !== null)) return false
  const indel = alteration.ref.length !== alteration.alt.length
  if (alteration.vaf < (indel ? SCREEN_VAF.indel : SCREEN_VAF.substitution)) return false
  if (polymorphismReason(scope, alteration) !== null) return false
  return significanceOf(alteration) === 'pathogenic' || isNullVariant(scope.index, alteration)
}
