import { expect, test } from 'vitest'
import {
  BROWSER_ORIGIN,
  ELECTRON_ORIGIN,
  isOwnUrl,
  mayNavigate,
} from '../../../electron/app/navigationGuard.ts'

test.each([
  [`${ELECTRON_ORIGIN}/assets/index.js`, ELECTRON_ORIGIN],
  [`${BROWSER_ORIGIN}/files/track/1/data`, BROWSER_ORIGIN],
  ['data:image/png;base64,AAAA', ELECTRON_ORIGIN],
  [`blob:${BROWSER_ORIGIN}/1234`, BROWSER_ORIGIN],
])('%s is the app itself', (url, origin) => {
  expect(isOwnUrl(url, origin)).toBe(true)
})

test.each([
  ['https://eutils.ncbi.nlm.nih.gov/entrez', BROWSER_ORIGIN],
  ['http://caseboard.invalid/', BROWSER_ORIGIN],
  ['https://caseboard.invalid.example.org/', BROWSER_ORIGIN],
  ['https://caseboard.invalid:8443/', BROWSER_ORIGIN],
  ['https://user@caseboard.invalid/', BROWSER_ORIGIN],
  ['caseboard://other/index.html', ELECTRON_ORIGIN],
  ['file:///etc/passwd', ELECTRON_ORIGIN],
  ['wss://caseboard.invalid/', BROWSER_ORIGIN],
  ['not a url', BROWSER_ORIGIN],
])('%s is somebody else', (url, origin) => {
  expect(isOwnUrl(url, origin)).toBe(false)
})

test('the window stays on its own page', () => {
  expect(mayNavigate(`${ELECTRON_ORIGIN}/index.html`, ELECTRON_ORIGIN)).toBe(true)
  expect(mayNavigate(`${ELECTRON_ORIGIN}/files/track/1/data`, ELECTRON_ORIGIN)).toBe(false)
  expect(mayNavigate('data:text/html,<h1>no</h1>', ELECTRON_ORIGIN)).toBe(false)
  expect(mayNavigate('https://igv.org/', ELECTRON_ORIGIN)).toBe(false)
})
