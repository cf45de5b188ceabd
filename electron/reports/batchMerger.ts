import { NUMBER_COLUMNS } from './batch.ts'
import type { SmallVariantBatch } from './batch.ts'
import { createAnnotationNumbers, createCallNumbers, createChromNumbers } from './batchDictionaries.ts'

/** Makes one stream of batches from those of several writers, each of which numbers its entries for itself. */
export interface BatchMerger {
  /** A place for the batches of one writer, which come in their order. The numbers of the batch are overwritten. */
  source(): (batch: SmallVariantBatch) => SmallVariantBatch
}

const CHROM = NUMBER_COLUMNS.indexOf('chrom')
const ANNOTATION = NUMBER_COLUMNS.indexOf('annotation')
const CALL = NUMBER_COLUMNS.indexOf('call')

export function createBatchMerger(): BatchMerger {
  const chroms = createChromNumbers()
  const annotations = createAnnotationNumbers()
  const calls = createCallNumbers()
  return {
    source() {
      const chromOf: number[] = []
      const annotationOf: number[] = []
      const callOf: number[] = []
      return (batch) => {
        const { length, numbers } = batch
        for (const chrom of batch.newChroms) chromOf.push(chroms.numberOf({ chrom }))
        for (const entry of batch.newAnnotations) annotationOf.push(annotations.numberOf(entry))
        for (const entry of batch.newCalls) callOf.push(calls.numberOf(entry))
        for (let row = 0; row < length; row += 1) {
          const at = row * NUMBER_COLUMNS.length
          numbers[at + CHROM] = chromOf[numbers[at + CHROM] ?? NaN] ?? NaN
          numbers[at + ANNOTATION] = annotationOf[numbers[at + ANNOTATION] ?? NaN] ?? NaN
          numbers[at + CALL] = callOf[numbers[at + CALL] ?? NaN] ?? NaN
        }
        return {
          ...batch,
          newChroms: chroms.takeNew(),
          newAnnotations: annotations.takeNew(),
          newCalls: calls.takeNew(),
        }
      }
    },
  }
}
