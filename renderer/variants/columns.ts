import type { SmallVariant } from '../../shared/model.ts'
import type { VariantColumn } from '../../shared/variantQuery.ts'
import { percent } from '../parts/numbers.ts'
import { alleleShort, consequenceText, positionText, proteinShort } from './variantText.ts'

export interface ColumnSpec {
  readonly column: VariantColumn
  readonly label: string
  /** Width in rem. */
  readonly width: number
  readonly number?: boolean
  readonly shownAtFirst: boolean
  readonly text: (variant: SmallVariant) => string
}

/** Every column the store can sort by, in the order of the table. The report's name is filled in by the table. */
export const columnSpecs: readonly ColumnSpec[] = [
  { column: 'gene', label: 'Gene', width: 7.5, shownAtFirst: true, text: (one) => one.gene ?? '' },
  {
    column: 'hgvsP',
    label: 'Protein',
    width: 9,
    shownAtFirst: true,
    text: (one) => (one.hgvsP === null ? '' : proteinShort(one.hgvsP)),
  },
  { column: 'hgvsC', label: 'Coding', width: 10.5, shownAtFirst: true, text: (one) => one.hgvsC ?? '' },
  {
    column: 'consequence',
    label: 'Consequence',
    width: 11.5,
    shownAtFirst: true,
    text: (one) => consequenceText(one.consequence),
  },
  { column: 'exon', label: 'Exon', width: 4.5, shownAtFirst: false, text: (one) => one.exon ?? '' },
  {
    column: 'transcript',
    label: 'Transcript',
    width: 11,
    shownAtFirst: false,
    text: (one) => one.transcript ?? '',
  },
  { column: 'position', label: 'Position', width: 9.5, shownAtFirst: true, text: positionText },
  { column: 'ref', label: 'Ref', width: 5, shownAtFirst: true, text: (one) => alleleShort(one.ref) },
  { column: 'alt', label: 'Alt', width: 5, shownAtFirst: true, text: (one) => alleleShort(one.alt) },
  {
    column: 'vaf',
    label: 'VAF',
    width: 5,
    number: true,
    shownAtFirst: true,
    text: (one) => percent(one.vaf),
  },
  {
    column: 'depth',
    label: 'Depth',
    width: 5,
    number: true,
    shownAtFirst: true,
    text: (one) => numberText(one.depth),
  },
  {
    column: 'altDepth',
    label: 'Alt reads',
    width: 5.5,
    number: true,
    shownAtFirst: false,
    text: (one) => numberText(one.altDepth),
  },
  {
    column: 'normalVaf',
    label: 'Normal VAF',
    width: 6.5,
    number: true,
    shownAtFirst: false,
    text: (one) => percent(one.normalVaf),
  },
  {
    column: 'populationFrequency',
    label: 'Population',
    width: 6.5,
    number: true,
    shownAtFirst: true,
    text: (one) => percent(one.populationFrequency),
  },
  { column: 'filter', label: 'Filter', width: 8, shownAtFirst: true, text: (one) => one.filter },
  { column: 'origin', label: 'Origin', width: 6.5, shownAtFirst: true, text: (one) => one.origin },
  {
    column: 'clinicalSignificance',
    label: 'Class',
    width: 9,
    shownAtFirst: false,
    text: (one) => one.clinicalSignificance ?? '',
  },
  {
    column: 'externalIds',
    label: 'Identifiers',
    width: 10,
    shownAtFirst: false,
    text: (one) => one.externalIds ?? '',
  },
  { column: 'report', label: 'Report', width: 11, shownAtFirst: false, text: () => '' },
]

function numberText(value: number | null): string {
  return value === null ? '' : value.toLocaleString('en')
}

/** Columns chosen earlier (comma-separated names), unknown names dropped; the first set where none are stored. */
export function chosenColumns(stored: string | null): readonly VariantColumn[] {
  const first = columnSpecs.filter((spec) => spec.shownAtFirst).map((spec) => spec.column)
  if (stored === null) return first
  const names = new Set(stored.split(','))
  const chosen = columnSpecs.filter((spec) => names.has(spec.column)).map((spec) => spec.column)
  return chosen.length === 0 ? first : chosen
}
