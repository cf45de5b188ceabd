import { describe, expect, it } from 'vitest'
import { purityText } from '../../../../electron/interpret/flags/germlineSuspicion.ts'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { germlineOf } from '../../../../electron/interpret/variants/classify.ts'
import {
  germlineClassOf,
  germlineCriteria,
} from '../../../../electron/interpret/variants/germline/criteria.ts'
import type { GermlineMeaning } from '../../../../electron/interpret/variants/germline/criteria.ts'
import { germlinePoints } from '../../../../electron/interpret/variants/germline/evaluate.ts'
import type { GermlineEvidence } from '../../../../electron/interpret/variants/germline/evaluate.ts'
import { findings, panel, report, variant } from '../builders.ts'
import {
  abl1F317L,
  brca2Frameshift,
  brca2Late,
  clinvar,
  evidence,
  frequency,
  knowledge,
  noFacts,
  scopeOf,
  tp53R175H,
  withFacts,
} from './classificationCase.ts'

function criterion(given: GermlineEvidence, meaning: GermlineMeaning) {
  const found = germlinePoints(given).criteria.find((one) => one.meaning === meaning)
  if (found === undefined) throw new Error(`no criterion ${meaning}`)
  return found
}

describe('points', () => {
  it('reach likely pathogenic for a rare null variant where loss of function is the mechanism', () => {
    const facts = noFacts({ frequency: [frequency(brca2Frameshift, { nfe: [2, 100_000] })] })
    expect(germlinePoints(evidence(brca2Frameshift, facts))).toMatchObject({
      points: 9,
      class: 'likely pathogenic',
    })
  })

  it('lower PVS1 to moderate for a stop in the last exon that leaves nearly all (BRCA2 K3326*)', () => {
    const found = criterion(evidence(brca2Late), 'nullVariantWithKnownMechanism')
    expect(found).toMatchObject({ state: 'met', points: 2 })
    expect(found.evidence).toMatch(/last exon.*2\.7% of the protein/)
    expect(germlinePoints(evidence(brca2Late)).class).toBe('uncertain significance')
  })

  it('give no PVS1 to a gene of gain of function (RET)', () => {
    const stop = variant('RET', 'p.Trp85Ter', { consequence: 'stop_gained' })
    expect(criterion(evidence(stop), 'nullVariantWithKnownMechanism').state).toBe('not met')
  })

  it('give a lost start one point, for nothing is known of what lies before the next start', () => {
    const lost = variant('MLH1', 'p.Met1?', { consequence: 'start_lost' })
    expect(criterion(evidence(lost), 'nullVariantWithKnownMechanism')).toMatchObject({
      state: 'met',
      points: 1,
    })
  })

  it('lower PVS1 where the skipped exon keeps the frame, and keep it where it breaks it', () => {
    const [model] = [evidence(variant('BRCA2', null)).model]
    if (model === null || model === undefined) throw new Error('no model')
    const coding = model.exons.map(([start, end]) => end - start + 1)
    const at = (multiple: boolean): number =>
      coding.findIndex((length, index) => index > 2 && index < 20 && (length % 3 === 0) === multiple)
    const donor = (exon: number): GermlineEvidence =>
      evidence(
        variant('BRCA2', null, {
          chrom: '13',
          pos: (model.exons[exon]?.[1] ?? 0) + 1,
          ref: 'G',
          alt: 'A',
          consequence: 'splice_donor_variant',
        }),
      )
    expect(criterion(donor(at(true)), 'nullVariantWithKnownMechanism').points).toBeLessThan(8)
    expect(criterion(donor(at(false)), 'nullVariantWithKnownMechanism').points).toBe(8)
  })

  it('make BA1 stand alone, and know its exceptions (HFE C282Y)', () => {
    const common = (one: typeof brca2Frameshift) =>
      noFacts({ frequency: [frequency(one, { nfe: [6000, 100_000] })] })
    expect(germlinePoints(evidence(brca2Frameshift, common(brca2Frameshift))).class).toBe('benign')
    const hfe = variant('HFE', 'p.Cys282Tyr', {
      chrom: '6',
      pos: 26092913,
      ref: 'G',
      alt: 'A',
      consequence: 'missense_variant',
    })
    const found = criterion(evidence(hfe, common(hfe)), 'veryCommonInPopulation')
    expect(found.state).toBe('not met')
    expect(found.evidence).toContain('exception')
  })

  it('count PS1 from two stars on, and never from one submitter', () => {
    const key = { build: 'GRCh38', chrom: '9', pos: 130872903, ref: 'C', alt: 'G' } as const
    const at = (stars: number) =>
      noFacts({ clinvarNearby: [clinvar({ key, germlineClass: 'Pathogenic', stars })] })
    expect(criterion(evidence(abl1F317L, at(2)), 'sameChangeAsPathogenic')).toMatchObject({
      state: 'met',
      points: 4,
    })
    expect(criterion(evidence(abl1F317L, at(1)), 'sameChangeAsPathogenic').state).toBe('not met')
  })

  it('count PM5 for another pathogenic missense of the codon', () => {
    const r175c = { build: 'GRCh38', chrom: '17', pos: 7675089, ref: 'G', alt: 'A' } as const
    const facts = noFacts({
      clinvarNearby: [clinvar({ key: r175c, germlineClass: 'Pathogenic/Likely pathogenic', stars: 2 })],
    })
    expect(criterion(evidence(tp53R175H, facts), 'otherPathogenicMissenseAtResidue')).toMatchObject({
      state: 'met',
      points: 2,
    })
  })

  it('know neither PP5 nor BP6, and no class of ClinVar for the variant itself moves them', () => {
    const labels = Object.values(germlineCriteria).map(({ label }) => label)
    expect(labels.join(' ')).not.toMatch(/PP5|BP6/)
    const { build, chrom, pos, ref, alt } = tp53R175H
    const facts = noFacts({
      clinvar: [clinvar({ key: { build, chrom, pos, ref, alt }, germlineClass: 'Pathogenic', stars: 4 })],
    })
    expect(germlinePoints(evidence(tp53R175H, facts)).points).toBe(
      germlinePoints(evidence(tp53R175H, noFacts())).points,
    )
  })

  it.each([
    [10, 'pathogenic'],
    [6, 'likely pathogenic'],
    [5, 'uncertain significance'],
    [-1, 'likely benign'],
    [-7, 'benign'],
  ])('%i are %s', (points, name) => {
    expect(germlineClassOf(points)).toBe(name)
  })
})

