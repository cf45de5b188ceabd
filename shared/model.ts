import { z } from 'zod'

/**
 * The case model: what Caseboard knows of one patient's tumor. Every value that crosses a boundary (file,
 * IPC, store) is validated with these schemas and the types come from them.
 *
 * Units, everywhere: genomic positions are 1-based; VAF, purity and population frequency are fractions
 * (0..1); depth is a read count; dates are ISO `YYYY-MM-DD`; "chrom" is written without "chr" (1..22, X, Y, MT).
 */

export const genomeBuildSchema = z.enum(['GRCh37', 'GRCh38'])
export type GenomeBuild = z.infer<typeof genomeBuildSchema>

export const isoDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written YYYY-MM-DD')

/** Somatic or germline as the laboratory reported it; `unknown` where the file does not say. */
export const originSchema = z.enum(['somatic', 'germline', 'unknown'])
export type Origin = z.infer<typeof originSchema>

/** What a specimen is. `plasma` is cell-free DNA; `normal` is blood, saliva or normal tissue. */
export const specimenKindSchema = z.enum(['tissue', 'plasma', 'normal', 'marrow'])
export type SpecimenKind = z.infer<typeof specimenKindSchema>

/** The kinds of alteration an assay can see; the coverage question is asked per gene and kind. */
export const alterationKindSchema = z.enum([
  'smallVariant',
  'copyNumber',
  'fusion',
  'signature',
  'expression',
  'methylation',
  'haplotype',
])
export type AlterationKind = z.infer<typeof alterationKindSchema>

/** Outcome of a test that was made. A finding never reported at all is *not assessed* and has no row. */
export const findingStatusSchema = z.enum(['detected', 'not detected', 'not assessed'])
export type FindingStatus = z.infer<typeof findingStatusSchema>

const alterationBase = {
  /** Opaque number inside the vault, negative for all but small variants; absent until stored. */
  id: z.number().int().optional(),
  reportId: z.number().int().optional(),
  /** 1-based line of the report file the finding was read from; null where the format has no lines. */
  line: z.number().int().nullable(),
  status: findingStatusSchema.default('detected'),
}

/** What a small variant does to another protein of its gene, e.g. p14ARF beside p16INK4a (CDKN2A). */
export const otherProductSchema = z.object({
  /** Name of the protein. */
  product: z.string(),
  transcript: z.string(),
  hgvsC: z.string().nullable(),
  hgvsP: z.string().nullable(),
  consequence: z.string(),
})
export type OtherProduct = z.infer<typeof otherProductSchema>

/**
 * A small variant: SNV, MNV, insertion, deletion. `pos`, `ref`, `alt` are VCF style, trimmed and (where a
 * reference is registered) left-aligned; the `raw*` fields hold the file's own writing where it differed.
 */
export const smallVariantSchema = z.object({
  kind: z.literal('smallVariant'),
  ...alterationBase,
  build: genomeBuildSchema,
  chrom: z.string(),
  pos: z.number().int().positive(),
  ref: z.string(),
  alt: z.string(),
  rawPos: z.number().int().nullable(),
  rawRef: z.string().nullable(),
  rawAlt: z.string().nullable(),
  /** HGNC symbol, as given by `annotationSource`. */
  gene: z.string().nullable(),
  transcript: z.string().nullable(),
  /** HGVS coding change without the transcript, e.g. `c.1799T>A`. */
  hgvsC: z.string().nullable(),
  /** HGVS protein change in three-letter form without the transcript, e.g. `p.Val600Glu`. */
  hgvsP: z.string().nullable(),
  /** Sequence Ontology terms joined with `&`, as VEP writes them. */
  consequence: z.string().nullable(),
  /** Exon number on `transcript`, e.g. `15` or `15/18`. */
  exon: z.string().nullable(),
  /**
   * Who said gene and consequence: `VEP`, `SnpEff`, `MAF`; `computed` (Caseboard, from gene model and reference sequence);
   * `coordinate` (Caseboard's table of known variants, or gene models alone).
   */
  annotationSource: z.enum(['VEP', 'SnpEff', 'MAF', 'coordinate', 'computed']).nullable(),
  depth: z.number().int().nullable(),
  altDepth: z.number().int().nullable(),
  vaf: z.number().min(0).max(1).nullable(),
  normalDepth: z.number().int().nullable(),
  normalVaf: z.number().min(0).max(1).nullable(),
  /** Highest population allele frequency that the file's annotation carries. */
  populationFrequency: z.number().min(0).max(1).nullable(),
  /** FILTER as written: `PASS`, `.`, or the caller's reasons joined with `;`. */
  filter: z.string(),
  origin: originSchema,
  zygosity: z.enum(['heterozygous', 'homozygous', 'hemizygous']).nullable(),
  /** False where the chosen tumor sample was genotyped without this allele: kept, but never matched. */
  present: z.boolean(),
  /** ClinVar-style class that the file carries, e.g. `Pathogenic`; null where it carries none. */
  clinicalSignificance: z.string().nullable(),
  /** dbSNP, COSMIC or other identifiers of the ID column, joined with `;`. */
  externalIds: z.string().nullable(),
  /** VCF phase set with genotype (`PS:GT`), null where the call is unphased. */
  phase: z.string().nullable(),
  /** Absent where the gene has one protein, or the file's own annotation was kept. */
  otherProduct: otherProductSchema.optional(),
  /** Numbers of the calls that this one was put together from: single bases of one codon on one copy. Never stored. */
  combinedFrom: z.array(z.number().int()).optional(),
})
export type SmallVariant = z.infer<typeof smallVariantSchema>

