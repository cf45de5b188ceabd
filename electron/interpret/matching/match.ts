import { leavesOf } from '../../../shared/knowledge.ts'
import type {
  Assertion,
  CompanionDiagnostic,
  Diplotype,
  GeneRole,
  KnowledgePack,
} from '../../../shared/knowledge.ts'
import type { Match, MatchReport, Specificity } from '../../../shared/match.ts'
import { specificitySchema } from '../../../shared/match.ts'
import type { Alteration } from '../../../shared/model.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { evaluateInScope } from '../biomarkers/evaluate.ts'
import { biomarkerText } from '../biomarkers/leafText.ts'
import { diplotypeKey } from '../biomarkers/leaves/phenotype.ts'
import { variantName } from '../case/alterationText.ts'
import { matchDisease, resolveDiagnosis, scopeText } from '../case/disease.ts'
import type { Diagnosis } from '../case/disease.ts'
import { indexFindings } from '../case/findings.ts'
import type { CaseFindings } from '../case/findings.ts'
import { judgementText, withJudgements } from '../case/judgements.ts'
import { variantFlags } from '../flags/flags.ts'
import type { Flagged } from '../flags/flags.ts'
import { caseWarnings } from '../flags/warnings.ts'
import { besidesFor } from '../patient/besides.ts'
import type { Besides } from '../patient/besides.ts'
import { combineCodons } from '../phase/combineCodons.ts'
import { makeScope, NO_GENE_CONTEXT } from '../scope.ts'
import type { GeneContext, Scope } from '../scope.ts'
import type { HotspotLookup } from '../variants/hotspots.ts'
import type { Candidate } from './candidate.ts'
import { companionDiagnosticsFor } from './companionDiagnostics.ts'
import type { EvaluatedDiagnostic } from './companionDiagnostics.ts'
import { escatOf } from './escat.ts'
import { missingTests } from './missingTests.ts'
import { borrowedMatches, resistancesMet } from './resistance.ts'
import { sortMatches } from './sortMatches.ts'
import { ampTier } from './tier.ts'
import { timelineOf } from './timeline.ts'

/** What matching knows beyond the case; the lookups that are absent simply answer less. */
export interface MatchKnowledge {
  readonly packs: readonly KnowledgePack[]
  readonly oncotree: OncoTree
  readonly isHotspot?: HotspotLookup
  readonly canonicalTranscripts?: GeneContext['canonicalTranscripts']
  readonly exonRange?: GeneContext['exonRange']
  readonly residueAt?: GeneContext['residueAt']
  readonly classification?: GeneContext['classification']
}

/** The case as curators see it, indexed, with all that is known of its genes: what every question starts from. */
export function caseScope(findings: CaseFindings, knowledge: MatchKnowledge): Scope {
  return makeScope(indexFindings(combineCodons(withJudgements(findings).findings)), {
    ...NO_GENE_CONTEXT,
    roles: rolesOf(knowledge.packs),
    diplotypeMeaning: diplotypeMeaning(knowledge.packs),
    ...(knowledge.isHotspot && { isHotspot: knowledge.isHotspot }),
    ...(knowledge.canonicalTranscripts && { canonicalTranscripts: knowledge.canonicalTranscripts }),
    ...(knowledge.exonRange && { exonRange: knowledge.exonRange }),
    ...(knowledge.residueAt && { residueAt: knowledge.residueAt }),
    ...(knowledge.classification && { classification: knowledge.classification }),
  })
}

/**
 * Matches one case against the installed packs. Pure: the same findings and knowledge give the same report,
 * in whatever order they come. Listed are all assertions whose biomarker is true in the case's own disease or
 * for any solid tumor, approved sensitivities borrowed from another tumor type where nothing speaks against
 * them, and the open ones of the own disease. `scope` may be given where it is at hand.
 */
