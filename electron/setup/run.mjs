import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SetupProblem, ensureBuild, ensureDependencies, runtimePath, say } from './dependencies.mjs'
import { ensureBrowser, findElectron, findXvfb, hasDisplay, tryGetElectron } from './shells.mjs'

/**
 * The one entry of `npm start`, `npm test`, `npm run cli` and `npm run bench`: does what set-up is missing,
 * then runs the task in Node 24 (or Electron).
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const [task, ...rest] = process.argv.slice(2)

/**
 * Runs a command to its end and exits with its code. Signals go to its whole group, because `xvfb-run` does
 * not pass them on to the window.
 * @param {string} command @param {string[]} args @param {Record<string, string>} [environment]
 */
function runToEnd(command, args, environment = {}) {
  const bin = join(root, 'node_modules', '.bin')
  const path = `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`
  const grouped = process.platform !== 'win32'
  // Types are stripped and code is compiled once, not at every command; where it cannot be written, nothing is lost.
  const compiled = join(root, 'node_modules', '.cache', 'compiled')
  const child = spawn(command, args, {
    stdio: 'inherit',
    detached: grouped,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, PATH: path, ...environment },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (grouped && child.pid !== undefined) process.kill(-child.pid, signal)
      else child.kill(signal)
    })
  }
  child.on('error', (error) => {
    say(`Caseboard: could not run ${command}: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
    // The handlers above would keep this process alive.
    process.exit()
  })
}

/** @param {string[]} args */
function wantedShell(args) {
  const wish = args.find((arg) => arg.startsWith('--shell='))?.slice('--shell='.length)
  if (wish !== undefined && wish !== 'electron' && wish !== 'browser') {
    throw new SetupProblem(`--shell takes electron or browser, not "${wish}".`)
  }
  return wish
}

/** @param {string[]} args */
function start(args) {
  const wish = wantedShell(args)
  const passed = args.filter((arg) => !arg.startsWith('--shell='))
  ensureDependencies(root)
  ensureBuild(root)
  const electron = wish === 'browser' ? null : tryGetElectron(root, wish === 'electron')
  if (wish === 'electron' && electron === null) {
    throw new SetupProblem(
      "Electron's binary is not on this machine and could not be downloaded. Start without --shell to use an installed browser.",
    )
  }
  if (electron !== null) {
    const shown = displayPrefix(hasDisplay() ? null : findXvfbOrExplain())
    say(`Caseboard: Electron shell, because its binary is here (${electron}).`)
    runToEnd(shown.command ?? electron, [
      ...shown.args,
      ...(shown.command === null ? [] : [electron]),
      root,
      ...passed,
    ])
    return
  }
  const { browser, xvfb } = ensureBrowser({ needsDisplay: !passed.includes('--headless') })
  const why =
    wish === 'browser'
      ? 'because --shell=browser was given'
      : "because Electron's binary is not on this machine"
  say(`Caseboard: browser shell (${browser}${xvfb === null ? '' : ', on a virtual display'}), ${why}.`)
  const shown = displayPrefix(xvfb)
  const node = runtimePath(root)
  const script = join(root, 'electron', 'browser-shell.ts')
  const own = [script, `--browser=${browser}`, ...passed]
  runToEnd(shown.command ?? node, [...shown.args, ...(shown.command === null ? [] : [node]), ...own])
}

function findXvfbOrExplain() {
  const xvfb = findXvfb()
  return xvfb ?? ensureBrowser({ needsDisplay: true }).xvfb
}

/** @param {string | null} xvfb */
function displayPrefix(xvfb) {
  return xvfb === null
    ? { command: null, args: [] }
    : { command: xvfb, args: ['-a', '-s', '-screen 0 1600x1000x24'] }
}

try {
  switch (task) {
    case 'start':
      start(rest)
      break
    case 'test': {
      ensureDependencies(root)
      ensureBuild(root)
      const electron = tryGetElectron(root, false)
      const { browser } = ensureBrowser({ needsDisplay: electron !== null })
      runToEnd(runtimePath(root), [join(root, 'tests', 'run.ts'), ...rest], {
        CASEBOARD_BROWSER: browser,
        CASEBOARD_ELECTRON: electron ?? '',
      })
      break
    }
    case 'cli':
      ensureDependencies(root)
      runToEnd(runtimePath(root), [join(root, 'electron', 'cli.ts'), ...rest])
      break
    case 'bench':
      ensureDependencies(root)
      runToEnd(runtimePath(root), [join(root, 'tests', 'bench', 'run.ts'), ...rest])
      break
    case 'setup':
      ensureDependencies(root)
      ensureBuild(root)
      say(`Caseboard: ready. Electron: ${findElectron(root) ?? 'not here'}.`)
      break
    default:
      throw new SetupProblem('Usage: npm start | npm test | npm run -s cli -- --help | npm run bench')
  }
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error
  say(`Caseboard: ${error.message}`)
  process.exitCode = 1
}
