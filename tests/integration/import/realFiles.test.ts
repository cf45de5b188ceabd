import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { refusal, temporaryFolder } from '../store/vaultFixture.ts'
import { importInto, outputOf, sharedReport, variants, vaultWithCase } from './importFixture.ts'

const VCF = 'pcgr/T001-BRCA.grch38.vcf.gz'
const MAF = 'maftools/tcga_laml.maf.gz'

test('every allele that bcftools sees in a VCF is in the case, with its key', async () => {
  const path = sharedReport(VCF)
  const listed = path === null ? null : outputOf('bcftools', ['norm', '-m', '-any', '-O', 'v', path])
  if (path === null || listed === null) return
  const keys = listed
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(
      ([chrom = '', pos = '', , ref = '', alt = '']) => `${chrom.replace(/^chr/, '')} ${pos} ${ref} ${alt}`,
    )

  const vault = await vaultWithCase()
  const report = await importInto(vault, path, { build: 'GRCh38' })
  expect(report).toMatchObject({
    read: keys.length,
    taken: keys.length,
    refusedCount: 0,
    format: 'VCF',
    build: 'GRCh38',
  })
  expect(report.alterations['smallVariant']).toBe(keys.length)
  expect(report.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
  const { rows, total, filtered } = await variants(vault, { limit: 1000 })
  expect({ total, filtered }).toEqual({ total: keys.length, filtered: keys.length })
  const written = rows.map((row) =>
    [row.chrom, row.rawPos ?? row.pos, row.rawRef ?? row.ref, row.rawAlt ?? row.alt].join(' '),
  )
  expect(written.sort()).toEqual(keys.sort())
})

test('every line of a MAF that names the chosen sample is in the case, with its gene', async () => {
  const path = sharedReport(MAF)
  if (path === null) return
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')
  const sample = 'TCGA-AB-2988'
  const vault = await vaultWithCase()
  const report = await importInto(vault, path, { build: 'GRCh37', tumorSample: sample })
  const ofSample = lines.filter((line) => line.split('\t')[13] === sample)
  expect(report.alterations['smallVariant']).toBe(ofSample.length)
  expect(report.read).toBe(lines.length - 1)
  const { rows } = await variants(vault, { limit: 1000 })
  expect(rows.map((row) => row.gene).sort()).toEqual(ofSample.map((line) => line.split('\t')[0]).sort())
})

test('the original comes back byte for byte, whether it was compressed or not', async () => {
  const path = sharedReport(VCF)
  if (path === null) return
  const folder = temporaryFolder()
  const plain = join(folder, 'plain.vcf')
  writeFileSync(plain, gunzipSync(readFileSync(path)))
  const vault = await vaultWithCase()
  for (const file of [path, plain]) {
    const { id } = await importInto(vault, file, { build: 'GRCh38' })
    const original = await vault.store.read('reportOriginal', { reportId: id })
    expect(Buffer.from(original.bytes).equals(readFileSync(file))).toBe(true)
  }
})

test('the same file again is refused and changes nothing; a corrected one is kept beside it with a word about it', async () => {
  const path = sharedReport(VCF)
  if (path === null) return
  const vault = await vaultWithCase()
  const folder = temporaryFolder()
  const first = await importInto(vault, path, { build: 'GRCh38' })
  const renamed = join(folder, 'renamed.vcf.gz')
  copyFileSync(path, renamed)
  expect(await refusal(importInto(vault, renamed, { build: 'GRCh38' }))).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('already imported'),
  })
  expect(await vault.store.read('reportList', { caseId: vault.caseId })).toEqual([first])
  expect((await variants(vault)).total).toBe(first.alterations['smallVariant'])

  const corrected = join(folder, 'T001-BRCA.grch38.vcf.gz')
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')
  writeFileSync(corrected, gzipSync(`${lines.slice(0, -1).join('\n')}\n`))
  const second = await importInto(vault, corrected, { build: 'GRCh38' })
  expect(second.warnings.join(' ')).toContain('other content for the same file name')
  expect(await vault.store.read('reportList', { caseId: vault.caseId })).toHaveLength(2)
})

test('a removed report takes its variants and its original along', async () => {
  const path = sharedReport(VCF)
  if (path === null) return
  const vault = await vaultWithCase()
  const { id } = await importInto(vault, path, { build: 'GRCh38' })
  await vault.store.write('reportRemove', { reportId: id })
  expect(await variants(vault)).toMatchObject({ total: 0, filtered: 0, rows: [] })
  expect(await vault.store.read('variantGenes', { caseId: vault.caseId })).toEqual([])
  const again = await importInto(vault, path, { build: 'GRCh38' })
  expect(again.alterations['smallVariant']).toBeGreaterThan(0)
})
