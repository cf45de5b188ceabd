// Derives resources/genes/domains.json: the named protein domains of our gene models.
//   node domains.mjs IDEOGRAM_PACKAGE      (after gene-models.mjs)
// Source: the InterPro/Pfam domains per Ensembl 110 transcript in ideogram's protein cache (CC0; InterPro is CC0).
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLines, resources, RETRIEVED } from './lib.mjs'

const ideogram = process.argv[2]
if (!ideogram) {
  console.error('usage: node domains.mjs IDEOGRAM_PACKAGE')
  process.exit(2)
}
const lines = readLines(join(ideogram, 'dist/data/cache/proteins/homo-sapiens-proteins.tsv.gz'))
const keyLine = lines.find((l) => l.startsWith('## domain keys: ')).slice('## domain keys: '.length)
const names = new Map(
  keyLine
    .split('; ')
    .map((part) => [part.slice(0, part.indexOf(' = ')), part.slice(part.indexOf(' = ') + 3)]),
)
const byTranscript = new Map()
let gene = ''
for (const line of lines) {
  if (line.startsWith('#')) continue
  const [name, ...cells] = line.split('\t')
  // A full name starts a gene; the following rows carry the transcript's number only.
  const full = /-\d+$/.test(name) ? name : `${gene}-2${name.padStart(2, '0')}`
  gene = full.replace(/-\d+$/, '')
  byTranscript.set(full, cells)
}
// Words that a pathologist uses, for InterPro's longer names. The order matters: the first match wins.
const SHORT = [
  [/Protein kinase domain|protein kinase, catalytic|tyrosine-protein kinase, catalytic/i, 'Protein kinase'],
  [/^SH2 domain/, 'SH2'],
  [/^SH3/, 'SH3'],
  [/Pleckstrin homology/, 'PH'],
  [/^Small GTPase|small GTP-binding/i, 'GTPase'],
  [/p53, DNA-binding/, 'DNA-binding'],
  [/p53, tetramerisation/, 'Tetramerisation'],
  [/p53 transactivation|p53, transactivation/, 'Transactivation'],
  [/Receptor L-domain|Receptor L domain/, 'Receptor L'],
  [/Furin-like cysteine rich|Furin-like, cysteine/, 'Furin-like'],
  [/Growth factor receptor domain 4/, 'Receptor domain IV'],
  [/BRCT/, 'BRCT'],
  [/RING-type|Zinc finger, RING/, 'RING'],
  [/^Immunoglobulin/, 'Ig-like'],
  [/Fibronectin type III/, 'Fibronectin III'],
  [/Nuclear hormone receptor, ligand-binding/, 'Ligand-binding'],
  [/Zinc finger, nuclear hormone receptor/, 'DNA-binding (zinc finger)'],
  [/Cadherin/, 'Cadherin'],
  [/Bromodomain/, 'Bromodomain'],
  [/SET domain/, 'SET'],
  [/Phosphatidylinositol 3-\/4-kinase, catalytic|PI3\/4-kinase/, 'PI3K catalytic'],
  [/Phosphoinositide 3-kinase, accessory|PIK helical/, 'Helical'],
  [/Ras-binding/, 'Ras-binding'],
  [/kinase, adaptor-binding/, 'Adaptor-binding'],
  [/^C2 |C2 domain/, 'C2'],
  [/basic helix-loop-helix/, 'bHLH'],
  [/Zinc finger C2H2/, 'Zinc finger C2H2'],
  [/Zinc finger, PHD/, 'PHD finger'],
  [/EGF-like/, 'EGF-like'],
  [/Ankyrin repeat/, 'Ankyrin repeat'],
  [/WD40 repeat/, 'WD40'],
  [/^FAT domain|PIK-related kinase, FAT/, 'FAT'],
  [/Protein kinase C-like, phorbol/, 'C1'],
]
const short = (name) =>
  SHORT.find(([pattern]) => pattern.test(name))?.[1] ??
  name.replace(/,? conserved site$/, '').replace(/ domain$/, '')
const interpro = (key) => (/^\d+$/.test(key) ? `IPR${key.padStart(6, '0')}` : key)
const TOPOLOGY = { S: 'Signal peptide', _E: 'Extracellular', _H: 'Transmembrane', _C: 'Cytoplasmic' }
const NOISE = /disorder|low complexity|conserved site|homologous superfamily|^Domain of unknown/i

const out = {}
const models = readLines(join(resources, 'genes/transcripts.tsv'))
  .filter((l) => !l.startsWith('#'))
  .slice(1)
  .map((l) => l.split('\t'))
for (const [symbol, model, , enst, , , , , length] of models) {
  const found = []
  for (const cell of byTranscript.get(model) ?? []) {
    const [key, start, n] = cell.split(';')
    if (key === '_E' || key === '_C') continue
    const full = TOPOLOGY[key] ?? names.get(key) ?? key
    if (NOISE.test(full)) continue
    const [from, to] = [+start, Math.min(+start + +n, +length)]
    if (!(from >= 1) || !(to >= from) || from > +length) continue
    found.push({
      name: TOPOLOGY[key] ?? short(full),
      startAa: from,
      endAa: to,
      ...(TOPOLOGY[key] ? {} : { accession: interpro(key) }),
    })
  }
  // One bar a place: of two that overlap by more than half of the shorter, the longer stays, a kinase before all.
  const kept = []
  for (const d of found.sort(
    (a, b) =>
      (b.name === 'Protein kinase') - (a.name === 'Protein kinase') ||
      b.endAa - b.startAa - (a.endAa - a.startAa),
  )) {
    const overlaps = kept.some(
      (k) =>
        Math.min(k.endAa, d.endAa) - Math.max(k.startAa, d.startAa) + 1 >
        0.5 * (Math.min(k.endAa - k.startAa, d.endAa - d.startAa) + 1),
    )
    if (!overlaps) kept.push(d)
  }
  out[model] = {
    gene: symbol,
    transcript: enst || model,
    proteinLength: +length,
    domains: kept.sort((a, b) => a.startAa - b.startAa),
  }
}
const body = Object.entries(out)
  .map(([model, v]) => `${JSON.stringify(model)}: ${JSON.stringify(v)}`)
  .join(',\n')
writeFileSync(
  join(resources, 'genes/domains.json'),
  `{\n"source": "InterPro and Pfam domains of Ensembl 110 transcripts, by way of ideogram 1.53.0 (CC0); retrieved ${RETRIEVED}. Positions are 1-based, both ends included.",\n"models": {\n${body}\n}\n}\n`,
)
const list = Object.values(out)
console.log(
  `${list.length} models, ${list.filter((m) => m.domains.length > 0).length} with domains, ${list.reduce((n, m) => n + m.domains.length, 0)} domains`,
)
