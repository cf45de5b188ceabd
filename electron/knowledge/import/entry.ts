import { parseProteinChange } from '../../../shared/hgvs.ts'
import { assertionSchema, leavesOf } from '../../../shared/knowledge.ts'
import type {
  Assertion,
  Biomarker,
  DiseaseScope,
  Effect,
  EvidenceStrength,
  Leaf,
  Source,
} from '../../../shared/knowledge.ts'
import type { Regimen } from './regimen.ts'

/** What a reader has made of one row, before it becomes one assertion for each regimen. */
export interface Draft {
  /** Stable for the row over releases, e.g. the source's own number. */
  readonly id: string
  readonly biomarker: Biomarker
  readonly disease: DiseaseScope
  readonly effect: Effect
  readonly regimens: readonly Regimen[]
  readonly exceptInCombinationWith?: readonly string[]
  readonly level: { readonly scheme: string; readonly value: string }
  readonly strength: EvidenceStrength
  readonly conditions: readonly string[]
  readonly statement: string
  readonly sources: readonly Source[]
}

/** The row's assertions, checked against the pack's schema; a sentence where one does not hold. */
export function assertionsOf(draft: Draft): readonly Assertion[] | string {
  const unreadable = leavesOf(draft.biomarker)
    .map(unreadableChange)
    .find((change) => change !== null)
  if (unreadable !== undefined && unreadable !== null)
    return `The protein change "${unreadable}" cannot be read.`
  const assertions: Assertion[] = []
  for (const [index, regimen] of draft.regimens.entries()) {
    const parsed = assertionSchema.safeParse({
      id: slug(draft.regimens.length > 1 ? `${draft.id}-${index + 1}` : draft.id),
      biomarker: draft.biomarker,
      disease: draft.disease,
      effect: draft.effect,
      therapy: {
        drugs: regimen.drugs,
        exceptInCombinationWith: draft.exceptInCombinationWith ?? [],
        ...(regimen.backbone === undefined ? {} : { backbone: regimen.backbone }),
        ...(regimen.together === undefined ? {} : { together: regimen.together }),
      },
      level: draft.level,
      strength: draft.strength,
      conditions: draft.conditions,
      statement: draft.statement,
      sources: draft.sources,
    })
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      return `The entry does not hold: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`
    }
    assertions.push(parsed.data)
  }
  return assertions
}

/**
 * The biomarker narrowed to germline findings; null where a leaf cannot tell the origin, since a somatic
 * finding would then meet a statement about the germline. A germline "mutation" of a gene is read as a
 * (likely) pathogenic one.
 */
export function germlineOnly(biomarker: Biomarker): Biomarker | null {
  if ('not' in biomarker) {
    const inner = germlineOnly(biomarker.not)
    return inner === null ? null : { not: inner }
  }
  if ('all' in biomarker || 'any' in biomarker) {
    const parts: Biomarker[] = []
    for (const part of 'all' in biomarker ? biomarker.all : biomarker.any) {
      const inner = germlineOnly(part)
      if (inner === null) return null
      parts.push(inner)
    }
    return 'all' in biomarker ? { all: parts } : { any: parts }
  }
  switch (biomarker.leaf) {
    case 'proteinChange':
    case 'lossOfFunction':
    case 'variantType':
      return { ...biomarker, origin: 'germline' }
    case 'oncogenic':
    case 'anyMutation':
      return { leaf: 'germlinePathogenic', gene: biomarker.gene }
    case 'codon':
    case 'exon':
    case 'region':
    case 'codingChange':
    case 'copyNumber':
    case 'exonSkipping':
    case 'chromosomeArm':
      return null
    default:
      return biomarker
  }
}

/** True where the biomarker asks for any mutation of a gene: the least specific thing that a source can say. */
export function isGeneLevel(biomarker: Biomarker): boolean {
  return leavesOf(biomarker).some(({ leaf }) => leaf === 'anyMutation')
}

export const GENE_LEVEL_CONDITION =
  'The source speaks of any mutation of the gene: it does not say that this very change was studied.'

/** Kebab-case for identifiers inside a pack. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` out of what a source writes; undefined where it is none. */
export function dateOf(text: string): string | undefined {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?/.exec(text.trim())
  if (match === null) return undefined
  const [, year = '', month, day] = match
  const two = (part: string): string => part.padStart(2, '0')
  if (month === undefined || Number(month) > 12 || Number(month) < 1) return year
  if (day === undefined || Number(day) > 31 || Number(day) < 1) return `${year}-${two(month)}`
  return `${year}-${two(month)}-${two(day)}`
}

/** The last year in a citation, e.g. `Chapman et al., 2011, N. Engl. J. Med.` */
export function yearOf(citation: string): string | undefined {
  return /\b(19|20)\d{2}\b/.exec(citation)?.[0]
}

/** One sentence's end and no line breaks. */
export function sentence(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  return plain === '' || /[.!?]$/.test(plain) ? plain : `${plain}.`
}

function unreadableChange(leaf: Leaf): string | null {
  const changes = leaf.leaf === 'proteinChange' ? [leaf.change] : 'except' in leaf ? leaf.except : []
  return changes.find((change) => parseProteinChange(change).kind === 'unknown') ?? null
}
