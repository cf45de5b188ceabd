import { reference } from './reference.mjs'

const IMPACT = {
  synonymous_variant: 'LOW',
  missense_variant: 'MODERATE',
  inframe_deletion: 'MODERATE',
  stop_gained: 'HIGH',
  frameshift_variant: 'HIGH',
}

export const INVENTED = 'Invented demonstration data of Caseboard; no real patient'

/** A VCF of `records` (objects with chrom, pos, id, ref, alt, qual, filter, info and one column per sample). */
export function vcfText({ build, version = '4.2', chr, meta, samples, format, records }) {
  const contigs = reference(build).contigs.map(
    ({ name, length }) => `##contig=<ID=${chr ? 'chr' : ''}${name},length=${length}>`,
  )
  const order = reference(build).contigs.map(({ name }) => name)
  const sorted = [...records].sort((a, b) => order.indexOf(a.chrom) - order.indexOf(b.chrom) || a.pos - b.pos)
  const lines = [
    `##fileformat=VCFv${version}`,
    ...meta,
    `##caseboardDemonstration="${INVENTED}"`,
    ...contigs,
    ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT', ...samples].join('\t'),
    ...sorted.map((r) =>
      [
        `${chr ? 'chr' : ''}${r.chrom}`,
        r.pos,
        r.id,
        r.ref,
        r.alt,
        r.qual,
        r.filter,
        r.info,
        r.format ?? format,
        ...r.samples,
      ].join('\t'),
    ),
  ]
  return `${lines.join('\n')}\n`
}

const VEP_FIELDS =
  'Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|EXON|INTRON|HGVSc|HGVSp|cDNA_position|CDS_position|Protein_position|Amino_acids|Codons|Existing_variation|STRAND|PICK|gnomADe_AF|CLIN_SIG'

export const vepHeader = (build) => [
  `##VEP="v110" assembly="${build === 'GRCh37' ? 'GRCh37.p13' : 'GRCh38.p14'}"`,
  `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${VEP_FIELDS}">`,
]

/** VEP's CSQ of a variant on its one transcript. */
export function csq(variant) {
  const transcript = variant.build === 'GRCh37' ? variant.transcript.grch37 : variant.transcript.grch38
  const deletion = variant.ref.length > variant.alt.length
  const values = {
    Allele: deletion ? '-' : variant.alt,
    Consequence: variant.consequence,
    IMPACT: IMPACT[variant.consequence],
    SYMBOL: variant.gene,
    Gene: variant.transcript.ensemblGene,
    Feature_type: 'Transcript',
    Feature: transcript.replace(/\.\d+$/, ''),
    BIOTYPE: 'protein_coding',
    EXON: variant.exon,
    HGVSc: `${transcript}:${variant.hgvsC}`,
    HGVSp: variant.hgvsP.replace('=', '%3D'),
    CDS_position: variant.codingAt,
    Protein_position: variant.residue,
    Amino_acids: variant.aminoAcids,
    Existing_variation: variant.id === '.' ? '' : variant.id,
    STRAND: variant.strand === '+' ? 1 : -1,
    PICK: 1,
    gnomADe_AF: variant.frequency ?? '',
    CLIN_SIG: variant.clinical,
  }
  return `CSQ=${VEP_FIELDS.split('|')
    .map((name) => values[name] ?? '')
    .join('|')}`
}

export const snpEffHeader = (build) => [
  '##SnpEffVersion="5.2 (build demonstration)"',
  `##SnpEffCmd="SnpEff ${build}.mane -noInteraction"`,
  '##INFO=<ID=ANN,Number=.,Type=String,Description="Functional annotations: \'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p | cDNA.pos / cDNA.length | CDS.pos / CDS.length | AA.pos / AA.length | Distance | ERRORS / WARNINGS / INFO\'">',
]

/** SnpEff's ANN of a variant on its RefSeq transcript. */
export function ann(variant) {
  return `ANN=${[
    variant.alt,
    variant.consequence,
    IMPACT[variant.consequence],
    variant.gene,
    variant.gene,
    'transcript',
    variant.transcript.refseq,
    'protein_coding',
    variant.exon,
    variant.hgvsC,
    variant.hgvsP,
    '',
    `${variant.codingAt}/${variant.codingLength}`,
    `${variant.residue}/${variant.codingLength / 3 - 1}`,
    '',
    '',
  ].join('|')}`
}

/** Reads of a variant that no BAM shows: drawn around the stated fraction. */
export function drawCounts(random, depth, vaf) {
  const total = Math.round(depth * (0.85 + random.next() * 0.3))
  const alt = random.binomial(total, vaf)
  const forward = random.binomial(alt, 0.5)
  return { depth: total, ref: total - alt, alt, forward, reverse: alt - forward }
}

export const fraction = ({ alt, depth }) => (alt / depth).toFixed(4)
