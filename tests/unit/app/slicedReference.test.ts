import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSlicedReference } from '../../../electron/app/slicedReference.ts'

/** What an indexed FASTA reader does: position -> byte, by the .fai line of the chromosome. */
function byteOf(index: string, chromosome: string, position: number): number {
  const line = index.split('\n').find((text) => text.startsWith(`${chromosome}\t`)) ?? ''
  return Number(line.split('\t')[2]) + position - 1
}

test('known bases stand at their 1-based positions, N everywhere else', async () => {
  const resources = await mkdtemp(join(tmpdir(), 'caseboard-slices-'))
  const folder = join(resources, 'genome', 'GRCh37')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'chrom.sizes'), 'chr1\t1000\nchr2\t500\n')
  await writeFile(join(folder, 'slices.fa'), '>chr2:101-108\nACGT\nacgt\n')
  const { fasta, index } = await loadSlicedReference(resources, 'GRCh37')
  const read = async (from: number, to: number): Promise<string> => {
    const bytes = await fasta.read(byteOf(index, 'chr2', from), byteOf(index, 'chr2', to))
    return Buffer.from(bytes as Uint8Array).toString('latin1')
  }
  expect(await read(101, 108)).toBe('ACGTACGT')
  expect(await read(99, 103)).toBe('NNACG')
  expect(await read(107, 110)).toBe('GTNN')
  expect(index.split('\n')[0]).toBe('chr1\t1000\t0\t1000\t1001')
})
