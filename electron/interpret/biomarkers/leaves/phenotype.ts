import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Haplotype } from '../../../../shared/model.ts'
import { alterationText } from '../../case/alterationText.ts'
import { reportName, specimenKindOf } from '../../case/coverage.ts'
import type { Found } from '../../case/findings.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { notAssessed, sortHits } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'

/**
 * Pharmacogene phenotypes. Two rules of the field decide (PharmCAT's documentation; CPIC):
 * - Tumor DNA is no specimen for pharmacogenomics: loss of heterozygosity and copy changes alter the genotype.
 * - `*1` (or `Reference`) is the default for whatever was not tested: a call that rests on it may be worse than it
 *   reads, unless the report says that no position was missing or the described assay covers the gene.
 */
type PhenotypeLeaf = Extract<Leaf, { leaf: 'phenotype' }>

export function phenotypeLeaf(scope: Scope, leaf: PhenotypeLeaf): Verdict {
  const met: Hit[] = []
  const unmet: Hit[] = []
  const notes: string[] = []
  for (const found of scope.index.haplotypes) {
    if (found.alteration.gene !== leaf.gene) continue
    const text = alterationText(scope.index, found.alteration, found.report)
    const unfit = unfitSpecimen(found)
    if (found.alteration.status !== 'detected') notes.push(`${text}: reported as not assessed.`)
    else if (unfit !== null) notes.push(`${text}: ${unfit}`)
    else {
      const reading = read(scope, leaf, found)
      if (reading.is === 'open') notes.push(`${text}: ${reading.note}`)
      else (reading.is === 'met' ? met : unmet).push(hitOf(found, text, reading.note))
    }
  }
  if (met.length > 0 && unmet.length > 0) {
    return notAssessed(`Reports disagree on ${leaf.gene}: the board must decide which holds.`)
  }
  if (met.length > 0) return { truth: 'true', hits: sortHits(met), testedIn: [], explanation: '' }
  if (notes.length > 0) return notAssessed(joinNotes(notes))
  if (unmet.length > 0) return { truth: 'false', hits: sortHits(unmet), testedIn: [], explanation: '' }
  return notAssessed(`No germline ${leaf.gene} result on file.`)
}

function unfitSpecimen({ report }: Found<Haplotype>): string | null {
  const kind = specimenKindOf(report)
  if (kind === 'normal') return null
  return kind === null
    ? 'specimen not stated: a pharmacogene needs a germline specimen.'
    : 'tumor DNA is no specimen for pharmacogenomics: a germline specimen is needed.'
}

type Reading = { readonly is: 'met' | 'unmet' | 'open'; readonly note: string }

function read(scope: Scope, leaf: PhenotypeLeaf, found: Found<Haplotype>): Reading {
  const { alteration } = found
  const meaning =
    alteration.diplotype === null ? null : scope.genes.diplotypeMeaning(leaf.gene, alteration.diplotype)
  const phenotype = alteration.phenotype ?? meaning?.phenotype ?? null
  const score = alteration.activityScore ?? meaning?.activityScore ?? null
  if (
    phenotype !== null &&
    score === null &&
    /^(indeterminate|uncertain|no result|unknown)/i.test(phenotype)
  ) {
    return { is: 'open', note: `${phenotype}: the function of an allele is not known.` }
  }
  const answers = [
    ...(leaf.phenotypes === undefined || phenotype === null
      ? []
      : [leaf.phenotypes.some((wanted) => phenotypeKey(wanted) === phenotypeKey(phenotype))]),
    ...(leaf.activityScore === undefined || score === null
      ? []
      : [score >= leaf.activityScore.min && score <= leaf.activityScore.max]),
  ]
  if (answers.length === 0) {
    return {
      is: 'open',
      note:
        alteration.diplotype === null
          ? 'neither phenotype nor activity score that the source names.'
          : `the installed tables do not say what ${alteration.diplotype} means; import the CPIC tables.`,
    }
  }
  if (answers.includes(true) && answers.includes(false)) {
    return { is: 'open', note: 'phenotype and activity score contradict each other.' }
  }
  const by = alteration.callSource === null ? '' : ` by ${alteration.callSource}`
  const told = [phenotype, ...(score === null ? [] : [`activity score ${score}`])]
    .filter((part) => part !== null)
    .join(', ')
  const table =
    meaning !== null && alteration.phenotype === null && alteration.activityScore === null
      ? ' (from the diplotype, by the installed CPIC table)'
      : ''
  const missing = missingNote(found)
  if (answers.includes(true)) {
    if (missing !== null && isNormal(phenotype)) return { is: 'open', note: missing }
    return {
      is: 'met',
      note: `${told}${table}${by}.${missing === null ? '' : ` ${capital(missing)}`}`,
    }
  }
  return missing === null ? { is: 'unmet', note: `${told}${table}${by}.` } : { is: 'open', note: missing }
}

/** Null where the call stands as it is; else why it may be worse than it reads. */
function missingNote({ alteration, report }: Found<Haplotype>): string | null {
  const { missingPositions, diplotype, gene } = alteration
  // A measured phenotype (enzyme assay) rests on no default allele.
  if (
    diplotype === null &&
    alteration.callSource !== null &&
    /assay|activity|enzym/i.test(alteration.callSource)
  )
    return null
  if (diplotype !== null && !diplotype.split('/').some(isDefaultAllele)) return null
  if (missingPositions !== null) {
    if (missingPositions.length === 0) return null
    return `the default allele stands for positions that were not tested: ${missingPositions.join(', ')}.`
  }
  const covered = report?.assay?.genes.some(
    (entry) => entry.gene === gene && entry.kinds.includes('haplotype'),
  )
  if (covered === true) return null
  const where = report === null ? 'the report' : reportName(report)
  return `${where} does not say which positions were tested; *1 is only the default.`
}

function isDefaultAllele(allele: string): boolean {
  return /^(\*1|reference|B \(reference\)|B|wild.?type)$/i.test(allele.trim())
}

function isNormal(phenotype: string | null): boolean {
  return phenotype !== null && /^normal\b/i.test(phenotype)
}

/** `Poor Metabolizer`, `poor metaboliser` and `PM` are one phenotype. */
export function phenotypeKey(text: string): string {
  const key = text
    .trim()
    .toLowerCase()
    // CPIC gives a "likely" or "possible" phenotype the advice of the phenotype itself.
    .replace(/^(likely|possible) /, '')
    .replace(/metaboli[sz]ers?|metaboli[sz]ation/g, 'metabolizer')
    .replace(/\s+/g, ' ')
  return SHORT[key] ?? key
}

const SHORT: Readonly<Record<string, string>> = {
  pm: 'poor metabolizer',
  im: 'intermediate metabolizer',
  nm: 'normal metabolizer',
  em: 'normal metabolizer',
  rm: 'rapid metabolizer',
  um: 'ultrarapid metabolizer',
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function hitOf(found: Found<Haplotype>, text: string, explanation: string): Hit {
  return { alteration: found.alteration, report: found.report, text, specificity: 'biomarker', explanation }
}

/** Both alleles in a fixed order without blanks: `*28 / *1` and `*1/*28` are one diplotype. */
export function diplotypeKey(gene: string, diplotype: string): string {
  const alleles = diplotype.split('/').map((allele) => allele.trim())
  return `${gene} ${alleles.sort().join('/')}`
}
