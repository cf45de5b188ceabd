import type { SmallVariant } from '../../../shared/model.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { percentText } from '../case/alterationText.ts'
import { specimenKindOf } from '../case/coverage.ts'
import { isSolid } from '../case/disease.ts'
import type { Found } from '../case/findings.ts'
import type { Scope } from '../scope.ts'
import { originOf } from '../variants/variantClass.ts'
import { wilsonInterval } from './wilson.ts'

/**
 * Variants of plasma that may come from white blood cells and not from the tumor: in people with and without
 * cancer, blood-cell clones give a large share of what is found in cell-free DNA (Razavi et al. 2019, PMID 31768066).
 */
export const CLONAL_HAEMATOPOIESIS_SOURCE = 'Razavi et al. 2019, PMID 31768066'

/** Genes of blood-cell clones; solid tumors rarely carry their changes. */
const BLOOD_GENES = ['ASXL1', 'CBL', 'DNMT3A', 'GNB1', 'JAK2', 'PPM1D', 'SF3B1', 'TET2']
/** Changed in blood-cell clones and in solid tumors alike: the gene tells nothing. */
const SHARED_GENES = ['ATM', 'CHEK2', 'KRAS', 'TP53']

export const CLONAL_HAEMATOPOIESIS_GENES: readonly string[] = [...BLOOD_GENES, ...SHARED_GENES].sort()

/** VAF in white cells from which a variant is taken for germline, and below which for a clone; between, unknown. */
const GERMLINE_FROM = 0.3
const CLONE_BELOW = 0.2

export type BloodVerdict =
  | { readonly is: 'possible clone'; readonly text: string; readonly caution: boolean }
  | { readonly is: 'possible germline'; readonly text: string }

interface Reads {
  readonly vaf: number
  readonly alt: number
  readonly depth: number
}

/** Null: nothing to say (no plasma, germline by report, white cells speak for the tumor, blood cancer). */
export function bloodVerdict(
  scope: Scope,
  found: Found<SmallVariant>,
  oncotree: OncoTree,
): BloodVerdict | null {
  const { alteration, report } = found
  const diagnosis = scope.index.findings.diagnosis
  if (alteration.gene === null || specimenKindOf(report) !== 'plasma') return null
  if (originOf(found) === 'germline') return null
  // In a blood cancer these genes are the tumor's own.
  if (diagnosis !== null && oncotree.nodes.has(diagnosis) && !isSolid(oncotree, diagnosis)) return null
  if (scope.index.judgement(alteration, 'clonal haematopoiesis')?.value === 'tumor') return null
  const listed = CLONAL_HAEMATOPOIESIS_GENES.includes(alteration.gene)
  const cells = whiteCells(scope, found)
  if (cells === null) {
    return listed ? unmatched(scope, found) : null
  }
  return matched(alteration, cells, listed)
}

function unmatched(scope: Scope, found: Found<SmallVariant>): BloodVerdict {
  const { alteration } = found
  const gene = alteration.gene ?? ''
  const why = BLOOD_GENES.includes(gene)
    ? `${gene} is a gene of blood-cell clones`
    : `${gene} changes arise in blood-cell clones as well as in tumors`
  const tissue = inTissue(scope, found)
  if (tissue !== null) {
    return {
      is: 'possible clone',
      caution: false,
      text: `${why}, and no white cells were sequenced. It was also found in tissue${tissue}, which speaks for the tumor; blood cells in the tissue can carry it too.`,
    }
  }
  return {
    is: 'possible clone',
    caution: true,
    text: `Possible clonal haematopoiesis: ${why}, and plasma was sequenced without white cells. Sequence white cells, or confirm in tissue, before acting on it.`,
  }
}

/**
 * Plasma against white cells by 95% Wilson intervals: germline from 30% in white cells, unknown from 20%; of the tumor
 * where the plasma interval lies above; a blood-cell clone otherwise. A published scheme; germline is asked first, since a
 * tumor that lost the other allele lifts a germline variant in plasma. White cells without any such read prove no clone.
 */
function matched(variant: SmallVariant, cells: Reads, listed: boolean): BloodVerdict | null {
  const { vaf, depth, altDepth } = variant
  const inCells = `${percentText(cells.vaf)} of ${cells.depth.toLocaleString('en')} reads in white cells`
  if (cells.vaf >= GERMLINE_FROM) {
    return {
      is: 'possible germline',
      text: `Possible germline: ${inCells}. Confirm in blood, refer to genetic counselling.`,
    }
  }
  if (cells.vaf >= CLONE_BELOW) {
    return {
      is: 'possible clone',
      caution: true,
      text: `Origin unknown: ${inCells}, between a blood-cell clone and germline. Confirm in tissue before acting on it.`,
    }
  }
  const plasma =
    vaf === null || depth === null || depth <= 0
      ? null
      : wilsonInterval(altDepth ?? Math.round(vaf * depth), depth)
  const white = wilsonInterval(cells.alt, cells.depth)
  if (plasma !== null && plasma.low > white.high) return null
  if (cells.alt === 0) {
    return listed
      ? {
          is: 'possible clone',
          caution: true,
          text: `Not told apart: none of ${cells.depth.toLocaleString('en')} white-cell reads carries it, but that is too few to exclude a clone at this plasma VAF.`,
        }
      : null
  }
  return {
    is: 'possible clone',
    caution: true,
    text: `Clonal haematopoiesis likely: ${inCells}, and plasma is not clearly above. Confirm in tissue before acting on it.`,
  }
}

/** Reads of the same change in the matched normal of the report, or in another report of a normal specimen. */
function whiteCells(scope: Scope, found: Found<SmallVariant>): Reads | null {
  const { alteration, report } = found
  const { normalVaf, normalDepth } = alteration
  if (
    report !== null &&
    report.normalSample !== null &&
    normalVaf !== null &&
    normalDepth !== null &&
    normalDepth > 0
  ) {
    return { vaf: normalVaf, alt: Math.round(normalVaf * normalDepth), depth: normalDepth }
  }
  const other = sameChange(scope, found).find((one) => specimenKindOf(one.report) === 'normal')?.alteration
  if (other === undefined || other.vaf === null || other.depth === null || other.depth <= 0) return null
  return { vaf: other.vaf, alt: other.altDepth ?? Math.round(other.vaf * other.depth), depth: other.depth }
}

/** ` (VAF 12%)` of the same change in tissue; '' where it states none; null where it was not found there. */
function inTissue(scope: Scope, found: Found<SmallVariant>): string | null {
  const tissue = sameChange(scope, found).find((one) => specimenKindOf(one.report) === 'tissue')?.alteration
  if (tissue === undefined) return null
  return tissue.vaf === null ? '' : ` (VAF ${percentText(tissue.vaf)})`
}

function sameChange(scope: Scope, { alteration }: Found<SmallVariant>): readonly Found<SmallVariant>[] {
  if (alteration.gene === null) return []
  return scope.index
    .gene(alteration.gene)
    .small.filter(
      ({ alteration: other }) =>
        other !== alteration &&
        ((other.build === alteration.build &&
          other.chrom === alteration.chrom &&
          other.pos === alteration.pos &&
          other.ref === alteration.ref &&
          other.alt === alteration.alt) ||
          (other.build !== alteration.build && other.hgvsP !== null && other.hgvsP === alteration.hgvsP)),
    )
}
