import { variantKeyText } from '../../../shared/classification.ts'
import type { Judgement, JudgementKind } from '../../../shared/classification.ts'
import { parseProteinChange, sameProteinChange } from '../../../shared/hgvs.ts'
import type { Alteration, SmallVariant } from '../../../shared/model.ts'
import type { CaseFindings } from './findings.ts'
import { passesFilter } from './passesFilter.ts'

/**
 * A curator's word wins over every computed class. It is found by the variant's own place, or by gene and
 * protein change where the place is written on another build; a word on this case outranks one for the vault,
 * and of two the later holds. Taken back (value null), it no longer counts and the next one below it does not
 * come to life again.
 */
export type JudgementLookup = (variant: SmallVariant, kind: JudgementKind) => Judgement | null

export function judgementLookup(judgements: readonly Judgement[]): JudgementLookup {
  const current = judgements.filter(({ current }) => current)
  if (current.length === 0) return () => null
  const byKey = new Map<string, Judgement[]>()
  const byGene = new Map<string, Judgement[]>()
  const put = (map: Map<string, Judgement[]>, key: string, one: Judgement): void => {
    const list = map.get(key)
    if (list) list.push(one)
    else map.set(key, [one])
  }
  for (const one of current) {
    put(byKey, variantKeyText(one.key), one)
    if (one.gene !== null && one.proteinChange !== null) put(byGene, one.gene, one)
  }
  return (variant, kind) => {
    const own = byKey.get(variantKeyText(variant)) ?? []
    const change = variant.hgvsP === null ? null : parseProteinChange(variant.hgvsP)
    const elsewhere =
      change === null || change.kind === 'unknown' || variant.gene === null
        ? []
        : (byGene.get(variant.gene) ?? []).filter(
            (one) =>
              one.proteinChange !== null && sameProteinChange(parseProteinChange(one.proteinChange), change),
          )
    const [best] = [...new Set([...own, ...elsewhere])]
      .filter((one) => one.kind === kind)
      .sort((a, b) => rank(b) - rank(a) || b.at.localeCompare(a.at) || b.id - a.id)
    return best === undefined || best.value === null ? null : best
  }
}

function rank(judgement: Judgement): number {
  return judgement.caseId === null ? 0 : 1
}

/** Genes that curators have spoken of: their variants are shown whatever the packs ask about. */
export function judgedGenes(judgements: readonly Judgement[]): readonly string[] {
  return judgements.flatMap(({ gene }) => (gene === null ? [] : [gene]))
}

/** `classed likely benign by Lee on 2026-11-25: reason`. */
export function judgementText(judgement: Judgement): string {
  const verb = judgement.kind === 'oncogenicity' || judgement.kind === 'germline class' ? 'classed' : 'judged'
  return `${verb} ${judgement.value ?? 'as computed'} by ${judgement.by} on ${judgement.at.slice(0, 10)}: ${judgement.reason}`
}

/** The case as the curator sees it, with the words that changed it. */
export interface JudgedFindings {
  readonly findings: CaseFindings
  /** Variants judged clonal haematopoiesis: no finding of the tumor, so matching leaves them out. */
  readonly leftOut: readonly { readonly variant: SmallVariant; readonly judgement: Judgement }[]
}

/** Applies judged origins and takes out what was judged clonal haematopoiesis. */
export function withJudgements(findings: CaseFindings): JudgedFindings {
  const lookup = judgementLookup(findings.judgements ?? [])
  const leftOut: { variant: SmallVariant; judgement: Judgement }[] = []
  if ((findings.judgements ?? []).length === 0) return { findings, leftOut }
  const alterations = findings.alterations.flatMap((alteration): Alteration[] => {
    if (alteration.kind !== 'smallVariant') return [alteration]
    const blood = lookup(alteration, 'clonal haematopoiesis')
    if (blood !== null && blood.value === 'clonal haematopoiesis') {
      if (alteration.present && passesFilter(alteration.filter)) {
        leftOut.push({ variant: alteration, judgement: blood })
      }
      return []
    }
    const origin = lookup(alteration, 'origin')
    if (origin === null) return [alteration]
    const value = origin.value
    return value === 'somatic' || value === 'germline' || value === 'unknown'
      ? [{ ...alteration, origin: value }]
      : [alteration]
  })
  return { findings: { ...findings, alterations }, leftOut }
}
