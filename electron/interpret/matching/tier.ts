import type { Effect, EvidenceStrength } from '../../../shared/knowledge.ts'
import type { AmpTier, DiseaseMatch } from '../../../shared/match.ts'

/**
 * AMP/ASCO/CAP 2017 tiers (Li et al., J Mol Diagn 2017, PMID 27993330) from the strength of the evidence and
 * its disease. A tier belongs to a variant, a tumor type and a date; the source's own level stays as it is.
 *
 * The guideline leaves open where weaker evidence from another tumor type stands; those rows are ours and
 * take the cautious side.
 */
export interface TierRow {
  readonly id: string
  readonly strengths: readonly EvidenceStrength[]
  /** `unresolved` stands for a diagnosis that OncoTree does not know or that is only a tissue. */
  readonly diseases: readonly (DiseaseMatch | 'unresolved')[]
  readonly tier: AmpTier
  readonly text: string
}

export const TIER_TABLE: readonly TierRow[] = [
  {
    id: 'A in this tumor type',
    strengths: ['A1', 'A2'],
    diseases: ['exact', 'descendant'],
    tier: 'I-A',
    text: 'level A evidence (approval or guideline) in this tumor type',
  },
  {
    id: 'A tumor-agnostic',
    strengths: ['A1', 'A2'],
    diseases: ['tumor-agnostic'],
    tier: 'I-A',
    text: 'level A evidence (approval or guideline) for solid tumors of any type',
  },
  {
    id: 'B in this tumor type',
    strengths: ['B'],
    diseases: ['exact', 'descendant'],
    tier: 'I-B',
    text: 'level B evidence (well-powered studies with consensus) in this tumor type',
  },
  {
    id: 'B tumor-agnostic',
    strengths: ['B'],
    diseases: ['tumor-agnostic'],
    tier: 'II-C',
    text: 'well-powered studies across tumor types, not in this tumor type alone',
  },
  {
    id: 'A or B in another tumor type',
    strengths: ['A1', 'A2', 'B'],
    diseases: ['other'],
    tier: 'II-C',
    text: 'approved or well studied in another tumor type',
  },
  {
    id: 'A or B, tumor type unresolved',
    strengths: ['A1', 'A2', 'B'],
    diseases: ['unresolved'],
    tier: 'II-C',
    text: 'the tumor type is unresolved, which blocks tier I',
  },
  {
    id: 'C in this tumor type',
    strengths: ['C'],
    diseases: ['exact', 'descendant', 'tumor-agnostic'],
    tier: 'II-C',
    text: 'level C evidence (trial criterion, several small studies)',
  },
  {
    id: 'C elsewhere',
    strengths: ['C'],
    diseases: ['other', 'unresolved'],
    tier: 'II-D',
    text: 'level C evidence in another or an unresolved tumor type',
  },
  {
    id: 'D',
    strengths: ['D'],
    diseases: ['exact', 'descendant', 'tumor-agnostic', 'other', 'unresolved'],
    tier: 'II-D',
    text: 'level D evidence (preclinical or case reports)',
  },
]

export interface TierQuestion {
  readonly strength: EvidenceStrength
  readonly diseaseMatch: DiseaseMatch
  readonly diagnosisResolved: boolean
  readonly effect: Effect
  readonly status: 'matched' | 'not assessed'
}

/** Tier and the row of the table that gave it; null where no tier may be given. */
export function ampTier(question: TierQuestion): { tier: AmpTier | null; reason: string } {
  if (question.status === 'not assessed') {
    return { tier: null, reason: 'No tier: the biomarker is not assessed.' }
  }
  if (question.effect === 'toxicity') {
    return { tier: null, reason: 'No tier: AMP/ASCO/CAP tiers do not cover toxicity.' }
  }
  const disease = question.diagnosisResolved ? question.diseaseMatch : 'unresolved'
  const row = TIER_TABLE.find(
    ({ strengths, diseases }) => strengths.includes(question.strength) && diseases.includes(disease),
  )
  if (row === undefined) return { tier: null, reason: 'No tier: the table has no row for this evidence.' }
  return {
    tier: row.tier,
    reason: `Tier ${row.tier} by AMP/ASCO/CAP 2017 (PMID 27993330), row "${row.id}": ${row.text}.`,
  }
}
