import type { Assertion, Biomarker } from '../../../shared/knowledge.ts'
import type { Truth } from '../../../shared/match.ts'
import { evaluateInScope, truthInScope } from '../biomarkers/evaluate.ts'
import type { Absences } from '../biomarkers/evaluate.ts'
import { resolveDiagnosis } from '../case/disease.ts'
import type { CaseFindings } from '../case/findings.ts'
import { touchedBy } from '../patient/cautions.ts'
import type { Scope } from '../scope.ts'
import { ANY_GENE, canBeTrue, keysOfAlteration } from './findingKeys.ts'
import type { FindingKey } from './findingKeys.ts'
import type { AssertionPair, DiagnosticPair, KnowledgeChange, RelevantPairs } from './knowledgeChange.ts'
import { mayBeBorrowed } from './steadyEntries.ts'
import type { SteadyAssertion, SteadyDiagnostic } from './steadyEntries.ts'

/** A case as one state of the knowledge sees it. */
export interface Side {
  readonly scope: Scope
  readonly absences: Absences
}

/** The very same object twice where one evaluation serves both states. */
export interface Sides {
  readonly before: Side
  readonly after: Side
}

/** Entries whose place in the report may differ between the two states. */
export interface Related {
  readonly pairs: Set<AssertionPair | SteadyAssertion>
  readonly diagnostics: Set<DiagnosticPair | SteadyDiagnostic>
}

/** What is gathered on the way. */
interface Gathering extends Related {
  readonly change: KnowledgeChange
  readonly sides: Sides
  readonly caseKeys: ReadonlySet<FindingKey>
  readonly resolved: boolean
  readonly isOwnScope: (disease: Assertion['disease']) => boolean
  readonly isOwnSteady: (steady: SteadyAssertion) => boolean
  /** Findings for which the list of what is borrowed may differ: all that it is made of is needed. */
  readonly openKeys: Set<FindingKey>
  /** Findings of what may be borrowed: what the own disease says of them is needed. */
  readonly askedKeys: Set<FindingKey>
  /** True assertions of other diseases that may be borrowed, whose findings are not yet among the keys. */
  readonly waiting: Assertion[]
  /** Drugs of changed resistances that hold in the own disease. */
  readonly resistedDrugs: Set<string>
  /** A resistance of another disease speaks against what is borrowed, and where the diagnosis is unresolved. */
  readonly resistedWhereBorrowed: Set<string>
}

/** The entries of both states that may differ in this case; null where none may. */
export function relatedEntries(
  findings: CaseFindings,
  change: KnowledgeChange,
  sides: Sides,
): Related | null {
  const code = findings.diagnosis
  const gathering: Gathering = {
    pairs: new Set(),
    diagnostics: new Set(),
    change,
    sides,
    caseKeys: keysOfCase(findings),
    resolved: resolveDiagnosis(change.before.oncotree, code).resolved,
    isOwnScope: change.isOwnFor(code),
    isOwnSteady: change.isOwnSteady(code),
    openKeys: new Set(),
    askedKeys: new Set(),
    waiting: [],
    resistedDrugs: new Set(),
    resistedWhereBorrowed: new Set(),
  }
  const relevant = change.changedFor(code)
  addChanged(gathering, relevant)
  const diagnosedDrugs = addChangedDiagnostics(gathering)
  if (gathering.pairs.size === 0 && gathering.diagnostics.size === 0) return null
  addMetResistances(gathering)
  addResisted(gathering)
  addDiagnosed(gathering, diagnosedDrugs)
  for (const key of gathering.openKeys) addOfFinding(gathering, key, 'all')
  addDeciding(gathering)
  addDiagnostics(gathering)
  if (toxicitiesMatter(gathering)) for (const steady of change.steadyToxicities) gathering.pairs.add(steady)
  return gathering
}

function keysOfCase({ alterations }: CaseFindings): ReadonlySet<FindingKey> {
  const keys = new Set<FindingKey>()
  for (const alteration of alterations) for (const key of keysOfAlteration(alteration)) keys.add(key)
  return keys
}

function truthOf({ biomarker }: { readonly biomarker: Biomarker }, { scope, absences }: Side): Truth {
  return truthInScope(biomarker, scope, absences)
}

