// Derives the gene models of both builds and the transcript table.
//   node gene-models.mjs IDEOGRAM_PACKAGE COLLECTION [EXOME_INTERVALS_GRCh37.bed [ENSEMBL_GENE_INFO_GRCh38.tsv]]
// The two optional files are example data of CNVkit (Apache-2.0; Debian package cnvkit), used only to check.
// IDEOGRAM_PACKAGE: unpacked npm package "ideogram" (CC0): Ensembl 110 canonical transcripts, GRCh38.
// COLLECTION: our folder of public test data (hotspots, CIViC, MAF files), used as evidence for the GRCh37 shift.
// GRCh38 is taken as published. GRCh37 is GRCh38 moved by one constant per gene; see `decide` for what proves it.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CHROMOSOMES,
  RENAMED,
  chromOrder,
  codingBlocks,
  codingLength,
  codingPosition,
  codonOf,
  codonPhases,
  currentSymbol,
  exonFrames,
  geneList,
  genomicPosition,
  here,
  readLines,
  readTable,
  readText,
  resources,
  RETRIEVED,
  shifted,
} from './lib.mjs'

const [ideogram, collection, exomeBed, geneInfo38] = process.argv.slice(2)
if (!collection) {
  console.error('usage: node gene-models.mjs IDEOGRAM_PACKAGE COLLECTION [EXOME_BED]')
  process.exit(2)
}
const cache = join(ideogram, 'dist/data/cache')
const annotations = join(ideogram, 'dist/data/annotations')
const wanted = geneList()
const formerName = Object.fromEntries(Object.entries(RENAMED).map(([old, now]) => [now, old]))

// GRCh38 models -------------------------------------------------------------------------------------------------------
const places = new Map() // symbol -> { chrom, start (1-based), length, ensg }; the first one wins, so that X comes before Y in the PAR
for (const line of readLines(join(cache, 'genes/homo-sapiens-genes.tsv.gz'))) {
  if (line.startsWith('#')) continue
  const [chrom, start, length, ensg, symbol] = line.split('\t')
  if (!places.has(symbol))
    places.set(symbol, {
      chrom: `chr${chrom}`,
      start: +start,
      length: +length,
      ensg: `ENSG${ensg.padStart(11, '0')}`,
    })
}
const transcripts = new Map() // symbol -> rows; ideogram puts the Ensembl canonical transcript first
for (const line of readLines(join(cache, 'gene-structures/homo-sapiens-gene-structures.tsv.gz'))) {
  if (line.startsWith('#')) continue
  const cells = line.split('\t')
  const symbol = cells[0].replace(/-\d+$/, '')
  if (!transcripts.has(symbol)) transcripts.set(symbol, [])
  transcripts.get(symbol).push(cells)
}
// Beside the canonical transcript: p14ARF, the second protein of CDKN2A (exon 1 beta, 132 residues).
const ALSO = { CDKN2A: ['CDKN2A-214'] }

function modelOf(symbol, [name, offset, , strandKey, ...features]) {
  const place = places.get(symbol)
  const base = place.start - 1 + Number(offset)
  // A feature is "kind;start;end minus start": the end is inclusive, hence the + 1.
  const parts = features
    .map((f) => f.split(';').map(Number))
    .map(([kind, s, n]) => [kind, base + s, base + s + n + 1])
  const exons = parts
    .filter(([kind]) => kind === 1)
    .map(([, s, e]) => [s, e])
    .sort((a, b) => a[0] - b[0])
  const untranslated = parts.filter(([kind]) => kind !== 1)
  const coding = exons.flatMap(([s, e]) => {
    let [from, to] = [s, e]
    for (const [, us, ue] of untranslated) {
      if (us <= from && ue > from && us >= s) from = Math.min(ue, to)
      if (ue >= to && us < to && ue <= e) to = Math.max(us, from)
    }
    return to > from ? [[from, to]] : []
  })
  return {
    gene: symbol,
    name,
    chrom: place.chrom,
    strand: strandKey,
    txStart: exons[0][0],
    txEnd: exons.at(-1)[1],
    cdsStart: coding[0][0],
    cdsEnd: coding.at(-1)[1],
    exons,
    ensg: place.ensg,
    codingFromParts: coding.reduce((n, [s, e]) => n + e - s, 0),
  }
}
/**
 * Transcript offsets count from the lowest base of the transcripts that ideogram kept, which need not be the gene's own
 * start. Where those transcripts span the gene, both are the same; else the difference is the slack that `anchor` settles.
 */
