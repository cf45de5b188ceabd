import { evidenceStrengthSchema } from '../../../shared/knowledge.ts'
import type { Assertion, EvidenceStrength, Leaf } from '../../../shared/knowledge.ts'
import type { Match } from '../../../shared/match.ts'
import type { Alteration } from '../../../shared/model.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import type { Evaluation } from '../biomarkers/evaluate.ts'
import { scopesMeet, scopeText } from '../case/disease.ts'
import { compareText } from '../text.ts'
import type { Candidate } from './candidate.ts'
import { firstSeen } from './timeline.ts'

/**
 * Resistance belongs to a regimen: KRAS G12C in colorectal cancer resists cetuximab alone and is the
 * indication for cetuximab with adagrasib. It holds where a resisted drug is given (all of them, where the
 * source saw resistance to the combination) and none of the partners that lift the resistance.
 */
export function resists(resistance: Assertion, regimen: readonly string[]): boolean {
  const { drugs, exceptInCombinationWith, together } = resistance.therapy
  const given = (drug: string): boolean => regimen.includes(drug)
  return (
    resistance.effect === 'resistance' &&
    (together === true ? drugs.every(given) : drugs.some(given)) &&
    !exceptInCombinationWith.some((partner) => regimen.includes(partner))
  )
}

/**
 * The true resistance assertions that a sensitivity's regimen meets. Those of the case's own disease always
 * count; those of another disease count where the sensitivity is borrowed from that same disease or the
 * diagnosis is unresolved, and then the text names the disease.
 */
export function resistancesMet(
  candidate: Candidate,
  resistances: readonly Candidate[],
  tree: OncoTree,
  diagnosisResolved: boolean,
): Match['resistedBy'] {
  if (candidate.assertion.effect !== 'sensitivity') return []
  const applies = (resistance: Candidate): boolean => {
    if (resistance.disease.match !== 'other') return true
    if (resistance.disease.excepted) return false
    const borrowed = candidate.disease.match === 'other' || !diagnosisResolved
    return borrowed && scopesMeet(tree, resistance.assertion.disease, candidate.assertion.disease)
  }
  return resistances
    .filter(
      (resistance) =>
        resists(resistance.assertion, candidate.assertion.therapy.drugs) &&
        applies(resistance) &&
        !answeredByCombination(candidate, resistance),
    )
    .map((resistance) => {
      const { assertion, disease, evaluation } = resistance
      const where = disease.match === 'other' ? ` (reported in ${scopeText(tree, assertion.disease)})` : ''
      return {
        assertionId: assertion.id,
        text: `${assertion.statement}${where}`,
        alterations: alterationTexts(evaluation),
        level: { ...assertion.level },
        strength: assertion.strength,
        ...sinceOf(evaluation),
      }
    })
    .sort((a, b) => compareText(a.assertionId, b.assertionId))
}

/**
 * Evidence on a part of the regimen that the whole regimen was made to overcome: BRAF V600E resists cetuximab, and
 * is the indication of encorafenib with cetuximab. Most sources state no exceptions, so it holds where the
 * combination rests on that very finding, by evidence that is no weaker.
 */
function answeredByCombination(candidate: Candidate, resistance: Candidate): boolean {
  const { drugs } = resistance.assertion.therapy
  const isPart = candidate.assertion.therapy.drugs.some((drug) => !drugs.includes(drug))
  if (!isPart || isWeaker(candidate.assertion.strength, resistance.assertion.strength)) return false
  const indicating = new Set(findingsUnder(candidate.evaluation))
  const resisting = findingsUnder(resistance.evaluation)
  return resisting.length > 0 && resisting.every((finding) => indicating.has(finding))
}

function isWeaker(a: EvidenceStrength, b: EvidenceStrength): boolean {
  const order = evidenceStrengthSchema.options
  return order.indexOf(a) > order.indexOf(b)
}

/** Alterations whose presence made the expression true. */
function findingsUnder(evaluation: Evaluation): Alteration[] {
  return evaluation.judged.flatMap(({ hit, reason }) =>
    hit !== null && reason.result === 'true' && !reason.negated ? [hit.alteration] : [],
  )
}

/**
 * Sensitivities that the case's own disease does not name, kept only where they are approved or in a
 * guideline elsewhere, rest on something found (not on an absence), and the own disease is silent about that
 * finding. Evidence in the patient's own tumor type outranks what is borrowed from another (oncokb/oncokb
 * issue 3884; BRAF V600E in colorectal cancer is the classic harm). What is left out is said in one line
 * for each finding.
 */
