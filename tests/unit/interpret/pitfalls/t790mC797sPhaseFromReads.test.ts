import { describe, expect, test } from 'vitest'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { phaseQuestions } from '../../../../electron/interpret/phase/phaseQuestions.ts'
import { countPhase, phaseOfCounts } from '../../../../electron/interpret/phase/readPhase.ts'
import type { AlignedRead, Site } from '../../../../electron/interpret/phase/readPhase.ts'
import type { PairPhase } from '../../../../shared/phase.ts'
import { findings, knowledge, variant } from '../builders.ts'

/** EGFR codons 790 and 797, 20 bases apart: GRCh38 7:55181378 C>T and 7:55181398 T>A. */
const T790M: Site = { pos: 55181378, ref: 'C', alt: 'T' }
const C797S: Site = { pos: 55181398, ref: 'T', alt: 'A' }
const START = 55181360

let number = 0
function read(gatekeeper: string, cysteine: string, more: Partial<AlignedRead> = {}): AlignedRead {
  const bases = [...'G'.repeat(60)]
  bases[T790M.pos - 1 - START] = gatekeeper
  bases[C797S.pos - 1 - START] = cysteine
  return {
    name: `read ${number++}`,
    start: START,
    cigar: '60M',
    seq: bases.join(''),
    qualities: new Uint8Array(60).fill(35),
    flags: 0,
    mappingQuality: 60,
    ...more,
  }
}
const many = (count: number, gatekeeper: string, cysteine: string): AlignedRead[] =>
  Array.from({ length: count }, () => read(gatekeeper, cysteine))
const phase = (reads: AlignedRead[]) => phaseOfCounts(countPhase(reads, T790M, C797S))

describe('pitfall: T790M and C797S in cis or in trans, from the reads', () => {
  test('cis, also where C797S came later than T790M', () => {
    expect(phase([...many(20, 'T', 'A'), ...many(30, 'T', 'T'), ...many(50, 'C', 'T')])).toBe('cis')
  })
  test('trans', () => {
    expect(phase([...many(15, 'T', 'T'), ...many(12, 'C', 'A'), ...many(50, 'C', 'T')])).toBe('trans')
  })
  test('both kinds of molecule', () => {
    expect(phase([...many(15, 'T', 'T'), ...many(12, 'C', 'A'), ...many(10, 'T', 'A')])).toBe('both')
  })
  test('too few, or only one of the two: unknown', () => {
    expect(phase([...many(2, 'T', 'A'), ...many(50, 'C', 'T')])).toBe('unknown')
    expect(phase([...many(40, 'T', 'T'), ...many(50, 'C', 'T')])).toBe('unknown')
  })

  test('duplicates, secondary and supplementary alignments, bad mapping and bad bases do not count', () => {
    const poor = new Uint8Array(60).fill(35)
    poor[C797S.pos - 1 - START] = 12
    const reads = [
      read('T', 'A'),
      read('T', 'A', { flags: 0x400 }),
      read('T', 'A', { flags: 0x100 }),
      read('T', 'A', { flags: 0x800 }),
      read('T', 'A', { mappingQuality: 5 }),
      read('T', 'A', { qualities: poor }),
    ]
    expect(countPhase(reads, T790M, C797S)).toEqual({
      both: 1,
      firstOnly: 0,
      secondOnly: 0,
      neither: 0,
      unclear: 0,
    })
  })

  test('mates count once; mates that contradict each other are unclear', () => {
    const pair = [read('T', 'A', { name: 'pair' }), read('T', 'A', { name: 'pair' })]
    const clash = [read('T', 'A', { name: 'clash' }), read('C', 'A', { name: 'clash' })]
    expect(countPhase([...pair, ...clash], T790M, C797S)).toMatchObject({ both: 1, unclear: 1 })
  })

  test('one mate at each place spans both', () => {
    const left = read('T', 'T', { name: 'apart', cigar: '25M', seq: read('T', 'T').seq.slice(0, 25) })
    const right = read('T', 'A', {
      name: 'apart',
      start: START + 25,
      cigar: '35M',
      seq: read('T', 'A').seq.slice(25),
    })
    expect(countPhase([left, right], T790M, C797S)).toMatchObject({ both: 1 })
  })

  test('a deletion or an insertion between the places, or soft clipping, does not shift them', () => {
    const bases = [...read('T', 'A').seq]
    const deleted = [...bases.slice(0, 25), ...bases.slice(28)].join('')
    const inserted = [...bases.slice(0, 25), 'C', 'C', ...bases.slice(25)].join('')
    const reads = [
      read('', '', { cigar: '25M3D32M', seq: deleted, qualities: null }),
      read('', '', { cigar: '25M2I35M', seq: inserted, qualities: null }),
      read('', '', { cigar: '5S60M', seq: `AAAAA${bases.join('')}`, qualities: null }),
    ]
    expect(countPhase(reads, T790M, C797S)).toMatchObject({ both: 3 })
  })

  test('insertions and deletions are phased too', () => {
    const deletion: Site = { pos: START + 11, ref: 'GGG', alt: 'G' }
    const insertion: Site = { pos: START + 31, ref: 'G', alt: 'GCC' }
    const plain = 'G'.repeat(60)
    const carrying = `${plain.slice(0, 11)}${plain.slice(13, 31)}CC${plain.slice(31)}`
    const base = { qualities: null, start: START }
    const counts = countPhase(
      [
        read('', '', { ...base, cigar: '11M2D18M2I29M', seq: carrying }),
        read('', '', { ...base, cigar: '11M2D47M', seq: plain.slice(2) }),
        read('', '', { ...base, cigar: '60M', seq: plain }),
        // Ends inside the deletion's reach: it cannot show it.
        read('', '', { ...base, cigar: '12M', seq: plain.slice(0, 12) }),
      ],
      deletion,
      insertion,
    )
    expect(counts).toEqual({ both: 1, firstOnly: 1, secondOnly: 0, neither: 1, unclear: 0 })
  })
})