function slackOf(symbol) {
  const ends = transcripts
    .get(symbol)
    .flatMap(([, offset, , , ...features]) =>
      features.map((f) => f.split(';').map(Number)).map(([, s, n]) => +offset + s + n),
    )
  return places.get(symbol).length - Math.max(...ends)
}
const models = []
const withoutModel = []
for (const symbol of wanted) {
  const rows = transcripts.get(symbol)
  if (!rows || !places.has(symbol)) {
    withoutModel.push(symbol)
    continue
  }
  for (const row of [rows[0], ...rows.filter((r) => ALSO[symbol]?.includes(r[0]))]) {
    const m = modelOf(symbol, row)
    if (m.strand !== '-' && m.strand !== '+') throw new Error(`strand of ${symbol}`)
    if (codingLength(m) !== m.codingFromParts || codingLength(m) % 3 !== 0)
      throw new Error(`coding length of ${row[0]}`)
    models.push({
      ...m,
      slack: slackOf(symbol),
      others: rows
        .filter((r) => r !== row && r[2] === '0')
        .map((r) => modelOf(symbol, r))
        .filter((o) => codingLength(o) === o.codingFromParts && codingLength(o) % 3 === 0),
    })
  }
}

// Evidence for the shift GRCh37 - GRCh38 -------------------------------------------------------------------------------
const chr = (c) => `chr${String(c).replace(/^chr/, '').replace(/^23$/, 'X').replace(/^24$/, 'Y')}`
const landmarks = new Map(CHROMOSOMES.map((c) => [c, []])) // chrom -> [{ pos38, shift }]

// (a) Gene ends in two older annotations inside ideogram: one on GRCh37, Ensembl 80 on GRCh38. Where both draw a gene's
// end at the same base the difference is the shift; where they differ it is noise, which no neighbour repeats.
const genes37 = new Map()
for (const { chr: c, annots } of JSON.parse(readText(join(annotations, 'SRR562646.json'))).annots)
  for (const [symbol, start, length] of annots)
    genes37.set(symbol, genes37.has(symbol) ? null : { chrom: chr(c), start, end: start + length })
const genes80 = new Map()
for (const line of readLines(join(annotations, 'Homo_sapiens,_Ensembl_80.tsv')).slice(1)) {
  const [start, end, symbol, , c] = line.split('\t')
  if (CHROMOSOMES.includes(chr(c?.trim())))
    genes80.set(symbol, genes80.has(symbol) ? null : { chrom: chr(c.trim()), start: +start, end: +end })
}
for (const [symbol, b] of genes80) {
  const a = genes37.get(symbol)
  if (!a || !b || a.chrom !== b.chrom) continue
  const [atStart, atEnd] = [a.start - b.start, a.end - b.end]
  if (atStart === atEnd)
    landmarks.get(b.chrom).push({ pos: b.start, shift: atStart, of: symbol, weight: 2, ends: 2 })
  else
    landmarks
      .get(b.chrom)
      .push(
        { pos: b.start, shift: atStart, of: symbol, weight: 1, ends: 1 },
        { pos: b.end, shift: atEnd, of: symbol, weight: 1, ends: 1 },
      )
}
for (const list of landmarks.values()) list.sort((x, y) => x.pos - y.pos)

/** What the neighbours on each side and the gene's own ends say of the shift. */
function landmarkShift({ gene, chrom, txStart, txEnd }) {
  const list = landmarks.get(chrom) ?? []
  const others = list.filter((l) => l.of !== gene && l.of !== formerName[gene])
  // Outwards from the gene: the first value that at least two neighbours confirm within the nearest twelve.
  const nearest = (part) =>
    part.find((l) => {
      const same = part.filter((x) => x.shift === l.shift)
      return new Set(same.map((x) => x.of)).size >= 2 && same.reduce((n, x) => n + x.weight, 0) >= 3
    })?.shift
  const left = nearest(
    others
      .filter((l) => l.pos < txStart)
      .slice(-12)
      .reverse(),
  )
  const right = nearest(others.filter((l) => l.pos > txEnd).slice(0, 12))
  const own = list.filter((l) => l.of === gene || l.of === formerName[gene])
  return {
    left,
    right,
    ownBoth: own.find((l) => l.ends === 2)?.shift,
    ownOne: own.filter((l) => l.ends === 1).map((l) => l.shift),
  }
}

