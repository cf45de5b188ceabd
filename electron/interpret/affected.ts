import type { Assertion, Biomarker, CompanionDiagnostic, KnowledgePack } from '../../shared/knowledge.ts'
import type { Truth } from '../../shared/match.ts'
import type { ReportChange } from '../../shared/packComparison.ts'
import { touchedBy } from './cautions.ts'
import { compareReports, isUnchanged } from './compareReports.ts'
import { matchDisease, resolveDiagnosis } from './disease.ts'
import { absencesOf, evaluateInScope, truthInScope } from './evaluate.ts'
import type { Absences, Evaluation } from './evaluate.ts'
import type { CaseFindings } from './findings.ts'
import { canBeTrue, keysOfAlteration } from './findingKeys.ts'
import type { FindingKey } from './findingKeys.ts'
import { judgedGenes } from './judgements.ts'
import { variantFlags } from './flags.ts'
import { mayBeBorrowed } from './knowledgeChange.ts'
import type {
  AssertionPair,
  DiagnosticPair,
  KnowledgeChange,
  SteadyAssertion,
  SteadyDiagnostic,
} from './knowledgeChange.ts'
import { caseScope, genesOf, matchCase, matchEntries } from './match.ts'
import type { Entries, MatchKnowledge } from './match.ts'
import type { Scope } from './scope.ts'
import { caseWarnings } from './warnings.ts'

/**
 * What a change of the knowledge changes in one case's match report; null where a board would read the same.
 * Exactly what `compareReports` tells of the two whole reports, but only the changed assertions are matched,
 * and those whose place in the report may hang on a changed one:
 *
 * - a resistance that holds here touches every sensitivity to its drugs;
 * - what the own disease says of a finding decides what is borrowed from others for that finding, and what is
 *   borrowed is listed in one line for each finding (resistance.ts);
 * - a companion diagnostic that holds here stands at every approved sensitivity to its drugs.
 *
 * `findings` carry the variants of the genes of either state.
 */
export function changeOfCase(findings: CaseFindings, change: KnowledgeChange): ReportChange | null {
  if (!change.sameGround) {
    const whole = compareReports(
      matchCase(findingsFor(findings, change.genesBefore, change.before), change.before),
      matchCase(findingsFor(findings, change.genesAfter, change.after), change.after),
      change.renamed,
    )
    return isUnchanged(whole) ? null : whole
  }
  const sides = sidesOf(findings, change)
  const related = relatedEntries(findings, change, sides)
  const warnings = warningsOf(findings, change, sides)
  if (related === null && warnings === null) return null
  const { oncotree } = change.before
  const flags = variantFlags(sides.before.scope, oncotree)
  // One evaluation serves both states wherever nothing that it hangs on differs.
  const flagsAfter = sides.after === sides.before ? flags : variantFlags(sides.after.scope, oncotree)
  const none = { matches: [], missingTests: [], notBorrowed: [] }
  const compared = compareReports(
    {
      ...(related === null
        ? none
        : matchEntries(findings, change.before, related.before, sides.before.scope, flags)),
      warnings: warnings?.before ?? [],
    },
    {
      ...(related === null
        ? none
        : matchEntries(findings, change.after, related.after, sides.after.scope, flagsAfter)),
      warnings: warnings?.after ?? [],
    },
    change.renamed,
  )
  return isUnchanged(compared) ? null : compared
}

/** A case as one state of the knowledge sees it. */
interface Side {
  readonly scope: Scope
  readonly absences: Absences
}

/** The very same object twice where one evaluation serves both states. */
interface Sides {
  readonly before: Side
  readonly after: Side
}

function truthOf({ biomarker }: { readonly biomarker: Biomarker }, { scope, absences }: Side): Truth {
  return truthInScope(biomarker, scope, absences)
}

const keptGenes = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>()

/** As the store would read the case: small variants of the genes that the packs or the flags ask about. */
function findingsFor(
  findings: CaseFindings,
  genes: ReadonlySet<string>,
  { classification }: MatchKnowledge,
): CaseFindings {
  let kept = keptGenes.get(genes)
  if (kept === undefined) {
    kept = new Set([...genes, ...(classification?.germlineGenes ?? [])])
    keptGenes.set(genes, kept)
  }
  const known = kept
  const judged = new Set(judgedGenes(findings.judgements ?? []))
  return {
    ...findings,
    alterations: findings.alterations.filter(
      (one) =>
        one.kind !== 'smallVariant' || (one.gene !== null && (known.has(one.gene) || judged.has(one.gene))),
    ),
  }
}

function touchesContext(findings: CaseFindings, change: KnowledgeChange): boolean {
  return (
    change.contextGenes.size > 0 &&
    findings.alterations.some(
      (alteration) =>
        alteration.kind === 'smallVariant' &&
        alteration.gene !== null &&
        change.contextGenes.has(alteration.gene),
    )
  )
}

