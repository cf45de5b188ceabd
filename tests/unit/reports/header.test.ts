import { afterAll, describe, expect, test } from 'vitest'
import { previewReport } from '../../../electron/reports/readReport.ts'
import { errorOf, readAll, scratch, vcf } from './readAll.ts'

const { write, remove } = scratch()
afterAll(remove)

const RECORD = 'chr7 100 . A T . PASS . GT:AD 0/1:9,9'
const pair = (normal = '0/0:18,0', tumor = '0/1:9,9'): string =>
  `chr7 100 . A T . PASS . GT:AD ${normal} ${tumor}`
const header37 = (lines: readonly string[]): string =>
  ['##fileformat=VCFv4.3', ...lines, '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO', ''].join('\n')

describe('which sample is the tumor', () => {
  test.each([
    ['##tumor_sample', ['##tumor_sample=S2', '##normal_sample=S1'], ['S1', 'S2'], 'S2', 'S1'],
    ['only ##normal_sample', ['##normal_sample=S2'], ['S1', 'S2'], 'S1', 'S2'],
    [
      'IsTumor of megSAP',
      ['##SAMPLE=<ID=S1,IsTumor=no>', '##SAMPLE=<ID=S2,IsTumor=yes>'],
      ['S1', 'S2'],
      'S2',
      'S1',
    ],
    ['a pedigree', ['##PEDIGREE=<Derived=S1,Original=S2>'], ['S1', 'S2'], 'S1', 'S2'],
    [
      'the command line',
      ['##cmdline=configManta.py --normalBam /data/S1.bam --tumorBam=/data/S2.bam'],
      ['S1', 'S2'],
      'S2',
      'S1',
    ],
    ['names', [], ['NORMAL', 'TUMOR'], 'TUMOR', 'NORMAL'],
    ['suffixes', [], ['P7_N', 'P7_T'], 'P7_T', 'P7_N'],
    ['TCGA barcodes', [], ['TCGA-A2-A04W-10A', 'TCGA-A2-A04W-01A'], 'TCGA-A2-A04W-01A', 'TCGA-A2-A04W-10A'],
    ['the order of Strelka', ['##source=strelka'], ['S1', 'S2'], 'S2', 'S1'],
  ])('%s', async (name, header, samples, tumor, normal) => {
    const columns = samples[0] === tumor ? pair('0/1:9,9', '0/0:18,0') : pair()
    const preview = await previewReport(write('samples.vcf', vcf([columns], { header, samples })))
    expect(preview, name).toMatchObject({ tumorSample: tumor, normalSample: normal, needs: [] })
    expect(preview.sampleEvidence).not.toBe('')
  })

  test('one sample alone is the tumor', async () => {
    expect(await previewReport(write('alone.vcf', vcf([RECORD], { samples: ['X'] })))).toMatchObject({
      tumorSample: 'X',
      needs: [],
    })
  })

  test('two samples of unknown roles must be chosen from, and the choice is taken', async () => {
    const path = write('unknown.vcf', vcf([pair('0/1:5,15', '0/1:9,9')], { samples: ['S1', 'S2'] }))
    expect(await previewReport(path)).toMatchObject({
      tumorSample: null,
      needs: ['tumorSample'],
      sampleEvidence: '',
    })
    expect(await errorOf(readAll(path))).toMatchObject({
      code: 'needs-choice',
      field: 'tumorSample',
      choices: ['S1', 'S2'],
    })
    expect((await readAll(path, { tumorSample: 'S1' })).rows[0]?.vaf).toBe(0.75)
    expect((await readAll(path, { tumorSample: 'S2' })).rows[0]?.vaf).toBe(0.5)
  })

  test('a sample that the file does not have is refused with those it has', async () => {
    const path = write('stranger.vcf', vcf([RECORD], { samples: ['X'] }))
    expect(await errorOf(readAll(path, { tumorSample: 'Y' }))).toMatchObject({
      code: 'bad-input',
      choices: ['X'],
    })
  })

  test('exchanged columns are asked about instead of losing every finding', async () => {
    const records = Array.from({ length: 12 }, (_, i) =>
      pair('0/1:9,9', '0/0:18,0').replace('100', String(100 + i)),
    )
    const path = write('exchanged.vcf', vcf(records, { samples: PAIR }))
    expect(await previewReport(path)).toMatchObject({ tumorSample: null, needs: ['tumorSample'] })
    expect((await errorOf(readAll(path))).message).toContain('exchanged')
    expect((await readAll(path, { tumorSample: 'TUMOR' })).rows.every((row) => row.present === 0)).toBe(true)
  })
})

const PAIR = ['NORMAL', 'TUMOR']

