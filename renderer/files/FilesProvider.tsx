import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useApp } from '../app/AppContext.ts'
import { call } from '../app/call.ts'
import { FileDialog } from './FileDialog.tsx'
import type { FileDialogMode } from './FileDialog.tsx'
import { FilesContext } from './filesContext.ts'
import type { Files } from './filesContext.ts'

interface Asked {
  readonly title: string
  readonly mode: FileDialogMode
  readonly answer: (paths: readonly string[]) => void
}

/** Offers file choosing: the system's dialogs where the shell has them, else Caseboard's own. */
export function FilesProvider({ children }: { children: ReactNode }) {
  const { status } = useApp()
  const [asked, setAsked] = useState<Asked | null>(null)
  const files = useMemo<Files>(() => {
    if (status.nativeDialogs) {
      return {
        open: async (request) => (await call('dialog/openFiles', request)).paths,
        save: async (request) => (await call('dialog/saveFile', request)).path,
      }
    }
    const ask = (title: string, mode: FileDialogMode): Promise<readonly string[]> =>
      new Promise((resolve) => setAsked({ title, mode, answer: resolve }))
    return {
      open: ({ title, directory, many }) =>
        ask(title, directory ? { kind: 'directory' } : { kind: 'open', many }),
      save: async ({ title, suggestedName }) =>
        (await ask(title, { kind: 'save', suggestedName }))[0] ?? null,
    }
  }, [status.nativeDialogs])
  const finish = (paths: readonly string[]): void => {
    asked?.answer(paths)
    setAsked(null)
  }
  return (
    <FilesContext value={files}>
      {children}
      {asked !== null && <FileDialog title={asked.title} mode={asked.mode} onFinish={finish} />}
    </FilesContext>
  )
}
