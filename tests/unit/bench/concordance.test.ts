import { describe, expect, it } from 'vitest'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import type { Match } from '../../../shared/match.ts'
import { covers } from '../../bench/concordance/applies.ts'
import type { Finding, Reported } from '../../bench/concordance/finding.ts'
import { sameAdvice, trailHolds } from '../../bench/concordance/judge.ts'
import type { Triple } from '../../bench/concordance/sources.ts'
import { assertion, findings, knowledge, variant } from '../interpret/builders.ts'

/** The judge of the concordance bench must be able to say no. */

const l858r = assertion({
  id: 'egfr-l858r-osimertinib',
  drugs: ['osimertinib'],
  biomarker: {
    all: [
      { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' },
      { not: { leaf: 'proteinChange', gene: 'EGFR', change: 'C797S' } },
    ],
  },
})

function matched(): Match {
  const report = matchCase(
    findings([
      variant('EGFR', 'p.Leu858Arg'),
      variant('EGFR', 'p.Cys797Ser', { id: 2, status: 'not detected' }),
    ]),
    knowledge([l858r]),
  )
  const [match] = report.matches
  if (match === undefined) throw new Error('no match')
  return match
}

describe('trail of a match', () => {
  it('holds as shown', () => {
    expect(matched().status).toBe('matched')
    expect(trailHolds(matched(), l858r)).toBe(true)
  })

  it('does not hold with a reason turned round or left out', () => {
    const match = matched()
    const [first, ...rest] = match.because
    if (first === undefined) throw new Error('no reason')
    expect(trailHolds({ ...match, because: [{ ...first, result: 'false' }, ...rest] }, l858r)).toBe(false)
    expect(trailHolds({ ...match, because: rest }, l858r)).toBe(false)
  })
})

describe('what a record covers', () => {
  const reported = (finding: Finding, germline = false): Reported[] => [{ finding, germline }]
  const change = (gene: string, text: string): Finding => ({ kind: 'change', gene, change: text })

  it('is the same change, its codon, its exon and its gene, and never the reverse', () => {
    const g12d = reported(change('KRAS', 'G12D'))
    const codon = reported({ kind: 'codon', gene: 'KRAS', residue: 'G', codon: 12 })
    expect(covers(g12d, g12d)).toBe(true)
    expect(covers(codon, g12d)).toBe(true)
    expect(covers(reported({ kind: 'exon', gene: 'KRAS', exon: 2, what: 'any' }), g12d)).toBe(true)
    expect(covers(reported({ kind: 'mutation', gene: 'KRAS' }), g12d)).toBe(true)
    expect(covers(reported(change('KRAS', 'G12C')), g12d)).toBe(false)
    expect(covers(reported({ kind: 'exon', gene: 'KRAS', exon: 3, what: 'any' }), g12d)).toBe(false)
    expect(covers(reported({ kind: 'mutation', gene: 'NRAS' }), g12d)).toBe(false)
  })

  it('asks for the germline where the record does, and for every finding of the record', () => {
    const brca: Finding = { kind: 'mutation', gene: 'BRCA1' }
    expect(covers(reported(brca, true), reported(brca))).toBe(false)
    expect(covers([...reported(brca), ...reported({ kind: 'HRD', positive: true })], reported(brca))).toBe(
      false,
    )
  })
})

describe('the same advice', () => {
  const triple: Triple = {
    source: 'civic',
    id: '1',
    line: 1,
    findings: [],
    diagnosis: 'LUAD',
    disease: 'Lung Adenocarcinoma',
    drugs: ['osimertinib'],
    direction: 'sensitivity',
    level: 'B',
    words: '',
  }

  it('needs the same direction and the same drugs', () => {
    const match = matched()
    expect(sameAdvice(triple, match)).toBe(true)
    expect(sameAdvice({ ...triple, direction: 'resistance' }, match)).toBe(false)
    expect(sameAdvice({ ...triple, drugs: ['gefitinib'] }, match)).toBe(false)
    expect(sameAdvice({ ...triple, drugs: ['gefitinib', 'osimertinib'] }, match)).toBe(false)
  })
})
