import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { vcf } from '../../unit/reports/readAll.ts'
import { temporaryFolder } from '../store/vaultFixture.ts'
import { importInto, variants, vaultWithCase } from './importFixture.ts'

const HEADER = [
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Depths">',
  '##FORMAT=<ID=CN,Number=1,Type=Integer,Description="Copies">',
]
const OPTIONS = { header: HEADER, samples: ['T1'] }
const SMALL = 'chr7 55191822 . T G . PASS . GT:AD 0/1:50,50'
const OTHER_SMALL = 'chr7 55181378 . C T . PASS . GT:AD 0/1:50,50'
const COPIES = 'chr7 55019017 . N <DUP> . PASS SVTYPE=CNV;END=55211628 GT:CN ./1:12'

function written(folder: string, name: string, record: string): string {
  const path = join(folder, name)
  writeFileSync(path, vcf([record], OPTIONS))
  return path
}

test('copy numbers beside small variants of the same tumor sample are no correction of them; other small variants may be', async () => {
  const folder = temporaryFolder()
  const vault = await vaultWithCase()
  const request = { tumorSample: 'T1' }
  const small = await importInto(vault, written(folder, 'snv.vcf', SMALL), request)
  const copies = await importInto(vault, written(folder, 'cnv.vcf', COPIES), request)
  expect([small.alterations['smallVariant'], copies.alterations['copyNumber']]).toEqual([1, 1])
  expect(copies.warnings.join(' ')).not.toContain('other content')
  const second = await importInto(vault, written(folder, 'snv-2.vcf', OTHER_SMALL), request)
  expect(second.warnings.join(' ')).toContain('snv.vcf')
  expect(second.warnings.join(' ')).not.toContain('cnv.vcf')
})

test('files imported one after the other, a refused one among them, do not mix', async () => {
  const folder = temporaryFolder()
  const vault = await vaultWithCase()
  await importInto(vault, written(folder, 'first.vcf', SMALL))
  await expect(importInto(vault, written(folder, 'again.vcf', SMALL))).rejects.toThrow(/already/)
  await importInto(vault, written(folder, 'second.vcf', OTHER_SMALL))
  const { rows } = await variants(vault)
  expect(rows.map((row) => [row.pos, row.line])).toEqual([
    [55181378, 7],
    [55191822, 7],
  ])
})
