import type { ClinvarFact } from '../../../shared/classification.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import { percentText } from '../case/alterationText.ts'
import { specimenKindOf } from '../case/coverage.ts'
import type { Found } from '../case/findings.ts'
import type { Scope } from '../scope.ts'
import {
  isNullVariant,
  lateTruncation,
  originOf,
  polymorphismReason,
  significanceOf,
} from '../variants/variantClass.ts'
import { wilsonInterval } from './wilson.ts'

/**
 * Suspicion that a variant of tumor-only testing is germline: a screen that sends the board to blood and to genetic
 * counselling, and never a statement of germline. Kuzbari et al. 2023, ESMO Precision Medicine Working Group, PMID 36529447.
 */
export const SUSPICION_SOURCE = 'ESMO Precision Medicine Working Group 2022/23, PMID 36529447'

/** Genes whose findings are followed up in blood whatever the tumor: the seven "most actionable". */
const MOST_ACTIONABLE = ['BRCA1', 'BRCA2', 'MLH1', 'MSH2', 'MSH6', 'PALB2', 'RET']
/** Intermediate penetrance, added in the update. */
const INTERMEDIATE = ['ATM', 'CHEK2']

export const FOLLOW_UP_GENES: readonly string[] = [...INTERMEDIATE, ...MOST_ACTIONABLE].sort()

/** VAF screens of the recommendation, as fractions: single-base changes and small indels. */
const SCREEN_VAF = { substitution: 0.3, indel: 0.2 }

export function possibleGermline(scope: Scope, found: Found<SmallVariant>): boolean {
  const { alteration, report } = found
  if (alteration.gene === null || !FOLLOW_UP_GENES.includes(alteration.gene)) return false
  if (originOf(found) !== 'unknown' || alteration.vaf === null) return false
  const kind = specimenKindOf(report)
  // A specimen that nobody named is most often tumor tissue; silence would lose the referral.
  if ((kind !== null && kind !== 'tissue') || (report !== null && report.normalSample !== null)) return false
  const indel = alteration.ref.length !== alteration.alt.length
  if (alteration.vaf < (indel ? SCREEN_VAF.indel : SCREEN_VAF.substitution)) return false
  if (polymorphismReason(scope, alteration) !== null) return false
  if (significanceOf(alteration) === 'pathogenic') return true
  if (scope.index.facts(alteration)?.clinvar.some(isPathogenicInClinvar) === true) return true
  return isNullVariant(scope.index, alteration) && lateTruncation(scope, alteration) === null
}

/** ClinVar's germline class, with criteria (one star or more): enough to ask, never to class. */
export function isPathogenicInClinvar({ germlineClass, stars }: ClinvarFact): boolean {
  return stars >= 1 && germlineClass !== null && /^(?:likely )?pathogenic\b/i.test(germlineClass)
}

/**
 * What VAF a germline and a clonal somatic variant would have at this purity, and which the measured one fits; null
 * where purity is unknown. Two copies of the gene, with one lost or doubled as the range: copy number is not modelled
 * further, so it never withdraws the referral.
 */
export function purityText(variant: SmallVariant, purity: number | null): string | null {
  if (purity === null || purity <= 0 || variant.vaf === null) return null
  const kept = (1 + purity) / 2
  const lost = (1 - purity) / 2
  const expectation =
    `At ${percentText(purity)} tumor cells a germline variant is expected near 50% (${percentText(lost)} to ${percentText(kept)} where the tumor lost one allele), ` +
    `a clonal somatic one near ${percentText(purity / 2)} and not above ${percentText(purity)} without extra copies.`
  const { altDepth, depth, vaf } = variant
  const interval =
    depth === null || depth <= 0 ? null : wilsonInterval(altDepth ?? Math.round(vaf * depth), depth)
  if (interval === null) return expectation
  const fitsGermline = interval.low <= 0.5 && interval.high >= 0.5
  const fitsSomatic = interval.low <= purity / 2 && interval.high >= purity / 2
  if (interval.low > purity) {
    return `${expectation} The measured VAF is above what a somatic change reaches without extra copies.`
  }
  if (fitsGermline === fitsSomatic) return `${expectation} The measured VAF does not tell them apart.`
  return fitsGermline
    ? `${expectation} The measured VAF fits a germline variant.`
    : `${expectation} The measured VAF fits a somatic change; loss of an allele can bring a germline one there too.`
}