describe('what the board is told', () => {
  const egfr = { chrom: '7', build: 'GRCh38', reportId: 1 } as const
  const first = variant('EGFR', 'p.Thr790Met', { ...egfr, ...T790M, id: 1 })
  const second = variant('EGFR', 'p.Cys797Ser', { ...egfr, ...C797S, id: 2 })
  const told = (alterations: (typeof first)[], reads?: PairPhase['reads']) =>
    matchCase(
      findings(alterations, reads === undefined ? {} : { readPhases: [{ first: 1, second: 2, reads }] }),
      knowledge([]),
    ).warnings.join(' ')
  const counts = { track: 'plasma.bam', both: 61, firstOnly: 12, secondOnly: 3, neither: 138, unclear: 0 }

  test('the pair is asked for', () => {
    expect(phaseQuestions(findings([second, first]))).toEqual([[first, second]])
    expect(
      phaseQuestions(findings([first, variant('EGFR', 'p.Leu858Arg', { ...egfr, id: 3, pos: 55191822 })])),
    ).toEqual([])
  })

  test('with the numbers that it rests on', () => {
    expect(told([first, second], { ...counts, phase: 'cis' })).toContain(
      'EGFR T790M and C797S are both present, read from 214 fragments that span both (plasma.bam): 61 carry both, 12 only T790M, 3 only C797S: cis.',
    )
  })

  test('where nothing could be read the question stays open', () => {
    expect(told([first, second])).toContain('cis/trans phase unknown')
  })

  test('a report that the reads contradict is not repeated as if it were so', () => {
    const phased = [first, second].map((one, i) => ({ ...one, phase: i === 0 ? '9:0|1' : '9:1|0' }))
    expect(told(phased, { ...counts, phase: 'cis' })).toContain(
      'in trans by the phase in the report, which the reads contradict',
    )
  })

  test('warns only: no therapy is made of it', () => {
    const report = matchCase(findings([first, second]), knowledge([]))
    expect(report.matches).toEqual([])
  })
})
