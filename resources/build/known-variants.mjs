// Derives resources/genes/known-variants.tsv, the table that recognises hotspots in VCF files without annotation.
//   node known-variants.mjs COLLECTION IDEOGRAM_PACKAGE      (after gene-models.mjs)
// Kept: single-base substitutions of the cancerhotspots v2 tables whose place in our gene model gives the stated codon and
// whose bases can make the stated change. Where another Ensembl transcript carries the usual numbering, it is named.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  codingPosition,
  codonOf,
  codonPhases,
  currentSymbol,
  geneList,
  parseRefGene,
  readLines,
  resources,
  RETRIEVED,
} from './lib.mjs'
import { otherTranscripts } from './other-transcripts.mjs'

const [collection, ideogram] = process.argv.slice(2)
if (!ideogram) {
  console.error('usage: node known-variants.mjs COLLECTION IDEOGRAM_PACKAGE')
  process.exit(2)
}
const wanted = new Set(geneList())
const models = Map.groupBy(parseRefGene(join(resources, 'genome/GRCh38/genes.refgene.txt')), (m) => m.gene)
const names = new Map(
  readLines(join(resources, 'genes/transcripts.tsv'))
    .filter((l) => !l.startsWith('#'))
    .slice(1)
    .map((l) => l.split('\t'))
    .map((f) => [f[3] ? f[3].replace(/\.\d+$/, '') : f[1], f[1]]),
)
const table = (build) =>
  readLines(join(collection, `knowledge/hotspots/cancerhotspots_v2_GRCh${build}.tsv`)).map((l) =>
    l.split('\t'),
  )
