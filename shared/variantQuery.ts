import { z } from 'zod'
import { originSchema, smallVariantSchema } from './model.ts'

/** What the variants table asks of the store: filter, order and window. */

export const variantColumnSchema = z.enum([
  'gene',
  'hgvsP',
  'hgvsC',
  'consequence',
  'exon',
  'transcript',
  'position',
  'ref',
  'alt',
  'vaf',
  'depth',
  'altDepth',
  'normalVaf',
  'populationFrequency',
  'filter',
  'origin',
  'clinicalSignificance',
  'externalIds',
  'report',
])
export type VariantColumn = z.infer<typeof variantColumnSchema>

export const variantFilterSchema = z.object({
  /** Free text over gene, protein and coding change, position (`7:140453136`) and identifiers. */
  text: z.string().default(''),
  genes: z.array(z.string()).default([]),
  reportIds: z.array(z.number().int()).default([]),
  /** `passed`: FILTER is PASS or unset, and the tumor carries the allele. */
  quality: z.enum(['passed', 'all']).default('passed'),
  /** `protein-changing` keeps non-silent coding, essential splice and promoter-listed changes. */
  effect: z.enum(['protein-changing', 'all']).default('all'),
  origins: z.array(originSchema).default([]),
  /** Fractions. */
  minimumVaf: z.number().min(0).max(1).nullable().default(null),
  maximumPopulationFrequency: z.number().min(0).max(1).nullable().default(null),
})
export type VariantFilter = z.infer<typeof variantFilterSchema>

export const variantQuerySchema = z.object({
  caseId: z.number().int(),
  filter: variantFilterSchema,
  sort: z.object({ column: variantColumnSchema, descending: z.boolean() }),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(1000),
})
export type VariantQuery = z.infer<typeof variantQuerySchema>

export const variantPageSchema = z.object({
  /** All small variants of the case, before any filter. */
  total: z.number().int(),
  /** Those that pass the filter. */
  filtered: z.number().int(),
  offset: z.number().int(),
  rows: z.array(smallVariantSchema),
})
export type VariantPage = z.infer<typeof variantPageSchema>

export const geneCountSchema = z.object({ gene: z.string(), variants: z.number().int() })
export type GeneCount = z.infer<typeof geneCountSchema>
