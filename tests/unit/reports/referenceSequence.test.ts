import { afterAll, describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { openReference } from '../../../electron/reports/referenceSequence.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import { scratch } from './readAll.ts'

const { write, remove } = scratch()
afterAll(remove)

const BASES = 'ACGTTGCAAC'.repeat(25) + 'TTN'
const wrapped = BASES.replace(/.{60}/g, '$&\n')
/** Name, length, offset of the first base, bases and bytes per line. */
const index = (name: string, offset: number): string => `${name}\t${BASES.length}\t${offset}\t60\t61\n`

/** UCSC 2bit of one sequence whose last base is unknown. */
function twoBit(name: string): Buffer {
  const packed = Buffer.alloc(Math.ceil(BASES.length / 4))
  ;[...BASES].forEach((base, i) => {
    const at = i >> 2
    packed[at] = (packed[at] ?? 0) | (Math.max(0, 'TCAG'.indexOf(base)) << (6 - 2 * (i % 4)))
  })
  const word = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4)
    values.forEach((value, i) => bytes.writeUInt32LE(value, i * 4))
    return bytes
  }
  const head = Buffer.concat([word(0x1a412743, 0, 1, 0), Buffer.from([name.length]), Buffer.from(name)])
  return Buffer.concat([
    head,
    word(head.length + 4),
    word(BASES.length, 1, BASES.length - 1, 1, 0, 0),
    packed,
  ])
}

describe('the same bases from every kind of reference', () => {
  const files: [string, () => string][] = [
    [
      'FASTA with index',
      () => (write('indexed.fa.fai', index('chr7', 6)), write('indexed.fa', `>chr7\n${wrapped}\n`)),
    ],
    [
      'FASTA without index',
      () => write('plain.fa', `>chr1 first\nNNNN\n>chr7 second\n${wrapped}\n>chr8\nACGT\n`),
    ],
    [
      'FASTA with Windows line ends and no last one',
      () => write('windows.fa', `>chr7\r\n${wrapped.replaceAll('\n', '\r\n')}`),
    ],
    ['soft-masked FASTA', () => write('masked.fa', `>7\n${wrapped.toLowerCase()}\n`)],
    ['slices', () => write('slices.fa', `>chr7:1-${BASES.length}\n${wrapped}\n>chr7:5001-5004\nACGT\n`)],
    ['2bit', () => write('genome.2bit', twoBit('chr7'))],
  ]
  test.each(files)('%s', (_, make) => {
    const reference = openReference(make())
    expect(reference.bases('7', 0, 5)).toBe(BASES.slice(0, 5))
    expect(reference.bases('7', 55, 130)).toBe(BASES.slice(55, 130))
    expect(reference.bases('7', BASES.length - 4, BASES.length)).toBe(BASES.slice(-4))
    expect(reference.bases('7', BASES.length - 4, BASES.length + 10)).toBe(BASES.slice(-4))
    expect(reference.bases('9', 0, 5)).toBeNull()
    expect(reference.bases('7', 4000, 4010)).toBeNull()
    reference.close()
  })

  test('a slice answers for its own place only', () => {
    const reference = openReference(write('part.fa', '>chr7:5001-5010\nACGTACGTAC\n'))
    expect(reference.bases('7', 5000, 5004)).toBe('ACGT')
    expect(reference.bases('7', 0, 4)).toBeNull()
    expect(reference.bases('7', 4999, 5001)).toBeNull()
    reference.close()
  })
})

test.each([
  ['packed.fa.gz', gzipSync('>chr7\nACGT\n'), 'compressed'],
  ['table.txt', Buffer.from('chr7\t100\n'), 'no FASTA'],
])('%s is refused with what to do', (name, content, word) => {
  const path = write(name, content)
  try {
    openReference(path)
  } catch (error) {
    if (!(error instanceof CaseboardError)) throw error
    expect(error.data.message).toContain(word)
    expect(error.data.remedy).toBeTruthy()
    return
  }
  throw new Error('it was opened')
})
