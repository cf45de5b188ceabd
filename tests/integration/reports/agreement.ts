import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parseProteinChange, percentDecode, sameProteinChange } from '../../../shared/hgvs.ts'
import { normaliseCodingChange } from '../../../shared/codingChange.ts'
import type { GenomeBuild } from '../../../shared/model.ts'
import { consequenceOn } from '../../../electron/reports/consequence/consequenceOn.ts'
import { transcriptOf } from '../../../electron/reports/consequence/transcript.ts'
import type { GeneModel, GeneModels } from '../../../electron/reports/geneModels.ts'
import type { ReferenceBases } from '../../../electron/reports/normalise.ts'

/** One variant on one transcript as an annotator of a public file describes it. */
export interface AnnotatedRow {
  readonly source: string
  readonly build: GenomeBuild
  readonly chrom: string
  readonly pos: number
  readonly ref: string
  readonly alt: string
  readonly gene: string
  /** Without version; '' where the file names none. */
  readonly transcript: string
  /** True where the file marks the row as MANE Select or canonical. */
  readonly preferred: boolean
  /** `8/12` */
  readonly exon: string
  /** With the stop codon; NaN where the file does not say. */
  readonly cdsLength: number
  readonly hgvsC: string
  readonly hgvsP: string
  readonly consequence: string
  /** `Gac/Cac` on the transcript strand. */
  readonly codons: string
  /** 1-based, the first number of `CDS_position`; NaN where the file does not say. */
  readonly cdsPosition: number
}

export function text(path: string): string {
  const raw = readFileSync(path)
  return (raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw).toString('utf8')
}

const bare = (name: string): string => name.replace(/\.\d+$/, '')
const behindColon = (value: string): string => percentDecode(value.slice(value.lastIndexOf(':') + 1))
/** The first base of `29-30` or `1204/1929`; `-/945` and `?-30` do not say. */
const firstNumber = (value: string): number => Number(/^\d+/.exec(value)?.[0] ?? NaN)

/** Every transcript row of a VCF annotated by VEP (CSQ) or in SnpEff's form (ANN). */
export function vcfRows(path: string, build: GenomeBuild): AnnotatedRow[] {
  const rows: AnnotatedRow[] = []
  let fields: string[] = []
  let key = ''
  for (const line of text(path).split('\n')) {
    const header = /^##INFO=<ID=(CSQ|ANN),.*(?:Format: |annotations: ?')(.*?)'? ?">/.exec(line)
    if (header) {
      key = header[1] ?? ''
      fields = (header[2] ?? '').split('|').map((name) => name.trim())
    }
    if (line === '' || line.startsWith('#')) continue
    const cells = line.split('\t')
    const value = (cells[7] ?? '').split(';').find((part) => part.startsWith(`${key}=`))
    const alts = (cells[4] ?? '').split(',')
    if (value === undefined || alts.length !== 1 || !/^[ACGTN]+$/.test(alts[0] ?? '')) continue
    for (const one of value.slice(key.length + 1).split(',')) {
      const parts = one.split('|')
      const field = (...names: string[]): string => {
        const at = fields.findIndex((name) => names.includes(name))
        return at === -1 ? '' : (parts[at] ?? '')
      }
      const length = /\d+\/(\d+)/.exec(field('CDS.pos / CDS.length', 'CDS_position'))
      rows.push({
        source: path.slice(path.lastIndexOf('/') + 1),
        build,
        chrom: (cells[0] ?? '').replace(/^chr/, ''),
        pos: Number(cells[1]),
        ref: cells[3] ?? '',
        alt: alts[0] ?? '',
        gene: field('SYMBOL', 'Gene_Name'),
        transcript: bare(field('Feature', 'Feature_ID')),
        preferred: field('MANE_SELECT') !== '' || field('CANONICAL') === 'YES',
        exon: field('EXON', 'Rank'),
        cdsLength: length ? Number(length[1]) : NaN,
        hgvsC: behindColon(field('HGVSc', 'HGVS.c')),
        hgvsP: behindColon(field('HGVSp', 'HGVS.p')),
        consequence: field('Consequence', 'Annotation'),
        codons: field('Codons'),
        cdsPosition: firstNumber(field('CDS_position', 'CDS.pos / CDS.length')),
      })
    }
  }
  return rows
}

/** The picked transcript of each row of a MAF; `header` names the columns where the file has no header row. */
export function mafRows(
  path: string,
  header?: Readonly<Record<string, number>>,
): (AnnotatedRow & { context: string })[] {
  const rows: (AnnotatedRow & { context: string })[] = []
  let places: Readonly<Record<string, number>> | undefined = header
  for (const line of text(path).split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue
    const cells = line.split('\t')
    if (places === undefined) {
      places = Object.fromEntries(cells.map((name, i) => [name, i]))
      continue
    }
    const columns = places
    const cell = (name: string): string => cells[columns[name] ?? -1] ?? ''
    const build = /38/.test(cell('NCBI_Build')) ? 'GRCh38' : 'GRCh37'
    const length = /\d+\/(\d+)/.exec(cell('CDS_position'))
    rows.push({
      source: path.slice(path.lastIndexOf('/') + 1),
      build,
      chrom: cell('Chromosome').replace(/^chr/, ''),
      pos: Number(cell('Start_Position')),
      ref: cell('Reference_Allele'),
      alt: cell('Tumor_Seq_Allele2'),
      gene: cell('Hugo_Symbol'),
      transcript: bare(cell('Transcript_ID')),
      preferred: cell('CANONICAL') === 'YES',
      exon: cell('Exon_Number'),
      cdsLength: length ? Number(length[1]) : NaN,
      hgvsC: cell('HGVSc'),
      hgvsP: behindColon(cell('HGVSp') || cell('HGVSp_Short') || cell('Protein_Change')),
      consequence: cell('Consequence'),
      codons: cell('Codons'),
      cdsPosition: firstNumber(cell('CDS_position')),
      context: cell('CONTEXT'),
    })
  }
  return rows
}

