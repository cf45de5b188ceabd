import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { door } from './pages/door.ts'
import { fileDialog } from './pages/files.ts'
import { hasSystemDialogs, inEveryShell } from './session.ts'

const resources = fileURLToPath(new URL('../../resources/', import.meta.url))

/**
 * A FASTA of a whole build without its three gigabases: the index carries the true chromosome lengths (UCSC
 * chrom.sizes, as shipped), the file is one hole of the right size, which takes no room on disk.
 */
function emptyGenome(folder: string, build: 'GRCh37' | 'GRCh38'): string {
  const path = join(folder, `${build}.fa`)
  let offset = 0
  const index = readFileSync(join(resources, 'genome', build, 'chrom.sizes'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([name = '', length = '0']) => {
      offset += name.length + 2
      const line = [name, length, offset, length, Number(length) + 1].join('\t')
      offset += Number(length) + 1
      return line
    })
  writeFileSync(`${path}.fai`, `${index.join('\n')}\n`)
  const file = openSync(path, 'w')
  ftruncateSync(file, offset)
  closeSync(file)
  return path
}

inEveryShell((session) => {
  const section = async (name: string): Promise<Page> => {
    const { page } = session()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('tab', { name, exact: true }).click()
    await page.getByRole('tabpanel', { name, exact: true }).waitFor()
    return page
  }
  beforeAll(async () => {
    await door(session().page).create(join(session().folder, 'vault'), 'a vault for settings')
  })

  test('a reference of the wrong build is refused and says which it is; as the right one it is registered and can be removed', async () => {
    if (hasSystemDialogs(session())) return
    const page = await section('References')
    const path = emptyGenome(session().folder, 'GRCh37')
    await page.getByRole('heading', { name: 'No reference registered' }).waitFor()
    await page.getByLabel('Build', { exact: true }).selectOption('GRCh38')
    await page.getByRole('button', { name: 'Register file' }).click()
    await fileDialog(page, /^Choose fasta/).paste(path)
    const refusal = page.getByRole('alert')
    await refusal.waitFor()
    expect(await refusal.innerText()).toMatch(
      /This reference is GRCh37, not GRCh38[\s\S]*GRCh37\.fa[\s\S]*Register it as GRCh37/,
    )
    expect(await page.getByRole('heading', { name: 'No reference registered' }).count()).toBe(1)

    await page.getByLabel('Build', { exact: true }).selectOption('GRCh37')
    await page.getByRole('button', { name: 'Register file' }).click()
    await fileDialog(page, /^Choose fasta/).paste(path)
    const row = page.getByRole('row').filter({ hasText: 'GRCh37.fa' })
    await row.waitFor()
    expect(await row.innerText()).toMatch(/chromosome lengths agree with GRCh37/)
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.getByRole('button', { name: 'Remove reference GRCh37.fa' }).click()
    await page.getByRole('heading', { name: 'No reference registered' }).waitFor()
  })

  test('an assay description is added from a file, and one that is none is refused by name', async () => {
    if (hasSystemDialogs(session())) return
    const page = await section('Assays')
    await page.getByRole('heading', { name: 'No assay registered' }).waitFor()
    const add = page.getByRole('button', { name: 'Add assay from file' })
    await add.click()
    await fileDialog(page, 'Choose an assay description').browseTo(
      join(resources, 'demo/assays/solid-panel-60.json'),
    )
    await page.getByText('Demonstration solid panel 60 is registered.').waitFor()
    const assay = JSON.parse(readFileSync(join(resources, 'demo/assays/solid-panel-60.json'), 'utf8')) as {
      genes: unknown[]
    }
    await page.getByRole('row').filter({ hasText: 'Demonstration solid panel 60' }).waitFor()
    const cells = await page
      .getByRole('row')
      .filter({ hasText: 'Demonstration solid panel 60' })
      .getByRole('cell')
      .allInnerTexts()
    expect(cells).toContain(String(assay.genes.length))

    const wrong = join(session().folder, 'no-assay.json')
    writeFileSync(wrong, '{ "panel": true }')
    await add.click()
    await fileDialog(page, 'Choose an assay description').paste(wrong)
    const refusal = page.getByRole('alert')
    await refusal.waitFor()
    expect(await refusal.innerText()).toContain('no-assay.json')
  })

  test('each knowledge pack says its version, licence, source and when it was retrieved', async () => {
    const page = await section('Knowledge')
    const packs = page.getByRole('region', { name: 'Knowledge packs' }).getByRole('article')
    await packs.first().waitFor()
    const manifest = JSON.parse(
      readFileSync(join(resources, 'knowledge/starter/pack.json'), 'utf8'),
    ) as Record<string, string>
    const text = await packs.first().innerText()
    for (const part of ['title', 'version', 'licence', 'retrieved'])
      expect(text, part).toContain(manifest[part])
    expect(text).toMatch(/[1-9][\d,]* assertions, [1-9][\d,]* biomarkers, [1-9][\d,]* companion diagnostics/)
  })

  test('the audit log lists what was done and verifies as whole', async () => {
    const page = await section('Audit log')
    const log = page.getByRole('region', { name: 'Audit log' })
    await log.getByRole('row').nth(1).waitFor()
    await page.getByRole('button', { name: 'Verify the log' }).click()
    await page.getByText(/[1-9]\d* rows? verified: the log is whole/).waitFor()
    const whole = await log.innerText()
    expect(whole).toMatch(/vault/i)
    expect(whole).toContain('e2e')
  })
})
