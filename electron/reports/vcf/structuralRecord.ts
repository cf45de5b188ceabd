import type { AnnotationReader } from './annotation.ts'
import { readGenotype } from './genotype.ts'
import type { InfoScanner } from './infoScanner.ts'
import { countText, valueCount, valueText } from './sampleFields.ts'
import type { SampleLayout, SampleValues } from './sampleFields.ts'
import type { StructuralRecord } from './structural.ts'
import type { WantedInfo } from './wantedInfo.ts'

/** The parts of a record that all its alleles share. */
export interface RecordParts {
  readonly chrom: string
  readonly pos: number
  readonly ref: string
  readonly alts: readonly string[]
  /** The tumor sample's values; empty where there is no sample. */
  readonly values: SampleValues
  readonly normalValues: SampleValues | null
  readonly filter: string
}

/** Gathers what INFO and FORMAT say of a structural allele. */
export function structuralRecord(
  id: string,
  line: number,
  parts: RecordParts,
  k: number,
  info: InfoScanner,
  wanted: WantedInfo,
  layout: SampleLayout,
  annotation: AnnotationReader | null,
  bytes: Buffer,
): StructuralRecord {
  const number = (key: number): number => {
    const text = info.get(key)
    if (text === '' || text === '.') return NaN
    // Since VCF 4.4 lengths and copies stand once for each allele.
    const values = text.split(',')
    return Number(values[values.length === parts.alts.length ? k - 1 : 0])
  }
  const cnText = valueText(parts.values, layout.cn)
  const copies = cnText === '' || cnText === '.' ? number(wanted.cn) : Number(cnText)
  const log2 = number(wanted.log2)
  const geneA = info.get(wanted.geneA)
  const geneB = info.get(wanted.geneB)
  const frame = info.get(wanted.frame).toUpperCase()
  const annotated =
    annotation === null || !info.has(wanted.annotation)
      ? []
      : annotation.genes(bytes, info.start(wanted.annotation), info.end(wanted.annotation))
  // Delly writes CN=-1 for "not estimated" and gives read pairs beside a copy number: that is breakpoint evidence.
  const knownCopies = copies >= 0 ? copies : NaN
  const breakpointEvidence =
    info.has(wanted.pairedReads) ||
    info.has(wanted.splitReads) ||
    info.has(wanted.support) ||
    layout.pr !== -1
  return {
    line,
    id,
    chrom: parts.chrom,
    pos: parts.pos,
    alt: parts.alts[k - 1] ?? '',
    filter: parts.filter,
    svType: info.get(wanted.svType),
    end: number(wanted.end),
    svLength: number(wanted.svLength),
    mateId: info.get(wanted.mateId),
    chr2: info.get(wanted.chr2),
    // Sniffles 1 and Delly 0.7 write the partner's position of a translocation into END.
    pos2: Number.isNaN(number(wanted.pos2)) ? number(wanted.end) : number(wanted.pos2),
    copies: knownCopies,
    minorCopies: valueCount(parts.values, layout.mcn),
    genotype: genotypeOf(valueText(parts.values, layout.gt)),
    alleles: parts.alts,
    log2,
    depthBased:
      !breakpointEvidence && (!Number.isNaN(knownCopies) || !Number.isNaN(log2) || info.has(wanted.probes)),
    supportingReads: supportOf(parts.values, layout, info, wanted),
    annotatedGenes: annotated,
    geneA,
    geneB,
    exonA: info.get(wanted.exonA),
    exonB: info.get(wanted.exonB),
    inFrame: /^IN-?_?FRAME$/.test(frame)
      ? true
      : /FRAME-?_?SHIFT|OUT-?_?OF-?_?FRAME/.test(frame)
        ? false
        : null,
  }
}

function genotypeOf(gt: string): readonly number[] {
  return /^\d+([/|]\d+)*$/.test(gt) ? gt.split(/[/|]/).map(Number) : []
}

/**
 * Reads or fragments that support the rearrangement: GRIDSS/PURPLE `VF`; Manta `PR` and `SR` (ref,alt); Delly `DV`
 * and `RV`, Sniffles `DV`; else INFO `PE`+`SR`, `RE`, `SU`.
 */
function supportOf(
  values: SampleValues,
  layout: SampleLayout,
  info: InfoScanner,
  wanted: WantedInfo,
): number {
  const at = (place: number): number => valueCount(values, place)
  const second = (place: number): number => countText(valueText(values, place).split(',')[1] ?? '')
  const plus = (a: number, b: number): number => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : a + b)
  const fragments = at(layout.vf)
  if (!Number.isNaN(fragments)) return fragments
  const manta = plus(second(layout.pr), second(layout.sr))
  if (!Number.isNaN(manta)) return manta
  const delly = plus(at(layout.dv), at(layout.rv))
  if (!Number.isNaN(delly)) return delly
  const pairs = plus(countText(info.get(wanted.pairedReads)), countText(info.get(wanted.splitReads)))
  if (!Number.isNaN(pairs)) return pairs
  return countText(info.get(wanted.support))
}

/** True where the tumor was genotyped without the allele and no read speaks for it. */
export function absentFromTumor(
  record: StructuralRecord,
  parts: RecordParts,
  layout: SampleLayout,
  k: number,
): boolean {
  const gt = valueText(parts.values, layout.gt)
  return (
    readGenotype(gt, k).carries === 'absent' && !(record.supportingReads > 0) && Number.isNaN(record.copies)
  )
}
