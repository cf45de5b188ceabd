import { evaluateBiomarker } from '../../../electron/interpret/biomarkers/evaluate.ts'
import { leafText } from '../../../electron/interpret/biomarkers/leafText.ts'
import type { CaseFindings } from '../../../electron/interpret/case/findings.ts'
import type { GeneContext } from '../../../electron/interpret/scope.ts'
import type { Assertion, Biomarker, KnowledgePack } from '../../../shared/knowledge.ts'
import type { Match, Truth } from '../../../shared/match.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { covers } from './applies.ts'
import type { Reported } from './finding.ts'
import type { Triple, TruthSet } from './sources.ts'

/** One patient of the bench: what was reported, and every triple of the truth set that is about exactly this. */
export interface BenchCase {
  readonly findings: CaseFindings
  readonly reported: readonly Reported[]
  readonly triples: readonly Triple[]
}

const PREFIX: Readonly<Record<string, RegExp>> = {
  moalmanac: /^moa-(\d+)(?:-\d+)?$/,
  civic: /^eid(\d+)(?:-\d+)?$/,
  'moalmanac-db': /^moadb-(\d+)(?:-\d+)?$/,
}

/** `moalmanac 12` for a match from an imported pack; null for a pack that is no truth source. */
export function recordOf(match: Pick<Match, 'pack' | 'assertionId'>): string | null {
  const number = PREFIX[match.pack]?.exec(match.assertionId)?.[1]
  return number === undefined ? null : `${match.pack} ${number}`
}

const key = (drugs: readonly string[]): string => [...drugs].sort().join(' + ')

/** Listed for the patient's own disease (or any solid tumor), with a true rule. */
export function isOwn(match: Match): boolean {
  return match.status === 'matched' && match.diseaseMatch !== 'other'
}

/** A resistance names each drug that is resisted; a sensitivity the drugs that are given together. */
export function sameAdvice(triple: Triple, match: Match): boolean {
  if (match.effect !== triple.direction) return false
  const [only, ...more] = triple.drugs
  return triple.direction === 'resistance' && only !== undefined && more.length === 0
    ? match.drugs.includes(only)
    : key(match.drugs) === key(triple.drugs)
}

export type Outcome =
  | { readonly is: 'found' }
  | { readonly is: 'wrong direction'; readonly by: string }
  | { readonly is: 'missed'; readonly class: string; readonly why: string }

/** What became of one triple among the matches of its case. */
export function judgeTriple(
  triple: Triple,
  matches: readonly Match[],
  packs: readonly KnowledgePack[],
  refusals: ReadonlyMap<string, { field: string; reason: string }>,
  findings: CaseFindings,
  genes: GeneContext,
): Outcome {
  const record = `${triple.source} ${triple.id}`
  const ofRecord = matches.filter((match) => recordOf(match) === record)
  const opposite = ofRecord.find(
    (match) =>
      isOwn(match) &&
      ['sensitivity', 'resistance'].includes(match.effect) &&
      match.effect !== triple.direction,
  )
  if (opposite) return { is: 'wrong direction', by: opposite.assertionId }
  const found = matches.filter(
    (match) => isOwn(match) && match.pack === triple.source && sameAdvice(triple, match),
  )
  if (found.some((match) => match.level.value === triple.level)) return { is: 'found' }
  if (found.length > 0) {
    const levels = found.map(({ level }) => level.value).join(', ')
    return { is: 'missed', class: 'level differs', why: `level ${levels}, expected ${triple.level}` }
  }
  const refusal = refusals.get(`${triple.source} ${triple.line}`)
  if (refusal !== undefined) {
    return { is: 'missed', class: refusalClass(refusal.field), why: refusal.reason }
  }
  const assertions = packs
    .filter(({ manifest }) => manifest.name === triple.source)
    .flatMap((pack) => pack.assertions)
    .filter(({ id }) => recordOf({ pack: triple.source, assertionId: id }) === record)
  return missClass(triple, assertions, ofRecord, findings, genes)
}

function refusalClass(field: string): string {
  if (/variant|feature|biomarker|profile/i.test(field)) return 'alteration not parsed'
  if (/disease|condition/i.test(field)) return 'disease not mapped'
  return /drug|therap/i.test(field) ? 'drugs refused' : 'row refused'
}

