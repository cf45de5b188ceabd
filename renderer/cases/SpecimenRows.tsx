import { specimenKindSchema } from '../../shared/model.ts'
import { Field } from '../parts/Field.tsx'
import { emptySpecimen } from './caseDraft.ts'
import type { SpecimenDraft } from './caseDraft.ts'

interface SpecimenRowsProps {
  readonly rows: readonly SpecimenDraft[]
  readonly onChange: (rows: readonly SpecimenDraft[]) => void
}

export function SpecimenRows({ rows, onChange }: SpecimenRowsProps) {
  const set = (index: number, part: Partial<SpecimenDraft>): void =>
    onChange(rows.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const text = (
    index: number,
    key: 'name' | 'site' | 'collected' | 'purity',
    label: string,
    type = 'text',
  ) => (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          className="input"
          type={type}
          value={rows[index]?.[key] ?? ''}
          onChange={(event) => set(index, { [key]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <fieldset className="form-part">
      <legend>
        Specimens <span className="count">{rows.length}</span>
      </legend>
      <div className="list-edit">
        {rows.map((row, index) => (
          <div
            key={index}
            className="list-edit-row specimen"
            role="group"
            aria-label={`Specimen ${index + 1}`}
          >
            {text(index, 'name', 'Name')}
            <Field label="Kind">
              {(control) => (
                <select
                  {...control}
                  className="input"
                  value={row.kind}
                  onChange={(event) => set(index, { kind: specimenKindSchema.parse(event.target.value) })}
                >
                  {specimenKindSchema.options.map((kind) => (
                    <option key={kind}>{kind}</option>
                  ))}
                </select>
              )}
            </Field>
            {text(index, 'site', 'Site')}
            {text(index, 'collected', 'Collected', 'date')}
            {text(index, 'purity', 'Purity %')}
            <button
              type="button"
              className="button plain danger"
              aria-label={`Remove specimen ${index + 1}`}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              Remove
            </button>
          </div>
        ))}
        <div>
          <button
            type="button"
            className="button small"
            onClick={() => onChange([...rows, { ...emptySpecimen, name: `T${rows.length + 1}` }])}
          >
            Add specimen
          </button>
        </div>
      </div>
    </fieldset>
  )
}
