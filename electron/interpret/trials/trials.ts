import type { KnowledgePack } from '../../../shared/knowledge.ts'
import type { DiseaseMatch, Truth } from '../../../shared/match.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import type { Trial, TrialCohort, TrialCriterion } from '../../../shared/trial.ts'
import type {
  CohortMatch,
  CriterionResult,
  TrialMatch,
  TrialOutcome,
  TrialReport,
} from '../../../shared/trialMatch.ts'
import { evaluateInScope } from '../biomarkers/evaluate.ts'
import { biomarkerText } from '../biomarkers/leafText.ts'
import { matchDisease, resolveDiagnosis, scopeText } from '../case/disease.ts'
import type { Diagnosis } from '../case/disease.ts'
import type { CaseFindings } from '../case/findings.ts'
import { caseScope } from '../matching/match.ts'
import type { MatchKnowledge } from '../matching/match.ts'
import { drugTable } from '../patient/drugNames.ts'
import type { Scope } from '../scope.ts'
import { compareText } from '../text.ts'
import { patientCriteria } from './trialBounds.ts'
import type { TrialDrugs, TrialPatient } from './trialBounds.ts'

interface Surroundings {
  readonly scope: Scope
  readonly tree: OncoTree
  readonly diagnosis: Diagnosis
  readonly code: string | null
  readonly patient: TrialPatient
  readonly drugs: TrialDrugs
  readonly asOf: string
}

/**
 * Matches one case against the trial lists of the packs. Every criterion is three-valued, as in the therapy
 * matching: what no report or record answers is missing, never "not met". Pure; `asOf` is the ISO day that
 * ages are counted for.
 */
export function matchTrials(
  findings: CaseFindings,
  patient: TrialPatient,
  knowledge: MatchKnowledge,
  asOf: string,
): TrialReport {
  const { packs, oncotree: tree } = knowledge
  const diagnosis = resolveDiagnosis(tree, findings.diagnosis)
  const around: Surroundings = {
    scope: caseScope(findings, knowledge),
    tree,
    diagnosis,
    code: findings.diagnosis,
    patient,
    drugs: {
      table: drugTable(packs),
      classes: new Set(packs.flatMap(({ drugClasses = [] }) => drugClasses.flatMap((one) => one.classes))),
    },
    asOf,
  }
  const lists = packs.filter((pack) => (pack.trials?.length ?? 0) > 0)
  return {
    case: findings.case,
    diagnosis: findings.diagnosis,
    diagnosisResolved: diagnosis.resolved,
    asOf,
    lists: lists.map(({ manifest, trials = [] }) => ({
      pack: manifest.name,
      title: manifest.title,
      version: manifest.version,
      retrieved: manifest.retrieved,
      source: manifest.source,
      licence: manifest.licence,
      trials: trials.length,
    })),
    matches: lists
      .flatMap((pack) => (pack.trials ?? []).map((trial) => matchTrial(pack, trial, around)))
      .sort(compareTrials),
  }
}

function matchTrial(pack: KnowledgePack, trial: Trial, around: Surroundings): TrialMatch {
  const cohorts = trial.cohorts.map((cohort) => matchCohort(trial, cohort, around)).sort(compareCohorts)
  return {
    id: trial.id,
    pack: pack.manifest.name,
    title: trial.title,
    phase: trial.phase,
    status: trial.status,
    sponsor: trial.sponsor,
    drugs: trial.drugs,
    sites: trial.sites,
    contact: trial.contact,
    outcome: cohorts[0]?.outcome ?? 'excluded',
    cohorts,
    source: trial.source,
    lastUpdated: trial.lastUpdated,
  }
}

function matchCohort(trial: Trial, cohort: TrialCohort, around: Surroundings): CohortMatch {
  const disease = diseaseCriterion(cohort, around)
  const inclusion = cohort.inclusion.map((criterion) => inclusionCriterion(criterion, around.scope))
  const criteria = [
    disease.criterion,
    ...inclusion,
    ...cohort.exclusion.map((criterion) => exclusionCriterion(criterion, around.scope)),
    ...patientCriteria(cohort, around.patient, around.drugs, around.asOf),
  ]
  const biomarker = biomarkerTruth(cohort, inclusion)
  const excludedBy = criteria
    .filter((one) => one.result === 'false' && !(isAlternative(one) && biomarker !== 'false'))
    .map(criterionText)
  const missing = [
    ...criteria
      .filter((one) => one.result === 'not assessed' && !(isAlternative(one) && biomarker === 'true'))
      .map(criterionText),
    ...(cohort.readFrom === 'free text' ? [freeTextNote(cohort)] : []),
  ]
  return {
    name: cohort.name,
    status: cohort.status ?? trial.status,
    drugs: cohort.drugs.length > 0 ? cohort.drugs : trial.drugs,
    outcome: excludedBy.length > 0 ? 'excluded' : missing.length > 0 ? 'possibly' : 'eligible on file',
    diseaseMatch: disease.match,
    diseaseText: cohort.disease === null ? cohort.diseaseText : scopeText(around.tree, cohort.disease),
    biomarker,
    alterations: [
      ...new Set(
        inclusion
          .flatMap(({ because }) => because)
          .filter(({ result, negated }) => result === 'true' && !negated)
          .flatMap(({ alteration }) => (alteration === undefined ? [] : [alteration])),
      ),
    ],
    criteria,
    missing,
    excludedBy,
    byHand: cohort.byHand,
    readFrom: cohort.readFrom,
  }
}

function isAlternative({ kind, sentence }: CriterionResult): boolean {
  return kind === 'biomarker' && sentence !== null
}

/**
 * Structured criteria must all hold. Of criteria read from prose one suffices: whether the prose joins them by
 * "and" or "or" is not known, and a trial must not be lost by guessing.
 */
