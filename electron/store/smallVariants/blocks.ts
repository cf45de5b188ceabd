import type { ReadableDatabase } from '../database.ts'
import { cutTexts, keysIn, readsIn } from './block.ts'
import type { BlockKeys, BlockReads, BlockTexts } from './block.ts'
import type { RowRange } from './dictionaries.ts'
import { numberOf } from './numbers.ts'

/** Reading blocks of small variants, with no more of each than is asked for. */

export interface VariantBlock {
  readonly reportId: number
  /** Number of its first variant; the others follow it. */
  readonly first: number
  readonly keys: BlockKeys
  /** Empty where not asked for. */
  readonly reads: BlockReads
  /** Cut at the first use. */
  readonly texts: BlockTexts
  /** In lower case and as one: what stands nowhere in it need not be looked for row by row. */
  readonly foldedText: string
  /** The same cut. */
  readonly foldedTexts: BlockTexts
}

/** What is read beside the keys. */
export interface BlockParts {
  readonly reads?: boolean
  readonly texts?: boolean
}

export const WHOLE: BlockParts = { reads: true, texts: true }

interface BlockRow {
  readonly id: number
  readonly keys: Uint8Array<ArrayBuffer>
  readonly reads?: Uint8Array<ArrayBuffer>
  readonly texts?: Buffer
}

const NO_READS = readsIn(new Uint8Array(0))

function columnsOf({ reads, texts }: BlockParts): string {
  return `id, keys${reads ? ', reads' : ''}${texts ? ', texts' : ''}`
}

function readRow(reportId: number, row: BlockRow): VariantBlock {
  const keys = keysIn(row.keys)
  const text = (): string => row.texts?.toString('utf8') ?? ''
  let texts: BlockTexts | null = null
  let foldedText: string | null = null
  let foldedTexts: BlockTexts | null = null
  return {
    reportId,
    first: row.id,
    keys,
    reads: row.reads === undefined ? NO_READS : readsIn(row.reads),
    get texts() {
      return (texts ??= cutTexts(text(), keys.length))
    },
    get foldedText() {
      return (foldedText ??= text().toLowerCase())
    },
    get foldedTexts() {
      return (foldedTexts ??= cutTexts(this.foldedText, keys.length))
    },
  }
}

/** Overlapping ranges joined, in order. */
function joined(ranges: readonly RowRange[]): readonly RowRange[] {
  const result: { first: number; last: number }[] = []
  for (const { first, last } of ranges.toSorted((one, other) => one.first - other.first)) {
    const before = result.at(-1)
    if (before !== undefined && first <= before.last + 1) before.last = Math.max(before.last, last)
    else result.push({ first, last })
  }
  return result
}

/** Blocks of a report in order; with `ranges` only those that hold any of these rows. */
export function* blocksOf(
  db: ReadableDatabase,
  reportId: number,
  parts: BlockParts = {},
  ranges: readonly RowRange[] | null = null,
): Generator<VariantBlock, void, undefined> {
  const columns = columnsOf(parts)
  if (ranges === null) {
    const all = db.prepare(`SELECT ${columns} FROM variant_blocks WHERE id BETWEEN ? AND ? ORDER BY id`)
    for (const row of all.iterate(numberOf(reportId, 0), numberOf(reportId + 1, 0) - 1)) {
      yield readRow(reportId, row as BlockRow)
    }
    return
  }
  const some = db.prepare(
    `SELECT ${columns} FROM variant_blocks
     WHERE id >= (SELECT max(id) FROM variant_blocks WHERE id <= :first) AND id <= :last AND id >= :next ORDER BY id`,
  )
  let next = numberOf(reportId, 0)
  for (const { first, last } of joined(ranges)) {
    const rows = some.all({
      first: numberOf(reportId, first),
      last: numberOf(reportId, last),
      next,
    }) as BlockRow[]
    for (const row of rows) {
      yield readRow(reportId, row)
      next = row.id + 1
    }
  }
}

/** The block that holds the variant of this number, whole; null where there is none. */
export function blockWith(db: ReadableDatabase, reportId: number, number: number): VariantBlock | null {
  const row = db
    .prepare(
      `SELECT ${columnsOf(WHOLE)} FROM variant_blocks WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1`,
    )
    .get(numberOf(reportId, 0), number) as BlockRow | undefined
  if (row === undefined) return null
  const block = readRow(reportId, row)
  return number < block.first + block.keys.length ? block : null
}