export function matchCase(
  findings: CaseFindings,
  knowledge: MatchKnowledge,
  scope: Scope = caseScope(findings, knowledge),
): MatchReport {
  const { packs, oncotree } = knowledge
  const diagnosis = resolveDiagnosis(oncotree, findings.diagnosis)
  const judged = withJudgements(findings)
  const flags = variantFlags(scope, oncotree)
  const { matches, missingTests, notBorrowed } = matchEntries(
    findings,
    knowledge,
    {
      assertions: packs.flatMap((pack) => pack.assertions.map((assertion) => ({ pack, assertion }))),
      diagnostics: packs.flatMap((pack) => pack.companionDiagnostics),
    },
    scope,
    flags,
  )
  return {
    case: findings.case,
    diagnosis: findings.diagnosis,
    diagnosisResolved: diagnosis.resolved,
    packs: packs.map(({ manifest }) => ({
      name: manifest.name,
      version: manifest.version,
      retrieved: manifest.retrieved,
      licence: manifest.licence,
    })),
    oncotreeVersion: oncotree.version,
    matches: sortMatches(matches),
    missingTests,
    warnings: [
      ...(diagnosis.resolved
        ? []
        : [`${diagnosis.why} Tier I is not given until the diagnosis is a disease in OncoTree.`]),
      ...caseWarnings(scope, genesOf(packs), flags),
      ...judged.leftOut.map(
        ({ variant, judgement }) =>
          `${variantName(scope.index, variant)} ${judgementText(judgement)}: not counted as a finding of the tumor.`,
      ),
    ],
    flags: flags.map(({ flag }) => flag),
    notBorrowed,
  }
}

/** Assertions and companion diagnostics of the installed packs: all of them, or those that a question is about. */
export interface Entries {
  readonly assertions: readonly { readonly pack: KnowledgePack; readonly assertion: Assertion }[]
  readonly diagnostics: readonly CompanionDiagnostic[]
}

/** What `matchCase` lists, as if the packs held these entries only; the matches in no order. */
export function matchEntries(
  findings: CaseFindings,
  { packs, oncotree }: MatchKnowledge,
  entries: Entries,
  scope: Scope,
  flags: readonly Flagged[],
): Pick<MatchReport, 'matches' | 'missingTests' | 'notBorrowed'> {
  const candidates = entries.assertions.flatMap(({ pack, assertion }): Candidate[] => {
    const evaluation = evaluateInScope(assertion.biomarker, scope)
    // Most of what packs hold is false of a case, and then nothing in its report hangs on it.
    if (evaluation.truth === 'false') return []
    return [
      { pack, assertion, evaluation, disease: matchDisease(oncotree, findings.diagnosis, assertion.disease) },
    ]
  })
  const own = candidates.filter(({ disease }) => disease.match !== 'other')
  const matched = own.filter(({ evaluation }) => evaluation.truth === 'true')
  const borrowed = borrowedMatches(candidates, matched)
  const besides = besidesFor(findings, packs, own)
  const unassessed = own.filter(({ evaluation }) => evaluation.truth === 'not assessed')
  const open = unassessed.filter((candidate) => besides.isListedOpen(candidate))

  const diagnostics = entries.diagnostics.map((entry): EvaluatedDiagnostic => ({
    entry,
    evaluation: evaluateInScope(entry.biomarker, scope),
  }))
  const resistances = candidates.filter(
    ({ assertion, evaluation }) => assertion.effect === 'resistance' && evaluation.truth === 'true',
  )
  const around: Surroundings = {
    diagnosis: resolveDiagnosis(oncotree, findings.diagnosis),
    diagnostics,
    resistances,
    besides,
    oncotree,
    code: findings.diagnosis,
    flags,
  }
  return {
    matches: [...matched, ...borrowed.kept, ...open].map((candidate) => toMatch(candidate, around)),
    missingTests: missingTests([
      ...open,
      ...besides.waitingBeside(unassessed, [...matched, ...borrowed.kept]),
    ]),
    notBorrowed: borrowed.leftOut,
  }
}

interface Surroundings {
  readonly diagnosis: Diagnosis
  readonly diagnostics: readonly EvaluatedDiagnostic[]
  readonly resistances: readonly Candidate[]
  readonly besides: Besides
  readonly oncotree: OncoTree
  readonly code: string | null
  readonly flags: readonly Flagged[]
}

