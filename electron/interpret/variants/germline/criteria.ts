import type { GermlineClass } from '../../../../shared/classification.ts'
import type { PointCriterion } from '../assessed.ts'

/**
 * ACMG/AMP criteria (Richards et al. 2015, PMID 25741868) as points: supporting 1, moderate 2, strong 4, very
 * strong 8, benign negative (Tavtigian et al. 2020, PMID 32720330). PP5 and BP6 (another's word) are retired (Biesecker
 * and Harrison 2018, PMID 29543229) and never counted: ClinVar is shown beside the points, with its stars.
 */
export const ACMG_STANDARD = 'ACMG/AMP 2015 as points, PMID 25741868 and 32720330'

const READ = 'The literature must be read and weighed.'
const FAMILY = 'Family and laboratory data are not held here.'

export const germlineCriteria = {
  nullVariantWithKnownMechanism: {
    label: 'PVS1',
    points: 8,
    asks: 'Null variant where loss of function is a known mechanism of the disease',
  },
  sameChangeAsPathogenic: {
    label: 'PS1',
    points: 4,
    asks: 'Same amino-acid change as a known pathogenic variant, by another base change',
  },
  deNovo: { label: 'PS2, PM6', points: 4, asks: 'Arose newly in the patient', person: FAMILY },
  functionalStudiesDamaging: {
    label: 'PS3',
    points: 4,
    asks: 'Functional studies show damage',
    person: READ,
  },
  enrichedInAffected: {
    label: 'PS4',
    points: 4,
    asks: 'More frequent in affected people than in controls',
    person: READ,
  },
  hotspotOrDomain: {
    label: 'PM1',
    points: 2,
    asks: 'In a mutational hot spot or critical domain without benign variation',
    person: 'Which region is critical is a judgement on the protein.',
  },
  rareInPopulation: {
    label: 'PM2',
    points: 1,
    asks: 'Absent from population controls, or extremely rare (counted as supporting)',
  },
  inTrans: {
    label: 'PM3',
    points: 2,
    asks: 'Recessive: found in trans with a pathogenic variant',
    person: FAMILY,
  },
  lengthChangeOutsideRepeat: {
    label: 'PM4',
    points: 2,
    asks: 'In-frame change of length outside repeats, or lost stop',
    person: 'Repeats and the role of the region must be checked.',
  },
  otherPathogenicMissenseAtResidue: {
    label: 'PM5',
    points: 2,
    asks: 'Another missense change of this residue is pathogenic',
  },
  segregates: { label: 'PP1', points: 1, asks: 'Segregates with the disease in the family', person: FAMILY },
  missenseMechanism: {
    label: 'PP2',
    points: 1,
    asks: 'Missense in a gene where benign missense is rare',
    person: 'Constraint figures are not held here.',
  },
  computationalDamaging: {
    label: 'PP3',
    points: 1,
    asks: 'Computational evidence of damage',
    person: 'Caseboard computes no predictions.',
  },
  phenotypeFits: {
    label: 'PP4',
    points: 1,
    asks: 'Phenotype or family history specific for the gene',
    person: FAMILY,
  },
  veryCommonInPopulation: {
    label: 'BA1',
    points: -8,
    asks: 'More than 5% in a continental group: stands alone',
  },
  commonerThanDisorder: { label: 'BS1', points: -4, asks: 'More frequent than the disorder allows' },
  observedInHealthy: {
    label: 'BS2',
    points: -4,
    asks: 'Seen in healthy adults at full penetrance',
    person: READ,
  },
  functionalStudiesNeutral: {
    label: 'BS3',
    points: -4,
    asks: 'Functional studies show no damage',
    person: READ,
  },
  doesNotSegregate: { label: 'BS4', points: -4, asks: 'Does not segregate with the disease', person: FAMILY },
  missenseWhereTruncationMatters: {
    label: 'BP1',
    points: -1,
    asks: 'Missense in a gene where only truncation causes disease',
    person: 'Gene-specific rules of the expert panels decide.',
  },
  withOtherCause: {
    label: 'BP2, BP5',
    points: -1,
    asks: 'Found with another cause of the disease',
    person: FAMILY,
  },
  inFrameInRepeat: {
    label: 'BP3',
    points: -1,
    asks: 'In-frame change in a repeat without function',
    person: 'Repeats must be checked.',
  },
  computationalNeutral: {
    label: 'BP4',
    points: -1,
    asks: 'Computational evidence of no effect',
    person: 'Caseboard computes no predictions.',
  },
  silentWithoutSplicing: {
    label: 'BP7',
    points: -1,
    asks: 'Silent change without predicted effect on splicing',
    person: 'Conservation and splicing predictions are not computed here.',
  },
} as const satisfies Readonly<Record<string, PointCriterion>>

export type GermlineMeaning = keyof typeof germlineCriteria

export function germlineClassOf(points: number): GermlineClass {
  if (points >= 10) return 'pathogenic'
  if (points >= 6) return 'likely pathogenic'
  if (points >= 0) return 'uncertain significance'
  return points >= -6 ? 'likely benign' : 'benign'
}

/**
 * Common variants that cause disease all the same: BA1 does not apply (Ghosh et al. 2018, PMID 30311383, table of
 * exceptions; those with a protein change). Three-letter HGVS p.
 */
export const BA1_EXCEPTIONS: readonly (readonly [gene: string, change: string])[] = [
  ['GJB2', 'p.Val37Ile'],
  ['HFE', 'p.His63Asp'],
  ['HFE', 'p.Cys282Tyr'],
  ['MEFV', 'p.Pro369Ser'],
  ['MEFV', 'p.Arg408Gln'],
  ['PIBF1', 'p.Arg405Gln'],
  ['ACADS', 'p.Arg171Trp'],
  ['BTD', 'p.Asp444His'],
]
