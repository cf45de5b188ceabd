import { useApp } from '../app/AppContext.ts'
import { call } from '../app/call.ts'

export function About() {
  const { status } = useApp()
  return (
    <section className="sheet sheet-body stack about" aria-label="About">
      <h2>Caseboard {status.version}</h2>
      <p>
        Prepares the molecular tumor board: it reads sequencing reports, matches findings against knowledge
        packs and shows every step. It gives no order; the board decides. It makes no network request.
      </p>
      <dl className="facts">
        <dt>Shell</dt>
        <dd>{status.shell}</dd>
        {status.vault.state === 'open' && (
          <>
            <dt>Vault</dt>
            <dd className="mono">{status.vault.directory}</dd>
            <dt>User</dt>
            <dd>{status.vault.user}</dd>
          </>
        )}
        <dt>Licence</dt>
        <dd>Apache-2.0</dd>
        <dt>Genome browser</dt>
        <dd>igv.js, MIT licence, igv.org</dd>
        <dt>Disease tree</dt>
        <dd>OncoTree, CC BY 4.0</dd>
      </dl>
      <div>
        <button type="button" className="button" onClick={() => void call('app/quit', {})}>
          Quit Caseboard
        </button>
      </div>
    </section>
  )
}
