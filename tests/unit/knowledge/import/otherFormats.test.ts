import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { detectKnowledge } from '../../../../electron/knowledge/import/detect.ts'
import { readOncotreeRelease, vanishedCodes } from '../../../../electron/knowledge/import/oncotreeRelease.ts'
import { CaseboardError } from '../../../../shared/errors.ts'
import type { ErrorData } from '../../../../shared/errors.ts'
import { importTables, importText, RESOURCES, tsv } from './importing.ts'

async function errorOf(content: string | Uint8Array, fileName = 'file'): Promise<ErrorData> {
  try {
    await importText(content, fileName)
  } catch (error) {
    if (error instanceof CaseboardError) return error.data
    throw error
  }
  throw new Error('no error')
}

describe('Cancer Genome Interpreter', () => {
  const row = (change: Readonly<Record<string, string>>): Record<string, string> => ({
    Alteration: 'BRAF:V600E',
    'Alteration type': 'MUT',
    Association: 'Responsive',
    Biomarker: 'BRAF (V600E)',
    Drug: 'Vemurafenib',
    'Drug family': '[BRAF inhibitor]',
    'Drug full name': 'Vemurafenib (BRAF inhibitor)',
    'Drug status': '',
    'Evidence level': 'FDA guidelines',
    Gene: 'BRAF',
    'Metastatic Tumor Type': '',
    'Primary Tumor type': 'Cutaneous melanoma',
    Source: 'FDA;PMID:20979469',
    individual_mutation: 'BRAF:V600E',
    ...change,
  })
  const importRows = (...changes: Readonly<Record<string, string>>[]) =>
    importText(tsv(changes.map(row)), 'cgi_biomarkers_per_variant.tsv')
  const biomarkerOf = async (change: Readonly<Record<string, string>>) => {
    const { pack, tally } = await importRows(change)
    return pack.assertions[0]?.biomarker ?? tally.refused[0]?.reason
  }

  it('keeps its evidence level', async () => {
    const { pack } = await importRows({})
    expect(pack.assertions[0]).toMatchObject({
      effect: 'sensitivity',
      level: { scheme: 'CGI', value: 'FDA guidelines' },
      strength: 'A1',
      disease: { oncotree: ['SKCM'] },
      therapy: { drugs: ['vemurafenib'] },
      sources: [{ id: 'FDA' }, { id: 'PMID:20979469' }],
    })
  })

  it('reads its notation of alterations', async () => {
    expect(await biomarkerOf({ Alteration: 'KRAS:.', Biomarker: 'KRAS oncogenic mutation' })).toEqual({
      leaf: 'oncogenic',
      gene: 'KRAS',
    })
    expect(await biomarkerOf({ Alteration: 'ERBB2:amp', Biomarker: 'ERBB2 amplification' })).toEqual({
      leaf: 'copyNumber',
      gene: 'ERBB2',
      call: 'amplification',
    })
    expect(await biomarkerOf({ Alteration: 'BCR__ABL1', Biomarker: 'BCR-ABL1 fusion' })).toEqual({
      leaf: 'fusion',
      gene: 'BCR',
      partner: 'ABL1',
    })
    expect(
      await biomarkerOf({ Alteration: 'KIT:788-828,449-514', Biomarker: 'KIT mutation in exon 9 or 17' }),
    ).toMatchObject({
      any: [
        { leaf: 'region', codons: [788, 828] },
        { leaf: 'region', codons: [449, 514] },
      ],
    })
    expect(await biomarkerOf({ Alteration: 'BRAF:V600.', Biomarker: 'BRAF (V600)' })).toMatchObject({
      leaf: 'codon',
      codon: 600,
    })
    expect(
      await biomarkerOf({
        Alteration: 'EGFR::consequence::inframe_deletion:729-761',
        Biomarker: 'EGFR inframe deletion (729-761)',
      }),
    ).toEqual({
      leaf: 'variantType',
      gene: 'EGFR',
      is: 'in-frame deletion',
      codons: [729, 761],
    })
    expect(
      await biomarkerOf({ Alteration: 'BRAF:V600E;PTEN:del', Biomarker: 'BRAF (V600E) + PTEN deletion' }),
    ).toMatchObject({
      all: [{ leaf: 'proteinChange' }, { leaf: 'copyNumber', gene: 'PTEN' }],
    })
    expect(await biomarkerOf({ Alteration: 'BRAF:V600E;PTEN:del', Biomarker: 'BRAF (V600E)' })).toMatch(
      /needed together/,
    )
  })

  it('does not read "no responsive" as resistance', async () => {
    const { tally } = await importRows({ Association: 'No Responsive' })
    expect(tally).toMatchObject({ taken: 0, refusedCount: 1 })
  })

  it('makes one entry of the rows of one biomarker, and counts each', async () => {
    const { pack, tally } = await importRows(
      { Alteration: 'KRAS:.', Biomarker: 'KRAS oncogenic mutation', individual_mutation: 'KRAS:G12C' },
      { Alteration: 'KRAS:.', Biomarker: 'KRAS oncogenic mutation', individual_mutation: 'KRAS:G12D' },
    )
    expect(pack.assertions).toHaveLength(1)
    expect(tally).toMatchObject({ read: 2, taken: 2, refusedCount: 0 })
  })
})