/** One evaluation serves both states unless genes changed their role or come or go. */
function sidesOf(findings: CaseFindings, change: KnowledgeChange): Sides {
  if (change.sameRoles && !touchesContext(findings, change)) {
    const side = sideOf(findings, change.before)
    return { before: side, after: side }
  }
  return {
    before: sideOf(findingsFor(findings, change.genesBefore, change.before), change.before),
    after: sideOf(findingsFor(findings, change.genesAfter, change.after), change.after),
  }
}

function sideOf(findings: CaseFindings, knowledge: MatchKnowledge): Side {
  const scope = caseScope(findings, knowledge)
  return { scope, absences: absencesOf(scope) }
}

/** Warnings of both states where they may differ: they hang on the genes that are asked about, and on their roles. */
function warningsOf(
  findings: CaseFindings,
  change: KnowledgeChange,
  { before, after }: Sides,
): { before: string[]; after: string[] } | null {
  if (!touchesContext(findings, change)) return null
  const old = caseWarnings(
    before.scope,
    genesOf(change.before.packs),
    variantFlags(before.scope, change.before.oncotree),
  )
  const fresh = caseWarnings(
    after.scope,
    genesOf(change.after.packs),
    variantFlags(after.scope, change.after.oncotree),
  )
  return JSON.stringify(old) === JSON.stringify(fresh) ? null : { before: old, after: fresh }
}

interface Related {
  readonly pairs: Set<AssertionPair | SteadyAssertion>
  readonly diagnostics: Set<DiagnosticPair | SteadyDiagnostic>
}

/** The entries of both states that may differ in this case; null where none may. */
function relatedEntries(
  findings: CaseFindings,
  change: KnowledgeChange,
  sides: Sides,
): { before: Entries; after: Entries } | null {
  const code = findings.diagnosis
  const related: Related = { pairs: new Set(), diagnostics: new Set() }
  /** Findings that changed entries rest on, and drugs of changed resistances that hold here. */
  const keys = new Set<FindingKey>()
  const resistedDrugs = new Set<string>()
  /** A resistance of another disease speaks against what is borrowed, and where the diagnosis is unresolved. */
  const resistedWhereBorrowed = new Set<string>()
  const { resolved } = resolveDiagnosis(change.before.oncotree, code)
  const diagnosedDrugs = new Set<string>()
  /** True assertions that may be borrowed: what decides on them must be complete. */
  const waiting: Assertion[] = []

  const caseKeys = new Set(findings.alterations.flatMap(keysOfAlteration))
  const isOwnScope = change.isOwnFor(code)
  const isOwn = ({ disease }: Assertion): boolean => isOwnScope(disease)
  const bySide = ({ before, after }: AssertionPair): readonly (readonly [Assertion | null, Side])[] => [
    [before, sides.before],
    [after, sides.after],
  ]
  const addTrue = (pair: AssertionPair, assertion: Assertion, { scope }: Side, own: boolean): void => {
    for (const key of hitKeys(evaluateInScope(assertion.biomarker, scope))) keys.add(key)
    if (assertion.effect === 'resistance' && !pair.resistsAlike) {
      const resisted = own || !resolved ? resistedDrugs : resistedWhereBorrowed
      for (const drug of assertion.therapy.drugs) resisted.add(drug)
    }
    if (!own && mayBeBorrowed(assertion)) waiting.push(assertion)
  }

  const relevant = change.changedFor(code)
  for (const pair of relevant.own) {
    for (const [assertion, side] of bySide(pair)) {
      if (assertion === null) continue
      const own = isOwn(assertion)
      if (!own && assertion.effect !== 'resistance' && !mayBeBorrowed(assertion)) continue
      const truth = truthOf(assertion, side)
      if (truth === 'false' || (!own && truth !== 'true')) continue
      related.pairs.add(pair)
      if (truth === 'true') addTrue(pair, assertion, side, own)
    }
  }
  const relevantOther = relevant.other(caseKeys)
  for (const pair of relevantOther) {
    for (const [assertion, side] of bySide(pair)) {
      if (assertion === null || !canBeTrue(assertion.biomarker, caseKeys)) continue
      if (assertion.effect !== 'resistance' && !mayBeBorrowed(assertion)) continue
      if (truthOf(assertion, side) !== 'true') continue
      related.pairs.add(pair)
      addTrue(pair, assertion, side, false)
    }
  }
  for (const pair of change.changedDiagnostics) {
    for (const [entry, { scope }] of [
      [pair.before, sides.before],
      [pair.after, sides.after],
    ] as const) {
      if (entry === null || !holds(entry, scope, change.before, code)) continue
      related.diagnostics.add(pair)
      for (const drug of entry.drugs) diagnosedDrugs.add(drug)
    }
  }
  if (related.pairs.size === 0 && related.diagnostics.size === 0) return null

  const isOwnSteady = change.isOwnSteady(code)
  const isTrue = ({ before }: SteadyAssertion): boolean =>
    canBeTrue(before.biomarker, caseKeys) && truthOf(before, sides.before) === 'true'
  const add = (steady: SteadyAssertion): void => {
    if (related.pairs.has(steady)) return
    related.pairs.add(steady)
    if (mayBeBorrowed(steady.before) && !isOwnSteady(steady)) waiting.push(steady.before)
  }
  const addByKey = (key: FindingKey): void => {
    for (const steady of change.steadyByKey.get(key) ?? []) {
      const { before } = steady
      if (before.effect !== 'sensitivity' && before.effect !== 'resistance') continue
      if ((mayBeBorrowed(before) || isOwnSteady(steady)) && isTrue(steady)) add(steady)
    }
  }

  // A regimen or disease that changed may meet other resistances than before.
  for (const pair of [...relevant.own, ...relevantOther]) {
    if (!pair.meetsOthers || pair.before === null || pair.after === null || !related.pairs.has(pair)) continue
    for (const { effect, therapy } of [pair.before, pair.after]) {
      if (effect !== 'sensitivity') continue
      for (const drug of therapy.drugs) {
        for (const steady of change.steadyResistancesByDrug.get(drug) ?? []) if (isTrue(steady)) add(steady)
      }
    }
  }
  for (const drug of new Set([...resistedDrugs, ...resistedWhereBorrowed])) {
    for (const steady of change.steadySensitivitiesByDrug.get(drug) ?? []) {
      const { before } = steady
      const matters = isOwnSteady(steady)
        ? resistedDrugs.has(drug) && truthOf(before, sides.before) !== 'false'
        : mayBeBorrowed(before) && isTrue(steady)
      if (matters) add(steady)
    }
  }
  for (const drug of diagnosedDrugs) {
    for (const steady of change.steadySensitivitiesByDrug.get(drug) ?? [])
      if (steady.before.strength === 'A1' && isTrue(steady)) add(steady)
  }
  for (const key of keys) addByKey(key)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { scope } of new Set([sides.before, sides.after])) {
      for (const key of hitKeys(evaluateInScope(next.biomarker, scope))) {
        if (keys.has(key)) continue
        keys.add(key)
        addByKey(key)
      }
    }
    for (const drug of next.therapy.drugs) {
      for (const steady of change.steadyResistancesByDrug.get(drug) ?? [])
        if (isOwnSteady(steady) && isTrue(steady)) add(steady)
    }
  }
  addDiagnostics(related, change)
  if (toxicitiesMatter(related, change, sides))
    for (const steady of change.steadyToxicities) related.pairs.add(steady)
  return {
    before: entriesOf(related, change.before, 'before'),
    after: entriesOf(related, change.after, 'after'),
  }
}