describe('germline words', () => {
  it('are not used of a somatic variant, nor somatic ones of a germline variant', () => {
    const somatic = scopeOf([brca2Frameshift])
    expect(germlineOf(somatic, brca2Frameshift, 'somatic')).toMatchObject({ computed: null, class: null })
  })

  it('are given to no gene without a known disease', () => {
    const other = variant('OR4F5', 'p.Gln10Ter')
    expect(germlineOf(scopeOf([other]), other, 'germline').computed).toBeNull()
  })
})

describe('tumor-only suspicion of germline', () => {
  const tumorOnly = {
    ...brca2Frameshift,
    origin: 'unknown',
    vaf: 0.62,
    depth: 400,
    altDepth: 248,
    id: 7,
  } as const
  const warningOf = (purity: number | null) =>
    matchCase(findings([tumorOnly], { reports: [report({ purity })] }), knowledge)

  it('sends to blood and to counselling and never says that the variant is germline', () => {
    const [flag] = warningOf(null).flags
    expect(flag).toMatchObject({
      kind: 'possible germline',
      alterationId: 7,
      source: expect.stringContaining('36529447'),
    })
    expect(flag?.text).toMatch(/^Possible germline: confirm in blood, refer to genetic counselling\./)
    expect(warningOf(null).warnings.join(' ')).not.toMatch(/\bis germline\b/)
  })

  it('tells what VAF to expect at the purity of the specimen', () => {
    const [flag] = warningOf(0.3).flags
    expect(flag?.text).toContain('a clonal somatic one near 15% and not above 30% without extra copies')
    expect(flag?.text).toContain('above what a somatic change reaches')
  })

  it('never withdraws the referral because purity fits a somatic change', () => {
    const [flag] = warningOf(1).flags
    expect(flag?.kind).toBe('possible germline')
  })

  it('leaves the board to decide where purity does not tell', () => {
    expect(purityText({ ...tumorOnly, vaf: 0.48, altDepth: 192 }, 0.95)).toContain('does not tell them apart')
    expect(purityText(tumorOnly, null)).toBeNull()
  })

  it('asks about genes with a high share of germline findings only (TP53 is below 2%)', () => {
    const tp53 = variant('TP53', 'p.Arg213Ter', {
      origin: 'unknown',
      vaf: 0.5,
      consequence: 'stop_gained',
      id: 8,
    })
    expect(matchCase(findings([tp53]), knowledge).flags).toEqual([])
  })

  it('is not raised by a late truncation that leaves the protein whole', () => {
    const late = { ...brca2Late, origin: 'unknown', vaf: 0.5, id: 9 } as const
    expect(matchCase(findings([late]), knowledge).flags).toEqual([])
  })
})

