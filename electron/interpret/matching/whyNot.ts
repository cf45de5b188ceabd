import { leavesOf } from '../../../shared/knowledge.ts'
import type { Assertion, Biomarker, KnowledgePack, Leaf } from '../../../shared/knowledge.ts'
import type { Match, Reason } from '../../../shared/match.ts'
import type {
  Obstacle,
  WhyNotAnswer,
  WhyNotEntry,
  WhyNotSubject,
  WhyNotSuggestion,
} from '../../../shared/whyNot.ts'
import { evaluateInScope } from '../biomarkers/evaluate.ts'
import { biomarkerText, leafText } from '../biomarkers/leafText.ts'
import { matchDisease, resolveDiagnosis, scopeText } from '../case/disease.ts'
import type { Diagnosis } from '../case/disease.ts'
import type { CaseFindings } from '../case/findings.ts'
import type { Scope } from '../scope.ts'
import { compareText } from '../text.ts'
import type { Candidate } from './candidate.ts'
import { caseScope, matchCase } from './match.ts'
import type { MatchKnowledge } from './match.ts'
import { ownEvidenceSpeaks, sameAdvice } from './resistance.ts'

/**
 * Why a therapy (or whatever concerns a biomarker) is not listed for a case: every assertion about it with the
 * criteria that decided, in words.
 */
export function whyNot(
  findings: CaseFindings,
  knowledge: MatchKnowledge,
  subject: WhyNotSubject,
): WhyNotAnswer {
  return {
    subject,
    diagnosis: diagnosisText(resolveDiagnosis(knowledge.oncotree, findings.diagnosis)),
    packs: knowledge.packs.map(({ manifest }) => ({ name: manifest.name, version: manifest.version })),
    entries: explainAssertions(findings, knowledge, (assertion) => concerns(assertion, subject)),
  }
}

/**
 * The assertions that `wanted` picks, nearest to a match first. What is listed is taken from `matchCase` itself,
 * so that this answer and the therapies page cannot disagree.
 */
export function explainAssertions(
  findings: CaseFindings,
  knowledge: MatchKnowledge,
  wanted: (assertion: Assertion) => boolean,
): WhyNotEntry[] {
  const { packs, oncotree } = knowledge
  const diagnosis = resolveDiagnosis(oncotree, findings.diagnosis)
  const scope = caseScope(findings, knowledge)
  const report = matchCase(findings, knowledge, scope)
  const listed = new Map(report.matches.map((match) => [key(match.pack, match.assertionId), match]))
  const candidateOf = (pack: KnowledgePack, assertion: Assertion): Candidate => ({
    pack,
    assertion,
    evaluation: evaluateInScope(assertion.biomarker, scope),
    disease: matchDisease(oncotree, findings.diagnosis, assertion.disease),
  })
  const own = packs.flatMap((pack) =>
    pack.assertions
      .filter(({ id }) => listed.get(key(pack.manifest.name, id))?.status === 'matched')
      .map((assertion) => candidateOf(pack, assertion))
      .filter(({ disease }) => disease.match !== 'other'),
  )
  const entries = packs.flatMap((pack) =>
    pack.assertions.filter(wanted).map((assertion) => {
      const match = listed.get(key(pack.manifest.name, assertion.id))
      return entryOf(candidateOf(pack, assertion), match, { diagnosis, own, knowledge, scope })
    }),
  )
  return entries.sort(compareEntries)
}

function key(pack: string, id: string): string {
  return `${pack}\n${id}`
}

function concerns(assertion: Assertion, { kind, name }: WhyNotSubject): boolean {
  const wanted = name.toLowerCase()
  switch (kind) {
    case 'drug':
      return assertion.therapy.drugs.some((drug) => drug.toLowerCase() === wanted)
    case 'any':
      return concerns(assertion, { kind: 'drug', name }) || concerns(assertion, { kind: 'biomarker', name })
    case 'assertion':
      return assertion.id === name
    case 'biomarker':
      return leavesOf(assertion.biomarker).some((leaf) =>
        namesOf(leaf).some((text) => text.toLowerCase() === wanted),
      )
  }
}

