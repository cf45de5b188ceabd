import { z } from 'zod'
import { isoDateSchema, originSchema, specimenKindSchema } from './model.ts'

/**
 * Knowledge packs: assertions and companion diagnostics as data, validated where they enter. A biomarker is
 * a small expression tree over leaves; it is evaluated three-valued (true / false / not assessed).
 */

const gene = z.string().regex(/^[A-Z0-9][A-Za-z0-9-]*$/, 'an HGNC symbol')

/** Which protein of a gene of two is meant (shared/geneProducts.ts): `p14ARF`; absent: the main one, p16INK4a of CDKN2A. */
const product = z.string().optional()

const codonRange = z.tuple([z.number().int().positive(), z.number().int().positive()])

export const leafSchema = z.discriminatedUnion('leaf', [
  /** Exactly this protein change, one-letter, e.g. `V600E`, `E746_A750del`; `origin` narrows it. */
  z.object({
    leaf: z.literal('proteinChange'),
    gene,
    change: z.string(),
    origin: originSchema.optional(),
    product,
  }),
  /** Any amino-acid substitution at this residue (1-based), but not those listed in `except`. */
  z.object({
    leaf: z.literal('codon'),
    gene,
    codon: z.number().int(),
    except: z.array(z.string()).default([]),
  }),
  /** A class of change inside an exon, by exon number on the gene's canonical transcript and residue range. */
  z.object({
    leaf: z.literal('exon'),
    gene,
    exon: z.number().int(),
    /** Residues (1-based, inclusive) the exon codes for: how a protein change is placed. */
    codons: codonRange,
    change: z.enum(['any mutation', 'in-frame deletion', 'in-frame insertion', 'missense']),
    except: z.array(z.string()).default([]),
  }),
  /** Skipping of an exon: splice-site change, deletion over it, or an RNA finding. */
  z.object({ leaf: z.literal('exonSkipping'), gene, exon: z.number().int() }),
  /** Any non-silent change of these residues (a domain, an activation loop). */
  z.object({
    leaf: z.literal('region'),
    gene,
    codons: codonRange,
    change: z.enum(['any mutation', 'missense', 'in-frame']).default('any mutation'),
    except: z.array(z.string()).default([]),
  }),
  /** Coding or promoter change that has no protein form, e.g. `c.-124C>T`. */
  z.object({ leaf: z.literal('codingChange'), gene, change: z.string() }),
  /** (Likely) oncogenic change of the gene: listed hot spot, or loss of function in a tumor suppressor. */
  z.object({ leaf: z.literal('oncogenic'), gene, origin: originSchema.optional() }),
  /** Truncating, essential-splice or start-lost change, homozygous deletion, or classed pathogenic. */
  z.object({ leaf: z.literal('lossOfFunction'), gene, origin: originSchema.optional(), product }),
  /** Germline variant classed (likely) pathogenic, or a germline null variant (said so in the reason). */
  z.object({ leaf: z.literal('germlinePathogenic'), gene }),
  /** Any non-silent mutation: only for sources whose wording says "mutation" without a class. */
  z.object({ leaf: z.literal('anyMutation'), gene }),
  z.object({
    leaf: z.literal('copyNumber'),
    gene,
    call: z.enum(['amplification', 'homozygous deletion', 'loss']),
    minimumCopies: z.number().positive().optional(),
  }),
  /** A fusion that keeps this gene; `partner` where the source names one. Either order of partners matches. */
  z.object({ leaf: z.literal('fusion'), gene, partner: gene.optional() }),
  z.object({ leaf: z.literal('msi'), is: z.enum(['MSI-H', 'MSS']) }),
  /** Mismatch repair by immunohistochemistry: a different test from MSI. */
  z.object({ leaf: z.literal('mmr'), is: z.enum(['deficient', 'proficient']) }),
  /** Tumor mutational burden in mutations per megabase. */
  z.object({ leaf: z.literal('tmb'), atLeast: z.number().positive() }),
  z.object({ leaf: z.literal('hrd'), is: z.enum(['positive', 'negative']) }),
  /** Protein expression: `atLeast` in the score's own unit, or one of `categories` (e.g. `3+`). */
  z.object({
    leaf: z.literal('expression'),
    marker: z.string(),
    score: z.string().optional(),
    atLeast: z.number().optional(),
    below: z.number().optional(),
    categories: z.array(z.string()).optional(),
  }),
  z.object({ leaf: z.literal('methylation'), gene, is: z.enum(['methylated', 'unmethylated']) }),
  /** Tested and not detected: no non-silent mutation of the gene (of `codons`, where given). */
  z.object({ leaf: z.literal('wildType'), gene, codons: z.array(codonRange).optional() }),
])
export type Leaf = z.infer<typeof leafSchema>

export type Biomarker =
  | Leaf
  | { readonly all: readonly Biomarker[] }
  | { readonly any: readonly Biomarker[] }
  | { readonly not: Biomarker }

export const biomarkerSchema: z.ZodType<Biomarker> = z.lazy(() =>
  z.union([
    leafSchema,
    z.strictObject({ all: z.array(biomarkerSchema).min(1) }),
    z.strictObject({ any: z.array(biomarkerSchema).min(1) }),
    z.strictObject({ not: biomarkerSchema }),
  ]),
)

