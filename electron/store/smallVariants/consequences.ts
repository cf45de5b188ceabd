import { siteOf } from './site.ts'

/**
 * Which consequences change a protein: Sequence Ontology terms of VEP's impact HIGH or MODERATE, as Ensembl
 * lists them (https://www.ensembl.org/info/genome/variation/prediction/predicted_data.html), and SnpEff's own
 * words for the same (`exon_loss_variant`, `conservative_inframe_deletion` ...).
 */
const PROTEIN_CHANGING = new Set([
  'transcript_ablation',
  'splice_acceptor_variant',
  'splice_donor_variant',
  'stop_gained',
  'frameshift_variant',
  'stop_lost',
  'start_lost',
  'transcript_amplification',
  'feature_elongation',
  'feature_truncation',
  'inframe_insertion',
  'inframe_deletion',
  'missense_variant',
  'protein_altering_variant',
  'exon_loss_variant',
  'initiator_codon_variant',
  'rare_amino_acid_variant',
  'conservative_inframe_insertion',
  'conservative_inframe_deletion',
  'disruptive_inframe_insertion',
  'disruptive_inframe_deletion',
  'bidirectional_gene_fusion',
  'gene_fusion',
])

/** `consequence` is one term or several joined with `&` (VEP, SnpEff) or `,` (MAF). */
export function changesProtein(consequence: string): boolean {
  return consequence.split(/[&,]/).some((term) => PROTEIN_CHANGING.has(term.trim()))
}

/** True where gene models alone could not say what a change does: it may change the protein. */
export function isOpen(consequence: string): boolean {
  return consequence === '' || consequence.split('&').includes('coding_sequence_variant')
}

/**
 * C228T and C250T, the TERT promoter changes (Huang 2013, PMID 23348506), which no consequence term tells
 * from any other upstream change: chromosome 5, GRCh37 1295228 and 1295250, GRCh38 1295113 and 1295135.
 */
const PROMOTER_SITES: ReadonlySet<number> = new Set(
  [1295228, 1295250, 1295113, 1295135].map((pos) => siteOf(5, pos)),
)

/** True at the two places of the TERT promoter; `site` as in site.ts. */
export function isPromoterSite(site: number): boolean {
  return PROMOTER_SITES.has(site)
}
