import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { hasProgram } from './peers.ts'

/**
 * A deterministic, annotated tumor/normal VCF of any size. The records are invented; their shape is that of a
 * whole-genome Mutect2 call set annotated by VEP: GRCh38 contigs, two samples, one to three CSQ transcripts
 * each, 12 % indels, 2 % with two alternate alleles, seven in ten PASS. Symbols are synthetic (`SYN00042`)
 * except for a handful of cancer genes, so that gene queries have something to find.
 */

/** GRCh38 primary contig lengths (GCF_000001405.40). */
const CONTIGS: readonly (readonly [string, number])[] = [
  ['chr1', 248956422],
  ['chr2', 242193529],
  ['chr3', 198295559],
  ['chr4', 190214555],
  ['chr5', 181538259],
  ['chr6', 170805979],
  ['chr7', 159345973],
  ['chr8', 145138636],
  ['chr9', 138394717],
  ['chr10', 133797422],
  ['chr11', 135086622],
  ['chr12', 133275309],
  ['chr13', 114364328],
  ['chr14', 107043718],
  ['chr15', 101991189],
  ['chr16', 90338345],
  ['chr17', 83257441],
  ['chr18', 80373285],
  ['chr19', 58617616],
  ['chr20', 64444167],
  ['chr21', 46709983],
  ['chr22', 50818468],
  ['chrX', 156040895],
  ['chrY', 57227415],
]

const KNOWN_GENES = ['TP53', 'KRAS', 'EGFR', 'BRAF', 'PIK3CA', 'ALK', 'ERBB2', 'MET', 'BRCA1', 'BRCA2']
const GENES = 20_000
const BASES = ['A', 'C', 'G', 'T'] as const
const AMINO = [
  'Ala',
  'Arg',
  'Asn',
  'Asp',
  'Cys',
  'Gln',
  'Glu',
  'Gly',
  'His',
  'Ile',
  'Leu',
  'Lys',
  'Met',
  'Phe',
  'Val',
]
const CODE = ['A', 'R', 'N', 'D', 'C', 'Q', 'E', 'G', 'H', 'I', 'L', 'K', 'M', 'F', 'V']

const CSQ_FIELDS =
  'Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|EXON|INTRON|HGVSc|HGVSp|cDNA_position|' +
  'CDS_position|Protein_position|Amino_acids|Codons|Existing_variation|DISTANCE|STRAND|FLAGS|PICK|SYMBOL_SOURCE|' +
  'HGNC_ID|CANONICAL|MANE_SELECT|gnomADe_AF|CLIN_SIG'

