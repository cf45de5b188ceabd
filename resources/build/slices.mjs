// Writes the reference slices of both builds.
//   node slices.mjs REF37.tsv REF38.tsv COLLECTION      (REF*.tsv from reference-from-reads.mjs; after gene-models.mjs)
// GRCh37: stretches told by MD tags of public reads, joined with the VarDict test slices (MIT) of BRAF, EGFR and PTEN.
// GRCh38: MD tags where there are such reads; else the GRCh37 stretch of a gene moved by the gene's proved shift, for the
// genes of MOVED only, and only where every hotspot reference base and residue in it holds on GRCh38.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  chromOrder,
  codingBlocks,
  codonOf,
  currentSymbol,
  genomicPosition,
  parseRefGene,
  readLines,
  resources,
  reverseComplement,
  translateCodon,
} from './lib.mjs'

const [ref37, ref38, collection] = process.argv.slice(2)
if (!collection) {
  console.error('usage: node slices.mjs REF37.tsv REF38.tsv COLLECTION')
  process.exit(2)
}
const MOVED = [
  'EGFR',
  'BRAF',
  'PIK3CA',
  'KRAS',
  'TP53',
  'KIT',
  'ERBB2',
  'MET',
  'FLT3',
  'NRAS',
  'PTEN',
  'IDH1',
  'CTNNB1',
]
const MIN = 100
const stretches = (file) =>
  readLines(file)
    .map((l) => l.split('\t'))
    .map(([chrom, start, bases]) => ({ chrom, start: +start, bases, from: 'MD' }))
const vardict = readLines(join(collection, 'genome/ref-slices/vardict.hg19.fa.csv'))
  .map((l) => l.split(','))
  .filter(
    ([c, s]) =>
      (c === 'chr7' && (s === '55244401' || s === '140423000')) ||
      (c === 'chr10' && (s === '89699622' || s === '89711141')),
  )
  .map(([chrom, start, , bases]) => ({
    chrom,
    start: +start,
    bases: bases.trim().toUpperCase(),
    from: 'VarDict',
  }))

let compared = 0
function join_(list) {
  const out = []
  for (const s of [...list].sort((a, b) => chromOrder(a.chrom) - chromOrder(b.chrom) || a.start - b.start)) {
    const last = out.at(-1)
    const end = last ? last.start + last.bases.length - 1 : -1
    if (!last || last.chrom !== s.chrom || s.start > end + 1) {
      out.push({ ...s })
      continue
    }
    const overlap = Math.min(end - s.start + 1, s.bases.length)
    const [a, b] = [
      last.bases.slice(s.start - last.start, s.start - last.start + overlap),
      s.bases.slice(0, overlap),
    ]
    if (a !== b)
      throw new Error(
        `sources differ in ${s.chrom}:${s.start}-${s.start + overlap - 1} (${[...a].filter((x, i) => x !== b[i]).length} bases)`,
      )
    compared += overlap
    last.bases += s.bases.slice(overlap)
    if (!last.from.includes(s.from)) last.from += `+${s.from}`
  }
  return out
}
const models = {
  37: parseRefGene(join(resources, 'genome/GRCh37/genes.refgene.txt')),
  38: parseRefGene(join(resources, 'genome/GRCh38/genes.refgene.txt')),
}
const touching = (build, s) => [
  ...new Set(
    models[build]
      .filter((m) => m.chrom === s.chrom && m.txStart < s.start + s.bases.length && m.txEnd >= s.start)
      .map((m) => m.gene),
  ),
]
const shift = new Map(
  readLines(join(resources, 'genes/transcripts.tsv'))
    .filter((l) => !l.startsWith('#'))
    .slice(1)
    .map((l) => l.split('\t'))
    .filter((f) => f[11] === 'exact')
    .map((f) => [f[0], +f[10]]),
)

const slices37 = join_([...stretches(ref37), ...vardict]).filter(
  (s) => s.bases.length >= MIN && touching(37, s).length > 0,
)
// Introns carry no hotspot to prove them: on GRCh38 a moved slice is cut to the coding exons and MARGIN bases around each.
const MARGIN = 350
function exonWindows(s) {
  const end = s.start + s.bases.length
  const windows = models[37]
    .filter((m) => m.chrom === s.chrom)
    .flatMap((m) => codingBlocks(m))
    .map(([a, b]) => [Math.max(a + 1 - MARGIN, s.start), Math.min(b + 1 + MARGIN, end)])
    .filter(([a, b]) => b > a)
    .sort((x, y) => x[0] - y[0])
  const merged = []
  for (const w of windows)
    if (merged.length > 0 && w[0] <= merged.at(-1)[1]) merged.at(-1)[1] = Math.max(merged.at(-1)[1], w[1])
    else merged.push([...w])
  return merged.map(([a, b]) => ({ ...s, start: a, bases: s.bases.slice(a - s.start, b - s.start) }))
}
const moved = slices37
  .flatMap((s) => (s.from.includes('VarDict') ? exonWindows(s) : [s]))
  .flatMap((s) =>
    touching(37, s)
      .filter((g) => MOVED.includes(g) && shift.has(g))
      .slice(0, 1)
      .map((g) => ({
        ...s,
        start: s.start - shift.get(g),
        from: `GRCh37 bases (${s.from}) moved by ${-shift.get(g)}`,
      })),
  )
