import { describe, expect, it } from 'vitest'
import { copyNumber, expression, fusion, variant } from '../builders.ts'
import { byId, matchOf, regimens } from './starter.ts'

describe('KRAS G12D is not G12C', () => {
  it.each(['p.Gly12Asp', 'p.Gly12Val', 'p.Gly13Asp', 'p.Gln61His'])('%s gets no G12C inhibitor', (change) => {
    const result = matchOf('LUAD', [variant('KRAS', change)])
    expect(regimens(result).filter((name) => /sotorasib|adagrasib/.test(name))).toEqual([])
  })
  it('G12C does', () => {
    expect(regimens(matchOf('LUAD', [variant('KRAS', 'p.Gly12Cys')]))).toEqual(
      expect.arrayContaining(['adagrasib', 'sotorasib']),
    )
  })
})

describe('BRAF class II and III are not V600', () => {
  it.each(['p.Gly469Ala', 'p.Lys601Glu', 'p.Leu597Arg', 'p.Asp594Gly', 'p.Gly466Val'])(
    '%s gets no V600 therapy in melanoma, lung or colon',
    (change) => {
      for (const diagnosis of ['MEL', 'LUAD', 'COAD'])
        expect(
          regimens(matchOf(diagnosis, [variant('BRAF', change)])).filter((name) =>
            /vemurafenib|dabrafenib|encorafenib/.test(name),
          ),
          diagnosis,
        ).toEqual([])
    },
  )
  it('V600K is V600K: melanoma doublets yes, the V600E-only labels no', () => {
    const melanoma = matchOf('MEL', [variant('BRAF', 'p.Val600Lys')])
    expect(byId(melanoma, 'braf-v600ek-dabrafenib-trametinib-melanoma')).toMatchObject({ status: 'matched' })
    expect(byId(melanoma, 'braf-v600e-vemurafenib-melanoma')?.status).not.toBe('matched')
    expect(regimens(matchOf('COAD', [variant('BRAF', 'p.Val600Lys')]))).not.toContain(
      'encorafenib + cetuximab',
    )
  })
})

describe('EGFR exon 20 subtypes', () => {
  it('A763_Y764insFQEA behaves like a sensitising mutation and is no exon 20 insertion for amivantamab', () => {
    const result = matchOf('LUAD', [
      variant('EGFR', 'p.Ala763_Tyr764insPheGlnGluAla', { consequence: 'inframe_insertion', exon: '20/28' }),
    ])
    expect(byId(result, 'egfr-a763-y764insfqea-erlotinib-nsclc')).toMatchObject({ status: 'matched' })
    expect(byId(result, 'egfr-exon20ins-amivantamab-nsclc')?.status).not.toBe('matched')
    expect(regimens(result, 'resistance')).not.toContain('erlotinib')
  })
  it('another exon 20 insertion resists erlotinib and asks for amivantamab', () => {
    const result = matchOf('LUAD', [
      variant('EGFR', 'p.Asp770_Asn771insSerValAsp', { consequence: 'inframe_insertion', exon: '20/28' }),
    ])
    expect(byId(result, 'egfr-exon20ins-amivantamab-nsclc')).toMatchObject({ status: 'matched' })
    expect(regimens(result, 'resistance')).toContain('erlotinib')
    expect(regimens(result)).not.toContain('erlotinib')
  })
  it('T790M lies in exon 20 and is no insertion', () => {
    const result = matchOf('LUAD', [variant('EGFR', 'p.Thr790Met', { exon: '20/28' })])
    expect(byId(result, 'egfr-exon20ins-amivantamab-nsclc')?.status).not.toBe('matched')
  })
})

describe('PDGFRA D842V and KIT exons in GIST', () => {
  it('D842V resists imatinib and asks for avapritinib', () => {
    const result = matchOf('GIST', [variant('PDGFRA', 'p.Asp842Val')])
    expect(regimens(result, 'resistance')).toContain('imatinib')
    expect(byId(result, 'pdgfra-exon18-avapritinib-gist')).toMatchObject({ status: 'matched' })
  })
  it('exon 11, exon 9 and exon 17 of KIT say different things', () => {
    const exon11 = matchOf('GIST', [variant('KIT', 'p.Trp557_Lys558del')])
    const exon9 = matchOf('GIST', [variant('KIT', 'p.Ala502_Tyr503dup')])
    const exon17 = matchOf('GIST', [variant('KIT', 'p.Asp820Gly')])
    expect(byId(exon11, 'kit-exon11-imatinib-gist')).toMatchObject({ status: 'matched' })
    expect(byId(exon11, 'kit-exon9-imatinib-high-dose-gist')?.status).not.toBe('matched')
    expect(byId(exon9, 'kit-exon9-imatinib-high-dose-gist')).toMatchObject({ status: 'matched' })
    expect(byId(exon9, 'kit-exon11-imatinib-gist')?.status).not.toBe('matched')
    expect(regimens(exon17, 'resistance')).toContain('imatinib')
  })
})

