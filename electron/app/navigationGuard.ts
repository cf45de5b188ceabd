/** The app's own origin in both shells: a custom scheme in Electron, a name that resolves nowhere in a browser. */
export const ELECTRON_ORIGIN = 'caseboard://app'
export const BROWSER_ORIGIN = 'https://caseboard.invalid'

/**
 * Whether a URL belongs to the app itself. URLs are compared piece by piece because the `origin` of every
 * custom scheme is the string "null". `data:` and `blob:` never leave the machine.
 */
export function isOwnUrl(url: string, origin: string): boolean {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return false
  }
  if (parsed.protocol === 'data:' || parsed.protocol === 'blob:') return true
  const own = new URL(origin)
  return (
    parsed.protocol === own.protocol &&
    parsed.host === own.host &&
    parsed.username === '' &&
    parsed.password === ''
  )
}

/** Whether the window may navigate to this URL: only to the app's own page, never to data: or blob:. */
export function mayNavigate(url: string, origin: string): boolean {
  if (!isOwnUrl(url, origin)) return false
  const { protocol, pathname } = new URL(url)
  return protocol !== 'data:' && protocol !== 'blob:' && (pathname === '/' || pathname === '/index.html')
}
