/** Residues of each coding exon of the gene models that ship with Caseboard. */
export interface ExonTable {
  /** Residues (1-based, inclusive) that the exon codes for, codons shared with a neighbour counted in both. */
  codons(gene: string, exon: number): readonly [number, number] | null
  proteinLength(gene: string): number | null
}

interface Model {
  readonly exons: readonly (readonly [number, number] | null)[]
  readonly length: number
}

/**
 * @param refgene text of genes.refgene.txt (UCSC genePredExt with bin: 0-based, half-open)
 * @param transcripts text of transcripts.tsv: the first model of a gene there is its canonical one
 */
export function exonTable(refgene: string, transcripts: string): ExonTable {
  const canonical = new Map<string, readonly string[]>()
  for (const line of transcripts.split('\n')) {
    const [gene = '', model = '', , ensembl = ''] = line.split('\t')
    if (!line.startsWith('#') && model !== '' && !canonical.has(gene)) canonical.set(gene, [model, ensembl])
  }
  const models = new Map<string, Model>()
  for (const line of refgene.split('\n')) {
    const cells = line.split('\t')
    const gene = cells[12] ?? ''
    if (line.startsWith('#') || gene === '' || canonical.get(gene)?.includes(cells[1] ?? '') !== true) {
      continue
    }
    models.set(gene, modelOf(cells))
  }
  return {
    codons: (gene, exon) => models.get(gene)?.exons[exon - 1] ?? null,
    proteinLength: (gene) => models.get(gene)?.length ?? null,
  }
}

function modelOf(cells: readonly string[]): Model {
  const [start, end] = [Number(cells[6]), Number(cells[7])]
  const numbers = (text: string | undefined): number[] =>
    (text ?? '')
      .split(',')
      .filter((part) => part !== '')
      .map(Number)
  const ends = numbers(cells[10])
  const exons = numbers(cells[9]).map((from, index): [number, number] => [from, ends[index] ?? from])
  if (cells[3] === '-') exons.reverse()
  let coded = 0
  const codons = exons.map(([from, to]): readonly [number, number] | null => {
    const bases = Math.max(0, Math.min(to, end) - Math.max(from, start))
    if (bases === 0) return null
    const first = Math.floor(coded / 3) + 1
    coded += bases
    return [first, Math.ceil(coded / 3)]
  })
  // The stop codon is coded and is no residue.
  return { exons: codons, length: Math.max(0, Math.floor(coded / 3) - 1) }
}
