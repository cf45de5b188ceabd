import { parseProteinChange, sameProteinChange } from '../../../shared/hgvs.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { CaseFindings } from '../case/findings.ts'
import { passesFilter } from '../case/passesFilter.ts'

/** Places further apart than this share hardly any read pair of a panel or of cell-free DNA. */
export const PHASE_REACH = 300

/** Pairs whose phase changes what a board is told: EGFR T790M with C797S, by their residues. */
const ASKED = [{ gene: 'EGFR', changes: ['p.Thr790Met', 'p.Cys797Ser'] }] as const

export type VariantPair = readonly [SmallVariant, SmallVariant]

/** True where reads may span both: two stored calls of one report that lie close, at different places. */
export function mayShareReads(a: SmallVariant, b: SmallVariant): boolean {
  return (
    a.id !== undefined &&
    b.id !== undefined &&
    a.id !== b.id &&
    a.reportId === b.reportId &&
    a.build === b.build &&
    a.chrom === b.chrom &&
    a.pos !== b.pos &&
    Math.abs(a.pos - b.pos) <= PHASE_REACH &&
    /^[ACGT]+$/.test(a.ref + a.alt + b.ref + b.alt)
  )
}

/** The pairs of a case that matching asks the reads about: two single bases of one codon, and the listed pairs. */
export function phaseQuestions(findings: CaseFindings): VariantPair[] {
  const usable = findings.alterations.filter(
    (one): one is SmallVariant =>
      one.kind === 'smallVariant' && one.present && passesFilter(one.filter) && one.gene !== null,
  )
  return [...Map.groupBy(usable, ({ reportId, gene }) => `${reportId} ${gene}`).values()].flatMap((group) => {
    if (group.length < 2) return []
    const ordered = [...group].sort((a, b) => a.pos - b.pos || (a.id ?? 0) - (b.id ?? 0))
    const pairs: VariantPair[] = []
    ordered.forEach((first, i) => {
      for (const second of ordered.slice(i + 1)) {
        if (second.pos - first.pos > PHASE_REACH) break
        if (mayShareReads(first, second) && (isAsked(first, second) || shareCodon(first, second)))
          pairs.push([first, second])
      }
    })
    return pairs
  })
}

function isAsked(a: SmallVariant, b: SmallVariant): boolean {
  return ASKED.some(({ gene, changes }) => {
    if (a.gene !== gene || b.gene !== gene) return false
    const [x, y] = [a, b].map(({ hgvsP }) => parseProteinChange(hgvsP ?? ''))
    const [p, q] = changes.map(parseProteinChange)
    if (!x || !y || !p || !q) return false
    return (
      (sameProteinChange(x, p) && sameProteinChange(y, q)) ||
      (sameProteinChange(x, q) && sameProteinChange(y, p))
    )
  })
}

function shareCodon(a: SmallVariant, b: SmallVariant): boolean {
  if (a.hgvsP === null || b.hgvsP === null || b.pos - a.pos > 2) return false
  if (a.ref.length + a.alt.length + b.ref.length + b.alt.length !== 4) return false
  const residue = parseProteinChange(a.hgvsP).start
  return residue !== null && residue === parseProteinChange(b.hgvsP).start
}