const own38 = stretches(ref38).filter((s) => s.bases.length >= MIN && touching(38, s).length > 0)
const slices38 = [...own38, ...moved].sort(
  (a, b) => chromOrder(a.chrom) - chromOrder(b.chrom) || a.start - b.start,
)

/** Every hotspot inside a slice: the reference base must be there, and its codon must spell the wild-type residue. */
function proof(build, slices) {
  const at = (chrom, pos) => {
    const s = slices.find((x) => x.chrom === chrom && pos >= x.start && pos < x.start + x.bases.length)
    return s && { base: s.bases[pos - s.start], slice: s }
  }
  const totals = { bases: 0, residues: 0, other: 0 }
  for (const f of readLines(join(collection, `knowledge/hotspots/cancerhotspots_v2_GRCh${build}.tsv`)).map(
    (l) => l.split('\t'),
  )) {
    const found = at(`chr${f[0]}`, +f[1])
    if (!found || !/^[ACGT]+$/.test(f[2])) continue
    const spelled = [...f[2]].map((_, i) => at(`chr${f[0]}`, +f[1] + i)?.base).join('')
    if (spelled.length === f[2].length && spelled !== f[2])
      throw new Error(`GRCh${build} ${f[4]} ${f[6]}: slice has ${spelled}, table ${f[2]}`)
    totals.bases++
    found.slice.proved = (found.slice.proved ?? 0) + 1
    const change = /^([A-Z])(\d+)[A-Z*]$/.exec(f[6])
    const m = models[build].find((x) => x.gene === currentSymbol(f[4]) && x.chrom === `chr${f[0]}`)
    if (!change || !m || codonOf(m, +f[1]) !== +change[2]) {
      totals.other++
      continue
    }
    const codon = [1, 2, 3]
      .map((k) => at(m.chrom, genomicPosition(m, (change[2] - 1) * 3 + k))?.base)
      .join('')
    if (codon.length < 3) continue
    const read = m.strand === '-' ? [...codon].map((b) => reverseComplement(b)).join('') : codon
    if (translateCodon(read) !== change[1])
      throw new Error(`GRCh${build} ${f[4]} ${f[6]}: codon ${read} is ${translateCodon(read)}`)
    totals.residues++
  }
  return totals
}
const totals37 = proof(37, slices37)
const totals38 = proof(38, slices38)
const kept38 = slices38.filter((s) => !s.from.includes('moved') || s.proved > 0)
const fasta = (list) =>
  list
    .map(
      (s) =>
        `>${s.chrom}:${s.start}-${s.start + s.bases.length - 1}\n${s.bases.replace(/(.{100})/g, '$1\n').replace(/\n$/, '')}\n`,
    )
    .join('')
writeFileSync(join(resources, 'genome/GRCh37/slices.fa'), fasta(slices37))
writeFileSync(join(resources, 'genome/GRCh38/slices.fa'), fasta(kept38))
const list = (build, slices) =>
  slices.map((s) =>
    [
      `GRCh${build}`,
      `${s.chrom}:${s.start}-${s.start + s.bases.length - 1}`,
      touching(build, s).join(','),
      s.from,
      s.proved ?? 0,
    ].join('\t'),
  )
writeFileSync(
  join(resources, 'genome/slices.tsv'),
  `# Where each reference slice comes from; see SOURCES.md. MD: told by the MD tags of at least three public reads without contradiction.\n# hotspots: reference bases of cancerhotspots v2 inside the slice, all of which hold.\nbuild\tregion\tgenes\tsource\thotspots\n${[...list(37, slices37), ...list(38, kept38)].join('\n')}\n`,
)
const size = (x) => x.reduce((n, s) => n + s.bases.length, 0)
console.log(
  `GRCh37: ${slices37.length} slices, ${size(slices37)} bases, hotspot bases ${totals37.bases}, residues spelled ${totals37.residues}, not checked for residue ${totals37.other}`,
)
console.log(
  `GRCh38: ${kept38.length} slices, ${size(kept38)} bases, hotspot bases ${totals38.bases}, residues spelled ${totals38.residues}, not checked for residue ${totals38.other}`,
)
console.log(`bases told by two sources and equal: ${compared}`)