const [t37, t38] = [table(37), table(38)]
// Published on a transcript that Ensembl 110 no longer has; checked through our own model instead (same residues, same bases).
const LEGACY = { MYD88: 'NM_002468.4 (legacy)', FGFR1: 'NM_001174067 (legacy)' }
// Common changes that the tables lack in exact form. Anchor bases: EGFR codon 745 is AAG (see slices check), 746 GAA.
const EXTRA = [
  ['EGFR', 'p.E746_A750del', 'chr7', 55242464, 'AGGAATTAAGAGAAGC', 'A', 'c.2235_2249del; CIViC 2018-10'],
  [
    'EGFR',
    'p.E746_A750del',
    'chr7',
    55242465,
    'GGAATTAAGAGAAGCA',
    'G',
    'c.2236_2250del; cancerhotspots-v2 bases',
  ],
  // Changes that the knowledge pack names and the tables lack; codon and bases read from the reference slices.
  ['ABL1', 'p.E255K', 'chr9', 133738363, 'G', 'A', 'c.763G>A; codon GAG of the reference slices'],
  ['ABL1', 'p.E255V', 'chr9', 133738364, 'A', 'T', 'c.764A>T; codon GAG of the reference slices'],
  ['ABL1', 'p.F317L', 'chr9', 133748290, 'C', 'A', 'c.951C>A; codon TTC of the reference slices'],
  ['ABL1', 'p.F317L', 'chr9', 133748290, 'C', 'G', 'c.951C>G; codon TTC of the reference slices'],
  ['ABL1', 'p.F317L', 'chr9', 133748288, 'T', 'C', 'c.949T>C; codon TTC of the reference slices'],
  ['ABL1', 'p.F359C', 'chr9', 133748415, 'T', 'G', 'c.1076T>G; codon TTC of the reference slices'],
  ['ABL1', 'p.F359I', 'chr9', 133748414, 'T', 'A', 'c.1075T>A; codon TTC of the reference slices'],
  ['ABL1', 'p.F359V', 'chr9', 133748414, 'T', 'G', 'c.1075T>G; codon TTC of the reference slices'],
  ['ABL1', 'p.T315I', 'chr9', 133748283, 'C', 'T', 'c.944C>T; codon ACT of the reference slices'],
  ['ABL1', 'p.V299L', 'chr9', 133747588, 'G', 'T', 'c.895G>T; codon GTG of the reference slices'],
  ['ABL1', 'p.V299L', 'chr9', 133747588, 'G', 'C', 'c.895G>C; codon GTG of the reference slices'],
  ['ABL1', 'p.Y253H', 'chr9', 133738357, 'T', 'C', 'c.757T>C; codon TAC of the reference slices'],
  ['ALK', 'p.G1202R', 'chr2', 29443613, 'C', 'G', 'c.3604G>C; codon GGA of the reference slices'],
  ['ALK', 'p.G1202R', 'chr2', 29443613, 'C', 'T', 'c.3604G>A; codon GGA of the reference slices'],
  ['ALK', 'p.G1269A', 'chr2', 29432682, 'C', 'G', 'c.3806G>C; codon GGA of the reference slices'],
  ['ALK', 'p.L1196M', 'chr2', 29443631, 'G', 'T', 'c.3586C>A; codon CTG of the reference slices'],
  ['ALK', 'p.L1198F', 'chr2', 29443625, 'G', 'A', 'c.3592C>T; codon CTC of the reference slices'],
  ['BRAF', 'p.L505H', 'chr7', 140477794, 'A', 'T', 'c.1514T>A; codon CTC of the reference slices'],
  [
    'BRAF',
    'p.V600E',
    'chr7',
    140453135,
    'CA',
    'TT',
    'c.1799_1800delinsAA; codon GTG of the reference slices',
  ],
  [
    'BRAF',
    'p.V600K',
    'chr7',
    140453136,
    'AC',
    'TT',
    'c.1798_1799delinsAA; codon GTG of the reference slices',
  ],
  ['EGFR', 'p.C797S', 'chr7', 55249092, 'G', 'C', 'c.2390G>C; codon TGC of the reference slices'],
  ['EGFR', 'p.C797S', 'chr7', 55249091, 'T', 'A', 'c.2389T>A; codon TGC of the reference slices'],
  ['EGFR', 'p.D761Y', 'chr7', 55242511, 'G', 'T', 'c.2281G>T; codon GAT of the reference slices'],
  ['EGFR', 'p.L858R', 'chr7', 55259515, 'TG', 'GT', 'c.2573_2574delinsGT; codon CTG of the reference slices'],
  ['EGFR', 'p.L858R', 'chr7', 55259515, 'TG', 'GC', 'c.2573_2574delinsGC; codon CTG of the reference slices'],
  ['EGFR', 'p.L858R', 'chr7', 55259515, 'TG', 'GA', 'c.2573_2574delinsGA; codon CTG of the reference slices'],
  ['KIT', 'p.C809G', 'chr4', 55599299, 'T', 'G', 'c.2425T>G; codon TGT of the reference slices'],
  ['KIT', 'p.N822K', 'chr4', 55599340, 'T', 'G', 'c.2466T>G; codon AAT of the reference slices'],
  ['KIT', 'p.T670I', 'chr4', 55595519, 'C', 'T', 'c.2009C>T; codon ACA of the reference slices'],
  ['KRAS', 'p.Y96C', 'chr12', 25380171, 'T', 'C', 'c.287A>G; codon TAT of the reference slices'],
  ['KRAS', 'p.Y96D', 'chr12', 25380172, 'A', 'C', 'c.286T>G; codon TAT of the reference slices'],
  ['MET', 'p.D1228N', 'chr7', 116423407, 'G', 'A', 'c.3682G>A; codon GAC of the reference slices'],
  ['PDGFRA', 'p.T674I', 'chr4', 55144547, 'C', 'T', 'c.2021C>T; codon ACA of the reference slices'],
  ['PIK3CA', 'p.E545D', 'chr3', 178936093, 'G', 'T', 'c.1635G>T; codon GAG of the reference slices'],
  ['SMO', 'p.H231R', 'chr7', 128845198, 'A', 'G', 'c.692A>G; codon CAC of the reference slices'],
  ['SMO', 'p.S533N', 'chr7', 128850335, 'G', 'A', 'c.1598G>A; codon AGC of the reference slices'],
  [
    'BRAF',
    'p.V600R',
    'chr7',
    140453136,
    'AC',
    'CT',
    'c.1798_1799delinsAG; codon GTG of the reference slices',
  ],
  [
    'BRAF',
    'p.V600D',
    'chr7',
    140453135,
    'CA',
    'AT',
    'c.1799_1800delinsAT; codon GTG of the reference slices',
  ],
  [
    'EGFR',
    'p.A763_Y764insFQEA',
    'chr7',
    55248980,
    'C',
    'CTCCAGGAAGCCT',
    'c.2284-5_2290dup; bases of the reference slices',
  ],
  [
    'EGFR',
    'p.A763_Y764insFQEA',
    'chr7',
    55248992,
    'T',
    'TTCCAGGAAGCCT',
    'c.2290_2291insTCCAGGAAGCCT; bases of the reference slices',
  ],
  ['TERT', 'c.-124C>T', 'chr5', 1295228, 'G', 'A', 'promoter C228T; Huang 2013 PMID 23348506'],
  ['TERT', 'c.-146C>T', 'chr5', 1295250, 'G', 'A', 'promoter C250T; Huang 2013 PMID 23348506'],
]
const count = {
  read: t37.length,
  kept: 0,
  'kept, numbered on another transcript': 0,
  'not a substitution': 0,
  'gene not in our list': 0,
  'no model': 0,
  'codon or bases disagree': 0,
  duplicate: 0,
  splice: 0,
}
const disagree = new Map()
const rows = new Map()
t37.forEach((a, i) => {
  const b = t38[i]
  const gene = currentSymbol(a[4])
  if (a[4] !== b[4] || a[6] !== b[6] || a[0] !== b[0]) throw new Error(`tables out of step at ${i + 1}`)
  if (!wanted.has(gene)) return void count['gene not in our list']++
  const parsed = /^([A-Z*])(\d+)([A-Z*])$/.exec(a[6])
  if (/splice/i.test(a[6])) return void count.splice++
  if (!parsed || !/^[ACGT]$/.test(a[2]) || !/^[ACGT]$/.test(a[3]) || a[2] !== b[2] || a[3] !== b[3])
    return void count['not a substitution']++
  if (!models.has(gene)) return void count['no model']++
  const v = {
    chrom: `chr${a[0]}`,
    pos: +b[1],
    ref: b[2],
    alt: b[3],
    from: parsed[1],
    aa: +parsed[2],
    to: parsed[3],
  }
  const fits = (m) =>
    m.chrom === v.chrom &&
    codonOf(m, v.pos) === v.aa &&
    codonPhases(m.strand, v).includes((codingPosition(m, v.pos) - 1) % 3)
  const canonical = models.get(gene)[0]
  // The same change numbered on our own model: residues and bases must still fit there.
  const inModel = (m) => {
    const c = m.chrom === v.chrom ? codingPosition(m, v.pos) : null
    return c !== null && codonPhases(m.strand, v).includes((c - 1) % 3)
      ? `p.${v.from}${Math.ceil(c / 3)}${v.to}`
      : ''
  }
  const m =
    models.get(gene).find(fits) ??
    otherTranscripts(ideogram, gene, canonical, names.get(canonical.name)).find(fits)
  const numbering = m ? (names.get(m.name) ?? m.name) : LEGACY[gene]
  if (!numbering || (!m && !inModel(canonical))) {
    disagree.set(gene, [...(disagree.get(gene) ?? []), a[6]])
    return void count['codon or bases disagree']++
  }
  const key = [a[0], b[1], b[2], b[3]].join(':') + gene
  if (rows.has(key)) return void count.duplicate++
  const onModel = m && names.get(m.name) ? `p.${a[6]}` : inModel(canonical)
  rows.set(key, [
    gene,
    `p.${a[6]}`,
    `chr${a[0]}`,
    a[1],
    a[2],
    a[3],
    `chr${b[0]}`,
    b[1],
    b[2],
    b[3],
    numbering,
    onModel,
    'cancerhotspots-v2',
  ])
  count[onModel === `p.${a[6]}` ? 'kept' : 'kept, numbered on another transcript']++
})
const shifts = new Map(
  readLines(join(resources, 'genes/transcripts.tsv'))
    .filter((l) => !l.startsWith('#'))
    .slice(1)
    .map((l) => l.split('\t'))
    .map((f) => [f[0], +f[10]]),
)
for (const [gene, protein, chrom, p37, ref, alt, source] of EXTRA)
  rows.set(`${gene}${protein}${p37}${alt}`, [
    gene,
    protein,
    chrom,
    p37,
    ref,
    alt,
    chrom,
    p37 - shifts.get(gene),
    ref,
    alt,
    protein.startsWith('p.') ? names.get(models.get(gene)[0].name) : '',
    protein.startsWith('p.') ? protein : '',
    source,
  ])
