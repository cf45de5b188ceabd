import { MAF_COLUMNS, MAF_FREQUENCY_COLUMN } from './columns.ts'
import type { MafField } from './columns.ts'

/** Column places of a MAF, -1 where it has none. */
export interface MafPlaces extends Readonly<Record<MafField, number>> {
  readonly width: number
  readonly titles: readonly string[]
  readonly frequencies: readonly number[]
  /** All columns that may carry a short protein change, best first: an empty one falls to the next. */
  readonly proteinShorts: readonly number[]
}

export function mafColumns(headerRow: string): MafPlaces {
  const titles = headerRow.split('\t').map((title) => title.trim())
  const names = titles.map((title) => title.toLowerCase())
  const places = (field: MafField): number[] =>
    MAF_COLUMNS[field].map((name) => names.indexOf(name)).filter((place) => place !== -1)
  const place = (field: MafField): number => places(field)[0] ?? -1
  return {
    gene: place('gene'),
    build: place('build'),
    chrom: place('chrom'),
    start: place('start'),
    ref: place('ref'),
    allele1: place('allele1'),
    allele2: place('allele2'),
    sample: place('sample'),
    normalSample: place('normalSample'),
    classification: place('classification'),
    consequence: place('consequence'),
    hgvsC: place('hgvsC'),
    hgvsP: place('hgvsP'),
    proteinShort: place('proteinShort'),
    transcript: place('transcript'),
    exon: place('exon'),
    depth: place('depth'),
    refCount: place('refCount'),
    altCount: place('altCount'),
    vaf: place('vaf'),
    normalDepth: place('normalDepth'),
    normalRefCount: place('normalRefCount'),
    normalAltCount: place('normalAltCount'),
    filter: place('filter'),
    status: place('status'),
    clinicalSignificance: place('clinicalSignificance'),
    dbsnp: place('dbsnp'),
    width: titles.length,
    titles,
    frequencies: names.flatMap((name, i) => (MAF_FREQUENCY_COLUMN.test(name) ? [i] : [])),
    proteinShorts: places('proteinShort'),
  }
}
