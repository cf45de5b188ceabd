import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseRefGene, readLines } from '../../build/lib.mjs'

const genome = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'genome')

/**
 * Chromosome lengths of the two builds: GRCh37 (GCA_000001405.1) and GRCh38 (GCA_000001405.15) assembly
 * reports. The mitochondrion is left out, as UCSC hg19 carries another sequence than GRCh37.
 */
const LENGTHS = {
  1: [249250621, 248956422],
  2: [243199373, 242193529],
  3: [198022430, 198295559],
  4: [191154276, 190214555],
  5: [180915260, 181538259],
  6: [171115067, 170805979],
  7: [159138663, 159345973],
  8: [146364022, 145138636],
  9: [141213431, 138394717],
  10: [135534747, 133797422],
  11: [135006516, 135086622],
  12: [133851895, 133275309],
  13: [115169878, 114364328],
  14: [107349540, 107043718],
  15: [102531392, 101991189],
  16: [90354753, 90338345],
  17: [81195210, 83257441],
  18: [78077248, 80373285],
  19: [59128983, 58617616],
  20: [63025520, 64444167],
  21: [48129895, 46709983],
  22: [51304566, 50818468],
  X: [155270560, 156040895],
  Y: [59373566, 57227415],
}
const ORDER = [...Array.from({ length: 22 }, (_, i) => String(i + 1)), 'X', 'Y']

const builds = new Map()

/**
 * What is known of one build: `contigs` (name without "chr", length), `models` by gene and `bases(chrom,
 * start, end)`, 1-based inclusive, null where no slice holds the whole range.
 */
export function reference(build) {
  const known = builds.get(build)
  if (known) return known
  const column = build === 'GRCh37' ? 0 : 1
  const slices = readSlices(join(genome, build, 'slices.fa'))
  const models = new Map()
  for (const model of parseRefGene(join(genome, build, 'genes.refgene.txt'))) {
    if (!models.has(model.gene)) models.set(model.gene, model)
  }
  const slice = (chrom, start, end) =>
    slices.find((one) => one.chrom === chrom && one.start <= start && one.end >= end) ?? null
  const found = {
    build,
    contigs: ORDER.map((name) => ({ name, length: LENGTHS[name][column] })),
    models,
    slice,
    bases: (chrom, start, end) => {
      const one = slice(chrom, start, end)
      return one === null ? null : one.bases.slice(start - one.start, end - one.start + 1)
    },
  }
  builds.set(build, found)
  return found
}

function readSlices(path) {
  const slices = []
  for (const line of readLines(path)) {
    const header = /^>chr(\S+?):(\d+)-(\d+)/.exec(line)
    if (header) slices.push({ chrom: header[1], start: Number(header[2]), end: Number(header[3]), parts: [] })
    else slices.at(-1).parts.push(line.trim().toUpperCase())
  }
  return slices.map(({ parts, ...slice }) => {
    const bases = parts.join('')
    if (bases.length !== slice.end - slice.start + 1)
      throw new Error(`slice ${slice.chrom}:${slice.start} has the wrong length`)
    return { ...slice, bases }
  })
}

/** The text of a shared file of `resources/`, for facts that the demonstration takes from there. */
export const readResource = (...path) => readFileSync(join(genome, '..', ...path), 'utf8')
