import { describe, expect, it } from 'vitest'
import { atAGlance, therapySection } from '../../../electron/export/packetTherapies.ts'
import type { Match, MatchReport } from '../../../shared/match.ts'
import { match } from '../renderer/matchFixture.ts'

const report = (matches: readonly Match[]): MatchReport =>
  ({ matches, notBorrowed: [] }) as unknown as MatchReport
const count = (text: string, part: string): number => text.split(part).length - 1

describe('therapies in the board packet', () => {
  const many = Array.from({ length: 9 }, (_, index) =>
    match({
      assertionId: `a${index}`,
      ampTier: index === 4 ? 'I-A' : 'II-C',
      statement: `Statement ${index}.`,
    }),
  )

  it('gives a regimen one row and one card, the strongest statement in full and the rest counted', () => {
    expect(count(atAGlance(report(many)).markup, '<td>osimertinib</td>')).toBe(1)
    const text = therapySection(report(many)).markup
    expect(count(text, '<h3>osimertinib</h3>')).toBe(1)
    expect(text).toContain('Statement 4.')
    expect(text).not.toContain('Statement 0.')
    expect(text).toContain('and 4 more assertions, in Caseboard')
  })

  it('keeps the resistance of every assertion on the regimen beside it', () => {
    const resistedBy = [{ assertionId: 'r', text: 'C797S resists it', alterations: ['EGFR C797S'] }]
    const mixed = report([
      match({ assertionId: 'a' }),
      match({ assertionId: 'b', ampTier: 'II-C', resistedBy }),
    ])
    expect(atAGlance(mixed).markup).toContain('resistance: EGFR C797S')
    expect(therapySection(mixed).markup).toContain('Resistance: C797S resists it EGFR C797S')
  })

  it('names what a prognosis is about, under a heading of its own', () => {
    const text = therapySection(
      report([match({ assertionId: 'p', drugs: [], effect: 'prognosis', biomarkerText: 'TP53 mutation' })]),
    ).markup
    expect(text).toContain('<h2>Diagnosis and prognosis</h2>')
    expect(text).toContain('<h3>TP53 mutation</h3>')
  })
})
