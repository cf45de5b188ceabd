import { useCallback, useState } from 'react'
import type { CallResult } from '../../shared/api.ts'
import { useCall } from '../app/useCall.ts'
import { ImportKnowledge } from '../knowledge/ImportKnowledge.tsx'
import { Versions } from '../knowledge/Versions.tsx'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { count } from '../parts/numbers.ts'

export function Packs() {
  const [revision, setRevision] = useState(0)
  const changed = useCallback(() => setRevision((before) => before + 1), [])
  return (
    <>
      <PacksInUse revision={revision} onImported={changed} />
      <Versions revision={revision} onChanged={changed} />
    </>
  )
}

function PacksInUse({ revision, onImported }: { revision: number; onImported: () => void }) {
  const list = useCall('knowledge/list', {}, revision)
  if (list.state === 'failed') return <ErrorNotice error={list.error} />
  if (list.state !== 'ready') return <Waiting what="Reading the packs" />
  return (
    <section className="sheet" aria-label="Knowledge packs">
      <div className="panel-head">
        <h2>
          Knowledge packs <span className="count">{list.value.packs.length}</span>
        </h2>
        <ImportKnowledge onImported={onImported} />
      </div>
      {list.value.packs.length === 0 && (
        <Empty title="No knowledge pack">
          Without one, nothing can be matched. Caseboard ships a starter pack: reinstall it.
        </Empty>
      )}
      {list.value.packs.map((pack) => (
        <article
          key={pack.manifest.name}
          className="pack stack"
          style={{ gap: '0.5rem' }}
          aria-label={pack.manifest.title}
        >
          <h3>
            {pack.manifest.title} <span className="quiet">{pack.manifest.version}</span>
          </h3>
          <p>{holdings(pack)}</p>
          <dl className="facts">
            <dt>Source</dt>
            <dd>{pack.manifest.source}</dd>
            <dt>Retrieved</dt>
            <dd>{pack.manifest.retrieved}</dd>
            <dt>Licence</dt>
            <dd>{pack.manifest.licence}</dd>
            {pack.manifest.notice !== undefined && (
              <>
                <dt>Notice</dt>
                <dd>{pack.manifest.notice}</dd>
              </>
            )}
          </dl>
        </article>
      ))}
    </section>
  )
}

/** What a pack holds, without a row of zeros for a list of trials. */
function holdings(pack: CallResult<'knowledge/list'>['packs'][number]): string {
  const held = [
    { number: pack.assertions, one: 'assertion' },
    { number: pack.biomarkers, one: 'biomarker' },
    { number: pack.companionDiagnostics, one: 'companion diagnostic' },
  ].filter(({ number }) => number > 0)
  return held.length === 0
    ? 'No assertions on therapies: it holds trials or other tables.'
    : held.map(({ number, one }) => `${count(number)} ${one}${number === 1 ? '' : 's'}`).join(', ')
}
