import type { Job } from '../../shared/api.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useFiles } from '../files/filesContext.ts'
import { FollowImport } from '../importing/FollowImport.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { ImportKnowledgeOutcome } from './ImportKnowledgeOutcome.tsx'

interface ImportKnowledgeProgressProps {
  readonly jobId: number
  readonly onImported: () => void
  readonly onClose: () => void
}

const TITLES = { running: 'Importing knowledge', done: 'Knowledge imported' }

function hasRefusedRows(job: Job | null): boolean {
  return (job?.knowledge ?? []).some((outcome) => outcome.kind === 'pack' && outcome.tally.refusedCount > 0)
}

/** Follows the import to its end, then shows what became of every row. */
export function ImportKnowledgeProgress({ jobId, onImported, onClose }: ImportKnowledgeProgressProps) {
  const files = useFiles()
  const { busy, error, run } = useAction()
  const save = (): Promise<void> =>
    run(async () => {
      const path = await files.save({ title: 'Save refused rows', suggestedName: 'refused-rows.tsv' })
      if (path !== null) await call('knowledge/writeRefused', { jobId, path })
    })
  return (
    <FollowImport
      jobId={jobId}
      titles={TITLES}
      onEnded={onImported}
      onClose={onClose}
      footer={(job) => (
        <>
          {hasRefusedRows(job) && (
            <button type="button" className="button" disabled={busy} onClick={() => void save()}>
              Save refused rows as table
            </button>
          )}
          <button type="button" className="button primary" onClick={onClose}>
            Close
          </button>
        </>
      )}
    >
      {(job) => (
        <>
          {error !== null && <ErrorNotice error={error} />}
          {(job?.knowledge ?? []).map((outcome) => (
            <ImportKnowledgeOutcome key={outcome.fileName} outcome={outcome} />
          ))}
        </>
      )}
    </FollowImport>
  )
}
