import { z } from 'zod'
import { otherProductSchema } from '../../../shared/model.ts'
import type { GenomeBuild, SmallVariant } from '../../../shared/model.ts'
import type { ReadableDatabase } from '../database.ts'
import { SQL_CONTIG_ID, readSite } from './site.ts'

/** Whole variants from their rows. */

/** Written by our own insert into a STRICT table: its types hold, so thousands of rows are not parsed again. */
interface VariantRow {
  readonly id: number
  readonly reportId: number
  readonly build: GenomeBuild
  readonly site: number
  readonly contig: string | null
  /** REF>ALT */
  readonly alleles: string
  readonly gene: string | null
  readonly consequence: string | null
  readonly transcript: string | null
  readonly exon: string | null
  readonly filter: string
  readonly hgvsC: string | null
  readonly hgvsP: string | null
  readonly externalIds: string | null
  readonly line: number | null
  readonly depth: number | null
  readonly altDepth: number | null
  readonly vaf: number | null
  readonly normalDepth: number | null
  readonly normalVaf: number | null
  readonly populationFrequency: number | null
  readonly standing: number
  readonly origin: SmallVariant['origin']
  readonly zygosity: SmallVariant['zygosity']
  readonly annotationSource: SmallVariant['annotationSource']
  readonly rare: string | null
}

const rareSchema = z.object({
  rawPos: z.number().int().nullable().default(null),
  rawRef: z.string().nullable().default(null),
  rawAlt: z.string().nullable().default(null),
  clinicalSignificance: z.string().nullable().default(null),
  phase: z.string().nullable().default(null),
  otherProduct: otherProductSchema.optional(),
})

const NOTHING_RARE: z.infer<typeof rareSchema> = {
  rawPos: null,
  rawRef: null,
  rawAlt: null,
  clinicalSignificance: null,
  phase: null,
}

const SELECT_ROWS = `
  SELECT v.id, v.report_id AS reportId, reports.build, v.site, contigs.name AS contig, v.alleles,
    nullif(gene, '') AS gene, nullif(transcript, '') AS transcript, nullif(consequence, '') AS consequence,
    v.exon, nullif(source, '') AS annotationSource, filter, origin,
    nullif(zygosity, '') AS zygosity, v.standing, v.hgvs_c AS hgvsC, v.hgvs_p AS hgvsP,
    v.external_ids AS externalIds, v.line, v.depth, v.alt_depth AS altDepth, v.vaf,
    v.normal_depth AS normalDepth, v.normal_vaf AS normalVaf, v.population_frequency AS populationFrequency,
    v.rare
  FROM json_each(?) AS wanted
  CROSS JOIN small_variants AS v ON v.id = wanted.value
  CROSS JOIN reports ON reports.id = v.report_id
  CROSS JOIN variant_calls AS calls ON calls.id = v.call_id
  LEFT JOIN variant_annotations AS annotations ON annotations.id = v.annotation_id
  LEFT JOIN contigs ON contigs.id = ${SQL_CONTIG_ID}
  ORDER BY wanted.key`

/** Variants by their numbers, in that order; a number that names none is left out. */
export function variantsById(db: ReadableDatabase, ids: readonly number[]): SmallVariant[] {
  const rows = db.prepare(SELECT_ROWS).all(JSON.stringify(ids)) as VariantRow[]
  return rows.map((row) => {
    const { standing, rare, contig, site, alleles, ...plain } = row
    const arrow = alleles.indexOf('>')
    return {
      kind: 'smallVariant',
      status: 'detected',
      ...plain,
      ...readSite(site, contig),
      ref: alleles.slice(0, arrow),
      alt: alleles.slice(arrow + 1),
      present: standing > 0,
      ...(rare === null ? NOTHING_RARE : rareSchema.parse(JSON.parse(rare))),
    }
  })
}
