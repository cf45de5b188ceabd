import type { Session, WebPreferences } from 'electron'
import { ELECTRON_ORIGIN, isOwnUrl } from './app/navigationGuard.ts'

/** Electron's own security checklist, as far as it is a window's matter. */
export const WINDOW_SECURITY = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  spellcheck: false,
  navigateOnDragDrop: false,
} as const satisfies WebPreferences

/** Denies every permission, every download and every request that is not the app's own. */
export function lockSession(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.setSpellCheckerEnabled(false)
  own.on('will-download', (event) => event.preventDefault())
  own.webRequest.onBeforeRequest((details, answer) => {
    const devTools = details.url.startsWith('devtools://')
    answer({ cancel: !devTools && !isOwnUrl(details.url, ELECTRON_ORIGIN) })
  })
}
