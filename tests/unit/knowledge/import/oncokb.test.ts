import { describe, expect, it } from 'vitest'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { findings, variant } from '../../interpret/builders.ts'
import { importTables, importText, tsv } from './importing.ts'

function row(level: string, cancerType = 'Melanoma'): Record<string, string> {
  return {
    Isoform: '',
    RefSeq: '',
    'Entrez Gene ID': '673',
    Gene: 'BRAF',
    Alteration: 'V600E',
    'Protein Change': 'V600E',
    'Cancer Type': cancerType,
    Level: level,
    'Drugs(s)': 'Vemurafenib, Dabrafenib + Trametinib',
    'PMIDs for drug': '22735384',
    'Abstracts for drug': '',
  }
}

const importRows = (...rows: Record<string, string>[]) =>
  importText(tsv(rows), 'allActionableVariants.txt', {
    licence: 'a contract invented for this test',
    version: '1',
  })

/** Tiers that a melanoma with BRAF V600E gets from an OncoKB row of this level. */
async function tiersOf(level: string, diagnosis = 'MEL') {
  const { pack } = await importRows(row(level))
  const { tree } = await importTables()
  const report = matchCase(findings([variant('BRAF', 'p.Val600Glu')], { diagnosis }), {
    packs: [pack],
    oncotree: tree,
  })
  return report.matches.map(({ ampTier }) => ampTier)
}

describe('OncoKB levels', () => {
  it('level 3B is derived from another indication and never reaches tier I', async () => {
    for (const level of ['3B', '2B', 'LEVEL_3B']) {
      const tiers = await tiersOf(level)
      expect(tiers.length).toBeGreaterThan(0)
      for (const tier of tiers) expect(tier).toBe('II-D')
    }
    const { pack } = await importRows(row('3B'))
    expect(pack.assertions[0]).toMatchObject({ level: { scheme: 'OncoKB', value: '3B' }, strength: 'D' })
    expect(pack.assertions[0]?.conditions.join(' ')).toContain('no tier I')
  })

  it('level 1 is tier I in its own disease only', async () => {
    expect(new Set(await tiersOf('1'))).toEqual(new Set(['I-A']))
    for (const tier of await tiersOf('1', 'COADREAD')) expect(tier).not.toMatch(/^I-/)
  })

  it('level 3A is tier II, R1 is resistance', async () => {
    expect(new Set(await tiersOf('3A'))).toEqual(new Set(['II-C']))
    const { pack } = await importRows(row('R1'))
    expect(pack.assertions.every(({ effect }) => effect === 'resistance')).toBe(true)
  })

  it('reads alternatives separated by commas and combinations joined by a plus sign', async () => {
    const { pack } = await importRows(row('1'))
    expect(pack.assertions.map(({ therapy }) => therapy.drugs)).toEqual([
      ['vemurafenib'],
      ['dabrafenib', 'trametinib'],
    ])
  })

  it('refuses an organ as cancer type, and an unknown level', async () => {
    const { tally } = await importRows(row('1'), row('1', 'Breast'), row('7'))
    expect(tally).toMatchObject({ read: 3, taken: 1, refusedCount: 2 })
    expect(tally.refused.map(({ reason }) => reason)).toEqual([
      '"Breast" is an organ, not a disease.',
      'OncoKB has no level "7".',
    ])
  })
})

describe("the website's table of associations", () => {
  const association = (change: Readonly<Record<string, string>>): Record<string, string> => ({
    Level: '1',
    Gene: 'BRAF',
    Alterations: 'V600E, V600K',
    'Cancer Types': 'Melanoma',
    'Drugs (for therapeutic implications only)': 'Dabrafenib + Trametinib',
    ...change,
  })
  it('reads several alterations, several cancer types and those excluded', async () => {
    const { pack, tally } = await importRows(
      association({}),
      association({ Alterations: 'V600E', 'Cancer Types': 'All Solid Tumors (excluding Colorectal Cancer)' }),
      association({ 'Cancer Types': 'Melanoma, Glioma, NOS' }),
      association({ Alterations: 'V600E, gibberish' }),
    )
    expect(pack.assertions[0]?.biomarker).toMatchObject({ any: [{ change: 'V600E' }, { change: 'V600K' }] })
    expect(pack.assertions[1]?.disease).toEqual({ tumorAgnostic: 'solid', except: ['COADREAD', 'CMC'] })
    expect(pack.assertions[2]?.disease).toMatchObject({ oncotree: ['MEL', 'GNOS'] })
    expect(tally).toMatchObject({ read: 4, taken: 3, refusedCount: 1 })
    expect(tally.unparsed[0]).toMatchObject({ text: 'gibberish', gene: 'BRAF' })
  })
})

describe('OncoKB needs a licence of its own', () => {
  it('imports nothing while none is stated', async () => {
    await expect(importText(tsv([row('1')]), 'allActionableVariants.txt')).rejects.toMatchObject({
      data: { code: 'needs-choice', field: 'licence', file: 'allActionableVariants.txt' },
    })
  })

  it('shows the stated licence in the pack', async () => {
    const { pack } = await importRows(row('1'))
    expect(pack.manifest.licence).toBe('a contract invented for this test')
  })
})

describe('the cancer gene list', () => {
  it('becomes roles of genes; a gene without a role is refused with what the list says', async () => {
    const gene = (name: string, type: string) => ({
      'Hugo Symbol': name,
      'Gene Type': type,
      'OncoKB Annotated': 'Yes',
    })
    const { pack, tally } = await importText(
      tsv([
        gene('BRAF', 'ONCOGENE'),
        gene('TP53', 'TSG'),
        gene('NOTCH1', 'ONCOGENE_AND_TSG'),
        gene('CSF1R', 'INSUFFICIENT_EVIDENCE'),
      ]),
      '20251008-oncoKBcancerGeneList.tsv',
      { licence: 'x' },
    )
    expect(pack.manifest.version).toBe('2025-10-08')
    expect(pack.geneRoles.map(({ gene: name, role }) => [name, role])).toEqual([
      ['BRAF', 'oncogene'],
      ['TP53', 'tumor suppressor'],
      ['NOTCH1', 'both'],
    ])
    expect(tally.refused[0]?.reason).toContain('INSUFFICIENT_EVIDENCE')
  })
})