describe('germline findings', () => {
  const exome = panel(['BRCA2', 'RYR1', 'ATP7B'], ['smallVariant'], {
    method: 'exome',
    specimenKinds: ['normal'],
  })
  const normal = report({ specimen: 'blood', specimenKind: 'normal', assay: exome })
  const inBlood = { ...brca2Frameshift, origin: 'germline', id: 11, zygosity: 'heterozygous' } as const
  const key = { build: 'GRCh38', chrom: '13', pos: 32340300, ref: 'GT', alt: 'G' } as const

  it('prompt genetic counselling and name who classed the variant, with stars', () => {
    const facts = withFacts(inBlood, { clinvar: [clinvar({ key, germlineClass: 'Pathogenic', stars: 3 })] })
    const [flag] = matchCase(findings([inBlood], { reports: [normal], ...facts }), knowledge).flags
    expect(flag).toMatchObject({ kind: 'germline' })
    expect(flag?.text).toContain(
      'Pathogenic in ClinVar 2026-11-01 (3 of 4 stars): refer to genetic counselling',
    )
  })

  const ryr1 = variant('RYR1', 'p.Gln3756Ter', {
    origin: 'germline',
    id: 12,
    consequence: 'stop_gained',
    clinicalSignificance: 'Pathogenic',
    chrom: '19',
  })
  const secondary = (secondaryFindings: 'yes' | 'no' | 'unknown') =>
    matchCase(findings([ryr1], { reports: [normal], secondaryFindings }), knowledge)

  it('outside cancer are told with consent only; without it not even that there is one', () => {
    expect(
      secondary('yes')
        .flags.map(({ text }) => text)
        .join(),
    ).toContain('Malignant hyperthermia')
    expect(secondary('yes').flags[0]?.source).toBe('ACMG SF v3.2')
    for (const consent of ['no', 'unknown'] as const) {
      expect(JSON.stringify(secondary(consent))).not.toContain('RYR1')
      expect(secondary(consent).warnings.join(' ')).toContain('ACMG SF v3.2) are not shown')
    }
  })

  it('outside cancer are no matter of a panel ordered for the tumor', () => {
    const onPanel = { ...normal, assay: { ...exome, method: 'panel' as const } }
    const told = matchCase(findings([ryr1], { reports: [onPanel], secondaryFindings: 'yes' }), knowledge)
    expect(told.flags).toEqual([])
    const silent = matchCase(
      findings([ryr1], { reports: [onPanel], secondaryFindings: 'unknown' }),
      knowledge,
    )
    expect(silent.warnings.join(' ')).not.toContain('ACMG SF')
  })

  it('of a recessive gene need two variants (ATP7B)', () => {
    const atp7b = variant('ATP7B', 'p.His1069Gln', {
      origin: 'germline',
      id: 13,
      clinicalSignificance: 'Pathogenic',
      chrom: '13',
      zygosity: 'heterozygous',
    })
    const flags = (...list: (typeof atp7b)[]) =>
      matchCase(findings(list, { reports: [normal], secondaryFindings: 'yes' }), knowledge).flags
    const second = { ...atp7b, hgvsP: 'p.Arg778Leu', id: 14, pos: 2000 }
    // ATP7B is in CPSR's list only if a cancer source names it; the rule under test is the list for secondary findings.
    expect(knowledge.classification?.predisposition('ATP7B') ?? null).toBeNull()
    expect(flags(atp7b)).toEqual([])
    expect(flags(atp7b, second)).toHaveLength(2)
    expect(flags({ ...atp7b, zygosity: 'homozygous' })).toHaveLength(1)
  })

  it('are taken from 81 genes, version said', () => {
    const genes = knowledge.classification?.germlineGenes.filter(
      (gene) => (knowledge.classification?.secondaryFindings(gene).length ?? 0) > 0,
    )
    expect(genes).toHaveLength(81)
    expect(genes).toEqual(expect.arrayContaining(['CALM1', 'CALM2', 'CALM3', 'TTR']))
  })
})
