import { entries } from './entry.ts'

const CTDNA = 'ESMO recommendations on circulating tumour DNA, Pascual et al. 2022, PMID 35809752'

export const germlineTerms = entries('Germline, blood and plasma', {
  possibleGermline: [
    'possible germline',
    'A variant of a tumor-only test whose gene, fraction and kind make an inherited origin worth checking. It is a screen: only a test of normal tissue or blood can say germline.',
    'ESMO Precision Medicine Working Group, Mandelker et al. 2019, PMID 31050713',
  ],
  secondaryFindings: [
    'secondary findings',
    'Germline variants in genes that are reported although nobody asked, because something can be done about them. The ACMG keeps the list of genes and revises it.',
    'ACMG SF v3.2, Miller et al. 2023, PMID 37347242',
  ],
  clonalHaematopoiesis: [
    'clonal haematopoiesis',
    'Mutations of blood-forming cells, commoner with age, that show up in plasma and in tissue with blood in it. They are not of the tumor, and a therapy aimed at them would miss it.',
    'Steensma et al. 2015, PMID 25931582',
  ],
  plasma: [
    'plasma (ctDNA)',
    'Cell-free DNA of the blood, of which the tumor’s share may be tiny or none. A negative result does not exclude the finding and should be checked in tissue.',
    CTDNA,
  ],
  limitOfDetection: [
    'limit of detection',
    'The smallest fraction that the assay finds reliably. “Not detected” holds only down to it.',
    CTDNA,
  ],
  tumorFraction: [
    'tumor fraction',
    'The share of cell-free DNA that comes from the tumor. Where it is low, a negative plasma result says little.',
    CTDNA,
  ],
  phenotype: [
    'pharmacogene phenotype',
    'What a patient’s two inherited alleles of a drug-metabolising gene amount to, such as poor metabolizer. It is read from blood or normal tissue and concerns doses and harm.',
    'CPIC term standardization, Caudle et al. 2017, PMID 27441996',
  ],
  activityScore: [
    'activity score',
    'A number for the joint activity of both alleles of a pharmacogene. Each gene has its own table from score to phenotype.',
    'CPIC, cpicpgx.org',
  ],
})
