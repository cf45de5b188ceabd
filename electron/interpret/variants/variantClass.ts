import type { Judgement } from '../../../shared/classification.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { Found, FindingsIndex } from '../case/findings.ts'
import { judgementText } from '../case/judgements.ts'
import type { Scope } from '../scope.ts'
import { nullEffectOf, oncogenicityOf } from './classify.ts'
import { consequenceTerms } from './consequenceTerms.ts'
import { populationOf } from './populationFrequency.ts'

/**
 * What a small variant does, from its consequence (Sequence Ontology terms) and its protein change. Silent
 * changes never match anything; what cannot be told is `unclear`, never guessed.
 */

const LOSS_OF_FUNCTION = new Set([
  'stop_gained',
  'frameshift_variant',
  'splice_acceptor_variant',
  'splice_donor_variant',
  'start_lost',
  'exon_loss_variant',
  'transcript_ablation',
])

const ESSENTIAL_SPLICE = new Set(['splice_acceptor_variant', 'splice_donor_variant'])

const CHANGES_PROTEIN = new Set([
  ...LOSS_OF_FUNCTION,
  'missense_variant',
  'inframe_insertion',
  'inframe_deletion',
  'conservative_inframe_insertion',
  'conservative_inframe_deletion',
  'disruptive_inframe_insertion',
  'disruptive_inframe_deletion',
  'protein_altering_variant',
  'rare_amino_acid_variant',
  'initiator_codon_variant',
  'stop_lost',
  'feature_truncation',
  'feature_elongation',
])

const LEAVES_PROTEIN = new Set([
  'synonymous_variant',
  'stop_retained_variant',
  'start_retained_variant',
  'intron_variant',
  'intergenic_variant',
  'intergenic_region',
  'upstream_gene_variant',
  'downstream_gene_variant',
  '5_prime_utr_variant',
  '3_prime_utr_variant',
  '5_prime_utr_premature_start_codon_gain_variant',
  'non_coding_transcript_exon_variant',
  'non_coding_transcript_variant',
  'non_coding_exon_variant',
  'nmd_transcript_variant',
  'splice_region_variant',
  'splice_polypyrimidine_tract_variant',
  'splice_donor_region_variant',
  'splice_donor_5th_base_variant',
  'regulatory_region_variant',
  'tf_binding_site_variant',
  'mature_mirna_variant',
])

export type ProteinEffect = 'changed' | 'silent' | 'unclear'

export function proteinEffect(index: FindingsIndex, variant: SmallVariant): ProteinEffect {
  const terms = consequenceTerms(variant)
  if (terms.some((term) => ESSENTIAL_SPLICE.has(term))) return 'changed'
  const change = index.change(variant)
  if (change && change.kind !== 'unknown') return change.kind === 'silent' ? 'silent' : 'changed'
  if (terms.some((term) => CHANGES_PROTEIN.has(term))) return 'changed'
  if (terms.length > 0 && terms.every((term) => LEAVES_PROTEIN.has(term))) return 'silent'
  return 'unclear'
}

export function isEssentialSplice(variant: SmallVariant): boolean {
  return consequenceTerms(variant).some((term) => ESSENTIAL_SPLICE.has(term))
}

/** Null variants: stop, frameshift, essential splice site, lost start. Position in the gene is not judged. */
export function isNullVariant(index: FindingsIndex, variant: SmallVariant): boolean {
  const kind = index.change(variant)?.kind
  if (kind === 'nonsense' || kind === 'frameshift' || kind === 'startLoss') return true
  return consequenceTerms(variant).some((term) => LOSS_OF_FUNCTION.has(term))
}

export type Significance = 'pathogenic' | 'benign' | 'uncertain'

/**
 * The class that the file carries, in three bins; null where it carries none. Classes that disagree
 * (`Pathogenic&Uncertain_significance`, `Conflicting...`) are uncertain: nothing is upgraded from ClinVar.
 */
export function significanceOf(variant: SmallVariant): Significance | null {
  const text = variant.clinicalSignificance?.trim() ?? ''
  if (text === '' || text === '.') return null
  if (/conflict/i.test(text)) return 'uncertain'
  const bins = new Set<Significance>()
  for (const part of text.split(/[|/,;&]/)) {
    const word = part.replaceAll('_', ' ').trim().toLowerCase()
    if (/benign|neutral|non-?pathogenic|not pathogenic/.test(word)) bins.add('benign')
    else if (/uncertain|unknown significance|inconclusive|\bvus\b/.test(word)) bins.add('uncertain')
    else if (/pathogenic|oncogenic/.test(word)) bins.add('pathogenic')
  }
  const [only] = bins
  if (only === undefined) return null
  return bins.size === 1 ? only : 'uncertain'
}

