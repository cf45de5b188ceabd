import type { Biomarker } from '../knowledge.ts'
import { reading } from './reading.ts'
import type { Reading } from './reading.ts'

/** Immunohistochemistry: `PD-L1 (CPS) >= 10`, `HER2-low`, `ER positive`, `CD30 +`, `CLDN18.2 >= 75%`. */

/** Markers that are scored by immunohistochemistry, under the name that reports use. */
const MARKERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:PD-?L1|CD274)(?= |$|\()/i, 'PD-L1'],
  [/^(?:HER-?2(?:\/neu)?|ERBB2(?= (?:positive|low|ultralow|negative|IHC)))(?= |$|-|\()/i, 'HER2'],
  [/^(?:ER|o?estrogen receptor(?: \(ER\))?)(?= |$|-)/i, 'ER'],
  [/^(?:PR|PgR|progesterone receptor(?: \(PR\))?)(?= |$|-)/i, 'PR'],
  [/^(?:HR|hormone receptor)(?= |$|-)/i, 'HR'],
  [/^(?:CLDN18\.2|claudin[ -]?18\.2)(?= |$|-)/i, 'CLDN18.2'],
  [/^(?:FOLR1|FR ?alpha|folate receptor alpha)(?= |$|-)/i, 'FOLR1'],
  [/^c-?Met(?= )/, 'MET'],
  [/^(CD\d+[a-z]?)(?= |$|-|\+)/i, ''],
  [
    /^(EGFR|MET|c-Met|TROP2|SSTR2?|PSMA|BCMA|GPRC5D)(?= (?:positive|negative|\+|IHC|protein)|-(?:positive|negative)$)/i,
    '',
  ],
]

const SCORES: readonly (readonly [RegExp, string])[] = [
  [/\bCPS\b|combined positive score/i, 'CPS'],
  [/\bTPS\b|tumou?r proportion score/i, 'TPS'],
  [/\bTAP\b|tumou?r area positivity/i, 'TAP'],
  [/\b(?:TIIC|IC)\b|immune cells?/i, 'IC'],
  [/\bTC\b|tumou?r cells/i, 'TC'],
  [/H-?score/i, 'H-score'],
]

export function markerWording(text: string): Reading | null {
  const found = MARKERS.map(([pattern, name]) => ({ match: pattern.exec(text), name })).find(
    ({ match }) => match !== null,
  )
  const match = found?.match
  if (!found || !match) return null
  const marker = found.name === '' ? match[0] : found.name
  const rest = text
    .slice(match[0].length)
    .replace(/^[-\s]+/, '')
    .trim()
  const answer = status(marker, rest) ?? threshold(marker, rest)
  return answer === null ? null : reading('expression', null, answer)
}

function expression(
  marker: string,
  parts: { categories?: string[]; score?: string; atLeast?: number; below?: number },
): Biomarker {
  return { leaf: 'expression', marker, ...parts }
}

function status(marker: string, rest: string): Biomarker | null {
  const word = rest
    .toLowerCase()
    .replace(/^(?:ihc|protein) /, '')
    .replace(/^\((.*)\)$/, '$1')
  const her2 = marker === 'HER2'
  switch (word) {
    case '+':
    case 'positive':
    case 'positivity':
    case 'expression positive':
      return expression(marker, { categories: her2 ? ['3+', 'positive'] : ['positive'] })
    case 'negative':
      return expression(marker, { categories: her2 ? ['0', '1+', 'negative'] : ['negative', '0'] })
    case 'low':
      return her2 ? expression(marker, { categories: ['low', '1+', '2+/ish-'] }) : null
    case 'ultralow':
    case 'ultra-low':
      return her2 ? expression(marker, { categories: ['ultralow'] }) : null
    case '3+':
    case '2+':
    case '1+':
    case '0':
      return expression(marker, { categories: [word] })
    default:
      return null
  }
}

function threshold(marker: string, rest: string): Biomarker | null {
  const limit = /(>=|>|<=|<|at least|below|under) ?(\d+(?:\.\d+)?) ?%?/i.exec(rest)
  if (!limit) return null
  const score = SCORES.find(([pattern]) => pattern.test(rest))?.[1] ?? defaultScore(marker, rest)
  const value = Number(limit[2])
  const sign = (limit[1] ?? '').toLowerCase()
  // ">" beside a whole percentage is how cut-offs that include the value are often written; kept as written
  // only for the two signs that say it exactly.
  if (sign === '>=' || sign === 'at least') return expression(marker, { ...scored(score), atLeast: value })
  if (sign === '<' || sign === 'below' || sign === 'under')
    return expression(marker, { ...scored(score), below: value })
  return null
}

function defaultScore(marker: string, rest: string): string | undefined {
  if (!rest.includes('%')) return undefined
  return marker === 'PD-L1' ? 'TPS' : 'percent'
}

function scored(score: string | undefined): { score?: string } {
  return score === undefined ? {} : { score }
}
