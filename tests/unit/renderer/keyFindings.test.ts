import { describe, expect, it } from 'vitest'
import { few } from '../../../renderer/summary/few.ts'
import { keyFindings } from '../../../renderer/summary/keyFindings.ts'
import { match, reason } from './matchFixture.ts'

const l858r = reason({ alteration: 'EGFR L858R (VAF 44%)', alterationId: 7, reportId: 1 })
const t790m = reason({ leaf: 'EGFR T790M', alteration: 'EGFR T790M (VAF 21%)', alterationId: 8, reportId: 1 })

describe('key findings', () => {
  it('says for each finding what it points to, and which other finding of the case resists it', () => {
    const resistedBy = [
      { assertionId: 'r', text: 'T790M resists erlotinib', alterations: ['EGFR T790M (VAF 21%)'] },
    ]
    const findings = keyFindings([
      match({ assertionId: 'osi', because: [l858r] }),
      match({ assertionId: 'erl', drugs: ['erlotinib'], because: [l858r], resistedBy }),
      match({
        assertionId: 'res',
        drugs: ['erlotinib', 'gefitinib'],
        effect: 'resistance',
        because: [t790m],
        ampTier: 'I-B',
      }),
    ])
    expect(findings.map((one) => one.text)).toEqual(['EGFR L858R (VAF 44%)', 'EGFR T790M (VAF 21%)'])
    expect(findings[0]).toMatchObject({
      tier: 'I-A',
      alterationId: 7,
      pointsTo: [{ tier: 'I-A', labels: ['osimertinib'] }],
      resisted: [{ by: 'EGFR T790M (VAF 21%)', labels: ['erlotinib'] }],
    })
    expect(findings[1]?.arguesAgainst).toEqual(['erlotinib', 'gefitinib'])
  })

  it('shows a regimen under its best tier only, and leaves one with any resistance out of what is advised', () => {
    const resistedBy = [{ assertionId: 'r', text: 'MET amplification resists osimertinib', alterations: [] }]
    const [finding] = keyFindings([
      match({ assertionId: 'a', ampTier: 'II-C', because: [l858r] }),
      match({ assertionId: 'b', ampTier: 'I-A', because: [l858r], resistedBy }),
      match({ assertionId: 'c', drugs: ['afatinib'], ampTier: 'II-C', because: [l858r] }),
      match({ assertionId: 'd', drugs: ['afatinib'], ampTier: 'I-B', because: [l858r] }),
    ])
    expect(finding?.pointsTo).toEqual([{ tier: 'I-B', labels: ['afatinib'] }])
    expect(finding?.resisted).toEqual([
      { by: 'MET amplification resists osimertinib', labels: ['osimertinib'] },
    ])
  })

  it('does not borrow the tier of another tumor type where this one has its own', () => {
    const [finding] = keyFindings([
      match({
        assertionId: 'other',
        drugs: ['vemurafenib'],
        diseaseMatch: 'other',
        ampTier: 'II-C',
        because: [l858r],
      }),
      match({ assertionId: 'here', drugs: ['x'], ampTier: 'II-D', because: [l858r] }),
    ])
    expect(finding?.tier).toBe('II-D')
    expect(finding?.elsewhere).toEqual(['vemurafenib'])
  })

  it('ignores what is not assessed: it is no finding', () => {
    expect(
      keyFindings([
        match({ assertionId: 'a', status: 'not assessed', because: [reason({ result: 'not assessed' })] }),
      ]),
    ).toEqual([])
  })

  it('reads findings without a variant that say the same as one, and keeps apart what differs', () => {
    const wild = (gene: string) => reason({ leaf: `${gene} wild type` })
    const findings = keyFindings([
      match({ assertionId: 'c', drugs: ['cetuximab'], because: [wild('KRAS'), wild('NRAS')] }),
      match({ assertionId: 'x', drugs: ['encorafenib'], because: [wild('BRAF')] }),
      match({ assertionId: 'osi', because: [l858r, t790m] }),
    ])
    expect(findings.map(({ text }) => text).sort()).toEqual([
      'BRAF wild type',
      'EGFR L858R (VAF 44%)',
      'EGFR T790M (VAF 21%)',
      'KRAS wild type and NRAS wild type',
    ])
  })
})

describe('a few names in one line', () => {
  it('counts what it leaves out, and counts no single name', () => {
    expect(few(['a', 'b', 'c'], 2)).toBe('a, b, c')
    expect(few(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
    expect(few([], 2)).toBe('')
  })
})