/** What a leaf can be asked for by: its words, and its gene or marker. */
function namesOf(leaf: Leaf): string[] {
  const subject = 'gene' in leaf ? [leaf.gene] : 'marker' in leaf ? [leaf.marker] : []
  return [...subject, leafText(leaf)]
}

interface Surroundings {
  readonly diagnosis: Diagnosis
  /** Matched assertions of the own disease. */
  readonly own: readonly Candidate[]
  readonly knowledge: MatchKnowledge
  readonly scope: Scope
}

function entryOf(candidate: Candidate, match: Match | undefined, around: Surroundings): WhyNotEntry {
  const { pack, assertion, evaluation } = candidate
  return {
    assertionId: assertion.id,
    pack: pack.manifest.name,
    packVersion: pack.manifest.version,
    packRetrieved: pack.manifest.retrieved,
    drugs: [...assertion.therapy.drugs],
    backbone: assertion.therapy.backbone ?? null,
    effect: assertion.effect,
    strength: assertion.strength,
    level: { ...assertion.level },
    biomarkerText: biomarkerText(assertion.biomarker),
    diseaseText: scopeText(around.knowledge.oncotree, assertion.disease),
    diseaseMatch: candidate.disease.match,
    listed: match?.status ?? 'no',
    obstacles: match?.status === 'matched' ? [] : obstaclesOf(candidate, around),
    resistedBy: match?.resistedBy.map(({ text }) => text) ?? [],
    because: evaluation.judged.map(({ reason }) => reason),
    conditions: [...assertion.conditions],
    statement: assertion.statement,
    sources: [...assertion.sources],
  }
}

/** All that stands between an assertion and being listed as matched. */
function obstaclesOf(candidate: Candidate, around: Surroundings): Obstacle[] {
  const { evaluation, disease } = candidate
  const obstacles: Obstacle[] = []
  const reasons = evaluation.judged.map(({ reason }) => reason)
  if (evaluation.truth === 'false') {
    obstacles.push(...grouped(reasons, unmetText).map((text): Obstacle => ({ kind: 'biomarker', text })))
  }
  if (evaluation.truth === 'not assessed') {
    const open = reasons.filter(({ result }) => result === 'not assessed')
    obstacles.push(
      ...grouped(open, ({ explanation }) => `not assessed. ${explanation}`).map((text): Obstacle => ({
        kind: 'test',
        text,
      })),
    )
  }
  if (disease.match === 'other') obstacles.push(diseaseObstacle(candidate, around))
  if (disease.match === 'other' && evaluation.truth === 'true') {
    obstacles.push(...borrowingObstacles(candidate, around))
  }
  return obstacles
}

/** Leaves that share one explanation in one line: `KRAS G12A, KRAS G12C: Tested and not detected ...`. */
function grouped(reasons: readonly Reason[], say: (reason: Reason) => string): string[] {
  const leaves = new Map<string, Set<string>>()
  for (const reason of reasons) {
    const said = say(reason)
    leaves.set(said, (leaves.get(said) ?? new Set()).add(reason.leaf))
  }
  return [...leaves].map(([said, names]) => `${[...names].join(', ')}: ${said}`.trim())
}

function unmetText({ negated, alteration, explanation }: Reason): string {
  const found = alteration === undefined ? '' : `${alteration}. `
  return negated ? `present, must be absent. ${found}${explanation}` : `not met. ${found}${explanation}`
}

function diagnosisText(diagnosis: Diagnosis): string {
  return diagnosis.resolved ? `${diagnosis.name} (${diagnosis.code})` : diagnosis.why
}

function diseaseObstacle({ assertion, disease }: Candidate, around: Surroundings): Obstacle {
  const where = scopeText(around.knowledge.oncotree, assertion.disease)
  const here = around.diagnosis.resolved
    ? `this case is ${diagnosisText(around.diagnosis)}`
    : `the diagnosis of this case is unresolved: ${around.diagnosis.why}`
  const note = disease.excepted
    ? ' The source leaves this tumor type out.'
    : disease.narrower
      ? ' The diagnosis is broader than the source’s disease: a more exact one may fit.'
      : ''
  return { kind: 'disease', text: `For ${where}; ${here}.${note}` }
}