export const copyNumberSchema = z.object({
  kind: z.literal('copyNumber'),
  ...alterationBase,
  build: genomeBuildSchema.nullable(),
  gene: z.string().nullable(),
  chrom: z.string().nullable(),
  /** 1-based inclusive. */
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  /** Total copies in the tumor cells; null where the report only gives a call or a ratio. */
  copies: z.number().min(0).nullable(),
  log2: z.number().nullable(),
  call: z.enum(['amplification', 'gain', 'loss', 'homozygous deletion', 'copy-neutral LOH']),
  filter: z.string(),
})
export type CopyNumber = z.infer<typeof copyNumberSchema>

/** A fusion or other rearrangement. Genes are null where a breakend falls in no known gene. */
export const fusionSchema = z.object({
  kind: z.literal('fusion'),
  ...alterationBase,
  build: genomeBuildSchema.nullable(),
  svType: z.enum(['fusion', 'BND', 'DEL', 'DUP', 'INV', 'INS', 'exon skipping']),
  gene5: z.string().nullable(),
  gene3: z.string().nullable(),
  chrom5: z.string().nullable(),
  pos5: z.number().int().nullable(),
  chrom3: z.string().nullable(),
  pos3: z.number().int().nullable(),
  exon5: z.string().nullable(),
  exon3: z.string().nullable(),
  inFrame: z.boolean().nullable(),
  supportingReads: z.number().int().nullable(),
  filter: z.string(),
})
export type Fusion = z.infer<typeof fusionSchema>

/** Genome-wide signature of an assay: TMB (mut/Mb), MSI, HRD, loss of heterozygosity. */
export const signatureSchema = z.object({
  kind: z.literal('signature'),
  ...alterationBase,
  name: z.enum(['TMB', 'MSI', 'HRD', 'gLOH']),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  /** The assay's own verdict, e.g. `MSI-H`, `MSS`, `TMB-H`, `HRD-positive`; null where it gave none. */
  category: z.string().nullable(),
  /** The assay's cut-off as it is written in the report. */
  cutoff: z.string().nullable(),
  /** TMB: mutations counted, and megabases of the region they were counted in; they give the interval. */
  mutations: z.number().int().min(0).optional(),
  megabases: z.number().positive().optional(),
})
export type Signature = z.infer<typeof signatureSchema>

/** Protein expression (IHC): PD-L1, HER2, ER, PR, mismatch repair proteins, FOLR1, CLDN18.2 ... */
export const expressionSchema = z.object({
  kind: z.literal('expression'),
  ...alterationBase,
  marker: z.string(),
  /** The scoring rule: `TPS`, `CPS`, `IC`, `IHC`, `percent`, `H-score`, `MMR` ... */
  score: z.string().nullable(),
  value: z.number().nullable(),
  /** `3+`, `positive`, `deficient`, `proficient` ... */
  category: z.string().nullable(),
  /** Antibody clone, e.g. `22C3`. */
  clone: z.string().nullable(),
})
export type Expression = z.infer<typeof expressionSchema>

export const methylationSchema = z.object({
  kind: z.literal('methylation'),
  ...alterationBase,
  gene: z.string(),
  category: z.enum(['methylated', 'unmethylated']),
  /** Percent of methylated alleles, 0..100, where given. */
  percent: z.number().min(0).max(100).nullable(),
})
export type Methylation = z.infer<typeof methylationSchema>

