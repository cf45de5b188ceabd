import { z } from 'zod'

const fileSchema = z.object({
  models: z.record(
    z.string(),
    z.object({
      gene: z.string(),
      domains: z.array(z.object({ name: z.string(), startAa: z.number().int(), endAa: z.number().int() })),
    }),
  ),
})

/** Words of sources for domains, and the names of domains.json that they mean. */
const NAMES: readonly (readonly [RegExp, RegExp])[] = [
  [/kinase/i, /^Protein kinase$/],
  [/sh2/i, /^SH2$/],
  [/sh3/i, /^SH3$/],
  [/dna[- ]binding/i, /^DNA-binding/],
  [/ligand[- ]binding/i, /^Ligand-binding$/],
]

/**
 * A lookup of domains by gene and words; null where the words are not known, or where the protein has the
 * domain twice.
 *
 * @param text text of resources/genes/domains.json (residues 1-based, both ends included)
 */
export function domainTable(
  text: string,
): (gene: string, domain: string) => readonly [number, number] | null {
  const byGene = new Map<string, z.infer<typeof fileSchema>['models'][string]['domains']>()
  for (const model of Object.values(fileSchema.parse(JSON.parse(text)).models)) {
    if (!byGene.has(model.gene)) byGene.set(model.gene, model.domains)
  }
  return (gene, domain) => {
    const name = NAMES.find(([words]) => words.test(domain))?.[1]
    const found = name === undefined ? [] : (byGene.get(gene) ?? []).filter((entry) => name.test(entry.name))
    const [only] = found
    return only === undefined || found.length > 1 ? null : [only.startAa, only.endAa]
  }
}