/** Reference bases put together from facts; N where none tells. */
export interface Patchwork extends ReferenceBases {
  /** @param start 0-based */
  add(chrom: string, start: number, bases: string): void
  /** Bases that two facts spell differently. */
  readonly contradictions: number
  readonly known: number
}

export function createPatchwork(): Patchwork {
  const chroms = new Map<string, Map<number, string>>()
  let contradictions = 0
  let known = 0
  return {
    add(chrom, start, bases) {
      const there = chroms.get(chrom) ?? new Map<number, string>()
      chroms.set(chrom, there)
      for (const [i, base] of [...bases.toUpperCase()].entries()) {
        if (!'ACGT'.includes(base)) continue
        const before = there.get(start + i)
        if (before === undefined) known++
        else if (before !== base) contradictions++
        there.set(start + i, base)
      }
    },
    bases(chrom, start, end) {
      const there = chroms.get(chrom)
      if (!there) return null
      let out = ''
      for (let at = start; at < end; at++) out += there.get(at) ?? 'N'
      return out
    },
    get contradictions() {
      return contradictions
    },
    get known() {
      return known
    },
  }
}

/**
 * Our model of the transcript that the row was annotated on, decided before any name is compared: the same Ensembl
 * transcript, else the file's preferred one with as many exons and as long a CDS as ours.
 */
export function modelFor(row: AnnotatedRow, models: GeneModels): GeneModel | null {
  const exact = models.of(row.gene).filter((model) => model.exact && model.chrom === row.chrom)
  const named = exact.find((model) => model.transcript !== null && bare(model.transcript) === row.transcript)
  if (named) return named
  if (exact.some((model) => model.transcript !== null) && row.transcript.startsWith('ENST')) return null
  const count = Number(/\/(\d+)$/.exec(row.exon)?.[1] ?? NaN)
  const fits = exact.filter((model) => {
    const { cdsFrom, cdsTo } = transcriptOf(model)
    const sameLength = Number.isNaN(row.cdsLength) || row.cdsLength === cdsTo - cdsFrom
    return sameLength && (Number.isNaN(count) ? row.transcript === '' : count === model.exons.length)
  })
  // Exon count alone does not tell two transcripts apart: the file must prefer this one, or give the length.
  return row.preferred || !Number.isNaN(row.cdsLength) || row.transcript === '' ? (fits[0] ?? null) : null
}

const NEWER_TERMS = new Set([
  'splice_polypyrimidine_tract_variant',
  'splice_donor_region_variant',
  'splice_donor_5th_base_variant',
  'NMD_transcript_variant',
])

/** Terms of releases and tools that ours does not use are left out of both sides. */
export function comparableTerms(consequence: string): string {
  return consequence
    .split(/[&,;]/)
    .map((term) => term.replace(/^(?:conservative|disruptive)_(inframe)/, '$1'))
    .filter((term) => !NEWER_TERMS.has(term))
    .sort()
    .join('&')
}

export interface Tally {
  compared: number
  agreed: number
  /** Ours said nothing: the sequence does not reach. */
  silent: number
  readonly differences: string[]
}

export const tally = (): Tally => ({ compared: 0, agreed: 0, silent: 0, differences: [] })

export function count(to: Tally, agrees: boolean, difference: string): void {
  to.compared++
  if (agrees) to.agreed++
  else to.differences.push(difference)
}

/** Compares the protein change, and beside it the coding change; nothing of the row's own names goes into ours. */
export function compare(
  row: AnnotatedRow,
  model: GeneModel,
  bases: ReferenceBases,
  protein: Tally,
  coding: Tally,
): void {
  const place = `${row.source} ${row.build} ${row.chrom}:${row.pos} ${row.ref}>${row.alt} ${row.gene}`
  const ours = consequenceOn(model, row.pos, row.ref, row.alt, bases)
  if (ours === null) {
    count(protein, false, `${place}: REF differs from the reference`)
    return
  }
  if (row.hgvsP.startsWith('p.') || row.hgvsP !== '') {
    const theirs = row.hgvsP === 'p.=' ? null : parseProteinChange(row.hgvsP)
    if (ours.hgvsP === '') protein.silent++
    else {
      const own = parseProteinChange(ours.hgvsP)
      const same = theirs === null ? own.kind === 'silent' : sameProteinChange(own, theirs)
      count(
        protein,
        same,
        `${place}: file ${row.hgvsP} (${row.consequence}), ours ${ours.hgvsP} (${ours.consequence})`,
      )
    }
  }
  if (row.hgvsC.startsWith('c.')) {
    if (ours.hgvsC === '') coding.silent++
    else {
      const same = normaliseCodingChange(row.hgvsC) === normaliseCodingChange(ours.hgvsC)
      count(coding, same, `${place}: file ${row.hgvsC}, ours ${ours.hgvsC}`)
    }
  }
}