/**
 * Pharmacogene result of a germline specimen. `*1` (or `Reference`) is only the default of whatever was not
 * tested: `missingPositions` is null where the report does not say what was, and empty where nothing was missing.
 */
export const haplotypeSchema = z.object({
  kind: z.literal('haplotype'),
  ...alterationBase,
  gene: z.string(),
  /** As the source of the call writes it, e.g. `*1/*28` or `Reference/c.1905+1G>A (*2A)`. */
  diplotype: z.string().nullable(),
  phenotype: z.string().nullable(),
  activityScore: z.number().min(0).nullable(),
  /** What made the call, e.g. `PharmCAT 3.1.0` or `enzyme assay`. */
  callSource: z.string().nullable(),
  missingPositions: z.array(z.string()).nullable(),
})
export type Haplotype = z.infer<typeof haplotypeSchema>

/** Everything but small variants: few per case, kept and sent whole. */
export const otherAlterationSchema = z.discriminatedUnion('kind', [
  copyNumberSchema,
  fusionSchema,
  signatureSchema,
  expressionSchema,
  methylationSchema,
  haplotypeSchema,
])
export type OtherAlteration = z.infer<typeof otherAlterationSchema>

export const alterationSchema = z.discriminatedUnion('kind', [
  smallVariantSchema,
  copyNumberSchema,
  fusionSchema,
  signatureSchema,
  expressionSchema,
  methylationSchema,
  haplotypeSchema,
])
export type Alteration = z.infer<typeof alterationSchema>

export const priorTherapySchema = z.object({
  line: z.number().int().positive().nullable(),
  /** Generic names, lower case. */
  drugs: z.array(z.string()).min(1),
  start: isoDateSchema.nullable(),
  end: isoDateSchema.nullable(),
  bestResponse: z.string().nullable(),
  stopReason: z.string().nullable(),
})
export type PriorTherapy = z.infer<typeof priorTherapySchema>

export const specimenSchema = z.object({
  /** Name inside the case, e.g. `T1` or `plasma 2`. */
  name: z.string().min(1),
  kind: specimenKindSchema,
  site: z.string().nullable(),
  collected: isoDateSchema.nullable(),
  /** Fraction of tumor cells, 0..1. */
  purity: z.number().min(0).max(1).nullable(),
})
export type Specimen = z.infer<typeof specimenSchema>

/** Organ function that drug labels set limits to; each field has one unit. */
export const organFieldSchema = z.enum([
  'creatinine clearance',
  'LVEF',
  'QTc',
  'bilirubin',
  'ALT',
  'platelets',
  'neutrophils',
  'haemoglobin',
])
export type OrganField = z.infer<typeof organFieldSchema>

/** mL/min; percent; ms; multiples of the upper limit of normal (twice); 10^9/L (twice); g/dL. */
export const ORGAN_UNITS: Readonly<Record<OrganField, string>> = {
  'creatinine clearance': 'mL/min',
  LVEF: '%',
  QTc: 'ms',
  bilirubin: '× ULN',
  ALT: '× ULN',
  platelets: '10⁹/L',
  neutrophils: '10⁹/L',
  haemoglobin: 'g/dL',
}

export const patientConditionSchema = z.enum(['brain metastases', 'pregnancy'])
export type PatientCondition = z.infer<typeof patientConditionSchema>

/** What is known of the patient's organs. What is not in the lists was not assessed. */
export const clinicalSchema = z.object({
  /** One value for each field, in the field's unit (`ORGAN_UNITS`). */
  organs: z
    .array(z.object({ field: organFieldSchema, value: z.number().min(0), date: isoDateSchema.nullable() }))
    .default([]),
  conditions: z
    .array(
      z.object({ condition: patientConditionSchema, present: z.boolean(), date: isoDateSchema.nullable() }),
    )
    .default([]),
})
export type Clinical = z.infer<typeof clinicalSchema>

