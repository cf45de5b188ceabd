import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupProblem, runtimePath, say } from './dependencies.mjs'

/**
 * Which shells this machine has: Electron's binary, or an installed browser of the Chromium family.
 * Plain JavaScript for Node 20, because it runs before anything is installed.
 */

/**
 * Electron's executable if it is on this machine, else null.
 * @param {string} root
 */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[String(process.platform)] ??
      'electron')
  const executable = join(override ?? join(folder, 'dist'), name)
  return existsSync(executable) ? executable : null
}

/**
 * Tries once to get Electron's binary and remembers a failure, so that later starts do not wait for it.
 * @param {string} root @param {boolean} again try although it failed before
 */
export function tryGetElectron(root, again) {
  const found = findElectron(root)
  if (found !== null) return found
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  const failed = join(root, 'node_modules', '.caseboard-no-electron')
  if (!existsSync(installer) || (existsSync(failed) && !again)) return null
  say("Caseboard: looking for Electron's binary ...")
  const result = spawnSync(runtimePath(root), [installer], { cwd: root, stdio: 'ignore', timeout: 180_000 })
  const now = findElectron(root)
  if (now === null) writeFileSync(failed, `install.js ended with ${String(result.status ?? result.signal)}\n`)
  return now
}

const BROWSER_COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

/** @returns {string[]} */
function browserPlaces() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    )
    return roots.flatMap((root) => [
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      join(root, 'Chromium', 'Application', 'chrome.exe'),
    ])
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return BROWSER_COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)))
}

/** An installed Chromium, Chrome or Edge, or null. `CASEBOARD_BROWSER` names one explicitly. */
export function findBrowser() {
  const named = process.env['CASEBOARD_BROWSER']
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named
    throw new SetupProblem(`CASEBOARD_BROWSER names ${named}, but there is no such file.`)
  }
  return browserPlaces().find((place) => existsSync(place)) ?? null
}

/** Whether windows can be shown without a virtual display. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(
    (value) => value !== undefined && value !== '',
  )
}

/** The `xvfb-run` command, or null. */
export function findXvfb() {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, 'xvfb-run')).find((place) => existsSync(place)) ?? null
}

function isDebianRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** @param {string[]} packages */
function installDebianPackages(packages) {
  say(`Caseboard: installing ${packages.join(' and ')} with apt-get ...`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = {
    stdio: /** @type {['ignore', 'ignore', NodeJS.WriteStream]} */ (['ignore', 'ignore', process.stderr]),
  }
  spawnSync('apt-get', ['update', '-qq'], { ...quiet, env: environment })
  const result = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    ...quiet,
    env: environment,
  })
  return result.status === 0
}

/**
 * Makes sure that a browser (and, without a display, Xvfb) is there, installing them on Debian as root.
 * @param {{ needsDisplay: boolean }} wish
 * @returns {{ browser: string, xvfb: string | null }}
 */
export function ensureBrowser(wish) {
  const missing = []
  if (findBrowser() === null) missing.push('chromium')
  const needsXvfb = wish.needsDisplay && !hasDisplay()
  // xvfb-run needs xauth, which Debian only recommends.
  if (needsXvfb && findXvfb() === null) missing.push('xvfb', 'xauth')
  if (missing.length > 0 && isDebianRoot()) installDebianPackages(missing)
  const browser = findBrowser()
  if (browser === null) {
    throw new SetupProblem(
      'Caseboard needs a window: Electron is not on this machine and no Chromium, Chrome or Edge was found. ' +
        'Install one of them (on Debian or Ubuntu as administrator: apt-get install chromium), ' +
        'or name its executable in the environment variable CASEBOARD_BROWSER, and start again.',
    )
  }
  const xvfb = needsXvfb ? findXvfb() : null
  if (needsXvfb && xvfb === null) {
    throw new SetupProblem(
      'There is no display to open a window on, and Xvfb is not installed. Start Caseboard from a desktop session, ' +
        'or set DISPLAY, or install a virtual display (on Debian or Ubuntu as administrator: apt-get install xvfb xauth). ' +
        'Without any window, use the command line: npm run -s cli -- --help',
    )
  }
  return { browser, xvfb }
}
