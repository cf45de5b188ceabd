// Copies the cytoband tables into our folders, primary chromosomes only, and derives chrom.sizes from them.
//   node assemblies.mjs COLLECTION
// Source: UCSC cytoBandIdeo of hg19 and hg38 (free for any use), by way of igv-reports (MIT).
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHROMOSOMES, chromOrder, readLines, resources } from './lib.mjs'

const collection = process.argv[2]
if (!collection) {
  console.error('usage: node assemblies.mjs COLLECTION')
  process.exit(2)
}
// UCSC's hg19 chrM is the old NC_001807 (16571); GRCh37 files with the rCRS use 16569. hg38 has the rCRS.
const MITOCHONDRION = { hg19: 16571, hg38: 16569 }
for (const [build, ucsc] of [
  ['GRCh37', 'hg19'],
  ['GRCh38', 'hg38'],
]) {
  const rows = readLines(join(collection, `genome/cytoband/${ucsc}.cytoBandIdeo.txt`))
    .map((l) => l.split('\t'))
    .filter((f) => CHROMOSOMES.includes(f[0]) && f[0] !== 'chrM')
    .sort((a, b) => chromOrder(a[0]) - chromOrder(b[0]) || a[1] - b[1])
  writeFileSync(
    join(resources, `genome/${build}/cytobands.txt`),
    rows.map((f) => f.slice(0, 5).join('\t')).join('\n') + '\n',
  )
  const sizes = CHROMOSOMES.map((c) => [
    c,
    c === 'chrM' ? MITOCHONDRION[ucsc] : Math.max(...rows.filter((f) => f[0] === c).map((f) => +f[2])),
  ])
  writeFileSync(
    join(resources, `genome/${build}/chrom.sizes`),
    sizes.map((s) => s.join('\t')).join('\n') + '\n',
  )
  console.log(
    `${build}: ${rows.length} bands, chr1 ${sizes[0][1]}, total ${sizes.reduce((n, s) => n + s[1], 0)}`,
  )
}
