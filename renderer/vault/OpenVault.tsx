import { useState } from 'react'
import { useApp } from '../app/AppContext.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { DirectoryField } from './DirectoryField.tsx'

export function OpenVault({ lastDirectory }: { lastDirectory: string | null }) {
  const { refresh } = useApp()
  const { busy, error, run } = useAction()
  const [directory, setDirectory] = useState(lastDirectory ?? '')
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const open = (): Promise<void> =>
    run(async () => {
      const name = user.trim()
      await call('vault/open', { directory, password, ...(name === '' ? {} : { user: name }) })
      await refresh()
    })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <DirectoryField
        label="Vault folder"
        hint="The folder that holds your department’s encrypted cases."
        value={directory}
        onChange={setDirectory}
      />
      <Field label="User name" hint="May stay empty where the vault has one user.">
        {(control) => (
          <input
            {...control}
            className="input"
            value={user}
            autoComplete="username"
            onChange={(event) => setUser(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <input
            {...control}
            className="input"
            type="password"
            value={password}
            required
            autoFocus={lastDirectory !== null}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {error !== null && <ErrorNotice error={error} />}
      <button
        type="submit"
        className="button primary"
        disabled={busy || directory.trim() === '' || password === ''}
      >
        {busy ? 'Opening …' : 'Open vault'}
      </button>
    </form>
  )
}
