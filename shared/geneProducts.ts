/**
 * Genes of two proteins in different reading frames, where a residue number means nothing without the product.
 * CDKN2A: p16INK4a is MANE Select (NM_000077, ENST00000304494), p14ARF MANE Plus Clinical (NM_058195,
 * ENST00000579755); they share exon 2 in two frames. `CDKN2A-201` and `CDKN2A-214` are Ensembl's names of the models.
 * The first product is the one that a source means where it says nothing else.
 */
const PRODUCTS: Readonly<Record<string, readonly { product: string; transcripts: readonly string[] }[]>> = {
  CDKN2A: [
    { product: 'p16INK4a', transcripts: ['NM_000077', 'NP_000068', 'ENST00000304494', 'CDKN2A-201'] },
    {
      product: 'p14ARF',
      transcripts: ['NM_058195', 'NP_478102', 'ENST00000579755', 'ENST00000530628', 'CDKN2A-214'],
    },
  ],
}

/** The protein that a transcript of `gene` (version ignored) makes; null for genes of one protein and other transcripts. */
export function productOf(gene: string, transcript: string): string | null {
  const products = PRODUCTS[gene]
  if (products === undefined) return null
  const bare = transcript.replace(/\.\d+$/, '')
  return products.find(({ transcripts }) => transcripts.includes(bare))?.product ?? null
}

/** What residue numbers of a gene mean where nobody names the product; null for genes of one protein. */
export function mainProduct(gene: string): string | null {
  return PRODUCTS[gene]?.[0]?.product ?? null
}
