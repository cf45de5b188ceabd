import { beforeAll, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { casePage } from './pages/casePage.ts'
import { door } from './pages/door.ts'
import { genome, parseShownLocus } from './pages/genome.ts'
import { inEveryShell } from './session.ts'

/** igv's colours (`r,g,b`) of the bases, and of gene models. */
const BASES = ['0,200,0', '0,0,200', '255,0,0', '209,113,5']
const GENE = '0,0,150'

inEveryShell((session) => {
  const view = (): ReturnType<typeof genome> => genome(session().page)
  /** Waits until igv shows a place that contains this position. */
  const showsPosition = async (chrom: string, position: number, column = 0): Promise<void> => {
    await expect
      .poll(
        async () => {
          const text = await view().shownLocus.nth(column).inputValue()
          if (!text.includes(':')) return false
          const shown = parseShownLocus(text)
          return shown.chrom === chrom && shown.start <= position && position < shown.start + shown.bases
        },
        { timeout: 15_000 },
      )
      .toBe(true)
  }

  beforeAll(async () => {
    await door(session().page).openDemonstration()
  })

  test('at the key variant: reference bases, gene models, the case’s own variants and its reads, and the build is named', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-LUNG-1')
    const panel = await opened.show('Genome')
    await view().drawn()
    await showsPosition('chr7', 55_259_515)
    await view().shows('sequence', 0, BASES)
    const bases = await view().colours('sequence')
    for (const base of BASES) expect(bases[base] ?? 0, base).toBeGreaterThan(20)
    await view().shows('annotation', 0, [GENE, '12,12,120'])
    expect(await view().viewports('variant').count()).toBe(2)
    await view().shows('variant', 0, ['0,0,220', '255,0,0', '0,0,255'])
    expect(await view().viewports('alignment').count()).toBe(2)
    // The changed base (G) stands in the coverage and on the reads.
    await view().shows('alignment', 0, ['209,113,5'])
    await panel.getByText('GRCh37', { exact: true }).first().waitFor()
    expect(await panel.innerText()).toMatch(/reference|sequence/i)
  })

  test('the key places lead from finding to finding, and a typed gene or position is found without a network', async () => {
    await view().keyPlace('EGFR T790M').click()
    await showsPosition('chr7', 55_249_071)
    await view().goTo('7:140453136')
    await showsPosition('chr7', 140_453_136)
    await view().goTo('kras')
    await showsPosition('chr12', 25_380_000)
    await view().goTo('NOSUCHGENE1')
    await session().page.getByText('No gene “NOSUCHGENE1” in the gene models of GRCh37').waitFor()
  })

  test('from the variants table, the g key and the button both lead to the variant', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-LUNG-1')
    const variants = await opened.show('Variants')
    const row = variants.getByRole('row').filter({ hasText: 'T790M' }).first()
    await row.click()
    const side = page.getByRole('complementary', { name: /^Variant EGFR T790M/ })
    await side.waitFor()
    await page.keyboard.press('g')
    await view().drawn()
    await showsPosition('chr7', 55_249_071)
    await opened.show('Variants')
    await variants.getByRole('row').filter({ hasText: 'L858R' }).first().click()
    await page
      .getByRole('complementary', { name: /^Variant EGFR L858R/ })
      .getByRole('link', { name: /^Genome/ })
      .click()
    await view().drawn()
    await showsPosition('chr7', 55_259_515)
  })

  test('a fusion shows its two places side by side', async () => {
    const { page } = session()
    const opened = await caseList(page).open('DEMO-SALIVARY-1')
    await opened.show('Genome')
    await view().drawn()
    await page
      .getByRole('group', { name: 'Key places' })
      .getByRole('button', { name: /ETV6::NTRK3/ })
      .first()
      .click()
    await expect.poll(() => view().viewports('sequence').count()).toBe(2)
    await view().drawn()
    expect(await view().host.getAttribute('data-loci')).toMatch(/^chr12:\S+ chr15:\S+$/)
    await casePage(page).panel('Genome').getByText('GRCh38', { exact: true }).first().waitFor()
  })
})
