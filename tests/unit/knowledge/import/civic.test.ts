import { describe, expect, it } from 'vitest'
import { meaningOf } from '../../../../electron/knowledge/import/civic.ts'
import { civicStrength } from '../../../../electron/knowledge/import/levels/civic.ts'
import { importText, tsv } from './importing.ts'

/** An evidence item in the columns that CIViC publishes now. */
function item(change: Readonly<Record<string, string>>): Record<string, string> {
  return {
    molecular_profile: 'BRAF V600E',
    molecular_profile_id: '12',
    disease: 'Melanoma',
    doid: '1909',
    phenotypes: '',
    therapies: 'Vemurafenib',
    therapy_interaction_type: '',
    evidence_type: 'Predictive',
    evidence_direction: 'Supports',
    evidence_level: 'B',
    significance: 'Sensitivity/Response',
    evidence_statement: 'Invented for this test.',
    citation_id: '20979469',
    source_type: 'PubMed',
    asco_abstract_id: '',
    citation: 'Somebody et al., 2010, Journal',
    nct_ids: '',
    rating: '4',
    evidence_status: 'accepted',
    evidence_id: '1',
    variant_origin: 'Somatic',
    last_review_date: '2024-03-01 10:00:00 UTC',
    evidence_civic_url: 'https://civicdb.org/links/evidence_items/1',
    molecular_profile_civic_url: '',
    is_flagged: 'false',
    ...change,
  }
}

async function importItems(...changes: Readonly<Record<string, string>>[]) {
  return importText(
    tsv(changes.map((change, index) => item({ evidence_id: String(index + 1), ...change }))),
    'nightly-ClinicalEvidenceSummaries.tsv',
  )
}

async function refusal(change: Readonly<Record<string, string>>): Promise<string> {
  const { tally } = await importItems(change)
  expect(tally).toMatchObject({ read: 1, taken: 0, refusedCount: 1 })
  return tally.refused[0]?.reason ?? ''
}

describe('direction and significance of a CIViC item are read together', () => {
  it('does not turn "does not support sensitivity" into resistance, nor the reverse', async () => {
    expect(await refusal({ evidence_direction: 'Does Not Support' })).toMatch(/not the opposite/)
    expect(await refusal({ evidence_direction: 'Does Not Support', significance: 'Resistance' })).toMatch(
      /not the opposite/,
    )
  })

  it('keeps sensitivity, resistance and adverse response apart', () => {
    expect(meaningOf('Predictive', 'Supports', 'Sensitivity/Response')).toMatchObject({
      effect: 'sensitivity',
    })
    expect(meaningOf('Predictive', 'Supports', 'Resistance')).toMatchObject({ effect: 'resistance' })
    expect(meaningOf('Predictive', 'Supports', 'Adverse Response')).toMatchObject({ effect: 'toxicity' })
    for (const significance of ['Reduced Sensitivity', 'N/A', '']) {
      expect(meaningOf('Predictive', 'Supports', significance).ok).toBe(false)
    }
  })

  it('refuses what is not about treatment, diagnosis or outcome, and says why', async () => {
    expect(await refusal({ evidence_type: 'Predisposing', significance: 'Predisposition' })).toMatch(
      /risk of falling ill/,
    )
    expect(await refusal({ evidence_type: 'Oncogenic', significance: 'Oncogenicity' })).toMatch(
      /what the change does/,
    )
    expect(await refusal({ evidence_type: 'Diagnostic', significance: 'Negative' })).toMatch(
      /against a diagnosis/,
    )
  })

  it('uses accepted items only', async () => {
    expect(await refusal({ evidence_status: 'submitted' })).toMatch(/only accepted/)
    expect(await refusal({ is_flagged: 'true' })).toMatch(/flagged/)
  })
})

describe('a CIViC level stays as given, and its strength is cautious', () => {
  it('never makes a case series level A or B', () => {
    expect(civicStrength('C', 5)).toBe('D')
    expect(civicStrength('E', 5)).toBe('D')
    expect(civicStrength('A', 1)).toBe('A2')
    expect(civicStrength('B', 5)).toBe('B')
    expect(civicStrength('B', 2)).toBe('C')
    expect(civicStrength('B', null)).toBe('C')
  })

  it('shows level, stars and the source', async () => {
    const { pack } = await importItems({})
    expect(pack.assertions[0]).toMatchObject({
      id: 'eid1',
      effect: 'sensitivity',
      level: { scheme: 'CIViC', value: 'B' },
      strength: 'B',
      biomarker: { leaf: 'proteinChange', gene: 'BRAF', change: 'V600E' },
      disease: { oncotree: ['MEL'], except: [] },
      therapy: { drugs: ['vemurafenib'] },
      sources: [{ id: 'PMID:20979469', date: '2010', retrieved: '2026-11-25' }],
    })
    expect(pack.assertions[0]?.statement).toContain('4 of 5 stars')
    expect(pack.manifest).toMatchObject({ name: 'civic', version: '2024-03-01', retrieved: '2026-11-25' })
    expect(pack.manifest.licence).toContain('CC0')
  })
})

