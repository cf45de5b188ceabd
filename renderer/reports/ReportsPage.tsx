import { useState } from 'react'
import type { Report } from '../../shared/model.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { useFiles } from '../files/filesContext.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { Presentations } from '../presentations/Presentations.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { ReportDetails } from './ReportDetails.tsx'
import './reports.css'
import { Tracks } from './Tracks.tsx'

export function ReportsPage() {
  const { detail } = useCase()
  const files = useFiles()
  const [paths, setPaths] = useState<readonly string[] | null>(null)
  const [removing, setRemoving] = useState<Report | null>(null)
  const { error, run } = useAction()
  const choose = (): Promise<void> =>
    run(async () => {
      const chosen = await files.open({ title: 'Choose reports', directory: false, many: true })
      if (chosen.length > 0) setPaths(chosen)
    })
  return (
    <div className="page stack">
      {error !== null && <ErrorNotice error={error} />}
      <section className="sheet" aria-label="Reports">
        <div className="panel-head">
          <h2>
            Reports <span className="count">{detail.reports.length}</span>
          </h2>
          <button type="button" className="button primary small desk-only" onClick={() => void choose()}>
            <Icon name="plus" />
            Import reports
          </button>
        </div>
        {detail.reports.length === 0 ? (
          <Empty title="No report yet">
            “Import reports” takes VCF (also .vcf.gz), MAF and biomarker sheets. Each file is looked at first:
            format, genome build and samples are shown before anything is stored.
          </Empty>
        ) : (
          detail.reports.map((report) => (
            <ReportDetails key={report.id} report={report} onRemove={() => setRemoving(report)} />
          ))
        )}
      </section>
      <Tracks />
      <Presentations />
      {paths !== null && <ImportDialog paths={paths} onClose={() => setPaths(null)} />}
      {removing !== null && <RemoveReport report={removing} onClose={() => setRemoving(null)} />}
    </div>
  )
}

function RemoveReport({ report, onClose }: { report: Report; onClose: () => void }) {
  const { reload } = useCase()
  const { busy, error, run } = useAction()
  const remove = (): Promise<void> =>
    run(async () => {
      await call('report/remove', { reportId: report.id })
      reload()
      onClose()
    })
  return (
    <Dialog
      title={`Remove ${report.fileName}?`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button type="button" className="button danger" disabled={busy} onClick={() => void remove()}>
            Remove report
          </button>
        </>
      }
    >
      <p>
        Its alterations leave the case with it, and so do the therapies that rest on them. The removal is
        noted in the audit log.
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  )
}
