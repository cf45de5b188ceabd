import { z } from 'zod'
import type { SmallVariant } from '../../../shared/model.ts'
import type { ReadableDatabase } from '../database.ts'
import { WHOLE, blocksOf } from './blocks.ts'
import type { VariantBlock } from './blocks.ts'
import { placesOfGenes } from './dictionaries.ts'
import { createVariantReader } from './rows.ts'

const idsSchema = z.array(z.number().int())

/** Reports of a case in the order of their import. */
export function reportIds(db: ReadableDatabase, caseId: number): readonly number[] {
  return idsSchema.parse(
    db.prepare('SELECT id FROM reports WHERE case_id = ? ORDER BY id').pluck().all(caseId),
  )
}

type Wanted = (block: VariantBlock, row: number) => boolean

/** Matching asks the same genes of case after case. */
const sharedSets = new WeakMap<readonly string[], ReadonlySet<string>>()

function setOf(genes: readonly string[]): ReadonlySet<string> {
  let set = sharedSets.get(genes)
  if (set === undefined) sharedSets.set(genes, (set = new Set(genes)))
  return set
}

/**
 * A case's variants of these genes (HGNC symbols) that are wanted, in the order of reports and files. `wantedIn` says
 * which of a report's variants are: null for none. Only the blocks that hold such genes are read.
 */
export function variantsWhere(
  db: ReadableDatabase,
  args: { caseId: number; genes: readonly string[] },
  wantedIn: (reportId: number) => Wanted | null,
): readonly SmallVariant[] {
  const genes = setOf(args.genes)
  return reportIds(db, args.caseId).flatMap((reportId) => {
    const wanted = wantedIn(reportId)
    if (wanted === null) return []
    const { annotations, ranges } = placesOfGenes(db, reportId, genes)
    if (annotations.size === 0) return []
    const read = createVariantReader(db, reportId)
    const found: SmallVariant[] = []
    for (const block of blocksOf(db, reportId, WHOLE, ranges)) {
      for (let row = 0; row < block.keys.length; row += 1) {
        if (annotations.has(block.keys.annotation[row] ?? 0) && wanted(block, row))
          found.push(read(block, row))
      }
    }
    return found
  })
}
