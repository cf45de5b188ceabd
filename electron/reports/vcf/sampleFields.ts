import { find, numberAt } from './byteText.ts'

/**
 * Reads of one allele in one sample, from the FORMAT fields of the callers in use. NaN where unknown; `vaf`
 * is a fraction.
 */
export interface AlleleReads {
  depth: number
  altDepth: number
  vaf: number
}

/**
 * Places of the known FORMAT keys in a sample column; -1 where the key is absent. One layout serves all
 * records of the same FORMAT text.
 */
export interface SampleLayout {
  readonly format: string
  readonly gt: number
  readonly ad: number
  readonly dp: number
  /** Fraction or percentage per alternative allele: AF, FREQ, FA, VAF, VF, ALT_F. */
  readonly af: number
  readonly ao: number
  readonly ro: number
  readonly rd: number
  readonly fao: number
  readonly fro: number
  readonly fdp: number
  readonly vd: number
  readonly nv: number
  readonly nr: number
  readonly tar: number
  readonly tir: number
  readonly bases: readonly [a: number, c: number, g: number, t: number] | null
  readonly ps: number
  readonly pgt: number
  readonly pid: number
  readonly ss: number
  readonly cn: number
  /** Copies of the rarer haplotype. */
  readonly mcn: number
  readonly pr: number
  readonly sr: number
  readonly dv: number
  readonly rv: number
  readonly vf: number
  /** TCGA merged calls write the tumor's counts as ADT, DPT and the normal's as ADC, DPC into one column. */
  readonly adt: number
  readonly dpt: number
  readonly adc: number
  readonly dpc: number
}

/** @param types declared Type per FORMAT key: PURPLE's integer VF counts fragments, Pisces' float VF is a fraction */
export function layoutOf(format: string, types: ReadonlyMap<string, string>): SampleLayout {
  const keys = format.split(':')
  const at = (...names: string[]): number => {
    for (const name of names) {
      const place = keys.indexOf(name)
      if (place !== -1) return place
    }
    return -1
  }
  const vfIsCount = types.get('VF') === 'Integer'
  const fractions = ['AF', 'FREQ', 'VAF', 'FA', ...(vfIsCount ? [] : ['VF']), 'ALT_F']
  const bases = [at('AU'), at('CU'), at('GU'), at('TU')] as const
  return {
    format,
    gt: at('GT'),
    ad: at('AD'),
    dp: at('DP'),
    af: at(...fractions),
    ao: at('AO'),
    ro: at('RO'),
    rd: at('RD'),
    fao: at('FAO'),
    fro: at('FRO'),
    fdp: at('FDP'),
    vd: at('VD'),
    nv: at('NV'),
    nr: at('NR'),
    tar: at('TAR'),
    tir: at('TIR'),
    bases: bases.includes(-1) ? null : bases,
    ps: at('PS'),
    pgt: at('PGT'),
    pid: at('PID'),
    ss: at('SS'),
    // Total copies (TCN) before CN, which some callers use for one haplotype or a ratio.
    cn: at('TCN', 'CN'),
    mcn: at('MCN'),
    pr: at('PR'),
    sr: at('SR'),
    dv: at('DV'),
    rv: at('RV'),
    vf: vfIsCount ? at('VF') : -1,
    adt: at('ADT'),
    dpt: at('DPT'),
    adc: at('ADC'),
    dpc: at('DPC'),
  }
}

/** The values of one sample in FORMAT order, cut anew for each record: value i ends one before `starts[i + 1]`. */
export interface SampleValues {
  bytes: Buffer
  starts: Int32Array
  /** A place past the last value, or -1, is an empty one. */
  length: number
}

const COLON = 58
const COMMA = 44
const PERCENT = 37
const POINT = 46

export function noSampleValues(): SampleValues {
  return { bytes: Buffer.alloc(0), starts: new Int32Array(64), length: 0 }
}

/** Takes the sample column between two offsets. */
export function cutSample(values: SampleValues, bytes: Buffer, from: number, to: number): void {
  let { starts } = values
  let length = 0
  starts[0] = from
  for (let at = find(bytes, COLON, from, to); ; at = find(bytes, COLON, at + 1, to)) {
    if (length + 1 === starts.length) {
      const larger = new Int32Array(starts.length * 2)
      larger.set(starts)
      starts = values.starts = larger
    }
    starts[++length] = at + 1
    if (at >= to) break
  }
  values.bytes = bytes
  values.length = length
}

