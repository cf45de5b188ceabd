import type { Evaluation } from '../biomarkers/evaluate.ts'
import type { Judged } from '../biomarkers/verdict.ts'
import { compareText } from '../text.ts'

/**
 * Findings that only together make a match may come from different days: an activating mutation of the first
 * biopsy and a resistance mutation of a later plasma sample. The board is told which is from when.
 */
export function timelineOf(evaluation: Evaluation): string | null {
  const parts = new Map<string, { label: string; dates: Set<string> }>()
  for (const judged of evaluation.judged) {
    const [dates, label] = datesOf(judged)
    if (dates.length === 0) continue
    const part = parts.get(judged.reason.leaf) ?? { label, dates: new Set<string>() }
    parts.set(judged.reason.leaf, part)
    for (const date of dates) part.dates.add(date)
  }
  const all = [...parts.values()]
  if (all.length < 2) return null
  const [first, ...rest] = all
  const common = [...(first?.dates ?? [])].filter((date) => rest.every(({ dates }) => dates.has(date)))
  if (common.length > 0) return null
  const told = all
    .map(({ label, dates }) => ({ label, first: [...dates].sort()[0] ?? '', all: [...dates].sort() }))
    .sort((a, b) => compareText(a.first, b.first) || compareText(a.label, b.label))
    .map(({ label, all: days }) => `${label} (${days.join(', ')})`)
  return `Findings of different days: ${told.join('; ')}.`
}

function datesOf({ hit, reason, testedIn }: Judged): [dates: string[], label: string] {
  if (reason.result === 'not assessed') return [[], '']
  const reports = hit === null ? testedIn : [hit.report]
  const dates = reports.flatMap((report) => (report?.date ? [report.date] : []))
  return [dates, hit === null ? `${reason.leaf}: tested` : hit.text.replace(/ \([^()]*\)$/, '')]
}

/** The first day on which a finding that decided was seen; undefined where no specimen has a date. */
export function firstSeen(evaluation: Evaluation): string | undefined {
  const dates = evaluation.judged.flatMap(({ hit, reason }) =>
    hit !== null && reason.result === 'true' && !reason.negated && hit.report?.date ? [hit.report.date] : [],
  )
  return dates.sort()[0]
}
