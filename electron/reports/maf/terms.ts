import type { Origin } from '../../../shared/model.ts'

/**
 * Variant_Classification to Sequence Ontology: the reverse of vcf2maf's GetVariantClassification
 * (https://github.com/mskcc/vcf2maf). `Splice_Site` covers donor and acceptor, so it becomes the term above both.
 */
const CONSEQUENCES: Record<string, string> = {
  missense_mutation: 'missense_variant',
  nonsense_mutation: 'stop_gained',
  nonstop_mutation: 'stop_lost',
  frame_shift_del: 'frameshift_variant',
  frame_shift_ins: 'frameshift_variant',
  frame_shift_indel: 'frameshift_variant',
  in_frame_del: 'inframe_deletion',
  in_frame_ins: 'inframe_insertion',
  splice_site: 'splice_site_variant',
  splice_region: 'splice_region_variant',
  translation_start_site: 'start_lost',
  start_codon_snp: 'start_lost',
  silent: 'synonymous_variant',
  intron: 'intron_variant',
  rna: 'non_coding_transcript_exon_variant',
  lincrna: 'non_coding_transcript_exon_variant',
  igr: 'intergenic_variant',
  "3'utr": '3_prime_UTR_variant',
  "5'utr": '5_prime_UTR_variant',
  "3'flank": 'downstream_gene_variant',
  "5'flank": 'upstream_gene_variant',
}

export function consequenceOfClass(classification: string): string {
  return CONSEQUENCES[classification.toLowerCase()] ?? ''
}

/** VEP terms as vcf2maf and GDC write them: several joined with `,` or `;`. */
export function consequenceTerms(text: string): string {
  return text.replace(/[;,]\s*/g, '&')
}

/** Mutation_Status of GDC and cBioPortal. `Wildtype` and `UNCALLED` rows are carried for completeness, not calls. */
export function statusOf(text: string): { readonly origin: Origin; readonly present: boolean } {
  const status = text.trim().toLowerCase()
  return {
    origin: status === 'somatic' ? 'somatic' : status === 'germline' ? 'germline' : 'unknown',
    present: status !== 'wildtype' && status !== 'uncalled',
  }
}
