import { leavesOf } from '../../../shared/knowledge.ts'
import type { Biomarker, Leaf } from '../../../shared/knowledge.ts'
import type { Alteration } from '../../../shared/model.ts'

/**
 * Keys under which findings and biomarker leaves meet: a leaf can only be decided by an alteration that
 * shares a key with it. A gene's symbol, a signature's name, and one key for all protein expression (mismatch
 * repair is read from several markers).
 */
export type FindingKey = string

const EXPRESSION = 'expression of a protein'
/** Gains and losses of arms are read from copy-number rows of any gene or segment. */
const CHROMOSOME = 'copy number of a chromosome'
/** A dbSNP identifier may stand on a variant of whatever gene: such leaves are met under this key too. */
export const ANY_GENE = 'a variant of any gene'
/** Of what no field of a case can hold: no alteration has this key. */
const NOTHING = 'no field of a case'

export function keysOfAlteration(alteration: Alteration): readonly FindingKey[] {
  switch (alteration.kind) {
    case 'smallVariant':
      return alteration.gene === null ? [] : [alteration.gene]
    case 'copyNumber':
      return alteration.gene === null ? [CHROMOSOME] : [alteration.gene, CHROMOSOME]
    case 'fusion':
      return [alteration.gene5, alteration.gene3].filter((gene) => gene !== null)
    case 'methylation':
    case 'haplotype':
      return [alteration.gene]
    case 'signature':
      return [alteration.name]
    case 'expression':
      return [EXPRESSION]
  }
}

function keyOfLeaf(leaf: Leaf): FindingKey {
  switch (leaf.leaf) {
    case 'msi':
      return 'MSI'
    case 'tmb':
    case 'tmbHigh':
      return 'TMB'
    case 'hrd':
      return 'HRD'
    case 'mmr':
    case 'expression':
    case 'expressionLevel':
      return EXPRESSION
    case 'chromosomeArm':
      return CHROMOSOME
    case 'otherFinding':
      return NOTHING
    default:
      return leaf.gene
  }
}

export function keysOfBiomarker(biomarker: Biomarker): readonly FindingKey[] {
  const keys = new Set(leavesOf(biomarker).map(keyOfLeaf))
  if (asksAnyGene(biomarker)) keys.add(ANY_GENE)
  return [...keys]
}

export function asksAnyGene(biomarker: Biomarker): boolean {
  return leavesOf(biomarker).some(({ leaf }) => leaf === 'dbsnp')
}

/**
 * False where the expression cannot be true in a case whose alterations have only these keys. Only wild type
 * and `not` can rest on an absence.
 */
export function canBeTrue(biomarker: Biomarker, keys: ReadonlySet<FindingKey>): boolean {
  if ('leaf' in biomarker) {
    // A dbSNP identifier may stand on a variant whose gene the file names otherwise.
    const anywhere = biomarker.leaf === 'wildType' || biomarker.leaf === 'dbsnp'
    return anywhere || keys.has(keyOfLeaf(biomarker))
  }
  if ('not' in biomarker) return true
  return 'all' in biomarker
    ? biomarker.all.every((part) => canBeTrue(part, keys))
    : biomarker.any.some((part) => canBeTrue(part, keys))
}

/**
 * Keys of which the case must have at least one for the expression to be true; null where it may be true without
 * any. Says the same as `canBeTrue`, for looking up by key.
 */
export function keysOneIsNeeded(biomarker: Biomarker): readonly FindingKey[] | null {
  if ('leaf' in biomarker) {
    const anywhere = biomarker.leaf === 'wildType' || biomarker.leaf === 'dbsnp'
    return anywhere ? null : [keyOfLeaf(biomarker)]
  }
  if ('not' in biomarker) return null
  if ('all' in biomarker) {
    for (const part of biomarker.all) {
      const keys = keysOneIsNeeded(part)
      if (keys !== null) return keys
    }
    return null
  }
  const parts = biomarker.any.map(keysOneIsNeeded)
  return parts.some((keys) => keys === null) ? null : [...new Set(parts.flatMap((keys) => keys ?? []))]
}
