import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { Job } from '../../shared/api.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useJob } from '../app/useJob.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'

interface FollowImportProps {
  readonly jobId: number
  readonly titles: { readonly running: string; readonly done: string }
  /** How far it is, in figures; without them the file's name alone says it. */
  readonly figures?: (job: Job) => string
  /** Called once when the job has ended; must be the same function at every render. */
  readonly onEnded: () => void
  readonly onClose: () => void
  /** Buttons once it is over; `job` is null where it was lost. */
  readonly footer: (job: Job | null) => ReactNode
  /** What came of it. */
  readonly children: (job: Job | null) => ReactNode
}

/** An import to its end: its progress, the button that cancels it, and what went wrong. */
export function FollowImport({
  jobId,
  titles,
  figures,
  onEnded,
  onClose,
  footer,
  children,
}: FollowImportProps) {
  const { job, error } = useJob(jobId)
  const cancel = useAction()
  const ended = job !== null && job.state !== 'running'
  useEffect(() => {
    if (ended) onEnded()
  }, [ended, onEnded])
  const over = ended || error !== null
  const problem = error ?? job?.error ?? cancel.error
  return (
    <Dialog
      title={titleOf(job, over, titles)}
      wide
      dismissable={over}
      onClose={onClose}
      footer={
        over ? (
          footer(job)
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
        {!over && (
          <div className="stack" style={{ gap: '0.4rem' }}>
            <p {...(figures === undefined ? { role: 'status' } : {})}>{job?.label ?? 'Starting'}</p>
            <progress
              className="progress"
              aria-label="Import"
              max={job?.progress.total || 1}
              value={job?.progress.done ?? 0}
            />
            {figures !== undefined && (
              <p className="quiet" role="status">
                {job === null ? '' : figures(job)}
              </p>
            )}
          </div>
        )}
        {problem !== null && <ErrorNotice error={problem} />}
        {job?.state === 'cancelled' && <Notice>Nothing was kept of the file that was being read.</Notice>}
        {children(job)}
      </div>
    </Dialog>
  )
}

function titleOf(job: Job | null, over: boolean, titles: FollowImportProps['titles']): string {
  if (job?.state === 'done') return titles.done
  if (job?.state === 'cancelled') return 'Import cancelled'
  return over ? 'Import failed' : titles.running
}
