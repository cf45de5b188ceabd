import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { EMPTY_CONTEXT } from '../../../electron/reports/annotationContext.ts'
import type { AnnotationContext } from '../../../electron/reports/annotationContext.ts'
import { openReference } from '../../../electron/reports/referenceSequence.ts'
import type { GenomeBuild } from '../../../shared/model.ts'
import { errorOf, readAll, scratch } from '../../unit/reports/readAll.ts'

const { write, folder, remove } = scratch()
afterAll(remove)

const data = join(import.meta.dirname, '../../../../shared/data')
const hasBcftools = spawnSync('bcftools', ['--version']).status === 0
const hasData = existsSync(data)
const runnable = hasBcftools && hasData
if (!runnable) {
  console.log(`normalise.test: skipped, ${hasBcftools ? `no ${data}` : 'bcftools is not installed'}`)
}

function withReference(build: GenomeBuild, fastaPath: string): AnnotationContext {
  const builds = {
    ...EMPTY_CONTEXT.builds,
    [build]: { models: null, known: null, reference: openReference(fastaPath) },
  }
  return { builds, close: () => builds[build].reference?.close() }
}

/** CHROM POS REF ALT of `bcftools norm -f REF -m -any`, sorted; `offset` is added to POS. */
function bcftoolsNorm(vcfPath: string, fastaPath: string, offset = 0): string[] {
  const output = execFileSync('bcftools', ['norm', '--no-version', '-f', fastaPath, '-m', '-any', vcfPath], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  })
  return output
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(
      ([chrom = '', pos, , ref = '', alt = '']) =>
        `${chrom.replace('chr', '')} ${Number(pos) + offset} ${ref.toUpperCase()} ${alt.toUpperCase()}`,
    )
    .sort()
}

async function ours(vcfPath: string, build: GenomeBuild, fastaPath: string): Promise<string[]> {
  const context = withReference(build, fastaPath)
  const { rows } = await readAll(vcfPath, { build, context })
  context.close()
  return rows.map(({ chrom, pos, ref, alt }) => `${chrom} ${pos} ${ref} ${alt}`).sort()
}

const HEADER = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO'

/**
 * A stretch of the human genome, as a file of slices for us and, moved to position 1, as a whole contig for bcftools.
 */
interface Slice {
  readonly chrom: string
  /** 1-based. */
  readonly start: number
  readonly bases: string
}

function fastaOf(name: string, { chrom, start, bases }: Slice): { slices: string; contig: string } {
  const wrapped = bases.toUpperCase().replace(/.{60}/g, '$&\n')
  return {
    slices: write(`${name}.slices.fa`, `>chr${chrom}:${start}-${start + bases.length - 1}\n${wrapped}\n`),
    contig: write(`${name}.fa`, `>${chrom}\n${wrapped}\n`),
  }
}

/** Compares our normalisation of records inside a slice with that of bcftools. */
async function compare(
  name: string,
  slice: Slice,
  records: readonly (readonly [pos: number, ref: string, alts: string])[],
): Promise<void> {
  const { slices, contig } = fastaOf(name, slice)
  const sorted = [...records].sort((a, b) => a[0] - b[0])
  const lines = (offset: number): string[] =>
    sorted.map(([pos, ref, alts]) => `${slice.chrom}\t${pos + offset}\t.\t${ref}\t${alts}\t.\tPASS\t.`)
  const here = write(`${name}.vcf`, ['##fileformat=VCFv4.2', HEADER, ...lines(0), ''].join('\n'))
  const moved = write(
    `${name}.moved.vcf`,
    [
      '##fileformat=VCFv4.2',
      '##FILTER=<ID=PASS,Description="x">',
      `##contig=<ID=${slice.chrom},length=${slice.bases.length}>`,
      HEADER,
      ...lines(1 - slice.start),
      '',
    ].join('\n'),
  )
  expect(await ours(here, 'GRCh37', slices)).toEqual(bcftoolsNorm(moved, contig, slice.start - 1))
}

