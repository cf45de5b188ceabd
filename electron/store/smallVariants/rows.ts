import { z } from 'zod'
import { genomeBuildSchema, otherProductSchema } from '../../../shared/model.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { ReadableDatabase } from '../database.ts'
import { countOrNull, fractionOrNull, standingIn, textAt } from './block.ts'
import { blockWith } from './blocks.ts'
import type { VariantBlock } from './blocks.ts'
import { createDictionary } from './dictionaries.ts'
import { reportOf } from './numbers.ts'
import { createChromNames } from './site.ts'

/** Whole variants from their blocks. */

const rareSchema = z.object({
  rawPos: z.number().int().nullable().default(null),
  rawRef: z.string().nullable().default(null),
  rawAlt: z.string().nullable().default(null),
  clinicalSignificance: z.string().nullable().default(null),
  phase: z.string().nullable().default(null),
  otherProduct: otherProductSchema.optional(),
})
type Rare = z.infer<typeof rareSchema>

const NOTHING_RARE: Rare = {
  rawPos: null,
  rawRef: null,
  rawAlt: null,
  clinicalSignificance: null,
  phase: null,
}

/** The fields that few variants carry, from their JSON; '' for none. */
export function readRare(json: string): Rare {
  return json === '' ? NOTHING_RARE : rareSchema.parse(JSON.parse(json))
}

/** `row` counts the variants of the block, which was read whole, from 0. */
export type ReadVariant = (block: VariantBlock, row: number) => SmallVariant

/** Makes variants of one report's blocks. Throws where the report has no genome build. */
export function createVariantReader(db: ReadableDatabase, reportId: number): ReadVariant {
  const build = genomeBuildSchema.parse(
    db.prepare('SELECT build FROM reports WHERE id = ?').pluck().get(reportId),
  )
  const { annotation, call } = createDictionary(db, reportId)
  const chromName = createChromNames(db)
  return (block, row) => {
    const { keys, reads, texts, first } = block
    const { gene, transcript } = annotation(keys.annotation[row] ?? 0)
    const { filter, origin, zygosity, consequence, source } = call(keys.call[row] ?? 0)
    const alleles = textAt(texts, row, 'alleles')
    const arrow = alleles.indexOf('>')
    return {
      kind: 'smallVariant',
      status: 'detected',
      id: first + row,
      reportId,
      line: countOrNull(reads.line[row]),
      build,
      chrom: chromName(keys.chrom[row] ?? 0),
      pos: keys.pos[row] ?? 0,
      ref: alleles.slice(0, arrow),
      alt: alleles.slice(arrow + 1),
      gene: gene || null,
      transcript: transcript || null,
      hgvsC: textAt(texts, row, 'hgvsC') || null,
      hgvsP: textAt(texts, row, 'hgvsP') || null,
      consequence: consequence || null,
      exon: textAt(texts, row, 'exon') || null,
      annotationSource: source || null,
      depth: countOrNull(reads.depth[row]),
      altDepth: countOrNull(reads.altDepth[row]),
      vaf: fractionOrNull(reads.vaf[row]),
      normalDepth: countOrNull(reads.normalDepth[row]),
      normalVaf: fractionOrNull(reads.normalVaf[row]),
      populationFrequency: fractionOrNull(reads.populationFrequency[row]),
      filter,
      origin,
      zygosity: zygosity || null,
      present: standingIn(keys.marks[row] ?? 0) > 0,
      externalIds: textAt(texts, row, 'externalIds') || null,
      ...readRare(textAt(texts, row, 'rare')),
    }
  }
}

/** Variants by their numbers, in that order; a number that names none is left out. */
export function variantsById(db: ReadableDatabase, numbers: readonly number[]): SmallVariant[] {
  const found: SmallVariant[][] = numbers.map(() => [])
  // In the order of the store: each block is read once and none is kept.
  const order = numbers.map((_, index) => index).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
  let block: VariantBlock | null = null
  let read: ReadVariant | null = null
  for (const index of order) {
    const number = numbers[index] ?? NaN
    const reportId = reportOf(number)
    if (block === null || number >= block.first + block.keys.length) {
      const next = blockWith(db, reportId, number)
      if (next === null) continue
      if (read === null || block?.reportId !== reportId) read = createVariantReader(db, reportId)
      block = next
    }
    if (read !== null) found[index] = [read(block, number - block.first)]
  }
  return found.flat()
}
