// Checks the reference data in resources/ by itself, without the sources: node resources/build/check.mjs
// Exits 1 when anything is violated.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  CHROMOSOMES,
  chromOrder,
  codingBlocks,
  codingLength,
  codingPosition,
  codonPhases,
  exonFrames,
  genomicPosition,
  parseRefGene,
  readLines,
  resources,
  reverseComplement,
  shifted,
  translateCodon,
} from './lib.mjs'

let passed = 0
const failures = []
const expect = (ok, what) => {
  if (ok) passed++
  else failures.push(what)
}
const rowsOf = (path) => {
  const lines = readLines(join(resources, path)).filter((l) => !l.startsWith('#'))
  const header = lines[0].split('\t')
  return lines.slice(1).map((l) => Object.fromEntries(l.split('\t').map((v, i) => [header[i], v])))
}
const counts = {}
const count = (what, n = 1) => {
  counts[what] = (counts[what] ?? 0) + n
}

// Assemblies
const sizes = {}
for (const build of ['GRCh37', 'GRCh38']) {
  sizes[build] = new Map(
    readLines(join(resources, `genome/${build}/chrom.sizes`))
      .map((l) => l.split('\t'))
      .map(([c, n]) => [c, +n]),
  )
  expect([...sizes[build].keys()].join() === CHROMOSOMES.join(), `${build} chrom.sizes: names and order`)
  const bands = Map.groupBy(
    readLines(join(resources, `genome/${build}/cytobands.txt`)).map((l) => l.split('\t')),
    (f) => f[0],
  )
  for (const [chrom, list] of bands) {
    expect(
      list.every((f) => f.length === 5),
      `${build} ${chrom}: five columns`,
    )
    expect(
      +list[0][1] === 0 && list.every((f, i) => i === 0 || f[1] === list[i - 1][2]),
      `${build} ${chrom}: bands join`,
    )
    expect(
      +list.at(-1)[2] === sizes[build].get(chrom),
      `${build} ${chrom}: bands end at the chromosome's end`,
    )
  }
}
expect(sizes.GRCh37.get('chr1') === 249250621 && sizes.GRCh38.get('chr1') === 248956422, 'chr1 lengths')

// Gene models
const models = {}
for (const build of ['GRCh37', 'GRCh38']) {
  const list = parseRefGene(join(resources, `genome/${build}/genes.refgene.txt`))
  models[build] = list
  count(`${build} models`, list.length)
  list.forEach((m, i) => {
    const name = `${build} ${m.gene} ${m.name}`
    const before = list[i - 1]
    expect(m.fields === 16 && m.exonCount === m.exons.length, `${name}: fields and exon count`)
    expect(
      CHROMOSOMES.includes(m.chrom) && (m.strand === '+' || m.strand === '-'),
      `${name}: chromosome and strand`,
    )
    expect(
      !before ||
        chromOrder(before.chrom) < chromOrder(m.chrom) ||
        (before.chrom === m.chrom && before.txStart <= m.txStart),
      `${name}: sorted`,
    )
    expect(
      m.exons.every(([s, e], k) => s < e && (k === 0 || s > m.exons[k - 1][1])),
      `${name}: exons in order, apart`,
    )
    expect(m.exons[0][0] === m.txStart && m.exons.at(-1)[1] === m.txEnd, `${name}: transcript ends`)
    expect(
      m.txStart <= m.cdsStart &&
        m.cdsStart < m.cdsEnd &&
        m.cdsEnd <= m.txEnd &&
        m.txEnd <= sizes[build].get(m.chrom),
      `${name}: coding bounds`,
    )
    expect(
      [m.cdsStart, m.cdsEnd - 1].every((p) => m.exons.some(([s, e]) => p >= s && p < e)),
      `${name}: coding ends lie in exons`,
    )
    expect(codingLength(m) % 3 === 0, `${name}: coding length is a multiple of three`)
    expect(m.frames.join() === exonFrames(m).join(), `${name}: exon frames`)
  })
  expect(new Set(list.map((m) => m.name)).size === list.length, `${build}: names are unique`)
}
const transcripts = rowsOf('genes/transcripts.tsv')
const nameOf = (t) => t.ensembl_transcript || t.model
const find = (build, t) => models[build].find((m) => m.name === nameOf(t))
for (const t of transcripts) {
  const [m37, m38] = [find('GRCh37', t), find('GRCh38', t)]
  expect(
    m38 && codingLength(m38) / 3 - 1 === +t.protein_length && codingBlocks(m38).length === +t.coding_exons,
    `${t.model}: table agrees with the GRCh38 model`,
  )
  expect(
    Boolean(m37) === (t.shift_to_grch37 !== ''),
    `${t.model}: present in GRCh37 exactly when a shift is given`,
  )
  if (m37 && m38)
    expect(
      shifted(m38, +t.shift_to_grch37).exons.join() === m37.exons.join() &&
        m37.chrom === m38.chrom &&
        m37.strand === m38.strand,
      `${t.model}: builds agree`,
    )
  expect((t.shift_to_grch37 !== '') === ['exact', 'near'].includes(t.grch37_grade), `${t.model}: grade`)
  count(`GRCh37 ${t.grch37_grade || 'left out'}`)
}
expect(transcripts.length === models.GRCh38.length, 'every model is in transcripts.tsv')

