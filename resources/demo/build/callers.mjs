import { fraction } from './vcf.mjs'

/** Records and header lines in the manner of the callers in use; every number comes from the drawn reads. */

export const mutect2Header = (sample) => [
  '##source=Mutect2',
  '##MutectVersion=2.2',
  '##filtering_status=These calls have been filtered by FilterMutectCalls to label false positives with a list of failed filters and true positives with PASS.',
  `##tumor_sample=${sample}`,
  '##FILTER=<ID=PASS,Description="Site contains at least one allele that passes filters">',
  '##FILTER=<ID=weak_evidence,Description="Mutation does not meet likelihood threshold">',
  '##FILTER=<ID=germline,Description="Evidence indicates this site is germline, not somatic">',
  '##FILTER=<ID=strand_bias,Description="Evidence for alt allele comes from one read direction only">',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth; some reads may have been filtered">',
  '##INFO=<ID=TLOD,Number=A,Type=Float,Description="Log 10 likelihood ratio score of variant existing versus not existing">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths for the ref and alt alleles in the order listed">',
  '##FORMAT=<ID=AF,Number=A,Type=Float,Description="Allele fractions of alternate alleles in the tumor">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth">',
  '##FORMAT=<ID=SB,Number=4,Type=Integer,Description="Per-sample component statistics which comprise the Fisher\'s Exact Test to detect strand bias">',
]
export const MUTECT2_FORMAT = 'GT:AD:AF:DP:SB'
export function mutect2Record(variant, counts, { filter = 'PASS', annotation }) {
  const half = Math.round(counts.ref / 2)
  return {
    ...variant,
    qual: '.',
    filter,
    info: `DP=${counts.depth};TLOD=${(counts.alt * 2.6).toFixed(2)}${annotation === '' ? '' : `;${annotation}`}`,
    samples: [
      `0/1:${counts.ref},${counts.alt}:${fraction(counts)}:${counts.depth}:${half},${counts.ref - half},${counts.forward},${counts.reverse}`,
    ],
  }
}

export const varDictHeader = () => [
  '##source=VarDict_v1.8.3',
  '##FILTER=<ID=PASS,Description="Passes all filters">',
  '##FILTER=<ID=f0.003,Description="Allele frequency below 0.003">',
  '##INFO=<ID=SAMPLE,Number=1,Type=String,Description="Sample name">',
  '##INFO=<ID=TYPE,Number=1,Type=String,Description="Variant Type: SNV Insertion Deletion Complex">',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="Total Depth">',
  '##INFO=<ID=VD,Number=1,Type=Integer,Description="Variant Depth">',
  '##INFO=<ID=AF,Number=A,Type=Float,Description="Allele Frequency">',
  '##INFO=<ID=MSI,Number=1,Type=Float,Description="MicroSatellite. > 1 indicates MSI">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Total Depth">',
  '##FORMAT=<ID=VD,Number=1,Type=Integer,Description="Variant Depth">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths for the ref and alt alleles in the order listed">',
  '##FORMAT=<ID=AF,Number=A,Type=Float,Description="Allele Frequency">',
  '##FORMAT=<ID=ALD,Number=2,Type=Integer,Description="Variant forward, reverse reads">',
]
export const VARDICT_FORMAT = 'GT:DP:VD:AD:AF:ALD'
export function varDictRecord(variant, counts, { sample, annotation, filter = 'PASS' }) {
  const af = fraction(counts)
  return {
    ...variant,
    qual: Math.min(255, 30 + counts.alt * 4),
    filter,
    info: `SAMPLE=${sample};TYPE=${variant.ref.length === variant.alt.length ? 'SNV' : 'Deletion'};DP=${counts.depth};VD=${counts.alt};AF=${af};MSI=1;${annotation}`,
    samples: [
      `0/1:${counts.depth}:${counts.alt}:${counts.ref},${counts.alt}:${af}:${counts.forward},${counts.reverse}`,
    ],
  }
}

