import { describe, expect, it } from 'vitest'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import type { Assertion, Biomarker, EvidenceStrength } from '../../../../shared/knowledge.ts'
import type { Match, MatchReport } from '../../../../shared/match.ts'
import { matchReportSchema } from '../../../../shared/match.ts'
import type { Alteration, SmallVariant } from '../../../../shared/model.ts'
import {
  assertion,
  copyNumber,
  expression,
  findings,
  fusion,
  knowledge,
  panel,
  report,
  seeded,
  shuffled,
  signature,
  variant,
} from '../builders.ts'

const change = (gene: string, text: string): Biomarker => ({ leaf: 'proteinChange', gene, change: text })
const colorectal = { oncotree: ['COADREAD'], except: [] }
const melanoma = { oncotree: ['MEL'], except: [] }
const V600E = change('BRAF', 'V600E')

function run(
  alterations: Alteration[],
  assertions: Assertion[],
  more: Parameters<typeof findings>[1] = {},
): MatchReport {
  return matchReportSchema.parse(matchCase(findings(alterations, more), knowledge(assertions)))
}
const find = (result: MatchReport, id: string): Match | undefined =>
  result.matches.find(({ assertionId }) => assertionId === id)

describe('BRAF V600E in colorectal cancer', () => {
  const assertions = [
    assertion({
      id: 'doublet-crc',
      biomarker: V600E,
      drugs: ['encorafenib', 'cetuximab'],
      disease: colorectal,
    }),
    assertion({ id: 'mono-mel', biomarker: V600E, drugs: ['vemurafenib'], disease: melanoma }),
    assertion({
      id: 'doublet-mel',
      biomarker: V600E,
      drugs: ['encorafenib', 'binimetinib'],
      disease: melanoma,
    }),
    assertion({
      id: 'agnostic',
      biomarker: V600E,
      drugs: ['dabrafenib', 'trametinib'],
      disease: { tumorAgnostic: 'solid', except: ['COADREAD'] },
    }),
    assertion({
      id: 'crc-resists-braf-inhibitors',
      biomarker: V600E,
      effect: 'resistance',
      strength: 'B',
      drugs: ['vemurafenib', 'encorafenib'],
      exceptInCombinationWith: ['cetuximab', 'panitumumab'],
      disease: colorectal,
    }),
    assertion({
      id: 'crc-resists-egfr-antibodies',
      biomarker: V600E,
      effect: 'resistance',
      strength: 'B',
      drugs: ['cetuximab', 'panitumumab'],
      exceptInCombinationWith: ['encorafenib'],
      disease: colorectal,
    }),
  ]
  const colon = run([variant('BRAF', 'p.Val600Glu')], assertions, { diagnosis: 'COAD' })

  it('offers the doublet at tier I-A, unresisted', () => {
    expect(find(colon, 'doublet-crc')).toMatchObject({
      status: 'matched',
      diseaseMatch: 'descendant',
      ampTier: 'I-A',
      resistedBy: [],
      alterations: ['BRAF V600E (VAF 34%, T1)'],
    })
    expect(colon.matches[0]?.assertionId).toBe('doublet-crc')
  })

  it('does not borrow the melanoma regimens, and says so', () => {
    expect(find(colon, 'mono-mel')).toBeUndefined()
    expect(find(colon, 'doublet-mel')).toBeUndefined()
    expect(find(colon, 'agnostic')).toBeUndefined()
    expect(colon.notBorrowed).toHaveLength(1)
    expect(colon.notBorrowed[0]).toContain('Not listed for BRAF V600E')
    for (const regimen of ['vemurafenib', 'encorafenib + binimetinib', 'dabrafenib + trametinib']) {
      expect(colon.notBorrowed[0]).toContain(regimen)
    }
  })

  it('offers vemurafenib alone in melanoma, without the colorectal resistance', () => {
    const result = run([variant('BRAF', 'p.Val600Glu')], assertions, { diagnosis: 'MEL' })
    expect(find(result, 'mono-mel')).toMatchObject({ ampTier: 'I-A', resistedBy: [] })
    expect(find(result, 'crc-resists-braf-inhibitors')).toBeUndefined()
    expect(find(result, 'agnostic')).toMatchObject({ diseaseMatch: 'tumor-agnostic', ampTier: 'I-A' })
    expect(find(result, 'doublet-crc'), 'melanoma has advice of its own').toBeUndefined()
  })
})

