import type { Locator, Page } from 'playwright-core'

type TrackKind = 'sequence' | 'annotation' | 'variant' | 'alignment'

/** The genome tab. igv draws into canvases inside its own shadow root, so what it drew is read from pixels. */
export function genome(page: Page) {
  const host = page.getByRole('region', { name: 'Genome browser' })
  const viewports = (kind: TrackKind): Locator => host.locator(`.igv-viewport[data-track-type="${kind}"]`)
  const shownLocus = host.locator('.igv-search-input')
  return {
    host,
    viewports,
    shownLocus,
    popups: host.locator('.igv-ui-popover'),
    goTo: async (text: string): Promise<void> => {
      const box = page.getByRole('search', { name: 'Go to locus' })
      await box.getByLabel('Gene or position').fill(text)
      await box.getByRole('button', { name: 'Go', exact: true }).click()
    },
    keyPlace: (name: string): Locator =>
      page.getByRole('group', { name: 'Key places' }).getByRole('button', { name, exact: true }),
    /** Waits until igv has started and every track in view has been fetched and drawn. */
    async drawn(): Promise<void> {
      await page.locator('.igv-host[data-ready="true"]').waitFor()
      await page.waitForFunction(() => {
        const root = document.querySelector('.igv-host')?.shadowRoot
        const spinners = [...(root?.querySelectorAll<HTMLElement>('.igv-loading-spinner-container') ?? [])]
        if (spinners.some((spinner) => spinner.offsetParent !== null)) return false
        const canvases = [
          ...(root?.querySelectorAll<HTMLCanvasElement>('.igv-viewport[data-track-type] canvas') ?? []),
        ]
        return canvases.length > 0 && canvases.every((canvas) => canvas.width > 0 && canvas.height > 0)
      })
    },
    colours: (kind: TrackKind, index = 0): Promise<Record<string, number>> =>
      coloursOf(viewports(kind).nth(index)),
    /** Waits until a track shows one of these colours, `r,g,b`. */
    async shows(kind: TrackKind, index: number, colours: readonly string[]): Promise<void> {
      await viewports(kind).nth(index).locator('canvas').first().waitFor()
      const deadline = Date.now() + 30_000
      for (;;) {
        const seen = await coloursOf(viewports(kind).nth(index))
        if (colours.some((colour) => (seen[colour] ?? 0) > 20)) return
        if (Date.now() > deadline) {
          throw new Error(
            `${kind} track ${index} shows none of ${colours.join(' | ')}, but ${Object.keys(seen).slice(0, 12).join(' | ')}`,
          )
        }
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      }
    },
  }
}

/** How many of a track's pixels have which colour (`r,g,b`, at least half opaque). */
function coloursOf(viewport: Locator): Promise<Record<string, number>> {
  return viewport
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d')
      const found: Record<string, number> = {}
      if (context === null || canvas.width === 0 || canvas.height === 0) return found
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      for (let at = 0; at < data.length; at += 4) {
        if ((data[at + 3] ?? 0) < 128) continue
        const key = `${data[at]},${data[at + 1]},${data[at + 2]}`
        found[key] = (found[key] ?? 0) + 1
      }
      return found
    })
}

/** Start (1-based) and length of a locus as igv's own box shows it, e.g. `chr7:55,259,475-55,259,555`. */
export function parseShownLocus(text: string): { chrom: string; start: number; bases: number } {
  const match = /^(chr\w+):([\d,]+)-([\d,]+)$/.exec(text.trim())
  if (match === null) throw new Error(`igv shows no locus: ${text}`)
  const [start = 0, end = 0] = [match[2], match[3]].map((part) => Number((part ?? '').replaceAll(',', '')))
  return { chrom: match[1] ?? '', start, bases: end - start + 1 }
}
