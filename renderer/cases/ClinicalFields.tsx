import { ORGAN_UNITS, organFieldSchema, patientConditionSchema } from '../../shared/model.ts'
import { Field } from '../parts/Field.tsx'
import type { ClinicalDraft } from './clinicalDraft.ts'

interface ClinicalFieldsProps {
  readonly draft: ClinicalDraft
  readonly onChange: (draft: ClinicalDraft) => void
}

/** Organ function and conditions. What stays empty is "not assessed" beside the drugs it matters for. */
export function ClinicalFields({ draft, onChange }: ClinicalFieldsProps) {
  return (
    <fieldset className="form-part">
      <legend>Organ function</legend>
      <p className="quiet small">
        The last value, with its day. What is left empty is shown as not assessed.
      </p>
      <div className="clinical-grid">
        {organFieldSchema.options.map((field) => {
          const row = draft.organs[field]
          const set = (part: Partial<typeof row>): void =>
            onChange({ ...draft, organs: { ...draft.organs, [field]: { ...row, ...part } } })
          const name = field.charAt(0).toUpperCase() + field.slice(1)
          return (
            <div key={field} className="clinical-field" role="group" aria-label={name}>
              <Field label={`${name} (${ORGAN_UNITS[field]})`}>
                {(control) => (
                  <input
                    {...control}
                    className="input"
                    inputMode="decimal"
                    value={row.value}
                    onChange={(event) => set({ value: event.target.value })}
                  />
                )}
              </Field>
              <DateField label="Measured" value={row.date} onChange={(date) => set({ date })} />
            </div>
          )
        })}
        {patientConditionSchema.options.map((condition) => {
          const row = draft.conditions[condition]
          const set = (part: Partial<typeof row>): void =>
            onChange({ ...draft, conditions: { ...draft.conditions, [condition]: { ...row, ...part } } })
          const name = condition.charAt(0).toUpperCase() + condition.slice(1)
          return (
            <div key={condition} className="clinical-field" role="group" aria-label={name}>
              <Field label={name}>
                {(control) => (
                  <select
                    {...control}
                    className="input"
                    value={row.present}
                    onChange={(event) => set({ present: event.target.value as typeof row.present })}
                  >
                    <option value="">not stated</option>
                    <option value="yes">yes</option>
                    <option value="no">no</option>
                  </select>
                )}
              </Field>
              <DateField label="As of" value={row.date} onChange={(date) => set({ date })} />
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

interface DateFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (date: string) => void
}

function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="date"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
