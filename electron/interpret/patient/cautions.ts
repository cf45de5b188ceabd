import type { Assertion, Caution, CautionWhen, KnowledgePack } from '../../../shared/knowledge.ts'
import type { CautionCheck } from '../../../shared/match.ts'
import { ORGAN_UNITS } from '../../../shared/model.ts'
import type { Clinical } from '../../../shared/model.ts'
import { testText } from '../biomarkers/leafText.ts'
import type { CaseFindings } from '../case/findings.ts'
import type { Candidate } from '../matching/candidate.ts'
import { compareText, joinNotes } from '../text.ts'
import { drugKey, drugTable, isDrugOrClass, regimenDrugs } from './drugNames.ts'
import type { DrugTable } from './drugNames.ts'

/**
 * What speaks against a drug in this patient: comedication, organ function, conditions (facts of drug labels) and
 * pharmacogenes. Judged three-valued: a field that nobody filled in is "not assessed", never "fine".
 */
export interface Patient {
  readonly comedications: readonly string[]
  readonly clinical: Clinical
  readonly sex: NonNullable<CaseFindings['sex']>
}

interface Regimen {
  readonly drugs: readonly string[]
  readonly backbone?: string | null | undefined
}

type Judgement =
  { readonly is: 'applies' | 'not assessed'; readonly because: string } | { readonly is: 'does not apply' }

export function judgeCaution(when: CautionWhen, patient: Patient, table: DrugTable): Judgement {
  if ('comedication' in when) return judgeComedication(when.comedication, patient.comedications, table)
  if ('condition' in when) {
    const found = patient.clinical.conditions.find(({ condition }) => condition === when.condition)
    if (found === undefined) {
      const impossible = when.condition === 'pregnancy' && patient.sex === 'male'
      return impossible ? { is: 'does not apply' } : { is: 'not assessed', because: when.condition }
    }
    return found.present
      ? { is: 'applies', because: `${when.condition}${dated(found.date)}` }
      : { is: 'does not apply' }
  }
  const found = patient.clinical.organs.find(({ field }) => field === when.organ)
  if (found === undefined) return { is: 'not assessed', because: when.organ }
  const beyond = 'below' in when ? found.value < when.below : found.value > when.above
  const limit = 'below' in when ? `below ${when.below}` : `above ${when.above}`
  return beyond
    ? {
        is: 'applies',
        because: `${when.organ} ${found.value} ${ORGAN_UNITS[when.organ]}${dated(found.date)}, ${limit}`,
      }
    : { is: 'does not apply' }
}

function dated(date: string | null): string {
  return date === null ? ' (date not stated)' : ` (${date})`
}

function judgeComedication(
  wanted: readonly string[],
  comedications: readonly string[],
  table: DrugTable,
): Judgement {
  const taken = comedications.filter((drug) => wanted.some((one) => isDrugOrClass(table, drug, one)))
  if (taken.length > 0) {
    const names = taken.map((drug) => {
      const classes = wanted.filter(
        (one) => drugKey(one) !== (table.known(drug) ?? drugKey(drug)) && isDrugOrClass(table, drug, one),
      )
      return classes.length === 0 ? drug : `${drug} (${classes.join(', ')})`
    })
    return { is: 'applies', because: `comedication ${names.join(', ')}` }
  }
  if (comedications.length === 0) return { is: 'not assessed', because: 'comedication (none recorded)' }
  const strangers = comedications.filter((drug) => table.known(drug) === null)
  return strangers.length > 0
    ? { is: 'not assessed', because: `comedication (${strangers.join(', ')}: not in the drug table)` }
    : { is: 'does not apply' }
}

const KIND_OF = (when: CautionWhen): CautionCheck['kind'] =>
  'comedication' in when ? 'comedication' : 'condition' in when ? 'condition' : 'organ function'

const SEVERITIES = ['contraindicated', 'avoid', 'change the dose', 'monitor'] as const

/**
 * Every caution that applies to a drug of the regimen or could not be judged; gravest first, what is not assessed
 * last. `toxicities` are those of the case's own disease.
 */
