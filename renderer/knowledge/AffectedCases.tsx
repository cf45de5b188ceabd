import { useEffect, useState } from 'react'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import type { PackReference } from '../../shared/packVersions.ts'
import { call } from '../app/call.ts'
import { caseAddress } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { useJob } from '../app/useJob.ts'
import { Waiting } from '../parts/Empty.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { count, plural } from '../parts/numbers.ts'
import { changeSummary } from './changeWords.ts'
import { ReportChanges } from './ReportChanges.tsx'

const pageSize = 100

interface AffectedCasesProps {
  readonly name: string
  readonly from: PackReference
  readonly to: PackReference
}

/** The cases whose match report the change touches, found in threads of their own; leaving cancels. */
export function AffectedCases({ name, from, to }: AffectedCasesProps) {
  const [jobId, setJobId] = useState<number | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const { job, error: lost } = useJob(jobId)
  useEffect(() => {
    let wanted = true
    let started: number | null = null
    const cancel = (id: number): void => {
      void call('job/cancel', { jobId: id }).catch(() => undefined)
    }
    call('knowledge/affected', { name, from, to }).then(
      (answer) => {
        started = answer.jobId
        if (wanted) setJobId(answer.jobId)
        else cancel(answer.jobId)
      },
      (problem: unknown) => {
        if (wanted) setError(toErrorData(problem))
      },
    )
    return () => {
      wanted = false
      if (started !== null) cancel(started)
    }
  }, [name, from, to])
  const problem = error ?? lost ?? (job?.state === 'failed' ? job.error : null)
  return (
    <section className="sheet" aria-label="Affected cases">
      <div className="panel-head">
        <h3>Affected cases</h3>
        <span className="quiet small">every case of the vault is looked at</span>
      </div>
      <p className="sheet-body quiet small">
        Trials are matched anew whenever a case is opened, so their changes are not listed here. Changed
        cautions, drug classes and diplotypes are counted in: every case is then matched whole.
      </p>
      {problem !== null && <ErrorNotice error={problem} />}
      {problem === null && job?.state === 'cancelled' && (
        <div className="sheet-body">
          <Notice>Stopped. Nothing was changed.</Notice>
        </div>
      )}
      {problem === null && (job === null || job.state === 'running') && (
        <div className="sheet-body stack" style={{ gap: '0.4rem' }}>
          <progress
            className="progress"
            aria-label="Matching the cases"
            max={job?.progress.total || 1}
            value={job?.progress.done ?? 0}
          />
          <div className="row between">
            <p className="quiet" role="status">
              {job === null || job.progress.total === 0
                ? 'Reading both versions'
                : `${count(job.progress.done)} of ${plural(job.progress.total, 'case')} matched against both versions`}
            </p>
            <button
              type="button"
              className="button small"
              disabled={jobId === null}
              onClick={() => {
                if (jobId !== null) void call('job/cancel', { jobId })
              }}
            >
              Stop
            </button>
          </div>
        </div>
      )}
      {job?.state === 'done' && jobId !== null && <Found jobId={jobId} looked={job.progress.total} />}
    </section>
  )
}

function Found({ jobId, looked }: { jobId: number; looked: number }) {
  const [offset, setOffset] = useState(0)
  const page = useCall('knowledge/affectedCases', { jobId, offset, limit: pageSize })
  if (page.state === 'failed') return <ErrorNotice error={page.error} />
  if (page.state !== 'ready') return <Waiting what="Reading the list" />
  const { total, cases } = page.value
  if (total === 0) {
    return (
      <p className="sheet-body" role="status">
        {looked === 0
          ? 'The vault has no case yet.'
          : `No case is affected: the match report of every one of ${plural(looked, 'case')} stays as it is.`}
      </p>
    )
  }
  return (
    <>
      <p className="sheet-body" role="status">
        <b>{plural(total, 'case is', 'cases are')}</b> affected, of {count(looked)}.
      </p>
      <div className="entry-changes">
        {cases.map(({ caseId, pseudonym, diagnosis, change }) => (
          <details key={caseId} className="affected-case">
            <summary>
              <a href={caseAddress(caseId, 'therapies')}>{pseudonym}</a>{' '}
              <span className="mono quiet">{diagnosis ?? 'no diagnosis'}</span> {changeSummary(change)}
            </summary>
            <ReportChanges change={change} />
          </details>
        ))}
      </div>
      {total > pageSize && (
        <div className="row sheet-body">
          <button
            type="button"
            className="button small"
            disabled={offset === 0}
            onClick={() => setOffset(offset - pageSize)}
          >
            Previous
          </button>
          <span className="quiet">
            {count(offset + 1)}–{count(Math.min(offset + pageSize, total))} of {count(total)}
          </span>
          <button
            type="button"
            className="button small"
            disabled={offset + pageSize >= total}
            onClick={() => setOffset(offset + pageSize)}
          >
            Next
          </button>
        </div>
      )}
    </>
  )
}
