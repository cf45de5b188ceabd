import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '../../../electron/interpret/flags/wilson.ts'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import { findings, report, variant } from './builders.ts'
import { judgement, knowledge } from './variants/classificationCase.ts'

const plasma = report({ id: 1, specimen: 'plasma 1', specimenKind: 'plasma' })
const withCells = { ...plasma, normalSample: 'white cells' }

function inPlasma(gene: string, hgvsP: string, more: Partial<SmallVariant> = {}): SmallVariant {
  return variant(gene, hgvsP, { id: 5, origin: 'unknown', vaf: 0.02, depth: 4000, altDepth: 80, ...more })
}

function flags(one: SmallVariant, reports = [plasma], diagnosis = 'PRAD', others: SmallVariant[] = []) {
  return matchCase(findings([one, ...others], { reports, diagnosis }), knowledge).flags.filter(
    ({ kind }) => kind !== 'override',
  )
}

describe('plasma without white cells', () => {
  it.each([
    'DNMT3A',
    'TET2',
    'ASXL1',
    'JAK2',
    'PPM1D',
    'SF3B1',
    'GNB1',
    'CBL',
    'TP53',
    'ATM',
    'CHEK2',
    'KRAS',
  ])('flags %s as possibly of blood cells', (gene) => {
    expect(flags(inPlasma(gene, 'p.Arg100His'))[0]).toMatchObject({
      kind: 'clonal haematopoiesis',
      alterationId: 5,
      text: expect.stringContaining('confirm in tissue'),
    })
  })

  it('does not flag a gene outside the list, tissue, or a blood cancer', () => {
    expect(flags(inPlasma('EGFR', 'p.Leu858Arg'))).toEqual([])
    expect(flags(inPlasma('TET2', 'p.Arg100His'), [report()])).toEqual([])
    expect(flags(inPlasma('TET2', 'p.Arg100His'), [plasma], 'AML')).toEqual([])
  })

  it('says that it was found in tissue too', () => {
    const tissue = inPlasma('ATM', 'p.Arg3008Cys', { id: 6, reportId: 2, vaf: 0.4 })
    const [flag] = flags(inPlasma('ATM', 'p.Arg3008Cys'), [plasma, report({ id: 2 })], 'PRAD', [tissue])
    expect(flag?.text).toContain('also found in tissue (VAF 40%)')
  })
})

describe('plasma with white cells', () => {
  const cells = (normalVaf: number, normalDepth = 2000, more: Partial<SmallVariant> = {}) =>
    flags(inPlasma('ATM', 'p.Arg3008Cys', { normalVaf, normalDepth, ...more }), [withCells])

  it('is of the tumor where plasma lies clearly above', () => {
    expect(cells(0.001)).toEqual([])
  })

  it('is a likely clone where plasma is not clearly above', () => {
    expect(cells(0.018)[0]?.text).toContain('Clonal haematopoiesis likely')
  })

  it('is possible germline from 30% on, also where plasma lies above (lost allele)', () => {
    const high = { vaf: 0.7, depth: 2000, altDepth: 1400 }
    for (const found of [cells(0.48), cells(0.48, 2000, high)]) {
      expect(found[0]).toMatchObject({
        kind: 'possible germline',
        text: expect.stringContaining('refer to genetic counselling'),
      })
    }
  })

  it('is unknown between 20% and 30%', () => {
    expect(cells(0.25)[0]?.text).toContain('Origin unknown')
  })

  it('is not called a clone because too few white-cell reads were made', () => {
    const [flag] = cells(0, 60)
    expect(flag?.text).toContain('Not told apart')
    expect(flag?.text).not.toContain('likely')
  })

  it('uses 95% Wilson intervals', () => {
    const { low, high } = wilsonInterval(10, 1000)
    expect(low).toBeCloseTo(0.00544, 4)
    expect(high).toBeCloseTo(0.0183, 3)
  })
})

describe('a therapy that rests on such a variant', () => {
  const stop = inPlasma('ATM', 'p.Arg805Ter', {
    origin: 'somatic',
    consequence: 'stop_gained',
    chrom: '11',
    pos: 108258986,
    ref: 'C',
    alt: 'T',
  })

  it('carries the warning next to it: PARP inhibitor for an ATM variant of plasma', () => {
    const { matches } = matchCase(findings([stop], { reports: [plasma], diagnosis: 'PRAD' }), knowledge)
    const olaparib = matches.find(
      (match) =>
        match.status === 'matched' && match.drugs.includes('olaparib') && match.alterationIds.includes(5),
    )
    expect(olaparib?.originDoubts.join(' ')).toMatch(/ATM R805\*: Possible clonal haematopoiesis/)
  })

  it('carries none where the same variant was found in tissue', () => {
    const { matches } = matchCase(
      findings([{ ...stop, reportId: 2 }], { reports: [report({ id: 2 })], diagnosis: 'PRAD' }),
      knowledge,
    )
    expect(matches.some(({ alterationIds }) => alterationIds.includes(5))).toBe(true)
    expect(matches.flatMap(({ originDoubts }) => originDoubts)).toEqual([])
  })

  it('goes away, and says so, once a curator judged the variant to be of blood cells', () => {
    const word = judgement(stop, { kind: 'clonal haematopoiesis', value: 'clonal haematopoiesis' })
    const result = matchCase(
      findings([stop], { reports: [plasma], diagnosis: 'PRAD', judgements: [word] }),
      knowledge,
    )
    expect(result.matches.filter(({ alterationIds }) => alterationIds.includes(5))).toEqual([])
    expect(result.warnings.join(' ')).toContain(
      'ATM R805* judged clonal haematopoiesis by Dr Lee on 2026-11-25: seen in three functional studies: not counted as a finding of the tumor',
    )
  })

  it('loses the warning once a curator judged the variant to be of the tumor', () => {
    const word = judgement(stop, { kind: 'clonal haematopoiesis', value: 'tumor' })
    const { matches } = matchCase(
      findings([stop], { reports: [plasma], diagnosis: 'PRAD', judgements: [word] }),
      knowledge,
    )
    expect(matches.flatMap(({ originDoubts }) => originDoubts)).toEqual([])
  })
})