const sorted = [...rows.values()].sort((x, y) =>
  x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[7] - y[7] || (x[9] < y[9] ? -1 : 1),
)
const header = `# Recognition table for VCF files without annotation: recurrent hotspots and the changes that the knowledge pack names, plus strand, 1-based, VCF style.
# Facts from Cancer Hotspots v2 (Chang et al., Cancer Discov 2018, PMID 29247016; Nat Biotechnol 2016, PMID 26619011), by way of maftools (MIT); retrieved ${RETRIEVED}. See SOURCES.md.
# protein: as published. numbering: the Ensembl 110 transcript on which codon, frame and bases were checked.
# model_protein: the same change on our canonical model; it differs where the field numbers another transcript, and is empty where the model does not code there.
# Rows with c. instead of p. are promoter changes. Indels are written left-aligned; where reports without reference use another place, that too.
`
const columns =
  'gene protein chrom37 pos37 ref37 alt37 chrom38 pos38 ref38 alt38 numbering model_protein source'.split(' ')
writeFileSync(
  join(resources, 'genes/known-variants.tsv'),
  header + columns.join('\t') + '\n' + sorted.map((r) => r.join('\t')).join('\n') + '\n',
)
console.log(JSON.stringify(count))
for (const [gene, list] of disagree) console.log(`  disagree: ${gene} ${list.join(' ')}`)
