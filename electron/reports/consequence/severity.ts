/**
 * Consequence terms from the most to the least severe, as Ensembl ranks them
 * (https://www.ensembl.org/info/genome/variation/prediction/predicted_data.html).
 */
const BY_SEVERITY = [
  'transcript_ablation',
  'splice_acceptor_variant',
  'splice_donor_variant',
  'stop_gained',
  'frameshift_variant',
  'stop_lost',
  'start_lost',
  'inframe_insertion',
  'inframe_deletion',
  'missense_variant',
  'protein_altering_variant',
  'splice_region_variant',
  'stop_retained_variant',
  'synonymous_variant',
  'coding_sequence_variant',
  '5_prime_UTR_variant',
  '3_prime_UTR_variant',
  'non_coding_transcript_exon_variant',
  'intron_variant',
  'upstream_gene_variant',
  'downstream_gene_variant',
]

const RANK = new Map(BY_SEVERITY.map((term, rank) => [term, rank]))

/** 0 for the most severe; terms that are not ranked come last. */
export function severityOf(term: string): number {
  return RANK.get(term) ?? BY_SEVERITY.length
}

/** Each term once, the most severe first. */
export function sortedTerms(terms: readonly string[]): string[] {
  return [...new Set(terms)].sort((a, b) => severityOf(a) - severityOf(b))
}
