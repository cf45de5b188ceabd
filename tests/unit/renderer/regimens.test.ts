import { describe, expect, it } from 'vitest'
import { groupByRegimen, regimenLabel } from '../../../shared/regimens.ts'
import {
  filterMatches,
  firedBy,
  noTherapyFilter,
  openLeaves,
  therapySections,
} from '../../../renderer/therapies/regimens.ts'
import { match, reason } from './matchFixture.ts'

describe('therapies grouped by regimen', () => {
  it('puts all evidence for the same combination on one card, in whatever order the drugs are written', () => {
    const groups = groupByRegimen([
      match({ assertionId: 'a', drugs: ['encorafenib', 'cetuximab'], ampTier: 'I-B' }),
      match({ assertionId: 'b', drugs: ['cetuximab', 'encorafenib'], ampTier: 'I-A' }),
      match({ assertionId: 'c', drugs: ['encorafenib'] }),
    ])
    expect(groups.map((group) => group.matches.map((one) => one.assertionId))).toEqual([['b', 'a'], ['c']])
    expect(groups[0]?.tier).toBe('I-A')
  })

  it('puts an approval before a curated assertion of the same tier on a closer disease', () => {
    const [group] = groupByRegimen([
      match({ assertionId: 'curated', strength: 'A2', diseaseMatch: 'exact' }),
      match({ assertionId: 'approved', strength: 'A1', diseaseMatch: 'descendant' }),
    ])
    expect(group?.matches.map((one) => one.assertionId)).toEqual(['approved', 'curated'])
  })

  it('keeps a regimen with a chemotherapy partner apart from the drug alone', () => {
    const groups = groupByRegimen([
      match({ assertionId: 'alone' }),
      match({ assertionId: 'partner', backbone: 'platinum-based chemotherapy' }),
    ])
    expect(groups.map((group) => group.label)).toEqual([
      'osimertinib',
      'osimertinib + platinum-based chemotherapy',
    ])
  })

  it('lists the better tier first, and of the same tier what this case does not resist', () => {
    const resistedBy = [{ assertionId: 'r', text: 'T790M resists erlotinib', alterations: ['EGFR T790M'] }]
    const groups = groupByRegimen([
      match({ assertionId: 'none', drugs: ['x'], ampTier: null }),
      match({ assertionId: 'resisted', drugs: ['erlotinib'], resistedBy }),
      match({ assertionId: 'second', drugs: ['y'], ampTier: 'II-C' }),
      match({ assertionId: 'free', drugs: ['osimertinib'] }),
    ])
    expect(groups.map((group) => group.label)).toEqual(['osimertinib', 'erlotinib', 'y', 'x'])
    expect(groups[1]?.resistedBy.map((one) => one.text)).toEqual(['T790M resists erlotinib'])
  })

  it('reads drugs of a resistance one by one, not as a combination', () => {
    const resistance = match({ assertionId: 'r', effect: 'resistance', drugs: ['cetuximab', 'panitumumab'] })
    expect(regimenLabel(resistance)).toBe('cetuximab, panitumumab')
    expect(regimenLabel(match({ assertionId: 's', drugs: ['encorafenib', 'cetuximab'] }))).toBe(
      'encorafenib + cetuximab',
    )
  })

  it('never mixes what is not assessed, or comes from another tumor type, with the options', () => {
    const sections = therapySections([
      match({ assertionId: 'here' }),
      match({ assertionId: 'open', drugs: ['larotrectinib'], status: 'not assessed', ampTier: null }),
      match({ assertionId: 'elsewhere', drugs: ['vemurafenib'], diseaseMatch: 'other', ampTier: 'II-C' }),
      match({
        assertionId: 'open elsewhere',
        drugs: ['selpercatinib'],
        diseaseMatch: 'other',
        status: 'not assessed',
      }),
      match({ assertionId: 'against', drugs: ['erlotinib'], effect: 'resistance' }),
      match({ assertionId: 'prognosis', drugs: [], effect: 'prognosis' }),
    ])
    const ids = (groups: (typeof sections)['options']) =>
      groups.flatMap((group) => group.matches.map((one) => one.assertionId))
    expect(ids(sections.options)).toEqual(['here'])
    expect(ids(sections.warnings)).toEqual(['against'])
    expect(ids(sections.other)).toEqual(['prognosis'])
    expect(ids(sections.otherTumor)).toEqual(['elsewhere'])
    expect(ids(sections.notAssessed).sort()).toEqual(['open', 'open elsewhere'])
  })
})

describe('the filter of the therapies', () => {
  const all = [
    match({ assertionId: 'a', drugs: ['osimertinib'] }),
    match({ assertionId: 'b', drugs: ['erlotinib'], effect: 'resistance', ampTier: 'II-D' }),
    match({
      assertionId: 'c',
      drugs: ['larotrectinib'],
      status: 'not assessed',
      ampTier: null,
      biomarkerText: 'NTRK1 fusion',
    }),
  ]
  const ids = (filter: Partial<typeof noTherapyFilter>) =>
    filterMatches(all, { ...noTherapyFilter, ...filter }).map((one) => one.assertionId)

  it('finds by drug and by biomarker, whatever the case', () => {
    expect(ids({ text: 'OSI' })).toEqual(['a'])
    expect(ids({ text: 'ntrk1 fus' })).toEqual(['c'])
  })

  it('keeps tier I apart from tier II although both begin with an I', () => {
    expect(ids({ tier: 'I' })).toEqual(['a'])
    expect(ids({ tier: 'II' })).toEqual(['b'])
    expect(ids({ tier: 'none' })).toEqual(['c'])
  })

  it('filters by effect and by status', () => {
    expect(ids({ effect: 'resistance' })).toEqual(['b'])
    expect(ids({ status: 'not assessed' })).toEqual(['c'])
  })
})

describe('what fired a match', () => {
  it('names the findings that hold, each once, and leaves out what must be absent', () => {
    const one = match({
      assertionId: 'a',
      because: [
        reason({ alteration: 'EGFR L858R (VAF 44%)' }),
        reason({ alteration: 'EGFR L858R (VAF 44%)', leaf: 'EGFR exon 21' }),
        reason({ leaf: 'EGFR C797S', result: 'true', negated: true, alteration: 'EGFR C797S' }),
        reason({ leaf: 'KRAS wild type', result: 'true' }),
      ],
    })
    expect(firedBy(one)).toEqual(['EGFR L858R (VAF 44%)', 'KRAS wild type'])
  })

  it('says which tests an open match waits for', () => {
    const one = match({
      assertionId: 'a',
      because: [
        reason({}),
        reason({ leaf: 'NTRK1 fusion', result: 'not assessed' }),
        reason({ leaf: 'NTRK1 fusion', result: 'not assessed' }),
      ],
    })
    expect(openLeaves(one)).toEqual(['NTRK1 fusion'])
  })
})
