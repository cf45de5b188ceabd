import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { CallResult, DirectoryEntry } from '../../shared/api.ts'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import { call } from '../app/call.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { bytes, plural } from '../parts/numbers.ts'
import './files.css'
import { isAbsolutePath, joinPath } from './paths.ts'

export type FileDialogMode =
  | { readonly kind: 'open'; readonly many: boolean }
  | { readonly kind: 'directory' }
  | { readonly kind: 'save'; readonly suggestedName: string }

interface FileDialogProps {
  readonly title: string
  readonly mode: FileDialogMode
  readonly onFinish: (paths: readonly string[]) => void
}

type Listing = CallResult<'files/list'>

/** Kept over dialogs: reports of one case mostly lie in one folder. */
const remembered: { directory: string | null } = { directory: null }

function rememberDirectory(directory: string): void {
  remembered.directory = directory
}

/** Caseboard's own file dialog, for the shell that has no system dialog. A path may be typed or pasted. */
export function FileDialog({ title, mode, onFinish }: FileDialogProps) {
  const [listing, setListing] = useState<Listing | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const [path, setPath] = useState('')
  const [name, setName] = useState(mode.kind === 'save' ? mode.suggestedName : '')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const list = useRef<HTMLUListElement>(null)

  const openDirectory = async (directory: string | null): Promise<boolean> => {
    try {
      const next = await call('files/list', { directory })
      rememberDirectory(next.directory)
      setListing(next)
      setPath(next.directory)
      setChosen([])
      setError(null)
      return true
    } catch (problem) {
      setError(toErrorData(problem))
      return false
    }
  }
  useEffect(() => {
    let wanted = true
    call('files/list', { directory: remembered.directory })
      .catch(() => call('files/list', { directory: null }))
      .then(
        (first) => {
          if (!wanted) return
          setListing(first)
          // A path that was typed meanwhile stays.
          setPath((typed) => (typed === '' ? first.directory : typed))
        },
        (problem: unknown) => {
          if (wanted) setError(toErrorData(problem))
        },
      )
    return () => {
      wanted = false
    }
  }, [])

  const many = mode.kind === 'open' && mode.many
  const choose = (entry: DirectoryEntry): void => {
    if (entry.directory) {
      void openDirectory(entry.path)
    } else if (mode.kind === 'save') {
      setName(entry.name)
    } else if (mode.kind === 'open') {
      setPath(entry.path)
      if (!many) setChosen([entry.path])
      else
        setChosen(
          chosen.includes(entry.path) ? chosen.filter((one) => one !== entry.path) : [...chosen, entry.path],
        )
    }
  }
  const directory = listing?.directory ?? ''
  const typed = path.trim()
  const answer = (): readonly string[] => {
    if (mode.kind === 'save') return name.trim() === '' ? [] : [joinPath(directory, name.trim())]
    if (mode.kind === 'directory') return typed === '' ? [] : [typed]
    if (chosen.length > 0) return chosen
    return isAbsolutePath(typed) && typed !== directory ? [typed] : []
  }
  const paths = answer()
  /** A typed path may be a folder to look into or the file itself; only the core can tell. */
  const submitPath = async (): Promise<void> => {
    const opened = await openDirectory(typed)
    if (!opened && mode.kind === 'open' && isAbsolutePath(typed)) onFinish([typed])
  }
  const entries = (listing?.entries ?? []).filter((entry) => mode.kind !== 'directory' || entry.directory)

  return (
    <Dialog
      title={title}
      onClose={() => onFinish([])}
      footer={
        <>
          <span className="quiet small" style={{ marginRight: 'auto' }} role="status">
            {many && chosen.length > 0 ? `${plural(chosen.length, 'file')} chosen` : ''}
          </span>
          <button type="button" className="button" onClick={() => onFinish([])}>
            Cancel
          </button>
          <button
            type="button"
            className="button primary"
            disabled={paths.length === 0}
            onClick={() => onFinish(paths)}
          >
            {mode.kind === 'save' ? 'Save' : mode.kind === 'directory' ? 'Use this folder' : 'Choose'}
          </button>
        </>
      }
    >
      <div className="stack" style={{ gap: '0.75rem' }}>
        <form
          className="file-path"
          onSubmit={(event) => {
            event.preventDefault()
            void submitPath()
          }}
        >
          <Field label="Path">
            {(control) => (
              <input
                {...control}
                className="input mono"
                value={path}
                spellCheck={false}
                autoFocus
                onChange={(event) => {
                  setPath(event.target.value)
                  setChosen([])
                }}
              />
            )}
          </Field>
          <button type="submit" className="button">
            Go
          </button>
          <button
            type="button"
            className="button"
            disabled={listing === null || listing.parent === null}
            onClick={() => void openDirectory(listing?.parent ?? null)}
          >
            Up
          </button>
        </form>
        {error !== null && <ErrorNotice error={error} />}
        <ul className="file-list" role="listbox" aria-label="Files" aria-multiselectable={many} ref={list}>
          {entries.map((entry) => (
            <li
              key={entry.path}
              role="option"
              aria-selected={chosen.includes(entry.path)}
              aria-label={entry.directory ? `${entry.name}, folder` : entry.name}
              tabIndex={0}
              className="file-entry"
              onClick={() => choose(entry)}
              onDoubleClick={() => {
                if (!entry.directory && mode.kind === 'open') onFinish([entry.path])
              }}
              onKeyDown={(event) => onEntryKey(event, () => choose(entry))}
            >
              <Icon name={entry.directory ? 'folder' : chosen.includes(entry.path) ? 'check' : 'file'} />
              <span className="file-name">{entry.name}</span>
              <span className="quiet small number">{entry.bytes === null ? '' : bytes(entry.bytes)}</span>
            </li>
          ))}
          {listing !== null && entries.length === 0 && (
            <li className="empty small">
              {mode.kind === 'directory'
                ? 'No folders inside. “Use this folder” takes this one.'
                : 'This folder is empty. Go up, or type a path above.'}
            </li>
          )}
        </ul>
        {mode.kind === 'save' && (
          <Field label="File name">
            {(control) => (
              <input
                {...control}
                className="input"
                value={name}
                spellCheck={false}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  )
}

function onEntryKey(event: KeyboardEvent<HTMLLIElement>, choose: () => void): void {
  if (event.key === 'Enter' || event.key === ' ') choose()
  else if (event.key === 'ArrowDown') (event.currentTarget.nextElementSibling as HTMLElement | null)?.focus()
  else if (event.key === 'ArrowUp')
    (event.currentTarget.previousElementSibling as HTMLElement | null)?.focus()
  else return
  event.preventDefault()
}
