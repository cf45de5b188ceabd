/** One transcript of resources/genome/BUILD/genes.refgene.txt (UCSC genePredExt with bin): 0-based, half-open. */
export interface GeneModel {
  readonly gene: string
  /** Name of the model, e.g. `GNB1-201`. */
  readonly name: string
  /** Without "chr". */
  readonly chrom: string
  readonly strand: '+' | '-'
  readonly txStart: number
  readonly txEnd: number
  readonly cdsStart: number
  readonly cdsEnd: number
  /** In genomic order. */
  readonly exons: readonly (readonly [start: number, end: number])[]
  /** Ensembl transcript with version where the model is known to equal it. */
  readonly transcript: string | null
  /** False where the exon edges are not proved to the base: gene yes, exon and codon no. */
  readonly exact: boolean
}

/** The gene models of one build: a lookup by symbol and by place. */
export interface GeneModels {
  has(gene: string): boolean
  /** Models of a gene, the preferred transcript first. */
  of(gene: string): readonly GeneModel[]
  /** True where `transcript` (version ignored) is the one that Caseboard's model of `gene` equals. */
  isTranscriptOf(gene: string, transcript: string): boolean
  /** Models whose transcript overlaps the 1-based inclusive range, in genomic order. */
  at(chrom: string, start: number, end: number): readonly GeneModel[]
}

interface TranscriptRow {
  readonly gene: string
  readonly model: string
  readonly ensembl: string
  readonly refseq: string
  readonly exact37: boolean
}

/**
 * @param refgene text of genes.refgene.txt
 * @param transcripts text of resources/genes/transcripts.tsv, which says what transcript a model is and how
 * well its GRCh37 place is proved; '' where that table is absent
 */
export function createGeneModels(
  refgene: string,
  transcripts: string,
  build: 'GRCh37' | 'GRCh38',
): GeneModels {
  const rows = transcriptRows(transcripts)
  // The models of CDKN2A carry their Ensembl names.
  const byModel = new Map(rows.flatMap((row) => [row.ensembl, row.model].map((name) => [name, row] as const)))
  const byGene = new Map<string, GeneModel[]>()
  const byChrom = new Map<string, GeneModel[]>()
  for (const line of refgene.split('\n')) {
    const model = line === '' || line.startsWith('#') ? null : parseModel(line, byModel, build)
    if (!model) continue
    append(byGene, model.gene, model)
    append(byChrom, model.chrom, model)
  }
  const index = new Map<string, ChromIndex>()
  for (const [chrom, models] of byChrom) index.set(chrom, chromIndex(models))
  const names = new Map<string, Set<string>>()
  for (const row of rows) {
    const known = names.get(row.gene) ?? new Set<string>()
    for (const name of [row.ensembl, row.refseq]) if (name !== '') known.add(withoutVersion(name))
    names.set(row.gene, known)
  }
  return {
    has: (gene) => byGene.has(gene),
    of: (gene) => byGene.get(gene) ?? [],
    isTranscriptOf: (gene, transcript) => names.get(gene)?.has(withoutVersion(transcript)) ?? false,
    at(chrom, start, end) {
      const models = index.get(chrom)
      return models ? overlapping(models, start - 1, end) : []
    },
  }
}

function transcriptRows(text: string): TranscriptRow[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const titles = (lines[0] ?? '').split('\t')
  return lines.slice(1).map((line) => {
    const cells = line.split('\t')
    const cell = (title: string): string => cells[titles.indexOf(title)] ?? ''
    return {
      gene: cell('gene'),
      model: cell('model'),
      ensembl: cell('ensembl_transcript'),
      refseq: cell('refseq_transcript'),
      exact37: cell('grch37_grade') !== 'near',
    }
  })
}

function parseModel(
  line: string,
  byModel: ReadonlyMap<string, TranscriptRow>,
  build: 'GRCh37' | 'GRCh38',
): GeneModel | null {
  const f = line.split('\t')
  const name = f[1] ?? ''
  const row = byModel.get(name)
  const ends = (f[10] ?? '').split(',')
  const exons = (f[9] ?? '')
    .split(',')
    .flatMap((start, i) => (start === '' ? [] : [[Number(start), Number(ends[i])] as const]))
  if (exons.length === 0) return null
  return {
    gene: f[12] ?? name,
    name,
    chrom: (f[2] ?? '').replace(/^chr/, '').replace(/^M$/, 'MT'),
    strand: f[3] === '-' ? '-' : '+',
    txStart: Number(f[4]),
    txEnd: Number(f[5]),
    cdsStart: Number(f[6]),
    cdsEnd: Number(f[7]),
    exons,
    transcript: row && row.ensembl !== '' ? row.ensembl : null,
    exact: build === 'GRCh38' || (row?.exact37 ?? true),
  }
}

interface ChromIndex {
  readonly models: readonly GeneModel[]
  /** Highest txEnd of the models up to and including each one: where to stop looking backwards. */
  readonly reach: Int32Array
}

function chromIndex(unsorted: readonly GeneModel[]): ChromIndex {
  const models = [...unsorted].sort((a, b) => a.txStart - b.txStart)
  const reach = new Int32Array(models.length)
  let furthest = 0
  models.forEach((model, i) => {
    furthest = Math.max(furthest, model.txEnd)
    reach[i] = furthest
  })
  return { models, reach }
}

const NONE: readonly GeneModel[] = []

function overlapping({ models, reach }: ChromIndex, start: number, end: number): readonly GeneModel[] {
  let low = 0
  let high = models.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((models[middle]?.txStart ?? 0) < end) low = middle + 1
    else high = middle
  }
  let found: GeneModel[] | null = null
  for (let i = low - 1; i >= 0 && (reach[i] ?? 0) > start; i--) {
    const model = models[i]
    if (model && model.txEnd > start) (found ??= []).push(model)
  }
  return found ? found.reverse() : NONE
}

function append(map: Map<string, GeneModel[]>, key: string, model: GeneModel): void {
  const list = map.get(key)
  if (list) list.push(model)
  else map.set(key, [model])
}

function withoutVersion(transcript: string): string {
  const dot = transcript.indexOf('.')
  return dot === -1 ? transcript : transcript.slice(0, dot)
}

/**
 * Number of the exon that holds the 1-based position, counted along the transcript, as `15/18`; null in an intron
 * or outside.
 */
export function exonAt(model: GeneModel, pos: number): string | null {
  const index = model.exons.findIndex(([start, end]) => pos > start && pos <= end)
  if (index === -1) return null
  const count = model.exons.length
  return `${model.strand === '+' ? index + 1 : count - index}/${count}`
}
