// Gene models of the genes that two annotated public files name, for the test of agreement with VEP.
//   node agreement-models.mjs IDEOGRAM_PACKAGE COLLECTION OUT.refgene.txt.gz
// Ensembl 110 canonical transcripts of GRCh38 (CC0, npm package ideogram), only of genes whose place is certain: where
// the kept transcripts span the gene, their lowest base is the gene's own (see gene-models.mjs).
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readLines } from './lib.mjs'

const [ideogram, collection, out] = process.argv.slice(2)
if (!out) {
  console.error('usage: node agreement-models.mjs IDEOGRAM_PACKAGE COLLECTION OUT.refgene.txt.gz')
  process.exit(2)
}
const wanted = new Set()
for (const line of readLines(join(collection, 'reports/igv-data/TCGA.BRCA.mutect.somatic.maf.gz'))) {
  const cells = line.split('\t')
  if (cells[35]?.startsWith('p.')) wanted.add(cells[0])
}
for (const line of readLines(join(collection, 'reports/pvactools/HCC1395.annotated.expression.vcf.gz'))) {
  if (line.startsWith('#')) continue
  const csq = line
    .split('\t')[7]
    .split(';')
    .find((part) => part.startsWith('CSQ='))
  for (const row of csq.slice(4).split(',')) {
    const cells = row.split('|')
    if (cells[13]) wanted.add(cells[3])
  }
}
const cache = join(ideogram, 'dist/data/cache')
const places = new Map()
for (const line of readLines(join(cache, 'genes/homo-sapiens-genes.tsv.gz'))) {
  if (line.startsWith('#')) continue
  const [chrom, start, length, , symbol] = line.split('\t')
  if (wanted.has(symbol) && !places.has(symbol)) places.set(symbol, { chrom, start: +start, length: +length })
}
const transcripts = new Map()
for (const line of readLines(join(cache, 'gene-structures/homo-sapiens-gene-structures.tsv.gz'))) {
  if (line.startsWith('#')) continue
  const cells = line.split('\t')
  const symbol = cells[0].replace(/-\d+$/, '')
  if (wanted.has(symbol)) transcripts.set(symbol, [...(transcripts.get(symbol) ?? []), cells])
}
const parts = (features) => features.map((feature) => feature.split(';').map(Number))
const lines = []
let unplaced = 0
for (const [symbol, rows] of [...transcripts].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const place = places.get(symbol)
  if (!place) continue
  const reach = Math.max(
    ...rows.flatMap(([, offset, , , ...f]) => parts(f).map(([, s, n]) => +offset + s + n)),
  )
  if (place.length !== reach) {
    unplaced++
    continue
  }
  const [name, offset, kind, strand, ...features] = rows[0]
  if (kind !== '0') continue
  const base = place.start - 1 + Number(offset)
  const all = parts(features).map(([type, s, n]) => [type, base + s, base + s + n + 1])
  const exons = all
    .filter(([type]) => type === 1)
    .map(([, s, e]) => [s, e])
    .sort((a, b) => a[0] - b[0])
  const untranslated = all.filter(([type]) => type !== 1)
  const coding = exons.flatMap(([s, e]) => {
    let [from, to] = [s, e]
    for (const [, us, ue] of untranslated) {
      if (us <= from && ue > from && us >= s) from = Math.min(ue, to)
      if (ue >= to && us < to && ue <= e) to = Math.max(us, from)
    }
    return to > from ? [[from, to]] : []
  })
  if (coding.length === 0) continue
  lines.push(
    [
      0,
      name,
      `chr${place.chrom}`,
      strand,
      exons[0][0],
      exons.at(-1)[1],
      coding[0][0],
      coding.at(-1)[1],
      exons.length,
      `${exons.map(([s]) => s).join(',')},`,
      `${exons.map(([, e]) => e).join(',')},`,
      0,
      symbol,
    ].join('\t'),
  )
}
writeFileSync(out, gzipSync(`${lines.join('\n')}\n`, { level: 9 }))
console.log(`${wanted.size} genes named, ${lines.length} models written, ${unplaced} without a certain place`)
