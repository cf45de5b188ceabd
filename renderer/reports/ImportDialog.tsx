import { call } from '../app/call.ts'
import { useCall } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { ChooseImport } from '../importing/ChooseImport.tsx'
import { useCandidates } from '../importing/useCandidates.ts'
import { candidateOf, importFiles, withPreview } from './importChoices.ts'
import { ImportProgress } from './ImportProgress.tsx'
import { PreviewCard } from './PreviewCard.tsx'
import './reports.css'

interface ImportDialogProps {
  readonly paths: readonly string[]
  readonly onClose: () => void
}

const LOOK = { candidateOf, preview: (path: string) => call('report/preview', { path }), withPreview }

/** Looks at each chosen file, asks only what the file does not say, then imports with progress. */
export function ImportDialog({ paths, onClose }: ImportDialogProps) {
  const { detail } = useCase()
  const assays = useCall('assay/list', {})
  const { candidates, change } = useCandidates(paths, LOOK)
  const files = importFiles(candidates)
  return (
    <ChooseImport
      title="Import reports"
      ready={files?.length ?? null}
      start={() => call('report/import', { caseId: detail.case.id, files: [...(files ?? [])] })}
      follow={(jobId) => <ImportProgress jobId={jobId} onClose={onClose} />}
      onClose={onClose}
    >
      {candidates.map((candidate) => (
        <PreviewCard
          key={candidate.path}
          candidate={candidate}
          assays={assays.state === 'ready' ? assays.value.assays : []}
          specimens={detail.case.specimens}
          onChange={change}
        />
      ))}
    </ChooseImport>
  )
}
