import { Field } from '../parts/Field.tsx'
import { emptyTherapy } from './caseDraft.ts'
import type { TherapyDraft } from './caseDraft.ts'

interface TherapyRowsProps {
  readonly rows: readonly TherapyDraft[]
  readonly onChange: (rows: readonly TherapyDraft[]) => void
}

const columns: readonly {
  readonly key: keyof TherapyDraft
  readonly label: string
  readonly type: string
}[] = [
  { key: 'line', label: 'Line', type: 'number' },
  { key: 'drugs', label: 'Drugs', type: 'text' },
  { key: 'start', label: 'Start', type: 'date' },
  { key: 'end', label: 'End', type: 'date' },
  { key: 'bestResponse', label: 'Best response', type: 'text' },
  { key: 'stopReason', label: 'Stopped for', type: 'text' },
]

export function TherapyRows({ rows, onChange }: TherapyRowsProps) {
  return (
    <fieldset className="form-part">
      <legend>
        Therapies so far <span className="count">{rows.length}</span>
      </legend>
      <div className="list-edit">
        {rows.map((row, index) => (
          <div key={index} className="list-edit-row therapy" role="group" aria-label={`Therapy ${index + 1}`}>
            {columns.map((column) => (
              <Field key={column.key} label={column.label}>
                {(control) => (
                  <input
                    {...control}
                    className="input"
                    type={column.type}
                    min={column.type === 'number' ? 1 : undefined}
                    placeholder={column.key === 'drugs' ? 'cisplatin + pemetrexed' : undefined}
                    value={row[column.key]}
                    onChange={(event) =>
                      onChange(
                        rows.map((one, at) =>
                          at === index ? { ...one, [column.key]: event.target.value } : one,
                        ),
                      )
                    }
                  />
                )}
              </Field>
            ))}
            <button
              type="button"
              className="button plain danger"
              aria-label={`Remove therapy ${index + 1}`}
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
            onClick={() => onChange([...rows, { ...emptyTherapy, line: String(rows.length + 1) }])}
          >
            Add therapy
          </button>
        </div>
      </div>
    </fieldset>
  )
}