describe('ESR1 ligand-binding domain only', () => {
  it.each(['p.Tyr537Ser', 'p.Asp538Gly'])('%s matches elacestrant', (change) => {
    const result = matchOf('IDC', [variant('ESR1', change)])
    expect(byId(result, 'esr1-lbd-elacestrant-breast')).toMatchObject({ status: 'matched' })
  })
  it('a change outside codons 310 to 547 does not', () => {
    const result = matchOf('IDC', [variant('ESR1', 'p.Lys303Arg')])
    expect(byId(result, 'esr1-lbd-elacestrant-breast')?.status).not.toBe('matched')
    expect(regimens(result, 'resistance')).not.toContain('letrozole')
  })
})

describe('FGFR fusion against point mutation', () => {
  it('an FGFR2 point mutation is no FGFR2 fusion in cholangiocarcinoma', () => {
    const result = matchOf('CHOL', [variant('FGFR2', 'p.Ser252Trp')])
    expect(byId(result, 'fgfr2-fusion-pemigatinib-cholangiocarcinoma')?.status).not.toBe('matched')
    expect(
      byId(matchOf('CHOL', [fusion('FGFR2', 'BICC1')]), 'fgfr2-fusion-pemigatinib-cholangiocarcinoma'),
    ).toMatchObject({ status: 'matched' })
  })
  it('erdafitinib takes the listed FGFR3 mutations and fusion, no other mutation', () => {
    const of = (alteration: Parameters<typeof matchOf>[1][number]) =>
      byId(matchOf('BLCA', [alteration]), 'fgfr3-erdafitinib-urothelial')?.status
    expect(of(variant('FGFR3', 'p.Ser249Cys'))).toBe('matched')
    expect(of(variant('FGFR3', 'p.Ala391Glu'))).not.toBe('matched')
    expect(of(fusion('FGFR3', 'TACC3'))).toBe('matched')
  })
})

describe('fusions', () => {
  it('both partner orders give the same therapies', () => {
    expect(regimens(matchOf('LUAD', [fusion('EML4', 'ALK')]))).toEqual(
      regimens(matchOf('LUAD', [fusion('ALK', 'EML4')])),
    )
    expect(regimens(matchOf('LUAD', [fusion('EML4', 'ALK')]))).toContain('alectinib')
  })
  it('NTRK point mutation or amplification does not count as a fusion', () => {
    for (const alteration of [
      variant('NTRK1', 'p.Gly595Arg'),
      copyNumber('NTRK1', 'amplification', { copies: 14 }),
    ])
      expect(
        regimens(matchOf('LUAD', [alteration])).filter((name) => /larotrectinib|entrectinib/.test(name)),
      ).toEqual([])
    expect(regimens(matchOf('LUAD', [fusion('TPM3', 'NTRK1')]))).toContain('larotrectinib')
  })
  it('an intragenic deletion is never a fusion (ALK, ESR1)', () => {
    const alk = matchOf('LUAD', [fusion('ALK', 'ALK', { svType: 'DEL' })])
    expect(regimens(alk).filter((name) => /alectinib|crizotinib|lorlatinib/.test(name))).toEqual([])
    const esr1 = matchOf('IDC', [fusion('ESR1', 'ESR1', { svType: 'DEL' })])
    expect(byId(esr1, 'esr1-lbd-elacestrant-breast')?.status).not.toBe('matched')
  })
})

describe('trastuzumab deruxtecan across solid tumors needs HER2 protein, not amplification', () => {
  const id = 'her2-ihc3-trastuzumab-deruxtecan-solid'
  it('ERBB2 amplification by sequencing leaves it open and asks for immunohistochemistry', () => {
    const result = matchOf('COAD', [copyNumber('ERBB2', 'amplification', { copies: 20 })])
    const open = byId(result, id)
    expect(open).toMatchObject({ status: 'not assessed' })
    expect(open?.because[0]?.explanation).toContain('amplification by sequencing is not protein expression')
  })
  it('IHC 3+ matches', () => {
    const result = matchOf('COAD', [expression('HER2', { score: 'IHC', category: '3+' })])
    expect(byId(result, id)).toMatchObject({ status: 'matched', diseaseMatch: 'tumor-agnostic' })
  })
})
