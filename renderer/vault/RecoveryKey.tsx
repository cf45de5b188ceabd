import { useState } from 'react'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'

/** Shown once: it is the only way back when the last administrator's password is forgotten. */
export function RecoveryKey({ recoveryKey, onStored }: { recoveryKey: string; onStored: () => void }) {
  const [stored, setStored] = useState(false)
  return (
    <Dialog
      title="Recovery key"
      dismissable={false}
      onClose={onStored}
      footer={
        <>
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
          <button type="button" className="button primary" disabled={!stored} onClick={onStored}>
            Continue to Caseboard
          </button>
        </>
      }
    >
      <div className="stack">
        <p>
          This key opens the vault when the last administrator’s password is lost. Caseboard does not keep it
          and shows it only now. Print it or write it down, and keep it where you keep other keys.
        </p>
        <p className="recovery-key" aria-label="Recovery key">
          {recoveryKey}
        </p>
        <Notice tone="warning">
          Whoever holds it can open every case. Without it and without the password, nobody can.
        </Notice>
        <label className="row">
          <input type="checkbox" checked={stored} onChange={(event) => setStored(event.target.checked)} />I
          have stored it
        </label>
      </div>
    </Dialog>
  )
}
