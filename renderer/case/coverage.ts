import type { CaseDetail } from '../../shared/api.ts'
import type { MatchReport } from '../../shared/match.ts'
import type { AlterationKind, Assay } from '../../shared/model.ts'

/** What was tested in this case, and what was not, as far as the named assays say. */

export interface CoverageArea {
  readonly name: string
  /** Names of the assays that cover it; empty where none is known to. */
  readonly assays: readonly string[]
  /** True where a report carries a result of this kind although no named assay says that it covers it. */
  readonly reported: boolean
}

const kindAreas: readonly { readonly name: string; readonly kind: AlterationKind }[] = [
  { name: 'small variants', kind: 'smallVariant' },
  { name: 'copy number', kind: 'copyNumber' },
  { name: 'fusions', kind: 'fusion' },
]

const markerAreas = ['TMB', 'MSI', 'HRD', 'PD-L1'] as const

/** How the packs' tests spell an area's short name: one test is not listed under two names. */
const spelledOut: Readonly<Record<string, string>> = {
  TMB: 'tumor mutational burden',
  MSI: 'microsatellite instability',
  HRD: 'homologous recombination deficiency',
}

export function coverageAreas(detail: CaseDetail): readonly CoverageArea[] {
  const used = usedAssays(detail)
  const kinds = kindAreas.map(({ name, kind }) => ({
    name,
    assays: used
      .filter((assay) => assay.genes.some((gene) => gene.kinds.includes(kind)))
      .map((assay) => assay.name),
    reported:
      kind === 'smallVariant'
        ? detail.smallVariants > 0
        : detail.otherAlterations.some((one) => one.kind === kind),
  }))
  const markers = markerAreas.map((name) => ({
    name,
    assays: used.filter((assay) => assay.markers.includes(name)).map((assay) => assay.name),
    reported: detail.otherAlterations.some(
      (one) => markerName(one) === name && one.status !== 'not assessed',
    ),
  }))
  return [...kinds, ...markers]
}

/** Reports whose assay is not named: nothing of theirs may be called negative. */
export function reportsWithoutAssay(detail: CaseDetail): number {
  return detail.reports.filter((report) => report.assay === null).length
}

/**
 * What no test covers, most consequential first: the matcher's own list for this disease, then areas without
 * any assay that the list does not already name.
 */
export function notAssessed(detail: CaseDetail, report: MatchReport | null): readonly string[] {
  const tests = (report?.missingTests ?? []).map((one) => one.test)
  const named = tests.join(' ').toLowerCase()
  const areas = coverageAreas(detail)
    .filter((area) => area.assays.length === 0 && !area.reported)
    .map((area) => area.name)
    .filter(
      (name) =>
        ![name.toLowerCase().replace(/s$/, ''), spelledOut[name]].some(
          (text) => text !== undefined && named.includes(text),
        ),
    )
  return [...tests, ...areas]
}

function usedAssays(detail: CaseDetail): readonly Assay[] {
  const names = new Set(detail.reports.map((report) => report.assay))
  return detail.assays.filter((assay) => names.has(assay.name))
}

function markerName(one: CaseDetail['otherAlterations'][number]): string | null {
  if (one.kind === 'signature') return one.name
  return one.kind === 'expression' ? one.marker : null
}