export function cautionsFor(
  { labels, toxicDrugs }: Touched,
  toxicities: readonly Candidate[],
  patient: Patient,
  table: DrugTable,
): CautionCheck[] {
  const labelled = labels.flatMap((label) => checkOf(label, patient, table))
  const genes =
    toxicDrugs.size === 0
      ? []
      : toxicities.flatMap((candidate) => toxicityCheck(candidate, toxicDrugs.get(candidate.assertion) ?? []))
  const rank = (check: CautionCheck): number =>
    check.result === 'not assessed'
      ? SEVERITIES.length + 1
      : check.severity === null
        ? SEVERITIES.length
        : SEVERITIES.indexOf(check.severity)
  return [...labelled, ...genes].sort(
    (a, b) => rank(a) - rank(b) || compareText(a.id, b.id) || compareText(a.pack, b.pack),
  )
}

/** A caution with those of its drugs that the regimen contains. */
interface Label {
  readonly pack: string
  readonly caution: Caution
  readonly drugs: readonly string[]
}

/** What the packs say of the drugs of a regimen, whoever the patient is. */
export interface Touched {
  readonly labels: readonly Label[]
  /** Pharmacogene assertions with those of their drugs that the regimen contains. */
  readonly toxicDrugs: ReadonlyMap<Assertion, readonly string[]>
}

interface Looked {
  readonly toxicities: readonly Assertion[]
  readonly byRegimen: Map<string, Touched>
  /** The same by the very object in a pack, which spares writing the key. */
  readonly byObject: WeakMap<Regimen, Touched>
}

const LOOKED = new WeakMap<readonly KnowledgePack[], Looked>()

/** Looked up once for these packs and each regimen: thousands of cases ask about the same few hundred. */
export function touchedBy(packs: readonly KnowledgePack[], regimen: Regimen): Touched {
  let looked = LOOKED.get(packs)
  if (looked === undefined) {
    const toxicities = packs.flatMap((pack) => pack.assertions.filter(({ effect }) => effect === 'toxicity'))
    LOOKED.set(packs, (looked = { toxicities, byRegimen: new Map(), byObject: new WeakMap() }))
  }
  const known = looked.byObject.get(regimen)
  if (known !== undefined) return known
  const key = JSON.stringify([regimen.drugs, regimen.backbone])
  const touched = looked.byRegimen.get(key) ?? readTouched(packs, regimen, looked.toxicities)
  looked.byRegimen.set(key, touched)
  looked.byObject.set(regimen, touched)
  return touched
}

function readTouched(
  packs: readonly KnowledgePack[],
  regimen: Regimen,
  toxicities: readonly Assertion[],
): Touched {
  const given = regimenDrugs(drugTable(packs), regimen)
  return {
    labels: packs.flatMap((pack) =>
      (pack.cautions ?? []).flatMap((caution) => {
        const drugs = given(caution.drugs)
        return drugs.length === 0 ? [] : [{ pack: pack.manifest.name, caution, drugs }]
      }),
    ),
    toxicDrugs: new Map(
      toxicities.flatMap((assertion) => {
        const drugs = given(assertion.therapy.drugs)
        return drugs.length === 0 ? [] : [[assertion, drugs] as const]
      }),
    ),
  }
}

function checkOf({ pack, caution, drugs }: Label, patient: Patient, table: DrugTable): CautionCheck[] {
  const judged = judgeCaution(caution.when, patient, table)
  if (judged.is === 'does not apply') return []
  return [
    {
      id: caution.id,
      pack,
      kind: KIND_OF(caution.when),
      drugs: [...drugs],
      severity: caution.severity,
      result: judged.is,
      because: judged.because,
      statement: caution.statement,
      sources: [...caution.sources],
    },
  ]
}

/** A pharmacogene that speaks against a drug of the regimen, or that nobody tested. */
function toxicityCheck({ pack, assertion, evaluation }: Candidate, drugs: readonly string[]): CautionCheck[] {
  if (drugs.length === 0 || evaluation.truth === 'false') return []
  const applies = evaluation.truth === 'true'
  const deciding = evaluation.judged.filter(({ reason }) => reason.result === evaluation.truth)
  const because = applies
    ? deciding.map(({ hit, reason }) => hit?.text ?? reason.leaf)
    : deciding.map(({ leaf }) => testText(leaf))
  return [
    {
      id: assertion.id,
      pack: pack.manifest.name,
      kind: 'pharmacogenomics',
      drugs: [...drugs],
      severity: null,
      result: applies ? 'applies' : 'not assessed',
      because: [...new Set(because)].sort(compareText).join(', '),
      statement: applies
        ? assertion.statement
        : joinNotes(deciding.map(({ reason }) => reason.explanation)) || assertion.statement,
      sources: [...assertion.sources],
    },
  ]
}