describe('resistance belongs to a regimen', () => {
  const G12C = change('KRAS', 'G12C')
  const assertions = [
    assertion({
      id: 'adagrasib-cetuximab',
      biomarker: G12C,
      drugs: ['adagrasib', 'cetuximab'],
      disease: colorectal,
    }),
    assertion({ id: 'cetuximab-braf', biomarker: V600E, drugs: ['cetuximab'], disease: colorectal }),
    assertion({
      id: 'kras-resists',
      biomarker: { leaf: 'codon', gene: 'KRAS', codon: 12, except: [] },
      effect: 'resistance',
      strength: 'A1',
      drugs: ['cetuximab', 'panitumumab'],
      exceptInCombinationWith: ['adagrasib', 'sotorasib'],
      disease: colorectal,
    }),
  ]
  const result = run([variant('KRAS', 'p.Gly12Cys'), variant('BRAF', 'p.Val600Glu')], assertions, {
    diagnosis: 'COAD',
  })

  it('reads evidence on a part of a combination against it only where another finding or stronger evidence speaks', () => {
    const doublet = assertion({
      id: 'doublet',
      biomarker: change('BRAF', 'V600E'),
      drugs: ['encorafenib', 'cetuximab'],
      strength: 'B',
      disease: colorectal,
    })
    // As sources state it: one drug, no word of combinations.
    const resistsCetuximab = (id: string, biomarker: Assertion['biomarker'], strength: EvidenceStrength) =>
      assertion({ id, biomarker, effect: 'resistance', strength, drugs: ['cetuximab'], disease: colorectal })
    const met = (...found: SmallVariant[]): string[] | undefined =>
      find(
        run(
          found,
          [
            doublet,
            resistsCetuximab('weaker', change('BRAF', 'V600E'), 'D'),
            resistsCetuximab('stronger', change('BRAF', 'V600E'), 'A2'),
            resistsCetuximab('other-finding', change('KRAS', 'G12D'), 'D'),
          ],
          { diagnosis: 'COAD' },
        ),
        'doublet',
      )?.resistedBy.map(({ assertionId }) => assertionId)
    expect(met(variant('BRAF', 'p.Val600Glu'))).toEqual(['stronger'])
    expect(met(variant('BRAF', 'p.Val600Glu'), variant('KRAS', 'p.Gly12Asp'))).toEqual([
      'other-finding',
      'stronger',
    ])
  })

  it('leaves KRAS G12C with adagrasib and cetuximab unresisted', () => {
    expect(find(result, 'adagrasib-cetuximab')?.resistedBy).toEqual([])
  })

  it('shows cetuximab alone together with what resists it', () => {
    expect(find(result, 'cetuximab-braf')?.resistedBy).toEqual([
      expect.objectContaining({ assertionId: 'kras-resists', alterations: ['KRAS G12C (VAF 34%, T1)'] }),
    ])
    expect(find(result, 'kras-resists')).toMatchObject({ effect: 'resistance', ampTier: 'I-A' })
  })
})

describe('EGFR: T790M and C797S change what is offered', () => {
  const L858R = change('EGFR', 'L858R')
  const assertions = [
    assertion({ id: 'erlotinib', biomarker: L858R, drugs: ['erlotinib'] }),
    assertion({ id: 'osimertinib', biomarker: L858R, drugs: ['osimertinib'] }),
    assertion({ id: 'osimertinib-t790m', biomarker: change('EGFR', 'T790M'), drugs: ['osimertinib'] }),
    assertion({
      id: 't790m-resists',
      biomarker: change('EGFR', 'T790M'),
      effect: 'resistance',
      drugs: ['erlotinib', 'gefitinib'],
    }),
    assertion({
      id: 'c797s-resists',
      biomarker: change('EGFR', 'C797S'),
      effect: 'resistance',
      strength: 'C',
      drugs: ['osimertinib'],
    }),
  ]
  const l858r = variant('EGFR', 'p.Leu858Arg', { pos: 1 })
  const t790m = variant('EGFR', 'p.Thr790Met', { pos: 2 })
  const c797s = variant('EGFR', 'p.Cys797Ser', { pos: 3 })
  const resisted = (result: MatchReport, id: string) =>
    find(result, id)?.resistedBy.map((entry) => entry.assertionId)

  it('offers both drugs for L858R alone', () => {
    const result = run([l858r], assertions)
    expect(resisted(result, 'erlotinib')).toEqual([])
    expect(resisted(result, 'osimertinib')).toEqual([])
  })

  it('turns to osimertinib with T790M: erlotinib stays listed with its resistance, behind it', () => {
    const result = run([l858r, t790m], assertions)
    expect(resisted(result, 'erlotinib')).toEqual(['t790m-resists'])
    expect(resisted(result, 'osimertinib')).toEqual([])
    expect(find(result, 'osimertinib-t790m')?.ampTier).toBe('I-A')
    const order = result.matches.map(({ assertionId }) => assertionId)
    expect(order.indexOf('osimertinib')).toBeLessThan(order.indexOf('erlotinib'))
  })

  it('shows osimertinib resisted with C797S and asks for the phase', () => {
    const result = run([l858r, t790m, c797s], assertions)
    expect(resisted(result, 'osimertinib')).toEqual(['c797s-resists'])
    expect(result.warnings.join()).toContain('cis/trans phase unknown: read both in the genome view')
  })

  it.each([
    ['0|1', '0|1', 'in cis'],
    ['0|1', '1|0', 'in trans'],
    ['0/1', '0/1', 'phase unknown'],
  ])('reads the phase %s and %s: %s', (first, second, words) => {
    const result = run(
      [
        { ...t790m, phase: `55:${first}` },
        { ...c797s, phase: `55:${second}` },
      ],
      assertions,
    )
    expect(result.warnings.join()).toContain(words)
  })
})

