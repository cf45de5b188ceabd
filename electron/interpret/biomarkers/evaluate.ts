import type { Biomarker, Leaf } from '../../../shared/knowledge.ts'
import type { Reason, Truth } from '../../../shared/match.ts'
import type { Assay } from '../../../shared/model.ts'
import { indexFindings } from '../case/findings.ts'
import type { CaseFindings, ReportFindings } from '../case/findings.ts'
import { makeScope, NO_GENE_CONTEXT } from '../scope.ts'
import type { GeneContext, Scope } from '../scope.ts'
import { leafText } from './leafText.ts'
import { copyNumberLeaf } from './leaves/copyNumber.ts'
import { exonSkippingLeaf } from './leaves/exonSkipping.ts'
import { expressionLeaf, methylationLeaf, mmrLeaf } from './leaves/expression.ts'
import { expressionLevelLeaf } from './leaves/expressionLevel.ts'
import { germlinePathogenicLeaf, lossOfFunctionLeaf, oncogenicLeaf } from './leaves/functional.ts'
import { fusionLeaf } from './leaves/fusion.ts'
import { chromosomeArmLeaf, dbsnpLeaf, otherFindingLeaf, starAlleleLeaf } from './leaves/named.ts'
import { phenotypeLeaf } from './leaves/phenotype.ts'
import {
  anyMutationLeaf,
  codingChangeLeaf,
  codonLeaf,
  exonLeaf,
  proteinChangeLeaf,
  regionLeaf,
} from './leaves/protein.ts'
import { hrdLeaf, msiLeaf, tmbHighLeaf, tmbLeaf } from './leaves/signature.ts'
import { variantTypeLeaf } from './leaves/variantType.ts'
import { wildTypeLeaf } from './leaves/wildType.ts'
import type { Hit, Judged, Verdict } from './verdict.ts'

/** A biomarker expression's answer with the leaves that decided it. */
export interface Evaluation {
  readonly truth: Truth
  readonly judged: readonly Judged[]
}

/**
 * Evaluates one biomarker expression on a case in Kleene's three-valued logic: unknown stays unknown under
 * `not`, one false part decides `all`, one true part decides `any`. The reasons are the leaves that decided.
 */
export function evaluateBiomarker(
  biomarker: Biomarker,
  findings: CaseFindings,
  genes: GeneContext = NO_GENE_CONTEXT,
): { truth: Truth; reasons: Reason[] } {
  const { truth, judged } = evaluateInScope(biomarker, makeScope(indexFindings(findings), genes))
  return { truth, reasons: judged.map(({ reason }) => reason) }
}

/** The same on an indexed case, for many expressions in a row. */
export function evaluateInScope(biomarker: Biomarker, scope: Scope): Evaluation {
  return new LazyEvaluation(biomarker, scope)
}

/**
 * Of ten thousand rules most are false, and nobody asks them why. A class, because a getter on each object of its own
 * would give each a shape of its own, which keeps the whole case in memory until the next full collection.
 */
class LazyEvaluation implements Evaluation {
  readonly truth: Truth
  readonly #biomarker: Biomarker
  readonly #scope: Scope
  #judged: readonly Judged[] | null = null

  constructor(biomarker: Biomarker, scope: Scope) {
    this.truth = truthInScope(biomarker, scope)
    this.#biomarker = biomarker
    this.#scope = scope
  }

