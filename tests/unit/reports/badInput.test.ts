import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { previewReport } from '../../../electron/reports/readReport.ts'
import { errorOf, readAll, scratch, vcf } from './readAll.ts'

const { write, folder, remove } = scratch()
afterAll(remove)

const MAF_HEADER =
  'Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode'
const ONE = 'chr7 140753336 . A T . PASS .'

describe('files that are no report are named for what they are', () => {
  test('an empty file', async () => {
    const error = await errorOf(previewReport(write('empty.vcf', '')))
    expect(error).toMatchObject({
      code: 'bad-input',
      file: 'empty.vcf',
      message: expect.stringContaining('0 bytes') as string,
    })
    expect(error.remedy).toBeTruthy()
  })

  test('a compressed empty file', async () => {
    expect(await errorOf(previewReport(write('empty.vcf.gz', gzipSync(''))))).toMatchObject({
      code: 'bad-input',
    })
  })

  test('a folder', async () => {
    mkdirSync(join(folder, 'case.vcf'))
    expect((await errorOf(previewReport(join(folder, 'case.vcf')))).message).toContain('folder')
  })

  test('a missing file', async () => {
    expect(await errorOf(previewReport(join(folder, 'nowhere.vcf')))).toMatchObject({
      code: 'not-found',
      file: 'nowhere.vcf',
    })
  })

  test.skipIf(process.getuid?.() === 0)('a file without read permission', async () => {
    const path = write('secret.vcf', vcf([ONE]))
    chmodSync(path, 0)
    expect((await errorOf(previewReport(path))).message).toContain('may not read')
  })

  test.each([
    ['picture.vcf', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'PNG'],
    ['report.vcf', Buffer.from('%PDF-1.7\n'), 'PDF'],
    ['sheet.maf', Buffer.from('504b030414000600', 'hex'), 'Excel'],
    ['zeros.vcf', Buffer.alloc(2000), 'binary'],
    ['utf16.vcf', Buffer.from('\uFEFF##fileformat=VCFv4.2\n', 'utf16le'), 'UTF-16'],
    ['notes.vcf', Buffer.from('Dear colleague,\nplease find enclosed\n'), 'not a report'],
  ])('%s', async (name, content, word) => {
    expect((await errorOf(previewReport(write(name, content)))).message).toContain(word)
  })
})

describe('truncated files import nothing', () => {
  const many = vcf(Array.from({ length: 20_000 }, (_, i) => `chr7 ${i + 1000} . A T . PASS DP=${i % 97}`))

  test('gzip cut in the middle throws before a summary', async () => {
    const whole = gzipSync(many)
    const path = write('cut.vcf.gz', whole.subarray(0, whole.length >> 1))
    expect(await errorOf(readAll(path))).toMatchObject({
      code: 'bad-input',
      file: 'cut.vcf.gz',
      message: expect.stringContaining('cut short') as string,
    })
  })

  test('gzip that lacks only its last bytes throws at the end', async () => {
    const path = write('tail.vcf.gz', gzipSync(many).subarray(0, -3))
    expect((await errorOf(readAll(path))).message).toContain('cut short')
  })

  test('gzip with a flipped byte throws', async () => {
    const whole = Buffer.from(gzipSync(many))
    whole[whole.length - 20] = (whole[whole.length - 20] ?? 0) ^ 0xff
    expect((await errorOf(readAll(write('flipped.vcf.gz', whole)))).code).toBe('bad-input')
  })

  test('bgzip cut between two blocks is known by its missing end marker', async () => {
    const block = bgzfBlock(many.slice(0, 30_000))
    const path = write('blocks.vcf.gz', block)
    expect((await errorOf(previewReport(path))).message).toContain('end marker')
  })
})

describe('a damaged VCF is refused as a whole, with its line', () => {
  test('a record with too few columns', async () => {
    const path = write('short.vcf', vcf([ONE, 'chr7 200 . A T . PASS', ONE]))
    expect(await errorOf(readAll(path))).toMatchObject({
      code: 'bad-input',
      file: 'short.vcf',
      line: 5,
      field: 'columns',
      message: 'The record has 7 columns where the header has 8.',
    })
  })

  test('a record with one column too many', async () => {
    expect(await errorOf(readAll(write('long.vcf', vcf([ONE, `${ONE} GT`]))))).toMatchObject({
      line: 5,
      field: 'columns',
    })
  })

  test('a position that is no number', async () => {
    expect(await errorOf(readAll(write('pos.vcf', vcf(['chr7 12x . A T . PASS .']))))).toMatchObject({
      line: 4,
      field: 'POS',
    })
  })

  test('an empty ALT', async () => {
    expect(await errorOf(readAll(write('alt.vcf', vcf(['chr7 12 . A  . PASS .']))))).toMatchObject({
      line: 4,
      field: 'ALT',
    })
  })

  test('no #CHROM line', async () => {
    const path = write('headless.vcf', '##fileformat=VCFv4.2\nchr7\t1\t.\tA\tT\t.\t.\t.\n')
    expect(await errorOf(previewReport(path))).toMatchObject({ code: 'bad-input', line: 2 })
  })
})

