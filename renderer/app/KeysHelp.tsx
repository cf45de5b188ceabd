import { Dialog } from '../parts/Dialog.tsx'
import { keyHelp } from './keyboard.ts'

export function KeysHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <div className="stack">
        {keyHelp.map((group) => (
          <section key={group.where} className="stack" style={{ gap: '0.4rem' }}>
            <h3>{group.where}</h3>
            <dl className="help-keys">
              {group.keys.map((row) => (
                <div key={row.keys} style={{ display: 'contents' }}>
                  <dt className="mono">{row.keys}</dt>
                  <dd>{row.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
