import { useEffect, useState } from 'react'
import { toErrorData } from '../../shared/errors.ts'
import { call } from '../app/call.ts'
import { useAction, useCall } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { plural } from '../parts/numbers.ts'
import { candidateOf, importFiles, withPreview } from './importChoices.ts'
import type { Candidate } from './importChoices.ts'
import { ImportProgress } from './ImportProgress.tsx'
import { PreviewCard } from './PreviewCard.tsx'
import './reports.css'

interface ImportDialogProps {
  readonly paths: readonly string[]
  readonly onClose: () => void
}

/** Looks at each chosen file, asks only what the file does not say, then imports with progress. */
export function ImportDialog({ paths, onClose }: ImportDialogProps) {
  const { detail } = useCase()
  const assays = useCall('assay/list', {})
  const [candidates, setCandidates] = useState<readonly Candidate[]>(() => paths.map(candidateOf))
  const [jobId, setJobId] = useState<number | null>(null)
  const { busy, error, run } = useAction()
  const change = (path: string, next: (candidate: Candidate) => Candidate): void =>
    setCandidates((before) => before.map((one) => (one.path === path ? next(one) : one)))

  useEffect(() => {
    let wanted = true
    for (const path of paths) {
      call('report/preview', { path }).then(
        (preview) => {
          if (wanted) change(path, (one) => withPreview(one, preview))
        },
        (problem: unknown) => {
          if (wanted) change(path, (one) => ({ ...one, error: toErrorData(problem) }))
        },
      )
    }
    return () => {
      wanted = false
    }
  }, [paths])

  const files = importFiles(candidates)
  const start = (): Promise<void> =>
    run(async () => {
      if (files !== null)
        setJobId((await call('report/import', { caseId: detail.case.id, files: [...files] })).jobId)
    })
  if (jobId !== null) return <ImportProgress jobId={jobId} onClose={onClose} />
  return (
    <Dialog
      title="Import reports"
      wide
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="button primary"
            disabled={files === null || busy}
            onClick={() => void start()}
          >
            {files === null ? 'Import' : `Import ${plural(files.length, 'file')}`}
          </button>
        </>
      }
    >
      {candidates.map((candidate) => (
        <PreviewCard
          key={candidate.path}
          candidate={candidate}
          assays={assays.state === 'ready' ? assays.value.assays : []}
          specimens={detail.case.specimens}
          onChange={(next) => change(candidate.path, () => next)}
        />
      ))}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  )
}