function sliceOf(csv: string, chrom: string, from: number): Slice {
  const line = readFileSync(join(data, 'genome/ref-slices', csv), 'utf8')
    .split('\n')
    .map((text) => text.split(','))
    .find(([name, start]) => name === `chr${chrom}` && Number(start) === from)
  if (!line) throw new Error(`no slice ${chrom}:${from}`)
  return { chrom, start: from, bases: line[3] ?? '' }
}

function slicedFasta(file: string): Slice {
  const [head = '', ...rest] = readFileSync(join(data, 'genome/ref-slices', file), 'utf8').split('\n')
  const [, chrom = '', start = ''] = /^>chr(\w+):(\d+)-/.exec(head) ?? []
  return { chrom, start: Number(start), bases: rest.join('') }
}

describe.skipIf(!runnable)('CHROM, POS, REF and ALT equal bcftools norm -f REF -m -any', () => {
  test('every record of a real GATK file with its reference (minigenome)', async () => {
    const source = join(data, 'browser/minigenome')
    // The contig is invented, so it is given the name of a human one.
    const fasta = write(
      'mini.fa',
      readFileSync(join(source, 'minigenome.fa'), 'utf8').replace(/^>\S+/, '>22'),
    )
    const text = readFileSync(join(source, 'variants.vcf'), 'utf8').replaceAll('minigenome', '22')
    const expected = bcftoolsNorm(write('mini.vcf', text), fasta)
    expect(expected.length).toBeGreaterThanOrEqual(28)
    expect(await ours(join(folder, 'mini.vcf'), 'GRCh38', fasta)).toEqual(expected)
  })

  test('the records of a real MuTect file that lie in the GRCh37 slices', async () => {
    const slices = readFileSync(join(data, 'genome/ref-slices/vardict.hg19.fa.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    const records = readFileSync(join(data, 'reports/varcode/mutect-example.vcf'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t'))
    let compared = 0
    for (const [i, [name = '', start, end, bases = '']] of slices.entries()) {
      const inside = records.filter(
        ([chrom, pos, , ref = '']) =>
          chrom === name && Number(pos) >= Number(start) && Number(pos) + ref.length - 1 <= Number(end),
      )
      if (inside.length === 0) continue
      await compare(
        `mutect${i}`,
        { chrom: name.replace('chr', ''), start: Number(start), bases },
        inside.map(([, pos, , ref = '', alt = '']) => [Number(pos), ref, alt]),
      )
      compared += inside.length
    }
    expect(compared).toBeGreaterThan(100)
  })

  test.each([
    ['EGFR', 'hg19.chr7_55244401-55274600.EGFR.sliced.fa', 11],
    ['BRAF', 'hg19.chr7_140423000-140483161.BRAF.sliced.fa', 12],
    ['PTEN', 'hg19.chr10_89711141-89715176.PTEN_b.sliced.fa', 13],
  ])('shuffled indels, repeats, MNVs and split alleles made from %s', async (name, file, seed) => {
    const slice = slicedFasta(file)
    await compare(name, slice, madeRecords(slice, seed, 800))
  })

  test('repeats in a slice of GRCh37 chromosome 10', async () => {
    const slice = sliceOf('vardict.hg19.fa.csv', '10', 669893)
    await compare('repeats', slice, madeRecords(slice, 14, 800))
  })
})

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/**
 * Deletions, insertions of copied neighbours (which slide), MNVs, delins and records of several alleles, each with needless
 * bases before and behind, well inside the slice.
 */