export function borrowedMatches(
  candidates: readonly Candidate[],
  ownMatches: readonly Candidate[],
): { kept: Candidate[]; leftOut: string[] } {
  const kept: Candidate[] = []
  const left = new Map<string, Set<string>>()
  for (const candidate of candidates) {
    if (!mayBeBorrowed(candidate) || ownMatches.some((own) => sameAdvice(own, candidate))) continue
    if (!ownEvidenceSpeaks(candidate, ownMatches)) {
      kept.push(candidate)
      continue
    }
    const finding = alterationTexts(candidate.evaluation).join(', ')
    const regimens = left.get(finding) ?? new Set<string>()
    left.set(finding, regimens.add(candidate.assertion.therapy.drugs.join(' + ')))
  }
  const leftOut = [...left].map(
    ([finding, regimens]) =>
      `Not listed for ${finding}, although approved for it in another tumor type: ${[...regimens].sort(compareText).join('; ')}. ` +
      'What is known of it in this tumor type takes precedence.',
  )
  return { kept, leftOut: leftOut.sort(compareText) }
}

/**
 * True where the source itself leaves this disease out, or the own disease has strong evidence on the finding.
 * A source for a subtype of the diagnosis (CHOL asked, intrahepatic named) is no other disease: only a
 * resistance speaks against it.
 */
export function ownEvidenceSpeaks(
  { assertion, disease, evaluation }: Candidate,
  ownMatches: readonly Candidate[],
): boolean {
  if (disease.excepted) return true
  const found = new Set(evaluation.judged.flatMap(({ hit }) => (hit === null ? [] : [hit.alteration])))
  return ownMatches.some(
    (own) =>
      resists(own.assertion, assertion.therapy.drugs) ||
      (!disease.narrower &&
        ['A1', 'A2', 'B'].includes(own.assertion.strength) &&
        (own.assertion.effect === 'sensitivity' || own.assertion.effect === 'resistance') &&
        own.evaluation.judged.some(({ hit }) => hit !== null && found.has(hit.alteration))),
  )
}

function mayBeBorrowed({ assertion, disease, evaluation }: Candidate): boolean {
  return (
    disease.match === 'other' &&
    assertion.effect === 'sensitivity' &&
    (assertion.strength === 'A1' || assertion.strength === 'A2') &&
    evaluation.truth === 'true' &&
    evaluation.judged.some(({ leaf, hit, reason }) => hit !== null && !reason.negated && isPresence(leaf))
  )
}

/** The own disease already names this regimen for the same finding. */
export function sameAdvice(own: Candidate, other: Candidate): boolean {
  if (own.assertion.effect !== 'sensitivity') return false
  const [a, b] = [own.assertion.therapy, other.assertion.therapy]
  const sameRegimen =
    a.drugs.length === b.drugs.length &&
    a.drugs.every((drug) => b.drugs.includes(drug)) &&
    (a.backbone ?? '') === (b.backbone ?? '')
  if (!sameRegimen) return false
  const found = new Set(own.evaluation.judged.map(({ hit }) => hit?.alteration))
  return other.evaluation.judged.some(({ hit }) => hit !== null && found.has(hit.alteration))
}

/** A definite finding that something is there; an absence says nothing about another tumor type. */
function isPresence(leaf: Leaf): boolean {
  switch (leaf.leaf) {
    case 'wildType':
    // What a source says of any mutation of a gene in one disease (TP53 in leukemia) is too little to borrow.
    case 'anyMutation':
      return false
    case 'msi':
      return leaf.is === 'MSI-H'
    case 'mmr':
      return leaf.is === 'deficient'
    case 'hrd':
      return leaf.is === 'positive'
    case 'methylation':
      return leaf.is === 'methylated'
    case 'expression':
      return (
        leaf.atLeast !== undefined ||
        (leaf.below === undefined &&
          leaf.categories?.every((word) => /^(0|negative|absent)$/i.test(word)) !== true)
      )
    case 'expressionLevel':
      return leaf.is !== 'underexpressed'
    default:
      return true
  }
}

function alterationTexts(evaluation: Evaluation): string[] {
  const texts = evaluation.judged.flatMap(({ hit, reason }) =>
    hit !== null && reason.result === 'true' && !reason.negated ? [hit.text] : [],
  )
  return [...new Set(texts)]
}

function sinceOf(evaluation: Evaluation): { since?: string } {
  const since = firstSeen(evaluation)
  return since === undefined ? {} : { since }
}
