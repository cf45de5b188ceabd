import { parseBreakend } from '@gmod/vcf'
import type { Fusion, GenomeBuild, OtherAlteration } from '../../../shared/model.ts'
import type { GeneModel, GeneModels } from '../geneModels.ts'
import { exonAt } from '../geneModels.ts'
import { normaliseChrom } from '../chromosomes.ts'

/** What the record reader hands over of a record whose ALT is no sequence. */
export interface StructuralRecord {
  readonly line: number
  readonly id: string
  readonly chrom: string
  readonly pos: number
  readonly alt: string
  readonly filter: string
  readonly svType: string
  /** INFO END, or NaN. */
  readonly end: number
  readonly svLength: number
  readonly mateId: string
  readonly chr2: string
  readonly pos2: number
  /** Total copies, from FORMAT or INFO CN; NaN where not stated. */
  readonly copies: number
  /** Copies of the rarer parental chromosome (MCN); NaN where not stated. */
  readonly minorCopies: number
  /** Genotype of the tumor as indexes into `alleles` (0 is the reference), or empty. */
  readonly genotype: readonly number[]
  /** All ALT alleles of the record. */
  readonly alleles: readonly string[]
  readonly log2: number
  /** True where the record comes from a read-depth caller: copy number, log ratio or probe count is given. */
  readonly depthBased: boolean
  readonly supportingReads: number
  /** Symbols from the file's own annotation or from GENEA/GENEB. */
  readonly annotatedGenes: readonly string[]
  readonly geneA: string
  readonly geneB: string
  readonly exonA: string
  readonly exonB: string
  readonly inFrame: boolean | null
}

/** Collects structural records; mates are joined, so a rearrangement is given once. */
export interface StructuralReader {
  /** False where the ALT is no known structural allele. */
  read(record: StructuralRecord): boolean
  /** Alterations that are complete so far. */
  take(): OtherAlteration[]
  /** Breakends still waiting for their mate; call at the end of the file. */
  finish(): OtherAlteration[]
}

/**
 * Total copies from which a gain is called an amplification where the file itself does not name one. Six is the
 * average HER2 copy number that ASCO/CAP take as amplified whatever the ratio (Wolff 2018,
 * doi:10.1200/JCO.2018.77.8738). The number of copies is always kept beside the call.
 */
const AMPLIFIED_COPIES = 6

interface Breakpoint {
  readonly chrom: string
  readonly pos: number
  /** Which side of the position stays in the joined molecule; null where unknown. */
  readonly keeps: 'left' | 'right' | null
  readonly genes: readonly string[]
}

