import type { GenomeSession, TrackFormat } from '../../shared/genomeSession.ts'

/**
 * What igv is started with. Every option that keeps it offline stands here: no default genome list (it is
 * fetched from igv.org), no web search (gene names are looked up in the gene-model track), no query
 * parameters, a complete reference object instead of an id. See igv 3.8 source, `GenomeUtils`, `search`.
 */
export interface IgvConfig {
  readonly loadDefaultGenomes: false
  readonly search: false
  readonly queryParametersSupported: false
  readonly showSVGButton: boolean
  readonly showSampleNames: boolean
  readonly reference: IgvReference
  readonly locus: readonly string[]
  readonly tracks: readonly IgvTrack[]
}

export interface IgvReference {
  readonly id: string
  readonly name: string
  readonly format?: 'chromsizes'
  readonly fastaURL?: string
  readonly indexURL?: string
  readonly twoBitURL?: string
  readonly cytobandURL: string
  readonly chromSizesURL?: string
  readonly chromosomeOrder: readonly string[]
}

export interface IgvTrack {
  readonly id?: string
  readonly name: string
  readonly type: string
  readonly format: string
  readonly url: string
  readonly indexURL?: string
  readonly indexed?: false
  readonly searchable?: true
  readonly displayMode?: string
  readonly height?: number
  readonly visibilityWindow?: number
  readonly order: number
  readonly removable: false
  readonly showSoftClips?: boolean
}

/** Beyond this many bases reads are not fetched: deep sequencing would fill the memory (igv.js#940). */
const readWindow = 30_000
/** Beyond this an indexed VCF is not fetched; one without index is read whole once and always drawn. */
const indexedVariantWindow = 2_000_000

const chromosomeOrder = [...Array.from({ length: 22 }, (_, index) => `chr${index + 1}`), 'chrX', 'chrY']

/** Addresses of the chromosome lengths, made from the cytobands; `blob:` for igv's sequence-less reference. */
export interface ChromosomeLengths {
  readonly dataUrl: string
  readonly blobUrl: string
}

export function browserConfig(
  session: GenomeSession,
  lengths: ChromosomeLengths,
  loci: readonly string[],
): IgvConfig {
  return {
    loadDefaultGenomes: false,
    search: false,
    queryParametersSupported: false,
    showSVGButton: false,
    showSampleNames: false,
    reference: reference(session, lengths),
    locus: loci,
    tracks: [...session.geneModels.map(geneTrack), ...session.tracks.map(dataTrack)],
  }
}

function reference(session: GenomeSession, lengths: ChromosomeLengths): IgvReference {
  const { name, fastaUrl, indexUrl, twoBitUrl, cytobandUrl } = session.reference
  // Never igv's own ids (hg19, hg38): they switch on its online resources.
  const base = { id: `caseboard-${session.build}`, name, cytobandURL: cytobandUrl, chromosomeOrder }
  if (twoBitUrl !== null) return { ...base, twoBitURL: twoBitUrl, chromSizesURL: lengths.dataUrl }
  // A FASTA without its index would be read whole into memory: then rather coordinates alone.
  if (fastaUrl !== null && indexUrl !== null) {
    return { ...base, fastaURL: fastaUrl, indexURL: indexUrl, chromSizesURL: lengths.dataUrl }
  }
  return { ...base, format: 'chromsizes', fastaURL: lengths.blobUrl }
}

function geneTrack(model: GenomeSession['geneModels'][number], index: number): IgvTrack {
  return {
    name: model.name,
    type: 'annotation',
    format: model.format,
    url: model.url,
    indexed: false,
    searchable: true,
    displayMode: 'COLLAPSED',
    height: 60,
    visibilityWindow: -1,
    order: index + 1,
    removable: false,
  }
}

function dataTrack(track: GenomeSession['tracks'][number], index: number): IgvTrack {
  const type = trackType(track.format)
  const reads = type === 'alignment'
  const indexed = track.indexUrl !== null
  return {
    id: track.id,
    name: track.name,
    type,
    format: track.format,
    url: track.url,
    ...(track.indexUrl === null ? { indexed: false as const } : { indexURL: track.indexUrl }),
    ...(reads
      ? { visibilityWindow: readWindow, height: 320, displayMode: 'EXPANDED', showSoftClips: false }
      : {}),
    ...(type === 'variant'
      ? { visibilityWindow: indexed ? indexedVariantWindow : -1, height: 60, displayMode: 'COLLAPSED' }
      : {}),
    // Variants above reads: what was called, then what it rests on.
    order: 100 + (reads ? 100 : 0) + index,
    removable: false,
  }
}

function trackType(format: TrackFormat): string {
  switch (format) {
    case 'bam':
    case 'cram':
      return 'alignment'
    case 'vcf':
      return 'variant'
    case 'bigwig':
      return 'wig'
    case 'seg':
      return 'seg'
    case 'bed':
    case 'refgene':
    case 'gff3':
    case 'gtf':
      return 'annotation'
  }
}

/** Chromosome lengths (`chr1<tab>249250621`) from UCSC cytobands: the end of each chromosome's last band. */
export function lengthsFromCytobands(cytobands: string): string {
  const ends = new Map<string, number>()
  for (const line of cytobands.split('\n')) {
    const [chrom, , end] = line.split('\t')
    const value = Number(end)
    if (chrom === undefined || !/^chr([0-9]{1,2}|X|Y|M)$/.test(chrom) || !Number.isInteger(value)) continue
    ends.set(chrom, Math.max(ends.get(chrom) ?? 0, value))
  }
  return [...ends].map(([chrom, end]) => `${chrom}\t${end}\n`).join('')
}