describe('drugs of a CIViC item', () => {
  it('gives a combination as one regimen and alternatives one each', async () => {
    const both = { therapies: 'Dabrafenib,Trametinib' }
    const { pack } = await importItems(
      { ...both, therapy_interaction_type: 'Combination' },
      { ...both, therapy_interaction_type: 'Substitutes' },
      { ...both, therapy_interaction_type: 'Sequential' },
    )
    expect(pack.assertions.map(({ therapy }) => therapy.drugs)).toEqual([
      ['dabrafenib', 'trametinib'],
      ['dabrafenib'],
      ['trametinib'],
      ['dabrafenib', 'trametinib'],
    ])
    expect(pack.assertions[3]?.conditions.join(' ')).toContain('one after the other')
  })

  it('keeps resistance to a combination with the combination', async () => {
    const both = {
      therapies: 'Cetuximab,Irinotecan',
      significance: 'Resistance',
      disease: 'Colorectal Cancer',
    }
    const { pack } = await importItems(
      { ...both, therapy_interaction_type: 'Combination' },
      { ...both, therapies: 'Cetuximab,Panitumumab', therapy_interaction_type: 'Substitutes' },
    )
    expect(pack.assertions[0]?.therapy).toMatchObject({ drugs: ['cetuximab', 'irinotecan'], together: true })
    expect(pack.assertions[1]?.therapy.drugs).toEqual(['cetuximab', 'panitumumab'])
    expect(pack.assertions[1]?.therapy.together).toBeUndefined()
  })

  it('does not guess how drugs belong together, unless nobody gives two of their class', async () => {
    expect(await refusal({ therapies: 'Cetuximab,Irinotecan', significance: 'Resistance' })).toMatch(
      /does not say whether/,
    )
    const { pack } = await importItems({
      therapies: 'Erlotinib,Gefitinib',
      disease: 'Lung Non-small Cell Carcinoma',
    })
    expect(pack.assertions.map(({ therapy }) => therapy.drugs)).toEqual([['erlotinib'], ['gefitinib']])
    expect(pack.assertions[0]?.conditions.join(' ')).toContain('read as alternatives')
  })
})

describe('molecular profiles', () => {
  const profileOf = async (molecular_profile: string) => {
    const { pack, tally } = await importItems({ molecular_profile })
    return pack.assertions[0]?.biomarker ?? tally.refused[0]?.reason
  }
  const change = (gene: string, text: string) => ({ leaf: 'proteinChange', gene, change: text })

  it('reads AND, OR, NOT and parentheses as an expression', async () => {
    expect(await profileOf('EGFR L858R AND EGFR T790M')).toEqual({
      all: [change('EGFR', 'L858R'), change('EGFR', 'T790M')],
    })
    expect(await profileOf('EGFR L858R AND NOT EGFR T790M')).toEqual({
      all: [change('EGFR', 'L858R'), { not: change('EGFR', 'T790M') }],
    })
    expect(await profileOf('BRAF V600E AND (EGFR L858R OR KRAS G12C)')).toEqual({
      all: [change('BRAF', 'V600E'), { any: [change('EGFR', 'L858R'), change('KRAS', 'G12C')] }],
    })
  })

  it('refuses an expression that can be read in two ways', async () => {
    expect(await profileOf('BRAF V600E AND EGFR L858R OR KRAS G12C')).toMatch(/without parentheses/)
    expect(await profileOf('BRAF V600E AND')).toMatch(/ends after/)
  })

  it('keeps the germline origin', async () => {
    const { pack } = await importItems({
      molecular_profile: 'BRCA1 Mutation',
      therapies: 'Olaparib',
      variant_origin: 'Rare Germline',
      disease: 'Ovarian Cancer',
    })
    expect(pack.assertions[0]?.biomarker).toMatchObject({ leaf: 'germlinePathogenic', gene: 'BRCA1' })
    expect(pack.assertions[0]?.conditions.join(' ')).toContain('Germline')
  })
})

describe('the first version of CIViC', () => {
  it('reads gene, variant, drugs and clinical_significance', async () => {
    const old = {
      gene: 'EGFR',
      variant: 'T790M',
      disease: 'Non-small Cell Lung Carcinoma',
      drugs: 'Erlotinib',
      evidence_type: 'Predictive',
      evidence_direction: 'Supports',
      evidence_level: 'B',
      clinical_significance: 'Resistance',
      evidence_statement: 'Invented for this test.',
      pubmed_id: '15737014',
      citation: 'Somebody et al., 2005, Journal',
      rating: '3',
      evidence_status: 'accepted',
      evidence_id: '238',
      variant_origin: 'Somatic Mutation',
    }
    const { pack } = await importText(tsv([old]), '01-Oct-2018-ClinicalEvidenceSummaries.tsv')
    expect(pack.manifest.version).toBe('2018-10-01')
    expect(pack.assertions[0]).toMatchObject({
      effect: 'resistance',
      biomarker: { leaf: 'proteinChange', gene: 'EGFR', change: 'T790M' },
      disease: { oncotree: ['NSCLC'] },
      therapy: { drugs: ['erlotinib'] },
    })
  })
})