export function valueStart(values: SampleValues, place: number): number {
  return place >= 0 && place < values.length ? (values.starts[place] ?? 0) : 0
}

export function valueEnd(values: SampleValues, place: number): number {
  return place >= 0 && place < values.length ? (values.starts[place + 1] ?? 1) - 1 : 0
}

/** The value at a place as text. */
export function valueText(values: SampleValues, place: number): string {
  return place === -1 ? '' : values.bytes.toString('utf8', valueStart(values, place), valueEnd(values, place))
}

/** A whole number at a place; NaN for `.`, a missing value or anything negative. */
export function valueCount(values: SampleValues, place: number): number {
  return count(values.bytes, valueStart(values, place), valueEnd(values, place))
}

/**
 * Depth, alternative reads and allele fraction of alternative `k` (1-based) out of `altCount`.
 *
 * By caller: Strelka 2 SNVs from the tier-1 count of the base (`AU:CU:GU:TU`), indels from `TAR:TIR`, fraction
 * alt/(ref+alt) as in its user guide ("Extracting allele frequencies from the VCF"); GATK, Mutect2, DRAGEN,
 * VarDict, Pindel from `AD` (Number=R); VarScan from `RD:AD:FREQ` with one alternative count; Ion Torrent from
 * the flow-corrected `FAO:FRO:FDP` before `AO:RO`; FreeBayes from `AO:RO`; Platypus from `NV:NR`; TCGA merged
 * calls from `ADT:DPT`. A fraction that the caller states (AF, FREQ, VAF ...) is taken as it is.
 *
 * @param out is overwritten and returned
 */
export function alleleReads(
  layout: SampleLayout,
  values: SampleValues,
  k: number,
  altCount: number,
  ref: string,
  alt: string,
  out: AlleleReads,
): AlleleReads {
  let depth = valueCount(values, layout.dp)
  let altDepth = NaN
  let vaf = fraction(
    values.bytes,
    valueStart(values, layout.af),
    valueEnd(values, layout.af),
    k - 1,
    altCount,
  )
  // Only stands in for a depth or a fraction that the caller does not state.
  let total = NaN
  if (layout.bases !== null && ref.length === 1 && alt.length === 1) {
    altDepth = tierOne(values, layout.bases, alt)
    total = altDepth + tierOne(values, layout.bases, ref)
  } else if (layout.tir !== -1 && layout.tar !== -1) {
    altDepth = nth(values, layout.tir, 0, 0)
    total = altDepth + nth(values, layout.tar, 0, 0)
  } else if (layout.fao !== -1) {
    altDepth = nth(values, layout.fao, k - 1, altCount)
    const flow = valueCount(values, layout.fdp)
    if (!Number.isNaN(flow)) depth = flow
    total = depth
  } else if (layout.ad !== -1) {
    const parts = partsOf(values, layout.ad)
    if (parts === altCount + 1) {
      altDepth = nth(values, layout.ad, k, 0)
      if (Number.isNaN(depth) || Number.isNaN(vaf)) total = sum(values, layout.ad)
    } else if (parts === altCount && (layout.rd !== -1 || layout.ro !== -1)) {
      altDepth = nth(values, layout.ad, k - 1, 0)
      total = altDepth + valueCount(values, layout.rd === -1 ? layout.ro : layout.rd)
    }
  }
  if (Number.isNaN(altDepth)) {
    if (layout.ao !== -1) {
      altDepth = nth(values, layout.ao, k - 1, altCount)
      total = layout.ro === -1 ? depth : sum(values, layout.ao) + valueCount(values, layout.ro)
    } else if (layout.vd !== -1) {
      altDepth = nth(values, layout.vd, k - 1, 0)
      total = depth
    } else if (layout.nv !== -1) {
      altDepth = nth(values, layout.nv, k - 1, altCount)
      if (layout.nr !== -1) depth = nth(values, layout.nr, k - 1, altCount)
      total = depth
    } else if (layout.adt !== -1) {
      altDepth = nth(values, layout.adt, k, 0)
      if (layout.dpt !== -1) depth = valueCount(values, layout.dpt)
      total = sum(values, layout.adt)
    }
  }
  if (Number.isNaN(vaf)) {
    const base = Number.isNaN(total) ? depth : total
    if (base > 0 && altDepth <= base) vaf = altDepth / base
  }
  if (Number.isNaN(depth)) depth = counted(total)
  out.depth = depth
  out.altDepth = altDepth
  out.vaf = vaf
  return out
}