/** What a user (or a demonstration case sheet) says about a case before any report is imported. */
export const caseInputSchema = z.object({
  /** Local pseudonym, unique in the vault; what the command line calls `--case`. */
  pseudonym: z.string().trim().min(1).max(80),
  /** Hospital identifiers, shown only to those allowed. */
  identifiers: z.array(z.object({ system: z.string(), value: z.string() })).default([]),
  sex: z.enum(['female', 'male', 'other', 'unknown']).default('unknown'),
  yearOfBirth: z.number().int().min(1900).max(2100).nullable().default(null),
  /** OncoTree code, e.g. `LUAD`; null while the diagnosis is unresolved, which blocks tier I. */
  diagnosis: z.string().nullable().default(null),
  diagnosisText: z.string().nullable().default(null),
  stage: z.string().nullable().default(null),
  /** ECOG performance status 0..5. */
  performanceStatus: z.number().int().min(0).max(5).nullable().default(null),
  priorTherapies: z.array(priorTherapySchema).default([]),
  familyHistory: z
    .array(z.object({ relation: z.string(), condition: z.string(), age: z.number().int().nullable() }))
    .default([]),
  comedications: z.array(z.string()).default([]),
  clinical: clinicalSchema.default({ organs: [], conditions: [] }),
  specimens: z.array(specimenSchema).default([]),
  /** Whether the patient agreed to be told germline findings that have nothing to do with the tumor. */
  secondaryFindings: z.enum(['yes', 'no', 'unknown']).default('unknown'),
  /** The question that the board is asked. */
  question: z.string().nullable().default(null),
})
export type CaseInput = z.infer<typeof caseInputSchema>

export const caseSchema = caseInputSchema.extend({
  id: z.number().int(),
  createdAt: z.string(),
  changedAt: z.string(),
})
export type Case = z.infer<typeof caseSchema>

/**
 * An assay's coverage: which genes it tests, for which kinds of alteration. Only what stands here may be
 * called *not detected*; everything else is *not assessed*.
 */
export const assaySchema = z.object({
  name: z.string().min(1),
  laboratory: z.string().nullable(),
  method: z.enum(['panel', 'exome', 'genome', 'RNA', 'IHC', 'ctDNA', 'PCR', 'FISH', 'methylation']),
  specimenKinds: z.array(specimenKindSchema).min(1),
  /** Genes covered, per kind. `codons` (1-based, inclusive ranges) limits cover to hot spots. */
  genes: z.array(
    z.object({
      gene: z.string(),
      kinds: z.array(alterationKindSchema).min(1),
      codons: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
    }),
  ),
  /** Signatures and markers it reports, e.g. `TMB`, `MSI`, `PD-L1`. */
  markers: z.array(z.string()).default([]),
  /** The assay's own cut-offs, e.g. TMB 7.8 mut/Mb: another assay's number is not this one's. */
  cutoffs: z
    .array(
      z.object({
        marker: z.string().min(1),
        /** In `unit`; the assay calls the marker positive at this value or above. */
        atLeast: z.number(),
        unit: z.string().nullable(),
        /** Where the assay was calibrated against another: that assay's cut-off, and who showed it. */
        equivalentTo: z.number().optional(),
        source: z.string().min(1),
      }),
    )
    .optional(),
  /** Megabases of the region that its TMB is scored in. */
  scoredMegabases: z.number().positive().optional(),
  /** Smallest VAF (fraction) it reliably sees; null where unstated. */
  limitOfDetection: z.number().min(0).max(1).nullable(),
  regulatoryStatus: z.string().nullable(),
  /** Identifiers of companion-diagnostic entries this very assay is approved as. */
  companionDiagnostics: z.array(z.string()).default([]),
  source: z.string().nullable(),
})
export type Assay = z.infer<typeof assaySchema>

/** One refused record of a report file. */
export const refusalSchema = z.object({ line: z.number().int(), field: z.string(), reason: z.string() })
export type Refusal = z.infer<typeof refusalSchema>

export const reportFormatSchema = z.enum(['VCF', 'MAF', 'biomarker sheet'])
export type ReportFormat = z.infer<typeof reportFormatSchema>

/** One imported file. Counts are records of the file; alterations are counted after allele splitting. */
export const reportSchema = z.object({
  id: z.number().int(),
  caseId: z.number().int(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  format: reportFormatSchema,
  formatVersion: z.string().nullable(),
  build: genomeBuildSchema.nullable(),
  tumorSample: z.string().nullable(),
  normalSample: z.string().nullable(),
  specimen: z.string().nullable(),
  assay: z.string().nullable(),
  reportDate: isoDateSchema.nullable(),
  importedAt: z.string(),
  importedBy: z.string(),
  reader: z.string(),
  normalisedAgainst: z.string().nullable(),
  read: z.number().int(),
  taken: z.number().int(),
  refusedCount: z.number().int(),
  refused: z.array(refusalSchema),
  warnings: z.array(z.string()),
  alterations: z.record(z.string(), z.number().int()),
})
export type Report = z.infer<typeof reportSchema>
