import { entries, OWN } from './entry.ts'

const ONCO = 'ClinGen/CGC/VICC oncogenicity, Horak et al. 2022, PMID 35101336'
const ACMG = 'ACMG/AMP 2015, Richards et al., PMID 25741868; points: Tavtigian et al. 2020, PMID 32720330'

export const classTerms = entries('Classes', {
  class: [
    'class',
    'What a variant is thought to do, in the words of the file or of a classification. A file’s class is shown as it is and names its source where it has one.',
    OWN,
  ],
  oncogenicity: [
    'oncogenicity',
    'Whether a somatic variant drives the tumor, scored by points for and against from several kinds of evidence. It is a different question from whether a germline variant causes disease.',
    ONCO,
  ],
  oncogenic: [
    'oncogenic',
    'Ten points or more: the variant is a driver of cancer by this standard. It does not by itself mean that a drug exists.',
    ONCO,
  ],
  likelyOncogenic: [
    'likely oncogenic',
    'Six to nine points: probably a driver. Rules that ask for an oncogenic mutation accept it and say so.',
    ONCO,
  ],
  oncogenicityVus: [
    'VUS (oncogenicity)',
    'Zero to five points: what is known does not decide. Rules never take it for an oncogenic mutation.',
    ONCO,
  ],
  likelyBenign: [
    'likely benign (oncogenicity)',
    'Minus one to minus six points: probably no driver. It is kept and not matched as oncogenic.',
    ONCO,
  ],
  benign: [
    'benign (oncogenicity)',
    'Minus seven points or less: no driver by this standard, mostly because it is common in the population. It is kept and not matched as oncogenic.',
    ONCO,
  ],
  acmg: [
    'ACMG class',
    'The five classes for germline variants: pathogenic, likely pathogenic, uncertain, likely benign, benign. They say whether a variant causes hereditary disease, not whether it drives a tumor.',
    ACMG,
  ],
  pathogenic: [
    'pathogenic',
    'The evidence shows that the germline variant causes disease. It calls for genetic counselling.',
    ACMG,
  ],
  likelyPathogenic: [
    'likely pathogenic',
    'The germline variant causes disease with a probability above 90%. It is mostly handled like a pathogenic one.',
    ACMG,
  ],
  acmgVus: [
    'VUS (germline)',
    'Uncertain significance: the evidence does not suffice or contradicts itself. Treatment and relatives’ testing should not rest on it.',
    ACMG,
  ],
  acmgLikelyBenign: [
    'likely benign (germline)',
    'The germline variant is harmless with a probability above 90%. It is not followed up.',
    ACMG,
  ],
  acmgBenign: [
    'benign (germline)',
    'The evidence shows that the germline variant is harmless. It is not followed up.',
    ACMG,
  ],
  hotspot: [
    'hot spot',
    'A residue that tumors change far more often than chance would. It counts as evidence for a driver.',
    'Cancer hot spots, Chang et al. 2018, PMID 29247016',
  ],
  clinvar: [
    'ClinVar class',
    'NCBI’s archive of what laboratories say of germline variants; stars tell how the class was reviewed, from 0 (no criteria) to 4 (practice guideline). It stands beside the points and never gives any.',
    'ClinVar, ncbi.nlm.nih.gov/clinvar/docs/review_status',
  ],
  peopleMeasured: [
    'people measured',
    'How often the allele was seen, by ancestry, with the number of people behind it. A group of few people cannot tell: rare may mean unmeasured.',
    OWN,
  ],
  conflicting: [
    'conflicting',
    'Submitters to ClinVar disagree on the class. Caseboard treats it as uncertain and never picks the worse or the better one.',
    'ClinVar, ncbi.nlm.nih.gov/clinvar/docs/clinsig',
  ],
})
