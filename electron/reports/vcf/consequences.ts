/**
 * Sequence Ontology consequence terms by estimated severity, worst first: the order of Ensembl VEP
 * (https://www.ensembl.org/info/genome/variation/prediction/predicted_data.html), with the further terms of
 * SnpEff and Jannovar beside their nearest kin.
 */
const ORDER = [
  'transcript_ablation',
  'feature_ablation',
  'exon_loss_variant',
  'splice_acceptor_variant',
  'splice_donor_variant',
  'stop_gained',
  'frameshift_variant',
  'frameshift_truncation',
  'frameshift_elongation',
  'stop_lost',
  'start_lost',
  'transcript_amplification',
  'gene_fusion',
  'bidirectional_gene_fusion',
  'rare_amino_acid_variant',
  'feature_elongation',
  'feature_truncation',
  'inframe_insertion',
  'conservative_inframe_insertion',
  'disruptive_inframe_insertion',
  'inframe_deletion',
  'conservative_inframe_deletion',
  'disruptive_inframe_deletion',
  'missense_variant',
  'mnv',
  'complex_substitution',
  'structural_interaction_variant',
  'protein_protein_contact',
  'protein_altering_variant',
  'splice_donor_5th_base_variant',
  'splice_region_variant',
  'splice_donor_region_variant',
  'splice_polypyrimidine_tract_variant',
  'incomplete_terminal_codon_variant',
  'initiator_codon_variant',
  'start_retained_variant',
  'stop_retained_variant',
  'synonymous_variant',
  'coding_sequence_variant',
  'mature_miRNA_variant',
  '5_prime_UTR_premature_start_codon_gain_variant',
  '5_prime_UTR_truncation',
  '3_prime_UTR_truncation',
  '5_prime_UTR_variant',
  '3_prime_UTR_variant',
  '5_prime_UTR_exon_variant',
  '3_prime_UTR_exon_variant',
  '5_prime_UTR_intron_variant',
  '3_prime_UTR_intron_variant',
  'non_coding_transcript_exon_variant',
  'intron_variant',
  'coding_transcript_intron_variant',
  'NMD_transcript_variant',
  'non_coding_transcript_variant',
  'non_coding_transcript_intron_variant',
  'coding_transcript_variant',
  'upstream_gene_variant',
  'downstream_gene_variant',
  'TFBS_ablation',
  'TFBS_amplification',
  'TF_binding_site_variant',
  'regulatory_region_ablation',
  'regulatory_region_amplification',
  'regulatory_region_variant',
  'custom',
  'intergenic_variant',
  'intergenic_region',
  'sequence_variant',
]
const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((term, rank) => [term, rank]))
const cache = new Map<string, number>()

/** Severity of terms joined with `&`: 0 is worst; unknown terms come last. */
export function severity(terms: string): number {
  const known = cache.get(terms)
  if (known !== undefined) return known
  let worst = ORDER.length
  for (const term of terms.split('&')) worst = Math.min(worst, RANK.get(term) ?? ORDER.length)
  if (cache.size < 10_000) cache.set(Buffer.from(terms, 'latin1').toString('latin1'), worst)
  return worst
}
