import { expect, test } from 'vitest'
import { createTexts, numberAt } from '../../../electron/reports/vcf/byteText.ts'
import { readAll, scratch, vcf } from './readAll.ts'

function readNumber(text: string): number {
  const bytes = Buffer.from(`;${text};`)
  return numberAt(bytes, 1, bytes.length - 1)
}

test('numbers read from bytes are those that Number reads from text', () => {
  const texts = [
    ...[
      '0',
      '7',
      '007',
      '1295228',
      '0.356',
      '.5',
      '5.',
      '12.50',
      '1e3',
      '3.412e-2',
      '9.9E-5',
      '1e-05',
      '2.5e-10',
    ],
    ...['-5', '+5', '0x10', '1.2.3', '1,2', 'NaN', 'Infinity', '.', '-', 'e-3', '1e-', '123456789012345'],
    ...['1234567890123456789', '0.1234567890123456789', '0.000000000000000000000001', '12.5%', 'ü', '1_000'],
  ]
  for (const text of texts) expect([text, readNumber(text)]).toEqual([text, Number(text)])
  for (let i = 0; i < 20_000; i++) {
    const value = (i * 2_654_435_761) % 1_000_003
    for (const text of [String(value / 1e6), (value / 1e9).toExponential(3), (value / 997).toFixed(2)])
      expect(readNumber(text)).toBe(Number(text))
  }
})

test('no bytes are no number', () => {
  expect(readNumber('')).toBeNaN()
})

test('texts that share a place in the table of remembered texts stay apart', () => {
  const texts = createTexts()
  const names = Array.from({ length: 30_000 }, (_, i) => `GENE${i}${i % 7 === 0 ? 'é' : ''}`)
  for (let round = 0; round < 2; round++) {
    for (const name of names) {
      const bytes = Buffer.from(name)
      expect(texts.same(bytes, 0, bytes.length)).toBe(name)
    }
  }
})

test.each(['utf8', 'latin1'] as const)('letters beyond ASCII survive in a %s file', async (encoding) => {
  const { write, remove } = scratch()
  try {
    const text = vcf(['chr7 100 Müller_1 A G . PASS GENE=x', 'chr7 200 rs2 C T . Größe GENE=y'])
    const { rows } = await readAll(write('letters.vcf', Buffer.from(text, encoding)))
    expect(rows.map(({ externalIds, filter, alt }) => [externalIds, filter, alt])).toEqual([
      ['Müller_1', 'PASS', 'G'],
      ['rs2', 'Größe', 'T'],
    ])
  } finally {
    remove()
  }
})

test('an annotation with more or fewer fields than the header names is read from the left', async () => {
  const { write, remove } = scratch()
  try {
    const header = [
      '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: Allele|Consequence|SYMBOL|Feature|HGVSc|HGVSp|MANE_SELECT">',
    ]
    const records = [
      'chr7 100 . A G . PASS CSQ=G|missense_variant|BRAF',
      'chr7 200 . A G . PASS CSQ=G|missense_variant|BRAF|ENST1|ENST1.2:c.1A>G|ENSP1.1:p.Met1Val|NM_1|extra|extra|extra',
      'chr7 300 . A G . PASS CSQ=G|intron_variant|KRAS|ENST3|||,G|stop_gained|BRAF|ENST1|ENST1.2:c.4A>G||NM_1|more,G|missense_variant|BRAF',
    ]
    const { rows } = await readAll(write('fields.vcf', vcf(records, { header })))
    expect(rows.map(({ gene, transcript, hgvsC, hgvsP }) => [gene, transcript, hgvsC, hgvsP])).toEqual([
      ['BRAF', '', '', ''],
      ['BRAF', 'ENST1.2', 'c.1A>G', 'p.Met1Val'],
      ['BRAF', 'ENST1.2', 'c.4A>G', ''],
    ])
  } finally {
    remove()
  }
})
