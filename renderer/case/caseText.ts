import { ORGAN_UNITS } from '../../shared/model.ts'
import type { Case, Clinical, PriorTherapy, Report, Specimen } from '../../shared/model.ts'
import type { Assay } from '../../shared/model.ts'
import { percent } from '../parts/numbers.ts'

/** Age from the year of birth alone, so it may be one year off: said as "about". */
export function ageText(yearOfBirth: number | null, today: Date): string | null {
  if (yearOfBirth === null) return null
  return `about ${today.getFullYear() - yearOfBirth} y`
}

/** `Lung Adenocarcinoma (LUAD)`; the free text where no code resolves. */
export function diagnosisText(one: {
  diagnosis: string | null
  diagnosisName: string | null
  diagnosisText: string | null
}): string {
  if (one.diagnosisName !== null) return `${one.diagnosisName} (${one.diagnosis ?? ''})`
  return one.diagnosisText ?? one.diagnosis ?? 'No diagnosis'
}

/** Lines of therapy in order of line, then of start. */
export function therapiesInOrder(therapies: readonly PriorTherapy[]): readonly PriorTherapy[] {
  return [...therapies].sort(
    (a, b) => (a.line ?? 99) - (b.line ?? 99) || (a.start ?? '').localeCompare(b.start ?? ''),
  )
}

export function therapyText(therapy: PriorTherapy): string {
  const { start, end } = therapy
  const span =
    start === null
      ? end === null
        ? ''
        : `to ${end}`
      : end === null
        ? `since ${start}`
        : `${start} to ${end}`
  const outcome = [therapy.bestResponse, therapy.stopReason].filter((part) => part !== null).join(', ')
  return `${therapy.drugs.join(' + ')}${outcome === '' ? '' : `: ${outcome}`}${span === '' ? '' : ` (${span})`}`
}

export function specimenText(specimen: Specimen): string {
  return [
    specimen.kind,
    specimen.site,
    specimen.collected,
    specimen.purity === null ? null : `${percent(specimen.purity)} tumor cells`,
  ]
    .filter((part) => part !== null)
    .join(', ')
}

/** How a report was made, e.g. `panel on T1, GRCh37, 2026-10-02`; says so where the assay is not named. */
export function reportText(report: Report, assays: readonly Assay[]): string {
  const assay = assays.find((one) => one.name === report.assay)
  return [
    assay?.method,
    report.specimen === null ? null : `on ${report.specimen}`,
    report.build,
    report.reportDate,
  ]
    .filter((part) => part !== null && part !== undefined)
    .join(', ')
}

export interface TestedLine {
  readonly key: string
  readonly name: string
  readonly specimen: string | null
  readonly text: string
}

/**
 * What was tested, one line for each assay on each specimen: `Solid panel 60` on T1 in two files is one test.
 * A report without a named assay stands under its file name.
 */
export function testedLines(reports: readonly Report[], assays: readonly Assay[]): readonly TestedLine[] {
  const lines = new Map<string, TestedLine>()
  for (const report of reports) {
    const name = report.assay ?? report.fileName
    const key = `${name} ${report.specimen ?? ''}`
    const text =
      report.assay === null ? `assay not named, ${reportText(report, assays)}` : reportText(report, assays)
    const known = lines.get(key)
    if (known === undefined || known.text.length < text.length)
      lines.set(key, { key, name, specimen: report.specimen, text })
  }
  return [...lines.values()]
}

/** `LVEF 45 %, QTc 470 ms, brain metastases`: what is recorded of organs and conditions. */
export function clinicalText({ organs, conditions }: Clinical): string {
  return [
    ...organs.map(({ field, value }) => `${field} ${value} ${ORGAN_UNITS[field]}`),
    ...conditions.map(({ condition, present }) => (present ? condition : `no ${condition}`)),
  ].join(', ')
}

export function headline(one: Case, today: Date): string {
  return [
    one.sex === 'unknown' ? null : one.sex,
    ageText(one.yearOfBirth, today),
    one.yearOfBirth === null ? null : `born ${one.yearOfBirth}`,
  ]
    .filter((part) => part !== null)
    .join(', ')
}
