import { useState } from 'react'
import { caseAddress } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { moment } from '../parts/numbers.ts'
import { RecordDialog } from './RecordDialog.tsx'

/** When this case was presented, by whom, from which versions; each can be shown as it was. */
export function Presentations() {
  const { detail, revision } = useCase()
  const [recording, setRecording] = useState(false)
  const list = useCall('presentation/list', { caseId: detail.case.id }, revision)
  return (
    <section className="sheet" aria-label="Presentations">
      <div className="panel-head">
        <h2>
          Presentations{' '}
          {list.state === 'ready' && <span className="count">{list.value.presentations.length}</span>}
        </h2>
        <button type="button" className="button small desk-only" onClick={() => setRecording(true)}>
          Record presentation
        </button>
      </div>
      {list.state === 'failed' && <ErrorNotice error={list.error} />}
      {list.state === 'loading' && <Waiting what="Reading" />}
      {list.state === 'ready' &&
        (list.value.presentations.length === 0 ? (
          <Empty title="Not presented yet">
            “Record presentation” keeps what the board sees today. Writing the board packet does so by itself.
          </Empty>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Presented</th>
                <th scope="col">By</th>
                <th scope="col">Note</th>
                <th scope="col">With</th>
              </tr>
            </thead>
            <tbody>
              {list.value.presentations.map((one) => (
                <tr key={one.presentationId}>
                  <th scope="row">
                    <a
                      href={caseAddress(detail.case.id, 'summary', { presentation: one.presentationId })}
                      aria-label={`As presented ${moment(one.at)}`}
                    >
                      {moment(one.at)}
                    </a>
                  </th>
                  <td>{one.by}</td>
                  <td>{one.note === '' ? <span className="quiet">none</span> : one.note}</td>
                  <td>
                    {one.packs.map(({ name, version }) => `${name} ${version}`).join(', ') || 'no pack'},
                    OncoTree {one.oncotreeVersion}, Caseboard {one.appVersion}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      {recording && <RecordDialog onClose={() => setRecording(false)} />}
    </section>
  )
}
