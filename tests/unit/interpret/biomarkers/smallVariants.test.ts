import { describe, expect, it } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import { hotspotLookup } from '../../../../electron/interpret/variants/hotspots.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import { findings, genes, panel, report, variant } from '../builders.ts'

const L858R: Biomarker = { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' }
const EX19DEL: Biomarker = {
  leaf: 'exon',
  gene: 'EGFR',
  exon: 19,
  codons: [729, 761],
  change: 'in-frame deletion',
  except: [],
}
const EX20INS: Biomarker = {
  leaf: 'exon',
  gene: 'EGFR',
  exon: 20,
  codons: [762, 823],
  change: 'in-frame insertion',
  except: ['A763_Y764insFQEA'],
}
const RAS: Biomarker = {
  leaf: 'wildType',
  gene: 'KRAS',
  codons: [
    [12, 13],
    [59, 61],
  ],
}
const tested = { reports: [report({ assay: panel(['EGFR', 'KRAS', 'BRAF', 'BRCA2', 'TERT']) })] }
const explain = (
  biomarker: Biomarker,
  ...args: [Parameters<typeof evaluateBiomarker>[1], ReturnType<typeof genes>?]
) =>
  evaluateBiomarker(biomarker, ...args)
    .reasons.map(({ explanation }) => explanation)
    .join(' ')

describe('what was found', () => {
  it('names the alteration with its VAF and specimen', () => {
    const seen = findings([variant('EGFR', 'p.Leu858Arg', { id: 5, reportId: 2 })], {
      reports: [report({ id: 2, specimen: 'plasma 2', specimenKind: 'plasma' })],
    })
    const { truth, reasons } = evaluateBiomarker(L858R, seen)
    expect(truth).toBe('true')
    expect(reasons[0]).toMatchObject({
      leaf: 'EGFR L858R',
      alteration: 'EGFR L858R (VAF 34%, plasma 2)',
      alterationId: 5,
      reportId: 2,
      specificity: 'exact change',
    })
  })

  it('keeps tissue and plasma apart when both carry it', () => {
    const seen = findings(
      [variant('EGFR', 'p.Leu858Arg'), variant('EGFR', 'p.Leu858Arg', { reportId: 2, vaf: 0.004 })],
      {
        reports: [report(), report({ id: 2, specimen: 'plasma 1', specimenKind: 'plasma' })],
      },
    )
    expect(evaluateBiomarker(L858R, seen).reasons.map(({ alteration }) => alteration)).toEqual([
      'EGFR L858R (VAF 34%, T1)',
      'EGFR L858R (VAF 0.4%, plasma 1)',
    ])
  })

  it('says when the transcript is not stated', () => {
    expect(explain(L858R, findings([variant('EGFR', 'p.Leu858Arg')]))).toContain('Transcript not stated')
  })

  it('never matches another residue number of another transcript silently', () => {
    const context = genes({
      canonicalTranscripts: () => ['ENST00000275493', 'NM_005228.5'],
      isHotspot: hotspotLookup([{ gene: 'EGFR', change: 'L858R' }]),
    })
    const on = (hgvsP: string, transcript: string) =>
      evaluateBiomarker(L858R, findings([variant('EGFR', hgvsP, { transcript })], tested), context)
    expect(on('p.Leu858Arg', 'ENST00000275493.7').truth).toBe('true')
    expect(on('p.Leu858Arg', 'ENST00000275493.7').reasons[0]?.explanation).toBe('Exactly this change.')
    const elsewhere = on('p.Leu858Arg', 'ENST00000455089.5')
    expect(elsewhere.reasons[0]?.explanation).toContain('not on the canonical transcript ENST00000275493')
    expect(on('p.Leu813Arg', 'ENST00000455089.5').truth, 'L813R there is L858R here').toBe('not assessed')
  })
})

describe('what was not found', () => {
  it('is false only where an assay covers the gene in tissue', () => {
    expect(evaluateBiomarker(L858R, findings([], tested)).truth).toBe('false')
    expect(evaluateBiomarker(L858R, findings([])).truth).toBe('not assessed')
    const otherGenes = { reports: [report({ assay: panel(['KRAS']) })] }
    expect(evaluateBiomarker(L858R, findings([], otherGenes)).truth).toBe('not assessed')
    const unknownSpecimen = {
      reports: [
        report({
          specimenKind: null,
          assay: panel(['EGFR'], ['smallVariant'], { specimenKinds: ['tissue', 'plasma'] }),
        }),
      ],
    }
    expect(evaluateBiomarker(L858R, findings([], unknownSpecimen)).truth).toBe('not assessed')
    const normal = { reports: [report({ specimenKind: 'normal', assay: panel(['EGFR']) })] }
    expect(evaluateBiomarker(L858R, findings([], normal)).truth).toBe('not assessed')
  })

  it('asks for tissue after a negative plasma test', () => {
    const plasma = {
      reports: [
        report({
          specimen: 'plasma 1',
          specimenKind: 'plasma',
          assay: panel(['EGFR'], ['smallVariant'], { method: 'ctDNA', limitOfDetection: null }),
        }),
      ],
    }
    const { truth, reasons } = evaluateBiomarker(L858R, findings([], plasma))
    expect(truth).toBe('not assessed')
    expect(reasons[0]?.explanation).toContain('confirm in tissue')
    expect(evaluateBiomarker({ leaf: 'wildType', gene: 'EGFR' }, findings([], plasma)).truth).toBe(
      'not assessed',
    )
  })

  it('counts hot-spot cover only for the residues it covers', () => {
    const assay = panel([])
    const hotspots = {
      reports: [
        report({
          assay: {
            ...assay,
            genes: [
              { gene: 'EGFR', kinds: ['smallVariant'] as const, codons: [[855, 861]] as [number, number][] },
            ].map((entry) => ({ ...entry, kinds: [...entry.kinds] })),
          },
        }),
      ],
    }
    expect(evaluateBiomarker(L858R, findings([], hotspots)).truth).toBe('false')
    expect(evaluateBiomarker(EX19DEL, findings([], hotspots)).truth).toBe('not assessed')
    expect(evaluateBiomarker({ leaf: 'wildType', gene: 'EGFR' }, findings([], hotspots)).truth).toBe(
      'not assessed',
    )
  })

  it('leaves a variant that failed the filter open, and says so', () => {
    const filtered = findings([variant('EGFR', 'p.Leu858Arg', { filter: 'panel_of_normals' })], tested)
    const { truth, reasons } = evaluateBiomarker(L858R, filtered)
    expect(truth).toBe('not assessed')
    expect(reasons[0]?.explanation).toContain("seen but failed the caller's filter: panel_of_normals")
    expect(evaluateBiomarker({ leaf: 'wildType', gene: 'EGFR' }, filtered).truth).toBe('not assessed')
    expect(
      evaluateBiomarker(L858R, findings([variant('EGFR', 'p.Leu858Arg', { filter: '.' })], tested)).truth,
    ).toBe('true')
  })

  it('ignores what the tumor sample does not carry', () => {
    const absent = findings([variant('EGFR', 'p.Leu858Arg', { present: false })], tested)
    expect(evaluateBiomarker(L858R, absent).truth).toBe('false')
  })
})

describe('codon, exon and region', () => {
  it('matches any substitution at a codon but not a silent change, a stop or an exception', () => {
    const leaf: Biomarker = { leaf: 'codon', gene: 'BRAF', codon: 600, except: ['V600E'] }
    const at = (hgvsP: string) => evaluateBiomarker(leaf, findings([variant('BRAF', hgvsP)], tested)).truth
    expect(at('p.Val600Lys')).toBe('true')
    expect(at('p.Val600_Lys601delinsLysAsn')).toBe('true')
    expect(at('p.Val600Glu')).toBe('false')
    expect(at('p.Val600=')).toBe('false')
    expect(at('p.Val600Ter')).toBe('false')
    expect(at('p.Lys601Glu')).toBe('false')
  })

  it.each([
    ['p.Glu746_Ala750del', {}, 'true'],
    ['p.Leu747_Pro753delinsSer', {}, 'true'],
    ['p.Glu746_Ala750del', { ref: 'AGGAATTAAGAGAAGC', alt: 'A' }, 'true'],
    ['p.Glu746_Ala750del', { ref: 'AGGAATTAAGAGAAG', alt: 'A' }, 'false'],
    ['p.Leu747fs', {}, 'false'],
    ['p.Leu747Ser', {}, 'false'],
    ['p.Leu858Arg', {}, 'false'],
    [null, { consequence: 'inframe_deletion', exon: '19/28' }, 'true'],
    [null, { consequence: 'inframe_deletion', exon: '18/28' }, 'false'],
    [null, { consequence: 'inframe_deletion' }, 'not assessed'],
    [null, { consequence: 'synonymous_variant', exon: '19/28' }, 'false'],
  ] as const)('EGFR %s %j as an exon 19 in-frame deletion: %s', (hgvsP, more, truth) => {
    expect(evaluateBiomarker(EX19DEL, findings([variant('EGFR', hgvsP, more)], tested)).truth).toBe(truth)
  })

  it.each([
    ['p.Asp770_Asn771insGly', 'true'],
    ['p.Ala767_Val769dup', 'true'],
    ['p.Ala763_Tyr764insPheGlnGluAla', 'false'],
    ['p.Asp761_Glu762insGluAlaPheGln', 'false'],
    ['p.Thr790Met', 'false'],
  ])('EGFR %s as an exon 20 insertion: %s', (hgvsP, truth) => {
    expect(evaluateBiomarker(EX20INS, findings([variant('EGFR', hgvsP)], tested)).truth).toBe(truth)
  })

  it('never matches a silent variant, whatever asks', () => {
    const silent = findings([
      variant('BRCA2', 'p.Val600=', {
        consequence: 'synonymous_variant',
        clinicalSignificance: 'Pathogenic',
      }),
    ])
    const asks: Biomarker[] = [
      { leaf: 'anyMutation', gene: 'BRCA2' },
      { leaf: 'region', gene: 'BRCA2', codons: [1, 900], change: 'any mutation', except: [] },
      { leaf: 'exon', gene: 'BRCA2', exon: 10, codons: [1, 900], change: 'any mutation', except: [] },
      { leaf: 'codon', gene: 'BRCA2', codon: 600, except: [] },
      { leaf: 'proteinChange', gene: 'BRCA2', change: 'V600E' },
    ]
    for (const ask of asks) expect(evaluateBiomarker(ask, silent).truth).not.toBe('true')
  })

  it('reads promoter changes by their coding change, and exomes do not cover them', () => {
    const leaf: Biomarker = { leaf: 'codingChange', gene: 'TERT', change: 'c.-124C>T' }
    expect(evaluateBiomarker(leaf, findings([variant('TERT', null, { hgvsC: 'c.1-124C>T' })])).truth).toBe(
      'true',
    )
    expect(evaluateBiomarker(leaf, findings([], tested)).truth).toBe('false')
    const exome = { reports: [report({ assay: panel(['TERT'], ['smallVariant'], { method: 'exome' }) })] }
    expect(evaluateBiomarker(leaf, findings([], exome)).truth).toBe('not assessed')
  })
})

describe('wild type', () => {
  it('is not assessed without a known assay, true only when tested', () => {
    expect(evaluateBiomarker(RAS, findings([])).truth).toBe('not assessed')
    expect(evaluateBiomarker(RAS, findings([], tested)).truth).toBe('true')
    const noKras = { reports: [report({ assay: panel(['EGFR']) })] }
    expect(evaluateBiomarker(RAS, findings([variant('EGFR', 'p.Leu858Arg')], noKras)).truth).toBe(
      'not assessed',
    )
  })

  it('is false for any non-silent change in the listed residues, oncogenic or not', () => {
    const { truth, reasons } = evaluateBiomarker(RAS, findings([variant('KRAS', 'p.Gly13Cys')], tested))
    expect(truth).toBe('false')
    expect(reasons[0]?.alteration).toContain('KRAS G13C')
  })

  it('stays true beside a change outside the listed residues, and tells of it', () => {
    const outside = findings([variant('KRAS', 'p.Arg97Lys')], tested)
    expect(evaluateBiomarker(RAS, outside).truth).toBe('true')
    expect(explain(RAS, outside)).toContain('KRAS R97K lies outside')
  })

  it('says that a variant of unknown significance made it false where the source lists no residues', () => {
    const leaf: Biomarker = { leaf: 'wildType', gene: 'KRAS' }
    const vus = findings([variant('KRAS', 'p.Arg97Lys')], tested)
    expect(evaluateBiomarker(leaf, vus).truth).toBe('false')
    expect(explain(leaf, vus)).toContain('unknown significance')
  })

  it('is open where a change cannot be placed', () => {
    expect(evaluateBiomarker(RAS, findings([variant('KRAS', null)], tested)).truth).toBe('not assessed')
    expect(
      evaluateBiomarker(RAS, findings([variant('KRAS', null, { consequence: 'intron_variant' })], tested))
        .truth,
    ).toBe('true')
  })

  it('is not broken by a benign variant', () => {
    const benign = findings([variant('EGFR', 'p.Arg521Lys', { clinicalSignificance: 'Benign' })], tested)
    expect(evaluateBiomarker({ leaf: 'wildType', gene: 'EGFR' }, benign).truth).toBe('true')
  })
})
