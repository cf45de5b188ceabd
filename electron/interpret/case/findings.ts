import { variantKeyText } from '../../../shared/classification.ts'
import type { Judgement, SecondaryFindingsConsent, SiteFacts } from '../../../shared/classification.ts'
import { parseProteinChange } from '../../../shared/hgvs.ts'
import type { ProteinChange } from '../../../shared/hgvs.ts'
import type {
  Alteration,
  Assay,
  Clinical,
  CopyNumber,
  Expression,
  Fusion,
  Haplotype,
  Methylation,
  PriorTherapy,
  Signature,
  SmallVariant,
  SpecimenKind,
} from '../../../shared/model.ts'
import type { PairPhase } from '../../../shared/phase.ts'
import { judgementLookup } from './judgements.ts'
import type { JudgementLookup } from './judgements.ts'
import { passesFilter } from './passesFilter.ts'

/** One report of the case with what it tested: the ground for saying *not detected*. */
export interface ReportFindings {
  readonly id: number
  /** Specimen name as the board knows it, e.g. `plasma 2`; null where the report names none. */
  readonly specimen: string | null
  readonly specimenKind: SpecimenKind | null
  /** Null where the assay is unknown: then nothing it does not list was assessed. */
  readonly assay: Assay | null
  /** Name of the matched normal sample, null for tumor-only testing. */
  readonly normalSample: string | null
  /** Tumor cells of the specimen as a fraction; absent or null where unknown. */
  readonly purity?: number | null
  /** Day the specimen was collected, else of the report; absent or null where neither is known. */
  readonly date?: string | null
}

/**
 * Single bases of one codon on one copy are one change of the residue: BRAF V600K is c.1798G>A with c.1799T>A, and
 * neither V600M nor V600E stands in the protein (HGVS: changes of one codon are described as one,
 * https://hgvs-nomenclature.org/stable/recommendations/DNA/delins/).
 */
export interface CodonCombination {
  readonly parts: readonly SmallVariant[]
  readonly combined: SmallVariant
}

/** Everything that matching reads of one case. Alterations point at their report by `reportId`. */
export interface CaseFindings {
  readonly case: string
  /** OncoTree code or null. */
  readonly diagnosis: string | null
  readonly reports: readonly ReportFindings[]
  readonly alterations: readonly Alteration[]
  /** Phase of pairs of its small variants as counted from reads; absent where nothing was counted. */
  readonly readPhases?: readonly PairPhase[]
  /** Calls of one codon and copy that were put together; set by combineCodons, which already replaced them. */
  readonly combinations?: readonly CodonCombination[]
  /** Curators' words on variants of this case, superseded ones too. */
  readonly judgements?: readonly Judgement[]
  /** What imported files say, by `variantKeyText`; absent where nothing is imported. */
  readonly facts?: ReadonlyMap<string, SiteFacts>
  readonly secondaryFindings?: SecondaryFindingsConsent
  /** The patient, not the tumor; absent is the same as nothing recorded. */
  readonly priorTherapies?: readonly PriorTherapy[]
  readonly comedications?: readonly string[]
  readonly clinical?: Clinical
  readonly sex?: 'female' | 'male' | 'other' | 'unknown'
}

/** An alteration with its report at hand. */
export interface Found<T extends Alteration> {
  readonly alteration: T
  readonly report: ReportFindings | null
}

/** Usable findings, those that failed the caller's filter, and the explicit negatives of one gene. */
export interface GeneFindings {
  readonly small: Found<SmallVariant>[]
  readonly filteredSmall: Found<SmallVariant>[]
  readonly copyNumber: Found<CopyNumber>[]
  readonly filteredCopyNumber: Found<CopyNumber>[]
  readonly fusion: Found<Fusion>[]
  readonly filteredFusion: Found<Fusion>[]
  readonly methylation: Found<Methylation>[]
  /** Rows that say "tested, not detected" or "not assessed" for this gene. */
  readonly negative: Found<Alteration>[]
  readonly failed: Found<Alteration>[]
}