/**
 * Toxicities that did not change say the same in both states where one evaluation serves both: then they matter only
 * as cautions of regimens that are matched again.
 */
function toxicitiesMatter(related: Related, change: KnowledgeChange, { before, after }: Sides): boolean {
  if (change.steadyToxicities.length === 0) return false
  if (before !== after) return true
  for (const pair of related.pairs) {
    if (pair.before !== null && touchedBy(change.before.packs, pair.before.therapy).toxicDrugs.size > 0)
      return true
    if (pair.after !== null && touchedBy(change.after.packs, pair.after.therapy).toxicDrugs.size > 0)
      return true
  }
  return false
}

/** Companion diagnostics of the approved sensitivities that are matched again. */
function addDiagnostics(related: Related, change: KnowledgeChange): void {
  for (const { before, after } of related.pairs) {
    for (const assertion of [before, after]) {
      if (assertion?.effect !== 'sensitivity' || assertion.strength !== 'A1') continue
      for (const drug of assertion.therapy.drugs) {
        for (const steady of change.steadyDiagnosticsByDrug.get(drug) ?? []) related.diagnostics.add(steady)
      }
    }
  }
}

function holds(
  entry: CompanionDiagnostic,
  scope: Scope,
  { oncotree }: MatchKnowledge,
  code: string | null,
): boolean {
  return (
    matchDisease(oncotree, code, entry.disease).match !== 'other' &&
    evaluateInScope(entry.biomarker, scope).truth === 'true'
  )
}

/** Keys of the alterations that an evaluation rests on. */
function hitKeys({ judged }: Evaluation): FindingKey[] {
  return judged.flatMap(({ hit }) => (hit === null ? [] : keysOfAlteration(hit.alteration)))
}

const packNames = new WeakMap<readonly KnowledgePack[], ReadonlyMap<string, KnowledgePack>>()

function entriesOf(related: Related, { packs }: MatchKnowledge, side: 'before' | 'after'): Entries {
  let byName = packNames.get(packs)
  if (byName === undefined) {
    byName = new Map(packs.map((pack) => [pack.manifest.name, pack]))
    packNames.set(packs, byName)
  }
  const assertions: Entries['assertions'][number][] = []
  for (const pair of related.pairs) {
    const assertion = pair[side]
    const pack = byName.get(pair.pack)
    if (assertion !== null && pack !== undefined) assertions.push({ pack, assertion })
  }
  const diagnostics = [...related.diagnostics].flatMap((pair) => pair[side] ?? [])
  return { assertions, diagnostics }
}