describe('which genome build', () => {
  test.each([
    ['contig length', ['##contig=<ID=1,length=249250621>'], 'GRCh37'],
    ['contig length with chr', ['##contig=<ID=chr21,length=46709983>'], 'GRCh38'],
    ['accession', ['##contig=<ID=NC_000007.14>'], 'GRCh38'],
    ['reference path', ['##reference=file:///refs/human_g1k_v37_decoy.fasta'], 'GRCh37'],
    ['assembly of contigs', ['##contig=<ID=1,assembly=hg19>'], 'GRCh37'],
    ['VEP', ['##VEP="v110" time="2024" cache="x" assembly="GRCh38.p14"'], 'GRCh38'],
    ['target of a lift-over', ['##liftOverChainFile=/x/hg19Tohg38.over.chain'], 'GRCh38'],
    ['nothing: chr is no evidence', ['##contig=<ID=chr1>'], null],
    ['mixed lengths', ['##contig=<ID=1,length=249250621>', '##contig=<ID=2,length=242193529>'], null],
    ['length against reference', ['##contig=<ID=1,length=249250621>', '##reference=GRCh38.fa'], null],
    ['two names', ['##reference=hg19.fa', '##VEP="v110" assembly="GRCh38"'], null],
  ])('%s', async (name, lines, build) => {
    const preview = await previewReport(write('build.vcf', header37(lines)))
    expect(preview.build, name).toBe(build)
    expect(preview.needs).toEqual(build === null ? ['build'] : [])
    expect(preview.buildEvidence).not.toBe('')
  })

  test('an unknown build must be chosen', async () => {
    const path = write('choose.vcf', header37([]))
    expect(await errorOf(readAll(path))).toMatchObject({
      code: 'needs-choice',
      field: 'build',
      choices: ['GRCh37', 'GRCh38'],
    })
    expect((await readAll(path, { build: 'GRCh37' })).summary.build).toBe('GRCh37')
  })

  test('a choice against the chromosome lengths is refused', async () => {
    const path = write('against.vcf', vcf([RECORD], { samples: ['X'] }))
    expect(await errorOf(readAll(path, { build: 'GRCh37' }))).toMatchObject({
      code: 'bad-input',
      field: 'build',
    })
  })
})

describe('ways of writing text', () => {
  const text = vcf([RECORD, RECORD.replace('100', '101')], { samples: ['Prøve-Ä'] })
  test.each([
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['CR only', text.replaceAll('\n', '\r')],
    ['byte order mark', `\uFEFF${text}`],
    ['no final newline', text.trimEnd()],
    ['blank last lines', `${text}\n\n`],
    [
      'trailing tabs in a file without samples',
      vcf(['chr7 100 . A T . PASS .  ', 'chr7 101 . A T . PASS .']),
    ],
  ])('%s', async (_, content) => {
    const { rows, summary } = await readAll(write('text.vcf', content))
    expect(rows.map(({ pos, ref, alt }) => [pos, ref, alt])).toEqual([
      [100, 'A', 'T'],
      [101, 'A', 'T'],
    ])
    expect(summary).toMatchObject({ read: 2, taken: 2 })
  })

  test('an umlaut in Latin-1 stops nothing', async () => {
    expect((await previewReport(write('latin.vcf', Buffer.from(text, 'latin1')))).samples).toEqual([
      'Prøve-Ä',
    ])
  })

  test('lines are counted as an editor counts them', async () => {
    const { rows } = await readAll(write('lines.vcf', text))
    expect(rows.map((row) => row.line)).toEqual([4, 5])
  })
})

test('star and reference-block alleles are skipped and counted, not refused', async () => {
  const { rows, summary } = await readAll(
    write(
      'star.vcf',
      vcf([
        'chr7 100 . A T,* . PASS .',
        'chr7 101 . A <NON_REF> . PASS .',
        'chr7 102 . A <*> . PASS .',
        'chr7 103 . A . . PASS .',
      ]),
    ),
  )
  expect(rows).toHaveLength(1)
  expect(summary).toMatchObject({ read: 4, taken: 1, refusedCount: 0 })
  expect(summary.warnings.join('\n')).toContain('3 alleles')
})

test('a record with thousands of alleles loses none', async () => {
  const bases = ['A', 'C', 'G', 'T']
  const alts = bases.flatMap((a) =>
    bases.flatMap((b) =>
      bases.flatMap((c) =>
        bases.flatMap((d) =>
          bases.flatMap((e) => bases.flatMap((f) => bases.map((g) => `T${a}${b}${c}${d}${e}${f}${g}`))),
        ),
      ),
    ),
  )
  const { rows } = await readAll(
    write('many.vcf', vcf([`chr7 100 . T ${alts.join(',')} . PASS .`, 'chr7 101 . A T . PASS .'])),
  )
  expect(rows).toHaveLength(alts.length + 1)
  expect(new Set(rows.map((row) => `${row.pos} ${row.ref} ${row.alt}`)).size).toBe(alts.length + 1)
})
