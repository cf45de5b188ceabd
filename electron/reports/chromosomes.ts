import type { GenomeBuild } from '../../shared/model.ts'

/**
 * Chromosome names and lengths of the two human builds. Lengths: GRCh37 (GCA_000001405.1) and GRCh38
 * (GCA_000001405.15) assembly reports, as in the UCSC tables hg19 and hg38. The mitochondrion is left out:
 * UCSC hg19 carries another sequence (16,571) than GRCh37 (16,569).
 */
const LENGTHS: Record<string, readonly [grch37: number, grch38: number]> = {
  '1': [249250621, 248956422],
  '2': [243199373, 242193529],
  '3': [198022430, 198295559],
  '4': [191154276, 190214555],
  '5': [180915260, 181538259],
  '6': [171115067, 170805979],
  '7': [159138663, 159345973],
  '8': [146364022, 145138636],
  '9': [141213431, 138394717],
  '10': [135534747, 133797422],
  '11': [135006516, 135086622],
  '12': [133851895, 133275309],
  '13': [115169878, 114364328],
  '14': [107349540, 107043718],
  '15': [102531392, 101991189],
  '16': [90354753, 90338345],
  '17': [81195210, 83257441],
  '18': [78077248, 80373285],
  '19': [59128983, 58617616],
  '20': [63025520, 64444167],
  '21': [48129895, 46709983],
  '22': [51304566, 50818468],
  X: [155270560, 156040895],
  Y: [59373566, 57227415],
}

/** RefSeq accessions NC_0000NN.v: the version under GRCh37; GRCh38 has the next one. */
const REFSEQ_37: readonly number[] = [
  10, 11, 11, 11, 9, 11, 13, 10, 11, 10, 9, 11, 10, 8, 9, 9, 10, 9, 9, 10, 8, 10, 10, 9,
]

const UNPLACED =
  /^(?:chr)?(?:Un_)?(?:\w+_)?(?:GL|KI|KN|KV|KQ|JH|KB|ML|KZ|MU|JTFH)\d+(?:[._v]\d+\w*)?(?:_(?:random|alt|fix|decoy))?$|^(?:chr)?(?:\d+|X|Y|Un|M)_\w+$|^HLA-|^hs3[78]d\d$|^(?:chr)?EBV$|^NC_007605/i

/**
 * The chromosome name as Caseboard writes it: without "chr", `MT` for the mitochondrion; unplaced, alternate
 * and decoy sequences of the human builds keep their own name. Null for anything that is no human sequence.
 */
export function normaliseChrom(name: string): string | null {
  const bare = /^chr/i.test(name) ? name.slice(3) : name
  const upper = bare.toUpperCase()
  if (upper in LENGTHS) return upper
  if (upper === 'M' || upper === 'MT') return 'MT'
  const refseq = refseqChrom(name)
  if (refseq) return refseq.chrom
  return UNPLACED.test(name) ? name : null
}

/** Chromosome and build of a RefSeq accession such as `NC_000007.14`; null where it is none. */
export function refseqChrom(name: string): { chrom: string; build: GenomeBuild | null } | null {
  if (/^NC_012920\.\d+$/.test(name)) return { chrom: 'MT', build: null }
  const match = /^NC_0000(\d\d)\.(\d+)$/.exec(name)
  if (!match) return null
  const number = Number(match[1])
  const version37 = REFSEQ_37[number - 1]
  if (version37 === undefined) return null
  const chrom = number === 23 ? 'X' : number === 24 ? 'Y' : String(number)
  const version = Number(match[2])
  const build = version === version37 ? 'GRCh37' : version === version37 + 1 ? 'GRCh38' : null
  return { chrom, build }
}

/** Length in bases; null for the mitochondrion and for unplaced sequences. */
export function chromLength(build: GenomeBuild, chrom: string): number | null {
  const lengths = LENGTHS[chrom]
  return lengths === undefined ? null : lengths[build === 'GRCh37' ? 0 : 1]
}

/** The build in which chromosome `chrom` has this very length. */
export function buildOfLength(chrom: string, length: number): GenomeBuild | null {
  const lengths = LENGTHS[chrom]
  if (!lengths) return null
  return length === lengths[0] ? 'GRCh37' : length === lengths[1] ? 'GRCh38' : null
}
