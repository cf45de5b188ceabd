import type { OncogenicityClass } from '../../../../shared/classification.ts'
import type { PointCriterion } from '../assessed.ts'

/**
 * Oncogenicity criteria by meaning, with their labels in the standard. Source of all: Horak et al. 2022, "Standards for
 * the classification of pathogenicity of somatic variants in cancer (oncogenicity)", ClinGen/CGC/VICC, PMID 35101336,
 * tables 2 and 3.
 *
 * Labels OM3 and OM4: in the paper's table OM3 is the hot spot of fewer than 50 samples and OM4 the other missense
 * change at the residue. PCGR and a public calculator print the two the other way round. Code and stored data
 * therefore speak of the meaning, never of the label.
 */
export const ONCOGENICITY_SOP = 'Horak et al. 2022, PMID 35101336'

export const oncogenicityCriteria = {
  nullVariantInTumorSuppressor: {
    label: 'OVS1',
    points: 8,
    asks: 'Null variant (stop, frameshift, essential splice site, lost start) in a tumor suppressor',
  },
  sameChangeAsOncogenic: {
    label: 'OS1',
    points: 4,
    asks: 'Same amino-acid change as an established oncogenic variant, by another base change',
  },
  functionalStudiesOncogenic: {
    label: 'OS2',
    points: 4,
    asks: 'Well-established functional studies show an oncogenic effect',
    person: 'Functional studies must be read and weighed.',
  },
  strongHotspot: {
    label: 'OS3',
    points: 4,
    asks: 'Hot spot: at least 50 samples at the residue and at least 10 with this change',
  },
  criticalDomain: {
    label: 'OM1',
    points: 2,
    asks: 'In a critical, well-established part of a functional domain',
    person: 'Which part of a domain is critical is a judgement on the protein.',
  },
  lengthChange: {
    label: 'OM2',
    points: 2,
    asks: 'In-frame insertion or deletion in a known cancer gene, or lost stop in a tumor suppressor',
  },
  weakerHotspot: {
    label: 'OM3',
    points: 2,
    asks: 'Hot spot: fewer than 50 samples at the residue and at least 10 with this change',
  },
  otherOncogenicMissenseAtResidue: {
    label: 'OM4',
    points: 2,
    asks: 'Another missense change of this residue is oncogenic, and this one is at least as drastic',
    person: 'How drastic the two changes are must be compared.',
  },
  computationalOncogenic: {
    label: 'OP1',
    points: 1,
    asks: 'All computational predictions used agree on an oncogenic effect',
    person: 'Caseboard computes no predictions.',
  },
  singleEtiology: {
    label: 'OP2',
    points: 1,
    asks: 'Gene of a malignancy with a single genetic cause',
    person: 'Whether this malignancy has a single cause is a judgement on the case.',
  },
  rareHotspotChange: {
    label: 'OP3',
    points: 1,
    asks: 'Hot spot in which this change was seen in fewer than 10 samples',
  },
  absentFromPopulation: {
    label: 'OP4',
    points: 1,
    asks: 'Absent from population controls, or extremely rare',
  },
  veryCommonInPopulation: {
    label: 'SBVS1',
    points: -8,
    asks: 'More than 5% in any of five continental groups',
  },
  commonInPopulation: {
    label: 'SBS1',
    points: -4,
    asks: 'More than 1% in any of five continental groups',
  },
  functionalStudiesNeutral: {
    label: 'SBS2',
    points: -4,
    asks: 'Well-established functional studies show no oncogenic effect',
    person: 'Functional studies must be read and weighed.',
  },
  computationalNeutral: {
    label: 'SBP1',
    points: -1,
    asks: 'All computational predictions used agree on no effect',
    person: 'Caseboard computes no predictions.',
  },
  silentWithoutSplicing: {
    label: 'SBP2',
    points: -1,
    asks: 'Silent change, no predicted effect on splicing, base not conserved',
    person: 'Conservation and splicing predictions are not computed here.',
  },
} as const satisfies Readonly<Record<string, PointCriterion>>

export type OncogenicityMeaning = keyof typeof oncogenicityCriteria

/**
 * A criterion that may not be counted beside another that is met: table 2, comments. Each row: `barred` gives way
 * to any of `by`.
 */
export const oncogenicityBans: readonly {
  readonly barred: OncogenicityMeaning
  readonly by: readonly OncogenicityMeaning[]
}[] = [
  { barred: 'strongHotspot', by: ['sameChangeAsOncogenic'] },
  { barred: 'criticalDomain', by: ['sameChangeAsOncogenic', 'strongHotspot'] },
  { barred: 'lengthChange', by: ['nullVariantInTumorSuppressor'] },
  {
    barred: 'otherOncogenicMissenseAtResidue',
    by: ['sameChangeAsOncogenic', 'strongHotspot', 'criticalDomain'],
  },
  { barred: 'weakerHotspot', by: ['criticalDomain', 'otherOncogenicMissenseAtResidue'] },
]

/** Class of a sum of points: figure 2 of the standard. */
export function oncogenicityClassOf(points: number): OncogenicityClass {
  if (points >= 10) return 'oncogenic'
  if (points >= 6) return 'likely oncogenic'
  if (points >= 0) return 'uncertain significance'
  return points >= -6 ? 'likely benign' : 'benign'
}
