import { useState } from 'react'
import type { CallResult } from '../../shared/api.ts'
import { call } from '../app/call.ts'
import { useAction, useCall } from '../app/useCall.ts'
import { Waiting } from '../parts/Empty.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { count, moment, plural } from '../parts/numbers.ts'

const pageSize = 200

export function Audit() {
  const [offset, setOffset] = useState(0)
  const list = useCall('audit/list', { offset, limit: pageSize })
  const [verdict, setVerdict] = useState<CallResult<'audit/verify'> | null>(null)
  const { busy, error, run } = useAction()
  const verify = (): Promise<void> => run(async () => setVerdict(await call('audit/verify', {})))
  return (
    <>
      <div className="row between">
        <p className="quiet">
          Each look at a case and each change, chained: a row that was altered or removed is found.
        </p>
        <button type="button" className="button primary" disabled={busy} onClick={() => void verify()}>
          {busy ? 'Verifying …' : 'Verify the log'}
        </button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {verdict !== null &&
        (verdict.ok ? (
          <Notice tone="good">{plural(verdict.rows, 'row')} verified: the log is whole.</Notice>
        ) : (
          <Notice tone="error">
            <strong>
              Row {count(verdict.brokenRow)} of {count(verdict.rows)} does not fit: {verdict.reason}
            </strong>
            <p>Keep the vault folder as it is and tell your data-protection officer.</p>
          </Notice>
        ))}
      {list.state === 'loading' && <Waiting what="Reading the log" />}
      {list.state === 'failed' && <ErrorNotice error={list.error} />}
      {list.state === 'ready' && (
        <section className="sheet" aria-label="Audit log">
          <div className="panel-head">
            <h2>
              Audit log <span className="count">{count(list.value.total)}</span>
            </h2>
            <span className="row">
              <span className="quiet small">
                {list.value.rows.length === 0
                  ? ''
                  : `${count(offset + 1)} to ${count(offset + list.value.rows.length)}`}
              </span>
              <button
                type="button"
                className="button small"
                disabled={offset === 0}
                onClick={() => setOffset(Math.max(0, offset - pageSize))}
              >
                Previous rows
              </button>
              <button
                type="button"
                className="button small"
                disabled={offset + pageSize >= list.value.total}
                onClick={() => setOffset(offset + pageSize)}
              >
                Next rows
              </button>
            </span>
          </div>
          <div className="audit-table">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    Row
                  </th>
                  <th scope="col">When</th>
                  <th scope="col">Who</th>
                  <th scope="col">What</th>
                  <th scope="col">Subject</th>
                  <th scope="col">Detail</th>
                  <th scope="col">Hash</th>
                </tr>
              </thead>
              <tbody>
                {list.value.rows.map((row) => (
                  <tr key={row.id}>
                    <td className="number">{row.id}</td>
                    <td style={{ whiteSpace: 'nowrap' }}>{moment(row.at)}</td>
                    <td style={{ whiteSpace: 'nowrap' }}>{row.user}</td>
                    <td>{row.action}</td>
                    <td>{row.subject}</td>
                    <td className="quiet">{row.detail}</td>
                    <td className="mono quiet" title={row.hash}>
                      {row.hash.slice(0, 10)}…
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  )
}