/** Keys of the alterations that the answer rests on. */
function hitKeys({ biomarker }: Assertion, { scope }: Side): FindingKey[] {
  const keys = evaluateInScope(biomarker, scope).judged.flatMap(({ hit }) =>
    hit === null ? [] : keysOfAlteration(hit.alteration),
  )
  return keys.length === 0 ? keys : [...keys, ANY_GENE]
}

/** Changed assertions that hold here, and the open ones of the own disease. */
function addChanged(gathering: Gathering, relevant: RelevantPairs): void {
  const { sides, caseKeys, isOwnScope } = gathering
  const addSide = (pair: AssertionPair, assertion: Assertion | null, side: Side): void => {
    if (assertion === null) return
    const own = isOwnScope(assertion.disease)
    if (!own) {
      if (assertion.effect !== 'resistance' && !mayBeBorrowed(assertion)) return
      if (!canBeTrue(assertion.biomarker, caseKeys)) return
    }
    const truth = truthOf(assertion, side)
    if (truth === 'false' || (!own && truth !== 'true')) return
    gathering.pairs.add(pair)
    if (truth === 'true') addTrue(gathering, pair, assertion, side, own)
  }
  const addPair = (pair: AssertionPair): void => {
    addSide(pair, pair.before, sides.before)
    addSide(pair, pair.after, sides.after)
  }
  for (const pair of relevant.own) addPair(pair)
  for (const pair of relevant.other(caseKeys)) addPair(pair)
}

/** What a changed assertion that holds here may change elsewhere in the report. */
function addTrue(
  gathering: Gathering,
  pair: AssertionPair,
  assertion: Assertion,
  side: Side,
  own: boolean,
): void {
  const { sides, resolved, openKeys, waiting, resistedDrugs, resistedWhereBorrowed } = gathering
  const { effect, therapy } = assertion
  const isBorrowed = !own && mayBeBorrowed(assertion)
  const decides = own && (effect === 'sensitivity' || effect === 'resistance')
  const weighsAlike = pair.weighsAlike && sides.before === sides.after
  if ((isBorrowed || decides) && !weighsAlike) for (const key of hitKeys(assertion, side)) openKeys.add(key)
  if (isBorrowed) waiting.push(assertion)
  if (effect === 'resistance' && !pair.resistsAlike) {
    const resisted = own || !resolved ? resistedDrugs : resistedWhereBorrowed
    for (const drug of therapy.drugs) resisted.add(drug)
  }
}

/** Companion diagnostics that changed and hold here; returns their drugs. */
function addChangedDiagnostics({ change, sides, isOwnScope, diagnostics }: Gathering): Set<string> {
  const drugs = new Set<string>()
  for (const pair of change.changedDiagnostics) {
    for (const [entry, side] of [
      [pair.before, sides.before],
      [pair.after, sides.after],
    ] as const) {
      if (entry === null || !isOwnScope(entry.disease) || truthOf(entry, side) !== 'true') continue
      diagnostics.add(pair)
      for (const drug of entry.drugs) drugs.add(drug)
    }
  }
  return drugs
}

function isTrue({ caseKeys, sides }: Gathering, entry: { readonly biomarker: Biomarker }): boolean {
  return canBeTrue(entry.biomarker, caseKeys) && truthOf(entry, sides.before) === 'true'
}

function addSteady({ pairs, waiting, isOwnSteady }: Gathering, steady: SteadyAssertion): void {
  if (pairs.has(steady)) return
  pairs.add(steady)
  if (mayBeBorrowed(steady.before) && !isOwnSteady(steady)) waiting.push(steady.before)
}

/** A regimen or disease that changed may meet other resistances than before. */
function addMetResistances(gathering: Gathering): void {
  const { change, pairs } = gathering
  for (const pair of [...pairs]) {
    if (!('meetsOthers' in pair) || !pair.meetsOthers || pair.before === null || pair.after === null) continue
    for (const { effect, therapy } of [pair.before, pair.after]) {
      if (effect !== 'sensitivity') continue
      for (const drug of therapy.drugs) {
        for (const steady of change.steadyResistancesByDrug.get(drug) ?? [])
          if (isTrue(gathering, steady.before)) addSteady(gathering, steady)
      }
    }
  }
}

