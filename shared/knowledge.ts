import { z } from 'zod'
import {
  isoDateSchema,
  organFieldSchema,
  originSchema,
  patientConditionSchema,
  specimenKindSchema,
} from './model.ts'
import { trialSchema } from './trial.ts'

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
    /**
     * Residues (1-based, inclusive) the exon codes for: how a protein change is placed. Where they are not
     * known, only the exon number on file places a variant.
     */
    codons: codonRange.optional(),
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
  /**
   * (Likely) oncogenic change of the gene: listed hot spot, or loss of function in a tumor suppressor; within
   * `codons` (1-based, inclusive: a domain) where given.
   */
  z.object({
    leaf: z.literal('oncogenic'),
    gene,
    origin: originSchema.optional(),
    codons: codonRange.optional(),
  }),
  /** Truncating, essential-splice or start-lost change, homozygous deletion, or classed pathogenic. */
  z.object({ leaf: z.literal('lossOfFunction'), gene, origin: originSchema.optional(), product }),
  /** Germline variant classed (likely) pathogenic, or a germline null variant (said so in the reason). */
  z.object({ leaf: z.literal('germlinePathogenic'), gene }),
  /** Any non-silent mutation: only for sources whose wording says "mutation" without a class. */
  z.object({ leaf: z.literal('anyMutation'), gene }),
  z.object({
    leaf: z.literal('copyNumber'),
    gene,
    /** `gain` includes amplification; `loss` includes homozygous deletion. */
    call: z.enum(['amplification', 'homozygous deletion', 'loss', 'gain', 'loss of heterozygosity']),
    minimumCopies: z.number().positive().optional(),
  }),
  /** A fusion that keeps this gene; `partner` where the source names one. Either order of partners matches. */
  z.object({
    leaf: z.literal('fusion'),
    gene,
    partner: gene.optional(),
    /** Exons (1-based) at the junction, of the 5' and of the 3' partner, where the source names them (E20;A20). */
    exons: z.tuple([z.number().int().positive(), z.number().int().positive()]).optional(),
  }),
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
    /** Antibody clones of the approved tests; another clone's result is a match, but not that test. */
    clones: z.array(z.string()).min(1).optional(),
  }),
  z.object({ leaf: z.literal('methylation'), gene, is: z.enum(['methylated', 'unmethylated']) }),
  /**
   * A class of small variant, in the whole gene or in `exon` / `codons` (1-based, inclusive). `truncating`
   * is a stop, a frameshift, an essential splice-site change or a lost start.
   */
  z.object({
    leaf: z.literal('variantType'),
    gene,
    is: z.enum([
      'truncating',
      'frameshift',
      'nonsense',
      'missense',
      'splice site',
      'in-frame deletion',
      'in-frame insertion',
      'tandem duplication',
    ]),
    exon: z.number().int().positive().optional(),
    codons: codonRange.optional(),
    origin: originSchema.optional(),
  }),
  /** Amount of a gene's RNA or protein in words; read against the words of an expression result. */
  z.object({
    leaf: z.literal('expressionLevel'),
    marker: z.string(),
    is: z.enum(['expressed', 'overexpressed', 'underexpressed']),
  }),
  /** High tumor mutational burden where the source names no number: the assay's own verdict decides. */
  z.object({ leaf: z.literal('tmbHigh') }),
  /** Gain or loss of a chromosome (`7`) or of one of its arms (`5q`). */
  z.object({
    leaf: z.literal('chromosomeArm'),
    arm: z.string().regex(/^(?:[1-9]|1\d|2[0-2]|X|Y)[pq]?$/, 'a chromosome or arm such as 5q'),
    is: z.enum(['gain', 'loss']),
  }),
  /** A variant known by its dbSNP identifier. */
  z.object({
    leaf: z.literal('dbsnp'),
    gene,
    id: z.string().regex(/^rs\d+$/),
    homozygous: z.boolean().optional(),
  }),
  /** Named alleles of a pharmacogene or of HLA, e.g. `*28`; two where the source names the diplotype. */
  z.object({ leaf: z.literal('starAllele'), gene, alleles: z.array(z.string()).min(1).max(2) }),
  /**
   * A finding that a source asks for and that no field of a case can hold (phosphorylation, an intronic
   * breakpoint, a mutational signature ...): always *not assessed*, so that the board sees what is asked.
   */
  z.object({ leaf: z.literal('otherFinding'), about: gene.optional(), finding: z.string().min(1) }),
  /** Tested and not detected: no non-silent mutation of the gene (of `codons`, where given). */
  z.object({ leaf: z.literal('wildType'), gene, codons: z.array(codonRange).optional() }),
  /** Germline pharmacogene: one of these phenotypes, or an activity score in this range (inclusive). */
  z.object({
    leaf: z.literal('phenotype'),
    gene,
    phenotypes: z.array(z.string()).min(1).optional(),
    activityScore: z.strictObject({ min: z.number().min(0), max: z.number().min(0) }).optional(),
  }),
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

