import type { Assertion, EscatTier, Evidence } from '../../../shared/knowledge.ts'
import type { DiseaseMatch, Escat } from '../../../shared/match.ts'

/**
 * ESCAT (ESMO Scale for Clinical Actionability of molecular Targets; Mateo et al., Ann Oncol 2018, PMID 30137196).
 * It is never derived from an AMP tier or from the strength of an assertion: either a source states it for this
 * alteration in this tumor type, or Caseboard proposes one from the documented kind of study by the table below
 * and says that it is not ESMO's statement, or there is none.
 */
export interface EscatRow {
  readonly id: string
  readonly designs: readonly Evidence['design'][]
  readonly outcomes: readonly Evidence['outcome'][]
  /** How the studied tumor type stands to the case's own. */
  readonly diseases: readonly DiseaseMatch[]
  readonly sameAlteration: boolean
  readonly tier: EscatTier
  readonly text: string
}

const CLINICAL = ['randomised', 'prospective single-arm', 'basket', 'retrospective'] as const
const OWN = ['exact', 'descendant'] as const
const ANY = ['exact', 'descendant', 'tumor-agnostic', 'other'] as const

/** Rows in order; the first that fits decides. */
export const ESCAT_TABLE: readonly EscatRow[] = [
  {
    id: 'response without benefit',
    designs: ['randomised', 'prospective single-arm', 'basket'],
    outcomes: ['response without benefit'],
    diseases: ANY,
    sameAlteration: true,
    tier: 'V',
    text: 'prospective studies show responses but no improved outcome',
  },
  {
    id: 'randomised, survival, this tumor type',
    designs: ['randomised'],
    outcomes: ['survival'],
    diseases: OWN,
    sameAlteration: true,
    tier: 'I-A',
    text: 'a randomised trial in this tumor type improved a survival end point',
  },
  {
    id: 'single-arm, benefit, this tumor type',
    designs: ['prospective single-arm'],
    outcomes: ['survival', 'benefit'],
    diseases: OWN,
    sameAlteration: true,
    tier: 'I-B',
    text: 'a prospective, non-randomised trial in this tumor type showed clinically meaningful benefit',
  },
  {
    id: 'basket, benefit across tumor types',
    designs: ['basket'],
    outcomes: ['survival', 'benefit'],
    diseases: ['exact', 'descendant', 'tumor-agnostic'],
    sameAlteration: true,
    tier: 'I-C',
    text: 'trials across tumor types or basket trials showed similar benefit',
  },
  {
    id: 'retrospective, benefit, this tumor type',
    designs: ['retrospective'],
    outcomes: ['survival', 'benefit'],
    diseases: OWN,
    sameAlteration: true,
    tier: 'II-A',
    text: 'retrospective studies in this tumor type showed benefit',
  },
  {
    id: 'prospective, response, this tumor type',
    designs: ['randomised', 'prospective single-arm', 'basket'],
    outcomes: ['response'],
    diseases: OWN,
    sameAlteration: true,
    tier: 'II-B',
    text: 'a prospective trial in this tumor type showed responses, without data on survival',
  },
  {
    id: 'clinical benefit, another tumor type',
    designs: CLINICAL,
    outcomes: ['survival', 'benefit', 'response'],
    diseases: ['other'],
    sameAlteration: true,
    tier: 'III-A',
    text: 'clinical benefit was shown for this alteration in another tumor type',
  },
  {
    id: 'similar alteration',
    designs: CLINICAL,
    outcomes: ['survival', 'benefit', 'response'],
    diseases: ANY,
    sameAlteration: false,
    tier: 'III-B',
    text: 'a similar alteration was studied, this one has no clinical data',
  },
  {
    id: 'preclinical',
    designs: ['preclinical'],
    outcomes: ['survival', 'benefit', 'response'],
    diseases: ANY,
    sameAlteration: true,
    tier: 'IV-A',
    text: 'evidence from cells or animals',
  },
  {
    id: 'in silico',
    designs: ['in silico'],
    outcomes: ['survival', 'benefit', 'response'],
    diseases: ANY,
    sameAlteration: true,
    tier: 'IV-B',
    text: 'predicted in silico',
  },
  {
    id: 'no effect',
    designs: [...CLINICAL, 'preclinical', 'in silico'],
    outcomes: ['none'],
    diseases: ANY,
    sameAlteration: true,
    tier: 'X',
    text: 'studied without evidence of benefit',
  },
]

export interface EscatQuestion {
  readonly assertion: Pick<Assertion, 'effect' | 'escat' | 'evidence'>
  readonly status: 'matched' | 'not assessed'
  readonly diseaseMatch: DiseaseMatch
  readonly diagnosisResolved: boolean
}

/** The ESCAT tier with its origin, and why; null with the reason where none may be given. */
export function escatOf(question: EscatQuestion): { escat: Escat | null; reason: string } {
  const { assertion, status, diseaseMatch, diagnosisResolved } = question
  const none = (reason: string): { escat: null; reason: string } => ({
    escat: null,
    reason: `No ESCAT tier: ${reason}.`,
  })
  if (assertion.effect !== 'sensitivity') return none('ESCAT ranks targets of therapies')
  if (status === 'not assessed') return none('the biomarker is not assessed')
  if (!diagnosisResolved) return none('the tumor type is unresolved')
  const { escat, evidence } = assertion
  if (escat !== undefined && diseaseMatch !== 'other') {
    return {
      escat: { tier: escat.tier, origin: 'published', source: escat.source },
      reason: `ESCAT ${escat.tier} as stated by ${escat.source.id}${escat.source.title === undefined ? '' : `, ${escat.source.title}`}.`,
    }
  }
  if (escat !== undefined && /^I{1,2}-/.test(escat.tier)) {
    return {
      escat: { tier: 'III-A', origin: 'computed', source: escat.source },
      reason: `Computed by Caseboard from ESCAT ${escat.tier} in another tumor type (${escat.source.id}), row "clinical benefit, another tumor type" of PMID 30137196; not the ESMO statement.`,
    }
  }
  if (evidence === undefined) return none('the pack gives neither a published tier nor the kind of study')
  const row = ESCAT_TABLE.find(
    (one) =>
      one.designs.includes(evidence.design) &&
      one.outcomes.includes(evidence.outcome) &&
      one.diseases.includes(diseaseMatch) &&
      one.sameAlteration === evidence.sameAlteration,
  )
  const study = `${evidence.design}, outcome: ${evidence.outcome}`
  if (row === undefined) return none(`the table has no row for this kind of study (${study})`)
  return {
    escat: { tier: row.tier, origin: 'computed', source: evidence.source },
    reason: `Computed by Caseboard from the kind of study (${study}; ${evidence.source.id}), row "${row.id}" of PMID 30137196: ${row.text}; not the ESMO statement.`,
  }
}
