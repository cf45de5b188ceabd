import type {
  Assertion,
  CompanionDiagnostic,
  DiseaseScope,
  KnowledgePack,
} from '../../../shared/knowledge.ts'
import { leavesOf } from '../../../shared/knowledge.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import type { TrialCriterion } from '../../../shared/trial.ts'
import { ownDisease } from '../case/disease.ts'
import { genesOf, rolesOf } from '../matching/match.ts'
import type { MatchKnowledge } from '../matching/match.ts'
import { renamedKey } from './compareReports.ts'
import type { Renamed } from './compareReports.ts'
import { asksAnyGene, keysOfBiomarker, keysOneIsNeeded } from './findingKeys.ts'
import type { FindingKey } from './findingKeys.ts'
import { packChange } from './packChange.ts'
import { groupBy, groupSteady, mayBeBorrowed, rememberOwn, scopeNumbers } from './steadyEntries.ts'
import type { SteadyAssertion, SteadyDiagnostic, SteadyGroup } from './steadyEntries.ts'

/** Two states of the installed knowledge, prepared so that many cases can be asked quickly. */
export interface KnowledgeChange {
  readonly before: MatchKnowledge
  readonly after: MatchKnowledge
  /** False where the disease trees or the tables beside assertions differ: then each case is matched whole. */
  readonly sameGround: boolean
  readonly renamed: Renamed
  /** Assertions that are added, removed or changed, or whose genes changed their role. */
  readonly changed: readonly AssertionPair[]
  readonly changedDiagnostics: readonly DiagnosticPair[]
  /** Genes that are asked about in one state only, or whose role changed: warnings may depend on them. */
  readonly contextGenes: ReadonlySet<string>
  /** Genes whose variants are read from the store in each state. */
  readonly genesBefore: ReadonlySet<string>
  readonly genesAfter: ReadonlySet<string>
  /**
   * Genes that one state asks about and of which the other reads germline variants alone: what each state sees of a
   * case with variants of them only the store can tell.
   */
  readonly genesReadOtherwise: ReadonlySet<string>
  /** True where the roles of genes are the same, so that one evaluation serves both states. */
  readonly sameRoles: boolean
  /** Sensitivities and resistances that are the same in both states. */
  readonly steadyByKey: ReadonlyMap<FindingKey, readonly SteadyGroup[]>
  readonly steadySensitivitiesByDrug: ReadonlyMap<string, readonly SteadyAssertion[]>
  readonly steadyResistancesByDrug: ReadonlyMap<string, readonly SteadyAssertion[]>
  readonly steadyDiagnosticsByDrug: ReadonlyMap<string, readonly SteadyDiagnostic[]>
  /** Steady toxicities: they stand as cautions beside every regimen that is matched again. */
  readonly steadyToxicities: readonly SteadyAssertion[]
  /** Whether a steady assertion speaks about the disease of this diagnosis. */
  readonly isOwnSteady: (code: string | null) => (steady: SteadyAssertion) => boolean
  /** The changed pairs that can matter for a diagnosis. */
  readonly changedFor: (code: string | null) => RelevantPairs
  /** Whether a diagnosis lies in a scope, prepared once for each diagnosis. */
  readonly isOwnFor: (code: string | null) => (scope: DiseaseScope) => boolean
}

export interface RelevantPairs {
  /** A side speaks about this disease. */
  readonly own: readonly AssertionPair[]
  /**
   * Neither side does, but one is a resistance or may be borrowed: it matters where it is true. Asked for by
   * the keys of the case's findings.
   */
  readonly other: (keys: ReadonlySet<FindingKey>) => readonly AssertionPair[]
}

export interface AssertionPair {
  readonly pack: string
  readonly before: Assertion | null
  readonly after: Assertion | null
  /** A revised sensitivity that may meet other resistances than before. */
  readonly meetsOthers: boolean
  /** A resistance that says the same of the same regimens in both states: only what it weighs may have changed. */
  readonly resistsAlike: boolean
  /** A revision that leaves what is borrowed, beside it or because of it, as it was: it says the same of the same. */
  readonly weighsAlike: boolean
}

export interface DiagnosticPair {
  readonly pack: string
  readonly before: CompanionDiagnostic | null
  readonly after: CompanionDiagnostic | null
}

/** Genes that any assertion, companion diagnostic or trial of the packs asks about. */
export function genesAskedBy(packs: readonly KnowledgePack[]): ReadonlySet<string> {
  const criteria = (pack: KnowledgePack): readonly TrialCriterion[] =>
    (pack.trials ?? []).flatMap(({ cohorts }) =>
      cohorts.flatMap(({ inclusion, exclusion }) => [...inclusion, ...exclusion]),
    )
  const biomarkers = packs.flatMap((pack) =>
    [...pack.assertions, ...pack.companionDiagnostics, ...criteria(pack)].map((entry) => entry.biomarker),
  )
  return new Set(biomarkers.flatMap(leavesOf).flatMap((leaf) => ('gene' in leaf ? [leaf.gene] : [])))
}