describe('wild type and missing tests', () => {
  const wildType: Biomarker = { leaf: 'wildType', gene: 'KRAS', codons: [[12, 13]] }
  const assertions = [
    assertion({
      id: 'cetuximab-wt',
      biomarker: wildType,
      drugs: ['cetuximab'],
      disease: colorectal,
      strength: 'A1',
    }),
    assertion({
      id: 'ntrk',
      biomarker: { leaf: 'fusion', gene: 'NTRK1' },
      drugs: ['larotrectinib'],
      strength: 'C',
      disease: colorectal,
    }),
    assertion({ id: 'lung-only', biomarker: { leaf: 'fusion', gene: 'ALK' }, drugs: ['alectinib'] }),
  ]

  it('keeps KRAS wild type open without a described assay and names the test', () => {
    const result = run([], assertions, { diagnosis: 'COAD' })
    expect(find(result, 'cetuximab-wt')).toMatchObject({
      status: 'not assessed',
      ampTier: null,
      alterations: [],
    })
    expect(result.missingTests).toEqual([
      { test: 'KRAS mutation test', drugs: ['cetuximab'], assertionIds: ['cetuximab-wt'] },
      { test: 'NTRK1 fusion', drugs: ['larotrectinib'], assertionIds: ['ntrk'] },
    ])
    expect(find(result, 'lung-only'), 'open assertions of other diseases are not listed').toBeUndefined()
  })

  it('matches when the assay covers it, and is not borrowed by another tumor type', () => {
    const reports = [report({ assay: panel(['KRAS', 'NTRK1', 'ALK']) })]
    const colon = run([], assertions, { diagnosis: 'COAD', reports })
    expect(find(colon, 'cetuximab-wt')).toMatchObject({ status: 'matched', ampTier: 'I-A' })
    expect(colon.missingTests).toEqual([])
    expect(run([], assertions, { diagnosis: 'LUAD', reports }).matches).toEqual([])
  })
})

describe('unresolved tumor type', () => {
  const assertions = [
    assertion({
      id: 'her2',
      biomarker: { leaf: 'copyNumber', gene: 'ERBB2', call: 'amplification' },
      drugs: ['trastuzumab'],
      disease: { oncotree: ['BRCA'], except: [] },
    }),
    assertion({
      id: 'msi',
      biomarker: { leaf: 'msi', is: 'MSI-H' },
      drugs: ['pembrolizumab'],
      disease: { tumorAgnostic: 'solid', except: [] },
    }),
  ]
  const alterations = [copyNumber('ERBB2', 'amplification'), signature('MSI', { category: 'MSI-H' })]

  it.each([null, 'BREAST', 'XYZ'])('%s blocks tier I and is said', (diagnosis) => {
    const result = run(alterations, assertions, { diagnosis })
    expect(result.diagnosisResolved).toBe(false)
    expect(result.matches.map(({ ampTier }) => ampTier)).toEqual(['II-C', 'II-C'])
    expect(result.warnings[0]).toContain('Tier I is not given')
  })

  it('gives tier I once the tissue became a disease', () => {
    const result = run(alterations, assertions, { diagnosis: 'IDC' })
    expect(result.diagnosisResolved).toBe(true)
    expect(result.matches.map(({ ampTier }) => ampTier)).toEqual(['I-A', 'I-A'])
  })
})

