import { describe, expect, it } from 'vitest'
import {
  formatProteinChange,
  parseProteinChange,
  residueBalance,
  sameProteinChange,
  shortProteinChange,
  substitutedResidue,
} from '../../../shared/hgvs.ts'

const same = (a: string, b: string): boolean => {
  const [left, right] = [parseProteinChange(a), parseProteinChange(b)]
  const forward = sameProteinChange(left, right)
  expect(sameProteinChange(right, left), `${a} and ${b} compare alike in both directions`).toBe(forward)
  return forward
}

describe('one change in every writing', () => {
  it.each([
    'V600E',
    'p.V600E',
    'p.Val600Glu',
    'p.(Val600Glu)',
    'NP_004324.2:p.Val600Glu',
    'ENSP00000288602.6:p.(Val600Glu)',
    'p.VAL600GLU',
    'v600e',
    'V600delinsE',
  ])('%s is BRAF V600E', (text) => {
    expect(same(text, 'V600E')).toBe(true)
    expect(same(text, 'V600K')).toBe(false)
    expect(same(text, 'V601E')).toBe(false)
  })

  it.each([
    ['p.Glu746_Ala750del', 'E746_A750del', 'deletion'],
    ['E746_A750delELREA', 'E746_A750del', 'deletion'],
    ['p.Leu747_Pro753delinsSer', 'L747_P753delinsS', 'delins'],
    ['L747_P753>S', 'L747_P753delinsS', 'delins'],
    ['p.Ala767_Val769dup', 'A767_V769dup', 'duplication'],
    ['p.Ala763_Tyr764insPheGlnGluAla', 'A763_Y764insFQEA', 'insertion'],
    ['p.Arg97ProfsTer23', 'R97Pfs*23', 'frameshift'],
    ['R97PfsX23', 'R97Pfs*23', 'frameshift'],
    ['p.Arg97fs', 'R97fs', 'frameshift'],
    ['p.Arg213Ter', 'R213*', 'nonsense'],
    ['R213X', 'R213*', 'nonsense'],
    ['p.Tyr4TerfsTer1', 'Y4*', 'nonsense'],
    ['p.Val600%3D', 'V600=', 'silent'],
    ['p.Val600=', 'V600=', 'silent'],
    ['p.Val600Val', 'V600=', 'silent'],
    ['p.Met1?', 'M1?', 'startLoss'],
    ['p.Met1Val', 'M1V', 'startLoss'],
    ['p.Ter757ArgextTer12', '*757Rext*12', 'extension'],
    ['p.Val600_Lys601delinsGluAsn', 'V600_K601delinsEN', 'delins'],
    ['VK600EN', 'V600_K601delinsEN', 'delins'],
  ])('%s is written %s (%s)', (text, short, kind) => {
    const change = parseProteinChange(text)
    expect(change.kind).toBe(kind)
    expect(shortProteinChange(text)).toBe(short)
    expect(same(text, short)).toBe(true)
    expect(same(formatProteinChange(change, 'three'), text), 'the three-letter form reads back').toBe(true)
  })

  it('writes three letters, as the case model stores them', () => {
    expect(formatProteinChange(parseProteinChange('E746_S752>V'), 'three')).toBe('p.Glu746_Ser752delinsVal')
    expect(formatProteinChange(parseProteinChange('R97Pfs*23'), 'three')).toBe('p.Arg97ProfsTer23')
    expect(formatProteinChange(parseProteinChange('R213*'), 'three')).toBe('p.Arg213Ter')
  })

  it.each(['p.?', 'p.0', '', 'amplification', 'p.[Val600Glu;Lys601Asn]', 'X1010_splice', '%ZZ'])(
    'does not guess at %j, and two of them are not the same change by that',
    (text) => {
      expect(parseProteinChange(text).kind).toBe('unknown')
      expect(same(text, 'V600E')).toBe(false)
      if (!/[A-Z]\w*\d/.test(text)) expect(same(text, text)).toBe(false)
    },
  )
})

describe('duplications and insertions that are one event', () => {
  it.each([
    ['A767_V769dup', 'V769_D770insASV'],
    ['p.Tyr772_Ala775dup', 'A775_G776insYVMA'],
    ['D761_E762insEAFQ', 'A763_Y764insFQEA'],
    ['A767dup', 'A767_S768insA'],
    ['D770_N771insSVD', 'S768_D770dup'],
  ])('%s is %s', (a, b) => {
    expect(same(a, b)).toBe(true)
  })

  it.each([
    ['A767_V769dup', 'V769_D770insASVG'],
    ['A767_V769dup', 'V769_D770insGSV'],
    ['D770_N771insG', 'D770_N771insSVD'],
    ['A763_Y764insFQEA', 'Y764_V765insHH'],
  ])('%s is not %s', (a, b) => {
    expect(same(a, b)).toBe(false)
  })
})

describe('what a change does to length and residue', () => {
  it('counts gained and lost residues', () => {
    expect(residueBalance(parseProteinChange('E746_A750del'))).toBe(-5)
    expect(residueBalance(parseProteinChange('L747_P753delinsS'))).toBe(-6)
    expect(residueBalance(parseProteinChange('A767_V769dup'))).toBe(3)
    expect(residueBalance(parseProteinChange('A763_Y764insFQEA'))).toBe(4)
    expect(residueBalance(parseProteinChange('R97fs'))).toBeNull()
  })

  it('finds the substituted residue inside a change of neighbours', () => {
    expect(substitutedResidue(parseProteinChange('V600_K601delinsEN'), 600)).toBe('E')
    expect(substitutedResidue(parseProteinChange('V600_K601delinsVN'), 600)).toBeNull()
    expect(substitutedResidue(parseProteinChange('V600_K601delinsE'), 600)).toBeNull()
    expect(substitutedResidue(parseProteinChange('V600*'), 600)).toBeNull()
  })
})
