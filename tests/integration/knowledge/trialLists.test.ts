import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Imported, Importing } from '../../../electron/knowledge/import/importing.ts'
import { findCriteria } from '../../../electron/knowledge/import/trialProse.ts'
import { knowledgePackSchema } from '../../../shared/knowledge.ts'
import { importTallySchema } from '../../../shared/knowledgeImport.ts'
import { importFile, realImporting, resources } from './trialImporting.ts'
import { workbookBytes } from './workbookFile.ts'

let importing: Importing
beforeAll(async () => {
  importing = await realImporting(FILE)
})

const FILE = 'trials 2026-11.csv'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const fixture = (name: string): Promise<string> =>
  readFile(new URL(`../../fixtures/trials/${name}`, import.meta.url), 'utf8')

function checked({ pack, tally }: Imported): Imported {
  knowledgePackSchema.parse(pack)
  importTallySchema.parse(tally)
  expect(tally.read).toBe(tally.taken + tally.refusedCount)
  return { pack, tally }
}

const HEAD = [
  'trial',
  'title',
  'status',
  'cohort',
  'disease',
  'biomarker',
  'ecog_to',
  'excluded biomarker',
  'sites',
]
const ROWS = [
  [
    'L-1',
    'Study of X, part 1',
    'recruiting',
    'A',
    'NSCLC; COAD',
    'KRAS G12C AND NOT BRAF V600E',
    '1',
    '',
    'H1 | C1; H2',
  ],
  ['L-1', '', '', 'B', 'solid tumors', 'HER2 IHC 3+', '', 'ALK fusion', ''],
]

