// Derives resources/genes/synonyms.tsv: other names of our genes, each leading to one gene only.
//   node synonyms.mjs COLLECTION
// Approved symbols and identifiers: HGNC (CC0). Aliases: ideogram's synonym cache (CC0). Former symbols: lib.mjs.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { geneList, readLines, readTable, RENAMED, resources, RETRIEVED } from './lib.mjs'

const collection = process.argv[2]
if (!collection) {
  console.error('usage: node synonyms.mjs COLLECTION')
  process.exit(2)
}
// The file is "csv" by name; its fields are separated by tabs.
const hgnc = new Map(
  readTable(join(collection, 'knowledge/hgnc/hgnc.csv')).map((r) => [r['Approved symbol'], r]),
)
const approved = new Map([...hgnc.keys()].map((s) => [s.toUpperCase(), s]))
const wanted = geneList()
const unknown = wanted.filter((g) => !hgnc.has(g))
const aliases = new Map()
for (const line of readLines(join(collection, 'genome/genes/homo-sapiens-synonyms.tsv.gz'))) {
  if (line.startsWith('#')) continue
  const [symbol, ...names] = line.split('\t')
  aliases.set(symbol, names.filter(Boolean))
}
const former = Map.groupBy(
  Object.entries(RENAMED).filter(([old, now]) => old !== now),
  ([, now]) => now,
)
const owners = new Map() // alias in capitals -> genes that claim it
const claim = (name, gene) =>
  owners.set(name.toUpperCase(), new Set([...(owners.get(name.toUpperCase()) ?? []), gene]))
for (const [symbol, names] of aliases) for (const name of names) claim(name, symbol)
for (const [old, now] of Object.entries(RENAMED)) if (old !== now) claim(old, now)
let dropped = 0
const rows = wanted
  .filter((g) => hgnc.has(g))
  .map((gene) => {
    const previous = (former.get(gene) ?? []).map(([old]) => old)
    const taken = new Set([gene.toUpperCase()])
    const usable = (name) => {
      const key = name.toUpperCase()
      if (taken.has(key)) return false
      // An alias that is another gene's approved symbol, or that two genes share, would mislead: better no match.
      const clash =
        (approved.has(key) && approved.get(key) !== gene) ||
        [...(owners.get(key) ?? [])].some((o) => o !== gene) ||
        !/^[\w./-]{2,20}$/.test(name)
      if (clash) {
        dropped++
        return false
      }
      taken.add(key)
      return true
    }
    const prev = previous.filter(usable)
    const other = (aliases.get(gene) ?? []).filter(usable)
    const h = hgnc.get(gene)
    return [
      gene,
      h['HGNC ID'],
      Object.values(h).find((v) => /^ENSG\d+$/.test(v)) ?? '',
      h['Approved name'],
      prev.join('|'),
      other.join('|'),
    ]
  })
writeFileSync(
  join(resources, 'genes/synonyms.tsv'),
  `# Approved symbols: HGNC (CC0). Aliases: ideogram 1.53.0 synonym cache (CC0). previous: former symbols still met in public tables. Retrieved ${RETRIEVED}.
# Names that are another gene's approved symbol, or that several genes share, are left out (${dropped}). Compare without regard to case.
symbol	hgnc_id	ensembl_gene	name	previous	aliases
${rows.map((r) => r.join('\t')).join('\n')}\n`,
)
console.log(
  `${rows.length} genes, ${rows.reduce((n, r) => n + (r[5] ? r[5].split('|').length : 0), 0)} aliases, ${rows.filter((r) => r[4]).length} with a former symbol, ${dropped} dropped as ambiguous; not approved: ${unknown.join(' ')}`,
)