/** OncoTree nodes with their descendants, minus `except`; or every solid tumor; or any patient. */
export const diseaseScopeSchema = z.union([
  z.strictObject({ oncotree: z.array(z.string()).min(1), except: z.array(z.string()).default([]) }),
  // `any`: whatever the disease, blood and unresolved included: for facts of the patient, not of the tumor.
  z.strictObject({ tumorAgnostic: z.enum(['solid', 'any']), except: z.array(z.string()).default([]) }),
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

/** ESMO Scale for Clinical Actionability of molecular Targets (Mateo et al. 2018, PMID 30137196). */
export const escatTierSchema = z.enum([
  'I-A',
  'I-B',
  'I-C',
  'II-A',
  'II-B',
  'III-A',
  'III-B',
  'IV-A',
  'IV-B',
  'V',
  'X',
])
export type EscatTier = z.infer<typeof escatTierSchema>

/** What kind of study stands behind an assertion: what ESCAT is decided by. */
export const evidenceSchema = z.strictObject({
  design: z.enum([
    'randomised',
    'prospective single-arm',
    'basket',
    'retrospective',
    'preclinical',
    'in silico',
  ]),
  /**
   * `survival`: a survival end point gained against a control; `benefit`: clinically meaningful benefit without
   * a control; `response`: responses without data on survival.
   */
  outcome: z.enum(['survival', 'benefit', 'response', 'response without benefit', 'none']),
  /** False where a similar alteration was studied and not this one. */
  sameAlteration: z.boolean().default(true),
  source: sourceSchema,
})
export type Evidence = z.infer<typeof evidenceSchema>

/**
 * Place in the sequence of therapies, where the source says it without doubt. `after` is a list of demands that
 * must all be met; each is met by any of its drugs or drug classes (names of the pack's `drug-classes.json`).
 */
export const lineSchema = z.strictObject({
  after: z.array(z.strictObject({ anyOf: z.array(z.string()).min(1), progressed: z.boolean() })).default([]),
  /** None of these drugs or classes may have been given before. */
  notAfter: z.array(z.string()).default([]),
  /** Lines of systemic therapy before this one: `{max: 0}` is first line, `{min: 2}` third line or later. */
  priorLines: z
    .strictObject({ min: z.number().int().min(0).optional(), max: z.number().int().min(0).optional() })
    .optional(),
})
export type Line = z.infer<typeof lineSchema>

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
    /**
     * Resistance only: the source saw it against the drugs given together, so it holds for a regimen that has
     * them all, not for each of them elsewhere.
     */
    together: z.literal(true).optional(),
    /** Resistance only: the resistance does not hold where one of these is in the regimen. */
    exceptInCombinationWith: z.array(z.string()).default([]),
  }),
  /** The source's own level, never relabelled: e.g. `{scheme: 'FDA', value: 'approved'}`. */
  level: z.strictObject({ scheme: z.string(), value: z.string() }),
  strength: evidenceStrengthSchema,
  /** ESCAT as a source states it for this alteration in this disease: never derived from `strength`. */
  escat: z.strictObject({ tier: escatTierSchema, source: sourceSchema }).optional(),
  evidence: evidenceSchema.optional(),
  line: lineSchema.optional(),
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

/** A drug's classes, the narrowest first, and the other names that files use for it. */
export const drugClassSchema = z.strictObject({
  /** Generic name, lower case. */
  drug: z.string(),
  classes: z.array(z.string()).min(1),
  synonyms: z.array(z.string()).default([]),
  source: z.string().min(1),
})
export type DrugClass = z.infer<typeof drugClassSchema>

/** When a caution holds: a comedication (drug or class), an organ value beyond a limit, or a condition. */
export const cautionWhenSchema = z.union([
  z.strictObject({ comedication: z.array(z.string()).min(1) }),
  z.strictObject({ organ: organFieldSchema, below: z.number() }),
  z.strictObject({ organ: organFieldSchema, above: z.number() }),
  z.strictObject({ condition: patientConditionSchema }),
])
export type CautionWhen = z.infer<typeof cautionWhenSchema>

export const cautionSeveritySchema = z.enum(['contraindicated', 'avoid', 'change the dose', 'monitor'])
export type CautionSeverity = z.infer<typeof cautionSeveritySchema>

/** What speaks against a drug in this patient whatever the tumor: comedication and organ function. */
export const cautionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Generic names, lower case: the caution holds for each. */
  drugs: z.array(z.string()).min(1),
  when: cautionWhenSchema,
  severity: cautionSeveritySchema,
  statement: z.string().min(10),
  sources: z.array(sourceSchema).min(1),
})
export type Caution = z.infer<typeof cautionSchema>

/** What a diplotype means, by the pack's tables (CPIC): both alleles as the table writes them. */
export const diplotypeSchema = z.strictObject({
  gene,
  diplotype: z.string().min(1),
  phenotype: z.string().min(1),
  activityScore: z.number().min(0).nullable(),
})
export type Diplotype = z.infer<typeof diplotypeSchema>

/** `pack.json`; the pack's other files are `assertions/*.json`, `companion-diagnostics/*.json`, `trials/*.json`, `gene-roles.json`. */
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
  /** Absent in a pack without a trial list. Lazy, because a trial's criteria are biomarkers of this file. */
  trials: z.lazy(() => z.array(trialSchema)).optional(),
  /** Absent where the pack has none of them. */
  drugClasses: z.array(drugClassSchema).readonly().optional(),
  cautions: z.array(cautionSchema).readonly().optional(),
  diplotypes: z.array(diplotypeSchema).readonly().optional(),
})

type PackFields = z.infer<typeof knowledgePackSchema>
export type KnowledgePack = {
  readonly [Field in keyof PackFields]: PackFields[Field] extends (infer Entry)[]
    ? readonly Entry[]
    : PackFields[Field]
}