// Slices
const slices = {}
for (const build of ['GRCh37', 'GRCh38']) {
  const list = []
  for (const line of readLines(join(resources, `genome/${build}/slices.fa`))) {
    if (!line.startsWith('>')) {
      list.at(-1).bases += line
      continue
    }
    const [, chrom, start, end] = /^>(chr\w+):(\d+)-(\d+)$/.exec(line) ?? []
    list.push({ chrom, start: +start, end: +end, bases: '' })
  }
  slices[build] = list
  count(
    `${build} slice bases`,
    list.reduce((n, s) => n + s.bases.length, 0),
  )
  list.forEach((s, i) => {
    expect(
      s.bases.length === s.end - s.start + 1 && /^[ACGT]+$/.test(s.bases),
      `${build} ${s.chrom}:${s.start}: length and letters`,
    )
    const before = list[i - 1]
    expect(
      !before ||
        chromOrder(before.chrom) < chromOrder(s.chrom) ||
        (before.chrom === s.chrom && before.end < s.start),
      `${build} ${s.chrom}:${s.start}: sorted, apart`,
    )
  })
}
const base = (build, chrom, pos) => {
  const s = slices[build].find((x) => x.chrom === chrom && pos >= x.start && pos <= x.end)
  return s ? s.bases[pos - s.start] : ''
}
function codonText(build, m, codon) {
  const plus = [1, 2, 3].map((k) => base(build, m.chrom, genomicPosition(m, (codon - 1) * 3 + k)))
  return plus.some((b) => b === '') ? '' : (m.strand === '-' ? plus.map(reverseComplement) : plus).join('')
}
const ANCHORS = [
  ['BRAF', 600, 'GTG'],
  ['EGFR', 745, 'AAG'],
  ['EGFR', 746, 'GAA'],
  ['EGFR', 790, 'ACG'],
  ['EGFR', 797, 'TGC'],
  ['EGFR', 858, 'CTG'],
  ['PIK3CA', 545, 'GAG'],
  ['PIK3CA', 1047, 'CAT'],
  ['KRAS', 12, 'GGT'],
  ['KRAS', 61, 'CAA'],
  ['TP53', 175, 'CGC'],
  ['TP53', 273, 'CGT'],
  ['KIT', 816, 'GAC'],
  ['MET', 1010, 'GAT'],
  ['PTEN', 233, 'CGA'],
]
for (const build of ['GRCh37', 'GRCh38'])
  for (const [gene, codon, text] of ANCHORS) {
    const found = codonText(
      build,
      models[build].find((m) => m.gene === gene),
      codon,
    )
    if (found === '' && !['BRAF', 'EGFR', 'PIK3CA'].includes(gene)) {
      count(`${build} anchor codons not covered`)
      continue
    }
    expect(found === text, `${build} ${gene} codon ${codon}: ${found || 'not covered'}, expected ${text}`)
    count(`${build} anchor codons`)
  }
// Start, stop and splice sites wherever a slice covers them: they hold the model and the sequence to each other.
const exact = new Set(transcripts.filter((t) => t.grch37_grade === 'exact').map(nameOf))
for (const build of ['GRCh37', 'GRCh38'])
  for (const m of models[build]) {
    if (build === 'GRCh37' && !exact.has(m.name)) continue
    const last = codingLength(m) / 3
    const [first, stop] = [codonText(build, m, 1), codonText(build, m, last)]
    if (first) {
      expect(first === 'ATG', `${build} ${m.gene}: starts with ${first}`)
      count(`${build} start codons`)
    }
    if (stop) {
      expect(translateCodon(stop) === '*', `${build} ${m.gene}: ends with ${stop}`)
      count(`${build} stop codons`)
    }
    for (let c = 2; c < last; c++) {
      const codon = codonText(build, m, c)
      if (codon) {
        expect(translateCodon(codon) !== '*', `${build} ${m.gene}: stop at codon ${c}`)
        count(`${build} codons read`)
      }
    }
    m.exons.slice(0, -1).forEach(([, e], i) => {
      const next = m.exons[i + 1][0]
      const [left, right] = [
        base(build, m.chrom, e + 1) + base(build, m.chrom, e + 2),
        base(build, m.chrom, next - 1) + base(build, m.chrom, next),
      ]
      const [donor, acceptor] =
        m.strand === '+'
          ? [left, right]
          : [right && reverseComplement(right), left && reverseComplement(left)]
      // GA: the FGFR genes keep one intron that starts with GA (Brackenridge et al., EMBO J 2003;22:1620).
      const donors = m.gene.startsWith('FGFR') ? ['GT', 'GC', 'AT', 'GA'] : ['GT', 'GC', 'AT']
      if (donor.length === 2) {
        expect(donors.includes(donor), `${build} ${m.gene}: donor ${donor} at intron ${i + 1}`)
        count(`${build} splice sites`)
      }
      if (acceptor.length === 2) {
        expect(['AG', 'AC'].includes(acceptor), `${build} ${m.gene}: acceptor ${acceptor} at intron ${i + 1}`)
        count(`${build} splice sites`)
      }
    })
  }

