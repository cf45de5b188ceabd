// Small helpers shared by the derivation scripts: reading tables, gene models, codon arithmetic.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = dirname(fileURLToPath(import.meta.url))
export const resources = join(here, '..')
export const RETRIEVED = '2026-11-23'

export function readText(path) {
  const raw = readFileSync(path)
  return (raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw).toString('utf8')
}
export const readLines = (path) =>
  readText(path)
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')

/** A tab-separated table with a header row (leading comment lines skipped) as an array of objects. */
export function readTable(path, isComment = (line) => line.startsWith('##')) {
  const lines = readLines(path).filter((line) => !isComment(line))
  const header = lines[0].replace(/^#\s*/, '').split('\t')
  return lines.slice(1).map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']))
  })
}

export const geneList = () =>
  [
    ...new Set(
      readLines(join(here, 'genes.txt'))
        .filter((l) => !l.startsWith('#'))
        .join(' ')
        .trim()
        .split(/\s+/),
    ),
  ].sort()

/** Symbols that the source tables still use, with the approved symbol of today (HGNC). */
export const RENAMED = {
  H3F3A: 'H3-3A',
  H3F3B: 'H3-3B',
  HIST1H3B: 'H3C2',
  HIST1H3C: 'H3C3',
  HIST1H3H: 'H3C10',
  HIST1H1C: 'H1-2',
  TCEB1: 'ELOC',
  WHSC1: 'NSD2',
  WHSC1L1: 'NSD3',
  PAK7: 'PAK5',
  MRE11A: 'MRE11',
  MLL: 'KMT2A',
  MLL2: 'KMT2D',
  MLL3: 'KMT2C',
  MLL4: 'KMT2B',
  PARK2: 'PRKN',
  FAM46C: 'TENT5C',
  FAM123B: 'AMER1',
  C11orf95: 'ZFTA',
  MLLT4: 'AFDN',
  PVRL4: 'NECTIN4',
  TCF7L1: 'TCF7L1',
  FGFR1OP: 'CEP43',
  T: 'TBXT',
  C15orf55: 'NUTM1',
  CARS: 'CARS1',
  RQCD1: 'CNOT9',
  FAM22A: 'NUTM2A',
  FAM22B: 'NUTM2B',
  SDHD: 'SDHD',
  EIF2C1: 'AGO1',
  MKL1: 'MRTFA',
  FTSJD1: 'CMTR2',
  PTPN1: 'PTPN1',
  HIST1H1E: 'H1-4',
  HIST1H2BD: 'H2BC5',
  TNFRSF6: 'FAS',
  SETD8: 'KMT5A',
  FAM175A: 'ABRAXAS1',
}
export const currentSymbol = (symbol) => RENAMED[symbol] ?? symbol

export const CHROMOSOMES = [...Array.from({ length: 22 }, (_, i) => String(i + 1)), 'X', 'Y', 'M'].map(
  (c) => `chr${c}`,
)
export const chromOrder = (chrom) => CHROMOSOMES.indexOf(chrom)

// A model: { name, gene, chrom, strand, txStart, txEnd, cdsStart, cdsEnd, exons: [[start, end], ...] }, 0-based half-open.

export function parseRefGene(path) {
  return readLines(path).map((line) => {
    const f = line.split('\t')
    const starts = f[9].split(',').filter(Boolean).map(Number)
    const ends = f[10].split(',').filter(Boolean).map(Number)
    return {
      name: f[1],
      chrom: f[2],
      strand: f[3],
      txStart: +f[4],
      txEnd: +f[5],
      cdsStart: +f[6],
      cdsEnd: +f[7],
      exons: starts.map((s, i) => [s, ends[i]]),
      gene: f[12],
      frames: f[15].split(',').filter(Boolean).map(Number),
      fields: f.length,
      exonCount: +f[8],
      line,
    }
  })
}

/** Coding parts of the exons, in genomic order. */
export const codingBlocks = (m) =>
  m.exons.map(([s, e]) => [Math.max(s, m.cdsStart), Math.min(e, m.cdsEnd)]).filter(([s, e]) => e > s)
export const codingLength = (m) => codingBlocks(m).reduce((n, [s, e]) => n + e - s, 0)

/** 1-based position in the coding sequence of a 1-based genomic position, or null outside it. */
export function codingPosition(m, pos) {
  const p = pos - 1
  const blocks = codingBlocks(m)
  if (m.strand === '-') blocks.reverse()
  let before = 0
  for (const [s, e] of blocks) {
    if (p >= s && p < e) return before + (m.strand === '-' ? e - p : p - s + 1)
    before += e - s
  }
  return null
}
export const codonOf = (m, pos) => {
  const c = codingPosition(m, pos)
  return c === null ? null : Math.ceil(c / 3)
}
/** 1-based genomic position of the 1-based coding position. */
export function genomicPosition(m, cds) {
  const blocks = codingBlocks(m)
  if (m.strand === '-') blocks.reverse()
  let left = cds
  for (const [s, e] of blocks) {
    if (left <= e - s) return m.strand === '-' ? e - left + 1 : s + left
    left -= e - s
  }
  return null
}
/** UCSC exon frames: bases of the codon already spent when translation enters the exon; -1 where untranslated. */
export function exonFrames(m) {
  const order = m.exons.map((_, i) => i)
  if (m.strand === '-') order.reverse()
  const frames = m.exons.map(() => -1)
  let spent = 0
  for (const i of order) {
    const [s, e] = [Math.max(m.exons[i][0], m.cdsStart), Math.min(m.exons[i][1], m.cdsEnd)]
    if (e <= s) continue
    frames[i] = spent % 3
    spent += e - s
  }
  return frames
}
export const shifted = (m, by) => ({
  ...m,
  txStart: m.txStart + by,
  txEnd: m.txEnd + by,
  cdsStart: m.cdsStart + by,
  cdsEnd: m.cdsEnd + by,
  exons: m.exons.map(([s, e]) => [s + by, e + by]),
})

const BASES = 'TCAG'
const AMINO = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG'
export const translateCodon = (codon) =>
  AMINO[BASES.indexOf(codon[0]) * 16 + BASES.indexOf(codon[1]) * 4 + BASES.indexOf(codon[2])] ?? 'X'
const COMPLEMENT = { A: 'T', C: 'G', G: 'C', T: 'A', N: 'N' }
export const reverseComplement = (s) =>
  [...s.toUpperCase()]
    .reverse()
    .map((b) => COMPLEMENT[b])
    .join('')

/** Places in a codon (0..2) at which the plus-strand change ref>alt can turn residue `from` into residue `to`. */
export function codonPhases(strand, { ref, alt, from, to }) {
  const [r, a] = strand === '-' ? [COMPLEMENT[ref], COMPLEMENT[alt]] : [ref, alt]
  const phases = new Set()
  for (const x of BASES)
    for (const y of BASES)
      for (const z of BASES) {
        if (translateCodon(x + y + z) !== from) continue
        for (const k of [0, 1, 2]) {
          const codon = [x, y, z]
          if (codon[k] !== r) continue
          codon[k] = a
          if (translateCodon(codon.join('')) === to) phases.add(k)
        }
      }
  return [...phases].sort()
}
