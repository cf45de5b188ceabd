import { leavesOf } from '../../shared/knowledge.ts'
import type { GeneRole, KnowledgePack } from '../../shared/knowledge.ts'
import type { Match, MatchReport, Specificity } from '../../shared/match.ts'
import { specificitySchema } from '../../shared/match.ts'
import type { Alteration } from '../../shared/model.ts'
import type { OncoTree } from '../../shared/oncotree.ts'
import type { Candidate } from './candidate.ts'
import { combineCodons } from './combineCodons.ts'
import { companionDiagnosticsFor } from './companionDiagnostics.ts'
import type { EvaluatedDiagnostic } from './companionDiagnostics.ts'
import { matchDisease, resolveDiagnosis, scopeText } from './disease.ts'
import type { Diagnosis } from './disease.ts'
import { evaluateInScope } from './evaluate.ts'
import { indexFindings } from './findings.ts'
import type { CaseFindings } from './findings.ts'
import type { HotspotLookup } from './hotspots.ts'
import { biomarkerText } from './leafText.ts'
import { missingTests } from './missingTests.ts'
import { borrowedMatches, resistancesMet } from './resistance.ts'
import { makeScope, NO_GENE_CONTEXT } from './scope.ts'
import type { GeneContext } from './scope.ts'
import { sortMatches } from './sortMatches.ts'
import { ampTier } from './tier.ts'
import { caseWarnings } from './warnings.ts'

/** What matching knows beyond the case; the lookups that are absent simply answer less. */
export interface MatchKnowledge {
  readonly packs: readonly KnowledgePack[]
  readonly oncotree: OncoTree
  readonly isHotspot?: HotspotLookup
  readonly canonicalTranscripts?: GeneContext['canonicalTranscripts']
  readonly exonRange?: GeneContext['exonRange']
  readonly residueAt?: GeneContext['residueAt']
}

/**
 * Matches one case against the installed packs. Pure: the same findings and knowledge give the same report,
 * in whatever order they come. Listed are all assertions whose biomarker is true in the case's own disease or
 * for any solid tumor, approved sensitivities borrowed from another tumor type where nothing speaks against
 * them, and the open ones of the own disease.
 */
export function matchCase(stored: CaseFindings, knowledge: MatchKnowledge): MatchReport {
  const { findings, combinations } = combineCodons(stored)
  const { packs, oncotree } = knowledge
  const diagnosis = resolveDiagnosis(oncotree, findings.diagnosis)
  const scope = makeScope(indexFindings(findings), {
    ...NO_GENE_CONTEXT,
    roles: rolesOf(packs),
    ...(knowledge.isHotspot && { isHotspot: knowledge.isHotspot }),
    ...(knowledge.canonicalTranscripts && { canonicalTranscripts: knowledge.canonicalTranscripts }),
    ...(knowledge.exonRange && { exonRange: knowledge.exonRange }),
    ...(knowledge.residueAt && { residueAt: knowledge.residueAt }),
  })

  const candidates = packs.flatMap((pack) =>
    pack.assertions.map((assertion): Candidate => ({
      pack,
      assertion,
      evaluation: evaluateInScope(assertion.biomarker, scope),
      disease: matchDisease(oncotree, findings.diagnosis, assertion.disease),
    })),
  )
  const own = candidates.filter(({ disease }) => disease.match !== 'other')
  const matched = own.filter(({ evaluation }) => evaluation.truth === 'true')
  const open = own.filter(({ evaluation }) => evaluation.truth === 'not assessed')
  const borrowed = borrowedMatches(candidates, matched)

  const diagnostics = packs.flatMap((pack) =>
    pack.companionDiagnostics.map((entry): EvaluatedDiagnostic => ({
      entry,
      evaluation: evaluateInScope(entry.biomarker, scope),
    })),
  )
  const resistances = candidates.filter(
    ({ assertion, evaluation }) => assertion.effect === 'resistance' && evaluation.truth === 'true',
  )
  const matches = [...matched, ...borrowed.kept, ...open].map((candidate) =>
    toMatch(candidate, { diagnosis, diagnostics, resistances, oncotree, code: findings.diagnosis }),
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
    missingTests: missingTests(open),
    warnings: [
      ...(diagnosis.resolved
        ? []
        : [`${diagnosis.why} Tier I is not given until the diagnosis is a disease in OncoTree.`]),
      ...caseWarnings(scope, genesOf(packs), combinations),
    ],
    notBorrowed: borrowed.leftOut,
  }
}

interface Surroundings {
  readonly diagnosis: Diagnosis
  readonly diagnostics: readonly EvaluatedDiagnostic[]
  readonly resistances: readonly Candidate[]
  readonly oncotree: OncoTree
  readonly code: string | null
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

function closest(found: readonly (Specificity | undefined)[]): Specificity | null {
  return specificitySchema.options.find((specificity) => found.includes(specificity)) ?? null
}

function rolesOf(packs: readonly KnowledgePack[]): ReadonlyMap<string, GeneRole['role']> {
  return new Map(packs.flatMap((pack) => pack.geneRoles.map(({ gene, role }) => [gene, role] as const)))
}

/** Genes that any assertion asks about, sorted. */
function genesOf(packs: readonly KnowledgePack[]): string[] {
  const leaves = packs.flatMap((pack) => pack.assertions.flatMap(({ biomarker }) => leavesOf(biomarker)))
  return [...new Set(leaves.flatMap((leaf) => ('gene' in leaf ? [leaf.gene] : [])))].sort()
}