function missClass(
  triple: Triple,
  assertions: readonly Assertion[],
  matches: readonly Match[],
  findings: CaseFindings,
  genes: GeneContext,
): Outcome {
  const miss = (name: string, why: string): Outcome => ({ is: 'missed', class: name, why })
  const [first] = assertions
  if (first === undefined) return miss('no entry', 'the record became no entry of the pack')
  const advice = assertions.filter(
    ({ effect, therapy }) => effect === triple.direction && key(therapy.drugs) === key(triple.drugs),
  )
  const [assertion] = advice
  if (assertion === undefined) {
    return miss(
      'drugs differ',
      `the pack says ${assertions.map(({ therapy }) => key(therapy.drugs)).join('; ')}`,
    )
  }
  const { truth, reasons } = evaluateBiomarker(assertion.biomarker, findings, genes)
  if (truth !== 'true') {
    return miss(
      `rule is ${truth}`,
      reasons.map(({ leaf, explanation }) => `${leaf}: ${explanation}`).join(' | '),
    )
  }
  return miss(
    'disease does not fit',
    `pack's disease: ${matches[0]?.diseaseText ?? JSON.stringify(assertion.disease)}`,
  )
}

/** Whether the trail that a match shows makes its rule true, by an evaluation of the bench's own. */
export function trailHolds(match: Match, assertion: Assertion): boolean {
  const shown = new Map<string, Truth[]>()
  for (const reason of match.because) {
    shown.set(reason.leaf, [...(shown.get(reason.leaf) ?? []), reason.result])
  }
  const truthOf = (biomarker: Biomarker): Truth => {
    if ('leaf' in biomarker) {
      const results = new Set(shown.get(leafText(biomarker)) ?? [])
      const [only] = results
      return results.size === 1 && only !== undefined ? only : 'not assessed'
    }
    if ('not' in biomarker) {
      const inner = truthOf(biomarker.not)
      return inner === 'true' ? 'false' : inner === 'false' ? 'true' : 'not assessed'
    }
    const parts = ('all' in biomarker ? biomarker.all : biomarker.any).map(truthOf)
    const decisive = 'all' in biomarker ? 'false' : 'true'
    if (parts.includes(decisive)) return decisive
    return parts.includes('not assessed') ? 'not assessed' : decisive === 'false' ? 'true' : 'false'
  }
  return truthOf(assertion.biomarker) === 'true'
}

/**
 * Whether a truth record supports a match: `supported`; `not judged` where the record is none of the triples
 * or the pack no truth source; else what the record says otherwise.
 */
export function supportOf(
  match: Match,
  one: BenchCase,
  byRecord: ReadonlyMap<string, Triple>,
  truth: TruthSet,
  tree: OncoTree,
): 'supported' | 'not judged' | 'direction' | 'drugs' | 'disease' | 'finding' {
  const record = recordOf(match)
  if (record === null) return 'not judged'
  const stated = truth.stated.get(record)
  if (stated === undefined) return 'not judged'
  if (stated !== match.effect) return 'direction'
  const triple = byRecord.get(record)
  if (triple === undefined) return 'not judged'
  if (key(triple.drugs) !== key(match.drugs)) return 'drugs'
  const diagnosis = one.findings.diagnosis ?? ''
  const related =
    above(tree, diagnosis).includes(triple.diagnosis) || above(tree, triple.diagnosis).includes(diagnosis)
  // "Ovarian Cancer" and the like name an organ: any carcinoma of it, not only the bench's typical one.
  const organ =
    /^(?:[A-Z][a-z]+ )?(?:[A-Z][a-z]+(?: and [A-Z][a-z]+)?) (?:cancer|carcinoma)$/i.test(triple.disease) &&
    tree.nodes.get(diagnosis)?.tissue === tree.nodes.get(triple.diagnosis)?.tissue
  if (!related && !organ && match.diseaseMatch !== 'tumor-agnostic') return 'disease'
  return covers(triple.findings, one.reported) ? 'supported' : 'finding'
}

function above(tree: OncoTree, code: string): string[] {
  const path: string[] = []
  let next: string | null = code
  while (next !== null && tree.nodes.has(next) && !path.includes(next)) {
    path.push(next)
    next = tree.nodes.get(next)?.parent ?? null
  }
  return path
}
