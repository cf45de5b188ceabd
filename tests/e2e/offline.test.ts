import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { door } from './pages/door.ts'
import { genome, parseShownLocus } from './pages/genome.ts'
import { inEveryShell } from './session.ts'
import { type OpenApp, availableShells } from './shells.ts'

/** EGFR L858R, GRCh37: the changed base is T>G at 7:55,259,515. */
const L858R = 55_259_515
/** Height of igv's coverage bars over the reads (igv: BAMTrack.defaults.coverageTrackHeight). */
const COVERAGE_HEIGHT = 50

inEveryShell((session) => {
  /** Addresses that anything in the page wanted to fetch from another machine, whether or not it was let. */
  const wishes = (): Promise<string[]> =>
    session().page.evaluate(() => (window as unknown as { wishes: string[] }).wishes)

  /** Canvas position of a base: igv spreads the shown locus evenly over the viewport's width. */
  async function place(base: number): Promise<{ x: number; top: number; bottom: number }> {
    const view = genome(session().page)
    const shown = parseShownLocus(await view.shownLocus.inputValue())
    const reads = view.viewports('alignment').first()
    await reads.scrollIntoViewIfNeeded()
    const box = await reads.boundingBox()
    if (box === null) throw new Error('the read track is not on screen')
    const visibleBottom = Math.min(box.y + box.height, 890)
    return {
      x: box.x + ((base - shown.start + 0.5) / shown.bases) * box.width,
      top: box.y,
      bottom: visibleBottom,
    }
  }

  /** Clicks and gives the text of the popup that igv opens, or null where it opens none. */
  async function popupAt(x: number, y: number): Promise<string | null> {
    const { page } = session()
    const { popups } = genome(page)
    await page.mouse.click(x, y)
    const opened = popups.filter({ visible: true }).last()
    // igv waits for a second click of a double click before it opens a popup.
    const came = await opened.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    )
    if (!came) return null
    const text = await opened.innerText()
    await opened.locator('svg').first().click()
    await opened.waitFor({ state: 'hidden' })
    return text
  }

  beforeAll(async () => {
    const { page } = session()
    await door(page).openDemonstration()
    const opened = await caseList(page).open('DEMO-LUNG-1')
    await opened.show('Genome')
    await genome(page).keyPlace('EGFR L858R').click()
    await genome(page).drawn()
    await genome(page).shows('alignment', 0, ['209,113,5'])
    // Laid over Caseboard's own guard, so that a test can tell "igv never asked" from "igv asked in vain".
    await page.evaluate(() => {
      const own = window as unknown as { wishes: string[] }
      own.wishes = []
      const ask = window.fetch
      window.fetch = (input, init) => {
        const address = new URL(input instanceof Request ? input.url : String(input), location.href)
        if (address.origin !== location.origin && !['data:', 'blob:'].includes(address.protocol))
          own.wishes.push(address.href)
        return ask(input, init)
      }
    })
  })

  test('a click on a mismatch in the coverage track opens igv’s popup, and its look-up at NCBI never leaves', async () => {
    const { x, top } = await place(L858R)
    const text = await popupAt(x, top + COVERAGE_HEIGHT - 6)
    expect(text).toContain('chr7:55,259,515')
    expect(text).toContain('Total Count')
    expect(text).toMatch(/HGVS/)
    expect((await wishes()).join(' ')).toContain('eutils.ncbi.nlm.nih.gov')
    expect(session().app.foreignRequests).toEqual([])
  })

  test('a click on a mismatched base of a read does the same', async () => {
    const before = (await wishes()).length
    const { x, top, bottom } = await place(L858R)
    let popup: string | null = null
    // About a quarter of the reads carry the change: go down the rows until one does.
    for (let y = top + COVERAGE_HEIGHT + 8; y < bottom && popup === null; y += 14) {
      const text = await popupAt(x, y)
      if (text?.includes('HGVS') === true) popup = text
    }
    expect(popup).toContain('Read Name')
    expect((await wishes()).length).toBeGreaterThan(before)
    expect(session().app.foreignRequests).toEqual([])
    expect(session().app.refusedRequests ?? []).toEqual([])
  })
})

describe('should the page itself turn against its user', () => {
  for (const shell of availableShells()) {
    describe(`in the ${shell.name} shell`, () => {
      let app: OpenApp
      let page: Page
      beforeAll(async () => {
        app = await shell.open()
        page = app.page
      })
      afterAll(() => app.close())

      test('the content-security policy stops images, scripts, frames, sockets and forms to other machines', async () => {
        const stopped = await page.evaluate(async () => {
          const seen: string[] = []
          document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
          document.body.append(Object.assign(new Image(), { src: 'https://a.invalid/pixel.png' }))
          document.body.append(
            Object.assign(document.createElement('script'), { src: 'https://a.invalid/x.js' }),
          )
          document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://a.invalid/' }))
          try {
            new WebSocket('wss://a.invalid/')
          } catch {
            // Some versions throw, others only report.
          }
          const form = Object.assign(document.createElement('form'), {
            action: 'https://a.invalid/',
            method: 'post',
          })
          document.body.append(form)
          form.submit()
          navigator.sendBeacon('https://a.invalid/beacon', 'x')
          while (new Set(seen).size < 5) await new Promise((resolve) => setTimeout(resolve, 20))
          return [...new Set(seen)].sort()
        })
        expect(stopped).toEqual(
          expect.arrayContaining(['connect-src', 'form-action', 'frame-src', 'img-src', 'script-src-elem']),
        )
      })

      test('a fetch elsewhere is refused in the page, and a navigation elsewhere by the shell', async () => {
        const answer = await page.evaluate(() => fetch('https://a.invalid/data').then(String, String))
        expect(answer).toContain('Caseboard asks no other machine')
        await page.evaluate(() => void window.open('https://a.invalid/window'))
        await page.evaluate(() => window.location.assign('https://a.invalid/elsewhere'))
        if (app.refusedRequests === null) {
          await page.getByRole('button', { name: 'Open the demonstration' }).waitFor()
        } else {
          await expect.poll(() => app.refusedRequests).toContain('https://a.invalid/elsewhere')
        }
        // The window that was opened above, if it ever came to be, is gone.
        await expect.poll(() => page.context().pages().length).toBe(1)
      })
    })
  }
})

describe('what is left after the window is closed', () => {
  for (const shell of availableShells()) {
    test(`neither a browser profile nor a demonstration vault (${shell.name} shell)`, async () => {
      const app = await shell.open()
      const own = async (): Promise<string[]> => {
        const names = await readdir(tmpdir())
        return names.filter((name) => name.startsWith('caseboard-') && name.includes(`-${app.processId}-`))
      }
      await door(app.page).openDemonstration()
      const during = await own()
      expect(during.some((name) => name.startsWith('caseboard-demonstration-'))).toBe(true)
      if (shell.name === 'browser')
        expect(during.some((name) => name.startsWith('caseboard-profile-'))).toBe(true)
      await app.close()
      expect(await own()).toEqual([])
    })
  }
})
