import { organFieldSchema, patientConditionSchema } from '../../shared/model.ts'
import type { Clinical, OrganField, PatientCondition } from '../../shared/model.ts'

/** Organ function and conditions as they stand in the form: text, empty where nothing is known. */
export interface ClinicalDraft {
  readonly organs: Readonly<Record<OrganField, { readonly value: string; readonly date: string }>>
  readonly conditions: Readonly<
    Record<PatientCondition, { readonly present: '' | 'yes' | 'no'; readonly date: string }>
  >
}

export function clinicalDraftOf(clinical: Clinical | null): ClinicalDraft {
  const organ = (field: OrganField) => {
    const found = clinical?.organs.find((one) => one.field === field)
    return { value: found === undefined ? '' : String(found.value), date: found?.date ?? '' }
  }
  const condition = (name: PatientCondition) => {
    const found = clinical?.conditions.find((one) => one.condition === name)
    const present: '' | 'yes' | 'no' = found === undefined ? '' : found.present ? 'yes' : 'no'
    return { present, date: found?.date ?? '' }
  }
  return {
    organs: {
      'creatinine clearance': organ('creatinine clearance'),
      LVEF: organ('LVEF'),
      QTc: organ('QTc'),
      bilirubin: organ('bilirubin'),
      ALT: organ('ALT'),
      platelets: organ('platelets'),
      neutrophils: organ('neutrophils'),
      haemoglobin: organ('haemoglobin'),
    },
    conditions: { 'brain metastases': condition('brain metastases'), pregnancy: condition('pregnancy') },
  }
}

/** What is filled in; the schema says what is wrong with it. A date without a value says nothing. */
export function clinicalOf(draft: ClinicalDraft): Clinical {
  return {
    organs: organFieldSchema.options.flatMap((field) => {
      const { value, date } = draft.organs[field]
      if (value.trim() === '') return []
      return [{ field, value: Number(value.trim().replace(',', '.')), date: date === '' ? null : date }]
    }),
    conditions: patientConditionSchema.options.flatMap((condition) => {
      const { present, date } = draft.conditions[condition]
      return present === ''
        ? []
        : [{ condition, present: present === 'yes', date: date === '' ? null : date }]
    }),
  }
}