describe('warnings', () => {
  const brafAssertions = [
    assertion({ id: 'v600e', biomarker: V600E, drugs: ['dabrafenib'] }),
    assertion({ id: 'v600k', biomarker: change('BRAF', 'V600K'), drugs: ['dabrafenib'] }),
  ]
  const first = variant('BRAF', 'p.Val600Met', { pos: 140753337, ref: 'C', alt: 'T' })
  const second = variant('BRAF', 'p.Val600Glu', { pos: 140753336, ref: 'A', alt: 'T' })

  it('flags two single-base calls in one codon, in the case and at the match', () => {
    const result = run([first, second], brafAssertions)
    expect(result.warnings).toEqual([
      'BRAF V600E and BRAF V600M: two changes in one codon: amino-acid change may be wrong; check in the genome view.',
    ])
    expect(find(result, 'v600e')?.because[0]?.explanation).toContain('Two changes in one codon')
  })

  it('stays quiet where they lie on different copies or in different reports', () => {
    const apart = run(
      [
        { ...first, phase: '9:0|1' },
        { ...second, phase: '9:1|0' },
      ],
      brafAssertions,
    )
    expect(apart.warnings).toEqual([])
    const reports = [report(), report({ id: 2, specimen: 'T2' })]
    expect(run([first, { ...second, reportId: 2 }], brafAssertions, { reports }).warnings).toEqual([])
  })

  const brca = variant('BRCA2', 'p.Ser1982fs', { origin: 'unknown', vaf: 0.5, ref: 'CT', alt: 'C' })

  it('sends a possible germline finding of a tumor-only test to blood, without calling it germline', () => {
    const [warning] = run([brca], []).warnings
    expect(warning).toContain('possible germline: confirm in blood, refer to genetic counselling')
  })

  it.each([
    ['known somatic', { ...brca, origin: 'somatic' as const }, {}],
    ['low VAF', { ...brca, vaf: 0.19 }, {}],
    ['a base change below 30%', { ...brca, ref: 'A', alt: 'T', hgvsP: 'p.Arg2336Ter', vaf: 0.29 }, {}],
    ['a matched normal', brca, { reports: [report({ normalSample: 'N' })] }],
    ['plasma', brca, { reports: [report({ specimenKind: 'plasma' })] }],
    ['another gene', { ...brca, gene: 'TP53' }, {}],
    ['a variant of unknown significance', { ...brca, hgvsP: 'p.Asn372His', ref: 'A', alt: 'T' }, {}],
  ])('does not raise it for %s', (_, alteration, more) => {
    expect(run([alteration], [], more).warnings).toEqual([])
  })
})

describe('borrowed and own advice', () => {
  it('lists an approval of another tumor type at tier II-C where the own disease is silent', () => {
    const elsewhere = assertion({
      id: 'elsewhere',
      biomarker: V600E,
      drugs: ['dabrafenib'],
      disease: melanoma,
    })
    const result = run([variant('BRAF', 'p.Val600Glu')], [elsewhere])
    expect(find(result, 'elsewhere')).toMatchObject({ diseaseMatch: 'other', ampTier: 'II-C' })
    expect(result.notBorrowed).toEqual([])
  })

  it('does not repeat from another disease what the own disease says', () => {
    const assertions = [
      assertion({ id: 'own', biomarker: V600E, drugs: ['dabrafenib', 'trametinib'] }),
      assertion({
        id: 'elsewhere',
        biomarker: V600E,
        drugs: ['trametinib', 'dabrafenib'],
        disease: melanoma,
      }),
      assertion({ id: 'weak', biomarker: V600E, drugs: ['trametinib'], disease: melanoma, strength: 'C' }),
    ]
    expect(
      run([variant('BRAF', 'p.Val600Glu')], assertions).matches.map(({ assertionId }) => assertionId),
    ).toEqual(['own'])
  })

  it('keeps an approval for a subtype of the diagnosis, and asks for the more exact diagnosis', () => {
    const assertions = [
      assertion({ id: 'own', biomarker: V600E, drugs: ['dabrafenib', 'trametinib'] }),
      assertion({
        id: 'subtype',
        biomarker: V600E,
        drugs: ['encorafenib', 'binimetinib'],
        disease: { oncotree: ['LUAD'], except: [] },
      }),
    ]
    const result = run([variant('BRAF', 'p.Val600Glu')], assertions, { diagnosis: 'NSCLC' })
    expect(find(result, 'subtype')).toMatchObject({ diseaseMatch: 'other', ampTier: 'II-C' })
    expect(find(result, 'subtype')?.ampReason).toContain('a more exact one may raise the tier')
  })

  it('shows a borrowed therapy with the resistance known where it comes from', () => {
    const assertions = [
      assertion({ id: 'erlotinib', biomarker: change('EGFR', 'L858R'), drugs: ['erlotinib'] }),
      assertion({
        id: 't790m',
        biomarker: change('EGFR', 'T790M'),
        effect: 'resistance',
        drugs: ['erlotinib'],
      }),
    ]
    const result = run(
      [variant('EGFR', 'p.Leu858Arg'), variant('EGFR', 'p.Thr790Met', { pos: 9 })],
      assertions,
      { diagnosis: 'MEL' },
    )
    expect(result.matches.map(({ assertionId }) => assertionId)).toEqual(['erlotinib'])
    expect(result.matches[0]?.resistedBy[0]?.text).toContain('reported in Non-Small Cell Lung Cancer (NSCLC)')
  })
})

