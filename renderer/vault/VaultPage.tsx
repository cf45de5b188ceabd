import { useState } from 'react'
import { useApp } from '../app/AppContext.ts'
import { call } from '../app/call.ts'
import { Mark } from '../app/TopBar.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { CreateVault } from './CreateVault.tsx'
import { Demonstration } from './Demonstration.tsx'
import { OpenVault } from './OpenVault.tsx'
import './vault.css'

type Way = 'open' | 'create'

/** The door: open a vault, make one, or look at the demonstration. */
export function VaultPage() {
  const { status } = useApp()
  const last = status.vault.state === 'closed' ? status.vault.lastDirectory : null
  const [way, setWay] = useState<Way>(last === null ? 'create' : 'open')
  return (
    <div className="door">
      <main className="door-inner">
        <section className="door-intro">
          <h1>
            <Mark />
            Caseboard
          </h1>
          <p>
            The molecular tumor board on a machine without a network: from sequencing report to therapy, with
            every step shown.
          </p>
          <ul className="door-facts">
            <li>
              <Icon name="check" />
              <span>
                <strong>Every claim is traceable.</strong> Therapy, rule, alteration, line of the report,
                source and date.
              </span>
            </li>
            <li>
              <Icon name="question" />
              <span>
                <strong>Not tested is not negative.</strong> What no assay covered is shown as such.
              </span>
            </li>
            <li>
              <Icon name="lock" />
              <span>
                <strong>Nothing leaves.</strong> No network request, encrypted at rest, each look at a case on
                record.
              </span>
            </li>
          </ul>
        </section>
        <section className="sheet door-panel" aria-label="Vault">
          <Tabs
            label="Vault"
            items={[
              { name: 'open', label: 'Open vault' },
              { name: 'create', label: 'New vault' },
            ]}
            selected={way}
            onSelect={setWay}
          />
          <div role="tabpanel" id={`panel-${way}`} aria-labelledby={`tab-${way}`}>
            {way === 'open' ? <OpenVault lastDirectory={last} /> : <CreateVault />}
          </div>
          <Demonstration />
        </section>
      </main>
      <footer className="door-foot">
        <span>Caseboard {status.version}</span>
        <button type="button" className="button plain small" onClick={() => void call('app/quit', {})}>
          Quit
        </button>
      </footer>
    </div>
  )
}
