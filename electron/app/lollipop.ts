import { join } from 'node:path'
import { z } from 'zod'
import type { Lollipop } from '../../shared/genomeSession.ts'
import { formatProteinChange, parseProteinChange } from '../../shared/hgvs.ts'
import type { SmallVariant } from '../../shared/model.ts'
import { passesFilter } from '../interpret/case/passesFilter.ts'
import { readJson } from '../knowledge/jsonFile.ts'
import { type AppContext, openStore } from './appContext.ts'

/** `resources/genes/domains.json`: proteins by the name of their gene model, the preferred transcript first. */
const domainFileSchema = z.object({
  source: z.string(),
  models: z.record(
    z.string(),
    z.object({
      gene: z.string(),
      transcript: z.string(),
      proteinLength: z.number().int(),
      domains: z.array(
        z.object({
          name: z.string(),
          startAa: z.number().int(),
          endAa: z.number().int(),
          accession: z.string().optional(),
        }),
      ),
    }),
  ),
})

let loading: Promise<z.infer<typeof domainFileSchema>> | null = null

/**
 * One gene's protein with the case's small variants on it, those that passed the caller's filter. The same
 * change in several reports is one lollipop at its highest VAF. Residues are 1-based.
 */
export async function lollipop(context: AppContext, caseId: number, gene: string): Promise<Lollipop> {
  const store = openStore(context)
  loading ??= readJson(
    join(context.options.resourcesDirectory, 'genes', 'domains.json'),
    'domains.json',
    domainFileSchema,
  )
  const [variants, reports, domains] = await Promise.all([
    store.read('variantsOfGenes', { caseId, genes: [gene] }),
    store.read('reportList', { caseId }),
    loading,
  ])
  const known = Object.values(domains.models).find((model) => model.gene === gene)
  const names = new Map(reports.map(({ id, specimen, fileName }) => [id, specimen ?? fileName]))
  const changes = new Map<string, Lollipop['changes'][number]>()
  const unplaced = new Map<string, Lollipop['unplaced'][number]>()
  for (const variant of variants) {
    if (!variant.present || !passesFilter(variant.filter) || variant.id === undefined) continue
    const place = residueOf(variant)
    const report = names.get(variant.reportId ?? 0) ?? 'report not stated'
    if (place === null) {
      const label = variant.hgvsC ?? `${variant.chrom}:${variant.pos} ${variant.ref}>${variant.alt}`
      unplaced.set(label, { label, variantId: variant.id })
      continue
    }
    const before = changes.get(place.label)
    changes.set(place.label, {
      residue: place.residue,
      label: place.label,
      consequence: variant.consequence,
      vaf: maximum(before?.vaf ?? null, variant.vaf),
      reports: [...new Set([...(before?.reports ?? []), report])],
      variantId: before?.variantId ?? variant.id,
    })
  }
  return {
    gene,
    transcript: known?.transcript ?? null,
    length: known?.proteinLength ?? null,
    domains: (known?.domains ?? []).map(({ name, startAa, endAa, accession }) => ({
      name,
      start: startAa,
      end: endAa,
      accession: accession ?? null,
    })),
    changes: [...changes.values()].sort((a, b) => a.residue - b.residue),
    unplaced: [...unplaced.values()],
    source: known === undefined ? 'No protein model of this gene ships with Caseboard.' : domains.source,
  }
}

function residueOf(variant: SmallVariant): { residue: number; label: string } | null {
  if (variant.hgvsP === null) return null
  const change = parseProteinChange(variant.hgvsP)
  if (change.start === null) return null
  return { residue: change.start, label: formatProteinChange(change, 'one').replace(/^p\./, '') }
}

function maximum(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