describe('an impossible record is listed and the import goes on', () => {
  test('contig, position and letters', async () => {
    const { rows, summary } = await readAll(
      write(
        'refused.vcf',
        vcf([
          ONE,
          'scaffold_9 5 . A T . PASS .',
          'chr7 200000000 . A T . PASS .',
          'chr7 7 . QX T . PASS .',
          'chr7 8 . A ?! . PASS .',
          ONE,
        ]),
      ),
    )
    expect(rows).toHaveLength(2)
    expect(summary).toMatchObject({ read: 6, taken: 2, refusedCount: 4 })
    expect(summary.refused.map(({ line, field }) => [line, field])).toEqual([
      [5, 'CHROM'],
      [6, 'POS'],
      [7, 'REF'],
      [8, 'ALT'],
    ])
    expect(summary.refused.every(({ reason }) => reason.length > 10)).toBe(true)
  })

  test('a separator of batches inside a field cannot shift columns', async () => {
    const { rows, summary } = await readAll(write('control.vcf', vcf([ONE, 'chr7 9 a\u0001b A T . PASS .'])))
    expect(rows.map((row) => row.pos)).toEqual([140753336])
    expect(summary.refusedCount).toBe(1)
  })
})

describe('a MAF', () => {
  test.each(['Hugo_Symbol', 'Chromosome', 'Start_Position', 'Reference_Allele', 'Tumor_Seq_Allele2'])(
    'without the column %s names it',
    async (column) => {
      const header = MAF_HEADER.split('\t')
        .map((title) => (title === column ? 'Other' : title))
        .join('\t')
      expect(await errorOf(previewReport(write(`${column}.maf`, `${header}\n`)))).toMatchObject({
        code: 'bad-input',
        field: column,
        line: 1,
        message: expect.stringContaining(column) as string,
      })
    },
  )

  test('without a header row says so', async () => {
    const row = 'KLHL17\t339451\tWUGSC\tGRCh38\tchr1\t963353\t963353\t+\tMissense_Mutation\tSNP\tG\tG\tC\n'
    expect((await errorOf(previewReport(write('headless.maf', `#version 2.4\n${row}`)))).message).toContain(
      'no header row',
    )
  })

  test('with a row of too few columns throws with its line', async () => {
    const path = write('short.maf', `${MAF_HEADER}\nBRAF\tGRCh38\t7\t140753336\n`)
    expect(await errorOf(readAll(path))).toMatchObject({ code: 'bad-input', line: 2, field: 'columns' })
  })

  test('row without position, of another build or with odd letters is listed', async () => {
    const { rows, summary } = await readAll(
      write(
        'refused.maf',
        [
          MAF_HEADER,
          'BRAF\tGRCh38\t7\t140753336\tA\tT\tS1',
          'AKT3\tGRCh38\t\t\t\t\tS1',
          'BRAF\thg19\t7\t140453136\tA\tT\tS1',
          'BRAF\tGRCh38\t7\t140753336\tA\tT>C\tS1',
        ].join('\n'),
      ),
      { build: 'GRCh38' },
    )
    expect(rows).toHaveLength(1)
    expect(summary.refused.map(({ line, field }) => [line, field])).toEqual([
      [3, 'Chromosome'],
      [4, 'NCBI_Build'],
      [5, 'Tumor_Seq_Allele2'],
    ])
  })
})

test('cancelling stops the reading', async () => {
  const path = write('cancelled.vcf', vcf([ONE]))
  expect((await errorOf(readAll(path, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
})

/** One BGZF block (SAM specification 4.1) without the end-of-file block that must follow the last. */
function bgzfBlock(text: string): Buffer {
  const member = gzipSync(text)
  const extra = Buffer.from([6, 0, 0x42, 0x43, 2, 0, 0, 0])
  extra.writeUInt16LE(member.length + 8 - 1, 6)
  const head = Buffer.from(member.subarray(0, 10))
  head[3] = 4
  return Buffer.concat([head, extra, member.subarray(10)])
}