describe('the report as a whole', () => {
  const alterations: Alteration[] = [
    variant('EGFR', 'p.Leu858Arg', { id: 1, pos: 1 }),
    variant('EGFR', 'p.Thr790Met', { id: 2, pos: 2, reportId: 2 }),
    variant('EGFR', 'p.Leu858Arg', { id: 3, pos: 1, reportId: 2, vaf: 0.02 }),
    variant('BRAF', 'p.Val600Glu', { id: 4, pos: 4 }),
    variant('BRAF', 'p.Val600Met', { id: 5, pos: 5 }),
    variant('KRAS', 'p.Gly12Cys', { id: 6, filter: 'LowQual' }),
    copyNumber('MET', 'amplification', { id: 7 }),
    fusion('EML4', 'ALK', { id: 8 }),
    signature('MSI', { id: 9, category: 'MSI-H' }),
    signature('MSI', { id: 10, category: 'MSS', reportId: 2 }),
    expression('PD-L1', { id: 11, score: 'TPS', value: 60 }),
  ]
  const assertions = [
    assertion({ id: 'a', biomarker: change('EGFR', 'L858R'), drugs: ['osimertinib'] }),
    assertion({ id: 'b', biomarker: change('EGFR', 'T790M'), drugs: ['erlotinib'], effect: 'resistance' }),
    assertion({ id: 'c', biomarker: { any: [V600E, change('BRAF', 'V600K')] }, drugs: ['dabrafenib'] }),
    assertion({ id: 'd', biomarker: { leaf: 'wildType', gene: 'KRAS' }, drugs: ['cetuximab'] }),
    assertion({ id: 'e', biomarker: { leaf: 'fusion', gene: 'ALK' }, drugs: ['alectinib'] }),
    assertion({
      id: 'f',
      biomarker: { all: [{ leaf: 'msi', is: 'MSI-H' }, { not: change('KRAS', 'G12D') }] },
      drugs: ['pembrolizumab'],
    }),
    assertion({
      id: 'g',
      biomarker: { leaf: 'expression', marker: 'PD-L1', score: 'TPS', atLeast: 50 },
      drugs: ['pembrolizumab'],
    }),
    assertion({
      id: 'h',
      biomarker: { leaf: 'lossOfFunction', gene: 'BRCA2' },
      drugs: ['olaparib'],
      disease: { tumorAgnostic: 'solid', except: [] },
    }),
  ]
  const reports = [
    report({ assay: panel(['EGFR', 'BRAF', 'KRAS', 'ALK', 'MET']) }),
    report({ id: 2, specimen: 'plasma 1', specimenKind: 'plasma', assay: panel(['EGFR']) }),
  ]

  it('does not depend on the order of alterations, reports or assertions', () => {
    const random = seeded(42)
    const expected = run(alterations, assertions, { reports })
    for (let round = 0; round < 25; round += 1) {
      const other = run(shuffled(alterations, random), shuffled(assertions, random), {
        reports: shuffled(reports, random),
      })
      expect(other).toEqual(expected)
    }
  })

  it('names packs with version, and keeps the source’s own level', () => {
    const result = run(alterations, assertions, { reports })
    expect(result.packs).toEqual([{ name: 'test', version: '1', retrieved: '2026-11-23', licence: 'CC0' }])
    expect(result.oncotreeVersion).toBe('test')
    expect(find(result, 'a')?.level).toEqual({ scheme: 'test', value: 'test' })
    expect(find(result, 'a')?.alterationIds).toEqual([1, 3])
  })
})
