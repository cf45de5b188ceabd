/** Short explanations of the words on screen, with the source where the word has one. */
export const terms = {
  tier: {
    text: 'AMP/ASCO/CAP tier. I: strong clinical significance in this tumor type (A approved or guideline, B well-powered studies). II: potential significance (C approved in another tumor type or trial criterion, D preclinical or case reports). III: unknown significance. IV: benign or likely benign. Caseboard computes it from the source’s own level; the reason stands beside it.',
    source: 'Li et al., J Mol Diagn 2017, PMID 27993330',
  },
  escat: {
    text: 'ESMO Scale for Clinical Actionability of molecular Targets: I ready for routine use, II investigational, III benefit in another tumor type or for a similar alteration, IV preclinical, V responses without better outcome, X none. Kept apart from the AMP tier and never derived from it; where no source states it, Caseboard may propose one from the kind of study and says “computed”.',
    source: 'Mateo et al., Ann Oncol 2018, PMID 30137196',
  },
  level: {
    text: 'The evidence level exactly as the source gives it, in the source’s own scheme. Caseboard never relabels it.',
    source: null,
  },
  vaf: {
    text: 'Variant allele fraction: the share of reads at this position that carry the variant. It depends on tumor purity and copy number.',
    source: null,
  },
  notAssessed: {
    text: 'No test of this case is known to cover this finding, or the test failed. It is not a negative result: the finding may be present.',
    source: null,
  },
  notDetected: {
    text: 'A test that covers this finding was made, passed quality, and did not find it.',
    source: null,
  },
  companionDiagnostic: {
    text: 'An assay that a regulator approved for choosing this very drug, on a named specimen type. The same variant found by another assay is a biomarker match, not a companion-diagnostic result.',
    source: null,
  },
  tmb: {
    text: 'Tumor mutational burden: mutations per megabase of sequence examined. Values of different assays are not directly comparable; the cut-off is the assay’s own.',
    source: null,
  },
  msi: {
    text: 'Microsatellite instability: length changes at short repeats, a sign of failing mismatch repair. Mismatch-repair proteins by immunohistochemistry are a different test.',
    source: null,
  },
  hrd: {
    text: 'Homologous recombination deficiency: a genome-wide score or verdict of the assay.',
    source: null,
  },
  populationFrequency: {
    text: 'Highest allele frequency in any population that the report’s annotation carries. Empty means not stated, which is not the same as absent: some populations are hardly measured.',
    source: null,
  },
  quality: {
    text: 'Passed: the caller’s FILTER is PASS or unset and the tumor sample carries the allele. Everything else is kept and can be shown.',
    source: null,
  },
  unresolved: {
    text: 'The diagnosis has no OncoTree code, or one that is not known. Caseboard cannot tell which evidence belongs to this tumor type, so no tier I is given.',
    source: 'OncoTree, oncotree.mskcc.org',
  },
  oncogenicity: {
    text: 'How likely a somatic variant drives a cancer: a sum of points from weighed criteria. Only points that data can give are counted; what a person must weigh is listed, and a low sum is no proof of harmlessness.',
    source: 'ClinGen/CGC/VICC, Horak et al. 2022, PMID 35101336',
  },
  germlineClass: {
    text: 'Whether an inherited variant causes disease, as points of the ACMG/AMP criteria. ClinVar’s class stands beside it and never gives points.',
    source: 'Richards et al. 2015, PMID 25741868; Tavtigian et al. 2020, PMID 32720330',
  },
  clinvar: {
    text: 'NCBI’s archive of what laboratories say of variants. Stars tell how it was reviewed: 4 practice guideline, 3 expert panel, 2 several submitters agree, 1 one submitter or disagreement, 0 no criteria.',
    source: 'ClinVar, review status, ncbi.nlm.nih.gov/clinvar',
  },
  peopleMeasured: {
    text: 'How often the allele was seen, by ancestry, with the number of people behind it. A group of few people cannot tell: rare may mean unmeasured.',
    source: null,
  },
  hgvs: {
    text: 'The change in HGVS nomenclature: p. on the protein, c. on the coding sequence of the named transcript.',
    source: 'Human Genome Variation Society, hgvs-nomenclature.org',
  },
} as const

export type TermName = keyof typeof terms
