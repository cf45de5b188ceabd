import { formatProteinChange, parseProteinChange } from '../../../shared/hgvs.ts'
import type { VariantFilter } from '../../../shared/variantQuery.ts'
import type { ReadableDatabase } from '../database.ts'
import { effectIn, standingIn, textAt } from './block.ts'
import type { BlockParts, VariantBlock } from './blocks.ts'
import { annotationsNaming, callsOfOrigins, placesOfGenes } from './dictionaries.ts'
import type { RowRange } from './dictionaries.ts'
import { findChromCode, siteOf } from './site.ts'

/** A filter made ready for the blocks of one report. */
export interface RowFilter {
  /** What the tests look at beside the keys. */
  readonly parts: BlockParts
  /** Rows that can pass at all; null for any. */
  readonly ranges: readonly RowRange[] | null
  /** Tests for the rows of a block, which must all hold; null where none of them can pass. */
  testsFor(block: VariantBlock): readonly RowTest[] | null
}

/** `row` counts the variants of the block from 0. */
export type RowTest = (row: number) => boolean

type BlockTest = (block: VariantBlock) => RowTest | null

/** `7:140453136`, `chr7:140,453,136`, `7:100-200`; null where the word is no position. 1-based, inclusive. */
export function readPosition(word: string): { chrom: string; start: number; end: number } | null {
  const match = /^(?:chr)?(\w+(?:\.\d+)?):(\d[\d,]*)(?:-(\d[\d,]*))?$/i.exec(word)
  if (match === null) return null
  const start = Number(match[2]?.replaceAll(',', ''))
  const end = match[3] === undefined ? start : Number(match[3].replaceAll(',', ''))
  const name = match[1] ?? ''
  const upper = name.toUpperCase()
  return { chrom: upper === 'M' ? 'MT' : /^(\d+|X|Y|MT)$/.test(upper) ? upper : name, start, end }
}

/** The three-letter writing of a protein change typed as `V600E` or `p.V600E`; null for any other word. */
function threeLetter(word: string): string | null {
  const change = parseProteinChange(word)
  if (change.kind === 'unknown' || change.start === null) return null
  return formatProteinChange(change, 'three').replace(/^p\./, '')
}

function positionTest(
  db: ReadableDatabase,
  position: NonNullable<ReturnType<typeof readPosition>>,
): BlockTest {
  const code = findChromCode(db, position.chrom)
  if (code === null) return () => null
  const start = siteOf(code, position.start)
  const end = siteOf(code, position.end)
  return ({ keys: { chrom, pos } }) =>
    (row) => {
      const site = siteOf(chrom[row] ?? 0, pos[row] ?? 0)
      return site >= start && site <= end
    }
}

/** The word in the gene, either writing of a change, the identifiers, or as the bare position; case does not matter. */
function wordTest(db: ReadableDatabase, reportId: number, word: string): BlockTest {
  const folded = word.toLowerCase()
  const protein = threeLetter(word)?.toLowerCase() ?? null
  const genes = annotationsNaming(db, reportId, folded)
  const position = /^\d+$/.test(word) ? Number(word) : null
  return (block) => {
    const { keys, foldedText } = block
    const inText = foldedText.includes(folded) || (protein !== null && foldedText.includes(protein))
    const texts = inText ? block.foldedTexts : null
    if (texts === null && genes.size === 0 && position === null) return null
    return (row) => {
      if (genes.has(keys.annotation[row] ?? 0) || keys.pos[row] === position) return true
      if (texts === null) return false
      const hgvsP = textAt(texts, row, 'hgvsP')
      return (
        hgvsP.includes(folded) ||
        (protein !== null && hgvsP.includes(protein)) ||
        textAt(texts, row, 'hgvsC').includes(folded) ||
        textAt(texts, row, 'externalIds').includes(folded)
      )
    }
  }
}

/** The conditions of `filter`, all of which a variant must fulfil. */
export function createRowFilter(db: ReadableDatabase, reportId: number, filter: VariantFilter): RowFilter {
  const tests: BlockTest[] = []
  let ranges: readonly RowRange[] | null = null
  if (filter.quality === 'passed') {
    tests.push(
      ({ keys: { marks } }) =>
        (row) =>
          standingIn(marks[row] ?? 0) === 2,
    )
  }
  if (filter.effect === 'protein-changing') {
    tests.push(
      ({ keys: { marks } }) =>
        (row) =>
          effectIn(marks[row] ?? 0),
    )
  }
  if (filter.genes.length > 0) {
    const places = placesOfGenes(db, reportId, new Set(filter.genes))
    ranges = places.ranges
    tests.push(
      ({ keys }) =>
        (row) =>
          places.annotations.has(keys.annotation[row] ?? 0),
    )
  }
  if (filter.origins.length > 0) {
    const calls = callsOfOrigins(db, reportId, filter.origins)
    tests.push(
      ({ keys }) =>
        (row) =>
          calls.has(keys.call[row] ?? 0),
    )
  }
  const { minimumVaf, maximumPopulationFrequency } = filter
  if (minimumVaf !== null) {
    tests.push(
      ({ reads }) =>
        (row) =>
          (reads.vaf[row] ?? NaN) >= minimumVaf,
    )
  }
  if (maximumPopulationFrequency !== null) {
    // A variant whose frequency nobody states is kept: unmeasured is not common.
    tests.push(
      ({ reads }) =>
        (row) =>
          !((reads.populationFrequency[row] ?? NaN) > maximumPopulationFrequency),
    )
  }
  let texts = false
  for (const word of filter.text.split(/\s+/).filter((part) => part !== '')) {
    const position = readPosition(word)
    if (position === null) texts = true
    tests.push(position === null ? wordTest(db, reportId, word) : positionTest(db, position))
  }
  return {
    parts: { reads: minimumVaf !== null || maximumPopulationFrequency !== null, texts },
    ranges,
    testsFor(block) {
      const ready: RowTest[] = []
      for (const test of tests) {
        const rowTest = test(block)
        if (rowTest === null) return null
        ready.push(rowTest)
      }
      return ready
    },
  }
}