function madeRecords(
  { start, bases }: Slice,
  seed: number,
  count: number,
): (readonly [number, string, string])[] {
  const below = random(seed)
  const text = bases.toUpperCase()
  const at = (from: number, length: number): string => text.slice(from, from + length)
  const insert = (): string => Array.from({ length: 1 + below(4) }, () => 'ACGT'.charAt(below(4))).join('')
  return Array.from({ length: count }, () => {
    const before = 1 + below(4)
    const behind = below(4)
    const from = 500 + below(text.length - 1000)
    const length = 1 + below(6)
    const head = at(from, before)
    const middle = at(from + before, length)
    const tail = at(from + before + length, behind)
    const changed = (): string => {
      const kind = below(6)
      if (kind === 0) return ''
      if (kind === 1) return middle + middle
      if (kind === 2) return middle + insert()
      if (kind === 3) return insert()
      if (kind === 4) return middle.slice(1)
      return middle.replace(/./g, (base) => (below(2) === 0 ? base : 'ACGT'.charAt(below(4))))
    }
    const ref = head + middle + tail
    const alts = new Set(Array.from({ length: 1 + below(3) }, () => head + changed() + tail))
    alts.delete(ref)
    if (alts.size === 0) alts.add(head + tail)
    return [start + from, ref, [...alts].join(',')] as const
  })
}

describe.skipIf(!hasData)('a reference that disagrees', () => {
  const braf = (): string =>
    fastaOf('braf', slicedFasta('hg19.chr7_140423000-140483161.BRAF.sliced.fa')).slices

  test('single differences are warned of, and the record stays as written', async () => {
    const path = write(
      'differs.vcf',
      [
        '##fileformat=VCFv4.2',
        HEADER,
        '7\t140453136\t.\tA\tT\t.\t.\t.',
        '7\t140453137\t.\tGGG\tG\t.\t.\t.',
        '',
      ].join('\n'),
    )
    const context = withReference('GRCh37', braf())
    const { rows, summary } = await readAll(path, { build: 'GRCh37', context })
    expect(rows.map(({ pos, ref, alt }) => [pos, ref, alt])).toEqual([
      [140453136, 'A', 'T'],
      [140453137, 'GGG', 'G'],
    ])
    expect(summary.warnings.join()).toContain('REF differs')
    expect(summary.normalisedAgainst).toBe('braf.slices.fa')
  })

  test('many differences mean the wrong build: nothing is imported', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `7\t${140453100 + i}\t.\tA\tT\t.\t.\t.`)
    const path = write('wrong.vcf', ['##fileformat=VCFv4.2', HEADER, ...lines, ''].join('\n'))
    const error = await errorOf(readAll(path, { build: 'GRCh37', context: withReference('GRCh37', braf()) }))
    expect(error).toMatchObject({
      code: 'bad-input',
      field: 'REF',
      message: expect.stringContaining('Wrong genome build') as string,
    })
  })

  test('a MAF deletion and insertion get their base from the reference', async () => {
    const slice = slicedFasta('hg19.chr7_55244401-55274600.EGFR.sliced.fa')
    const header = 'Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2'
    const at = 55249010
    const [base = '', next = ''] = slice.bases.slice(at - 1 - slice.start, at + 1 - slice.start).toUpperCase()
    const path = write('gaps.maf', `${header}\nEGFR\t37\t7\t${at}\t${next}\t-\nEGFR\t37\t7\t${at}\t-\tGCA\n`)
    const { slices } = fastaOf('egfr', slice)
    const { rows, summary } = await readAll(path, { context: withReference('GRCh37', slices) })
    expect(rows.every(({ ref, alt }) => /^[ACGT]+$/.test(ref) && /^[ACGT]+$/.test(alt))).toBe(true)
    expect(rows[0]?.ref.length).toBe(2)
    expect(base).toMatch(/[ACGT]/)
    expect(summary.warnings).toEqual([])
    const { rows: without, summary: told } = await readAll(path)
    expect(without.map(({ pos, ref, alt }) => [pos, ref, alt])).toEqual([
      [at, next, '-'],
      [at, '-', 'GCA'],
    ])
    expect(told.warnings.join()).toContain('MAF writing')
  })
})
