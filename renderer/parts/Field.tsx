import { useId } from 'react'
import type { ReactNode } from 'react'

interface FieldProps {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  /** Gets the ids to put on the control. */
  readonly children: (control: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: boolean
  }) => ReactNode
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(note === undefined ? {} : { 'aria-describedby': `${id}-note` }),
        ...(error === undefined ? {} : { 'aria-invalid': true }),
      })}
      {note !== undefined && (
        <span className="hint" id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  )
}
