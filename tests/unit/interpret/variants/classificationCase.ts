import { join } from 'node:path'
import { loadKnowledge } from '../../../../electron/app/loadKnowledge.ts'
import type { CaseFindings } from '../../../../electron/interpret/case/findings.ts'
import { caseScope } from '../../../../electron/interpret/matching/match.ts'
import type { Scope } from '../../../../electron/interpret/scope.ts'
import { evidenceOf } from '../../../../electron/interpret/variants/classify.ts'
import type { GermlineEvidence } from '../../../../electron/interpret/variants/germline/evaluate.ts'
import type { ClinvarFact, FrequencyFact, Judgement, SiteFacts } from '../../../../shared/classification.ts'
import { variantKeyText } from '../../../../shared/classification.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { findings, variant } from '../builders.ts'

/** Variants on the real gene models, roles and tables that ship. GRCh38 unless said. */
export const knowledge = await loadKnowledge(join(import.meta.dirname, '../../../../resources'))

export const brafV600E = variant('BRAF', 'p.Val600Glu', {
  chrom: '7',
  pos: 140753336,
  ref: 'A',
  alt: 'T',
  hgvsC: 'c.1799T>A',
  consequence: 'missense_variant',
})
export const tp53R175H = variant('TP53', 'p.Arg175His', {
  chrom: '17',
  pos: 7675088,
  ref: 'C',
  alt: 'T',
  hgvsC: 'c.524G>A',
  consequence: 'missense_variant',
})
export const brca2Frameshift = variant('BRCA2', 'p.Ser1982ArgfsTer22', {
  chrom: '13',
  pos: 32340300,
  ref: 'GT',
  alt: 'G',
  hgvsC: 'c.5946del',
  consequence: 'frameshift_variant',
})
/** The last exon of BRCA2: common in healthy people. */
export const brca2Late = variant('BRCA2', 'p.Lys3326Ter', {
  chrom: '13',
  pos: 32398489,
  ref: 'A',
  alt: 'T',
  hgvsC: 'c.9976A>T',
  consequence: 'stop_gained',
})
/** TTC>TTA of codon 317. */
export const abl1F317L = variant('ABL1', 'p.Phe317Leu', {
  chrom: '9',
  pos: 130872903,
  ref: 'C',
  alt: 'A',
  hgvsC: 'c.951C>A',
  consequence: 'missense_variant',
})

export function noFacts(more: Partial<SiteFacts> = {}): SiteFacts {
  return { hasClinvar: true, clinvar: [], clinvarNearby: [], frequency: [], frequencyAbsent: [], ...more }
}

export function withFacts(one: SmallVariant, facts: Partial<SiteFacts>): Pick<CaseFindings, 'facts'> {
  return { facts: new Map([[variantKeyText(one), noFacts(facts)]]) }
}

export function scopeOf(
  alterations: readonly SmallVariant[],
  more: Partial<Omit<CaseFindings, 'alterations'>> = {},
): Scope {
  return caseScope(findings(alterations, more), knowledge)
}

export function evidence(one: SmallVariant, facts: SiteFacts | null = null): GermlineEvidence {
  return { ...evidenceOf(scopeOf([one]), one), facts }
}

export function clinvar(more: Partial<ClinvarFact> & Pick<ClinvarFact, 'key'>): ClinvarFact {
  return {
    source: 'ClinVar',
    version: '2026-11-01',
    variationId: '1',
    germlineClass: null,
    review: null,
    stars: 2,
    conflict: null,
    conditions: [],
    consequences: ['missense_variant'],
    genes: [],
    oncogenicity: null,
    oncogenicityStars: 0,
    ...more,
  }
}

/** Counts in Europeans and Africans of a large series. */
export function frequency(
  one: SmallVariant,
  counts: { readonly nfe: readonly [number, number]; readonly afr?: readonly [number, number] },
): FrequencyFact {
  const groups = Object.entries(counts).map(([group, [alleleCount, alleleNumber]]) => ({
    group,
    alleleCount,
    alleleNumber,
    homozygotes: null,
  }))
  const { build, chrom, pos, ref, alt } = one
  return {
    source: 'gnomAD exomes',
    version: '4.1',
    key: { build, chrom, pos, ref, alt },
    alleleCount: groups.reduce((sum, { alleleCount }) => sum + alleleCount, 0),
    alleleNumber: groups.reduce((sum, { alleleNumber }) => sum + alleleNumber, 0),
    homozygotes: null,
    groups,
    filter: null,
  }
}

export function judgement(
  one: SmallVariant,
  more: Partial<Judgement> & Pick<Judgement, 'kind' | 'value'>,
): Judgement {
  const { build, chrom, pos, ref, alt } = one
  return {
    id: 1,
    caseId: 1,
    key: { build, chrom, pos, ref, alt },
    gene: one.gene,
    proteinChange: one.hgvsP,
    reason: 'seen in three functional studies',
    by: 'Dr Lee',
    at: '2026-11-25T10:00:00.000Z',
    current: true,
    ...more,
  }
}
