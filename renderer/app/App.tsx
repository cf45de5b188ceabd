import { useCallback, useEffect, useMemo, useState } from 'react'
import type { AppStatus } from '../../shared/api.ts'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import { CaseList } from '../cases/CaseList.tsx'
import { CaseView } from '../case/CaseView.tsx'
import { FilesProvider } from '../files/FilesProvider.tsx'
import { GlossaryPage } from '../glossary/GlossaryPage.tsx'
import { Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import '../parts/parts.css'
import { PresentedCase } from '../presentations/PresentedCase.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { VaultPage } from '../vault/VaultPage.tsx'
import { AppContext } from './AppContext.ts'
import { call, vaultLockedEvent } from './call.ts'
import { applyDisplay, togglePresentation, toggleTheme } from './display.ts'
import { KeysHelp } from './KeysHelp.tsx'
import { useKeys } from './keyboard.ts'
import { TopBar } from './TopBar.tsx'
import { openAddress, useRoute } from './useRoute.ts'

applyDisplay()

export function App() {
  const [status, setStatus] = useState<AppStatus | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const [helping, setHelping] = useState(false)

  const refresh = useCallback(async () => {
    try {
      setStatus(await call('app/status', {}))
      setError(null)
    } catch (problem) {
      setError(toErrorData(problem))
    }
  }, [])

  useEffect(() => {
    const load = (): void => void refresh()
    load()
    window.addEventListener(vaultLockedEvent, load)
    return () => window.removeEventListener(vaultLockedEvent, load)
  }, [refresh])

  useKeys({ '?': () => setHelping(true), p: togglePresentation, d: toggleTheme })

  const context = useMemo(() => (status === null ? null : { status, refresh }), [status, refresh])
  if (error !== null) {
    return (
      <div className="page">
        <ErrorNotice error={error} />
      </div>
    )
  }
  if (context === null) return <Waiting what="Starting Caseboard" />
  return (
    <AppContext value={context}>
      <FilesProvider>
        {context.status.vault.state === 'closed' ? (
          <VaultPage />
        ) : (
          <OpenVault onHelp={() => setHelping(true)} />
        )}
        {helping && <KeysHelp onClose={() => setHelping(false)} />}
      </FilesProvider>
    </AppContext>
  )
}

function OpenVault({ onHelp }: { onHelp: () => void }) {
  const route = useRoute()
  useKeys({
    e: () => {
      openAddress('#/glossary')
    },
  })
  return (
    <div className="shell">
      <TopBar route={route} onHelp={onHelp} />
      <main className="shell-main">
        {route.page === 'cases' && <CaseList />}
          {route.page === 'case' &&
            (route.query.presentation === undefined ? (
              <CaseView key={route.caseId} route={route} />
            ) : (
              <PresentedCase caseId={route.caseId} presentationId={route.query.presentation} />
            ))}
          {route.page === 'glossary' && <GlossaryPage />}
        {route.page === 'settings' && <SettingsPage section={route.section} />}
      </main>
    </div>
  )
}
