import { BrowserWindow, session } from 'electron'
import { ELECTRON_ORIGIN } from './app/navigationGuard.ts'
import { WINDOW_SECURITY, lockSession } from './electronSecurity.ts'

let prints = 0

/** Prints one self-contained HTML page to PDF (A4) in a hidden window that can reach nothing. */
export async function printPdfInElectron(html: string): Promise<Uint8Array> {
  // Without `persist:` the partition lives in memory only; its number keeps two prints apart.
  const own = session.fromPartition(`caseboard-print-${++prints}`)
  lockSession(own)
  const scheme = new URL(ELECTRON_ORIGIN).protocol.slice(0, -1)
  own.protocol.handle(
    scheme,
    () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  )
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...WINDOW_SECURITY, javascript: false, session: own },
  })
  try {
    await window.loadURL(`${ELECTRON_ORIGIN}/index.html`)
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
    })
  } finally {
    window.destroy()
    own.protocol.unhandle(scheme)
  }
}