/**
 * Why a variant is a polymorphism and not a mutation; null where it is none. Population frequency from 1%:
 * AMP/ASCO/CAP 2017 tier IV (Li et al., PMID 27993330). A (likely) pathogenic class or a hot spot wins over
 * frequency.
 */
export function polymorphismReason(scope: Scope, variant: SmallVariant): string | null {
  const word = curatorWord(scope, variant)
  if (word?.harmful === true) return null
  if (word !== null && word.benign) return word.text
  const significance = significanceOf(variant)
  if (significance === 'benign') return `classed ${variant.clinicalSignificance ?? 'benign'}`
  if (significance === 'pathogenic') return null
  const facts = scope.index.facts(variant)
  const imported = facts === null ? null : populationOf(variant, facts)
  const common = (variant.populationFrequency ?? 0) >= 0.01
  if (!common && imported?.is !== 'common') return null
  const change = scope.index.change(variant)
  if (change && variant.gene !== null && scope.genes.isHotspot(variant.gene, change)) return null
  return common || imported === null
    ? 'common in the population (1% or more)'
    : `common in the population (${imported.evidence.replace(/\.$/, '')})`
}

/** The curator's class of a variant: it wins over every rule below. */
export interface CuratorWord {
  /** (Likely) oncogenic, or (likely) pathogenic. */
  readonly harmful: boolean
  readonly benign: boolean
  readonly text: string
}

/** Of a germline variant the germline class speaks first; of any other only the oncogenicity. */
export function curatorWord(scope: Scope, variant: SmallVariant): CuratorWord | null {
  const { judgement } = scope.index
  const word =
    (variant.origin === 'germline' ? judgement(variant, 'germline class') : null) ??
    judgement(variant, 'oncogenicity')
  return word === null ? null : inWords(word)
}

/** The curator's germline class alone, for questions about the germline. */
export function germlineWord(scope: Scope, variant: SmallVariant): CuratorWord | null {
  const word = scope.index.judgement(variant, 'germline class')
  return word === null ? null : inWords(word)
}

function inWords(word: Judgement): CuratorWord {
  return {
    harmful: /^(?:likely )?(?:oncogenic|pathogenic)$/.test(word.value ?? ''),
    benign: /^(?:likely )?benign$/.test(word.value ?? ''),
    text: judgementText(word),
  }
}

/**
 * Why a null variant is not counted as a loss: it cuts off so little, so late, that the protein may well work
 * (BRCA2 p.Lys3326Ter). Null where it counts, and where no gene model tells.
 */
export function lateTruncation(scope: Scope, variant: SmallVariant): string | null {
  const effect = nullEffectOf(scope, variant)
  return effect.is === 'null' && effect.strength === 'moderate' ? effect.because : null
}

/**
 * Why a variant counts as (likely) oncogenic; null for a variant of unknown significance. A curator's word
 * decides alone. Points are only reached from evidence that is there; ClinVar's germline class never gives any.
 */
export function oncogenicReason(scope: Scope, variant: SmallVariant): string | null {
  if (variant.gene === null) return null
  const word = curatorWord(scope, variant)
  if (word !== null) return word.harmful ? word.text : null
  if (polymorphismReason(scope, variant) !== null) return null
  const change = scope.index.change(variant)
  if (change && scope.genes.isHotspot(variant.gene, change)) return 'listed hot-spot change'
  if (significanceOf(variant) === 'pathogenic') {
    return `classed ${variant.clinicalSignificance ?? 'pathogenic'} in the report`
  }
  const role = scope.genes.roles.get(variant.gene)
  if ((role === 'tumor suppressor' || role === 'both') && isNullVariant(scope.index, variant)) {
    if (lateTruncation(scope, variant) !== null) return null
    const points = pointsText(scope, variant)
    return `loss of function in a tumor suppressor${points === null ? '' : ` (${points})`}`
  }
  return pointsText(scope, variant)
}

/** `likely oncogenic by 9 points: OVS1 8, OP4 1; Horak et al. 2022 ...`; null below that class. */
function pointsText(scope: Scope, variant: SmallVariant): string | null {
  const { computed, points, criteria, standard } = oncogenicityOf(scope, variant, variant.origin)
  if (computed !== 'oncogenic' && computed !== 'likely oncogenic') return null
  const met = criteria.filter(({ state }) => state === 'met').map((one) => `${one.label} ${one.points}`)
  return `${computed} by ${points} points: ${met.join(', ')}; ${standard}`
}

/** A variant of unknown origin found in a normal specimen is germline by where it was found. */
export function originOf(found: Found<SmallVariant>): 'somatic' | 'germline' | 'unknown' {
  if (found.alteration.origin !== 'unknown') return found.alteration.origin
  return found.report?.specimenKind === 'normal' ? 'germline' : 'unknown'
}
