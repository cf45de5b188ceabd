import { join } from 'node:path'
import { BrowserWindow, Menu, app as electronApp, dialog, ipcMain, protocol, session } from 'electron'
import type { Dialogs } from './app/appContext.ts'
import { createApp } from './app/createApp.ts'
import { ELECTRON_ORIGIN, isOwnUrl, mayNavigate } from './app/navigationGuard.ts'
import { applicationDirectory } from './app/paths.ts'
import { applicationMenu } from './electronMenu.ts'
import { printPdfInElectron } from './electronPrint.ts'
import { WINDOW_SECURITY, lockSession } from './electronSecurity.ts'

/** The Electron shell: window, menu, protocol, dialogs, printing. No logic of its own. */

const PARTITION = 'caseboard'

// Before `ready`: the scheme behaves like https for fetch, ranges and storage, and nothing phones home.
protocol.registerSchemesAsPrivileged([
  {
    scheme: new URL(ELECTRON_ORIGIN).protocol.slice(0, -1),
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: false },
  },
])
for (const flag of [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
]) {
  electronApp.commandLine.appendSwitch(flag)
}
electronApp.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
electronApp.enableSandbox()

function systemDialogs(window: () => BrowserWindow | null): Dialogs {
  return {
    async openFiles({ title, directory, many }) {
      const properties: ('openDirectory' | 'createDirectory' | 'openFile' | 'multiSelections')[] = directory
        ? ['openDirectory', 'createDirectory']
        : ['openFile']
      if (many) properties.push('multiSelections')
      const owner = window()
      const options = { title, properties }
      const answer =
        owner === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(owner, options)
      return answer.filePaths
    },
    async saveFile({ title, suggestedName }) {
      const owner = window()
      const options = { title, defaultPath: suggestedName }
      const answer =
        owner === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(owner, options)
      return answer.canceled ? null : answer.filePath
    },
  }
}

function openWindow(root: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    title: 'Caseboard',
    show: false,
    webPreferences: {
      ...WINDOW_SECURITY,
      session: session.fromPartition(PARTITION),
      preload: join(root, 'out', 'preload', 'preload.cjs'),
      devTools: !electronApp.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  return window
}

async function main(): Promise<void> {
  await electronApp.whenReady()
  const root = applicationDirectory()
  let window: BrowserWindow | null = null
  const resources = electronApp.isPackaged
    ? join(process.resourcesPath, 'resources')
    : join(root, 'resources')
  const core = createApp({
    version: electronApp.getVersion(),
    shell: 'electron',
    resourcesDirectory: resources,
    rendererDirectory: join(root, 'out', 'renderer'),
    stateDirectory: electronApp.getPath('userData'),
    dialogs: systemDialogs(() => window),
    printPdf: (html) => printPdfInElectron(html),
    onQuit: () => electronApp.quit(),
  })
  const own = session.fromPartition(PARTITION)
  lockSession(own)
  own.protocol.handle(new URL(ELECTRON_ORIGIN).protocol.slice(0, -1), (request) => core.serve(request))
  ipcMain.handle('caseboard/call', (event, call: unknown) => {
    const sender = event.senderFrame
    // Only the app's own top page may speak to the core.
    if (sender === null || sender.parent !== null || !isOwnUrl(sender.url, ELECTRON_ORIGIN)) {
      return { ok: false, error: { code: 'not-allowed', message: 'This page may not use Caseboard.' } }
    }
    return core.handle(call)
  })
  Menu.setApplicationMenu(applicationMenu(electronApp.isPackaged))
  window = openWindow(root)
  window.on('closed', () => (window = null))
  electronApp.on('window-all-closed', () => electronApp.quit())
  let closed = false
  electronApp.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void core.close().finally(() => {
      closed = true
      electronApp.quit()
    })
  })
  await window.loadURL(`${ELECTRON_ORIGIN}/index.html`)
}

electronApp.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url, ELECTRON_ORIGIN)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url, ELECTRON_ORIGIN)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
})

if (electronApp.requestSingleInstanceLock()) {
  main().catch((error: unknown) => {
    dialog.showErrorBox('Caseboard could not start', error instanceof Error ? error.message : String(error))
    electronApp.exit(1)
  })
} else {
  electronApp.quit()
}