/** Tables that stand beside every assertion: a change of theirs may touch any match. */
function sameTables(before: readonly KnowledgePack[], after: readonly KnowledgePack[]): boolean {
  const tables = (packs: readonly KnowledgePack[]): string =>
    JSON.stringify(packs.map(({ cautions, drugClasses, diplotypes }) => [cautions, drugClasses, diplotypes]))
  return tables(before) === tables(after)
}

export function prepareChange(before: MatchKnowledge, after: MatchKnowledge): KnowledgeChange {
  const roleGenes = differingRoles(before.packs, after.packs)
  const names = new Set([...before.packs, ...after.packs].map(({ manifest }) => manifest.name))
  const packOf = (knowledge: MatchKnowledge, name: string): KnowledgePack | null =>
    knowledge.packs.find(({ manifest }) => manifest.name === name) ?? null

  const renamed = new Map<string, string>()
  const changed: AssertionPair[] = []
  const changedDiagnostics: DiagnosticPair[] = []
  const steady: SteadyAssertion[] = []
  const steadyDiagnostics: SteadyDiagnostic[] = []
  const scopes = scopeNumbers()
  const keepSteady = (entry: Omit<SteadyAssertion, 'scope'>): void => {
    steady.push({ ...entry, scope: scopes.of(entry.before.disease) })
  }
  const [genesBefore, genesAfter] = [genesAskedBy(before.packs), genesAskedBy(after.packs)]
  const genesOfOneState = new Set(inOneOnly(genesBefore, genesAfter))
  /** What says the same in both states may yet be answered otherwise. */
  const isAnsweredAnew = ({ biomarker }: { biomarker: Assertion['biomarker'] }): boolean =>
    (roleGenes.size > 0 && keysOfBiomarker(biomarker).some((key) => roleGenes.has(key))) ||
    (genesOfOneState.size > 0 && asksAnyGene(biomarker))
  const keepChanged = (pair: Pick<AssertionPair, 'pack' | 'before' | 'after'>): void => {
    const anew = [pair.before, pair.after].some((side) => side !== null && isAnsweredAnew(side))
    const alike = roleGenes.size === 0 && !anew
    changed.push({
      ...pair,
      meetsOthers: meetsOthers(pair),
      resistsAlike: alike && resistsAlike(pair),
      weighsAlike: alike && weighsAlike(pair),
    })
  }

  for (const pack of names) {
    const [old, fresh] = [packOf(before, pack), packOf(after, pack)]
    if (old === fresh && old !== null) {
      // The very same version: nothing to pair.
      for (const entry of old.assertions) {
        if (isAnsweredAnew(entry)) keepChanged({ pack, before: entry, after: entry })
        else keepSteady({ pack, before: entry, after: entry })
      }
      for (const entry of old.companionDiagnostics) {
        if (isAnsweredAnew(entry)) changedDiagnostics.push({ pack, before: entry, after: entry })
        else steadyDiagnostics.push({ pack, before: entry, after: entry })
      }
      continue
    }
    const change = packChange(old, fresh)
    for (const pair of change.assertions.same) {
      if (pair.before.id !== pair.after.id) renamed.set(renamedKey(pack, pair.after.id), pair.before.id)
      if (isAnsweredAnew(pair.before)) keepChanged({ pack, ...pair })
      else keepSteady({ pack, ...pair })
    }
    for (const pair of change.assertions.changed) {
      if (pair.before !== null && pair.after !== null && pair.before.id !== pair.after.id)
        renamed.set(renamedKey(pack, pair.after.id), pair.before.id)
      keepChanged({ pack, ...pair })
    }
    for (const pair of change.companionDiagnostics.same) {
      // An assay names the entries that it is approved as: another identifier may part them.
      if (pair.before.id !== pair.after.id || isAnsweredAnew(pair.before))
        changedDiagnostics.push({ pack, ...pair })
      else steadyDiagnostics.push({ pack, ...pair })
    }
    for (const pair of change.companionDiagnostics.changed) changedDiagnostics.push({ pack, ...pair })
  }

  const isOwnFor = rememberDiseases(before.oncotree)
  const contextGenes = new Set([
    ...roleGenes,
    ...genesOfOneState,
    ...inOneOnly(new Set(genesOf(before.packs)), new Set(genesOf(after.packs))),
  ])
  const steadyByDrug = (effect: Assertion['effect']): ReadonlyMap<string, SteadyAssertion[]> =>
    groupBy(
      steady.filter(({ before: entry }) => entry.effect === effect),
      ({ before: { therapy } }) => therapy.drugs,
    )
  return {
    before,
    after,
    // A toxicity that changed is a caution beside any regimen.
    sameGround:
      before.oncotree === after.oncotree &&
      sameTables(before.packs, after.packs) &&
      !changed.some(({ before: was, after: is }) => was?.effect === 'toxicity' || is?.effect === 'toxicity'),
    renamed,
    changed,
    changedDiagnostics,
    contextGenes,
    genesBefore,
    genesAfter,
    genesReadOtherwise: new Set(
      before.classification?.germlineGenes.filter((gene) => genesOfOneState.has(gene)),
    ),
    sameRoles: roleGenes.size === 0,
    steadyByKey: groupSteady(steady),
    steadySensitivitiesByDrug: steadyByDrug('sensitivity'),
    steadyResistancesByDrug: steadyByDrug('resistance'),
    steadyDiagnosticsByDrug: groupBy(steadyDiagnostics, ({ before: { drugs } }) => drugs),
    steadyToxicities: steady.filter(({ before: { effect } }) => effect === 'toxicity'),
    isOwnSteady: rememberOwn(scopes.count(), isOwnFor),
    changedFor: rememberRelevant(changed, isOwnFor),
    isOwnFor,
  }
}

