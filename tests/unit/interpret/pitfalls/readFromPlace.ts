import { join } from 'node:path'
import { annotateByCoordinate } from '../../../../electron/reports/annotateByCoordinate.ts'
import { loadAnnotationContext } from '../../../../electron/reports/annotationContext.ts'
import { emptyRow } from '../../../../electron/reports/batchWriter.ts'
import type { VariantRow } from '../../../../electron/reports/batchWriter.ts'
import { normaliseAllele } from '../../../../electron/reports/normalise.ts'
import { createReadLog } from '../../../../electron/reports/readLog.ts'
import type { GenomeBuild, SmallVariant } from '../../../../shared/model.ts'
import { variant } from '../builders.ts'

const context = await loadAnnotationContext(join(import.meta.dirname, '../../../../resources'), {
  GRCh37: null,
  GRCh38: null,
})

/** What the reader makes of a call without annotation, with the gene models and slices that ship. */
export function readFromPlace(
  build: GenomeBuild,
  chrom: string,
  pos: number,
  ref: string,
  alt: string,
): VariantRow & { readonly warnings: readonly string[] } {
  const row = emptyRow()
  const allele = { pos, ref, alt, check: 'unchecked' as const }
  normaliseAllele(context.builds[build].sequence, chrom, pos, ref, alt, allele)
  Object.assign(row, { chrom, pos: allele.pos, ref: allele.ref, alt: allele.alt })
  const log = createReadLog()
  annotateByCoordinate(row, context.builds[build], log)
  return { ...row, warnings: log.warnings() }
}

/** The same as the variant that matching sees. */
export function variantFromPlace(...call: Parameters<typeof readFromPlace>): SmallVariant {
  const { gene, hgvsP, hgvsC, transcript, consequence, exon, otherProduct, chrom, pos, ref, alt } =
    readFromPlace(...call)
  return variant(gene, hgvsP === '' ? null : hgvsP, {
    build: call[0],
    chrom,
    pos,
    ref,
    alt,
    hgvsC: hgvsC === '' ? null : hgvsC,
    transcript: transcript === '' ? null : transcript,
    consequence: consequence === '' ? null : consequence,
    exon: exon === '' ? null : exon,
    annotationSource: 'computed',
    ...(otherProduct === null ? {} : { otherProduct }),
  })
}
