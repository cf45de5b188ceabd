import { entries, OWN } from './entry.ts'

export const biomarkerTerms = entries('Biomarkers', {
  msi: [
    'MSI',
    'Microsatellite instability: length changes at short repeats, a sign of failing mismatch repair. Mismatch-repair proteins by immunohistochemistry are a different test, and the two can disagree.',
    'ESMO recommendations on MSI testing, Luchini et al. 2019, PMID 31056702',
  ],
  mmr: [
    'MMR',
    'Mismatch repair, judged by staining for the proteins MLH1, PMS2, MSH2 and MSH6. Loss of one is called deficient, and points to MSI and possibly to Lynch syndrome.',
    'ESMO recommendations on MSI testing, Luchini et al. 2019, PMID 31056702',
  ],
  tmb: [
    'TMB',
    'Tumor mutational burden: mutations per megabase of sequence examined. Values of different assays are not directly comparable, and a cut-off belongs to its assay.',
    'TMB harmonization, Merino et al. 2020, PMID 32217756',
  ],
  hrd: [
    'HRD',
    'Homologous recombination deficiency: a genome-wide score or verdict that says double-strand breaks are repaired badly. Scores and cut-offs of different assays are not interchangeable, and a scar may outlast the deficiency.',
    'ESMO recommendations on HRD, Miller et al. 2020, PMID 33004253',
  ],
  gloh: [
    'gLOH',
    'Share of the genome that has lost one parent’s copy, used as a sign of homologous recombination deficiency. Its cut-off belongs to its assay.',
    'ESMO recommendations on HRD, Miller et al. 2020, PMID 33004253',
  ],
  pdl1: [
    'PD-L1',
    'A protein on tumor and immune cells that slows T cells, stained with an antibody clone and scored by a rule. Clone and rule belong to the drug’s companion diagnostic and cannot be exchanged.',
    'FDA, PD-L1 IHC 22C3 pharmDx (P150013) and VENTANA PD-L1 SP142 (P160002)',
  ],
  tps: [
    'TPS',
    'Tumor proportion score: the percentage of viable tumor cells with PD-L1 on their membrane. Immune cells do not count.',
    'FDA, PD-L1 IHC 22C3 pharmDx (P150013)',
  ],
  cps: [
    'CPS',
    'Combined positive score: PD-L1 stained tumor cells, lymphocytes and macrophages over viable tumor cells, times 100. It is a number and no percentage, and at most 100.',
    'FDA, PD-L1 IHC 22C3 pharmDx (P150013)',
  ],
  ic: [
    'IC',
    'Immune cell score: the share of the tumor’s area that PD-L1 stained immune cells take. It is scored with its own assay and is not comparable with TPS or CPS.',
    'FDA, VENTANA PD-L1 SP142 (P160002)',
  ],
  her2: [
    'HER2',
    'A growth factor receptor, scored 0 to 3+ by staining, or by gene copies in situ. Amplification seen by sequencing is a third test and does not stand for the stain.',
    'ASCO/CAP HER2 testing in breast cancer, Wolff et al. 2018, PMID 29846122',
  ],
  hormoneReceptors: [
    'ER and PR',
    'Receptors of estrogen and progesterone, given as percentage of stained nuclei. From 1% a breast cancer counts as positive, with 1 to 10% called low for ER.',
    'ASCO/CAP hormone receptor testing, Allison et al. 2020, PMID 31928404',
  ],
  ki67: [
    'Ki-67',
    'Share of tumor cells that stain for a protein of dividing cells. It differs between laboratories, so cut-offs belong to their study.',
    'International Ki67 in Breast Cancer Working Group, Nielsen et al. 2021, PMID 33369635',
  ],
  methylation: [
    'promoter methylation',
    'Methyl groups on a gene’s promoter that silence it, such as MGMT in glioma. The percentage depends on the method.',
    OWN,
  ],
  clone: [
    'clone',
    'The antibody that was used for a stain. Cut-offs of approved tests hold for their own clone.',
    OWN,
  ],
  otherMarker: [
    'protein marker',
    'A protein scored by staining, in the score and unit that the report gives. Rules compare it only with the same marker and score.',
    OWN,
  ],
  tumorAgnostic: [
    'tumor-agnostic',
    'An approval by biomarker for solid tumors wherever they grow. It mostly asks for prior treatment and no satisfactory alternative.',
    'FDA, drug labels, accessdata.fda.gov',
  ],
})