describe('Molecular Oncology Almanac', () => {
  const entry = (change: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
    feature_type: 'Somatic Variant',
    gene: 'BRAF',
    protein_change: 'p.V600E',
    variant_annotation: 'Missense',
    exon: 15,
    disease: 'Melanoma',
    context: 'Metastatic',
    oncotree_code: 'MEL',
    therapy_name: 'Dabrafenib + Trametinib',
    therapy_sensitivity: 1,
    therapy_resistance: '',
    favorable_prognosis: '',
    predictive_implication: 'FDA-Approved',
    description: 'Invented for this test.',
    citation: 'A citation.',
    pmid: 1,
    assertion_id: 7,
    feature_display: 'BRAF p.V600E (Missense)',
    ...change,
  })
  const importEntry = (change: Readonly<Record<string, unknown>>) =>
    importText(
      JSON.stringify({ release: '2025-02-07', version: '1.3.0', content: [entry(change)] }, null, 1),
      'almanac.json',
    )

  it('keeps the implication, the context and the release', async () => {
    const { pack } = await importEntry({})
    expect(pack.manifest.version).toBe('1.3.0 of 2025-02-07')
    expect(pack.assertions[0]).toMatchObject({
      effect: 'sensitivity',
      level: { scheme: 'MOAlmanac', value: 'FDA-Approved' },
      strength: 'A1',
      therapy: { drugs: ['dabrafenib', 'trametinib'] },
      conditions: ['Metastatic.'],
    })
  })

  it('does not read "no sensitivity" as resistance', async () => {
    const { tally } = await importEntry({ therapy_sensitivity: 0 })
    expect(tally.refused[0]?.reason).toMatch(/no resistance/)
  })

  it('says how exact a row is: a gene without a change matches only oncogenic changes', async () => {
    const { pack } = await importEntry({ protein_change: '', variant_annotation: '', exon: '' })
    expect(pack.assertions[0]?.biomarker).toEqual({ leaf: 'oncogenic', gene: 'BRAF' })
    expect(pack.assertions[0]?.conditions.join(' ')).toContain('gene without a change')
  })

  it('lists what cannot be matched for a curator', async () => {
    const { tally } = await importEntry({ feature_type: 'Mutational Signature', feature_display: 'SBS3' })
    expect(tally.unparsed).toEqual([
      expect.objectContaining({
        text: 'SBS3',
        rows: 1,
        reason: expect.stringContaining('signature') as string,
      }),
    ])
  })
})

