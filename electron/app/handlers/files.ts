import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { DirectoryEntry } from '../../../shared/api.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import type { AppContext, Dialogs } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'

function nativeDialogs(context: AppContext): Dialogs {
  const { dialogs } = context.options
  if (dialogs === null) {
    throw new CaseboardError({ code: 'unsupported', message: 'This shell has no file dialog of the system.' })
  }
  return dialogs
}

async function listDirectory(directory: string): Promise<DirectoryEntry[]> {
  const found = await readdir(directory, { withFileTypes: true })
  const visible = found.filter((entry) => !entry.name.startsWith('.'))
  const entries = await Promise.all(
    visible.map(async (entry): Promise<DirectoryEntry | null> => {
      const path = join(directory, entry.name)
      try {
        const facts = await stat(path)
        return {
          name: entry.name,
          path,
          directory: facts.isDirectory(),
          bytes: facts.isDirectory() ? null : facts.size,
        }
      } catch {
        // A dangling link or a file we may not look at: not something to choose.
        return null
      }
    }),
  )
  return entries
    .filter((entry) => entry !== null)
    .sort((a, b) => Number(b.directory) - Number(a.directory) || a.name.localeCompare(b.name))
}

export const fileHandlers: Handlers<'dialog/openFiles' | 'dialog/saveFile' | 'files/list'> = {
  async 'dialog/openFiles'(context, args) {
    return { paths: await nativeDialogs(context).openFiles(args) }
  },

  async 'dialog/saveFile'(context, args) {
    return { path: await nativeDialogs(context).saveFile(args) }
  },

  async 'files/list'(context, { directory }) {
    if (context.options.dialogs !== null) {
      throw new CaseboardError({
        code: 'unsupported',
        message: "This shell uses the system's own file dialog.",
      })
    }
    const place = resolve(directory ?? homedir())
    try {
      const parent = dirname(place)
      return {
        directory: place,
        parent: parent === place ? null : parent,
        entries: await listDirectory(place),
      }
    } catch {
      throw new CaseboardError({
        code: 'not-found',
        message: `The folder ${place} cannot be opened.`,
        remedy: 'Check its name, and that you may read it.',
        file: place,
      })
    }
  },
}