function biomarkerTruth(cohort: TrialCohort, results: readonly CriterionResult[]): Truth | null {
  if (cohort.inclusion.length === 0) return null
  const structured = results.filter((one) => !isAlternative(one)).map(({ result }) => result)
  const alternatives = results.filter(isAlternative).map(({ result }) => result)
  const any: Truth[] =
    alternatives.length === 0
      ? []
      : [
          alternatives.includes('true')
            ? 'true'
            : alternatives.includes('not assessed')
              ? 'not assessed'
              : 'false',
        ]
  const parts = [...structured, ...any]
  return parts.includes('false') ? 'false' : parts.includes('not assessed') ? 'not assessed' : 'true'
}

function freeTextNote(cohort: TrialCohort): string {
  return cohort.inclusion.length === 0
    ? 'the eligibility text names no biomarker that was understood: found by disease only, read it'
    : 'criteria were read from free text: check them in the eligibility text'
}

function diseaseCriterion(
  cohort: TrialCohort,
  { tree, diagnosis, code }: Surroundings,
): { criterion: CriterionResult; match: DiseaseMatch | null } {
  const asks = cohort.disease === null ? cohort.diseaseText : scopeText(tree, cohort.disease)
  const as = (result: Truth, explanation: string): CriterionResult => ({
    kind: 'disease',
    asks: asks === '' ? 'a disease that the list does not state' : asks,
    result,
    explanation,
    sentence: null,
    because: [],
  })
  if (cohort.disease === null) {
    const explanation =
      cohort.diseaseText === ''
        ? 'The list states no disease.'
        : 'No OncoTree node could be given to the words of the list.'
    return { criterion: as('not assessed', explanation), match: null }
  }
  const { match, excepted, narrower } = matchDisease(tree, code, cohort.disease)
  if (!diagnosis.resolved) return { criterion: as('not assessed', diagnosis.why), match }
  const here = `${diagnosis.name} (${diagnosis.code})`
  if (match !== 'other') return { criterion: as('true', `This case: ${here}.`), match }
  if (excepted) return { criterion: as('false', `${here} is left out by the trial.`), match }
  if (narrower) {
    return {
      criterion: as('not assessed', `${here} is broader: a more exact diagnosis may fit.`),
      match,
    }
  }
  if (cohort.diseaseUnread.length > 0) {
    const unread = cohort.diseaseUnread.join(', ')
    return { criterion: as('not assessed', `This case: ${here}. Not understood: ${unread}.`), match: null }
  }
  return { criterion: as('false', `This case: ${here}.`), match }
}

function inclusionCriterion(criterion: TrialCriterion, scope: Scope): CriterionResult {
  return biomarkerCriterion('biomarker', criterion, scope)
}

/** Fulfilled where the excluding finding is known to be absent. */
function exclusionCriterion(criterion: TrialCriterion, scope: Scope): CriterionResult {
  return biomarkerCriterion(
    'excluded biomarker',
    { ...criterion, biomarker: { not: criterion.biomarker } },
    scope,
  )
}

function biomarkerCriterion(
  kind: 'biomarker' | 'excluded biomarker',
  { biomarker, text, readFrom }: TrialCriterion,
  scope: Scope,
): CriterionResult {
  const { truth, judged } = evaluateInScope(biomarker, scope)
  const because = judged.map(({ reason }) => reason)
  const asks = biomarkerText(biomarker)
  // An open criterion keeps its true parts among the reasons: what is missing is only what is open.
  const said = because
    .filter(({ result }) => truth !== 'not assessed' || result === 'not assessed')
    .map(({ leaf, alteration, explanation }) => {
      const found = [alteration, explanation].filter((part) => part !== undefined && part !== '').join('. ')
      return asks.endsWith(leaf) && because.length === 1 ? found : `${leaf}: ${found}`
    })
  return {
    kind,
    asks,
    result: truth,
    explanation: [...new Set(said)].join(' '),
    sentence: readFrom === 'free text' ? text : null,
    because,
  }
}

function criterionText({ kind, asks, explanation, sentence }: CriterionResult): string {
  const source = sentence === null ? '' : ' (read from free text: check)'
  return kind === 'biomarker' || kind === 'excluded biomarker'
    ? `${asks}${source}: ${explanation}`
    : `${asks}: ${explanation}`
}

const OUTCOMES: readonly TrialOutcome[] = ['eligible on file', 'possibly', 'excluded']

/** Not excluded first; then biomarker met in this tumor type; then recruiting; then eligible before possibly. */
function ranks(cohort: CohortMatch): readonly number[] {
  const disease = cohort.criteria.some(({ kind, result }) => kind === 'disease' && result === 'true')
  const biomarker = cohort.biomarker
  return [
    cohort.outcome === 'excluded' ? 1 : 0,
    biomarker === 'true' ? (disease ? 0 : 1) : biomarker === 'not assessed' ? 2 : 3,
    cohort.status === 'recruiting' ? 0 : cohort.status === 'not yet recruiting' ? 1 : 2,
    OUTCOMES.indexOf(cohort.outcome),
  ]
}

function compareCohorts(a: CohortMatch, b: CohortMatch): number {
  const [left, right] = [ranks(a), ranks(b)]
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return compareText(a.name ?? '', b.name ?? '')
}

function compareTrials(a: TrialMatch, b: TrialMatch): number {
  const [left, right] = [a.cohorts[0], b.cohorts[0]]
  const difference = left === undefined || right === undefined ? 0 : ranked(left, right)
  return difference || compareText(a.id, b.id)
}

function ranked(a: CohortMatch, b: CohortMatch): number {
  return compareCohorts({ ...a, name: null }, { ...b, name: null })
}
