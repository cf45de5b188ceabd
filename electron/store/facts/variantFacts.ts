import { z } from 'zod'
import { variantKeyText } from '../../../shared/classification.ts'
import type {
  ClinvarFact,
  FactFile,
  FrequencyFact,
  PopulationCount,
  SiteFacts,
  VariantKey,
} from '../../../shared/classification.ts'
import type { ReadableDatabase } from '../database.ts'
import { findChromCode, POSITIONS, readSite, siteOf } from '../smallVariants/site.ts'
import { factFileList } from './factFiles.ts'
import { clinvarEffectsSchema, clinvarStatementSchema } from './factMessages.ts'

/** Facts of imported files by the place of a variant: ranges of the primary keys, never a scan. */

/** Alleles of the same codon lie within two bases. */
const CODON_REACH = 2
/** How near a record must lie to show that the place was measured. */
const MEASURED_REACH = 30

const clinvarRowSchema = z.object({
  site: z.number().int(),
  alleles: z.string(),
  variation_id: z.string(),
  statement: z.string(),
  conditions: z.string(),
  effects: z.string(),
})

const frequencyRowSchema = z.object({
  allele_count: z.number().int(),
  allele_number: z.number().int(),
  homozygotes: z.number().int().nullable(),
  groups: z.string(),
  filter: z.string().nullable(),
})

/** SQL of the lookups, for the test that reads their plans. */
export const FACT_QUERIES = {
  clinvar: `SELECT f.site, f.alleles, f.variation_id, s.text AS statement, c.text AS conditions, e.text AS effects
    FROM clinvar_facts AS f
    CROSS JOIN fact_texts AS s ON s.id = f.statement_id
    CROSS JOIN fact_texts AS c ON c.id = f.conditions_id
    CROSS JOIN fact_texts AS e ON e.id = f.effects_id
    WHERE f.file_id = ? AND f.site BETWEEN ? AND ?`,
  frequency: `SELECT allele_count, allele_number, homozygotes, groups, filter FROM frequency_facts
    WHERE file_id = ? AND site = ? AND alleles = ?`,
  measured: `SELECT min(allele_number) FROM frequency_facts WHERE file_id = ? AND site BETWEEN ? AND ?`,
  chromosome: `SELECT 1 FROM frequency_facts WHERE file_id = ? AND site BETWEEN ? AND ? LIMIT 1`,
} as const

/** What the vault's files say of each variant; none of a build without any file. */
export function variantFacts(
  db: ReadableDatabase,
  args: { keys: readonly VariantKey[] },
): ReadonlyMap<string, SiteFacts> {
  const files = factFileList(db)
  const found = new Map<string, SiteFacts>()
  if (files.length === 0) return found
  const clinvar = db.prepare(FACT_QUERIES.clinvar)
  const frequency = db.prepare(FACT_QUERIES.frequency)
  const measured = db.prepare(FACT_QUERIES.measured).pluck()
  const chromosome = db.prepare(FACT_QUERIES.chromosome).pluck()
  const holds = new Map<string, boolean>()
  const holdsChromosome = (file: FactFile, code: number): boolean => {
    const key = `${file.id} ${code}`
    const known = holds.get(key)
    if (known !== undefined) return known
    const any = chromosome.get(file.id, siteOf(code, 0), siteOf(code, POSITIONS - 1)) !== undefined
    holds.set(key, any)
    return any
  }

  for (const key of args.keys) {
    const own = files.filter(({ build }) => build === key.build)
    const code = own.length === 0 ? null : findChromCode(db, key.chrom)
    if (code === null) continue
    const site = siteOf(code, key.pos)
    const hasClinvar = own.some(({ kind }) => kind === 'ClinVar')
    const facts: SiteFacts = {
      hasClinvar,
      clinvar: [],
      clinvarNearby: [],
      frequency: [],
      frequencyAbsent: [],
    }
    const reach = key.ref.length === 1 && key.alt.length === 1 ? CODON_REACH : 0
    for (const file of own) {
      const from = { source: file.name, version: file.version }
      if (file.kind === 'ClinVar') {
        for (const row of clinvar.all(file.id, site - reach, site + reach)) {
          const fact = clinvarFact(row, key, from)
          const same = variantKeyText(fact.key) === variantKeyText(key)
          ;(same ? facts.clinvar : facts.clinvarNearby).push(fact)
        }
        continue
      }
      const row = frequency.get(file.id, site, `${key.ref}>${key.alt}`)
      if (row !== undefined) facts.frequency.push(frequencyFact(row, key, from))
      else if (holdsChromosome(file, code)) {
        const alleleNumber = z
          .number()
          .int()
          .nullable()
          .parse(measured.get(file.id, site - MEASURED_REACH, site + MEASURED_REACH) ?? null)
        facts.frequencyAbsent.push({ ...from, alleleNumber })
      }
    }
    found.set(variantKeyText(key), facts)
  }
  return found
}

type From = Pick<ClinvarFact, 'source' | 'version'>

function clinvarFact(value: unknown, near: VariantKey, from: From): ClinvarFact {
  const row = clinvarRowSchema.parse(value)
  const split = row.alleles.indexOf('>')
  return {
    ...from,
    key: {
      build: near.build,
      chrom: near.chrom,
      pos: readSite(row.site, near.chrom).pos,
      ref: row.alleles.slice(0, split),
      alt: row.alleles.slice(split + 1),
    },
    variationId: row.variation_id,
    ...clinvarStatementSchema.parse(JSON.parse(row.statement)),
    conditions: z.array(z.string()).parse(JSON.parse(row.conditions)),
    ...clinvarEffectsSchema.parse(JSON.parse(row.effects)),
  }
}

function frequencyFact(value: unknown, key: VariantKey, from: From): FrequencyFact {
  const row = frequencyRowSchema.parse(value)
  return {
    ...from,
    key: { build: key.build, chrom: key.chrom, pos: key.pos, ref: key.ref, alt: key.alt },
    alleleCount: row.allele_count,
    alleleNumber: row.allele_number,
    homozygotes: row.homozygotes,
    filter: row.filter,
    groups: row.groups
      .split(';')
      .filter((group) => group !== '')
      .map((group): PopulationCount => {
        const [name, count, number, homozygotes] = group.split(' ')
        return {
          group: name ?? '',
          alleleCount: Number(count),
          alleleNumber: Number(number),
          homozygotes: homozygotes === undefined || homozygotes === '.' ? null : Number(homozygotes),
        }
      }),
  }
}
