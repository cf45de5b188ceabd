import type { SettingsSection } from '../app/route.ts'
import { useKeys } from '../app/keyboard.ts'
import { openAddress } from '../app/useRoute.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { About } from './About.tsx'
import { Assays } from './Assays.tsx'
import { Audit } from './Audit.tsx'
import { FactFiles } from './FactFiles.tsx'
import { Packs } from './Packs.tsx'
import { References } from './References.tsx'
import './settings.css'

const sections: readonly { readonly name: SettingsSection; readonly label: string }[] = [
  { name: 'references', label: 'References' },
  { name: 'assays', label: 'Assays' },
  { name: 'knowledge', label: 'Knowledge' },
  { name: 'audit', label: 'Audit log' },
  { name: 'about', label: 'About' },
]

export function SettingsPage({ section }: { section: SettingsSection }) {
  const open = (name: SettingsSection): void => {
    openAddress(`#/settings/${name}`)
  }
  useKeys({
    ...Object.fromEntries(sections.map(({ name }, index) => [String(index + 1), () => open(name)])),
    Escape: () => {
      openAddress('#/cases')
    },
  })
  return (
    <div className="page stack">
      <h1>Settings</h1>
      <Tabs label="Settings" items={sections} selected={section} onSelect={open} />
      <div role="tabpanel" id={`panel-${section}`} aria-labelledby={`tab-${section}`} className="stack">
        {section === 'references' && <References />}
        {section === 'assays' && <Assays />}
        {section === 'knowledge' && <Packs />}
        {section === 'knowledge' && <FactFiles />}
        {section === 'audit' && <Audit />}
        {section === 'about' && <About />}
      </div>
    </div>
  )
}
