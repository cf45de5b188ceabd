import { useEffect } from 'react'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useJob } from '../app/useJob.ts'
import { caseAddress } from '../app/route.ts'
import { useCase } from '../case/CaseContext.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { bytes, count, plural } from '../parts/numbers.ts'
import { ReportDetails } from './ReportDetails.tsx'

export function ImportProgress({ jobId, onClose }: { jobId: number; onClose: () => void }) {
  const { detail, reload } = useCase()
  const { job, error } = useJob(jobId)
  const cancel = useAction()
  const ended = job !== null && job.state !== 'running'
  useEffect(() => {
    if (ended) reload()
  }, [ended, reload])
  const problem = error ?? job?.error ?? null
  return (
    <Dialog
      title={
        job?.state === 'done'
          ? 'Imported'
          : job?.state === 'cancelled'
            ? 'Import cancelled'
            : problem !== null
              ? 'Import failed'
              : 'Importing'
      }
      wide
      dismissable={ended || error !== null}
      onClose={onClose}
      footer={
        ended || error !== null ? (
          <>
            <button type="button" className="button" onClick={onClose}>
              Close
            </button>
            {job?.state === 'done' && (
              <a className="button primary" href={caseAddress(detail.case.id, 'summary')}>
                To the summary
              </a>
            )}
          </>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => void cancel.run(async () => void (await call('job/cancel', { jobId })))}
          >
            Cancel import
          </button>
        )
      }
    >
      <div className="stack">
        {!ended && error === null && (
          <div className="stack" style={{ gap: '0.4rem' }}>
            <p>{job?.label ?? 'Starting'}</p>
            <progress
              className="progress"
              aria-label="Import"
              max={job?.progress.total || 1}
              value={job?.progress.done ?? 0}
            />
            <p className="quiet" role="status">
              {job === null
                ? ''
                : `${bytes(job.progress.done)} of ${bytes(job.progress.total)}, ${count(job.progress.variants)} variants`}
            </p>
          </div>
        )}
        {problem !== null && <ErrorNotice error={problem} />}
        {job?.state === 'cancelled' && <Notice>Nothing was kept of the file that was being read.</Notice>}
        {job?.state === 'done' && (
          <Notice tone="good">{plural(job.reports.length, 'report')} imported.</Notice>
        )}
        {ended && job.reports.length > 0 && (
          <div className="sheet">
            {job.reports.map((report) => (
              <ReportDetails key={report.id} report={report} onRemove={null} />
            ))}
          </div>
        )}
      </div>
    </Dialog>
  )
}
