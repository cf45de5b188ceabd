/** VCF files as the tests need them, written record by record. */

export type VcfRecord = readonly [chrom: string, pos: number, ref: string, alt: string, more?: RecordParts]
export interface RecordParts {
  readonly info?: string
  readonly filter?: string
  readonly format?: string
  readonly sample?: string
  readonly id?: string
}

const LENGTHS = { GRCh37: 249250621, GRCh38: 248956422 }

const CSQ =
  '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ' +
  'Allele|Consequence|IMPACT|SYMBOL|Feature_type|Feature|EXON|HGVSc|HGVSp|CANONICAL">'

/** A tumor-only VCF 4.2 with one sample, 30 of 100 reads unless a record says otherwise. */
export function vcf(
  records: readonly VcfRecord[],
  { build = 'GRCh37', header = [] }: { build?: keyof typeof LENGTHS; header?: readonly string[] } = {},
): string {
  const lines = records.map(([chrom, pos, ref, alt, more = {}]) =>
    [
      chrom,
      pos,
      more.id ?? '.',
      ref,
      alt,
      '.',
      more.filter ?? 'PASS',
      more.info ?? '.',
      more.format ?? 'GT:AD:DP',
      more.sample ?? '0/1:70,30:100',
    ].join('\t'),
  )
  return [
    '##fileformat=VCFv4.2',
    `##contig=<ID=1,length=${LENGTHS[build]}>`,
    '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="reads">',
    CSQ,
    ...header,
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tTUMOR',
    ...lines,
    '',
  ].join('\n')
}

/** An INFO value as VEP writes it for one transcript. */
export function vep(
  allele: string,
  consequence: string,
  gene: string,
  transcript: string,
  exon: string,
  coding: string,
  protein: string,
): RecordParts {
  const hgvsC = coding === '' ? '' : `${transcript}:${coding}`
  const hgvsP = protein === '' ? '' : `ENSP0:${protein}`
  return {
    info: `CSQ=${[allele, consequence, 'MODERATE', gene, 'Transcript', transcript, exon, hgvsC, hgvsP, 'YES'].join('|')}`,
  }
}

/** BRCA2 c.5946del, a frameshift, as VEP writes it. */
export const BRCA2_FRAMESHIFT = vep(
  '-',
  'frameshift_variant',
  'BRCA2',
  'ENST00000544455.1',
  '11/28',
  'c.5946del',
  'p.Ser1982ArgfsTer22',
)
