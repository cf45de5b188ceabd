/** The names that parsing needs to know; `electron/knowledge/vocabulary.ts` loads them from resources. */
export interface Vocabulary {
  /** Current HGNC symbol for any symbol, previous symbol or alias (case-insensitive); null where unknown or ambiguous. */
  gene(name: string): string | null
  /** Generic names, lower case, for a drug, brand or code name or a combination ("Dabrafenib + Trametinib"); null where unknown. */
  drugs(name: string): readonly string[] | null
  /**
   * Residues (1-based, inclusive) that an exon of the gene's canonical transcript codes for; null where not
   * known. Absent: only exon numbers place a variant.
   */
  exonCodons?(gene: string, exon: number): readonly [number, number] | null
  /** Residues (1-based, inclusive) of a domain in the words of sources (`kinase domain`, `SH2 domain`); null where not known. */
  domainCodons?(gene: string, domain: string): readonly [number, number] | null
  /** Residues of the canonical protein; null where not known. Tells `1100delC` (bases) from `599insT`. */
  proteinLength?(gene: string): number | null
}

/** What a wording describes: the word for its kind, whatever leaves it becomes. */
export type AlterationWording =
  | 'protein change'
  | 'codon'
  | 'exon'
  | 'exon skipping'
  | 'coding change'
  | 'variant type'
  | 'mutation'
  | 'oncogenic'
  | 'loss of function'
  | 'germline'
  | 'copy number'
  | 'chromosome'
  | 'structural'
  | 'fusion'
  | 'expression'
  | 'methylation'
  | 'wild type'
  | 'signature'
  | 'dbSNP'
  | 'haplotype'
  | 'combination'
  | 'other'
