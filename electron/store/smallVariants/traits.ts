import type { Origin, SmallVariant } from '../../../shared/model.ts'

/**
 * Small closed sets of a variant packed into one integer: bit 0 present, bits 1-2 origin, bits 3-4
 * zygosity, bits 5-7 annotation source.
 */

export const ORIGINS: readonly Origin[] = ['unknown', 'somatic', 'germline']
const ZYGOSITIES: readonly SmallVariant['zygosity'][] = [null, 'heterozygous', 'homozygous', 'hemizygous']
const SOURCES: readonly SmallVariant['annotationSource'][] = [null, 'VEP', 'SnpEff', 'MAF', 'coordinate']

function codes(values: readonly (string | null)[]): ReadonlyMap<string, number> {
  return new Map(values.map((value, code) => [value ?? '', code]))
}

const ORIGIN_CODES = codes(ORIGINS)
const ZYGOSITY_CODES = codes(ZYGOSITIES)
const SOURCE_CODES = codes(SOURCES)

/** A value outside its set, which only a faulty reader could hand over, fails the import. */
function code(of: ReadonlyMap<string, number>, value: string): number {
  const found = of.get(value)
  if (found === undefined) throw new Error(`"${value}" is not a value that the store knows.`)
  return found
}

/** FILTER is PASS or was never set. */
export function isPassingFilter(filter: string): boolean {
  return filter === 'PASS' || filter === '.' || filter === ''
}

/** Texts as in a batch: the empty string where there is none. */
export function packTraits(
  present: boolean,
  origin: string,
  zygosity: string,
  annotationSource: string,
): number {
  return (
    (present ? 1 : 0) |
    (code(ORIGIN_CODES, origin || 'unknown') << 1) |
    (code(ZYGOSITY_CODES, zygosity) << 3) |
    (code(SOURCE_CODES, annotationSource) << 5)
  )
}

export function unpackTraits(
  traits: number,
): Pick<SmallVariant, 'present' | 'origin' | 'zygosity' | 'annotationSource'> {
  return {
    present: (traits & 1) !== 0,
    origin: ORIGINS[(traits >> 1) & 3] ?? 'unknown',
    zygosity: ZYGOSITIES[(traits >> 3) & 3] ?? null,
    annotationSource: SOURCES[(traits >> 5) & 7] ?? null,
  }
}

/** SQL that is true where the variant `v` was annotated by Caseboard's own table of positions. */
export const SQL_ANNOTATED_BY_COORDINATE = `(v.traits >> 5 & 7) = ${code(SOURCE_CODES, 'coordinate')}`

/** SQL for the origin of the variant `v`, as an index into ORIGINS. */
export const SQL_ORIGIN = '(v.traits >> 1 & 3)'