export interface FindingsIndex {
  readonly findings: CaseFindings
  readonly signatures: readonly Found<Signature>[]
  readonly expressions: readonly Found<Expression>[]
  readonly haplotypes: readonly Found<Haplotype>[]
  gene(symbol: string): GeneFindings
  /** False where no alteration of the case names the gene. */
  hasRows(symbol: string): boolean
  /** The parsed protein change, parsed once; null where the variant carries none. */
  change(variant: SmallVariant): ProteinChange | null
  /** What imported files say of the variant; null where none of its build is imported. */
  facts(variant: SmallVariant): SiteFacts | null
  readonly judgement: JudgementLookup
  /** Names of variants already written, see `variantName`. */
  readonly names: Map<SmallVariant, string>
}

const NOTHING: GeneFindings = emptyGene()

function emptyGene(): GeneFindings {
  return {
    small: [],
    filteredSmall: [],
    copyNumber: [],
    filteredCopyNumber: [],
    fusion: [],
    filteredFusion: [],
    methylation: [],
    negative: [],
    failed: [],
  }
}

/**
 * Sorts the case's alterations by gene, once per case, so that each question looks at one gene only.
 * Alterations absent from the tumor sample (`present` false) are left out altogether.
 */
export function indexFindings(findings: CaseFindings): FindingsIndex {
  const reports = new Map(findings.reports.map((report) => [report.id, report]))
  const genes = new Map<string, GeneFindings>()
  const signatures: Found<Signature>[] = []
  const expressions: Found<Expression>[] = []
  const haplotypes: Found<Haplotype>[] = []
  const changes = new Map<SmallVariant, ProteinChange | null>()

  const at = (gene: string): GeneFindings => {
    const known = genes.get(gene)
    if (known) return known
    const made = emptyGene()
    genes.set(gene, made)
    return made
  }

  for (const alteration of findings.alterations) {
    const report = alteration.reportId === undefined ? null : (reports.get(alteration.reportId) ?? null)
    switch (alteration.kind) {
      case 'signature':
        signatures.push({ alteration, report })
        break
      case 'expression':
        expressions.push({ alteration, report })
        break
      case 'haplotype':
        haplotypes.push({ alteration, report })
        break
      case 'smallVariant':
        if (!alteration.present || alteration.gene === null) break
        file(at(alteration.gene), alteration, report)
        break
      case 'copyNumber':
        if (alteration.gene !== null) file(at(alteration.gene), alteration, report)
        break
      case 'fusion':
        for (const gene of new Set([alteration.gene5, alteration.gene3])) {
          if (gene !== null) file(at(gene), alteration, report)
        }
        break
      case 'methylation':
        file(at(alteration.gene), alteration, report)
        break
      default:
        alteration satisfies never
    }
  }

  return {
    findings,
    signatures,
    expressions,
    haplotypes,
    gene: (symbol) => genes.get(symbol) ?? NOTHING,
    hasRows: (symbol) => genes.has(symbol),
    facts: (variant) => findings.facts?.get(variantKeyText(variant)) ?? null,
    judgement: judgementLookup(findings.judgements ?? []),
    names: new Map(),
    change: (variant) => {
      const known = changes.get(variant)
      if (known !== undefined) return known
      const parsed = variant.hgvsP === null || variant.hgvsP === '' ? null : parseProteinChange(variant.hgvsP)
      changes.set(variant, parsed)
      return parsed
    },
  }
}

function file(
  gene: GeneFindings,
  alteration: SmallVariant | CopyNumber | Fusion | Methylation,
  report: ReportFindings | null,
): void {
  if (alteration.status === 'not detected' && alteration.kind !== 'methylation') {
    gene.negative.push({ alteration, report })
    return
  }
  if (alteration.status === 'not assessed') {
    gene.failed.push({ alteration, report })
    return
  }
  switch (alteration.kind) {
    case 'smallVariant':
      ;(passesFilter(alteration.filter) ? gene.small : gene.filteredSmall).push({ alteration, report })
      break
    case 'copyNumber':
      ;(passesFilter(alteration.filter) ? gene.copyNumber : gene.filteredCopyNumber).push({
        alteration,
        report,
      })
      break
    case 'fusion':
      ;(passesFilter(alteration.filter) ? gene.fusion : gene.filteredFusion).push({ alteration, report })
      break
    case 'methylation':
      gene.methylation.push({ alteration, report })
      break
    default:
      alteration satisfies never
  }
}
