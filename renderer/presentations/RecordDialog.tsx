import { useState } from 'react'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'

/** Keeps what the board sees now, with a note: who sat, what was decided. */
export function RecordDialog({ onClose }: { onClose: () => void }) {
  const { detail, reload } = useCase()
  const [note, setNote] = useState('')
  const { busy, error, run } = useAction()
  const record = (): Promise<void> =>
    run(async () => {
      await call('presentation/record', { caseId: detail.case.id, note })
      reload()
      onClose()
    })
  return (
    <Dialog
      title={`Record a presentation of ${detail.case.pseudonym}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="button primary" disabled={busy} onClick={() => void record()}>
            Record presentation
          </button>
        </>
      }
    >
      <div className="stack">
        <p>
          Keeps the summary and therapies as they are now, with the versions of the packs. They can be shown
          again as they were, under Reports, whatever changes later.
        </p>
        <Field label="Note" hint="Optional: the board, the date of its session, what it decided.">
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={4}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  )
}