describe('a department’s spreadsheet', () => {
  const csv = (rows: readonly (readonly string[])[]): string =>
    [HEAD, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')

  it('reads trials with cohorts, criteria in the alteration language, and sites', async () => {
    const { pack, tally } = checked(await importFile(bytes(csv(ROWS)), FILE))
    expect(tally).toMatchObject({ read: 2, taken: 2, refusedCount: 0 })
    expect(pack.trials).toHaveLength(1)
    expect(pack.trials?.[0]).toMatchObject({
      id: 'L-1',
      title: 'Study of X, part 1',
      status: 'recruiting',
      sites: [
        { name: 'H1', city: 'C1', country: null },
        { name: 'H2', city: null },
      ],
    })
    const [a, b] = pack.trials?.[0]?.cohorts ?? []
    expect(a).toMatchObject({
      name: 'A',
      disease: { oncotree: ['NSCLC', 'COAD'] },
      ecog: { minimum: null, maximum: 1 },
      readFrom: 'structured',
    })
    expect(a?.inclusion[0]?.biomarker).toEqual({
      all: [
        { leaf: 'proteinChange', gene: 'KRAS', change: 'G12C' },
        { not: { leaf: 'proteinChange', gene: 'BRAF', change: 'V600E' } },
      ],
    })
    expect(b).toMatchObject({ disease: { tumorAgnostic: 'solid' } })
    expect(b?.inclusion[0]?.biomarker).toMatchObject({
      leaf: 'expression',
      marker: 'HER2',
      categories: ['3+'],
    })
    expect(b?.exclusion[0]?.biomarker).toMatchObject({ leaf: 'fusion', gene: 'ALK' })
  })

  it('reads the same list out of an Excel workbook', async () => {
    const fromText = await importFile(bytes(csv(ROWS)), FILE)
    const fromBook = checked(await importFile(workbookBytes([HEAD, ...ROWS]), 'trials.xlsx'))
    expect(fromBook.pack.trials).toEqual(fromText.pack.trials)
  })

  it('refuses a row that is not understood, naming line, column and reason, and takes the others', async () => {
    const bad = [
      ['L-2', 'T', 'recruiting', '', 'NSCLC', 'KRAS G12C', '1', '', ''],
      ['L-3', 'T', 'recruiting', '', 'NSCLC', 'KRAS feels odd', '', '', ''],
      ['L-4', 'T', 'recruiting', '', 'Martian flu', 'KRAS G12C', '', '', ''],
      ['L-5', 'T', 'sometimes', '', 'NSCLC', 'KRAS G12C', '', '', ''],
      ['L-6', 'T', '', '', 'NSCLC', 'KRAS G12C', 'fit', '', ''],
      ['', 'T', '', '', 'NSCLC', '', '', '', ''],
      ['L-2', 'Another title', '', '', 'NSCLC', '', '', '', ''],
      ['L-7', 'T', '', '', 'NSCLC', 'KRAS G12C OR EGFR L858R AND BRAF V600E', '', '', ''],
    ]
    const { pack, tally } = checked(await importFile(bytes(csv(bad)), FILE))
    expect(pack.trials?.map(({ id }) => id)).toEqual(['L-2'])
    expect(tally.refused.map(({ line, field }) => [line, field])).toEqual([
      [3, 'biomarker'],
      [4, 'disease'],
      [5, 'status'],
      [6, 'ecog to'],
      [7, 'trial'],
      [8, 'title'],
      [9, 'biomarker'],
    ])
    expect(tally.refused[0]?.reason).toContain('KRAS feels odd')
    expect(tally.unparsed.map(({ text }) => text)).toContain('KRAS feels odd')
  })

  it('a table without a needed column is no list of trials, and a row cut short is refused', async () => {
    await expect(importFile(bytes('trial,title\nL-1,T\n'), FILE)).rejects.toMatchObject({
      data: { code: 'bad-input', file: FILE },
    })
    const short = `${csv(ROWS)}\n"L-2","T","recruiting","","NSCLC","KRAS G12C"\n`
    const { tally } = checked(await importFile(bytes(short), FILE))
    expect(tally.refused).toEqual([
      { line: 4, field: '', reason: 'The row has 6 cells where the header has 9.' },
    ])
  })

  it('next month’s file of the same name takes its place', async () => {
    const of = async (fileName: string): Promise<string> =>
      (await importFile(bytes(csv(ROWS)), fileName)).pack.manifest.name
    expect(await of('lung trials 2026-11.csv')).toBe(await of('lung trials 2026-12 (1).xlsx'))
    expect(await of('lung trials.csv')).not.toBe(await of('bowel trials.csv'))
  })

  it('reads the shipped template and the demonstration’s list without a refusal', async () => {
    const template = await importFile(await readFile(`${resources}templates/trials.csv`), 'trials.csv')
    expect(template.tally.read).toBe(0)
    const demo = checked(await importFile(await readFile(`${resources}demo/trials.csv`), 'trials.csv'))
    expect(demo.tally.refused).toEqual([])
    expect(demo.pack.trials?.length).toBeGreaterThan(5)
    for (const { id, title, sponsor } of demo.pack.trials ?? []) {
      expect(`${id} ${title} ${sponsor ?? ''}`).toMatch(/invented/i)
      expect(id).not.toMatch(/NCT\d/)
    }
  })
})

describe('an export of ClinicalTrials.gov', () => {
  let result: Imported
  beforeAll(async () => {
    result = checked(await importFile(bytes(await fixture('invented-studies.json')), 'ctg-studies.json'))
  })

  it('takes interventional studies once and refuses the others with their number and reason', () => {
    expect(result.tally).toMatchObject({ read: 6, taken: 2, refusedCount: 4 })
    expect(result.tally.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'The study treats nobody: its type is observational.'],
      [4, 'Its age limits cannot be read.'],
      [5, expect.stringContaining('cannot be read')],
      [6, 'The study stands in the file already.'],
    ])
  })

  it('reads identity, status, phase, drugs, ages, sites, source and date', () => {
    expect(result.pack.trials?.[0]).toMatchObject({
      id: 'INVENTED-001',
      phase: '1/2',
      status: 'recruiting',
      sponsor: 'Invented sponsor',
      drugs: ['demo-drug-1', 'cetuximab'],
      contact: 'Invented office, 000 ext. 1, x@a.invalid',
      sites: [{ name: 'Invented hospital', city: 'Invented city', country: 'Nowhere', status: 'recruiting' }],
      source: {
        id: 'INVENTED-001',
        url: 'https://clinicaltrials.gov/study/INVENTED-001',
        date: '2026-10-01',
        retrieved: '2026-11-25',
      },
      lastUpdated: '2026-10-01',
    })
    const second = result.pack.trials?.[1]
    expect(second?.status).toBe('active, not recruiting')
    expect(second?.cohorts[0]).toMatchObject({ age: { minimum: 0.5, maximum: 17 }, sex: 'female' })
  })

  it('places conditions in OncoTree, in MeSH’s order of words too; what has no place is said', () => {
    const [first, second] = result.pack.trials ?? []
    expect(first?.cohorts[0]).toMatchObject({ disease: { tumorAgnostic: 'solid' }, diseaseUnread: [] })
    expect(second?.cohorts[0]?.diseaseUnread).toEqual(['Invented syndrome'])
    expect(second?.cohorts[0]?.disease).toMatchObject({ oncotree: expect.arrayContaining(['BRCA']) })
    expect(second?.cohorts[0]?.byHand).toContain('Disease as stated: Metastatic Breast Cancer')
  })

  it('reads biomarkers only from sentences that are plain, keeps the sentence, and marks them', () => {
    const [cohort] = result.pack.trials?.[0]?.cohorts ?? []
    expect(cohort?.readFrom).toBe('free text')
    expect(cohort?.inclusion).toEqual([
      {
        biomarker: { leaf: 'proteinChange', gene: 'KRAS', change: 'G12C' },
        text: 'Invented study of demo-drug-1 in KRAS G12C mutated solid tumors',
        readFrom: 'free text',
      },
    ])
    expect(cohort?.exclusion.map(({ text }) => text)).toEqual(['EGFR L858R'])
    expect(cohort?.byHand).toContain('ECOG performance status 0-1')
    expect(cohort?.byHand).toContain('Excluded: Prior treatment with a KRAS G12C inhibitor')
  })

  it('a study without an understood biomarker is kept, by disease only, and that is said', () => {
    expect(result.pack.trials?.[1]?.cohorts[0]?.inclusion).toEqual([])
    expect(result.tally.warnings).toEqual([expect.stringMatching(/^1 of 2 trials .* by disease only/)])
  })

  it('is recognised as one study, an array or an object of studies; other JSON is not', async () => {
    const { studies } = JSON.parse(await fixture('invented-studies.json')) as { studies: unknown[] }
    const taken = async (value: unknown, space = 0): Promise<unknown> => {
      const { format, tally } = await importFile(bytes(JSON.stringify(value, null, space)), 'x.json')
      return [format, tally.taken]
    }
    expect(await taken(studies[0])).toEqual(['ClinicalTrials.gov', 1])
    expect(await taken(studies.slice(0, 2))).toEqual(['ClinicalTrials.gov', 2])
    expect(await taken({ studies }, 1)).toEqual(['ClinicalTrials.gov', 2])
    await expect(taken({ studies: [] })).rejects.toThrow()
  })
})

describe('biomarkers in prose', () => {
  it.each([
    'No KRAS G12C mutation',
    'Patients without EGFR L858R',
    'EGFR wild-type',
    'Prior therapy for BRAF V600E disease',
    'Unknown ALK fusion status',
    'BRAF V600E, unless in colorectal cancer',
    'Adequate MET and KIT function',
    'CNS metastases that are stable; AST and ALT up to 2.5 x ULN',
    'Was tested for RET fusion',
  ])('finds nothing in: %s', (sentence) => {
    expect(findCriteria([sentence], importing)).toEqual([])
  })

  it.each([
    ['Documented BRAF V600E mutation', { leaf: 'proteinChange', gene: 'BRAF', change: 'V600E' }],
    ['Tumor with MET exon 14 skipping', { leaf: 'exonSkipping', gene: 'MET', exon: 14 }],
    ['RET fusion-positive', { leaf: 'fusion', gene: 'RET' }],
    ['dMMR', { leaf: 'mmr', is: 'deficient' }],
  ])('reads: %s', (sentence, biomarker) => {
    expect(findCriteria([sentence], importing)).toEqual([
      { biomarker, text: sentence, readFrom: 'free text' },
    ])
  })
})
