import { caseInputSchema } from '../../shared/model.ts'
import type { CaseInput, PriorTherapy, Specimen, SpecimenKind } from '../../shared/model.ts'
import { clinicalDraftOf, clinicalOf } from './clinicalDraft.ts'
import type { ClinicalDraft } from './clinicalDraft.ts'

/** A case as it stands in the form: text everywhere, checked by the schema when it is saved. */
export interface TherapyDraft {
  readonly line: string
  readonly drugs: string
  readonly start: string
  readonly end: string
  readonly bestResponse: string
  readonly stopReason: string
}

export interface SpecimenDraft {
  readonly name: string
  readonly kind: SpecimenKind
  readonly site: string
  readonly collected: string
  /** Percent, 0..100. */
  readonly purity: string
}

export interface CaseDraft {
  readonly pseudonym: string
  readonly sex: CaseInput['sex']
  readonly yearOfBirth: string
  readonly diagnosis: string
  readonly diagnosisText: string
  readonly stage: string
  readonly performanceStatus: string
  readonly comedications: string
  readonly clinical: ClinicalDraft
  readonly question: string
  readonly secondaryFindings: CaseInput['secondaryFindings']
  readonly priorTherapies: readonly TherapyDraft[]
  readonly specimens: readonly SpecimenDraft[]
}

export const emptyTherapy: TherapyDraft = {
  line: '',
  drugs: '',
  start: '',
  end: '',
  bestResponse: '',
  stopReason: '',
}
export const emptySpecimen: SpecimenDraft = { name: '', kind: 'tissue', site: '', collected: '', purity: '' }

export function draftOf(input: CaseInput | null): CaseDraft {
  return {
    pseudonym: input?.pseudonym ?? '',
    sex: input?.sex ?? 'unknown',
    yearOfBirth: numberText(input?.yearOfBirth ?? null),
    diagnosis: input?.diagnosis ?? '',
    diagnosisText: input?.diagnosisText ?? '',
    stage: input?.stage ?? '',
    performanceStatus: numberText(input?.performanceStatus ?? null),
    comedications: (input?.comedications ?? []).join(', '),
    clinical: clinicalDraftOf(input?.clinical ?? null),
    question: input?.question ?? '',
    secondaryFindings: input?.secondaryFindings ?? 'unknown',
    priorTherapies: (input?.priorTherapies ?? []).map((therapy) => ({
      line: numberText(therapy.line),
      drugs: therapy.drugs.join(' + '),
      start: therapy.start ?? '',
      end: therapy.end ?? '',
      bestResponse: therapy.bestResponse ?? '',
      stopReason: therapy.stopReason ?? '',
    })),
    specimens: (input?.specimens ?? []).map((specimen) => ({
      name: specimen.name,
      kind: specimen.kind,
      site: specimen.site ?? '',
      collected: specimen.collected ?? '',
      purity: specimen.purity === null ? '' : String(Math.round(specimen.purity * 1000) / 10),
    })),
  }
}

export type DraftResult =
  | { readonly ok: true; readonly input: CaseInput }
  | { readonly ok: false; readonly field: string; readonly message: string }

/**
 * Checks a draft. Parts of the case that the form does not show (identifiers, family history) are taken over
 * from `existing`. Rows left wholly empty are dropped.
 */
export function inputOf(draft: CaseDraft, existing: CaseInput | null): DraftResult {
  const therapies = draft.priorTherapies.filter((row) =>
    Object.values(row).some((value) => value.trim() !== ''),
  )
  const specimens = draft.specimens.filter(
    (row) => row.name.trim() !== '' || row.site.trim() !== '' || row.purity.trim() !== '',
  )
  const unnamed = therapies.findIndex((row) => drugList(row.drugs).length === 0)
  if (unnamed >= 0)
    return { ok: false, field: 'Therapies so far', message: `Line ${unnamed + 1} names no drug.` }
  const parsed = caseInputSchema.safeParse({
    pseudonym: draft.pseudonym,
    identifiers: existing?.identifiers ?? [],
    familyHistory: existing?.familyHistory ?? [],
    sex: draft.sex,
    yearOfBirth: numberOf(draft.yearOfBirth),
    diagnosis: textOf(draft.diagnosis),
    diagnosisText: textOf(draft.diagnosisText),
    stage: textOf(draft.stage),
    performanceStatus: numberOf(draft.performanceStatus),
    comedications: drugList(draft.comedications),
    clinical: clinicalOf(draft.clinical),
    question: textOf(draft.question),
    secondaryFindings: draft.secondaryFindings,
    priorTherapies: therapies.map((row): PriorTherapy => ({
      line: numberOf(row.line),
      drugs: drugList(row.drugs),
      start: textOf(row.start),
      end: textOf(row.end),
      bestResponse: textOf(row.bestResponse),
      stopReason: textOf(row.stopReason),
    })),
    specimens: specimens.map((row): Specimen => {
      const purity = numberOf(row.purity)
      return {
        name: row.name.trim(),
        kind: row.kind,
        site: textOf(row.site),
        collected: textOf(row.collected),
        purity: purity === null ? null : purity / 100,
      }
    }),
  })
  if (parsed.success) return { ok: true, input: parsed.data }
  const issue = parsed.error.issues[0]
  const field =
    issue?.path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ') ?? ''
  return {
    ok: false,
    field: fieldNames[String(issue?.path[0])] ?? field,
    message: issue?.message ?? 'is not valid',
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  pseudonym: 'Pseudonym',
  yearOfBirth: 'Year of birth',
  performanceStatus: 'ECOG',
  priorTherapies: 'Therapies so far',
  specimens: 'Specimens',
  clinical: 'Organ function',
}

/** Drug names as the model keeps them: generic, lower case; separated by comma, plus or semicolon. */
export function drugList(text: string): string[] {
  return text
    .split(/[,;+]/)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
}

function textOf(value: string): string | null {
  return value.trim() === '' ? null : value.trim()
}

function numberOf(value: string): number | null {
  return value.trim() === '' ? null : Number(value.replace(',', '.'))
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value)
}
