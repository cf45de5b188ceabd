import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { previewReport } from '../../../electron/reports/readReport.ts'
import { otherAlterationSchema } from '../../../shared/model.ts'
import { errorOf, readAll, scratch } from './readAll.ts'

const { write, remove } = scratch()
afterAll(remove)

const sheet = (columns: string, ...rows: string[]): string =>
  ['#caseboard-biomarkers 1', columns, ...rows].map((row) => row.replaceAll('|', '\t')).join('\n')

test('the example of the format description is read as it says', async () => {
  const page = readFileSync(
    join(import.meta.dirname, '../../../resources/formats/biomarker-sheet.md'),
    'utf8',
  )
  const example = /```\n(#caseboard[\s\S]*?)```/.exec(page)?.[1] ?? ''
  const path = write('example.tsv', example)
  expect(await previewReport(path)).toMatchObject({ format: 'biomarker sheet', needs: [] })
  const { alterations, summary } = await readAll(path)
  expect(summary).toMatchObject({ read: 9, taken: 9, refusedCount: 0 })
  for (const alteration of alterations) expect(otherAlterationSchema.safeParse(alteration).success).toBe(true)
  expect(alterations).toMatchObject([
    { kind: 'signature', name: 'MSI', category: 'MSS', value: null, line: 3 },
    { kind: 'signature', name: 'TMB', value: 12.4, unit: 'mut/Mb', category: 'TMB-H', cutoff: '10 mut/Mb' },
    { kind: 'expression', marker: 'PD-L1', value: 60, score: 'TPS', clone: '22C3', category: 'positive' },
    { kind: 'expression', marker: 'HER2', value: null, category: '2+', score: 'IHC', clone: '4B5' },
    { kind: 'methylation', gene: 'MGMT', category: 'methylated', percent: 31 },
    {
      kind: 'fusion',
      svType: 'fusion',
      gene5: 'EML4',
      gene3: 'ALK',
      exon5: '13',
      exon3: '20',
      inFrame: true,
      supportingReads: 42,
    },
    { kind: 'fusion', gene5: 'RET', gene3: null, status: 'not detected' },
    { kind: 'fusion', svType: 'exon skipping', gene5: 'MET', exon5: '14', supportingReads: 118 },
    { kind: 'copyNumber', gene: 'ERBB2', copies: 14, log2: null, call: 'amplification' },
  ])
})

test('the germline example is read as pharmacogenes, with what was not tested', async () => {
  const { alterations } = await readAll(
    write(
      'pgx.tsv',
      sheet(
        'kind|name|category|value|phenotype|source|missing|status',
        'haplotype|DPYD|Reference/c.1905+1G>A (*2A)|1|Intermediate Metabolizer|PharmCAT 3.1.0|none|',
        'haplotype|UGT1A1|*1/*1|||PharmCAT 3.1.0|rs3064744; rs4148323|',
        'haplotype|CYP2D6||||||not assessed',
      ),
    ),
  )
  for (const alteration of alterations) expect(otherAlterationSchema.safeParse(alteration).success).toBe(true)
  expect(alterations).toMatchObject([
    { kind: 'haplotype', gene: 'DPYD', activityScore: 1, missingPositions: [], callSource: 'PharmCAT 3.1.0' },
    { kind: 'haplotype', gene: 'UGT1A1', phenotype: null, missingPositions: ['rs3064744', 'rs4148323'] },
    { kind: 'haplotype', gene: 'CYP2D6', status: 'not assessed', diplotype: null, missingPositions: null },
  ])
})

test('mutations and megabases of a TMB are kept for its interval', async () => {
  const { alterations } = await readAll(
    write('tmb.tsv', sheet('kind|name|value|unit|mutations|megabases', 'signature|TMB|12|mut/Mb|6|0.5')),
  )
  expect(alterations).toMatchObject([{ name: 'TMB', value: 12, mutations: 6, megabases: 0.5 }])
})

test('columns in another order, Windows line ends, gzip and a byte order mark change nothing', async () => {
  const text = `\uFEFF${sheet('name|status|kind|category', 'MSI|detected|signature|MSI-H').replaceAll('\n', '\r\n')}\r\n`
  const { alterations } = await readAll(write('windows.tsv.gz', gzipSync(text)))
  expect(alterations).toMatchObject([{ kind: 'signature', name: 'MSI', category: 'MSI-H' }])
})

describe('a wrong row refuses the sheet, with line and column', () => {
  test.each([
    ['an unknown kind', sheet('kind|name', 'signature|MSI', 'mutation|BRAF'), 4, 'kind'],
    ['no name', sheet('kind|name', 'signature|'), 3, 'name'],
    ['an unknown signature', sheet('kind|name', 'signature|MSS'), 3, 'name'],
    ['a value that is no number', sheet('kind|name|value', 'signature|TMB|high'), 3, 'value'],
    ['a pharmacogene without a result', sheet('kind|name', 'haplotype|DPYD'), 3, 'category'],
    [
      'a pharmacogene "not detected"',
      sheet('kind|name|category|status', 'haplotype|DPYD|*1/*1|not detected'),
      3,
      'status',
    ],
    ['an unknown status', sheet('kind|name|status', 'signature|MSI|negative'), 3, 'status'],
    ['methylation without verdict', sheet('kind|name|value', 'methylation|MGMT|12'), 3, 'category'],
    [
      'methylation above 100 percent',
      sheet('kind|name|value|category', 'methylation|MGMT|120|methylated'),
      3,
      'value',
    ],
    ['copy number without call', sheet('kind|name|value', 'copy number|MET|9'), 3, 'category'],
    ['exon skipping without exon', sheet('kind|name', 'exon skipping|MET'), 3, 'exon'],
    ['an invented chromosome', sheet('kind|name|chrom', 'fusion|ALK|chr99'), 3, 'chrom'],
    ['in_frame neither yes nor no', sheet('kind|name|in_frame', 'fusion|ALK|maybe'), 3, 'in_frame'],
    ['an unknown column', sheet('kind|name|comment', 'signature|MSI|x'), 2, 'comment'],
    ['a missing column', sheet('kind|value', 'signature|1'), 2, 'name'],
    ['a later version', sheet('kind|name').replace('biomarkers 1', 'biomarkers 2'), 1, undefined],
  ])('%s', async (_, text, line, field) => {
    const error = await errorOf(readAll(write('wrong.tsv', text)))
    expect(error).toMatchObject({
      code: 'bad-input',
      file: 'wrong.tsv',
      line,
      ...(field === undefined ? {} : { field }),
    })
    expect(error.remedy).toBeTruthy()
  })
})
