import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Set-up that must run before anything is installed: plain JavaScript for Node 20 or newer, no dependency.
 * Every message goes to standard error, so that `npm run -s cli -- ... --json` stays one JSON document.
 */

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** A problem the user can solve; printed without a stack trace, exit code 1. */
export class SetupProblem extends Error {}

/** The Node 24 that npm brings as the package `node`. @param {string} root */
export function runtimePath(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** @param {string} root */
function runtimeWorks(root) {
  const path = runtimePath(root)
  if (!existsSync(path)) return false
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && Number(/^v(\d+)/.exec(answer.stdout)?.[1]) >= 24
}

/**
 * Installs the dependencies of package-lock.json, once for each content of that file.
 * @param {string} root the project's folder
 */
export function ensureDependencies(root) {
  const stamp = join(root, 'node_modules', '.caseboard-installed')
  const wanted = lockHash(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && runtimeWorks(root)) return
  say('Caseboard: installing dependencies (npm ci) ...')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'development' },
  })
  if (result.status !== 0) {
    throw new SetupProblem(
      'The dependencies could not be installed (npm ci failed, its words stand above). ' +
        'Set-up needs the npm registry once; afterwards Caseboard runs without any network.',
    )
  }
  if (!runtimeWorks(root)) {
    throw new SetupProblem(
      'The Node 24 runtime that npm should have brought (package "node") does not run. ' +
        'Allow install scripts for that package (npm config get ignore-scripts must say false) and try again.',
    )
  }
  writeFileSync(stamp, wanted)
}

/** Newest change of any file below these places, in milliseconds. @param {string[]} places @returns {number} */
function newestChange(places) {
  let newest = 0
  for (const place of places) {
    const stat = statSync(place)
    if (!stat.isDirectory()) newest = Math.max(newest, stat.mtimeMs)
    else newest = Math.max(newest, newestChange(readdirSync(place).map((name) => join(place, name))))
  }
  return newest
}

/**
 * Builds main, preload and renderer into `out/` where a source is newer than the last build.
 * @param {string} root the project's folder
 */
export function ensureBuild(root) {
  const stamp = join(root, 'out', '.built')
  const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'].map(
    (place) => join(root, place),
  )
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newestChange(sources)) return
  say('Caseboard: building ...')
  const result = spawnSync(
    runtimePath(root),
    [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', process.stderr, process.stderr] },
  )
  if (result.status !== 0) throw new SetupProblem('The build failed; its words stand above.')
  writeFileSync(stamp, new Date().toISOString())
}
