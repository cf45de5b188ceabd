// Derives resources/genes/synonyms.tsv: other names of genes, each leading to one gene only. Genes: those of our
// models, and those that knowledge bases, gene panels and hot-spot lists name.
//   node synonyms.mjs COLLECTION
// Approved symbols and identifiers: HGNC (CC0). Aliases: ideogram's synonym cache (CC0). Former symbols: lib.mjs.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { geneList, readLines, readTable, readText, RENAMED, resources, RETRIEVED } from './lib.mjs'

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
// Names that the literature uses for one gene although alias tables give them to several.
const CUSTOMARY = {
  ABL: 'ABL1',
  NPM: 'NPM1',
  TEL: 'ETV6',
  AML1: 'RUNX1',
  MYH: 'MUTYH',
  MGEA5: 'OGA',
  ZNF198: 'ZMYM2',
  KIAA1524: 'CIP2A',
  P16: 'CDKN2A',
  P16INK4A: 'CDKN2A',
  P14ARF: 'CDKN2A',
  LKB1: 'STK11',
  'C-MET': 'MET',
  'C-KIT': 'KIT',
  'C-MYC': 'MYC',
  'N-MYC': 'MYCN',
  'B-RAF': 'BRAF',
  'K-RAS': 'KRAS',
  'N-RAS': 'NRAS',
  'H-RAS': 'HRAS',
  HER1: 'EGFR',
  HER2: 'ERBB2',
  'HER2/NEU': 'ERBB2',
  HER3: 'ERBB3',
  HER4: 'ERBB4',
  MEK1: 'MAP2K1',
  MEK2: 'MAP2K2',
  ERK1: 'MAPK3',
  ERK2: 'MAPK1',
  'PD-1': 'PDCD1',
  'PD-L1': 'CD274',
  PDL1: 'CD274',
  'PD-L2': 'PDCD1LG2',
  BIM: 'BCL2L11',
  TRKA: 'NTRK1',
  TRKB: 'NTRK2',
  TRKC: 'NTRK3',
  INI1: 'SMARCB1',
  BRG1: 'SMARCA4',
}
/** Symbols in columns that hold a gene, and approved symbols of three letters or more in free columns. */
function genesOfKnowledge() {
  const found = new Set()
  const add = (name) => {
    const key = name.trim().toUpperCase()
    if (approved.has(key)) found.add(approved.get(key))
    else if (approved.has((RENAMED[name.trim()] ?? '').toUpperCase())) found.add(RENAMED[name.trim()])
  }
  const words = (text) => {
    for (const word of text.split(/[^A-Za-z0-9]+/))
      if (word.length > 2 && word === word.toUpperCase()) add(word)
  }
  const at = (name) => join(collection, 'knowledge', name)
  for (const row of readTable(at('civic/01-Oct-2018-VariantSummaries.tsv.gz'), () => false)) {
    add(row.gene)
    words(row.variant)
  }
  for (const gene of JSON.parse(readText(at('moalmanac/molecular-oncology-almanac.json'))).genes)
    add(String(gene))
  for (const row of JSON.parse(readText(at('moalmanac/molecular-oncology-almanac.json'))).content)
    for (const name of [row.gene, row.gene1, row.gene2]) if (name) add(name)
  for (const line of readLines(at('moalmanac-db/genes.jsonl.gz'))) add(JSON.parse(line).name)
  for (const panel of ['foundation_one_cdx_324', 'foundation_one_heme_593', 'msk_impact_505'])
    for (const line of readLines(at(`panels/${panel}_genes.csv`))) add(line.split(',')[0].replaceAll('"', ''))
  for (const build of ['GRCh37', 'GRCh38'])
    for (const line of readLines(at(`hotspots/cancerhotspots_v2_${build}.tsv`)))
      add(line.split('\t')[4] ?? '')
  for (const line of readLines(at('germline/cpsr.panel_zero.tsv.gz')))
    add(line.replace(/<[^>]*>/g, '').split('\t')[0])
  for (const name of Object.values(CUSTOMARY)) add(name)
  return found
}
const models = geneList()
const wanted = [...new Set([...models, ...genesOfKnowledge()])].sort()
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
      if (CUSTOMARY[key] !== undefined && !approved.has(key)) return false
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
    const customary = Object.keys(CUSTOMARY).filter(
      (name) => CUSTOMARY[name] === gene && name !== gene && !approved.has(name),
    )
    for (const name of customary) taken.add(name)
    const prev = previous.filter(usable)
    const other = [...customary, ...(aliases.get(gene) ?? []).filter(usable)]
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
