import type { CaseDetail } from '../../shared/api.ts'
import type { FindingStatus, OtherAlteration } from '../../shared/model.ts'

/** One line of the biomarker table. */
export interface BiomarkerRow {
  readonly name: string
  readonly value: string
  readonly status: FindingStatus | 'measured'
  /** Cut-off, antibody clone, or why nothing is known. */
  readonly note: string
  readonly reportId: number | null
  readonly line: number | null
}

type Marker = Extract<OtherAlteration, { kind: 'signature' | 'expression' | 'methylation' | 'haplotype' }>

/** Asked of every solid tumor; shown as not assessed where no report gives them. */
const always = ['MSI', 'TMB', 'PD-L1', 'HRD'] as const

export function biomarkerRows(detail: CaseDetail): readonly BiomarkerRow[] {
  const markers = detail.otherAlterations.filter(
    (one): one is Marker =>
      one.kind === 'signature' ||
      one.kind === 'expression' ||
      one.kind === 'methylation' ||
      one.kind === 'haplotype',
  )
  const rows = markers.map(rowOf)
  const missing = always
    .filter((name) => !rows.some((row) => row.name === name || row.name.startsWith(`${name} `)))
    .map((name) => missingRow(detail, name))
  const rank = (row: BiomarkerRow): number => {
    const index = always.findIndex((name) => row.name === name || row.name.startsWith(`${name} `))
    return index < 0 ? always.length : index
  }
  return [...rows, ...missing].sort((a, b) => rank(a) - rank(b))
}

function rowOf(one: Marker): BiomarkerRow {
  const place = { status: statusOf(one), reportId: one.reportId ?? null, line: one.line }
  switch (one.kind) {
    case 'signature':
      return {
        ...place,
        name: one.name,
        value: joined(
          one.category,
          one.value === null ? null : `${one.value}${one.unit === null ? '' : ` ${one.unit}`}`,
        ),
        note: one.cutoff === null ? '' : `cut-off ${one.cutoff}`,
      }
    case 'expression':
      return {
        ...place,
        name: one.score === null || one.score === 'IHC' ? one.marker : `${one.marker} ${one.score}`,
        value: joined(
          one.category,
          one.value === null ? null : `${one.value}${isPercent(one.score) ? ' %' : ''}`,
        ),
        note: one.clone === null ? '' : `clone ${one.clone}`,
      }
    case 'haplotype':
      return {
        ...place,
        name: `${one.gene} (germline)`,
        value: joined(one.diplotype, one.phenotype),
        note: [one.activityScore === null ? null : `activity score ${one.activityScore}`, one.callSource]
          .filter((part) => part !== null)
          .join(', '),
      }
    case 'methylation':
      return {
        ...place,
        name: `${one.gene} methylation`,
        value: joined(one.category, one.percent === null ? null : `${one.percent} %`),
        note: '',
      }
  }
}

const negative = /^(mss|msi-?l|stable|tmb-?l|low|negative|unmethylated|hrd-?negative|hrp|0)\b/i

/** Verdicts of a stain. Scores (1+) and words of degree (low, HER2-low) are none: they are shown as given. */
const STAIN_POSITIVE = /^(positive|deficient|dmmr|loss|lost|over-?expressed)\b/i
const STAIN_NEGATIVE = /^(negative|not expressed)\b/i

/**
 * Sheets leave the status at "detected" for every row that has a result. A verdict such as MSS is the result
 * "tested and not detected"; a figure without a verdict is only measured, since its cut-off is the assay's.
 */
function statusOf(one: Marker): BiomarkerRow['status'] {
  if (one.status !== 'detected') return one.status
  if (one.kind === 'haplotype') return 'measured'
  // Proficient repair is a finding in its own words: "not detected" beside it would contradict it.
  if (one.category !== null && /^(proficient|pmmr)\b/i.test(one.category)) return 'measured'
  // "Detected" beside HER2 1+ would be read as positive, and "not detected" beside HER2-low as negative.
  if (one.kind === 'expression' && one.category !== null) {
    if (STAIN_POSITIVE.test(one.category)) return 'detected'
    return STAIN_NEGATIVE.test(one.category) ? 'not detected' : 'measured'
  }
  if (one.category !== null) return negative.test(one.category) ? 'not detected' : 'detected'
  return 'measured'
}

/** Scores that are a percentage of cells; CPS and the H-score are not. */
function isPercent(score: string | null): boolean {
  return score === 'TPS' || score === 'percent' || score === 'IC'
}

function joined(category: string | null, value: string | null): string {
  return [category, value].filter((part) => part !== null).join(', ')
}

function missingRow(detail: CaseDetail, name: string): BiomarkerRow {
  const used = new Set(detail.reports.map((report) => report.assay))
  const assay = detail.assays.find((one) => used.has(one.name) && one.markers.includes(name))
  return {
    name,
    value: '',
    status: 'not assessed',
    note:
      assay === undefined
        ? 'no assay of this case reports it'
        : `${assay.name} reports it, but no value was imported`,
    reportId: null,
    line: null,
  }
}
