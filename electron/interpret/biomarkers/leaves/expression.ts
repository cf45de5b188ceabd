import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Expression } from '../../../../shared/model.ts'
import { alterationText } from '../../case/alterationText.ts'
import { coverage } from '../../case/coverage.ts'
import type { Found } from '../../case/findings.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { notAssessed, sortHits } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'

/** Protein tests (immunohistochemistry), mismatch-repair proteins, promoter methylation. */

type LeafOf<K extends Leaf['leaf']> = Extract<Leaf, { leaf: K }>

const SAME_MARKER: Readonly<Record<string, string>> = { ERBB2: 'HER2', CD274: 'PDL1', HER2NEU: 'HER2' }

/** Markers compare without case, hyphens, dots and blanks; a gene symbol stands for its protein's usual name. */
export function markerKey(text: string): string {
  const key = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return SAME_MARKER[key] ?? key
}

export function expressionLeaf(scope: Scope, leaf: LeafOf<'expression'>): Verdict {
  const wanted = markerKey(leaf.marker)
  const met: Hit[] = []
  const unmet: Hit[] = []
  const notes: string[] = []
  for (const found of scope.index.expressions) {
    const { alteration, report } = found
    if (markerKey(alteration.marker) !== wanted) continue
    const text = alterationText(scope.index, alteration, report)
    if (alteration.status === 'not assessed') notes.push(`${text}: reported as not assessed.`)
    else if (leaf.score !== undefined && scoreOf(alteration) === null)
      notes.push(`${text}: score not stated.`)
    else if (leaf.score !== undefined && markerKey(scoreOf(alteration) ?? '') !== markerKey(leaf.score)) {
      notes.push(`${text}: ${scoreOf(alteration) ?? ''} is not ${leaf.score}.`)
    } else {
      const answer = meets(leaf, alteration)
      const clone = cloneNote(leaf, alteration)
      if (answer === null) notes.push(`${text}: no value that the source's criterion can be read against.`)
      else if (!answer && clone.other) {
        notes.push(`${text}: does not reach the criterion, but by another assay. ${clone.note}`)
      } else
        (answer ? met : unmet).push(
          hit(
            found,
            text,
            [answer ? criterion(leaf, 'Meets') : criterion(leaf, 'Does not meet'), clone.note]
              .filter((part) => part !== '')
              .join(' '),
          ),
        )
    }
  }
  if (met.length > 0) {
    const disagree = unmet.length > 0 ? ' Another result of this case does not.' : ''
    return truth(
      'true',
      met.map((found) => ({ ...found, explanation: `${found.explanation}${disagree}` })),
    )
  }
  if (unmet.length > 0) return truth('false', unmet)
  if (
    wanted === 'HER2' &&
    scope.index.gene('ERBB2').copyNumber.some((row) => row.alteration.call === 'amplification')
  ) {
    notes.push('ERBB2 amplification by sequencing is not protein expression.')
  }
  const test = leaf.score === undefined ? leaf.marker : `${leaf.marker} ${leaf.score}`
  return notAssessed(joinNotes([`No ${test} result on file.`, ...notes]))
}

/**
 * PD-L1 stains are approved each with its drugs. In the Blueprint comparison 22C3, 28-8 and SP263 stained alike
 * and SP142 fewer tumor cells (Hirsch et al. 2017, PMID 27913228; Tsao et al. 2018, PMID 29800747): a result by
 * another clone is a biomarker match, and its absence excludes nothing.
 */
function cloneNote(leaf: LeafOf<'expression'>, found: Expression): { other: boolean; note: string } {
  if (leaf.clones === undefined) return { other: false, note: '' }
  const wanted = leaf.clones.join(' or ')
  if (found.clone === null || found.clone.trim() === '') {
    return { other: false, note: `The antibody clone is not stated; the approved test uses ${wanted}.` }
  }
  const own = markerKey(found.clone)
  if (leaf.clones.some((clone) => own.includes(markerKey(clone)))) return { other: false, note: '' }
  return {
    other: true,
    note: `By another assay (clone ${found.clone}, the approved test uses ${wanted}): biomarker match, not interchangeable (Blueprint, PMID 27913228 and 29800747).`,
  }
}

/** The scoring rule; a plus score without one can only be immunohistochemistry. */
function scoreOf({ score, category }: Expression): string | null {
  if (score !== null && score !== '') return score
  return category !== null && /^[123]\+$/.test(category.trim()) ? 'IHC' : null
}

/** `atLeast` and `below` bound a value; `categories` are alternatives to it. Null: nothing to compare. */
function meets(leaf: LeafOf<'expression'>, found: Expression): boolean | null {
  const answers: boolean[] = []
  if ((leaf.atLeast !== undefined || leaf.below !== undefined) && found.value !== null) {
    answers.push(
      (leaf.atLeast === undefined || found.value >= leaf.atLeast) &&
        (leaf.below === undefined || found.value < leaf.below),
    )
  }
  if (leaf.categories !== undefined) {
    const written = categoriesOf(found)
    if (written.length > 0)
      answers.push(leaf.categories.some((category) => written.includes(categoryKey(category))))
  }
  if (leaf.atLeast === undefined && leaf.below === undefined && leaf.categories === undefined) {
    return found.status === 'detected'
  }
  return answers.length === 0 ? null : answers.includes(true)
}

