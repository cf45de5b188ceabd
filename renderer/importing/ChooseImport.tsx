import { useState } from 'react'
import type { ReactNode } from 'react'
import { useAction } from '../app/useCall.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { plural } from '../parts/numbers.ts'

interface ChooseImportProps {
  readonly title: string
  /** How many files can be imported now; null while one is still being looked at, or needs a choice. */
  readonly ready: number | null
  readonly start: () => Promise<{ readonly jobId: number }>
  /** What is shown once the import runs. */
  readonly follow: (jobId: number) => ReactNode
  readonly onClose: () => void
  /** The files with what is to be said of each. */
  readonly children: ReactNode
}

/** Asks what the files do not say, then starts the import and gives way to what follows it. */
export function ChooseImport({ title, ready, start, follow, onClose, children }: ChooseImportProps) {
  const [jobId, setJobId] = useState<number | null>(null)
  const { busy, error, run } = useAction()
  if (jobId !== null) return follow(jobId)
  return (
    <Dialog
      title={title}
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
            disabled={ready === null || busy}
            onClick={() => void run(async () => setJobId((await start()).jobId))}
          >
            {ready === null ? 'Import' : `Import ${plural(ready, 'file')}`}
          </button>
        </>
      }
    >
      {children}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  )
}