/** Sensitivities to the drugs of resistances that changed. */
function addResisted(gathering: Gathering): void {
  const { change, sides, resistedDrugs, resistedWhereBorrowed, openKeys, isOwnSteady } = gathering
  for (const drug of new Set([...resistedDrugs, ...resistedWhereBorrowed])) {
    for (const steady of change.steadySensitivitiesByDrug.get(drug) ?? []) {
      const { before } = steady
      if (isOwnSteady(steady)) {
        if (resistedDrugs.has(drug) && truthOf(before, sides.before) !== 'false') addSteady(gathering, steady)
      } else if (mayBeBorrowed(before) && isTrue(gathering, before)) {
        addSteady(gathering, steady)
        // A resistance of the own disease takes it from what is borrowed.
        if (resistedDrugs.has(drug)) for (const key of hitKeys(before, sides.before)) openKeys.add(key)
      }
    }
  }
}

/** Approved sensitivities beside which a changed companion diagnostic may stand. */
function addDiagnosed(gathering: Gathering, drugs: ReadonlySet<string>): void {
  for (const drug of drugs) {
    for (const steady of gathering.change.steadySensitivitiesByDrug.get(drug) ?? [])
      if (steady.before.strength === 'A1' && isTrue(gathering, steady.before)) addSteady(gathering, steady)
  }
}

/** What rests on a finding: all of it, or what the own disease says. */
function addOfFinding(gathering: Gathering, key: FindingKey, which: 'all' | 'own'): void {
  const { change, isOwnSteady } = gathering
  for (const { biomarker, borrowable, others } of change.steadyByKey.get(key) ?? []) {
    const whole = which === 'all' && borrowable.length > 0
    if (!whole && !borrowable.some(isOwnSteady) && !others.some(isOwnSteady)) continue
    if (!isTrue(gathering, { biomarker })) continue
    for (const steady of borrowable) if (whole || isOwnSteady(steady)) addSteady(gathering, steady)
    for (const steady of others) if (isOwnSteady(steady)) addSteady(gathering, steady)
  }
}

/** What decides whether the entries that may be borrowed are. */
function addDeciding(gathering: Gathering): void {
  const { change, sides, openKeys, askedKeys, waiting, isOwnSteady } = gathering
  const bothSides = new Set([sides.before, sides.after])
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const side of bothSides) {
      for (const key of hitKeys(next, side)) {
        if (openKeys.has(key) || askedKeys.has(key)) continue
        askedKeys.add(key)
        addOfFinding(gathering, key, 'own')
      }
    }
    for (const drug of next.therapy.drugs) {
      for (const steady of change.steadyResistancesByDrug.get(drug) ?? [])
        if (isOwnSteady(steady) && isTrue(gathering, steady.before)) addSteady(gathering, steady)
    }
  }
}

/** Companion diagnostics of the approved sensitivities that are matched again. */
function addDiagnostics({ pairs, diagnostics, change }: Gathering): void {
  for (const { before, after } of pairs) {
    for (const assertion of before === after ? [before] : [before, after]) {
      if (assertion?.effect !== 'sensitivity' || assertion.strength !== 'A1') continue
      for (const drug of assertion.therapy.drugs) {
        for (const steady of change.steadyDiagnosticsByDrug.get(drug) ?? []) diagnostics.add(steady)
      }
    }
  }
}

/**
 * Toxicities that did not change say the same in both states where one evaluation serves both: then they matter only
 * as cautions of regimens that are matched again.
 */
function toxicitiesMatter({ pairs, change, sides }: Gathering): boolean {
  if (change.steadyToxicities.length === 0) return false
  if (sides.before !== sides.after) return true
  for (const pair of pairs) {
    if (pair.before !== null && touchedBy(change.before.packs, pair.before.therapy).toxicDrugs.size > 0)
      return true
    if (pair.after !== null && touchedBy(change.after.packs, pair.after.therapy).toxicDrugs.size > 0)
      return true
  }
  return false
}