/** The category as written; an HER2 score given as a number is its plus form; "not detected" is negative. */
function categoriesOf(found: Expression): string[] {
  const written: string[] = []
  if (found.category !== null && found.category !== '') written.push(categoryKey(found.category))
  else if (found.status === 'not detected') written.push('negative')
  if (written.length === 0 && found.value !== null && markerKey(found.marker) === 'HER2') {
    if ([0, 1, 2, 3].includes(found.value) && !/percent|h-?score/i.test(found.score ?? '')) {
      written.push(found.value === 0 ? '0' : `${found.value}+`)
    }
  }
  return written
}

function categoryKey(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^ihc\s*/, '')
    .replace(/\s+/g, ' ')
}

function criterion(leaf: LeafOf<'expression'>, verb: string): string {
  const bounds = [
    ...(leaf.atLeast === undefined ? [] : [`at least ${leaf.atLeast}`]),
    ...(leaf.below === undefined ? [] : [`below ${leaf.below}`]),
  ].join(' and ')
  const parts = [bounds, (leaf.categories ?? []).join(', ')].filter((part) => part !== '')
  return parts.length === 0
    ? `${verb} the source's criterion.`
    : `${verb} the source's criterion (${parts.join(' or ')}).`
}

const MMR_PROTEINS = ['MLH1', 'MSH2', 'MSH6', 'PMS2']
const LOST = /^(dmmr|mmr-?d|deficient|mmr deficient|lost|loss|loss of expression|absent|negative|abnormal)$/
const KEPT = /^(pmmr|mmr-?p|proficient|mmr proficient|retained|intact|present|positive|preserved|normal)$/

/** One lost protein makes the tumor deficient; only an overall verdict or all four proteins make it proficient. */
export function mmrLeaf(scope: Scope, leaf: LeafOf<'mmr'>): Verdict {
  const deficient: Hit[] = []
  const proficient: Hit[] = []
  const kept = new Map<string, Hit>()
  const notes: string[] = []
  for (const found of scope.index.expressions) {
    const { alteration, report } = found
    const marker = markerKey(alteration.marker)
    const overall = marker === 'MMR' || marker === 'DMMR'
    if (!overall && !MMR_PROTEINS.includes(marker)) continue
    const text = alterationText(scope.index, alteration, report)
    const category = categoryKey(alteration.category ?? '')
    const lost = LOST.test(category) || (!overall && category === '' && alteration.status === 'not detected')
    if (alteration.status === 'not assessed') notes.push(`${text}: reported as not assessed.`)
    else if (lost) deficient.push(hit(found, text, 'Mismatch repair deficient by immunohistochemistry.'))
    else if (!KEPT.test(category)) notes.push(`${text}: no verdict.`)
    else if (overall) proficient.push(hit(found, text, 'Mismatch repair proficient by immunohistochemistry.'))
    else kept.set(marker, hit(found, text, 'All four mismatch-repair proteins are retained.'))
  }
  if (kept.size === MMR_PROTEINS.length) proficient.push(...kept.values())
  if (deficient.length > 0 && proficient.length > 0 && leaf.is === 'proficient') {
    return notAssessed('Reports disagree: the board must decide which holds.')
  }
  if (deficient.length > 0) return truth(leaf.is === 'deficient' ? 'true' : 'false', deficient)
  if (proficient.length > 0) return truth(leaf.is === 'proficient' ? 'true' : 'false', proficient)
  if (kept.size > 0)
    notes.push(`Only ${[...kept.keys()].sort().join(', ')} on file: all four proteins are needed.`)
  const missing =
    'No mismatch-repair immunohistochemistry on file (microsatellite instability is another test).'
  return notAssessed(notes.length === 0 ? missing : joinNotes(notes))
}

export function methylationLeaf(scope: Scope, leaf: LeafOf<'methylation'>): Verdict {
  const hits: Record<'methylated' | 'unmethylated', Hit[]> = { methylated: [], unmethylated: [] }
  for (const found of scope.index.gene(leaf.gene).methylation) {
    const text = alterationText(scope.index, found.alteration, found.report)
    hits[found.alteration.category].push(hit(found, text, `Reported as ${found.alteration.category}.`))
  }
  const other = leaf.is === 'methylated' ? 'unmethylated' : 'methylated'
  if (hits[leaf.is].length > 0 && hits[other].length > 0) {
    return notAssessed('Reports disagree: the board must decide which holds.')
  }
  if (hits[leaf.is].length > 0) return truth('true', hits[leaf.is])
  if (hits[other].length > 0) return truth('false', hits[other])
  const answer = coverage(scope.index, { gene: leaf.gene, kind: 'methylation' })
  return notAssessed(answer.tested ? `No ${leaf.gene} methylation result on file.` : answer.explanation)
}

function truth(value: 'true' | 'false', hits: readonly Hit[]): Verdict {
  return { truth: value, hits: sortHits(hits), testedIn: [], explanation: '' }
}

function hit(
  found: Found<Expression> | { alteration: Hit['alteration']; report: Hit['report'] },
  text: string,
  explanation: string,
): Hit {
  return { alteration: found.alteration, report: found.report, text, specificity: 'biomarker', explanation }
}