/** mulberry32: small, fast, the same numbers everywhere. */
function randomSource(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function header(): string {
  const contigs = CONTIGS.map(([name, length]) => `##contig=<ID=${name},length=${length}>`)
  return `${[
    '##fileformat=VCFv4.2',
    '##source=Caseboard bench generator, synthetic records',
    '##reference=GRCh38',
    '##FILTER=<ID=PASS,Description="All filters passed">',
    '##FILTER=<ID=germline,Description="Evidence indicates this site is germline, not somatic">',
    '##FILTER=<ID=panel_of_normals,Description="Blacklisted site in panel of normals">',
    '##FILTER=<ID=strand_bias,Description="Evidence for alt allele comes from one read direction only">',
    '##FILTER=<ID=weak_evidence,Description="Mutation does not meet likelihood threshold">',
    '##INFO=<ID=AS_SB_TABLE,Number=1,Type=String,Description="Allele-specific forward/reverse read counts">',
    '##INFO=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth">',
    '##INFO=<ID=ECNT,Number=1,Type=Integer,Description="Number of events in this haplotype">',
    '##INFO=<ID=MBQ,Number=R,Type=Integer,Description="Median base quality by allele">',
    '##INFO=<ID=MPOS,Number=A,Type=Integer,Description="Median distance from end of read">',
    '##INFO=<ID=POPAF,Number=A,Type=Float,Description="Negative log 10 population allele frequency">',
    '##INFO=<ID=TLOD,Number=A,Type=Float,Description="Log 10 likelihood ratio score of variant existing">',
    `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ_FIELDS}">`,
    '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
    '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths">',
    '##FORMAT=<ID=AF,Number=A,Type=Float,Description="Allele fractions of alternate alleles in the tumor">',
    '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth">',
    '##FORMAT=<ID=F1R2,Number=R,Type=Integer,Description="Count of reads in F1R2 pair orientation">',
    '##FORMAT=<ID=F2R1,Number=R,Type=Integer,Description="Count of reads in F2R1 pair orientation">',
    ...contigs,
    '##tumor_sample=TUMOR',
    '##normal_sample=NORMAL',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tNORMAL\tTUMOR',
  ].join('\n')}\n`
}

function symbolOf(gene: number): string {
  return KNOWN_GENES[gene] ?? `SYN${String(gene).padStart(5, '0')}`
}

/** One CSQ entry; `place` in 0..1 says where on the gene the variant falls, and so what it does. */
function transcriptEntry(
  random: () => number,
  allele: string,
  change: string,
  gene: number,
  rank: number,
  place: number,
  known: string,
): string {
  const frequency = random() < 0.25 ? (random() * random() * 0.3).toExponential(3) : ''
  if (place < 0.25)
    return `${allele}|intergenic_variant|MODIFIER|||||||||||||||${known}||||1|||||${frequency}|`
  const symbol = symbolOf(gene)
  const feature = `ENST${String(10_000_000 + gene * 7 + rank).padStart(11, '0')}.${1 + (gene % 9)}`
  const ensembl = `ENSG${String(10_000 + gene * 3).padStart(11, '0')}`
  const strand = gene % 2 === 0 ? 1 : -1
  const pick = rank === 0 ? '1' : ''
  const canonical = rank === 0 ? 'YES' : ''
  const mane = rank === 0 ? `NM_${String(100_000 + gene).padStart(6, '0')}.3` : ''
  const exons = 4 + (gene % 20)
  const exon = 1 + Math.floor(random() * exons)
  const cds = 1 + Math.floor(random() * 2400)
  const tail = `${known}||${strand}||${pick}|HGNC|HGNC:${1000 + gene}|${canonical}|${mane}|${frequency}|`
  const lead = `|${symbol}|${ensembl}|Transcript|${feature}|protein_coding|`
  if (place < 0.7) {
    const offset = 20 + Math.floor(random() * 4000)
    return `${allele}|intron_variant|MODIFIER${lead}|${exon}/${exons}|${feature}:c.${cds}+${offset}${change}|||||||${tail}`
  }
  if (place < 0.85) {
    const distance = 1 + Math.floor(random() * 5000)
    const word = random() < 0.5 ? 'upstream_gene_variant' : 'downstream_gene_variant'
    return `${allele}|${word}|MODIFIER${lead}|||||||||${known}|${distance}|${strand}||${pick}|HGNC|HGNC:${1000 + gene}|${canonical}|${mane}|${frequency}|`
  }
  const codon = Math.ceil(cds / 3)
  const from = Math.floor(random() * AMINO.length)
  const to = (from + 1 + Math.floor(random() * (AMINO.length - 1))) % AMINO.length
  const silent = place > 0.96
  const word = silent ? 'synonymous_variant' : place > 0.94 ? 'stop_gained' : 'missense_variant'
  const impact = silent ? 'LOW' : word === 'stop_gained' ? 'HIGH' : 'MODERATE'
  const target = silent ? '%3D' : word === 'stop_gained' ? 'Ter' : AMINO[to]
  const protein = `ENSP${String(20_000 + gene * 5 + rank).padStart(11, '0')}.${1 + (gene % 5)}:p.${AMINO[from]}${codon}${target}`
  const letters = silent ? CODE[from] : `${CODE[from]}/${word === 'stop_gained' ? '*' : CODE[to]}`
  return `${allele}|${word}|${impact}${lead}${exon}/${exons}||${feature}:c.${cds}${change}|${protein}|${cds + 120}|${cds}|${codon}|${letters}|gTg/gAg|${tail}`
}

function recordLine(random: () => number, chrom: string, pos: number, gene: number): string {
  const base = Math.floor(random() * 4)
  const other = (base + 1 + Math.floor(random() * 3)) % 4
  const refBase = BASES[base] ?? 'A'
  const altBase = BASES[other] ?? 'C'
  const shape = random()
  let ref: string = refBase
  let alt: string = altBase
  let allele: string = altBase
  let change = `${refBase}>${altBase}`
  if (shape < 0.06) {
    ref = `${refBase}${altBase}${BASES[(other + 1) % 4]}`
    alt = refBase
    allele = '-'
    change = 'del'
  } else if (shape < 0.12) {
    alt = `${refBase}${altBase}${altBase}`
    allele = `${altBase}${altBase}`
    change = `ins${allele}`
  }
  const second = shape > 0.98 ? (BASES[(base + (other === (base + 1) % 4 ? 2 : 1)) % 4] ?? 'T') : null
  const alts = second === null ? alt : `${alt},${second}`
  const known = random() < 0.3 ? `rs${100_000 + Math.floor(random() * 9e8)}` : ''
  const roll = random()
  const filter =
    roll < 0.7
      ? 'PASS'
      : roll < 0.8
        ? 'germline'
        : roll < 0.88
          ? 'panel_of_normals'
          : roll < 0.95
            ? 'weak_evidence'
            : 'strand_bias;weak_evidence'
  const normalDepth = 20 + Math.floor(random() * 30)
  const depth = 40 + Math.floor(random() * 80)
  const altDepth = 3 + Math.floor(random() * (depth / 2))
  const secondDepth = second === null ? 0 : Math.floor(random() * 6)
  const refDepth = depth - altDepth - secondDepth
  const transcripts = 1 + Math.floor(random() * 3)
  const place = random()
  const entries: string[] = []
  for (let rank = 0; rank < (place < 0.25 ? 1 : transcripts); rank += 1) {
    entries.push(transcriptEntry(random, allele, change, gene, rank, place, known))
    if (second !== null)
      entries.push(transcriptEntry(random, second, `${refBase}>${second}`, gene, rank, place, known))
  }
  const pair = (text: string): string => (second === null ? text : `${text},${text}`)
  const half = altDepth >> 1
  const info =
    `AS_SB_TABLE=${refDepth >> 1},${refDepth - (refDepth >> 1)}|${half},${altDepth - half};DP=${depth + normalDepth};` +
    `ECNT=${1 + Math.floor(random() * 3)};MBQ=30,${pair('31')};MPOS=${pair(String(10 + Math.floor(random() * 40)))};` +
    `POPAF=${pair('6.00')};TLOD=${pair((4 + random() * 200).toFixed(2))};CSQ=${entries.join(',')}`
  const fraction = (altDepth / depth).toFixed(3)
  const zero = second === null ? '0' : '0,0'
  const tumorAd = second === null ? `${refDepth},${altDepth}` : `${refDepth},${altDepth},${secondDepth}`
  const tumorAf = second === null ? fraction : `${fraction},${(secondDepth / depth).toFixed(3)}`
  return (
    `${chrom}\t${pos}\t${known === '' ? '.' : known}\t${ref}\t${alts}\t.\t${filter}\t${info}\tGT:AD:AF:DP:F1R2:F2R1\t` +
    `0/0:${normalDepth},${zero}:${pair('0.010')}:${normalDepth}:${normalDepth >> 1},${zero}:${normalDepth - (normalDepth >> 1)},${zero}\t` +
    `${second === null ? '0/1' : '0/1/2'}:${tumorAd}:${tumorAf}:${depth}:${tumorAd}:${tumorAd}\n`
  )
}

/** Lines of the file in pieces of about 1 MB. */
export function* vcfPieces(records: number, seed = 20_261_123): Generator<string> {
  const random = randomSource(seed)
  yield header()
  const genome = CONTIGS.reduce((sum, [, length]) => sum + length, 0)
  let piece = ''
  let written = 0
  let before = 0
  for (const [index, [chrom, length]] of CONTIGS.entries()) {
    const last = index === CONTIGS.length - 1
    const share = last ? records - written : Math.floor((records * length) / genome)
    const step = Math.max(2, Math.floor((length - 20_000) / Math.max(1, share)))
    for (let row = 0; row < share; row += 1) {
      const pos = 10_000 + row * step + Math.floor(random() * (step - 1))
      const gene = Math.min(GENES - 1, Math.floor(((before + pos) / genome) * GENES))
      piece += recordLine(random, chrom, pos, gene)
      if (piece.length > 1_000_000) {
        yield piece
        piece = ''
      }
    }
    written += share
    before += length
  }
  if (piece !== '') yield piece
}

async function writeAll(pieces: Iterable<string>, sink: Writable): Promise<void> {
  for (const piece of pieces) {
    if (!sink.write(piece)) await once(sink, 'drain')
  }
  sink.end()
}

/**
 * The path of a generated VCF with `records` records in `folder`, made where it is not there yet. A gzipped
 * one is written by bgzip where it is installed, so that bcftools reads it as it would a laboratory's file.
 */
export async function generatedVcf(folder: string, records: number, compressed: boolean): Promise<string> {
  await mkdir(folder, { recursive: true })
  const target = path.join(folder, `caseboard-bench-v1-${records}.vcf${compressed ? '.gz' : ''}`)
  const made = await stat(target).catch(() => null)
  if (made !== null) return target
  const partial = `${target}.partial`
  const out = createWriteStream(partial)
  if (!compressed) {
    await Promise.all([writeAll(vcfPieces(records), out), once(out, 'close')])
  } else if (hasProgram('bgzip')) {
    const child = spawn('bgzip', ['-c', '-l', '6'], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdout.pipe(out)
    await Promise.all([writeAll(vcfPieces(records), child.stdin), once(out, 'close')])
  } else {
    const gzip = createGzip({ level: 6 })
    gzip.pipe(out)
    await Promise.all([writeAll(vcfPieces(records), gzip), once(out, 'close')])
  }
  await rename(partial, target)
  return target
}