describe('moalmanac-db', () => {
  const variantOf = (protein: string, present: boolean) => ({
    name: `KIT ${protein}`,
    genes: [{ name: 'KIT' }],
    extensions: [
      { name: 'biomarker_type', value: 'Somatic Variant' },
      { name: 'protein_change', value: protein },
      { name: '_present', value: present },
    ],
  })
  it('joins biomarkers by AND, and reads an absent one as NOT', async () => {
    const statement = {
      id: 1,
      description: 'Invented for this test.',
      direction: 'supports',
      strength: { name: 'Approval' },
      proposition: {
        predicate: 'predictSensitivityTo',
        biomarkers: [variantOf('p.V560D', true), variantOf('p.D816V', false)],
        conditionQualifier: {
          name: 'Gastrointestinal Stromal Tumor',
          primaryCoding: { code: 'GIST', system: 'https://oncotree.mskcc.org' },
        },
        objectTherapeutic: { name: 'Imatinib' },
      },
    }
    const { pack } = await importText(`${JSON.stringify(statement)}\n`, 'statements.jsonl')
    expect(pack.assertions[0]?.biomarker).toEqual({
      all: [
        { leaf: 'proteinChange', gene: 'KIT', change: 'V560D' },
        { not: { leaf: 'proteinChange', gene: 'KIT', change: 'D816V' } },
      ],
    })
  })
})

describe('the spreadsheet of a department', () => {
  const csv = readFileSync(join(RESOURCES, 'templates/knowledge-spreadsheet.csv'), 'utf8')

  it('ships templates in both forms that say the same', async () => {
    const xlsx = readFileSync(join(RESOURCES, 'templates/knowledge-spreadsheet.xlsx'))
    const [fromCsv, fromXlsx] = [await importText(csv, 'rules.csv'), await importText(xlsx, 'rules.xlsx')]
    expect(fromXlsx.pack.assertions).toEqual(fromCsv.pack.assertions)
    expect(fromCsv.tally).toMatchObject({ read: 2, taken: 2, refusedCount: 0 })
    expect(fromCsv.pack.manifest).toMatchObject({ name: 'own-rules', licence: 'For use inside our hospital' })
    expect(fromCsv.pack.assertions[0]).toMatchObject({
      therapy: { drugs: ['dabrafenib', 'trametinib'] },
      level: { scheme: 'FDA', value: 'approved' },
    })
  })

  it('reads semicolons as well, as spreadsheet programs of some countries write', async () => {
    const german = csv.split('\n').slice(0, 7).join('\n').replaceAll(',', ';')
    const { tally } = await importText(
      `${german}\nr1;KRAS G12C;Lung;sensitivity;sotorasib;;;;A1;;;;A statement of ours.;PMID:1;;;\n`,
      'rules.csv',
    )
    expect(tally.refused).toEqual([
      { line: 8, field: 'disease', reason: '"Lung" is an organ, not a disease.' },
    ])
  })

  it('names file, line, field and remedy of a head that does not hold', async () => {
    expect(
      await errorOf(csv.replace('#licence,For use inside our hospital\n', ''), 'rules.csv'),
    ).toMatchObject({
      code: 'bad-input',
      file: 'rules.csv',
      field: '#licence',
      remedy: expect.stringContaining('template') as string,
    })
    expect(await errorOf(csv.replace(',strength,', ',force,'), 'rules.csv')).toMatchObject({
      field: 'strength',
      line: 7,
    })
  })

  it('refuses a row with its line and field', async () => {
    const { tally } = await importText(
      csv.replace(',A1,', ',Z9,').replace('KRAS G12D OR KRAS G12V', 'KRAS gibberish'),
      'rules.csv',
    )
    expect(tally.refused).toEqual([
      { line: 8, field: 'strength', reason: '"Z9" is none of: A1, A2, B, C, D.' },
      expect.objectContaining({ line: 9, field: 'alteration' }),
    ])
    expect(tally.unparsed[0]).toMatchObject({ text: 'gibberish', gene: 'KRAS' })
  })
})

