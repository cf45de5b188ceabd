import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Expression } from '../../../../shared/model.ts'
import { alterationText } from '../../case/alterationText.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { notAssessed, sortHits } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'
import { markerKey } from './expression.ts'

type Level = 'none' | 'low' | 'present' | 'high'

const WORDS: readonly (readonly [RegExp, Level])[] = [
  [/^(0|negative|absent|none|lost|loss|loss of expression|not expressed|not detected)$/, 'none'],
  [/^(low|weak|1\+|under-?expressed|under-?expression|reduced|decreased|down-?regulated)$/, 'low'],
  [/^(positive|present|expressed|retained|intact|moderate|intermediate|2\+|normal)$/, 'present'],
  [/^(high|strong|3\+|over-?expressed|over-?expression|increased|elevated|up-?regulated)$/, 'high'],
]

/** What counts as each answer: a merely positive result is neither over- nor underexpressed. */
const MEETS: Readonly<Record<Extract<Leaf, { leaf: 'expressionLevel' }>['is'], readonly Level[]>> = {
  expressed: ['low', 'present', 'high'],
  overexpressed: ['high'],
  underexpressed: ['none', 'low'],
}

/**
 * Over- and underexpression as the laboratory words it. A number is not read: what is high belongs to the
 * assay and its reference, which the source's statement does not share.
 */
export function expressionLevelLeaf(scope: Scope, leaf: Extract<Leaf, { leaf: 'expressionLevel' }>): Verdict {
  const met: Hit[] = []
  const unmet: Hit[] = []
  const notes: string[] = []
  for (const { alteration, report } of scope.index.expressions) {
    if (markerKey(alteration.marker) !== markerKey(leaf.marker)) continue
    const text = alterationText(scope.index, alteration, report)
    const level = alteration.status === 'not assessed' ? null : levelOf(alteration)
    if (level === null) notes.push(`${text}: no verdict in words that can be read against "${leaf.is}".`)
    else {
      const fits = MEETS[leaf.is].includes(level)
      const explanation = fits ? `Reported as ${leaf.is}.` : `Not reported as ${leaf.is}.`
      ;(fits ? met : unmet).push({ alteration, report, text, specificity: 'biomarker', explanation })
    }
  }
  if (met.length > 0 && unmet.length > 0) {
    return notAssessed('Reports disagree: the board must decide which holds.')
  }
  const deciding = met.length > 0 ? met : unmet
  if (deciding.length === 0) {
    return notAssessed(joinNotes([`No ${leaf.marker} expression result on file.`, ...notes]))
  }
  return { truth: met.length > 0 ? 'true' : 'false', hits: sortHits(deciding), testedIn: [], explanation: '' }
}

function levelOf({ category, status }: Expression): Level | null {
  const word = (category ?? '').trim().toLowerCase().replace(/\s+/g, ' ')
  if (word === '') return status === 'not detected' ? 'none' : null
  return WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? null
}
