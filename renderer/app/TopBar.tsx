import { Icon } from '../parts/Icon.tsx'
import { useApp } from './AppContext.ts'
import { call } from './call.ts'
import { togglePresentation, toggleTheme, useDisplay } from './display.ts'
import type { Route } from './route.ts'
import { openAddress } from './useRoute.ts'

export function TopBar({ route, onHelp }: { route: Route; onHelp: () => void }) {
  const { status, refresh } = useApp()
  const { theme, presentation } = useDisplay()
  const vault = status.vault
  const lock = async (): Promise<void> => {
    await call('vault/lock', {})
    await refresh()
    openAddress('#/cases')
  }
  return (
    <header>
      {vault.state === 'open' && vault.demonstration && (
        <div className="ribbon" role="note">
          <span>
            Demonstration vault: invented cases, thrown away when you close it. Not for patient care.
          </span>
        </div>
      )}
      <div className="topbar">
        <a className="topbar-brand" href="#/cases">
          <Mark />
          Caseboard
        </a>
        <nav aria-label="Main">
          <a
            href="#/cases"
            aria-current={route.page === 'cases' || route.page === 'case' ? 'page' : undefined}
          >
            Cases
          </a>
          <a
            className="desk-only"
            href="#/settings/references"
            aria-current={route.page === 'settings' ? 'page' : undefined}
          >
            Settings
          </a>
          <a href="#/glossary" aria-current={route.page === 'glossary' ? 'page' : undefined}>
            Glossary
          </a>
        </nav>
        {vault.state === 'open' && <span className="quiet small desk-only">{vault.user}</span>}
        <button
          type="button"
          className="button plain"
          aria-label="Keyboard shortcuts"
          title="Keys (?)"
          onClick={onHelp}
        >
          <Icon name="keys" />
        </button>
        <button
          type="button"
          className="button plain"
          aria-label={theme === 'dark' ? 'Light mode' : 'Dark mode'}
          title="Light or dark (d)"
          onClick={toggleTheme}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
        <button
          type="button"
          className="button plain"
          aria-label="Presentation mode"
          aria-pressed={presentation}
          title="Presentation (p)"
          onClick={togglePresentation}
        >
          <Icon name="screen" />
        </button>
        <button type="button" className="button small desk-only" onClick={() => void lock()}>
          <Icon name="lock" />
          Lock
        </button>
      </div>
    </header>
  )
}

export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect x="1" y="1" width="20" height="20" rx="4" fill="var(--accent)" />
      <path
        d="M5.5 15.5v-5M9.2 15.5V6M12.9 15.5v-7M16.6 15.5v-3"
        stroke="var(--accent-ink)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <circle cx="9.2" cy="6" r="1.9" fill="var(--accent-ink)" />
    </svg>
  )
}
