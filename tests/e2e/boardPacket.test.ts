import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { door } from './pages/door.ts'
import { fileDialog } from './pages/files.ts'
import { hasSystemDialogs, inEveryShell } from './session.ts'

inEveryShell((session) => {
  const write = async (format: 'PDF' | 'HTML', name: string): Promise<Buffer> => {
    const { page, folder } = session()
    await page.getByRole('button', { name: 'Board packet' }).click()
    const dialog = page.getByRole('dialog', { name: 'Board packet' })
    await dialog.getByText('The file is not encrypted').waitFor()
    await dialog
      .getByRole('group', { name: 'Format' })
      .getByText(new RegExp(`^${format} `))
      .click()
    await dialog.getByRole('button', { name: /^Save/ }).click()
    await fileDialog(page, 'Save the board packet').saveAs(folder, name)
    await dialog.getByText(`Saved ${join(folder, name)}`).waitFor({ timeout: 60_000 })
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    return readFile(join(folder, name))
  }
  beforeAll(async () => {
    await door(session().page).openDemonstration()
    await caseList(session().page).open('DEMO-COLON-1')
  })

  test('the HTML packet is one file that loads nothing and holds therapies, sources and where all came from', async () => {
    if (hasSystemDialogs(session())) return
    const html = (await write('HTML', 'packet.html')).toString('utf8')
    expect(html).toContain('DEMO-COLON-1')
    expect(html).toMatch(/encorafenib[\s\S]*cetuximab/)
    expect(html).toContain('BRAF V600E')
    expect(html).toMatch(/retrieved/i)
    expect(html).toMatch(/FDA label|PMID/)
    // Provenance: the files with their checksums, the packs with their versions.
    expect(html).toContain('somatic.maf')
    expect(html).toMatch(/SHA-256 [0-9a-f]{16}/)
    expect(html).toMatch(/OncoTree/)
    expect(html.toLowerCase()).toContain('not assessed')
    expect(html).not.toMatch(/<script|<iframe|<object|<embed|<link\b|@import|\bon\w+=/i)
    expect(html).not.toMatch(/\bsrc\s*=\s*["']?(?!data:)/i)
    expect(html).not.toMatch(/url\(\s*["']?(?!data:|#)/i)

    // Opened by itself, it asks for nothing.
    const { page } = session()
    const asked = await page.evaluate(async (text) => {
      const inert = new DOMParser().parseFromString(text, 'text/html')
      return [...inert.querySelectorAll('[src], link[href]')].map((one) => one.outerHTML.slice(0, 200))
    }, html)
    expect(asked).toEqual([])
  })

  test('the PDF packet is a PDF of more than one page', async () => {
    if (hasSystemDialogs(session())) return
    const pdf = await write('PDF', 'packet.pdf')
    const text = pdf.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect(text.trimEnd().endsWith('%%EOF')).toBe(true)
    expect(text.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1)
  })
})
