import { useState } from 'react'
import { useApp } from '../app/AppContext.ts'
import { call } from '../app/call.ts'
import { useAction, useCall } from '../app/useCall.ts'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { DirectoryField } from './DirectoryField.tsx'
import { passwordProblem } from './passwordProblem.ts'
import { RecoveryKey } from './RecoveryKey.tsx'

export function CreateVault() {
  const { refresh } = useApp()
  const { busy, error, run } = useAction()
  const suggested = useCall('vault/suggestDirectory', {})
  const [typedDirectory, setDirectory] = useState<string | null>(null)
  const [administrator, setAdministrator] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null)
  const directory = typedDirectory ?? (suggested.state === 'ready' ? suggested.value.directory : '')
  const problem = passwordProblem(password, again)
  const incomplete =
    directory.trim() === '' || administrator.trim() === '' || again === '' || problem !== null
  const create = (): Promise<void> =>
    run(async () => {
      const made = await call('vault/create', { directory, administrator, password })
      setPassword('')
      setAgain('')
      setRecoveryKey(made.recoveryKey)
    })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!incomplete) void create()
      }}
    >
      <DirectoryField
        label="Vault folder"
        hint="A new or empty folder. Everything in it is encrypted."
        value={directory}
        onChange={setDirectory}
      />
      <Field label="Administrator name" hint="Stands in the audit log beside everything you do.">
        {(control) => (
          <input
            {...control}
            className="input"
            value={administrator}
            required
            autoComplete="username"
            onChange={(event) => setAdministrator(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password" hint="At least 8 characters; a sentence is easy to remember.">
        {(control) => (
          <input
            {...control}
            className="input"
            type="password"
            value={password}
            required
            autoComplete="new-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password again" error={again === '' ? undefined : (problem ?? undefined)}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="password"
            value={again}
            required
            autoComplete="new-password"
            onChange={(event) => setAgain(event.target.value)}
          />
        )}
      </Field>
      {error !== null && <ErrorNotice error={error} />}
      <button type="submit" className="button primary" disabled={busy || incomplete}>
        {busy ? 'Creating …' : 'Create vault'}
      </button>
      {recoveryKey !== null && <RecoveryKey recoveryKey={recoveryKey} onStored={() => void refresh()} />}
    </form>
  )
}