export function createStructuralReader(build: GenomeBuild, models: GeneModels | null): StructuralReader {
  let ready: OtherAlteration[] = []
  const waiting = new Map<string, { record: StructuralRecord; here: Breakpoint; there: Breakpoint | null }>()
  const joined = new Set<string>()
  let copyNumberLine = -1

  const readBreakend = (record: StructuralRecord): boolean => {
    const breakend = parseBreakend(record.alt)
    if (!breakend) return false
    const here: Breakpoint = {
      chrom: record.chrom,
      pos: record.pos,
      keeps: breakend.Join === 'right' ? 'left' : 'right',
      genes: genesAt(models, record.chrom, record.pos, record.annotatedGenes),
    }
    if (breakend.SingleBreakend === true || breakend.MatePosition === undefined) {
      ready.push(fusion(record, build, 'BND', here, null, models))
      return true
    }
    const colon = breakend.MatePosition.lastIndexOf(':')
    const mateName = breakend.MatePosition.slice(0, colon)
    const matePos = Number(breakend.MatePosition.slice(colon + 1))
    const mateChrom = normaliseChrom(mateName) ?? mateName
    if (!Number.isInteger(matePos)) return false
    const there: Breakpoint = {
      chrom: mateChrom,
      pos: matePos,
      keeps: breakend.MateDirection === 'right' ? 'right' : 'left',
      genes: genesAt(models, mateChrom, matePos, []),
    }
    const pair =
      record.mateId === '' || record.id === '.'
        ? pairKey(here, there)
        : [record.id, record.mateId].sort().join('\u0000')
    if (joined.has(pair)) return true
    const mate = waiting.get(pair)
    if (mate && mate.record.line !== record.line) {
      waiting.delete(pair)
      joined.add(pair)
      // The mate's own record carries the annotation of its side.
      ready.push(
        fusion(
          mate.record,
          build,
          typeOf(mate.record),
          mate.here,
          { ...there, pos: record.pos, chrom: record.chrom, keeps: here.keeps, genes: here.genes },
          models,
        ),
      )
      return true
    }
    if (record.mateId === '') {
      joined.add(pair)
      ready.push(fusion(record, build, typeOf(record), here, there, models))
    } else waiting.set(pair, { record, here, there })
    return true
  }

  const readSymbolic = (record: StructuralRecord): boolean => {
    const symbol = record.alt.slice(1, -1).toUpperCase()
    const kind = symbol.split(':')[0] ?? ''
    const copyState = /^CN(\d+)$/.exec(symbol)?.[1]
    const end = Number.isNaN(record.end)
      ? record.pos + (Number.isNaN(record.svLength) ? 0 : Math.abs(record.svLength))
      : Math.max(record.end, record.pos)
    // Tandem repeats (VCF 4.4) are copies of a motif, not of a gene.
    if (symbol === 'CNV:TR') return false
    if (copyState !== undefined) {
      const copies = Number.isNaN(record.copies) ? genotypedCopies(record) : record.copies
      return Number.isNaN(copies) ? false : pushCopyNumber({ ...record, copies }, 'CNV', end)
    }
    if (['CNV', 'AMP', 'GAIN', 'LOSS', 'LOH'].includes(kind)) return pushCopyNumber(record, kind, end)
    if ((kind === 'DEL' || kind === 'DUP') && record.depthBased) return pushCopyNumber(record, kind, end)
    if (kind === 'DEL' || kind === 'DUP' || kind === 'INV' || kind === 'INS' || kind === 'TRA') {
      const secondChrom =
        kind === 'TRA' && record.chr2 !== '' ? (normaliseChrom(record.chr2) ?? record.chr2) : record.chrom
      const secondPos =
        kind === 'TRA' && !Number.isNaN(record.pos2) ? record.pos2 : kind === 'INS' ? record.pos : end
      const sides = SIDES[kind]
      const here = {
        chrom: record.chrom,
        pos: record.pos,
        keeps: sides[0],
        genes: genesAt(models, record.chrom, record.pos, []),
      }
      const there = {
        chrom: secondChrom,
        pos: secondPos,
        keeps: sides[1],
        genes: genesAt(models, secondChrom, secondPos, []),
      }
      const svType = kind === 'TRA' ? 'BND' : kind
      ready.push(fusion(record, build, svType, here, kind === 'INS' ? null : there, models))
      return true
    }
    return false
  }

  const pushCopyNumber = (record: StructuralRecord, kind: string, end: number): boolean => {
    // A record with several copy-number alleles (<DEL>,<DUP> or <CN0>,<CN2>) states one total: it counts once.
    if (record.line === copyNumberLine) return true
    const call = callOf(record, kind)
    if (call === null) return record.copies === 2
    copyNumberLine = record.line
    const gains = call === 'amplification' || call === 'gain'
    // A gain of part of a gene is no gain of the gene; a loss of any coding exon is.
    const genes = (models?.at(record.chrom, record.pos, end) ?? [])
      .filter((model) =>
        gains
          ? model.txStart >= record.pos - 1 && model.txEnd <= end
          : losesCodingBase(model, record.pos, end),
      )
      .map((model) => model.gene)
    const only = record.annotatedGenes.length === 1 ? (record.annotatedGenes[0] ?? null) : null
    const listed: (string | null)[] = genes.length > 0 ? [...new Set(genes)] : [only]
    for (const gene of listed) {
      ready.push({
        kind: 'copyNumber',
        status: 'detected',
        line: record.line,
        build,
        gene,
        chrom: record.chrom,
        start: record.pos,
        end,
        copies: Number.isNaN(record.copies) ? null : record.copies,
        log2: Number.isNaN(record.log2) ? null : record.log2,
        call,
        filter: record.filter,
      })
    }
    return true
  }

  return {
    read: (record) =>
      record.alt.startsWith('<') && record.alt.endsWith('>') ? readSymbolic(record) : readBreakend(record),
    take() {
      const taken = ready
      ready = []
      return taken
    },
    finish() {
      for (const { record, here, there } of waiting.values())
        ready.push(fusion(record, build, typeOf(record), here, there, models))
      waiting.clear()
      const taken = ready
      ready = []
      return taken
    },
  }
}

/** Sides kept by symbolic alleles at POS and END; an inversion keeps both sides of both, a translocation does not say. */
const SIDES = {
  DEL: ['left', 'right'],
  DUP: ['right', 'left'],
  INV: [null, null],
  INS: [null, null],
  TRA: [null, null],
} as const

function callOf(
  record: StructuralRecord,
  kind: string,
): 'amplification' | 'gain' | 'loss' | 'homozygous deletion' | 'copy-neutral LOH' | null {
  const { copies, log2 } = record
  if (kind === 'AMP') return 'amplification'
  if (copies === 2 && record.minorCopies === 0) return 'copy-neutral LOH'
  if (kind === 'LOH' && (Number.isNaN(copies) || copies === 2)) return 'copy-neutral LOH'
  if (!Number.isNaN(copies)) {
    if (copies === 0) return 'homozygous deletion'
    // Male X and Y: one copy is normal, so the caller's own word counts before the number.
    if (kind === 'DEL' || kind === 'LOSS') return copies < 0.5 ? 'homozygous deletion' : 'loss'
    if (copies >= AMPLIFIED_COPIES) return 'amplification'
    if (kind === 'DUP' || kind === 'GAIN' || copies > 2) return 'gain'
    return copies < 2 ? 'loss' : null
  }
  if (kind === 'DEL' || kind === 'LOSS') return 'loss'
  if (kind === 'DUP' || kind === 'GAIN') return 'gain'
  if (Number.isNaN(log2) || log2 === 0) return null
  return log2 > 0 ? 'gain' : 'loss'
}

