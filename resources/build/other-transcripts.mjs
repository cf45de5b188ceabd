// The other protein-coding transcripts of a gene, placed by the canonical one, from ideogram's gene structures.
import { join } from 'node:path'
import { codingLength, readLines } from './lib.mjs'

let rows
export function otherTranscripts(ideogram, gene, canonical, canonicalName) {
  if (!rows) {
    rows = new Map()
    for (const line of readLines(
      join(ideogram, 'dist/data/cache/gene-structures/homo-sapiens-gene-structures.tsv.gz'),
    )) {
      if (line.startsWith('#')) continue
      const cells = line.split('\t')
      const symbol = cells[0].replace(/-\d+$/, '')
      rows.set(symbol, [...(rows.get(symbol) ?? []), cells])
    }
  }
  const list = rows.get(gene) ?? []
  const anchor = list.find(([name]) => name === canonicalName)
  if (!anchor) return []
  const first = ([, offset, , , ...f]) => +offset + Math.min(...f.map((x) => +x.split(';')[1]))
  const zero = canonical.txStart - first(anchor)
  return list
    .filter((r) => r !== anchor && r[2] === '0')
    .map(([name, offset, , strand, ...features]) => {
      const parts = features
        .map((f) => f.split(';').map(Number))
        .map(([kind, s, n]) => [kind, zero + +offset + s, zero + +offset + s + n + 1])
      const exons = parts
        .filter(([k]) => k === 1)
        .map(([, s, e]) => [s, e])
        .sort((a, b) => a[0] - b[0])
      const utr = parts.filter(([k]) => k !== 1)
      const coding = exons.flatMap(([s, e]) => {
        let [from, to] = [s, e]
        for (const [, us, ue] of utr) {
          if (us <= from && ue > from && us >= s) from = Math.min(ue, to)
          if (ue >= to && us < to && ue <= e) to = Math.max(us, from)
        }
        return to > from ? [[from, to]] : []
      })
      if (coding.length === 0) return null
      return {
        gene,
        name,
        chrom: canonical.chrom,
        strand,
        txStart: exons[0][0],
        txEnd: exons.at(-1)[1],
        cdsStart: coding[0][0],
        cdsEnd: coding.at(-1)[1],
        exons,
      }
    })
    .filter((m) => m && codingLength(m) % 3 === 0)
}
