import { z } from 'zod'
import type { GenomeBuild, SmallVariant } from '../../../shared/model.ts'
import type { ReadableDatabase } from '../database.ts'
import { CONTIG_BASE, chromosomeName } from './chromosomes.ts'
import { unpackTraits } from './traits.ts'

/** Whole variants from their rows. */

/** Written by our own insert into a STRICT table: its types hold, so thousands of rows are not parsed again. */
interface VariantRow {
  readonly id: number
  readonly reportId: number
  readonly build: GenomeBuild
  readonly chrom: number
  readonly contig: string | null
  readonly pos: number
  readonly ref: string
  readonly alt: string
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
  readonly traits: number
  readonly rare: string | null
}

const rareSchema = z.object({
  rawPos: z.number().int().nullable().default(null),
  rawRef: z.string().nullable().default(null),
  rawAlt: z.string().nullable().default(null),
  clinicalSignificance: z.string().nullable().default(null),
  phase: z.string().nullable().default(null),
})

const NOTHING_RARE: z.infer<typeof rareSchema> = {
  rawPos: null,
  rawRef: null,
  rawAlt: null,
  clinicalSignificance: null,
  phase: null,
}

const SELECT_ROWS = `
  SELECT v.id, v.report_id AS reportId, reports.build, v.chrom, contigs.text AS contig, v.pos, v.ref, v.alt,
    genes.text AS gene, consequences.text AS consequence, transcripts.text AS transcript, exons.text AS exon,
    filters.text AS filter, v.hgvs_c AS hgvsC, v.hgvs_p AS hgvsP, v.external_ids AS externalIds, v.line, v.depth,
    v.alt_depth AS altDepth, v.vaf, v.normal_depth AS normalDepth, v.normal_vaf AS normalVaf,
    v.population_frequency AS populationFrequency, v.traits, v.rare
  FROM json_each(?) AS wanted
  CROSS JOIN small_variants AS v ON v.id = wanted.value
  CROSS JOIN reports ON reports.id = v.report_id
  LEFT JOIN variant_genes AS genes ON genes.id = v.gene_id
  LEFT JOIN variant_consequences AS consequences ON consequences.id = v.consequence_id
  LEFT JOIN variant_terms AS transcripts ON transcripts.id = v.transcript_id
  LEFT JOIN variant_terms AS exons ON exons.id = v.exon_id
  LEFT JOIN variant_terms AS filters ON filters.id = v.filter_id
  LEFT JOIN variant_terms AS contigs ON contigs.id = v.chrom - ${CONTIG_BASE}
  ORDER BY wanted.key`

/** Variants by their numbers, in that order; a number that names none is left out. */
export function variantsById(db: ReadableDatabase, ids: readonly number[]): SmallVariant[] {
  const rows = db.prepare(SELECT_ROWS).all(JSON.stringify(ids)) as VariantRow[]
  return rows.map((row) => {
    const { traits, rare, contig, chrom, ...plain } = row
    return {
      kind: 'smallVariant',
      status: 'detected',
      ...plain,
      chrom: contig ?? chromosomeName(chrom),
      ...unpackTraits(traits),
      ...(rare === null ? NOTHING_RARE : rareSchema.parse(JSON.parse(rare))),
    }
  })
}
