import { useEffect, useState } from 'react'
import { toErrorData } from '../../shared/errors.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { plural } from '../parts/numbers.ts'
import { candidateOf, filesToImport, withPreview } from './importChoices.ts'
import type { KnowledgeCandidate } from './importChoices.ts'
import { ImportKnowledgeCard } from './ImportKnowledgeCard.tsx'
import { ImportKnowledgeProgress } from './ImportKnowledgeProgress.tsx'
import './importKnowledge.css'

interface ImportKnowledgeDialogProps {
  readonly paths: readonly string[]
  readonly onImported: () => void
  readonly onClose: () => void
}

/** Reads each chosen file without storing it, shows its licence, and imports what is confirmed. */
export function ImportKnowledgeDialog({ paths, onImported, onClose }: ImportKnowledgeDialogProps) {
  const [candidates, setCandidates] = useState<readonly KnowledgeCandidate[]>(() => paths.map(candidateOf))
  const [jobId, setJobId] = useState<number | null>(null)
  const { busy, error, run } = useAction()
  const change = (path: string, next: (candidate: KnowledgeCandidate) => KnowledgeCandidate): void =>
    setCandidates((before) => before.map((one) => (one.path === path ? next(one) : one)))

  useEffect(() => {
    let wanted = true
    for (const path of paths) {
      call('knowledge/preview', { path, licence: null, version: null, retrieved: null }).then(
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

  const files = filesToImport(candidates)
  const start = (): Promise<void> =>
    run(async () => {
      if (files !== null) setJobId((await call('knowledge/import', { files: [...files] })).jobId)
    })
  if (jobId !== null) {
    return <ImportKnowledgeProgress jobId={jobId} onImported={onImported} onClose={onClose} />
  }
  return (
    <Dialog
      title="Import knowledge"
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
        <ImportKnowledgeCard
          key={candidate.path}
          candidate={candidate}
          onChange={(next) => change(candidate.path, () => next)}
        />
      ))}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  )
}