/** Copies over both chromosomes, where the genotype names `<CNn>` alleles: the reference allele is one copy. */
function genotypedCopies({ genotype, alleles }: StructuralRecord): number {
  if (genotype.length !== 2) return NaN
  return genotype.reduce((sum, index) => {
    const state = index === 0 ? '1' : /^<CN(\d+)>$/i.exec(alleles[index - 1] ?? '')?.[1]
    return state === undefined ? NaN : sum + Number(state)
  }, 0)
}

function losesCodingBase(model: GeneModel, start: number, end: number): boolean {
  return model.exons.some(([from, to]) => {
    const low = Math.max(from, model.cdsStart) + 1
    const high = Math.min(to, model.cdsEnd)
    return low <= high && low <= end && high >= start
  })
}

/** Genes of the gene models at a position; where there is none, the file's own annotation of that record. */
function genesAt(
  models: GeneModels | null,
  chrom: string,
  pos: number,
  annotated: readonly string[],
): readonly string[] {
  const listed = [...new Set((models?.at(chrom, pos, pos) ?? []).map((model) => model.gene))]
  return listed.length > 0 ? listed : annotated
}

function pairKey(a: Breakpoint, b: Breakpoint): string {
  return [`${a.chrom}:${a.pos}`, `${b.chrom}:${b.pos}`].sort().join('\u0000')
}

function typeOf(record: StructuralRecord): Fusion['svType'] {
  const type = record.svType
  return type === 'DEL' || type === 'DUP' || type === 'INV' || type === 'INS'
    ? type
    : record.geneA !== ''
      ? 'fusion'
      : 'BND'
}

/**
 * Orders the two sides 5' to 3' where strand and kept sides agree: the 5' gene keeps its beginning (plus strand
 * and left side, or minus and right), the 3' gene its end. Otherwise the sides stay in file order and nothing
 * is claimed.
 */
function fusion(
  record: StructuralRecord,
  build: GenomeBuild,
  svType: Fusion['svType'],
  here: Breakpoint,
  there: Breakpoint | null,
  models: GeneModels | null,
): Fusion {
  // GENEA and GENEB of fusion callers (arriba, STAR-Fusion, FusionCatcher by way of SVDB) are the 5' and 3' gene.
  const stated = record.geneA !== '' && record.geneB !== ''
  const swap =
    !stated &&
    there !== null &&
    startsGene(there, models) &&
    endsGene(here, models) &&
    !(startsGene(here, models) && endsGene(there, models))
  const five = swap ? there : here
  const three = swap ? here : there
  return {
    kind: 'fusion',
    status: 'detected',
    line: record.line,
    build,
    svType: stated ? 'fusion' : svType,
    gene5: stated ? record.geneA : (five.genes[0] ?? null),
    gene3: stated ? record.geneB : (three?.genes[0] ?? null),
    chrom5: five.chrom,
    pos5: five.pos,
    chrom3: three?.chrom ?? null,
    pos3: three?.pos ?? null,
    exon5: stated ? exonText(record.exonA) : exonOf(five, models),
    exon3: stated ? exonText(record.exonB) : three === null ? null : exonOf(three, models),
    inFrame: record.inFrame,
    supportingReads: Number.isNaN(record.supportingReads) ? null : record.supportingReads,
    filter: record.filter,
  }
}

function strandOf(side: Breakpoint, models: GeneModels | null): '+' | '-' | null {
  const gene = side.genes[0]
  return gene === undefined ? null : (models?.of(gene)[0]?.strand ?? null)
}

function startsGene(side: Breakpoint, models: GeneModels | null): boolean {
  const strand = strandOf(side, models)
  return (strand === '+' && side.keeps === 'left') || (strand === '-' && side.keeps === 'right')
}

function endsGene(side: Breakpoint, models: GeneModels | null): boolean {
  const strand = strandOf(side, models)
  return (strand === '+' && side.keeps === 'right') || (strand === '-' && side.keeps === 'left')
}

/** Exon that the breakpoint cuts; null in an intron, where naming the neighbour would be a guess about splicing. */
function exonOf(side: Breakpoint, models: GeneModels | null): string | null {
  const gene = side.genes[0]
  const model = gene === undefined ? undefined : models?.of(gene)[0]
  return model && model.exact ? exonAt(model, side.pos) : null
}

function exonText(text: string): string | null {
  return text === '' || text === '0' || text === '.' || text === 'nan' ? null : text
}
