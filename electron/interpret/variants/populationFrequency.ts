import type { FrequencyFact, PopulationCount, SiteFacts } from '../../../shared/classification.ts'
import type { SmallVariant } from '../../../shared/model.ts'

/**
 * What population data say of a variant, never apart from the number of people behind it: two copies of a
 * chromosome a person, so people are about half the alleles.
 */

/** The five continental groups of the oncogenicity SOP (PMID 35101336), by the names that gnomAD gives them. */
const CONTINENTAL: Readonly<Record<string, string>> = {
  afr: 'African',
  amr: 'Latino',
  eas: 'East Asian',
  nfe: 'European (non-Finnish)',
  sas: 'South Asian',
}

export function groupName(group: string): string {
  return CONTINENTAL[group] ?? group
}

/** A group of fewer alleles can carry no frequency (ClinGen on BA1: Ghosh et al. 2018, PMID 30311383). */
export const GROUP_ALLELES = 2000
/** "Extremely low" is given no number by the standards; this one is used in every group. */
export const RARE = 0.0001
/** A frequency of 0.01% cannot be excluded with fewer alleles than one in it. */
export const RARE_ALLELES = 1 / RARE

export type Population =
  /** Highest frequency of a measured continental group, at least `frequency`. */
  | { readonly is: 'common'; readonly frequency: number; readonly evidence: string }
  | { readonly is: 'rare' | 'neither'; readonly frequency: number; readonly evidence: string }
  /** Nothing, or too few people, to tell. */
  | { readonly is: 'unmeasured'; readonly evidence: string }

const COMMON = 0.01

function people(alleles: number): string {
  return Math.floor(alleles / 2).toLocaleString('en')
}

function percent(fraction: number): string {
  if (fraction === 0) return '0%'
  return `${Number((fraction * 100).toPrecision(2))}%`
}

function named({ source, version }: { source: string; version: string | null }): string {
  return version === null ? source : `${source} ${version}`
}

function groupText(count: PopulationCount): string {
  return `${percent(count.alleleCount / count.alleleNumber)} ${groupName(count.group)} (${people(count.alleleNumber)} people)`
}

function ofFact(fact: FrequencyFact): Population {
  const groups = fact.groups.filter(({ group }) => group in CONTINENTAL)
  const measured = groups.filter(({ alleleNumber }) => alleleNumber >= GROUP_ALLELES)
  const poor = groups.filter(({ alleleNumber }) => alleleNumber < GROUP_ALLELES)
  const overall = fact.alleleNumber > 0 ? fact.alleleCount / fact.alleleNumber : 0
  const highest = measured.reduce<PopulationCount | null>(
    (best, one) =>
      best === null || one.alleleCount / one.alleleNumber > best.alleleCount / best.alleleNumber ? one : best,
    null,
  )
  const frequency = highest === null ? overall : highest.alleleCount / highest.alleleNumber
  const total = `${fact.alleleCount} of ${fact.alleleNumber.toLocaleString('en')} alleles (${people(fact.alleleNumber)} people)`
  const hardly =
    poor.length === 0
      ? ''
      : ` Hardly measured: ${poor.map((one) => `${groupName(one.group)} (${people(one.alleleNumber)} people)`).join(', ')}.`
  const filter = fact.filter === null ? '' : ` The file marks the site ${fact.filter}.`
  const evidence = `${named(fact)}: ${total}${highest === null ? '' : `; highest ${groupText(highest)}`}.${hardly}${filter}`
  if (highest !== null && frequency > COMMON) return { is: 'common', frequency, evidence }
  if (fact.alleleNumber < RARE_ALLELES) {
    return {
      is: 'unmeasured',
      evidence: `${evidence} Too few people to call it rare: it may be rare because unmeasured.`,
    }
  }
  return { is: frequency < RARE && overall < RARE ? 'rare' : 'neither', frequency, evidence }
}

/**
 * The most telling of the imported files: common outweighs rare, and any frequency outweighs none. Without an
 * imported file the report's own annotation can only speak for a common variant: it states no number of people.
 */
export function populationOf(variant: SmallVariant, facts: SiteFacts | null): Population {
  const told = (facts?.frequency ?? []).map(ofFact)
  const absent = (facts?.frequencyAbsent ?? []).map((file): Population => {
    if (file.alleleNumber === null) {
      return {
        is: 'unmeasured',
        evidence: `Not listed in ${named(file)}, which has no record within 30 bases: the place may not have been measured.`,
      }
    }
    const around = `Not listed in ${named(file)}; records within 30 bases count ${file.alleleNumber.toLocaleString('en')} alleles (${people(file.alleleNumber)} people)`
    return file.alleleNumber >= RARE_ALLELES
      ? { is: 'rare', frequency: 0, evidence: `${around}.` }
      : { is: 'unmeasured', evidence: `${around}: too few to call it rare.` }
  })
  const all = [...told, ...absent]
  const common = all.flatMap((one) => (one.is === 'common' ? [one] : []))
  const [highest] = common.sort((a, b) => b.frequency - a.frequency)
  if (highest !== undefined) return highest
  const own = variant.populationFrequency
  if (own !== null && own > COMMON) {
    return {
      is: 'common',
      frequency: own,
      evidence: `${percent(own)} by the annotation in the report, which does not say in how many people.`,
    }
  }
  const neither = all.find(({ is }) => is === 'neither')
  const found = neither ?? all.find(({ is }) => is === 'rare') ?? all[0]
  if (found !== undefined) return found
  return {
    is: 'unmeasured',
    evidence:
      own === null
        ? 'No population frequency: import a frequency file (gnomAD-style VCF).'
        : `${percent(own)} by the annotation in the report, which does not say in how many people: not counted as rare.`,
  }
}