/** Why a rule of another tumor type, met by a finding here, is not borrowed (see `borrowedMatches`). */
function borrowingObstacles(candidate: Candidate, { own }: Surroundings): Obstacle[] {
  const { assertion, disease } = candidate
  if (assertion.effect !== 'sensitivity') {
    return [{ kind: 'strength', text: 'Only sensitivity is borrowed from another tumor type.' }]
  }
  if (assertion.strength !== 'A1' && assertion.strength !== 'A2') {
    return [
      {
        kind: 'strength',
        text: `Evidence of strength ${assertion.strength}: from another tumor type only what is approved or in a guideline there is listed.`,
      },
    ]
  }
  if (disease.excepted) return []
  const same = own.find((one) => sameAdvice(one, candidate))
  if (same !== undefined) {
    return [
      {
        kind: 'precedence',
        text: `The same regimen is listed for this tumor type already (${same.assertion.id}).`,
      },
    ]
  }
  return own
    .filter((one) => ownEvidenceSpeaks(candidate, [one]))
    .map(({ assertion: { id, statement } }) => ({
      kind: 'precedence',
      text: `What is known of the finding in this tumor type takes precedence (${id}): ${statement}`,
    }))
}

const LISTED: readonly WhyNotEntry['listed'][] = ['matched', 'not assessed', 'no']
const OBSTACLES: readonly Obstacle['kind'][] = ['precedence', 'strength', 'test', 'disease', 'biomarker']

/** Listed first, sensitivity before the rest, then what is nearest: another tumor type before a missing test before a criterion not met. */
function compareEntries(a: WhyNotEntry, b: WhyNotEntry): number {
  const worst = (entry: WhyNotEntry): number =>
    Math.max(-1, ...entry.obstacles.map(({ kind }) => OBSTACLES.indexOf(kind)))
  return (
    LISTED.indexOf(a.listed) - LISTED.indexOf(b.listed) ||
    Number(a.effect !== 'sensitivity') - Number(b.effect !== 'sensitivity') ||
    worst(a) - worst(b) ||
    a.obstacles.length - b.obstacles.length ||
    compareText(a.pack, b.pack) ||
    compareText(a.assertionId, b.assertionId)
  )
}

/**
 * Drugs, genes, markers and biomarkers in words that the packs know and the typed text begins or occurs in,
 * names that begin with it first.
 */
export function whyNotSuggestions(
  packs: readonly KnowledgePack[],
  text: string,
  limit: number,
): WhyNotSuggestion[] {
  const counts = new Map<string, WhyNotSuggestion>()
  const add = (kind: WhyNotSubject['kind'], name: string): void => {
    const entry = counts.get(`${kind} ${name}`)
    counts.set(`${kind} ${name}`, { kind, name, assertions: (entry?.assertions ?? 0) + 1 })
  }
  for (const { assertions } of packs) {
    for (const { therapy, biomarker } of assertions) {
      for (const drug of new Set(therapy.drugs)) add('drug', drug)
      for (const name of namesIn(biomarker)) add('biomarker', name)
    }
  }
  const wanted = text.trim().toLowerCase()
  const rank = ({ name }: WhyNotSuggestion): number => {
    const lower = name.toLowerCase()
    return lower === wanted ? 0 : lower.startsWith(wanted) ? 1 : lower.includes(wanted) ? 2 : 3
  }
  return [...counts.values()]
    .filter((entry) => rank(entry) < 3)
    .sort((a, b) => rank(a) - rank(b) || b.assertions - a.assertions || compareText(a.name, b.name))
    .slice(0, limit)
}

function namesIn(biomarker: Biomarker): Set<string> {
  return new Set(leavesOf(biomarker).flatMap(namesOf))
}