describe('files that are not what they should be', () => {
  it('names the line where JSON lines break off', async () => {
    expect(await errorOf('{"id": 1}\n{"id": 2', 'statements.jsonl')).toMatchObject({
      line: 2,
      file: 'statements.jsonl',
    })
  })

  it('says what a cut-off document lacks', async () => {
    expect(await errorOf('{"release": "x", "content": [\n{"feature_type": ', 'almanac.json')).toMatchObject({
      code: 'bad-input',
      file: 'almanac.json',
    })
  })

  it('refuses a table whose last line is cut short, and a broken gzip', async () => {
    const table =
      'gene\tvariant\tdisease\tevidence_type\tevidence_direction\tevidence_level\nEGFR\tL858R\tLung'
    expect(await errorOf(table, 'civic.tsv')).toMatchObject({
      line: 2,
      message: expect.stringContaining('cut short') as string,
    })
    expect(await errorOf(new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2]), 'civic.tsv.gz')).toMatchObject({
      code: 'bad-input',
    })
  })

  it('names a column that is missing', async () => {
    const table = 'gene\tvariant\tevidence_type\tevidence_direction\tevidence_level\nA\tB\tC\tD\tE\n'
    expect(await errorOf(table, 'civic.tsv')).toMatchObject({ line: 1, field: 'disease' })
  })

  it('says what can be read instead', async () => {
    expect((await errorOf('a\tb\n1\t2\n', 'x.tsv')).remedy).toContain('CIViC')
    expect((await errorOf(new Uint8Array([1, 0, 2, 0]), 'x.bin')).message).toContain('not text')
    expect((await errorOf('', 'empty')).message).toContain('empty')
  })

  it('refuses a row that has not as many cells as the header, and reads the others', async () => {
    const { tally } = await importText(
      'gene\tvariant\tdisease\tdrugs\tevidence_type\tevidence_direction\tevidence_level\tclinical_significance\tpubmed_id\nEGFR\tL858R\n',
      'civic.tsv',
    )
    expect(tally.refused[0]).toMatchObject({ line: 2, reason: 'The row has 2 cells where the header has 9.' })
  })
})

describe('an OncoTree release', () => {
  it('tells which used codes are gone', async () => {
    const { tree } = await importTables()
    const types = [...tree.nodes.values()].filter(({ code }) => code !== 'LUAD')
    const file = await detectKnowledge(
      new TextEncoder().encode(JSON.stringify({ types })),
      'oncotree_2030_01_01.json',
    )
    if (file.format !== 'OncoTree release') throw new Error(file.format)
    const release = readOncotreeRelease(file.value, 'oncotree_2030_01_01.json', null)
    expect(release.body.version).toBe('oncotree_2030_01_01')
    expect(
      vanishedCodes(tree, release.tree, {
        cases: [
          { pseudonym: 'P-1', diagnosis: 'LUAD' },
          { pseudonym: 'P-2', diagnosis: 'MEL' },
        ],
        packs: [{ name: 'pack', codes: ['LUAD', 'LUAD', 'MEL'] }],
      }),
    ).toEqual([
      { code: 'LUAD', name: 'Lung Adenocarcinoma', cases: ['P-1'], packs: [{ name: 'pack', entries: 2 }] },
    ])
  })

  it('refuses a tree that hangs on nothing, is cut out or says no version', async () => {
    const { tree } = await importTables()
    const types = [...tree.nodes.values()]
    const read = (value: unknown, name = 'oncotree_2030_01_01.json') => readOncotreeRelease(value, name, null)
    expect(() => read({ types: types.slice(0, 20).filter(({ parent }) => parent === null) })).toThrow(/nodes/)
    expect(() => read({ types: types.filter(({ code }) => code !== 'NSCLC') })).toThrow(/hangs on NSCLC/)
    expect(() => read({ types }, 'tree.json')).toThrow(/which release/)
    expect(() => read({ types: [...types, types[0]] })).toThrow(/listed twice/)
  })
})