export const dragenHeader = (build) => [
  '##source=DRAGEN_SNV_Caller',
  `##reference=file:///reference/${build === 'GRCh37' ? 'hg19' : 'hg38'}.fa`,
  '##FILTER=<ID=weak_evidence,Description="Somatic variant score (SQ) does not meet threshold">',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=SQ,Number=A,Type=Float,Description="Somatic quality">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths (counting only informative reads out of the total reads)">',
  '##FORMAT=<ID=AF,Number=A,Type=Float,Description="Allele fractions for alt alleles in the order listed">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth">',
  '##FORMAT=<ID=PS,Number=1,Type=Integer,Description="Physical phasing ID information">',
]
export const DRAGEN_FORMAT = 'GT:SQ:AD:AF:DP'
/** `phaseSet`: the call lies on the same molecules as the others of that set. */
export function dragenRecord(variant, counts, { annotation, filter = 'PASS', phaseSet }) {
  const phased = phaseSet !== undefined
  return {
    ...variant,
    qual: '.',
    filter,
    info: `DP=${counts.depth};${annotation}`,
    format: phased ? `${DRAGEN_FORMAT}:PS` : DRAGEN_FORMAT,
    samples: [
      `${phased ? '0|1' : '0/1'}:${(counts.alt * 1.9).toFixed(2)}:${counts.ref},${counts.alt}:${fraction(counts)}:${counts.depth}${phased ? `:${phaseSet}` : ''}`,
    ],
  }
}

export const strelkaHeader = (build) => [
  '##source=strelka',
  '##source_version=2.9.10',
  '##content=strelka somatic snv calls',
  `##reference=file:///reference/${build === 'GRCh37' ? 'hg19' : 'hg38'}.fa`,
  '##priorSomaticSnvRate=0.0001',
  '##FILTER=<ID=LowEVS,Description="Somatic Empirical Variant Score (SomaticEVS) is below threshold">',
  '##INFO=<ID=QSS,Number=1,Type=Integer,Description="Quality score for any somatic snv">',
  '##INFO=<ID=NT,Number=1,Type=String,Description="Genotype of the normal in all data tiers">',
  '##INFO=<ID=SGT,Number=1,Type=String,Description="Most likely somatic genotype excluding normal noise states">',
  '##INFO=<ID=SOMATIC,Number=0,Type=Flag,Description="Somatic mutation">',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="Combined depth across samples">',
  '##INFO=<ID=SomaticEVS,Number=1,Type=Float,Description="Somatic Empirical Variant Score (EVS)">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Read depth for tier1 (used+filtered)">',
  '##FORMAT=<ID=FDP,Number=1,Type=Integer,Description="Number of basecalls filtered from original read depth for tier1">',
  '##FORMAT=<ID=SDP,Number=1,Type=Integer,Description="Number of reads with deletions spanning this site at tier1">',
  '##FORMAT=<ID=SUBDP,Number=1,Type=Integer,Description="Number of reads below tier1 mapping quality threshold aligned across this site">',
  ...[...'ACGT'].map(
    (base) =>
      `##FORMAT=<ID=${base}U,Number=2,Type=Integer,Description="Number of '${base}' alleles used in tiers 1,2">`,
  ),
]
export const STRELKA_FORMAT = 'DP:FDP:SDP:SUBDP:AU:CU:GU:TU'
export function strelkaRecord(variant, tumor, normalDepth, { filter = 'PASS' } = {}) {
  const column = ({ depth, ref, alt }) =>
    [
      depth,
      0,
      0,
      0,
      ...[...'ACGT']
        .map((base) => (base === variant.ref ? ref : base === variant.alt ? alt : 0))
        .map((n) => `${n},${n}`),
    ].join(':')
  return {
    ...variant,
    qual: '.',
    filter,
    info: `SOMATIC;QSS=${Math.min(300, tumor.alt * 3)};NT=ref;SGT=${variant.ref}${variant.ref}->${[variant.ref, variant.alt].sort().join('')};DP=${tumor.depth + normalDepth};SomaticEVS=${filter === 'PASS' ? '19.35' : '3.12'}`,
    samples: [column({ depth: normalDepth, ref: normalDepth, alt: 0 }), column(tumor)],
  }
}
