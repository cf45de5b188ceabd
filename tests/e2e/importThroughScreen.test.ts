import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { generatedVcf } from '../bench/generate.ts'
import { caseList } from './pages/caseList.ts'
import { casePage, therapies } from './pages/casePage.ts'
import { door } from './pages/door.ts'
import { importing } from './pages/files.ts'
import { hasSystemDialogs, inEveryShell } from './session.ts'
import { outputOf, sharedFile } from './sharedData.ts'

const VCF = 'reports/pcgr/T001-BRCA.grch37.vcf.gz'
const MAF = 'reports/maftools/tcga_laml.maf.gz'
/** A leukemia of that cohort with IDH1 R132H. */
const MAF_SAMPLE = 'TCGA-AB-2802'

inEveryShell((session) => {
  beforeAll(async () => {
    await door(session().page).create(join(session().folder, 'vault'), 'a vault for import tests')
  })

  test('a real VCF comes in through the file dialog: as many variants as bcftools counts, and PIK3CA H1047R brings its therapies', async () => {
    const path = sharedFile(VCF)
    if (path === null || hasSystemDialogs(session())) return
    const { page } = session()
    const opened = await caseList(page).create({
      pseudonym: 'BREAST-REAL',
      search: 'IDC',
      diagnosis: /^IDC /,
    })
    const { choose, card, start, finish } = importing(page)
    await choose(path, 'browse')
    const preview = card(basename(path))
    await preview.getByText('compressed').waitFor()
    const build = preview.getByLabel('Genome build')
    if ((await build.inputValue()) === '') await build.selectOption('GRCh37')
    expect(await build.inputValue()).toBe('GRCh37')
    await start()
    await finish()

    const records = outputOf('bcftools', ['view', '-H', path])
    const alleles = outputOf('bcftools', ['norm', '-m', '-any', path])
    const report = page.getByRole('article', { name: `Report ${basename(path)}` })
    if (records !== null && alleles !== null) {
      const count = alleles.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length
      const read = records.split('\n').filter((line) => line !== '').length
      expect(await report.innerText()).toContain(
        `${read} records read, ${read} taken, 0 refused. ${count} small variants.`,
      )
      expect(await opened.tab('Variants').innerText()).toBe(`Variants${count}`)
      await opened.show('Variants')
      await page.getByRole('radiogroup', { name: 'Quality' }).getByText('All', { exact: true }).click()
      await page
        .getByRole('region', { name: 'Small variants' })
        .getByRole('status')
        .getByText(String(count), { exact: true })
        .waitFor()
    }

    await opened.show('Therapies')
    const list = therapies(page)
    await list.ready()
    const pik3ca = list.options.getByRole('article').filter({ hasText: 'PIK3CA H1047R' })
    const names = await pik3ca.getByRole('heading', { level: 3 }).allInnerTexts()
    expect(names).toContain('alpelisib + fulvestrant')
    expect(names).toContain('capivasertib + fulvestrant')
  })

  test('a real MAF of many patients asks whose it is, and takes the lines that awk finds for that sample', async () => {
    const path = sharedFile(MAF)
    if (path === null || hasSystemDialogs(session())) return
    const { page } = session()
    const opened = await caseList(page).create({ pseudonym: 'AML-REAL', search: 'AML', diagnosis: /^AML / })
    const { choose, card, preview, start, finish } = importing(page)
    await choose(path)
    const sample = card(basename(path)).getByLabel('Tumor sample')
    await card(basename(path)).getByText('the file does not say').waitFor()
    expect(await preview.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await sample.selectOption(MAF_SAMPLE)
    await start()
    await finish()

    const plain = join(session().folder, 'cohort.maf')
    writeFileSync(plain, gunzipSync(readFileSync(path)))
    const counted = outputOf('awk', ['-F\t', `$14 == "${MAF_SAMPLE}" { n++ } END { print n, NR - 1 }`, plain])
    if (counted !== null) {
      const [ofSample = '', all = ''] = counted.trim().split(' ')
      const text = await page.getByRole('article', { name: `Report ${basename(path)}` }).innerText()
      expect(text).toContain(`${Number(all).toLocaleString('en')} records read`)
      expect(text).toContain(`${ofSample} small variants`)
      expect(await opened.tab('Variants').innerText()).toBe(`Variants${ofSample}`)
    }
    await opened.show('Therapies')
    const list = therapies(page)
    await list.ready()
    expect(await list.card('ivosidenib', 'sensitivity', list.options).innerText()).toContain('IDH1 R132H')
  })

  test('a truncated file is refused by name with what to do, and nothing of it is imported', async () => {
    const path = sharedFile(VCF)
    if (path === null || hasSystemDialogs(session())) return
    const { page } = session()
    const broken = join(session().folder, 'broken-off.vcf.gz')
    const whole = readFileSync(path)
    writeFileSync(broken, whole.subarray(0, Math.floor(whole.length * 0.6)))
    const opened = await caseList(page).create({ pseudonym: 'BROKEN', search: 'LUAD', diagnosis: /^LUAD / })
    const { choose, card, preview, failed, start } = importing(page)
    await choose(broken)
    const build = card('broken-off.vcf.gz').getByLabel('Genome build')
    const message = page.getByRole('alert')
    await build.or(message).first().waitFor()
    if ((await message.count()) === 0) {
      if ((await build.inputValue()) === '') await build.selectOption('GRCh37')
      await start()
      await failed.waitFor()
    }
    const said = await message.innerText()
    expect(said).toContain('broken-off.vcf.gz')
    expect(said).toMatch(/again|copy|complete/i)
    await failed
      .or(preview)
      .getByRole('button', { name: /^(Close|Cancel)$/ })
      .click()
    await page.getByRole('heading', { name: 'No report yet' }).waitFor()
    expect(await opened.tab('Variants').innerText()).toMatch(/^Variants0?$/)
  })

  test('a long import that is cancelled leaves nothing', async () => {
    if (hasSystemDialogs(session())) return
    const { page, folder } = session()
    const path = await generatedVcf(join(folder, 'large'), 300_000, false)
    const opened = await caseList(page).create({
      pseudonym: 'CANCELLED',
      search: 'LUAD',
      diagnosis: /^LUAD /,
    })
    const { choose, card, running, cancelled, start } = importing(page)
    await choose(path)
    await card(basename(path)).getByText('GRCh38').first().waitFor()
    await start()
    // Cancelled in the middle: some variants have been read, far from all.
    await running.getByText(/[1-9][\d,]* variants/).waitFor()
    await running.getByRole('button', { name: 'Cancel import' }).click()
    await cancelled.waitFor()
    await cancelled.getByText('Nothing was kept').waitFor()
    await cancelled.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('heading', { name: 'No report yet' }).waitFor()
    expect(await opened.tab('Variants').innerText()).toMatch(/^Variants0?$/)
    await caseList(page).show()
    await caseList(page).row('CANCELLED').waitFor()
    const cells = await caseList(page).row('CANCELLED').getByRole('gridcell').allInnerTexts()
    expect(cells.slice(4, 6)).toEqual(['0', '0'])
    expect(await casePage(page).header('CANCELLED').count()).toBe(0)
  })
})
