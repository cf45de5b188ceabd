import type { Truth } from '../../../shared/match.ts'
import type { PriorTherapy } from '../../../shared/model.ts'
import type { Bounds, TrialCohort } from '../../../shared/trial.ts'
import type { CriterionResult } from '../../../shared/trialMatch.ts'
import { drugKey, isDrugOrClass } from '../patient/drugNames.ts'
import type { DrugTable } from '../patient/drugNames.ts'

/** What trials ask about the patient beside tumor and biomarkers; each answer is three-valued. */
export interface TrialPatient {
  readonly sex: 'female' | 'male' | 'other' | 'unknown'
  readonly yearOfBirth: number | null
  /** ECOG 0..5. */
  readonly performanceStatus: number | null
  readonly priorTherapies: readonly PriorTherapy[]
}

/** The packs' drug table, with the names of its classes. */
export interface TrialDrugs {
  readonly table: DrugTable
  readonly classes: ReadonlySet<string>
}

type Verdict = Pick<CriterionResult, 'result' | 'explanation'>

/** The criteria of a cohort that rest on the patient; those that it does not ask are left out. `asOf` is ISO. */
export function patientCriteria(
  cohort: TrialCohort,
  patient: TrialPatient,
  drugs: TrialDrugs,
  asOf: string,
): CriterionResult[] {
  const criteria: CriterionResult[] = []
  const add = (kind: CriterionResult['kind'], asks: string, verdict: Verdict): void => {
    criteria.push({ kind, asks, ...verdict, sentence: null, because: [] })
  }
  if (limits(cohort.age)) {
    add('age', `age ${boundsText(cohort.age)} years`, ageVerdict(cohort.age, patient.yearOfBirth, asOf))
  }
  if (cohort.sex !== null) add('sex', cohort.sex, sexVerdict(cohort.sex, patient.sex))
  if (limits(cohort.ecog)) {
    const { performanceStatus: ecog } = patient
    add(
      'ECOG',
      `ECOG ${boundsText(cohort.ecog)}`,
      ecog === null
        ? { result: 'not assessed', explanation: 'The case states no ECOG performance status.' }
        : { result: between(ecog, ecog, cohort.ecog), explanation: `ECOG of this case: ${ecog}.` },
    )
  }
  if (limits(cohort.priorLines)) {
    add(
      'prior lines',
      `prior lines of therapy: ${boundsText(cohort.priorLines)}`,
      linesVerdict(cohort.priorLines, patient.priorTherapies),
    )
  }
  if (cohort.requiredDrugs.length > 0) {
    add(
      'prior drugs',
      `treated before with ${cohort.requiredDrugs.join(' or ')}`,
      givenVerdict(givenBefore(cohort.requiredDrugs, patient.priorTherapies, drugs), true),
    )
  }
  if (cohort.excludedDrugs.length > 0) {
    add(
      'excluded drugs',
      `not treated before with ${cohort.excludedDrugs.join(' or ')}`,
      givenVerdict(givenBefore(cohort.excludedDrugs, patient.priorTherapies, drugs), false),
    )
  }
  return criteria
}

function limits({ minimum, maximum }: Bounds): boolean {
  return minimum !== null || maximum !== null
}

function boundsText({ minimum, maximum }: Bounds): string {
  if (minimum === null) return `at most ${maximum ?? 0}`
  if (maximum === null) return `at least ${minimum}`
  return minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`
}

/** A value known only to lie in `low..high` (inclusive) against the bounds. */
function between(low: number, high: number, { minimum, maximum }: Bounds): Truth {
  if ((minimum !== null && high < minimum) || (maximum !== null && low > maximum)) return 'false'
  const inside = (minimum === null || low >= minimum) && (maximum === null || high <= maximum)
  return inside ? 'true' : 'not assessed'
}

/** Only the year of birth is known, so the age is one of two: the birthday of this year may be still to come. */
function ageVerdict(bounds: Bounds, yearOfBirth: number | null, asOf: string): Verdict {
  if (yearOfBirth === null) {
    return { result: 'not assessed', explanation: 'The case states no year of birth.' }
  }
  const oldest = Number(asOf.slice(0, 4)) - yearOfBirth
  const result = between(oldest - 1, oldest, bounds)
  const near = result === 'not assessed' ? ' The birthday decides.' : ''
  return { result, explanation: `Born ${yearOfBirth}: ${oldest - 1} or ${oldest} years old.${near}` }
}

function sexVerdict(asked: 'female' | 'male', sex: TrialPatient['sex']): Verdict {
  if (sex === 'female' || sex === 'male') {
    return { result: sex === asked ? 'true' : 'false', explanation: `The case says ${sex}.` }
  }
  return { result: 'not assessed', explanation: `The case says "${sex}".` }
}

const NO_THERAPY = 'No therapy is recorded: that may mean untreated or not written down.'

/** Therapies without a line number (adjuvant treatment, often) may or may not count as a line. */
function linesVerdict(bounds: Bounds, therapies: readonly PriorTherapy[]): Verdict {
  if (therapies.length === 0) return { result: 'not assessed', explanation: NO_THERAPY }
  const lines = new Set(therapies.flatMap(({ line }) => (line === null ? [] : [line]))).size
  const unnumbered = therapies.filter(({ line }) => line === null).length
  const others = unnumbered === 0 ? '' : `, and ${unnumbered} therapy without a line number`
  return {
    result: between(lines, lines + unnumbered, bounds),
    explanation: `Recorded: ${lines} ${lines === 1 ? 'line' : 'lines'}${others}.`,
  }
}

interface Given {
  readonly truth: Truth
  readonly explanation: string
}

/**
 * Whether one of the drugs or drug classes was given. "No" needs an answer for each: a name that the drug
 * table does not know may be a class, and a recorded drug that it does not know may belong to the class.
 */
function givenBefore(
  wanted: readonly string[],
  therapies: readonly PriorTherapy[],
  { table, classes }: TrialDrugs,
): Given {
  if (therapies.length === 0) return { truth: 'not assessed', explanation: NO_THERAPY }
  const recorded = [...new Set(therapies.flatMap((therapy) => therapy.drugs))]
  const found = recorded.filter((drug) => wanted.some((name) => isDrugOrClass(table, drug, name)))
  if (found.length > 0) return { truth: 'true', explanation: `Recorded: ${found.join(', ')}.` }
  const unclear = wanted.flatMap((name) => {
    if (table.known(name) !== null) return []
    if (!classes.has(name)) return [`${name} is not in the drug table: compare by hand.`]
    return recorded
      .filter((drug) => table.known(drug) === null)
      .map((drug) => `${drugKey(drug)} is not in the drug table: it may be ${name}.`)
  })
  return unclear.length > 0
    ? { truth: 'not assessed', explanation: unclear.join(' ') }
    : { truth: 'false', explanation: 'Not among the recorded therapies.' }
}

/** `asked` true: it must have been given; false: it must not. */
function givenVerdict({ truth, explanation }: Given, asked: boolean): Verdict {
  if (truth === 'not assessed' || asked) return { result: truth, explanation }
  return { result: truth === 'true' ? 'false' : 'true', explanation }
}
