import type { CaseDetail } from '../../shared/api.ts'
import type { DiseaseMatch } from '../../shared/match.ts'
import { ORGAN_UNITS } from '../../shared/model.ts'
import type { OtherAlteration, PriorTherapy, SmallVariant } from '../../shared/model.ts'
import { formatProteinChange, parseProteinChange } from '../../shared/hgvs.ts'

/** Words of the board packet, apart from its layout. */

/** A fraction as percent with at most one decimal: 0.3412 -> `34.1%`. */
export function percent(fraction: number | null): string {
  return fraction === null ? 'not stated' : `${Number((fraction * 100).toFixed(1))}%`
}

export function diseaseWord(match: DiseaseMatch): string {
  switch (match) {
    case 'exact':
      return 'this tumor type'
    case 'descendant':
      return 'a broader type that includes this tumor'
    case 'tumor-agnostic':
      return 'any solid tumor'
    case 'other':
      return 'another tumor type'
  }
}

export function therapyLine(therapy: PriorTherapy): string {
  const line = therapy.line === null ? '' : `Line ${therapy.line}: `
  const dates = therapy.start === null ? '' : ` (${therapy.start} to ${therapy.end ?? 'now'})`
  const outcome = [therapy.bestResponse, therapy.stopReason].filter((text) => text !== null).join(', ')
  return `${line}${therapy.drugs.join(' + ')}${dates}${outcome === '' ? '' : `, ${outcome}`}`
}

/** `p.Val600Glu` as boards say it: `V600E`; the file's own text where it is no protein change. */
export function shortChange(variant: SmallVariant): string {
  if (variant.hgvsP !== null)
    return formatProteinChange(parseProteinChange(variant.hgvsP), 'one').replace(/^p\./, '')
  return variant.hgvsC ?? `${variant.chrom}:${variant.pos} ${variant.ref}>${variant.alt}`
}

/** One row of the biomarker table: name, result, how it was measured. */
export function biomarkerRow(alteration: OtherAlteration): { name: string; result: string; detail: string } {
  switch (alteration.kind) {
    case 'signature':
      return {
        name: alteration.name,
        result: result(alteration.status, [alteration.category, number(alteration.value, alteration.unit)]),
        detail: alteration.cutoff === null ? '' : `assay's cut-off ${alteration.cutoff}`,
      }
    case 'expression':
      return {
        name: alteration.score === null ? alteration.marker : `${alteration.marker} ${alteration.score}`,
        result: result(alteration.status, [alteration.category, number(alteration.value, null)]),
        detail: alteration.clone === null ? '' : `clone ${alteration.clone}`,
      }
    case 'haplotype':
      return {
        name: `${alteration.gene} (germline)`,
        result: result(alteration.status, [alteration.diplotype, alteration.phenotype]),
        detail: [
          ...(alteration.activityScore === null ? [] : [`activity score ${alteration.activityScore}`]),
          ...(alteration.callSource === null ? [] : [alteration.callSource]),
        ].join(', '),
      }
    case 'methylation':
      return {
        name: `${alteration.gene} promoter`,
        result: result(alteration.status, [alteration.category, number(alteration.percent, '%')]),
        detail: '',
      }
    case 'copyNumber':
      return {
        name: `${alteration.gene ?? `${alteration.chrom ?? '?'}:${alteration.start ?? '?'}-${alteration.end ?? '?'}`} copy number`,
        result: result(alteration.status, [alteration.call, number(alteration.copies, 'copies')]),
        detail: '',
      }
    case 'fusion':
      return {
        name:
          alteration.svType === 'exon skipping'
            ? `${alteration.gene5 ?? '?'} exon ${alteration.exon5 ?? '?'} skipping`
            : `${alteration.gene5 ?? '?'}::${alteration.gene3 ?? '?'}`,
        result: result(alteration.status, [
          alteration.svType,
          number(alteration.supportingReads, 'supporting reads'),
        ]),
        detail:
          alteration.inFrame === null ? 'frame not stated' : alteration.inFrame ? 'in frame' : 'not in frame',
      }
  }
}

function number(value: number | null, unit: string | null): string | null {
  return value === null ? null : unit === null ? String(value) : `${value} ${unit}`
}

function result(status: OtherAlteration['status'], parts: readonly (string | null)[]): string {
  const given = parts.filter((part) => part !== null)
  return status === 'detected' ? given.join(', ') || 'detected' : [status, ...given].join(', ')
}

/** Comedication and organ function as recorded; what is not recorded is said to be so. */
export function clinicalLine({ comedications, clinical }: CaseDetail['case']): string {
  const on = (date: string | null): string => (date === null ? '' : ` (${date})`)
  const organs = clinical.organs.map(
    ({ field, value, date }) => `${field} ${value} ${ORGAN_UNITS[field]}${on(date)}`,
  )
  const conditions = clinical.conditions.map(
    ({ condition, present, date }) => `${condition}: ${present ? 'yes' : 'no'}${on(date)}`,
  )
  const values = [...organs, ...conditions]
  return [
    `Comedication: ${comedications.length === 0 ? 'none recorded' : comedications.join(', ')}`,
    values.length === 0 ? 'Organ function: not recorded' : values.join(', '),
  ].join(' · ')
}

/** `63-year-old woman` is the board's business; the packet states what is known and nothing else. */
export function whoLine(found: CaseDetail['case'], today: string): string {
  const age =
    found.yearOfBirth === null
      ? null
      : `born ${found.yearOfBirth} (about ${Number(today.slice(0, 4)) - found.yearOfBirth})`
  const status = found.performanceStatus === null ? null : `ECOG ${found.performanceStatus}`
  return [
    found.sex === 'unknown' ? null : found.sex,
    age,
    found.stage === null ? null : `stage ${found.stage}`,
    status,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
