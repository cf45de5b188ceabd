import { useState } from 'react'
import { call } from '../app/call.ts'
import { useAction, useCall } from '../app/useCall.ts'
import { useJob } from '../app/useJob.ts'
import { useFiles } from '../files/filesContext.ts'
import { Empty } from '../parts/Empty.tsx'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { count, percent } from '../parts/numbers.ts'

type Build = 'GRCh37' | 'GRCh38' | null

/** Files of facts on single variants: ClinVar and population frequencies, with what became of their records. */
export function FactFiles() {
  const files = useFiles()
  const [revision, setRevision] = useState(0)
  const [jobId, setJobId] = useState<number | null>(null)
  const [build, setBuild] = useState<Build>(null)
  const [licence, setLicence] = useState('')
  const { job, error: jobError } = useJob(jobId)
  const ended = job !== null && job.state !== 'running'
  const list = useCall('facts/list', {}, revision * 2 + Number(ended))
  const { busy, error, run } = useAction()
  const running = job?.state === 'running'
  const add = (): Promise<void> =>
    run(async () => {
      const [path] = await files.open({
        title: 'Choose a ClinVar or frequency VCF',
        directory: false,
        many: false,
      })
      if (path === undefined) return
      const started = await call('facts/import', {
        path,
        build,
        name: null,
        version: null,
        licence: licence.trim() === '' ? null : licence.trim(),
      })
      setJobId(started.jobId)
      setRevision((before) => before + 1)
    })
  const remove = (factFileId: number): Promise<void> =>
    run(async () => {
      await call('facts/remove', { factFileId })
      setRevision((before) => before + 1)
    })
  const problem = error ?? jobError ?? job?.error ?? null
  return (
    <section className="sheet" aria-label="Facts on variants">
      <div className="panel-head">
        <h2>
          Facts on variants{' '}
          {list.state === 'ready' && <span className="count">{list.value.files.length}</span>}
        </h2>
        <span className="row">
          <Field label="Build">
            {(control) => (
              <select
                {...control}
                className="input"
                value={build ?? ''}
                onChange={(event) =>
                  setBuild(event.target.value === '' ? null : (event.target.value as Build))
                }
              >
                <option value="">as the file says</option>
                <option>GRCh37</option>
                <option>GRCh38</option>
              </select>
            )}
          </Field>
          <Field label="Licence">
            {(control) => (
              <input
                {...control}
                className="input"
                placeholder="as the file says"
                value={licence}
                onChange={(event) => setLicence(event.target.value)}
              />
            )}
          </Field>
          <button
            type="button"
            className="button primary"
            disabled={busy || running}
            onClick={() => void add()}
          >
            Import ClinVar or frequency VCF
          </button>
        </span>
      </div>
      {problem !== null && <ErrorNotice error={problem} />}
      {running && (
        <Notice>
          <p role="status">
            {job.label}: {count(job.progress.variants)} rows
            {job.progress.total > 0 && `, ${percent(job.progress.done / job.progress.total)} of the file`}
          </p>
          <button
            type="button"
            className="button small"
            onClick={() => void run(async () => void (await call('job/cancel', { jobId: job.id })))}
          >
            Cancel import
          </button>
        </Notice>
      )}
      {list.state === 'failed' && <ErrorNotice error={list.error} />}
      {list.state === 'ready' && list.value.files.length === 0 && !running && (
        <Empty title="No facts imported">
          Import the ClinVar VCF for germline classes with review stars, and a gnomAD-style sites VCF for
          frequencies by ancestry. Without them these criteria stay “not assessed”.
        </Empty>
      )}
      {list.state === 'ready' && list.value.files.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Build</th>
              <th scope="col" className="number">
                Read
              </th>
              <th scope="col" className="number">
                Taken
              </th>
              <th scope="col" className="number">
                Refused
              </th>
              <th scope="col">Imported</th>
              <th scope="col">
                <span className="hidden-visually">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.value.files.map((file) => (
              <tr key={file.id}>
                <th scope="row">
                  {file.name} {file.version ?? 'undated'}
                  <div className="quiet small fact-note">
                    {file.fileName}; licence: {file.licence}
                  </div>
                  {file.warnings.map((warning) => (
                    <div key={warning} className="small fact-note">
                      {warning}
                    </div>
                  ))}
                </th>
                <td>{file.build}</td>
                <td className="number">{count(file.read)}</td>
                <td className="number">{count(file.taken)}</td>
                <td className="number">{count(file.refusedCount)}</td>
                <td>
                  {file.importedAt.slice(0, 10)} by {file.importedBy}
                </td>
                <td>
                  <button
                    type="button"
                    className="button small danger"
                    disabled={busy}
                    onClick={() => void remove(file.id)}
                  >
                    Remove
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
