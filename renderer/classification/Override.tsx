import { useState } from 'react'
import type { Judgement, JudgementKind } from '../../shared/classification.ts'
import { belongsToOneCase, judgementKindSchema, judgementValues } from '../../shared/classification.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { judgementLine } from './judgementText.ts'
import { judgementKindNames } from './words.ts'

const shortestReason = 5

/** The curator's word: what, why, for whom. It wins over the points, and says so wherever it does. */
export function OverrideForm({ variantId, onSaved }: { variantId: number; onSaved: () => void }) {
  const { detail, reload } = useCase()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<JudgementKind>('oncogenicity')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [everywhere, setEverywhere] = useState(false)
  const { busy, error, run, clear } = useAction()
  const save = (): Promise<void> =>
    run(async () => {
      await call('judgement/set', {
        variantId,
        caseId: everywhere && !belongsToOneCase(kind) ? null : detail.case.id,
        kind,
        value: value === '' ? null : value,
        reason,
      })
      setOpen(false)
      setReason('')
      setValue('')
      onSaved()
      reload()
    })
  if (!open) {
    return (
      <div>
        <button type="button" className="button small" onClick={() => setOpen(true)}>
          Override …
        </button>
      </div>
    )
  }
  return (
    <form
      className="stack override-form"
      aria-label="Override"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label="What">
        {(control) => (
          <select
            {...control}
            className="input"
            value={kind}
            onChange={(event) => {
              setKind(judgementKindSchema.parse(event.target.value))
              setValue('')
              clear()
            }}
          >
            {judgementKindSchema.options.map((one) => (
              <option key={one} value={one}>
                {judgementKindNames[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Value">
        {(control) => (
          <select
            {...control}
            className="input"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          >
            <option value="">take the override back</option>
            {judgementValues[kind].map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Reason" hint="Kept for good, shown beside the class and written to the audit log.">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={3}
            required
            minLength={shortestReason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {!belongsToOneCase(kind) && (
        <label className="row">
          <input
            type="checkbox"
            checked={everywhere}
            onChange={(event) => setEverywhere(event.target.checked)}
          />
          for every case of this vault
        </label>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div className="row">
        <button
          type="submit"
          className="button primary small"
          disabled={busy || reason.trim().length < shortestReason}
        >
          Save override
        </button>
        <button type="button" className="button small" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </div>
    </form>
  )
}

export function OverrideHistory({ judgements }: { judgements: readonly Judgement[] }) {
  if (judgements.length === 0) return null
  return (
    <details className="criteria-rest">
      <summary>Overrides so far: {judgements.length}</summary>
      <ul className="plain-list criteria">
        {judgements.map((one) => (
          <li key={one.id} className={one.current ? undefined : 'quiet'}>
            <b>{judgementKindNames[one.kind]}</b>
            <span>{judgementLine(one)}</span>
            {!one.current && <span className="small">Superseded.</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