/** Every leaf of a biomarker expression. */
export function leavesOf(biomarker: Biomarker): readonly Leaf[] {
  if ('leaf' in biomarker) return [biomarker]
  if ('not' in biomarker) return leavesOf(biomarker.not)
  return ('all' in biomarker ? biomarker.all : biomarker.any).flatMap(leavesOf)
}

/** Where a statement comes from. `id` is the source's own identifier, e.g. `NDA 208065`, `PMID:28481359`. */
export const sourceSchema = z.object({
  id: z.string().min(1),
  title: z.string().optional(),
  /** Date of the approval, label revision or publication; `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  url: z.string().optional(),
  retrieved: isoDateSchema,
})
export type Source = z.infer<typeof sourceSchema>

/** OncoTree nodes with their descendants, minus `except`; or every solid tumor. */
export const diseaseScopeSchema = z.union([
  z.strictObject({ oncotree: z.array(z.string()).min(1), except: z.array(z.string()).default([]) }),
  z.strictObject({ tumorAgnostic: z.literal('solid'), except: z.array(z.string()).default([]) }),
])
export type DiseaseScope = z.infer<typeof diseaseScopeSchema>

export const effectSchema = z.enum(['sensitivity', 'resistance', 'toxicity', 'diagnosis', 'prognosis'])
export type Effect = z.infer<typeof effectSchema>

/**
 * Strength of the evidence, in the words of AMP/ASCO/CAP 2017 (Li et al., PMID 27993330):
 * A1 regulator-approved, A2 professional guideline, B well-powered studies with consensus,
 * C approved elsewhere / trial criterion / several small studies, D preclinical or case reports.
 */
export const evidenceStrengthSchema = z.enum(['A1', 'A2', 'B', 'C', 'D'])
export type EvidenceStrength = z.infer<typeof evidenceStrengthSchema>

export const assertionSchema = z.strictObject({
  /** Stable inside the pack, kebab-case, e.g. `egfr-l858r-osimertinib-nsclc`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  biomarker: biomarkerSchema,
  disease: diseaseScopeSchema,
  effect: effectSchema,
  therapy: z.strictObject({
    /**
     * Generic names, lower case. For sensitivity: the drugs given together. For resistance: each drug that
     * is resisted. Empty only for diagnosis and prognosis.
     */
    drugs: z.array(z.string().regex(/^[a-z0-9][a-z0-9 +./()-]*$/)),
    /** Partner treatment that is not a named drug, e.g. `fluoropyrimidine-based chemotherapy`. */
    backbone: z.string().optional(),
    /** Resistance only: the resistance does not hold where one of these is in the regimen. */
    exceptInCombinationWith: z.array(z.string()).default([]),
  }),
  /** The source's own level, never relabelled: e.g. `{scheme: 'FDA', value: 'approved'}`. */
  level: z.strictObject({ scheme: z.string(), value: z.string() }),
  strength: evidenceStrengthSchema,
  /** Conditions a board must check by hand: line of therapy, age, no alternative ... */
  conditions: z.array(z.string()).default([]),
  /** One or two sentences of our own: what the source says. */
  statement: z.string().min(10),
  sources: z.array(sourceSchema).min(1),
})
export type Assertion = z.infer<typeof assertionSchema>

export const companionDiagnosticSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  device: z.string(),
  maker: z.string(),
  technology: z.string(),
  specimens: z.array(specimenKindSchema).min(1),
  /** Human-readable biomarker as the approval words it, in our own short form. */
  biomarkerText: z.string(),
  biomarker: biomarkerSchema,
  /** Generic names, lower case. */
  drugs: z.array(z.string()).min(1),
  disease: diseaseScopeSchema,
  /** Regulator, approval number and decision date. */
  approval: z.strictObject({ authority: z.string(), id: z.string(), date: isoDateSchema.nullable() }),
  sources: z.array(sourceSchema).min(1),
})
export type CompanionDiagnostic = z.infer<typeof companionDiagnosticSchema>

/** What losing or changing a gene does, so that "oncogenic" and "loss of function" can be told apart. */
export const geneRoleSchema = z.strictObject({
  gene,
  role: z.enum(['oncogene', 'tumor suppressor', 'both']),
  source: z.string(),
})
export type GeneRole = z.infer<typeof geneRoleSchema>

/** `pack.json`; the pack's other files are `assertions/*.json`, `companion-diagnostics/*.json`, `gene-roles.json`. */
export const packManifestSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  version: z.string(),
  licence: z.string(),
  source: z.string(),
  retrieved: isoDateSchema,
  notice: z.string().optional(),
})
export type PackManifest = z.infer<typeof packManifestSchema>

/** A pack as a whole: what is read from its folder, imported from another's format, and kept in the vault. */
export const knowledgePackSchema = z.strictObject({
  manifest: packManifestSchema,
  assertions: z.array(assertionSchema),
  companionDiagnostics: z.array(companionDiagnosticSchema),
  geneRoles: z.array(geneRoleSchema),
})

type PackFields = z.infer<typeof knowledgePackSchema>
export type KnowledgePack = {
  readonly [Field in keyof PackFields]: PackFields[Field] extends (infer Entry)[]
    ? readonly Entry[]
    : PackFields[Field]
}