  get judged(): readonly Judged[] {
    return (this.#judged ??= walk(this.#biomarker, this.#scope, false).judged)
  }
}

/** The answer alone, without the leaves that decided it. */
export function truthInScope(biomarker: Biomarker, scope: Scope, absences?: Absences): Truth {
  if ('leaf' in biomarker) {
    const rests = absences !== undefined && restsOnCoverage(biomarker, scope)
    return rests ? absentTruth(biomarker, scope, absences) : verdictOf(biomarker, scope).truth
  }
  if ('not' in biomarker) return kleeneNot(truthInScope(biomarker.not, scope, absences))
  return 'all' in biomarker
    ? kleeneAll(biomarker.all.map((part) => truthInScope(part, scope, absences)))
    : kleeneAny(biomarker.any.map((part) => truthInScope(part, scope, absences)))
}

/**
 * Answers that rest on coverage alone, by leaf, for all cases whose reports come from the same assays on the same
 * kinds of specimen: of a gene without a single row, nothing else of the case is asked.
 */
export type Absences = Map<number, Truth>

const ABSENCES = new WeakMap<GeneContext['roles'], Map<string, Absences>>()
const assayNumbers = new WeakMap<Assay, number>()
let nextAssay = 1
const MOST_MIXTURES = 1000

/** The shared answers for cases with such reports and these roles of genes. */
export function absencesOf({ index, genes }: Scope): Absences {
  let byReports = ABSENCES.get(genes.roles)
  if (byReports === undefined) ABSENCES.set(genes.roles, (byReports = new Map()))
  const key = index.findings.reports.map(reportKey).sort().join('; ')
  let known = byReports.get(key)
  if (known === undefined) {
    if (byReports.size >= MOST_MIXTURES) byReports.clear()
    byReports.set(key, (known = new Map()))
  }
  return known
}

/** All that coverage reads of a report beside its rows (coverage.ts). */
function reportKey({ assay, specimenKind, normalSample }: ReportFindings): string {
  let number = assay === null ? 0 : assayNumbers.get(assay)
  if (number === undefined && assay !== null) assayNumbers.set(assay, (number = nextAssay++))
  return `${number} ${specimenKind} ${normalSample !== null}`
}

/** Leaves that ask about rows and coverage of their one gene, of which the case has no row. */
function restsOnCoverage(leaf: Leaf, scope: Scope): boolean {
  switch (leaf.leaf) {
    case 'proteinChange':
    case 'codon':
    case 'exon':
    case 'region':
    case 'codingChange':
    case 'oncogenic':
    case 'lossOfFunction':
    case 'germlinePathogenic':
    case 'anyMutation':
    case 'variantType':
    case 'copyNumber':
    case 'fusion':
    case 'wildType':
      return !scope.index.hasRows(leaf.gene)
    default:
      return false
  }
}

function absentTruth(leaf: Leaf, scope: Scope, absences: Absences): Truth {
  const id = idOf(leaf)
  let truth = absences.get(id)
  if (truth === undefined) absences.set(id, (truth = verdictOf(leaf, scope).truth))
  return truth
}

/** Leaves that say the same share one number. */
const idsByJson = new Map<string, number>()
/** Read once for each leaf: packs live longer than the cases that they are asked about. */
const leafIds = new WeakMap<Leaf, number>()
let nextId = 1
const MOST_IDS = 200_000

function idOf(leaf: Leaf): number {
  const known = leafIds.get(leaf)
  if (known !== undefined) return known
  const json = JSON.stringify(leaf)
  // Numbers are never given twice: after forgetting, equal leaves are only answered once more.
  if (idsByJson.size >= MOST_IDS) idsByJson.clear()
  let id = idsByJson.get(json)
  if (id === undefined) idsByJson.set(json, (id = nextId++))
  leafIds.set(leaf, id)
  return id
}

function verdictOf(leaf: Leaf, scope: Scope): Verdict {
  const id = idOf(leaf)
  let verdict = scope.verdicts.get(id)
  if (verdict === undefined) scope.verdicts.set(id, (verdict = judgeLeaf(leaf, scope)))
  return verdict
}

function walk(biomarker: Biomarker, scope: Scope, negated: boolean): Evaluation {
  if ('leaf' in biomarker) {
    const verdict = verdictOf(biomarker, scope)
    const key = negated ? -idOf(biomarker) : idOf(biomarker)
    let judged = scope.reasons.get(key)
    if (judged === undefined) scope.reasons.set(key, (judged = reasonsOf(biomarker, verdict, negated)))
    return { truth: verdict.truth, judged }
  }
  if ('not' in biomarker) {
    const inner = walk(biomarker.not, scope, !negated)
    return { truth: kleeneNot(inner.truth), judged: inner.judged }
  }
  const [parts, combine] =
    'all' in biomarker ? ([biomarker.all, kleeneAll] as const) : ([biomarker.any, kleeneAny] as const)
  const evaluations = parts.map((part) => walk(part, scope, negated))
  const truth = combine(evaluations.map((evaluation) => evaluation.truth))
  return { truth, judged: deciding(truth, 'all' in biomarker, evaluations) }
}

/**
 * The parts that explain the outcome. An open `all` keeps its true parts too: the board sees what is there
 * and what is missing.
 */
function deciding(truth: Truth, isAll: boolean, parts: readonly Evaluation[]): Judged[] {
  const kept = parts.filter(
    (part) => part.truth === truth || (isAll && truth === 'not assessed' && part.truth === 'true'),
  )
  return kept.flatMap((part) => part.judged)
}

export function kleeneNot(truth: Truth): Truth {
  return truth === 'true' ? 'false' : truth === 'false' ? 'true' : 'not assessed'
}

export function kleeneAll(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false'
  return truths.includes('not assessed') ? 'not assessed' : 'true'
}

export function kleeneAny(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true'
  return truths.includes('not assessed') ? 'not assessed' : 'false'
}

function reasonsOf(leaf: Leaf, verdict: Verdict, negated: boolean): Judged[] {
  const text = leafText(leaf)
  if (verdict.hits.length === 0) {
    const reason: Reason = {
      leaf: text,
      result: verdict.truth,
      negated,
      ...(verdict.specificity === undefined ? {} : { specificity: verdict.specificity }),
      explanation: verdict.explanation,
    }
    return [{ leaf, reason, hit: null, testedIn: verdict.testedIn }]
  }
  return verdict.hits.map((hit) => ({
    leaf,
    reason: hitReason(text, verdict.truth, negated, hit),
    hit,
    testedIn: verdict.testedIn,
  }))
}

function hitReason(leaf: string, result: Truth, negated: boolean, hit: Hit): Reason {
  return {
    leaf,
    result,
    negated,
    alteration: hit.text,
    ...(hit.alteration.id === undefined ? {} : { alterationId: hit.alteration.id }),
    ...(hit.alteration.reportId === undefined ? {} : { reportId: hit.alteration.reportId }),
    specificity: hit.specificity,
    explanation: hit.explanation,
    ...(hit.report?.date ? { date: hit.report.date } : {}),
  }
}

function judgeLeaf(leaf: Leaf, scope: Scope): Verdict {
  switch (leaf.leaf) {
    case 'proteinChange':
      return proteinChangeLeaf(scope, leaf)
    case 'codon':
      return codonLeaf(scope, leaf)
    case 'exon':
      return exonLeaf(scope, leaf)
    case 'exonSkipping':
      return exonSkippingLeaf(scope, leaf)
    case 'region':
      return regionLeaf(scope, leaf)
    case 'codingChange':
      return codingChangeLeaf(scope, leaf)
    case 'oncogenic':
      return oncogenicLeaf(scope, leaf)
    case 'lossOfFunction':
      return lossOfFunctionLeaf(scope, leaf)
    case 'germlinePathogenic':
      return germlinePathogenicLeaf(scope, leaf)
    case 'anyMutation':
      return anyMutationLeaf(scope, leaf)
    case 'copyNumber':
      return copyNumberLeaf(scope, leaf)
    case 'fusion':
      return fusionLeaf(scope, leaf)
    case 'msi':
      return msiLeaf(scope, leaf)
    case 'mmr':
      return mmrLeaf(scope, leaf)
    case 'tmb':
      return tmbLeaf(scope, leaf)
    case 'hrd':
      return hrdLeaf(scope, leaf)
    case 'expression':
      return expressionLeaf(scope, leaf)
    case 'methylation':
      return methylationLeaf(scope, leaf)
    case 'wildType':
      return wildTypeLeaf(scope, leaf)
    case 'variantType':
      return variantTypeLeaf(scope, leaf)
    case 'expressionLevel':
      return expressionLevelLeaf(scope, leaf)
    case 'tmbHigh':
      return tmbHighLeaf(scope)
    case 'chromosomeArm':
      return chromosomeArmLeaf(scope, leaf)
    case 'dbsnp':
      return dbsnpLeaf(scope, leaf)
    case 'starAllele':
      return starAlleleLeaf(leaf)
    case 'otherFinding':
      return otherFindingLeaf(leaf)
    case 'phenotype':
      return phenotypeLeaf(scope, leaf)
    default: {
      const never: never = leaf
      return never
    }
  }
}
