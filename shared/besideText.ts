import type { CautionCheck, Match } from './match.ts'

/** Words for what stands beside a therapy because of the patient; the screens and the packet say the same. */

type Beside = Pick<Match, 'cautions' | 'priorUse' | 'line'>

/** Cautions that hold, one for each statement, in the matcher's order: gravest first. */
export function cautionsThatApply(matches: readonly Pick<Match, 'cautions'>[]): readonly CautionCheck[] {
  return distinct(matches).filter(({ result }) => result === 'applies')
}

/**
 * One line for everything that could not be judged: `QTc, LVEF, comedication (none recorded)`; null where all
 * could. Silence here would read as "fine".
 */
export function cautionsNotAssessed(matches: readonly Pick<Match, 'cautions'>[]): string | null {
  const open = distinct(matches).filter(({ result }) => result === 'not assessed')
  if (open.length === 0) return null
  return [...new Set(open.map(({ because }) => because))].join(', ')
}

function distinct(matches: readonly Pick<Match, 'cautions'>[]): readonly CautionCheck[] {
  const seen = new Map<string, CautionCheck>()
  for (const caution of matches.flatMap(({ cautions }) => cautions)) {
    const key = `${caution.pack}/${caution.id}`
    if (!seen.has(key)) seen.set(key, caution)
  }
  return [...seen.values()]
}

/** `avoid`, `contraindicated`; a pharmacogene has no severity of its own. */
export function cautionWord({ severity, kind }: CautionCheck): string {
  return severity ?? (kind === 'pharmacogenomics' ? 'pharmacogenomics' : kind)
}

/** Each use of a drug or of its class once. */
export function priorUseTexts(matches: readonly Pick<Match, 'priorUse'>[]): readonly string[] {
  return [...new Set(matches.flatMap(({ priorUse }) => priorUse.map(({ text }) => text)))]
}

/** Marks in a few words for a table: what speaks against the therapy in this patient. */
export function besideInShort(match: Beside): readonly string[] {
  return [
    ...priorUseTexts([match]),
    ...(match.line?.status === 'not met' ? ['line of therapy not met'] : []),
    ...cautionsThatApply([match]).map((caution) => `${cautionWord(caution)}: ${caution.because}`),
  ]
}

/** `ESCAT I-A`, or `ESCAT III-A (computed)`; null where there is none. */
export function escatText(match: Pick<Match, 'escat'>): string | null {
  if (match.escat === null) return null
  return match.escat.origin === 'published'
    ? `ESCAT ${match.escat.tier}`
    : `ESCAT ${match.escat.tier} (computed)`
}
