import { writtenAlleles } from './infoValues.ts'
import type { InfoValues, RecordResult } from './infoValues.ts'

/**
 * The ClinVar VCF (clinvar.vcf.gz of the weekly release): one allele a record, ID is the Variation ID, and INFO
 * carries the aggregate classes. Fields: README of ftp.ncbi.nlm.nih.gov/pub/clinvar/vcf_GRCh38; stars: "Review status
 * in ClinVar", ncbi.nlm.nih.gov/clinvar/docs/review_status.
 */
export const CLINVAR_KEYS = [
  'CLNSIG',
  'CLNREVSTAT',
  'CLNSIGCONF',
  'CLNDN',
  'GENEINFO',
  'MC',
  'ONC',
  'ONCREVSTAT',
] as const

export const CLINVAR_LICENCE = 'NCBI ClinVar, no restriction on use or distribution; cite ClinVar'

/** True where the declared INFO keys are ClinVar's own: an annotated report lacks ALLELEID. */
export function isClinvar(info: ReadonlySet<string>): boolean {
  return ['ALLELEID', 'CLNSIG', 'CLNREVSTAT'].every((key) => info.has(key))
}

const STARS: Readonly<Record<string, number>> = {
  'practice guideline': 4,
  'reviewed by expert panel': 3,
  'criteria provided, multiple submitters, no conflicts': 2,
  'criteria provided, multiple submitters': 2,
  'criteria provided, conflicting classifications': 1,
  'criteria provided, conflicting interpretations': 1,
  'criteria provided, single submitter': 1,
}

/** ClinVar's gold stars (0..4) of a review status in words. */
export function clinvarStars(review: string | null): number {
  return review === null ? 0 : (STARS[review.toLowerCase()] ?? 0)
}

export interface ClinvarValues {
  readonly variationId: string
  readonly germlineClass: string | null
  readonly review: string | null
  readonly stars: number
  readonly conflict: string | null
  readonly conditions: readonly string[]
  readonly genes: readonly string[]
  readonly consequences: readonly string[]
  readonly oncogenicity: string | null
  readonly oncogenicityStars: number
}

/** Underscores stand for blanks in ClinVar's values. */
function words(value: string): string | null {
  return value === '' || value === '.' ? null : value.replaceAll('_', ' ').trim()
}

function list(value: string): string[] {
  return value
    .split('|')
    .flatMap((part) => words(part) ?? [])
    .filter((part) => !/^not (?:provided|specified)$/i.test(part))
}

export function readClinvarRecord(
  id: string,
  ref: string,
  alt: string,
  info: InfoValues,
): RecordResult<ClinvarValues> {
  const alleles = writtenAlleles(ref, alt)
  const [allele] = alleles ?? []
  if (allele === undefined) {
    return { is: 'refused', field: 'ALT', reason: 'No alternative allele in bases.' }
  }
  if ((alleles ?? []).length > 1) {
    return { is: 'refused', field: 'ALT', reason: 'Several alleles; ClinVar has one a record.' }
  }
  const germlineClass = words(info.get('CLNSIG'))
  const oncogenicity = words(info.get('ONC'))
  if (germlineClass === null && oncogenicity === null) {
    return { is: 'refused', field: 'CLNSIG', reason: 'Neither a germline class nor an oncogenicity class.' }
  }
  const review = words(info.get('CLNREVSTAT'))
  return {
    is: 'taken',
    rows: [
      {
        ...allele,
        variationId: id,
        germlineClass,
        review,
        stars: clinvarStars(review),
        conflict: words(info.get('CLNSIGCONF')),
        conditions: list(info.get('CLNDN')),
        genes: info
          .get('GENEINFO')
          .split('|')
          .map((part) => part.split(':')[0] ?? '')
          .filter((gene) => gene !== ''),
        consequences: info
          .get('MC')
          .split(',')
          .map((part) => part.split('|')[1] ?? '')
          .filter((term) => term !== ''),
        oncogenicity,
        oncogenicityStars: clinvarStars(words(info.get('ONCREVSTAT'))),
      },
    ],
  }
}
