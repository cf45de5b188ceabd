import { call } from '../app/call.ts'
import { ChooseImport } from '../importing/ChooseImport.tsx'
import { useCandidates } from '../importing/useCandidates.ts'
import { candidateOf, filesToImport, withPreview } from './importChoices.ts'
import { ImportKnowledgeCard } from './ImportKnowledgeCard.tsx'
import { ImportKnowledgeProgress } from './ImportKnowledgeProgress.tsx'
import './importKnowledge.css'

interface ImportKnowledgeDialogProps {
  readonly paths: readonly string[]
  readonly onImported: () => void
  readonly onClose: () => void
}

const LOOK = {
  candidateOf,
  preview: (path: string) =>
    call('knowledge/preview', { path, licence: null, version: null, retrieved: null }),
  withPreview,
}

/** Reads each chosen file without storing it, shows its licence, and imports what is confirmed. */
export function ImportKnowledgeDialog({ paths, onImported, onClose }: ImportKnowledgeDialogProps) {
  const { candidates, change } = useCandidates(paths, LOOK)
  const files = filesToImport(candidates)
  return (
    <ChooseImport
      title="Import knowledge"
      ready={files?.length ?? null}
      start={() => call('knowledge/import', { files: [...(files ?? [])] })}
      follow={(jobId) => <ImportKnowledgeProgress jobId={jobId} onImported={onImported} onClose={onClose} />}
      onClose={onClose}
    >
      {candidates.map((candidate) => (
        <ImportKnowledgeCard key={candidate.path} candidate={candidate} onChange={change} />
      ))}
    </ChooseImport>
  )
}