type Sides = Pick<AssertionPair, 'before' | 'after'>

function meetsOthers(sides: Sides): boolean {
  const { before, after } = sides
  if (before === null || after === null) return false
  if (before.effect !== 'sensitivity' && after.effect !== 'sensitivity') return false
  return !weighsAlike(sides)
}

/** Biomarker and strength also decide whether a combination answers what resists a part of it (resistance.ts). */
function weighsAlike({ before, after }: Sides): boolean {
  if (before === null || after === null) return false
  const told = ({ effect, biomarker, therapy, disease, strength }: Assertion): string =>
    JSON.stringify([effect, biomarker, therapy, disease, strength])
  return told(before) === told(after)
}

function resistsAlike({ before, after }: Sides): boolean {
  if (before === null || after === null) return false
  const told = ({ effect, biomarker, disease, therapy, statement, strength, level }: Assertion): string =>
    JSON.stringify([effect, biomarker, disease, therapy, statement, strength, level])
  return told(before) === told(after)
}

function inOneOnly(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...[...a].filter((item) => !b.has(item)), ...[...b].filter((item) => !a.has(item))]
}

function differingRoles(
  before: readonly KnowledgePack[],
  after: readonly KnowledgePack[],
): ReadonlySet<string> {
  const [old, fresh] = [rolesOf(before), rolesOf(after)]
  return new Set([...old.keys(), ...fresh.keys()].filter((gene) => old.get(gene) !== fresh.get(gene)))
}

function byNeededKeys(pairs: readonly AssertionPair[]): (keys: ReadonlySet<FindingKey>) => AssertionPair[] {
  const always: AssertionPair[] = []
  const byKey = new Map<FindingKey, AssertionPair[]>()
  for (const pair of pairs) {
    const needed = [pair.before, pair.after].map((side) =>
      side === null ? [] : keysOneIsNeeded(side.biomarker),
    )
    if (needed.includes(null)) always.push(pair)
    else
      for (const key of new Set(needed.flatMap((keys) => keys ?? []))) {
        const group = byKey.get(key)
        if (group === undefined) byKey.set(key, [pair])
        else group.push(pair)
      }
  }
  return (keys) => [...new Set([...always, ...[...keys].flatMap((key) => byKey.get(key) ?? [])])]
}

function rememberRelevant(
  changed: readonly AssertionPair[],
  isOwnFor: KnowledgeChange['isOwnFor'],
): KnowledgeChange['changedFor'] {
  const reaches = (assertion: Assertion | null): boolean =>
    assertion !== null && (assertion.effect === 'resistance' || mayBeBorrowed(assertion))
  const reaching = byNeededKeys(changed.filter(({ before, after }) => reaches(before) || reaches(after)))
  const byCode = new Map<string | null, RelevantPairs>()
  return (code) => {
    let known = byCode.get(code)
    if (known === undefined) {
      const isOwn = isOwnFor(code)
      const own = new Set(
        changed.filter(
          ({ before, after }) =>
            (before !== null && isOwn(before.disease)) || (after !== null && isOwn(after.disease)),
        ),
      )
      known = { own: [...own], other: (keys) => reaching(keys).filter((pair) => !own.has(pair)) }
      byCode.set(code, known)
    }
    return known
  }
}

function rememberDiseases(tree: OncoTree): KnowledgeChange['isOwnFor'] {
  const byCode = new Map<string | null, (scope: DiseaseScope) => boolean>()
  return (code) => {
    const isOwn = byCode.get(code) ?? ownDisease(tree, code)
    byCode.set(code, isOwn)
    return isOwn
  }
}
