import { useState } from 'react'
import { call } from '../app/call.ts'
import { useAction, useCall } from '../app/useCall.ts'
import { useFiles } from '../files/filesContext.ts'
import { Term } from '../glossary/Term.tsx'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { count, percent } from '../parts/numbers.ts'

export function Assays() {
  const files = useFiles()
  const [revision, setRevision] = useState(0)
  const [added, setAdded] = useState<string | null>(null)
  const list = useCall('assay/list', {}, revision)
  const { busy, error, run } = useAction()
  const add = (): Promise<void> =>
    run(async () => {
      const [path] = await files.open({ title: 'Choose an assay description', directory: false, many: false })
      if (path === undefined) return
      const { name } = await call('assay/add', { path })
      setAdded(name)
      setRevision((before) => before + 1)
    })
  return (
    <>
      <div className="row between">
        <p className="quiet">
          An assay says which genes and markers it tests. Only what it tests can be “
          <Term name="notDetected">not detected</Term>”; all else is “
          <Term name="notAssessed">not assessed</Term>”.
        </p>
        <button type="button" className="button primary" disabled={busy} onClick={() => void add()}>
          Add assay from file
        </button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {added !== null && error === null && <Notice tone="good">{added} is registered.</Notice>}
      {list.state === 'loading' && <Waiting what="Reading" />}
      {list.state === 'failed' && <ErrorNotice error={list.error} />}
      {list.state === 'ready' && (
        <section className="sheet" aria-label="Assays">
          {list.value.assays.length === 0 ? (
            <Empty title="No assay registered">
              Add the description (JSON) of each panel your laboratory runs. Until then nothing counts as
              negative, because nothing is known to be covered.
            </Empty>
          ) : (
            <table className="table">
              <caption>
                Assays <span className="count">{list.value.assays.length}</span>
              </caption>
              <thead>
                <tr>
                  <th scope="col">Assay</th>
                  <th scope="col">Method</th>
                  <th scope="col">Specimens</th>
                  <th scope="col" className="number">
                    Genes
                  </th>
                  <th scope="col">Markers</th>
                  <th scope="col" className="number">
                    Detects from
                  </th>
                  <th scope="col">Status</th>
                </tr>
              </thead>
              <tbody>
                {list.value.assays.map((assay) => (
                  <tr key={assay.name}>
                    <th scope="row">
                      {assay.name}
                      <div className="quiet small">
                        {[assay.laboratory, assay.source].filter((part) => part !== null).join(', ')}
                      </div>
                    </th>
                    <td>{assay.method}</td>
                    <td>{assay.specimenKinds.join(', ')}</td>
                    <td className="number">{count(assay.genes.length)}</td>
                    <td>{assay.markers.join(', ') || 'none'}</td>
                    <td className="number">
                      {assay.limitOfDetection === null ? 'not stated' : percent(assay.limitOfDetection)}
                    </td>
                    <td>{assay.regulatoryStatus ?? 'not stated'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
    </>
  )
}
