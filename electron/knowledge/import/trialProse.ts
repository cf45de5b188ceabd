import type { Biomarker } from '../../../shared/knowledge.ts'
import type { TrialCriterion } from '../../../shared/trial.ts'
import type { Importing } from './importing.ts'

/**
 * Biomarkers in the prose of a trial. Only what the alteration language reads with certainty, in a sentence
 * that says nothing to weaken or turn it: everything else stays prose for a person to read. What is found keeps
 * its sentence and is never more than a hint.
 */

export interface EligibilityLine {
  readonly section: 'inclusion' | 'exclusion' | 'unknown'
  readonly text: string
}

/** The eligibility text line by line; `unknown` stands before any heading. */
export function eligibilityLines(text: string): EligibilityLine[] {
  let section: EligibilityLine['section'] = 'unknown'
  const lines: EligibilityLine[] = []
  for (const raw of text.split(/\r?\n/)) {
    const line = raw
      .replace(/^[\s>]*(?:[*•·o-]|\d+[.)]|[a-z][.)])\s+/, '')
      .replace(/\\([<>*_[\]~])/g, '$1')
      .trim()
    const heading = /\b(inclusion|exclusion) criteria\b/i.exec(line)
    if (heading !== null && line.length < 80 && (line.endsWith(':') || !/[.;]/.test(line))) {
      section = heading[1]?.toLowerCase() === 'exclusion' ? 'exclusion' : 'inclusion'
      const rest = line.slice(heading.index + heading[0].length).replace(/^[\s:]+/, '')
      if (rest !== '') lines.push({ section, text: rest })
    } else if (line !== '') lines.push({ section, text: line })
  }
  return lines
}

/** Words that turn, weaken or bind a statement: a sentence with one of them is left to the reader. */
const UNCERTAIN =
  /\b(no|not|non|none|nor|never|without|absence|absent|lacks?|lacking|negative|wild[- ]?type|exclud\w*|except\w*|other than|unless|if|unknown|undetermined|prior|previous\w*|may|might|either|regardless|irrespective|any status|allowed|permitted|eligible|should|optional\w*|cohort|arm|part|resist\w*|progress\w*|tested|testing|test|high risk|history)\b/i

const LONGEST = 6

/** Biomarkers that these sentences name, each with the first sentence that names it. */
export function findCriteria(sentences: readonly string[], importing: Importing): TrialCriterion[] {
  const found = new Map<string, TrialCriterion>()
  for (const text of sentences) {
    const plain = text.replace(/\s+/g, ' ').trim()
    if (plain === '' || UNCERTAIN.test(plain)) continue
    for (const biomarker of alterationsIn(plain, importing)) {
      const key = JSON.stringify(biomarker)
      if (!found.has(key)) found.set(key, { biomarker, text: plain, readFrom: 'free text' })
    }
  }
  return [...found.values()]
}

function alterationsIn(sentence: string, importing: Importing): Biomarker[] {
  const words = sentence
    .split(/[\s,;()[\]]+/)
    .map((word) => word.replace(/[.:!?]+$/, ''))
    .filter((word) => word !== '')
  const found: Biomarker[] = []
  let at = 0
  while (at < words.length) {
    const read = longestAt(words, at, importing)
    if (read === null) at += 1
    else {
      found.push(read.biomarker)
      at += read.words
    }
  }
  return found
}

/** A gene or marker as boards write it: `KRAS`, `HER2-positive`, `dMMR`, `EML4::ALK`; not `Met`, not `set`. */
const NAME = /^d?[A-Z][A-Z0-9][A-Z0-9.]*(?:(?:-|::)[A-Za-z0-9.]+)?$/

/**
 * The longest run of words from `at` on that is one alteration. A reading that joins two by "and"
 * (`KRAS G12C mutated`) is left for the shorter run, which says what was meant.
 */
function longestAt(
  words: readonly string[],
  at: number,
  importing: Importing,
): { readonly biomarker: Biomarker; readonly words: number } | null {
  if (!NAME.test(words[at] ?? '')) return null
  for (let length = Math.min(LONGEST, words.length - at); length >= 1; length -= 1) {
    const run = words.slice(at, at + length)
    if (run.slice(1).some((word) => /^(and|or|of|in|with|to|the|for)$/i.test(word))) continue
    const read = importing.readAlteration(run.join(' '), null)
    if (read.ok && !('all' in read.biomarker)) return { biomarker: read.biomarker, words: length }
  }
  return null
}
