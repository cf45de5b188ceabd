import type { Job } from '../../shared/api.ts'
import { caseAddress } from '../app/route.ts'
import { useCase } from '../case/CaseContext.ts'
import { FollowImport } from '../importing/FollowImport.tsx'
import { Notice } from '../parts/Notice.tsx'
import { bytes, count, plural } from '../parts/numbers.ts'
import { ReportDetails } from './ReportDetails.tsx'

const TITLES = { running: 'Importing', done: 'Imported' }

function figures({ progress }: Job): string {
  return `${bytes(progress.done)} of ${bytes(progress.total)}, ${count(progress.variants)} variants`
}

export function ImportProgress({ jobId, onClose }: { jobId: number; onClose: () => void }) {
  const { detail, reload } = useCase()
  return (
    <FollowImport
      jobId={jobId}
      titles={TITLES}
      figures={figures}
      onEnded={reload}
      onClose={onClose}
      footer={(job) => (
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
      )}
    >
      {(job) => (
        <>
          {job?.state === 'done' && (
            <Notice tone="good">{plural(job.reports.length, 'report')} imported.</Notice>
          )}
          {job !== null && job.state !== 'running' && job.reports.length > 0 && (
            <div className="sheet">
              {job.reports.map((report) => (
                <ReportDetails key={report.id} report={report} onRemove={null} />
              ))}
            </div>
          )}
        </>
      )}
    </FollowImport>
  )
}
