import { codingPositions } from '../../../shared/codingChange.ts'
import { residueOf } from '../../../shared/geneticCode.ts'
import { formatProteinChange, parseProteinChange } from '../../../shared/hgvs.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { PairPhase } from '../../../shared/phase.ts'
import type { CaseFindings, CodonCombination } from '../case/findings.ts'
import { passesFilter } from '../case/passesFilter.ts'
import { phaseOfCalls } from './phaseOfCalls.ts'

/** The codon of a call: which codon, which of its bases, and what that becomes, all on the transcript strand. */
interface CodonCall {
  readonly variant: SmallVariant
  readonly codon: number
  /** 0, 1 or 2. */
  readonly place: number
  readonly ref: string
  readonly alt: string
  readonly refResidue: string
  readonly altResidue: string
}

/**
 * Finds such calls and what they make together. The codon's unseen base follows from what the calls say alone (only
 * GTG is Val, turns to Met by A at 1 and to Glu by A at 2); where more than one base fits and they differ in the
 * result, nothing is combined.
 */
export function codonCombinations(
  variants: readonly SmallVariant[],
  readPhases: readonly PairPhase[],
): CodonCombination[] {
  const calls = variants.flatMap((variant) => codonCall(variant) ?? [])
  const groups = Map.groupBy(calls, ({ variant, codon }) =>
    [variant.reportId, variant.gene, variant.transcript, codon].join(' '),
  )
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2) return []
    const together = onOneCopy(group, readPhases)
    const combined = together.length < 2 ? null : combine(together)
    return combined === null ? [] : [{ parts: together.map(({ variant }) => variant), combined }]
  })
}

/** The case with each such group replaced by the one change that it makes; the calls stay in the store as they are. */
export function combineCodons(findings: CaseFindings): CaseFindings {
  const variants = findings.alterations.filter(
    (one): one is SmallVariant => one.kind === 'smallVariant' && one.present && passesFilter(one.filter),
  )
  const combinations = codonCombinations(variants, findings.readPhases ?? [])
  if (combinations.length === 0) return findings
  const replaced = new Set(combinations.flatMap(({ parts }) => parts))
  const kept = findings.alterations.filter((one) => one.kind !== 'smallVariant' || !replaced.has(one))
  return {
    ...findings,
    alterations: [...kept, ...combinations.map(({ combined }) => combined)],
    combinations,
  }
}

function codonCall(variant: SmallVariant): CodonCall | null {
  const { gene, hgvsC, hgvsP, ref, alt } = variant
  if (gene === null || hgvsC === null || hgvsP === null || ref.length !== 1 || alt.length !== 1) return null
  const bases = /^c\.\d+([ACGT])>([ACGT])$/.exec(hgvsC)
  const base = codingPositions(hgvsC)?.start.base
  const change = parseProteinChange(hgvsP)
  if (!bases || base === undefined || change.start === null || change.refStart === null) return null
  const codon = Math.ceil(base / 3)
  if (change.start !== codon || change.alt === null) return null
  return {
    variant,
    codon,
    place: (base - 1) % 3,
    ref: bases[1] ?? '',
    alt: bases[2] ?? '',
    refResidue: change.refStart,
    altResidue: change.alt,
  }
}

/** Calls that all lie on one copy with each other, at different bases. */
function onOneCopy(group: readonly CodonCall[], readPhases: readonly PairPhase[]): CodonCall[] {
  const together: CodonCall[] = []
  for (const call of [...group].sort(
    (a, b) => a.variant.pos - b.variant.pos || (a.variant.id ?? 0) - (b.variant.id ?? 0),
  )) {
    const fits = together.every(
      (other) =>
        other.place !== call.place && phaseOfCalls(other.variant, call.variant, readPhases) === 'cis',
    )
    if (fits) together.push(call)
    else if (together.length === 1) together.splice(0, 1, call)
  }
  return together
}

const BASES = ['A', 'C', 'G', 'T']

function combine(calls: readonly CodonCall[]): SmallVariant | null {
  const [first] = calls
  if (!first) return null
  const codons = possibleCodons(calls)
  const results = new Set(codons.map((codon) => residueOf(withAll(codon, calls))))
  const [residue] = results
  if (results.size !== 1 || residue === undefined || residue === null) return null
  const [codon = ''] = codons
  return written(calls, first, codons.length === 1 ? codon : null, residue)
}

/** Every reference codon that agrees with each call on its own. */
function possibleCodons(calls: readonly CodonCall[]): string[] {
  const all = BASES.flatMap((a) => BASES.flatMap((b) => BASES.map((c) => a + b + c)))
  return all.filter((codon) =>
    calls.every(
      (call) =>
        codon.charAt(call.place) === call.ref &&
        residueOf(codon) === call.refResidue &&
        residueOf(withAll(codon, [call])) === call.altResidue,
    ),
  )
}

function withAll(codon: string, calls: readonly CodonCall[]): string {
  const bases = [...codon]
  for (const { place, alt } of calls) bases[place] = alt
  return bases.join('')
}

function written(
  calls: readonly CodonCall[],
  first: CodonCall,
  codon: string | null,
  residue: string,
): SmallVariant {
  const { variant } = first
  const variants = calls.map((call) => call.variant)
  const places = calls.map(({ place }) => place)
  const [low, high] = [Math.min(...places), Math.max(...places)]
  const changed = Array.from({ length: high - low + 1 }, (_, i) => {
    const call = calls.find(({ place }) => place === low + i)
    return call?.alt ?? codon?.charAt(low + i) ?? 'N'
  }).join('')
  const base = (first.codon - 1) * 3 + 1
  const last = Math.max(...variants.map(({ pos }) => pos))
  const allele = (of: 'ref' | 'alt'): string =>
    Array.from(
      { length: last - variant.pos + 1 },
      (_, i) => variants.find(({ pos }) => pos === variant.pos + i)?.[of] ?? 'N',
    ).join('')
  const at = { start: first.codon, end: first.codon, refStart: first.refResidue, refEnd: first.refResidue }
  const silent = residue === first.refResidue
  const kind = silent ? 'silent' : residue === '*' ? 'nonsense' : 'substitution'
  const ids = variants.flatMap(({ id }) => (id === undefined ? [] : [id]))
  const origins = new Set(variants.map(({ origin }) => origin))
  return {
    ...variant,
    ref: allele('ref'),
    alt: allele('alt'),
    hgvsC: changed.includes('N') ? null : `c.${base + low}_${base + high}delins${changed}`,
    hgvsP: formatProteinChange({ ...at, kind, alt: residue, newStop: null, text: '' }, 'three'),
    consequence: silent ? 'synonymous_variant' : residue === '*' ? 'stop_gained' : 'missense_variant',
    depth: least(variants.map(({ depth }) => depth)),
    altDepth: least(variants.map(({ altDepth }) => altDepth)),
    vaf: least(variants.map(({ vaf }) => vaf)),
    origin: origins.size === 1 ? variant.origin : 'unknown',
    // A class or an identifier of one base's change says nothing of the combined one; a common base makes none common.
    clinicalSignificance: null,
    populationFrequency: null,
    externalIds: null,
    otherProduct: undefined,
    combinedFrom: ids,
  }
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}
