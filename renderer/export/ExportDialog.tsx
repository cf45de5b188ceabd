import { useState } from 'react'
import type { CallResult } from '../../shared/api.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { useFiles } from '../files/filesContext.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { bytes } from '../parts/numbers.ts'
import { packetName } from './packetName.ts'

const formats = [
  { value: 'pdf', label: 'PDF', note: 'for the file and for print' },
  { value: 'html', label: 'HTML', note: 'one file, with links to every reason' },
] as const

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { detail } = useCase()
  const files = useFiles()
  const { busy, error, run } = useAction()
  const [format, setFormat] = useState<'pdf' | 'html'>('pdf')
  const [written, setWritten] = useState<CallResult<'export/packet'> | null>(null)
  const save = (): Promise<void> =>
    run(async () => {
      const suggestedName = packetName(detail.case.pseudonym, format)
      const path = await files.save({ title: 'Save the board packet', suggestedName })
      if (path === null) return
      setWritten(await call('export/packet', { caseId: detail.case.id, format, path }))
    })
  return (
    <Dialog
      title="Board packet"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {written === null ? 'Cancel' : 'Close'}
          </button>
          <button type="button" className="button primary" disabled={busy} onClick={() => void save()}>
            {busy ? 'Writing …' : 'Save …'}
          </button>
        </>
      }
    >
      <div className="stack">
        <p>
          Everything the board needs on paper: the case, findings, therapies with their reasons, what was not
          assessed, and the sources with pack versions. The export is noted in the audit log.
        </p>
        <fieldset className="form-part">
          <legend>Format</legend>
          <div className="segmented">
            {formats.map((one) => (
              <label key={one.value}>
                <input
                  type="radio"
                  name="format"
                  checked={format === one.value}
                  onChange={() => {
                    setFormat(one.value)
                    setWritten(null)
                  }}
                />
                {one.label} <span className="quiet">{one.note}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Notice tone="warning">The file is not encrypted. Keep it where patient data may be kept.</Notice>
        {error !== null && <ErrorNotice error={error} />}
        {written !== null && (
          <Notice tone="good">
            Saved <span className="mono">{written.path}</span> ({bytes(written.bytes)}).
          </Notice>
        )}
      </div>
    </Dialog>
  )
}
