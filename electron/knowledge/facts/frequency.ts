import { writtenAlleles } from './infoValues.ts'
import type { InfoValues, RecordResult } from './infoValues.ts'

/**
 * A gnomAD-style sites VCF: AC, AN and nhomalt over all people and by ancestry (`AC_afr`, `AN_afr`, `nhomalt_afr`; the
 * joint release of gnomAD 4 writes `AC_joint_afr`; ExAC writes `AC_AFR` and `AC_Hom`). A frequency without the number of
 * people behind it is no fact here: a record without AN is refused.
 */

/** Ancestry groups in the names that gnomAD and ExAC give them, lower case. */
const GROUPS = ['afr', 'ami', 'amr', 'asj', 'eas', 'fin', 'mid', 'nfe', 'oth', 'remaining', 'sas']

/** Names of the INFO keys of a file. */
export interface FrequencyKeys {
  readonly count: string
  readonly number: string
  readonly homozygotes: string | null
  readonly groups: readonly {
    readonly group: string
    readonly count: string
    readonly number: string
    readonly homozygotes: string | null
  }[]
}

/** The keys that the header declares; null where it declares no counts of alleles by ancestry. */
export function frequencyKeys(info: ReadonlySet<string>): FrequencyKeys | null {
  const suffix = info.has('AC') && info.has('AN') ? '' : '_joint'
  if (!info.has(`AC${suffix}`) || !info.has(`AN${suffix}`)) return null
  const present = (key: string): string | null => (info.has(key) ? key : null)
  const groups = GROUPS.flatMap((group) => {
    const written = [group, group.toUpperCase()].find(
      (name) => info.has(`AC${suffix}_${name}`) && info.has(`AN${suffix}_${name}`),
    )
    if (written === undefined) return []
    return [
      {
        group: group === 'oth' ? 'remaining' : group,
        count: `AC${suffix}_${written}`,
        number: `AN${suffix}_${written}`,
        homozygotes: present(`nhomalt${suffix}_${written}`) ?? present(`Hom_${written}`),
      },
    ]
  })
  if (groups.length === 0) return null
  return {
    count: `AC${suffix}`,
    number: `AN${suffix}`,
    homozygotes: present(`nhomalt${suffix}`) ?? present('AC_Hom'),
    groups,
  }
}

export function keysOf(keys: FrequencyKeys): string[] {
  return [keys, ...keys.groups].flatMap(({ count, number, homozygotes }) =>
    homozygotes === null ? [count, number] : [count, number, homozygotes],
  )
}

export interface FrequencyValues {
  readonly alleleCount: number
  readonly alleleNumber: number
  readonly homozygotes: number | null
  readonly groups: readonly {
    readonly group: string
    readonly alleleCount: number
    readonly alleleNumber: number
    readonly homozygotes: number | null
  }[]
  readonly filter: string | null
}

const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : null

export function readFrequencyRecord(
  ref: string,
  alt: string,
  filter: string,
  info: InfoValues,
  keys: FrequencyKeys,
): RecordResult<FrequencyValues> {
  const alleles = writtenAlleles(ref, alt)
  if (alleles === null || alleles.length === 0) {
    return { is: 'refused', field: 'ALT', reason: 'No alternative allele in bases.' }
  }
  const alleleNumber = whole(info.get(keys.number))
  if (alleleNumber === null) {
    return {
      is: 'refused',
      field: keys.number,
      reason: 'The number of alleles is missing or no whole number.',
    }
  }
  const written = info.get(keys.count).split(',')
  const at = (key: string | null, index: number): number | null =>
    key === null ? null : whole(info.get(key).split(',')[index])
  const rows = []
  for (const allele of alleles) {
    const alleleCount = whole(written[allele.index])
    if (alleleCount === null || alleleCount > alleleNumber) {
      return {
        is: 'refused',
        field: keys.count,
        reason: 'The count of alleles is missing, no whole number, or above their number.',
      }
    }
    rows.push({
      ...allele,
      alleleCount,
      alleleNumber,
      homozygotes: at(keys.homozygotes, allele.index),
      filter: filter === 'PASS' || filter === '.' || filter === '' ? null : filter,
      groups: keys.groups.flatMap(({ group, count, number, homozygotes }) => {
        const own = at(count, allele.index)
        const total = whole(info.get(number))
        return own === null || total === null || own > total
          ? []
          : [{ group, alleleCount: own, alleleNumber: total, homozygotes: at(homozygotes, allele.index) }]
      }),
    })
  }
  return { is: 'taken', rows }
}