// Known variants
const variants = rowsOf('genes/known-variants.tsv')
const seen = new Set()
for (const v of variants) {
  const name = `known variant ${v.gene} ${v.protein} ${v.chrom38}:${v.pos38}`
  const key = [v.gene, v.chrom38, v.pos38, v.ref38, v.alt38].join()
  expect(!seen.has(key), `${name}: listed once`)
  seen.add(key)
  expect(
    v.chrom37 === v.chrom38 &&
      v.ref37 === v.ref38 &&
      v.alt37 === v.alt38 &&
      v.ref38 !== v.alt38 &&
      /^[ACGT]+$/.test(v.ref38 + v.alt38),
    `${name}: alleles`,
  )
  const t = transcripts.find((x) => x.gene === v.gene)
  if (t?.grch37_grade === 'exact')
    expect(
      +v.pos37 - v.pos38 === +t.shift_to_grch37,
      `${name}: builds differ by ${v.pos37 - v.pos38}, gene by ${t.shift_to_grch37}`,
    )
  const change = /^p\.([A-Z])(\d+)([A-Z*])$/.exec(v.model_protein)
  for (const build of ['GRCh37', 'GRCh38']) {
    const n = build.slice(-2)
    ;[...v[`ref${n}`]].forEach((b, i) => {
      const there = base(build, v[`chrom${n}`], +v[`pos${n}`] + i)
      if (there) {
        expect(there === b, `${name}: ${build} reference is ${there}`)
        count(`${build} variant reference bases in slices`)
      }
    })
    const m = t && find(build, t)
    if (!change || v.ref38.length > 1 || !m || (build === 'GRCh37' && t.grch37_grade !== 'exact')) continue
    const fits = models[build]
      .filter((x) => x.gene === v.gene)
      .some((x) => {
        const c = codingPosition(x, +v[`pos${n}`])
        return (
          c !== null &&
          Math.ceil(c / 3) === +change[2] &&
          codonPhases(x.strand, { ref: v.ref38, alt: v.alt38, from: change[1], to: change[3] }).includes(
            (c - 1) % 3,
          )
        )
      })
    expect(fits, `${name}: ${build} codon and bases`)
    count(`${build} known variants checked in codon and base`)
  }
}
count('known variants', variants.length)

// Names, domains, tree
const names = new Map()
for (const s of rowsOf('genes/synonyms.tsv'))
  for (const name of [s.symbol, ...(s.previous ?? '').split('|'), ...(s.aliases ?? '').split('|')].filter(
    Boolean,
  )) {
    const key = name.toUpperCase()
    expect(!names.has(key), `synonym ${name}: ${names.get(key)} and ${s.symbol}`)
    names.set(key, s.symbol)
  }
count('names', names.size)
const domains = JSON.parse(readFileSync(join(resources, 'genes/domains.json'), 'utf8')).models
for (const t of transcripts) {
  const d = domains[t.model]
  expect(d && d.proteinLength === +t.protein_length, `domains ${t.model}: protein length`)
  expect(
    d?.domains.every(
      (x, i) =>
        x.name &&
        x.startAa >= 1 &&
        x.endAa >= x.startAa &&
        x.endAa <= d.proteinLength &&
        (i === 0 || x.startAa >= d.domains[i - 1].startAa),
    ),
    `domains ${t.model}: bounds and order`,
  )
  count('domains', d?.domains.length ?? 0)
}
const tree = JSON.parse(readFileSync(join(resources, 'oncotree/oncotree.json'), 'utf8'))
const codes = new Map(tree.types.map((n) => [n.code, n]))
expect(codes.size === tree.types.length, 'OncoTree codes are unique')
for (const n of tree.types) {
  let [at, steps] = [n, 0]
  while (at?.parent && steps++ < 20) at = codes.get(at.parent)
  expect(at && at.parent === null, `OncoTree ${n.code}: leads to a tissue`)
}
for (const code of ['LUAD', 'MEL', 'COADREAD', 'IDC', 'HGSOC', 'CHOL'])
  expect(codes.has(code), `OncoTree has ${code}`)

// Size
const sizeOf = (dir) =>
  readdirSync(dir, { withFileTypes: true }).reduce(
    (n, e) => n + (e.isDirectory() ? sizeOf(join(dir, e.name)) : statSync(join(dir, e.name)).size),
    0,
  )
const total = ['genome', 'genes', 'oncotree'].reduce((n, d) => n + sizeOf(join(resources, d)), 0)
expect(total < 3e6, `reference data weigh ${total} bytes`)
count('bytes', total)

for (const [what, n] of Object.entries(counts)) console.log(`${what}: ${n}`)
for (const f of failures.slice(0, 40)) console.log(`FAILED ${f}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exit(failures.length > 0 ? 1 : 0)