// (b) The same hotspots in both builds.
const hotspotShifts = new Map()
const hot37 = readLines(join(collection, 'knowledge/hotspots/cancerhotspots_v2_GRCh37.tsv')).map((l) =>
  l.split('\t'),
)
const hot38 = readLines(join(collection, 'knowledge/hotspots/cancerhotspots_v2_GRCh38.tsv')).map((l) =>
  l.split('\t'),
)
hot37.forEach((a, i) => {
  const b = hot38[i]
  if (a[4] !== b[4] || a[6] !== b[6] || a[0] !== b[0]) throw new Error('hotspot tables out of step')
  const symbol = currentSymbol(a[4])
  if (!hotspotShifts.has(symbol)) hotspotShifts.set(symbol, new Map())
  const counts = hotspotShifts.get(symbol)
  counts.set(a[1] - b[1], (counts.get(a[1] - b[1]) ?? 0) + 1)
})

// (c) Variants whose GRCh37 position, bases and residues were annotated by others: CIViC, TCGA LAML, POG, MOAlmanac, TCGA
// examples. The bases and the two residues fix the place in the codon too, so such a variant proves a shift to the base.
const AA3 = {
  Ala: 'A',
  Arg: 'R',
  Asn: 'N',
  Asp: 'D',
  Cys: 'C',
  Gln: 'Q',
  Glu: 'E',
  Gly: 'G',
  His: 'H',
  Ile: 'I',
  Leu: 'L',
  Lys: 'K',
  Met: 'M',
  Phe: 'F',
  Pro: 'P',
  Ser: 'S',
  Thr: 'T',
  Trp: 'W',
  Tyr: 'Y',
  Val: 'V',
  Ter: '*',
}
function change(text) {
  const one = /(?:^|[ .])([A-Z])(\d+)([A-Z*])$/.exec(text)
  if (one) return { from: one[1], aa: +one[2], to: one[3] }
  const three = /p\.([A-Z][a-z]{2})(\d+)([A-Z][a-z]{2})$/.exec(text)
  return three && AA3[three[1]] && AA3[three[3]]
    ? { from: AA3[three[1]], aa: +three[2], to: AA3[three[3]] }
    : null
}
const annotated37 = []
const annotated38 = []
function collect(path, pick) {
  const full = join(collection, path)
  if (!existsSync(full)) return
  for (const row of readTable(full, (line) => /^#(#|version|tumor)/.test(line))) {
    const v = pick(row)
    if (!v?.pos || !v.gene || !/^[ACGT]$/.test(v.ref) || !/^[ACGT]$/.test(v.alt)) continue
    const c = change(v.change ?? '')
    if (c)
      (v.build === 38 ? annotated38 : annotated37).push({
        gene: currentSymbol(v.gene),
        chrom: chr(v.chrom),
        pos: +v.pos,
        ref: v.ref,
        alt: v.alt,
        ...c,
      })
  }
}
const maf = (r) => ({
  gene: r.Hugo_Symbol,
  chrom: r.Chromosome,
  pos: r.Start_Position || r.Start_position,
  build: /38/.test(r.NCBI_Build) ? 38 : 37,
  ref: r.Reference_Allele,
  alt: r.Tumor_Seq_Allele2,
  change: r.Variant_Classification === 'Splice_Site' ? '' : r.HGVSp_Short || r.Protein_Change,
})
collect('knowledge/civic/01-Oct-2018-VariantSummaries.tsv.gz', (r) =>
  r.reference_build === 'GRCh37' && r.start === r.stop && !r.chromosome2
    ? {
        gene: r.gene,
        chrom: r.chromosome,
        pos: r.start,
        ref: r.reference_bases,
        alt: r.variant_bases,
        change: r.variant,
      }
    : null,
)
collect('reports/maftools/tcga_laml.maf.gz', maf)
collect('reports/cbioportal-study_es_0/data_mutations_extended.maf', maf)
collect('reports/cbioportal-study_oncokb_update/data_mutations_extended.maf', maf)
collect('reports/moalmanac-example-patient/example_patient.capture.somatic.snvs.maf', maf)
collect('reports/moalmanac-example-patient/example_patient.rna.somatic.snvs.maf', maf)
collect('reports/igv-data/TCGA.BRCA.mutect.somatic.maf.gz', maf)
collect('reports/vcf2maf/test_b38_output.maf', maf)
collect('reports/pori-ipr/small_mutations.tab', (r) => ({
  gene: r.gene,
  chrom: r.chromosome,
  pos: r.startPosition,
  ref: r.refSeq,
  alt: r.altSeq,
  change: r.proteinChange,
}))
const byGene37 = Map.groupBy(annotated37, (v) => v.gene)
const byGene38 = Map.groupBy(annotated38, (v) => v.gene)
const fits = (m, v) =>
  v.chrom === m.chrom &&
  codonOf(m, v.pos) === v.aa &&
  codonPhases(m.strand, v).includes((codingPosition(m, v.pos) - 1) % 3)
/** Distinct annotated positions on the gene's chromosome: how many fit the model to the base, of how many. */
function agreement(m, list = []) {
  const sites = new Map(
    list
      .filter((v) => v.chrom === m.chrom && v.pos > m.cdsStart - 2000000 && v.pos < m.cdsEnd + 2000000)
      .map((v) => [v.pos, v]),
  )
  return [[...sites.values()].filter((v) => fits(m, v)).length, sites.size]
}
/** Shifts that these variants propose by themselves, with the number of distinct positions behind each. */
function shiftsFromVariants(m, list = []) {
  const votes = new Map()
  for (const v of new Map(list.filter((x) => x.chrom === m.chrom).map((x) => [x.pos, x])).values()) {
    const phases = codonPhases(m.strand, v)
    if (phases.length !== 1) continue
    const at38 = genomicPosition(m, (v.aa - 1) * 3 + phases[0] + 1)
    if (at38) votes.set(v.pos - at38, (votes.get(v.pos - at38) ?? 0) + 1)
  }
  return votes
}

// (d) Exome bait intervals on GRCh37: every coding exon must be touched by one. Coarse, but it sees a shift inside a gene.
const baits = new Map()
if (exomeBed)
  for (const line of readLines(exomeBed)) {
    const [c, s, e] = line.split('\t')
    if (!baits.has(chr(c))) baits.set(chr(c), [])
    baits.get(chr(c)).push([+s, +e])
  }
const exonsInBaits = (m) => {
  const list = baits.get(m.chrom) ?? []
  const blocks = codingBlocks(m)
  return [blocks.filter(([s, e]) => list.some(([bs, be]) => bs < e && be > s)).length, blocks.length]
}

// (e) Ensembl exons on GRCh37 (a reduced set of mostly rare-disease genes): coding exon edges must be found again exactly.
const edges37 = new Map()
const exonTable = join(collection, 'genome/genes/ensembl_exons_37_reduced.txt')
if (existsSync(exonTable))
  for (const r of readTable(exonTable)) {
    const id = r['Gene stable ID']
    if (!edges37.has(id)) edges37.set(id, new Set())
    edges37
      .get(id)
      .add(+r['Exon region start (bp)'] - 1)
      .add(+r['Exon region end (bp)'])
  }
const edgesFound = (m) => {
  const known = edges37.get(m.ensg)
  if (!known) return [0, 0]
  const inner = m.exons
    .flatMap(([s, e]) => [s, e])
    .filter((p) => p !== m.txStart && p !== m.txEnd && p > m.cdsStart && p < m.cdsEnd)
  return [inner.filter((p) => known.has(p)).length, inner.length]
}

// (f) Curated positions of one variant in both builds with its place in the coding sequence, each with its source.
const pairs = new Map() // gene -> shifts
const pairs38 = new Map() // gene -> [{ pos, at }]
const atPair = (m, { pos, at }) =>
  at === 'edge' ? m.exons.some(([s, e]) => pos === s + 1 || pos === e) : codingPosition(m, pos) === +at
if (existsSync(join(here, 'position-pairs.tsv')))
  for (const line of readLines(join(here, 'position-pairs.tsv'))
    .filter((l) => !l.startsWith('#'))
    .slice(1)) {
    const [symbol, at, p37, p38] = line.split('\t')
    if (p37 && p38) pairs.set(symbol, [...(pairs.get(symbol) ?? []), p37 - p38])
    if (at && p38) pairs38.set(symbol, [...(pairs38.get(symbol) ?? []), { pos: +p38, at }])
  }

// Settling GRCh38 -------------------------------------------------------------------------------------------------------
// ClinVar (in ideogram's cache, GRCh38, at least likely pathogenic, several submitters): splice-site substitutions lie one or
// two bases outside a coding exon's edge, and a substitution called nonsense must make a stop in the model's own frame.
const clinvar = new Map(CHROMOSOMES.map((c) => [c, []]))
for (const line of readLines(join(cache, 'variants/homo-sapiens-variants.tsv.gz'))) {
  if (line.startsWith('#')) continue
  const [c, pos, , ref, alt, , , , , , consequences] = line.split('\t')
  const list = clinvar.get(chr(c))
  if (!list || ref.length !== 1 || alt.length !== 1) continue
  const kinds = consequences.split(',')
  if (kinds.includes('0') || kinds.includes('7')) list.push({ pos: +pos, splice: true })
  else if (kinds[0] === '2') list.push({ pos: +pos, splice: false, ref, alt })
}
const STOPS = [...'ACDEFGHIKLMNPQRSTVWY']
function clinvarAgreement(m) {
  const list = clinvar.get(m.chrom).filter((v) => v.pos > m.cdsStart && v.pos <= m.cdsEnd)
  const edges = new Set(codingBlocks(m).flatMap(([s, e]) => [s, s - 1, e + 1, e + 2]))
  const fit = list.filter((v) => {
    if (v.splice) return edges.has(v.pos)
    const c = codingPosition(m, v.pos)
    return (
      c !== null && STOPS.some((from) => codonPhases(m.strand, { ...v, from, to: '*' }).includes((c - 1) % 3))
    )
  })
  return [fit.length, list.length]
}
const hotspots38 = Map.groupBy(
  hot38
    .filter((r) => r[2].length === 1 && r[3].length === 1 && /^[A-Z]\d+[A-Z*]$/.test(r[6]))
    .map((r) => ({
      gene: currentSymbol(r[4]),
      chrom: chr(r[0]),
      pos: +r[1],
      ref: r[2],
      alt: r[3],
      ...change(r[6]),
    })),
  (v) => v.gene,
)
// Gene ends in two other releases on GRCh38 (Ensembl 80 in ideogram; a newer one in CNVkit's example data, if given).
const bounds38 = new Map()
const addBounds = (symbol, chrom, start, end) =>
  bounds38.set(symbol, [...(bounds38.get(symbol) ?? []), { chrom, start, end }])
for (const [symbol, g] of genes80) if (g) addBounds(symbol, g.chrom, g.start, g.end)
if (geneInfo38)
  for (const line of readLines(geneInfo38).slice(1)) {
    const [, , c, start, end, symbol] = line.split('\t')
    if (wanted.includes(symbol) && CHROMOSOMES.includes(chr(c))) addBounds(symbol, chr(c), +start, +end)
  }
function witnesses38(m) {
  const family = [m, ...m.others]
  const most = (list) => family.map((x) => agreement(x, list)).sort((a, b) => b[0] - a[0])[0]
  const parts = {
    hotspots: agreement(m, hotspots38.get(m.gene)),
    variants: agreement(m, byGene38.get(m.gene)),
    ClinVar: clinvarAgreement(m),
  }
  const elsewhere = most(hotspots38.get(m.gene))
  if (parts.hotspots[0] * 2 < parts.hotspots[1] && elsewhere[0] * 2 >= elsewhere[1] && elsewhere[1] > 0) {
    delete parts.hotspots
    parts['hotspots by another transcript'] = elsewhere
  }
  const lo = Math.min(...family.map((x) => x.txStart))
  const hi = Math.max(...family.map((x) => x.txEnd))
  if (bounds38.get(m.gene)?.some((b) => b.chrom === m.chrom && b.start - 1 === lo && b.end === hi))
    parts['older gene ends'] = [3, 3]
  const ok = Object.values(parts).reduce((n, [a]) => n + a, 0)
  const all = Object.values(parts).reduce((n, [, b]) => n + b, 0)
  return {
    ok,
    all,
    text: Object.entries(parts)
      .filter(([, [, b]]) => b > 0)
      .map(([k, [a, b]]) => (k === 'older gene ends' ? k : `${k} ${a}/${b}`))
      .join('; '),
  }
}
const move = (m, by) => ({ ...shifted(m, by), others: m.others.map((o) => shifted(o, by)) })
/** The GRCh37 variants of a gene, moved to GRCh38 where its neighbours on both sides agree on the shift. */
function variants37as38(m) {
  const land = landmarkShift(m)
  if (land.left === undefined || land.left !== land.right) return []
  return (byGene37.get(m.gene) ?? []).map((v) => ({ ...v, pos: v.pos - land.left }))
}
const dropped38 = []
for (let i = models.length - 1; i >= 0; i--) {
  const m = models[i]
  const known = pairs38.get(m.gene) ?? []
  const lifted = variants37as38(m)
  const proposals = new Set([0])
  if (m.slack > 0) {
    proposals.add(m.slack)
    if (m.slack <= 4000) for (let by = 1; by < m.slack; by++) proposals.add(by)
    for (const list of [hotspots38.get(m.gene), byGene38.get(m.gene), lifted])
      for (const by of shiftsFromVariants(m, list).keys()) if (by >= 0 && by <= m.slack) proposals.add(by)
  }
  const tried = [...proposals]
    .map((by) => {
      const moved = move(m, by)
      const w = witnesses38(moved)
      const pairsOk = known.filter((k) => atPair(moved, k)).length
      const [vOk, vAll] = m.slack > 0 ? agreement(moved, lifted) : [0, 0]
      const text = [
        w.text,
        known.length && `pairs ${pairsOk}/${known.length}`,
        vAll && `GRCh37 variants ${vOk}/${vAll}`,
      ]
        .filter(Boolean)
        .join('; ')
      return { by, ok: w.ok + vOk + 3 * pairsOk, all: w.all + vAll + 3 * known.length, pairsOk, text }
    })
    .sort((x, y) => y.ok - x.ok || x.by - y.by)
  const [best, second] = tried
  const fit = best.all > 0 && best.ok / best.all >= 0.75
  // One fitting substitution is no proof of a free anchor; at either end of the slack, where anchors nearly always lie, two are.
  const enough = best.pairsOk > 0 || best.ok >= 4 || (best.ok >= 2 && (best.by === 0 || best.by === m.slack))
  const clear = m.slack === 0 || (best.ok > (second?.ok ?? 0) && ((fit && enough) || best.pairsOk > 0))
  if (!clear || best.pairsOk < known.length) {
    dropped38.push(
      `${m.name} (slack ${m.slack}; best ${best.by}: ${best.text || 'no witness'}; next ${second?.by}: ${second?.text || 'no witness'})`,
    )
    models.splice(i, 1)
  } else
    models[i] = {
      ...move(m, best.by),
      check38: `${m.slack === 0 ? 'spans the gene' : `anchored ${best.by} of ${m.slack}`}${best.text ? `; ${best.text}` : ''}`,
    }
}

// Exact landmarks between genes: hotspots, one tumor's calls published in both builds, and every annotated GRCh37 variant of
// any gene whose canonical GRCh38 transcript spans its gene (so that its anchor is certain).
const addLandmark = (chrom, pos, shift, weight, of) => landmarks.get(chrom)?.push({ pos, shift, weight, of })
hot37.forEach((a, i) => addLandmark(chr(a[0]), +hot38[i][1], a[1] - hot38[i][1], 3, currentSymbol(a[4])))
const calls = (build) => {
  const file = join(collection, `reports/pcgr/T001-BRCA.grch${build}.vcf.gz`)
  return existsSync(file)
    ? readLines(file)
        .filter((l) => !l.startsWith('#'))
        .map((l) => l.split('\t'))
    : []
}
const callKey = (f) => `${f[7]} ${f[9]} ${f[0]}`
const calls37 = Map.groupBy(calls(37), callKey)
for (const f of calls(38)) {
  const twin = calls37.get(callKey(f))
  if (twin?.length === 1) addLandmark(chr(f[0]), +f[1], twin[0][1] - f[1], 3, `call ${f[1]}`)
}
for (const [symbol, list] of byGene37) {
  if (!transcripts.has(symbol) || !places.has(symbol) || slackOf(symbol) !== 0) continue
  const m = modelOf(symbol, transcripts.get(symbol)[0])
  for (const [shift, votes] of shiftsFromVariants(m, list))
    addLandmark(m.chrom, m.txStart, shift, Math.min(votes, 3), symbol)
}
for (const list of landmarks.values()) list.sort((x, y) => x.pos - y.pos)

/** GRCh37 is published for a gene only where a witness inside the gene gives the shift to the base and another agrees. */
function decide(m) {
  const land = landmarkShift(m)
  const hot = hotspotShifts.get(m.gene)
  if (hot && hot.size > 1)
    return { why: `the gene has more than one shift (hotspots: ${[...hot.keys()].join(', ')})` }
  const hotShift = hot && [...hot.keys()][0]
  const votes = shiftsFromVariants(m, byGene37.get(m.gene))
  const pair = pairs.get(m.gene) ?? []
  const candidates = [
    ...new Set(
      [hotShift, land.left, land.right, land.ownBoth, ...land.ownOne, ...votes.keys(), ...pair].filter(
        (s) => s !== undefined,
      ),
    ),
  ]
  const judged = candidates
    .map((shift) => {
      const m37 = shifted(m, shift)
      const [vOk, vAll] = agreement(m37, byGene37.get(m.gene))
      const [xOk, xAll] = edgesFound(m37)
      const [bOk, bAll] = baits.size ? exonsInBaits(m37) : [0, 0]
      let score = 0
      const note = []
      const witness = (true_, points, text) => {
        if (true_) {
          score += points
          note.push(text)
        }
      }
      witness(hotShift === shift, 3, `hotspots ${hot && [...hot.values()][0]}`)
      witness(pair.includes(shift), 3, `pairs ${pair.filter((p) => p === shift).length}`)
      witness(xAll > 0 && xOk / xAll >= 0.9, 3, `exon edges ${xOk}/${xAll}`)
      witness(vOk > 0 && vOk >= 0.75 * vAll, vOk >= 3 ? 3 : 2, `variants ${vOk}/${vAll}`)
      witness(land.ownBoth === shift, 2, 'own ends')
      witness(land.ownOne.includes(shift), 1, 'own end')
      witness(land.left === shift, 1, 'neighbours before')
      witness(land.right === shift, 1, 'neighbours after')
      const inside = score - (land.left === shift) - (land.right === shift)
      const exonsFit = bAll > 0 && bOk / bAll >= 0.85
      witness(exonsFit, 0, `baits ${bOk}/${bAll}`)
      return { shift, score, inside, exonsFit, note: note.join('; ') }
    })
    .sort((a, b) => b.score - a.score || b.exonsFit - a.exonsFit || a.shift - b.shift)
  const [best, second] = judged
  if (!best) return { why: 'no evidence at all' }
  const rival = second ? `; rival ${second.shift} (${second.note})` : ''
  if (hotShift !== undefined && hotShift !== best.shift)
    return { why: `hotspots against ${best.shift} (${best.note})` }
  // Variants numbered on another isoform propose a shift that differs by whole codons: no contradiction beside an exact witness.
  const isoform =
    second &&
    (second.shift - best.shift) % 3 === 0 &&
    /^variants [^;]*(; baits [^;]*)?$/.test(second.note) &&
    best.inside >= (hotShift === best.shift || pair.includes(best.shift) ? 3 : 99)
  const rivalNear = !second || isoform || second.score < 2 || best.score >= 2 * second.score
  const witnesses = best.note.split('; ').filter((n) => !n.startsWith('baits')).length
  if (best.score >= 3 && best.inside >= 1 && rivalNear && (witnesses >= 2 || best.exonsFit))
    return { grade: 'exact', shift: best.shift, evidence: best.note }
  // Placed to within a few bases: the surroundings agree, but nothing inside the gene proves it to the base.
  const sidesClose =
    land.left === undefined || land.right === undefined || Math.abs(land.left - land.right) <= 50
  const byVariants = votes.get(second?.shift) > 1 && Math.abs(second.shift - best.shift) % 3 !== 0
  if (best.score >= 2 && best.exonsFit && (sidesClose || pair.includes(best.shift)) && !byVariants)
    return { grade: 'near', shift: best.shift, evidence: `${best.note}${rival}` }
  return { why: `unclear: ${best.shift} (${best.note})${rival}` }
}

// Output ---------------------------------------------------------------------------------------------------------------
const confirmed = new Map(
  existsSync(join(here, 'mane.tsv'))
    ? readLines(join(here, 'mane.tsv'))
        .filter((l) => !l.startsWith('#'))
        .slice(1)
        .map((l) => [l.split('\t')[0], l.split('\t')])
    : [],
)
const idOf = (m) => confirmed.get(m.name)?.[2]?.replace(/\.\d+$/, '') || m.name
const refGene = (m) => {
  const frames = exonFrames(m)
  return [
    0,
    idOf(m),
    m.chrom,
    m.strand,
    m.txStart,
    m.txEnd,
    m.cdsStart,
    m.cdsEnd,
    m.exons.length,
    `${m.exons.map((e) => e[0]).join(',')},`,
    `${m.exons.map((e) => e[1]).join(',')},`,
    0,
    m.gene,
    'cmpl',
    'cmpl',
    `${frames.join(',')},`,
  ].join('\t')
}
const byPlace = (a, b) =>
  chromOrder(a.chrom) - chromOrder(b.chrom) ||
  a.txStart - b.txStart ||
  a.txEnd - b.txEnd ||
  (a.name < b.name ? -1 : 1)
const rows = models.map((m) => ({ m, decision: decide(m) }))
// Two transcripts of a gene move together.
for (const row of rows) {
  const twin = rows.find((o) => o.m.gene === row.m.gene && o.decision.shift !== undefined)
  if (twin && row.decision.shift === undefined)
    row.decision = { grade: twin.decision.grade, shift: twin.decision.shift, evidence: `as ${twin.m.name}` }
}
models.sort(byPlace)
writeFileSync(join(resources, 'genome/GRCh38/genes.refgene.txt'), models.map(refGene).join('\n') + '\n')
const lifted = rows.filter((r) => r.decision.shift !== undefined)
const models37 = lifted.map((r) => shifted(r.m, r.decision.shift)).sort(byPlace)
writeFileSync(join(resources, 'genome/GRCh37/genes.refgene.txt'), models37.map(refGene).join('\n') + '\n')

const header = `# One line per gene model. Source: Ensembl 110 canonical transcripts as packaged by ideogram 1.53.0 (CC0); retrieved ${RETRIEVED}.
# ensembl_transcript and refseq_transcript only where the MANE identity was verified (build/mane.tsv says how); otherwise the Ensembl name alone.
# shift_to_grch37 is added to every GRCh38 coordinate; empty: the gene is left out of GRCh37 and evidence says why.
# grch37_grade: exact = proved to the base inside the gene; near = surroundings and exome baits agree, nothing inside proves the last bases: draw it, do not count codons on it.
# evidence: hotspots n = n cancerhotspots records placed in both builds give this shift; pairs n = so do n curated variants (build/position-pairs.tsv);
# exon edges a/b = Ensembl GRCh37 exon ends found again; variants a/b = GRCh37 variants annotated by others that fit codon and base; own ends / own end =
# the gene's ends in older annotations of both builds; neighbours before / after = nearest genes on that side; baits a/b = coding exons touched by GRCh37 exome baits.
`
const columns = [
  'gene',
  'model',
  'ensembl_gene',
  'ensembl_transcript',
  'refseq_transcript',
  'mane',
  'chrom',
  'strand',
  'protein_length',
  'coding_exons',
  'shift_to_grch37',
  'grch37_grade',
  'evidence',
  'grch38_check',
]
const table = rows
  .sort((a, b) => (a.m.gene < b.m.gene ? -1 : a.m.gene > b.m.gene ? 1 : a.m.name < b.m.name ? -1 : 1))
  .map(({ m, decision }) => {
    const [, , enst = '', nm = '', mane = ''] = confirmed.get(m.name) ?? []
    return [
      m.gene,
      m.name,
      m.ensg,
      enst,
      nm,
      mane,
      m.chrom,
      m.strand,
      codingLength(m) / 3 - 1,
      codingBlocks(m).length,
      decision.shift ?? '',
      decision.grade ?? '',
      decision.evidence ?? `left out: ${decision.why}`,
      m.check38,
    ].join('\t')
  })
writeFileSync(
  join(resources, 'genes/transcripts.tsv'),
  header + columns.join('\t') + '\n' + table.join('\n') + '\n',
)

const left = rows.filter((r) => r.decision.shift === undefined)
console.log(
  `GRCh38 models ${models.length}, GRCh37 models ${models37.length}; no model: ${withoutModel.join(' ')}`,
)
console.log(`left out of both builds: ${dropped38.join('\n  ')}`)
for (const r of left) console.log(`  left out of GRCh37: ${r.m.name}: ${r.decision.why}`)
let [ok38, all38] = [0, 0]
for (const m of models) {
  const [a, b] = agreement(m, byGene38.get(m.gene))
  ok38 += a
  all38 += b
}
let [ok37, all37] = [0, 0]
for (const m of models37) {
  const [a, b] = agreement(m, byGene37.get(m.gene))
  ok37 += a
  all37 += b
}
console.log(`annotated variants in the stated codon: GRCh38 ${ok38}/${all38}, GRCh37 ${ok37}/${all37}`)
