import { useState } from 'react'
import type { PackReference } from '../../shared/packVersions.ts'
import { call } from '../app/call.ts'
import { useAction, useCall } from '../app/useCall.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Waiting } from '../parts/Empty.tsx'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { AffectedCases } from './AffectedCases.tsx'
import { EntryChanges } from './EntryChanges.tsx'
import { versionName } from './versionList.ts'
import type { PackVersion, PackVersions } from './versionList.ts'

interface CompareDialogProps {
  readonly pack: PackVersions
  readonly initialFrom: PackReference
  readonly initialTo: PackReference
  readonly onClose: () => void
  readonly onChanged: () => void
}

/** Two versions side by side: what changed, whom it touches, and (where that is what it is about) the switch. */
export function CompareDialog({ pack, initialFrom, initialTo, onClose, onChanged }: CompareDialogProps) {
  const [from, setFrom] = useState(initialFrom)
  const [to, setTo] = useState(initialTo)
  const answer = useCall('knowledge/compare', from === to ? null : { name: pack.name, from, to })
  const { busy, error, run } = useAction()
  const inUse = pack.versions.find((version) => version.inUse)?.reference ?? 'none'
  const deed = from === inUse ? switchTo(pack, inUse, to) : null
  const apply = (packId: number, active: boolean): Promise<void> =>
    run(async () => {
      await call('knowledge/activate', { packId, active })
      onChanged()
      onClose()
    })
  return (
    <Dialog
      title={`${pack.title}: what changes`}
      wide
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          {deed !== null && (
            <button
              type="button"
              className="button primary"
              disabled={busy}
              onClick={() => void apply(deed.packId, deed.active)}
            >
              {deed.words}
            </button>
          )}
        </>
      }
    >
      <div className="stack">
        <div className="row">
          <VersionField label="From" pack={pack} value={from} onChange={setFrom} />
          <VersionField label="To" pack={pack} value={to} onChange={setTo} />
        </div>
        {error !== null && <ErrorNotice error={error} />}
        {from === to && <Notice>Choose two different versions.</Notice>}
        {answer.state === 'failed' && <ErrorNotice error={answer.error} />}
        {answer.state === 'loading' && <Waiting what="Comparing" />}
        {answer.state === 'ready' && (
          <>
            <EntryChanges answer={answer.value} />
            <AffectedCases key={`${from} ${to}`} name={pack.name} from={from} to={to} />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** The change of the vault that makes `to` the version in use; null where there is none to make. */
function switchTo(
  pack: PackVersions,
  inUse: PackReference,
  to: PackReference,
): { packId: number; active: boolean; words: string } | null {
  if (to === inUse) return null
  if (typeof to === 'number') {
    const version = pack.versions.find(({ reference }) => reference === to)
    return version?.kind === 'imported'
      ? { packId: to, active: true, words: `Use ${version.version} from now on` }
      : null
  }
  if (typeof inUse !== 'number') return null
  const instead = pack.versions.find(({ kind }) => kind === 'program')
  // Without the vault's version, the program's own is in use again, where it has one.
  if (to === 'none' && instead !== undefined) return null
  return {
    packId: inUse,
    active: false,
    words: instead === undefined ? 'Switch this pack off' : `Use ${instead.version} of this Caseboard again`,
  }
}

interface VersionFieldProps {
  readonly label: string
  readonly pack: PackVersions
  readonly value: PackReference
  readonly onChange: (value: PackReference) => void
}

function VersionField({ label, pack, value, onChange }: VersionFieldProps) {
  const known: readonly (PackVersion | null)[] = [...pack.versions, null]
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={String(value)}
          onChange={(event) => {
            const wanted = known.find((one) => String(one?.reference ?? 'none') === event.target.value)
            onChange(wanted?.reference ?? 'none')
          }}
        >
          {known.map((one) => (
            <option key={one?.reference ?? 'none'} value={String(one?.reference ?? 'none')}>
              {one === null ? 'without this pack' : versionName(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
