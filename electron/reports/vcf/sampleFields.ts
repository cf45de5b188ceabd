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
  values: readonly string[],
  k: number,
  altCount: number,
  ref: string,
  alt: string,
  out: AlleleReads,
): AlleleReads {
  let depth = layout.dp === -1 ? NaN : count(values[layout.dp])
  let altDepth = NaN
  let total = NaN
  if (layout.bases !== null && ref.length === 1 && alt.length === 1) {
    altDepth = tierOne(values, layout.bases, alt)
    total = altDepth + tierOne(values, layout.bases, ref)
  } else if (layout.tir !== -1 && layout.tar !== -1) {
    altDepth = nth(values[layout.tir], 0, 0)
    total = altDepth + nth(values[layout.tar], 0, 0)
  } else if (layout.fao !== -1) {
    altDepth = nth(values[layout.fao], k - 1, altCount)
    const flow = layout.fdp === -1 ? NaN : count(values[layout.fdp])
    if (!Number.isNaN(flow)) depth = flow
    total = depth
  } else if (layout.ad !== -1) {
    const ad = values[layout.ad] ?? '.'
    const parts = commas(ad) + 1
    if (parts === altCount + 1) {
      altDepth = nth(ad, k, 0)
      total = sum(ad)
    } else if (parts === altCount && (layout.rd !== -1 || layout.ro !== -1)) {
      altDepth = nth(ad, k - 1, 0)
      total = altDepth + count(values[layout.rd === -1 ? layout.ro : layout.rd])
    }
  }
  if (Number.isNaN(altDepth)) {
    if (layout.ao !== -1) {
      altDepth = nth(values[layout.ao], k - 1, altCount)
      total = layout.ro === -1 ? depth : sum(values[layout.ao] ?? '.') + count(values[layout.ro])
    } else if (layout.vd !== -1) {
      altDepth = nth(values[layout.vd], k - 1, 0)
      total = depth
    } else if (layout.nv !== -1) {
      altDepth = nth(values[layout.nv], k - 1, altCount)
      if (layout.nr !== -1) depth = nth(values[layout.nr], k - 1, altCount)
      total = depth
    } else if (layout.adt !== -1) {
      altDepth = nth(values[layout.adt], k, 0)
      if (layout.dpt !== -1) depth = count(values[layout.dpt])
      total = sum(values[layout.adt] ?? '.')
    }
  }
  let vaf = layout.af === -1 ? NaN : fraction(values[layout.af], k - 1, altCount)
  if (Number.isNaN(vaf)) {
    const base = Number.isNaN(total) ? depth : total
    if (base > 0 && altDepth <= base) vaf = altDepth / base
  }
  if (Number.isNaN(depth)) depth = total
  out.depth = depth
  out.altDepth = altDepth
  out.vaf = vaf
  return out
}

/** The normal's reads inside a TCGA merged column (`ADC:DPC`). */
export function controlReads(layout: SampleLayout, values: readonly string[], out: AlleleReads): AlleleReads {
  out.depth = layout.dpc === -1 ? NaN : count(values[layout.dpc])
  out.altDepth = layout.adc === -1 ? NaN : nth(values[layout.adc], 1, 0)
  out.vaf = out.depth > 0 && out.altDepth <= out.depth ? out.altDepth / out.depth : NaN
  return out
}

/** A whole number; NaN for `.`, a missing value or anything negative. */
export function count(value: string | undefined): number {
  if (value === undefined || value === '' || value === '.') return NaN
  const number = Number(value)
  return number >= 0 ? Math.round(number) : NaN
}

/** Part `index` of a comma list as a count. Where the list has another length than `expected` (0: any), only a list of one is trusted. */
function nth(value: string | undefined, index: number, expected: number): number {
  if (value === undefined) return NaN
  if (expected > 1 && commas(value) + 1 !== expected) return NaN
  return count(part(value, index))
}

function part(value: string, index: number): string {
  let start = 0
  for (let i = 0; i < index; i++) {
    const comma = value.indexOf(',', start)
    if (comma === -1) return '.'
    start = comma + 1
  }
  const end = value.indexOf(',', start)
  return end === -1 ? value.slice(start) : value.slice(start, end)
}

function commas(value: string): number {
  let found = 0
  for (let at = value.indexOf(','); at !== -1; at = value.indexOf(',', at + 1)) found++
  return found
}

function sum(value: string): number {
  let total = 0
  let start = 0
  for (;;) {
    const comma = value.indexOf(',', start)
    total += count(comma === -1 ? value.slice(start) : value.slice(start, comma))
    if (comma === -1) return total
    start = comma + 1
  }
}

/** `0.125`, `12.5%` or `12.5%25` (percent-encoded) as a fraction; NaN outside 0..1. */
export function fraction(value: string | undefined, index: number, expected: number): number {
  if (value === undefined || value === '.') return NaN
  if (expected > 1 && commas(value) + 1 !== expected) return NaN
  const text = part(value, expected > 1 ? index : 0)
  if (text === '' || text === '.') return NaN
  const percent = text.indexOf('%')
  const number = percent === -1 ? Number(text) : Number(text.slice(0, percent)) / 100
  return number >= 0 && number <= 1 ? number : NaN
}

function tierOne(
  values: readonly string[],
  [a, c, g, t]: readonly [number, number, number, number],
  base: string,
): number {
  const place = base === 'A' ? a : base === 'C' ? c : base === 'G' ? g : base === 'T' ? t : -1
  return place === -1 ? NaN : nth(values[place], 0, 0)
}
