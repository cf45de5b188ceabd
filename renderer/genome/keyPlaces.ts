import type { CaseDetail } from '../../shared/api.ts'
import type { MatchReport } from '../../shared/match.ts'
import type { GenomeBuild, SmallVariant } from '../../shared/model.ts'
import { otherAlterationText, smallVariantText } from '../case/alterationText.ts'
import { otherAlterationOf } from '../case/findAlteration.ts'
import { fusionLoci, regionLocus, variantLocus } from './locus.ts'

/** A place worth a button: a finding that fired a rule, or a rearrangement. */
export interface KeyPlace {
  readonly label: string
  readonly loci: readonly string[]
  readonly build: GenomeBuild | null
}

/** Ids of the small variants that fired at least one assertion, in the matcher's order. */
export function keyVariantIds(
  report: MatchReport,
  others: CaseDetail['otherAlterations'],
): readonly number[] {
  const ids = report.matches
    .filter((match) => match.status === 'matched')
    .flatMap((match) => match.because)
    .filter((reason) => reason.result === 'true' && otherAlterationOf(reason, others) === null)
    .flatMap((reason) => (reason.alterationId === undefined ? [] : [reason.alterationId]))
  return [...new Set(ids)]
}

export function variantPlace(variant: SmallVariant): KeyPlace {
  return { label: smallVariantText(variant), loci: [variantLocus(variant)], build: variant.build }
}

/** Rearrangements with known breakpoints and copy-number segments with known ends. */
export function structuralPlaces(others: CaseDetail['otherAlterations']): readonly KeyPlace[] {
  return others.flatMap((one) => {
    if (one.status !== 'detected' || (one.kind !== 'fusion' && one.kind !== 'copyNumber')) return []
    const loci = one.kind === 'fusion' ? fusionLoci(one) : regionLocus(one)
    return loci.length === 0 ? [] : [{ label: otherAlterationText(one), loci, build: one.build }]
  })
}