function toMatch(candidate: Candidate, around: Surroundings): Match {
  const { pack, assertion, evaluation, disease } = candidate
  const status = evaluation.truth === 'true' ? 'matched' : 'not assessed'
  const tier = ampTier({
    strength: assertion.strength,
    diseaseMatch: disease.match,
    diagnosisResolved: around.diagnosis.resolved,
    effect: assertion.effect,
    status,
  })
  const escat = escatOf({
    assertion,
    status,
    diseaseMatch: disease.match,
    diagnosisResolved: around.diagnosis.resolved,
  })
  const deciding = evaluation.judged.filter(({ reason }) => reason.result === 'true' && !reason.negated)
  const hits = deciding.flatMap(({ hit }) => (hit === null ? [] : [hit]))
  return {
    assertionId: assertion.id,
    pack: pack.manifest.name,
    drugs: [...assertion.therapy.drugs],
    backbone: assertion.therapy.backbone ?? null,
    effect: assertion.effect,
    status,
    diseaseMatch: disease.match,
    diseaseText: scopeText(around.oncotree, assertion.disease),
    disease: assertion.disease,
    level: { ...assertion.level },
    strength: assertion.strength,
    ampTier: tier.tier,
    ampReason: disease.narrower
      ? `${tier.reason} The diagnosis is broader than the source's disease: a more exact one may raise the tier.`
      : tier.reason,
    escat: escat.escat,
    escatReason: escat.reason,
    ...around.besides.of(assertion),
    timeline: status === 'matched' ? timelineOf(evaluation) : null,
    specificity: status === 'matched' ? closest(deciding.map(({ reason }) => reason.specificity)) : null,
    biomarkerText: biomarkerText(assertion.biomarker),
    alterations: [...new Set(hits.map(({ text }) => text))],
    alterationIds: [...new Set(hits.flatMap(({ alteration }) => idsOf(alteration)))],
    because: evaluation.judged.map(({ reason }) => reason),
    resistedBy: resistancesMet(candidate, around.resistances, around.oncotree, around.diagnosis.resolved),
    companionDiagnostics:
      status === 'matched'
        ? companionDiagnosticsFor(assertion, evaluation, around.diagnostics, around.oncotree, around.code)
        : [],
    originDoubts:
      status === 'matched'
        ? originDoubts(
            around.flags,
            hits.map(({ alteration }) => alteration),
          )
        : [],
    conditions: [...assertion.conditions],
    statement: assertion.statement,
    sources: [...assertion.sources],
  }
}

/** A change put together from several calls points at each of them. */
function idsOf(alteration: Alteration): readonly number[] {
  if (alteration.kind === 'smallVariant' && alteration.combinedFrom !== undefined)
    return alteration.combinedFrom
  return alteration.id === undefined ? [] : [alteration.id]
}

/** What must stand beside a therapy because the finding under it may not be the tumor's. */
function originDoubts(flags: readonly Flagged[], alterations: readonly Alteration[]): string[] {
  const own = flags.filter(({ caution, found }) => caution && alterations.includes(found.alteration))
  return [...new Set(own.map(({ flag }) => `${flag.finding}: ${flag.text}`))].sort()
}

function closest(found: readonly (Specificity | undefined)[]): Specificity | null {
  return specificitySchema.options.find((specificity) => found.includes(specificity)) ?? null
}

const rolesByPacks = new WeakMap<readonly KnowledgePack[], ReadonlyMap<string, GeneRole['role']>>()

/** Each gene's role; of several packs that name one, the last. */
export function rolesOf(packs: readonly KnowledgePack[]): ReadonlyMap<string, GeneRole['role']> {
  const known = rolesByPacks.get(packs)
  if (known !== undefined) return known
  const roles = new Map(
    packs.flatMap((pack) => pack.geneRoles.map(({ gene, role }) => [gene, role] as const)),
  )
  rolesByPacks.set(packs, roles)
  return roles
}

const genesByPacks = new WeakMap<readonly KnowledgePack[], readonly string[]>()

/** Genes that any assertion asks about, sorted; read once for each list of packs. */
export function genesOf(packs: readonly KnowledgePack[]): readonly string[] {
  const genes = genesByPacks.get(packs) ?? readGenes(packs)
  genesByPacks.set(packs, genes)
  return genes
}

function readGenes(packs: readonly KnowledgePack[]): string[] {
  const leaves = packs.flatMap((pack) => pack.assertions.flatMap(({ biomarker }) => leavesOf(biomarker)))
  return [...new Set(leaves.flatMap((leaf) => ('gene' in leaf ? [leaf.gene] : [])))].sort()
}

const DIPLOTYPES = new WeakMap<readonly KnowledgePack[], ReadonlyMap<string, Diplotype>>()

/** Thousands of entries: read once for each list of packs, not once for each case. */
function diplotypeMeaning(
  packs: readonly KnowledgePack[],
): (gene: string, diplotype: string) => Diplotype | null {
  const known = DIPLOTYPES.get(packs) ?? diplotypeMap(packs)
  DIPLOTYPES.set(packs, known)
  return (gene, diplotype) => known.get(diplotypeKey(gene, diplotype)) ?? null
}

function diplotypeMap(packs: readonly KnowledgePack[]): ReadonlyMap<string, Diplotype> {
  const known = new Map<string, Diplotype>()
  for (const entry of packs.flatMap((pack) => pack.diplotypes ?? [])) {
    const key = diplotypeKey(entry.gene, entry.diplotype)
    if (!known.has(key)) known.set(key, entry)
  }
  return known
}
