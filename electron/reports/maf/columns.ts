/**
 * Columns without which a MAF row is no variant. GDC MAF format v1.0.0
 * (https://docs.gdc.cancer.gov/Data/File_Formats/MAF_Format/) has all of them; cBioPortal
 * (https://docs.cbioportal.org/file-formats/#mutation-data) requires gene, alleles and sample, and a position
 * for everything that it draws or annotates.
 */
export const REQUIRED_MAF_COLUMNS = [
  'Hugo_Symbol',
  'Chromosome',
  'Start_Position',
  'Reference_Allele',
  'Tumor_Seq_Allele2',
] as const

/**
 * What Caseboard takes from a MAF, each with the column names that carry it, best first, lower case: GDC and
 * cBioPortal names, then those of Oncotator, maftools and older centres. Names are compared without case.
 */
export const MAF_COLUMNS = {
  gene: ['hugo_symbol'],
  build: ['ncbi_build'],
  chrom: ['chromosome'],
  start: ['start_position'],
  ref: ['reference_allele'],
  allele1: ['tumor_seq_allele1'],
  allele2: ['tumor_seq_allele2'],
  sample: ['tumor_sample_barcode'],
  normalSample: ['matched_norm_sample_barcode'],
  classification: ['variant_classification'],
  consequence: ['consequence'],
  hgvsC: ['hgvsc', 'cdna_change'],
  hgvsP: ['hgvsp'],
  proteinShort: ['hgvsp_short', 'protein_change', 'amino_acid_change', 'aachange'],
  transcript: ['transcript_id', 'annotation_transcript', 'feature', 'i_transcript_name', 'refseq'],
  exon: ['exon_number', 'exon', 'transcript_exon'],
  depth: ['t_depth'],
  refCount: ['t_ref_count'],
  altCount: ['t_alt_count'],
  vaf: ['t_vaf', 't_af', 'tumor_f', 'i_tumor_f', 'i_tumorvaf_wu', 'tumorvaf', 'vaf'],
  normalDepth: ['n_depth'],
  normalRefCount: ['n_ref_count'],
  normalAltCount: ['n_alt_count'],
  filter: ['filter'],
  status: ['mutation_status'],
  clinicalSignificance: ['clin_sig', 'clinvar_clnsig', 'clinical_significance'],
  dbsnp: ['dbsnp_rs', 'existing_variation'],
} as const
export type MafField = keyof typeof MAF_COLUMNS

/** Population allele frequencies of VEP, vcf2maf and GDC, lower case. */
export const MAF_FREQUENCY_COLUMN =
  /^(gnomad\w*?_(?:\w+_)?af|gnomad_\w*af\w*|max_af|exac_\w*af\w*|(?:afr|amr|eas|eur|sas)_(?:m?af)|gmaf|1000g_\w*af)$/

/** Names that tell a MAF header row from any other table, lower case. */
export const MAF_COLUMN_NAMES: ReadonlySet<string> = new Set([
  'hugo_symbol',
  'entrez_gene_id',
  'ncbi_build',
  'chromosome',
  'start_position',
  'end_position',
  'variant_classification',
  'variant_type',
  'reference_allele',
  'tumor_seq_allele1',
  'tumor_seq_allele2',
  'tumor_sample_barcode',
  'hgvsp_short',
])
