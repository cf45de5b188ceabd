import { registerHooks } from 'node:module'

/**
 * Stands in for the `electron` module where its binary cannot be had, so that the Electron shell's start-up
 * runs for real up to Electron's own calls, each of which is recorded. `process.caseboardElectron` is the record.
 */
const record = {
  order: [],
  privileged: [],
  switches: [],
  window: null,
  windowOpen: null,
  events: new Map(),
  ipc: new Map(),
  scheme: new Map(),
  beforeRequest: null,
  permissionRequest: null,
  permissionCheck: null,
  loaded: null,
  menu: null,
}
process.caseboardElectron = record

const note = (name) => record.order.push(name)
const session = {
  setPermissionRequestHandler: (handler) => void (record.permissionRequest = handler),
  setPermissionCheckHandler: (handler) => void (record.permissionCheck = handler),
  setDevicePermissionHandler: () => note('device permissions'),
  setSpellCheckerEnabled: (on) => note(`spell checker ${on}`),
  on: (name) => note(`session ${name}`),
  webRequest: { onBeforeRequest: (handler) => void (record.beforeRequest = handler) },
  protocol: { handle: (name, handler) => void record.scheme.set(name, handler) },
}

class BrowserWindow {
  constructor(options) {
    note('window')
    record.window = options
    this.webContents = { setWindowOpenHandler: (handler) => void (record.windowOpen = handler) }
  }
  once() {}
  on() {}
  async loadURL(url) {
    record.loaded = url
    note('loaded')
  }
}

const double = {
  BrowserWindow,
  Menu: {
    buildFromTemplate: (template) => template,
    setApplicationMenu: (menu) => void (record.menu = menu),
  },
  app: {
    commandLine: {
      appendSwitch: (name, value) => record.switches.push(value === undefined ? name : `${name}=${value}`),
    },
    enableSandbox: () => note('sandbox'),
    whenReady: async () => note('ready'),
    isPackaged: false,
    getVersion: () => '0.0.0',
    getPath: () => process.env['CASEBOARD_STATE'],
    on: (name, handler) => void record.events.set(name, handler),
    requestSingleInstanceLock: () => true,
    quit: () => note('quit'),
    exit: () => note('exit'),
  },
  dialog: { showErrorBox: (title, text) => note(`error ${title}: ${text}`) },
  ipcMain: { handle: (name, handler) => void record.ipc.set(name, handler) },
  protocol: {
    registerSchemesAsPrivileged: (schemes) => {
      note('privileged')
      record.privileged.push(...schemes)
    },
  },
  session: { fromPartition: () => session },
}
globalThis.caseboardElectronDouble = double

const names = Object.keys(double)
const source = names
  .map((name) => `export const ${name} = globalThis.caseboardElectronDouble.${name}`)
  .join('\n')

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'caseboard-double:electron', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === 'caseboard-double:electron'
      ? { format: 'module', source, shortCircuit: true }
      : next(url, context),
})