/** The normal's reads inside a TCGA merged column (`ADC:DPC`). */
export function controlReads(layout: SampleLayout, values: SampleValues, out: AlleleReads): AlleleReads {
  out.depth = valueCount(values, layout.dpc)
  out.altDepth = layout.adc === -1 ? NaN : nth(values, layout.adc, 1, 0)
  out.vaf = out.depth > 0 && out.altDepth <= out.depth ? out.altDepth / out.depth : NaN
  return out
}

/** An integer of a VCF has 32 bits and a sign (VCF 4.3, section 1.3); a number beyond it counts no reads. */
const MOST_COUNTED = 2 ** 31 - 1

function counted(number: number): number {
  return number >= 0 && number <= MOST_COUNTED ? Math.round(number) : NaN
}

/** A whole number; NaN for `.`, nothing at all, or anything negative. */
export function countText(text: string): number {
  return counted(text === '' ? NaN : Number(text))
}

/** The same between two offsets. */
export function count(bytes: Buffer, from: number, to: number): number {
  return counted(numberAt(bytes, from, to))
}

/** Part `index` of a comma list as a count. Where the list has another length than `expected` (0: any), only a list of one is trusted. */
function nth(values: SampleValues, place: number, index: number, expected: number): number {
  if (expected > 1 && partsOf(values, place) !== expected) return NaN
  const { bytes } = values
  const to = valueEnd(values, place)
  const from = partStart(bytes, valueStart(values, place), to, index)
  return from === -1 ? NaN : count(bytes, from, find(bytes, COMMA, from, to))
}

/** Start of part `index` of a comma list, or -1 where it is shorter. */
function partStart(bytes: Buffer, from: number, to: number, index: number): number {
  let start = from
  for (let i = 0; i < index; i++) {
    start = find(bytes, COMMA, start, to) + 1
    if (start > to) return -1
  }
  return start
}

/** Parts of a comma list; a missing value counts as one. */
function partsOf(values: SampleValues, place: number): number {
  return partCount(values.bytes, valueStart(values, place), valueEnd(values, place))
}

function partCount(bytes: Buffer, from: number, to: number): number {
  let parts = 1
  for (let at = from; at < to; at++) if (bytes[at] === COMMA) parts++
  return parts
}

function sum(values: SampleValues, place: number): number {
  const { bytes } = values
  const to = valueEnd(values, place)
  let total = 0
  let start = valueStart(values, place)
  for (;;) {
    const end = find(bytes, COMMA, start, to)
    total += count(bytes, start, end)
    if (end === to) return total
    start = end + 1
  }
}

/** `0.125`, `12.5%` or `12.5%25` (percent-encoded) as a fraction; NaN outside 0..1, and for nothing at all. */
export function fraction(bytes: Buffer, from: number, to: number, index: number, expected: number): number {
  if (to <= from || (to - from === 1 && bytes[from] === POINT)) return NaN
  if (expected > 1 && partCount(bytes, from, to) !== expected) return NaN
  const start = partStart(bytes, from, to, expected > 1 ? index : 0)
  const end = find(bytes, COMMA, start, to)
  const percent = find(bytes, PERCENT, start, end)
  const number = percent === end ? numberAt(bytes, start, end) : numberAt(bytes, start, percent) / 100
  return number >= 0 && number <= 1 ? number : NaN
}

function tierOne(
  values: SampleValues,
  [a, c, g, t]: readonly [number, number, number, number],
  base: string,
): number {
  const place = base === 'A' ? a : base === 'C' ? c : base === 'G' ? g : base === 'T' ? t : -1
  return place === -1 ? NaN : nth(values, place, 0, 0)
}
