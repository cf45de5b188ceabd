import { NUMBER_COLUMNS } from '../../reports/batch.ts'
import type { NumberColumn, SmallVariantBatch } from '../../reports/batch.ts'
import type { WritableDatabase } from '../database.ts'
import { KEY_BYTES, READ_BYTES, keysIn, markOf, readsIn, storedCount } from './block.ts'
import { isPromoterSite } from './consequences.ts'
import { createAnnotations, createCalls } from './dictionaries.ts'
import { numberOf } from './numbers.ts'
import { chromCode, siteOf } from './site.ts'

/** Adding a report's small variants. Runs inside the import's transaction. */
export interface VariantInserter {
  /** Each batch becomes a block. Throws where it has not the shape of batch.ts. */
  insert(batch: SmallVariantBatch): void
  finish(): void
}

function place(name: NumberColumn): number {
  return NUMBER_COLUMNS.indexOf(name)
}

const LINE = place('line')
const POS = place('pos')
const DEPTH = place('depth')
const ALT_DEPTH = place('altDepth')
const VAF = place('vaf')
const NORMAL_DEPTH = place('normalDepth')
const NORMAL_VAF = place('normalVaf')
const FREQUENCY = place('populationFrequency')
const CHROM = place('chrom')
const ANNOTATION = place('annotation')
const CALL = place('call')

export function createVariantInserter(db: WritableDatabase, reportId: number): VariantInserter {
  const annotations = createAnnotations(db, reportId)
  const calls = createCalls(db, reportId)
  const chroms: number[] = []
  const add = db.prepare('INSERT INTO variant_blocks (id, keys, reads, texts) VALUES (?, ?, ?, ?)')
  // Rooms that serve block after block: new ones would be garbage for V8 to collect.
  let keyRoom = new ArrayBuffer(0)
  let readRoom = new ArrayBuffer(0)
  let rows = 0

  return {
    insert(batch) {
      const { length, numbers } = batch
      for (const chrom of batch.newChroms) chroms.push(chromCode(db, chrom))
      annotations.add(batch.newAnnotations)
      calls.add(batch.newCalls)
      if (numbers.length !== length * NUMBER_COLUMNS.length) {
        throw new Error('A batch of variants has not the agreed shape.')
      }
      if (keyRoom.byteLength < KEY_BYTES * length) {
        keyRoom = new ArrayBuffer(KEY_BYTES * length)
        readRoom = new ArrayBuffer(READ_BYTES * length)
      }
      const keys = keysIn(new Uint8Array(keyRoom, 0, KEY_BYTES * length))
      const reads = readsIn(new Uint8Array(readRoom, 0, READ_BYTES * length))
      for (let row = 0; row < length; row += 1) {
        const at = row * NUMBER_COLUMNS.length
        const chrom = chroms[numbers[at + CHROM] ?? NaN]
        const call = numbers[at + CALL] ?? NaN
        const marks = calls.marks[call]
        if (chrom === undefined || marks === undefined) throw new Error('A batch names what was never sent.')
        const pos = numbers[at + POS] ?? NaN
        const annotation = numbers[at + ANNOTATION] ?? NaN
        keys.pos[row] = pos
        keys.chrom[row] = chrom
        keys.call[row] = call
        keys.marks[row] = markOf(marks.standing, marks.effect || isPromoterSite(siteOf(chrom, pos)))
        const annotated = !Number.isNaN(annotation)
        keys.annotation[row] = annotated ? annotation + 1 : 0
        if (annotated) annotations.count(annotation, rows + row, marks.standing === 2)
        reads.line[row] = storedCount(numbers[at + LINE] ?? NaN)
        reads.depth[row] = storedCount(numbers[at + DEPTH] ?? NaN)
        reads.altDepth[row] = storedCount(numbers[at + ALT_DEPTH] ?? NaN)
        reads.normalDepth[row] = storedCount(numbers[at + NORMAL_DEPTH] ?? NaN)
        reads.vaf[row] = numbers[at + VAF] ?? NaN
        reads.normalVaf[row] = numbers[at + NORMAL_VAF] ?? NaN
        reads.populationFrequency[row] = numbers[at + FREQUENCY] ?? NaN
      }
      add.run(numberOf(reportId, rows), keys.bytes, reads.bytes, batch.texts)
      rows += length
    },
    finish() {
      annotations.finish()
    },
  }
}
