import type { ProteinChange } from '../../../shared/hgvs.ts'
import { sameProteinChange } from '../../../shared/hgvs.ts'
import type { Alteration, AlterationKind, Assay, SpecimenKind } from '../../../shared/model.ts'
import { joinNotes } from '../text.ts'
import { percentText } from './alterationText.ts'
import type { FindingsIndex, Found, ReportFindings } from './findings.ts'

/** "Was this looked for?", for one gene and kind of alteration. */
export interface CoverageQuestion {
  readonly gene: string
  readonly kind: Extract<AlterationKind, 'smallVariant' | 'copyNumber' | 'fusion' | 'methylation'>
  /** Residue ranges (1-based, inclusive) that must be covered; absent: the whole gene. */
  readonly codons?: readonly (readonly [number, number])[]
  /** The exact change asked for: lets an explicit "not detected" row of that change answer. */
  readonly change?: ProteinChange
  readonly germline?: boolean
  /** A promoter or intronic position, which exome capture does not reach. */
  readonly outsideExons?: boolean
}

export interface CoverageAnswer {
  /** True only where at least one suitable report covers all that was asked. */
  readonly tested: boolean
  readonly reports: readonly ReportFindings[]
  readonly explanation: string
}

const KIND_WORDS: Readonly<Record<CoverageQuestion['kind'], string>> = {
  smallVariant: 'small variants',
  copyNumber: 'copy number',
  fusion: 'fusions',
  methylation: 'promoter methylation',
}

/**
 * Which reports may be read as *not detected*. Somatic absence needs tissue or marrow: plasma may hold no
 * tumor DNA at all, so a negative plasma result sends the board to tissue (FDA plasma companion-diagnostic
 * labels: a negative result is to be confirmed in tissue). Germline absence needs the normal specimen.
 */
export function coverage(index: FindingsIndex, question: CoverageQuestion): CoverageAnswer {
  const what = `${question.gene} ${KIND_WORDS[question.kind]}`
  const reports: ReportFindings[] = []
  const obstacles: string[] = []
  for (const report of index.findings.reports) {
    const reach = reachOf(index, report, question)
    if (reach.covers === false) {
      if (reach.obstacle !== '') obstacles.push(reach.obstacle)
      continue
    }
    const unfit = unfitSpecimen(report, question)
    if (unfit === null) reports.push(report)
    else obstacles.push(unfit)
  }
  if (reports.length > 0) {
    const names = reports.map(reportName).sort().join('; ')
    return { tested: true, reports, explanation: `Tested and not detected: ${what} in ${names}.` }
  }
  const obstacle = joinNotes(obstacles)
  return {
    tested: false,
    reports: [],
    explanation: obstacle === '' ? `No report with a known assay covers ${what}.` : obstacle,
  }
}

type Reach = { readonly covers: true } | { readonly covers: false; readonly obstacle: string }

function reachOf(index: FindingsIndex, report: ReportFindings, question: CoverageQuestion): Reach {
  const gene = index.gene(question.gene)
  if (gene.failed.some((row) => row.report === report && speaksTo(index, row, question, true))) {
    return { covers: false, obstacle: `${reportName(report)}: reported as not assessed.` }
  }
  if (gene.negative.some((row) => row.report === report && speaksTo(index, row, question, false))) {
    return { covers: true }
  }
  if (report.assay === null) return { covers: false, obstacle: '' }
  const entries = genesOfAssay(report.assay, question.gene).filter((entry) =>
    entry.kinds.includes(question.kind),
  )
  if (entries.length === 0) return { covers: false, obstacle: '' }
  if (question.outsideExons === true && report.assay.method === 'exome') {
    return {
      covers: false,
      obstacle: `${reportName(report)}: an exome does not cover promoters and introns.`,
    }
  }
  if (entries.some((entry) => entry.codons === undefined)) return { covers: true }
  const ranges = entries.flatMap((entry) => entry.codons ?? [])
  if (question.outsideExons !== true && question.codons?.every((wanted) => within(wanted, ranges)) === true) {
    return { covers: true }
  }
  return { covers: false, obstacle: `${reportName(report)} covers hot spots of ${question.gene} only.` }
}

const assayGenes = new WeakMap<Assay, ReadonlyMap<string, Assay['genes']>>()

/** What an assay covers of a gene; a panel of hundreds is sorted by gene once. */
function genesOfAssay(assay: Assay, gene: string): Assay['genes'] {
  let byGene = assayGenes.get(assay)
  if (byGene === undefined) assayGenes.set(assay, (byGene = Map.groupBy(assay.genes, (entry) => entry.gene)))
  return byGene.get(gene) ?? []
}

/** Whether a row that says "not detected" or "not assessed" answers the question. */
function speaksTo(
  index: FindingsIndex,
  row: Found<Alteration>,
  question: CoverageQuestion,
  overlapIsEnough: boolean,
): boolean {
  if (row.alteration.kind !== question.kind) return false
  if (row.alteration.kind !== 'smallVariant') return true
  const change = index.change(row.alteration)
  if (change === null || change.start === null) return true
  if (question.change && sameProteinChange(change, question.change)) return true
  if (!overlapIsEnough) return false
  const { start, end } = change
  return (
    question.codons === undefined ||
    question.codons.some(([from, to]) => start <= to && (end ?? start) >= from)
  )
}

/** True where every residue of `wanted` lies in the union of `ranges`. */
function within(wanted: readonly [number, number], ranges: readonly (readonly [number, number])[]): boolean {
  let next = wanted[0]
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from <= next && to >= next) next = to + 1
  }
  return next > wanted[1]
}

/** The specimen's kind; where the report does not say, the only kind that its assay takes. */
export function specimenKindOf(report: ReportFindings | null): SpecimenKind | null {
  if (report === null) return null
  if (report.specimenKind !== null) return report.specimenKind
  const kinds = report.assay?.specimenKinds ?? []
  return kinds.length === 1 ? (kinds[0] ?? null) : null
}

function unfitSpecimen(report: ReportFindings, question: CoverageQuestion): string | null {
  const kind = specimenKindOf(report)
  const name = reportName(report)
  if (question.germline === true) {
    const readsNormal =
      report.normalSample !== null && report.assay?.specimenKinds.includes('normal') === true
    return kind === 'normal' || readsNormal
      ? null
      : `${name}: a tumor test does not exclude a germline variant.`
  }
  switch (kind) {
    case 'tissue':
    case 'marrow':
      return null
    case 'normal':
      return `${name}: a normal specimen says nothing about the tumor.`
    case 'plasma': {
      const limit = report.assay?.limitOfDetection ?? null
      const detectable =
        limit === null ? 'limit of detection unknown' : `limit of detection ${percentText(limit)}`
      return `Not detected in plasma alone (${name}, ${detectable}): confirm in tissue.`
    }
    default:
      return `${name}: specimen kind unknown.`
  }
}

/** How a report is called in explanations: specimen and assay. */
export function reportName(report: ReportFindings): string {
  const specimen = report.specimen ?? `report ${report.id}`
  return report.assay === null ? specimen : `${specimen} (${report.assay.name})`
}
