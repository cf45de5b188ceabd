import { useState } from 'react'
import { useAction } from '../app/useCall.ts'
import { useFiles } from '../files/filesContext.ts'
import { ErrorNotice } from '../parts/Notice.tsx'
import { ImportKnowledgeDialog } from './ImportKnowledgeDialog.tsx'

/** The button that imports knowledge files; `onImported` is called when something may have changed. */
export function ImportKnowledge({ onImported }: { onImported: () => void }) {
  const files = useFiles()
  const [paths, setPaths] = useState<readonly string[]>([])
  const { busy, error, run } = useAction()
  const choose = (): Promise<void> =>
    run(async () => {
      setPaths(await files.open({ title: 'Choose knowledge files', directory: false, many: true }))
    })
  return (
    <>
      <button type="button" className="button primary" disabled={busy} onClick={() => void choose()}>
        Import knowledge
      </button>
      {error !== null && <ErrorNotice error={error} />}
      {paths.length > 0 && (
        <ImportKnowledgeDialog paths={paths} onImported={onImported} onClose={() => setPaths([])} />
      )}
    </>
  )
}
