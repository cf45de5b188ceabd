import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The project's (or package's) folder: the nearest one upwards with a `package.json`, whether this runs from
 * TypeScript source or from the bundle in `out/main`.
 */
export function applicationDirectory(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json not found above the application')
    folder = parent
  }
  return folder
}

/** Where the browser shell and the command line remember settings that hold no patient data. */
export function stateDirectory(): string {
  const named = process.env['CASEBOARD_STATE']
  if (named !== undefined && named !== '') return named
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? homedir(), 'Caseboard')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Caseboard')
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'caseboard')
}
