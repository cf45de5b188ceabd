import { useEffect } from 'react'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useJob } from '../app/useJob.ts'
import { useFiles } from '../files/filesContext.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { ImportKnowledgeOutcome } from './ImportKnowledgeOutcome.tsx'

interface ImportKnowledgeProgressProps {
  readonly jobId: number
  readonly onImported: () => void
  readonly onClose: () => void
}

/** Follows the import to its end, then shows what became of every row. */
export function ImportKnowledgeProgress({ jobId, onImported, onClose }: ImportKnowledgeProgressProps) {
  const files = useFiles()
  const { job, error } = useJob(jobId)
  const action = useAction()
  const ended = job !== null && job.state !== 'running'
  useEffect(() => {
    if (ended) onImported()
  }, [ended, onImported])
  const problem = error ?? job?.error ?? action.error
  const over = ended || error !== null
  const listed = (job?.knowledge ?? []).some(
    (outcome) => outcome.kind === 'pack' && outcome.tally.refusedCount > 0,
  )
  const save = (): Promise<void> =>
    action.run(async () => {
      const path = await files.save({ title: 'Save refused rows', suggestedName: 'refused-rows.tsv' })
      if (path !== null) await call('knowledge/writeRefused', { jobId, path })
    })
  const title =
    job?.state === 'done'
      ? 'Knowledge imported'
      : job?.state === 'cancelled'
        ? 'Import cancelled'
        : over
          ? 'Import failed'
          : 'Importing knowledge'
  return (
    <Dialog
      title={title}
      wide
      dismissable={over}
      onClose={onClose}
      footer={
        over ? (
          <>
            {listed && (
              <button type="button" className="button" disabled={action.busy} onClick={() => void save()}>
                Save refused rows as table
              </button>
            )}
            <button type="button" className="button primary" onClick={onClose}>
              Close
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => void action.run(async () => void (await call('job/cancel', { jobId })))}
          >
            Cancel import
          </button>
        )
      }
    >
      <div className="stack">
        {!over && (
          <div className="stack" style={{ gap: '0.4rem' }}>
            <p role="status">{job?.label ?? 'Starting'}</p>
            <progress
              className="progress"
              aria-label="Import"
              max={job?.progress.total || 1}
              value={job?.progress.done ?? 0}
            />
          </div>
        )}
        {problem !== null && <ErrorNotice error={problem} />}
        {job?.state === 'cancelled' && <Notice>Nothing was kept of the file that was being read.</Notice>}
        {(job?.knowledge ?? []).map((outcome) => (
          <ImportKnowledgeOutcome key={outcome.fileName} outcome={outcome} />
        ))}
      </div>
    </Dialog>
  )
}
