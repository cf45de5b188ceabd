import type { TextColumn } from '../../reports/batch.ts'
import type { VariantColumn, VariantFilter, VariantQuery } from '../../../shared/variantQuery.ts'
import type { ReadableDatabase } from '../database.ts'
import { countOrNull, textAt } from './block.ts'
import { blocksOf } from './blocks.ts'
import type { BlockParts, VariantBlock } from './blocks.ts'
import { allAnnotations, allCalls } from './dictionaries.ts'
import type { StoredAnnotation, StoredCall } from './dictionaries.ts'
import { createRowFilter } from './filter.ts'
import { readRare } from './rows.ts'
import { siteOf } from './site.ts'

/** Which variants a table shows, and in which order. */

type Sort = VariantQuery['sort']

/** A value to order by; NaN and '' are absent ones, which come last whichever the direction. */
type Value = number | string

interface SortRule {
  readonly parts: BlockParts
  /** Looks up what the report's blocks name by number. */
  of(db: ReadableDatabase, reportId: number): (block: VariantBlock, row: number) => Value
}

function byAnnotation(value: (annotation: StoredAnnotation) => string): SortRule {
  return {
    parts: {},
    of(db, reportId) {
      const values = ['', ...allAnnotations(db, reportId).map(value)]
      return ({ keys }, row) => values[keys.annotation[row] ?? 0] ?? ''
    },
  }
}

function byCall(value: (call: StoredCall) => string): SortRule {
  return {
    parts: {},
    of(db, reportId) {
      const values = allCalls(db, reportId).map(value)
      return ({ keys }, row) => values[keys.call[row] ?? 0] ?? ''
    },
  }
}

function byNumber(value: (block: VariantBlock, row: number) => number): SortRule {
  return { parts: { reads: true }, of: () => value }
}

function byText(column: TextColumn, value: (text: string) => Value = (text) => text): SortRule {
  return { parts: { texts: true }, of: () => (block, row) => value(textAt(block.texts, row, column)) }
}

const SORT_RULES: Record<Exclude<VariantColumn, 'position'>, SortRule> = {
  report: { parts: {}, of: (_, reportId) => () => reportId },
  gene: byAnnotation(({ gene }) => gene),
  transcript: byAnnotation(({ transcript }) => transcript),
  consequence: byCall(({ consequence }) => consequence),
  filter: byCall(({ filter }) => filter),
  origin: byCall(({ origin }) => origin),
  // `2/18` before `10/18`.
  exon: byText('exon', (text) => (text === '' ? NaN : Number.parseInt(text, 10) || 0)),
  hgvsP: byText('hgvsP'),
  hgvsC: byText('hgvsC'),
  ref: byText('alleles', (alleles) => alleles.slice(0, alleles.indexOf('>'))),
  alt: byText('alleles', (alleles) => alleles.slice(alleles.indexOf('>') + 1)),
  externalIds: byText('externalIds'),
  clinicalSignificance: byText('rare', (json) => readRare(json).clinicalSignificance ?? ''),
  vaf: byNumber(({ reads }, row) => reads.vaf[row] ?? NaN),
  depth: byNumber(({ reads }, row) => countOrNull(reads.depth[row]) ?? NaN),
  altDepth: byNumber(({ reads }, row) => countOrNull(reads.altDepth[row]) ?? NaN),
  normalVaf: byNumber(({ reads }, row) => reads.normalVaf[row] ?? NaN),
  populationFrequency: byNumber(({ reads }, row) => reads.populationFrequency[row] ?? NaN),
}

function absent(value: Value | undefined): boolean {
  return value === undefined || value === '' || Number.isNaN(value)
}

/** Ties keep the order of the genome. */
function inOrder(
  numbers: readonly number[],
  sites: readonly number[],
  values: readonly Value[] | null,
  sort: Sort,
) {
  const turn = sort.descending ? -1 : 1
  const byPlace = (a: number, b: number): number =>
    (sites[a] ?? 0) - (sites[b] ?? 0) || (numbers[a] ?? 0) - (numbers[b] ?? 0)
  const order = Uint32Array.from(numbers.keys())
  if (values === null) return order.sort((a, b) => turn * byPlace(a, b))
  return order.sort((a, b) => {
    const one = values[a]
    const other = values[b]
    if (one !== other) {
      if (absent(one) || absent(other)) {
        const last = Number(absent(one)) - Number(absent(other))
        return last === 0 ? byPlace(a, b) : last
      }
      return (one ?? 0) < (other ?? 0) ? -turn : turn
    }
    return byPlace(a, b)
  })
}

function isSorted(sites: readonly number[]): boolean {
  for (let i = 1; i < sites.length; i += 1) if ((sites[i - 1] ?? 0) > (sites[i] ?? 0)) return false
  return true
}

/** Numbers of the variants of these reports that pass the filter, in order. */
function findInOrder(
  db: ReadableDatabase,
  reports: readonly number[],
  filter: VariantFilter,
  sort: Sort,
): Float64Array {
  const rule = sort.column === 'position' ? null : SORT_RULES[sort.column]
  const numbers: number[] = []
  const sites: number[] = []
  const values: Value[] | null = rule === null ? null : []
  for (const reportId of reports) {
    const rows = createRowFilter(db, reportId, filter)
    const valueOf = rule?.of(db, reportId)
    const parts = {
      reads: rows.parts.reads === true || rule?.parts.reads === true,
      texts: rows.parts.texts === true || rule?.parts.texts === true,
    }
    for (const block of blocksOf(db, reportId, parts, rows.ranges)) {
      const tests = rows.testsFor(block)
      if (tests === null) continue
      const { chrom, pos, length } = block.keys
      for (let row = 0; row < length; row += 1) {
        if (!tests.every((test) => test(row))) continue
        numbers.push(block.first + row)
        sites.push(siteOf(chrom[row] ?? 0, pos[row] ?? 0))
        if (valueOf !== undefined) values?.push(valueOf(block, row))
      }
    }
  }
  if (values === null && !sort.descending && isSorted(sites)) return Float64Array.from(numbers)
  return Float64Array.from(inOrder(numbers, sites, values, sort), (index) => numbers[index] ?? NaN)
}

/** The answer to the last question of a connection: a table that is scrolled asks the same for each of its windows. */
const lastAnswers = new WeakMap<
  ReadableDatabase,
  { readonly question: string; readonly numbers: Float64Array }
>()

/**
 * Numbers of the variants of these reports that pass the filter, in the order of the table: karyotype order for
 * `position`, absent values last, ties in the order of the genome.
 */
export function variantsInOrder(
  db: ReadableDatabase,
  reports: readonly number[],
  filter: VariantFilter,
  sort: Sort,
): Float64Array {
  // A report never changes once it is stored and its number is never given again, so the answer holds.
  const question = JSON.stringify([reports, filter, sort])
  const last = lastAnswers.get(db)
  if (last?.question === question) return last.numbers
  const numbers = findInOrder(db, reports, filter, sort)
  lastAnswers.set(db, { question, numbers })
  return numbers
}
