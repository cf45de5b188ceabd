import { entries, OWN } from './entry.ts'

const FDA = 'U.S. Food and Drug Administration, drug labels, accessdata.fda.gov'
const NCCN = 'NCCN Categories of Evidence and Consensus, nccn.org'
const ONCOKB = 'OncoKB levels of evidence, Chakravarty et al. 2017, PMID 28890946; oncokb.org/levels'
const CIVIC = 'CIViC evidence levels, Griffith et al. 2017, PMID 28138153; civic.readthedocs.io'
const MOALMANAC = 'Molecular Oncology Almanac, Reardon et al. 2021, PMID 35121878'
const CGI = 'Cancer Genome Interpreter, Tamborero et al. 2018, PMID 29592813'
const CPIC_STRENGTH = 'CPIC guideline development, Caudle et al. 2014, PMID 24479687; cpicpgx.org/guidelines'
const CPIC = 'CPIC levels for genes and drugs, cpicpgx.org/prioritization'

export const levelTerms = entries('Evidence levels', {
  level: [
    'level',
    'The evidence level exactly as the source gives it, in the source’s own scheme. Caseboard shows it beside its own tier and never relabels it.',
    OWN,
  ],
  'FDA approved': [
    'FDA approved',
    'The label of the drug, approved by the U.S. regulator, names this finding as a reason to give it. Approval elsewhere may differ, and the label’s conditions must be checked.',
    FDA,
  ],
  'FDA accelerated approval': [
    'FDA accelerated approval',
    'Approved early on a result that is likely to predict benefit, such as the response rate. The approval may be withdrawn where later trials do not confirm it.',
    'FDA Accelerated Approval Program, fda.gov; 21 CFR 314 subpart H',
  ],
  'FDA label limitation of use': [
    'FDA label limitation of use',
    'The label says for whom the drug is not meant or not expected to work. It is read as evidence against the drug in that situation.',
    FDA,
  ],
  'NCCN 1': [
    'NCCN category 1',
    'Evidence of high level with uniform consensus of the panel that the treatment is appropriate. It is the strongest of the four categories.',
    NCCN,
  ],
  'NCCN 2A': [
    'NCCN category 2A',
    'Evidence of lower level with uniform consensus of the panel that the treatment is appropriate. Most recommendations of NCCN are of this category.',
    NCCN,
  ],
  'NCCN 2B': [
    'NCCN category 2B',
    'Evidence of lower level with consensus, but not a uniform one, that the treatment is appropriate. Panel members differed.',
    NCCN,
  ],
  'NCCN 3': [
    'NCCN category 3',
    'The panel disagreed in a major way whether the treatment is appropriate, whatever the level of the evidence. It is the weakest category.',
    NCCN,
  ],
  'OncoKB 1': [
    'OncoKB level 1',
    'A biomarker that the FDA recognises as predicting response to an approved drug in this indication. It is the strongest level for sensitivity.',
    ONCOKB,
  ],
  'OncoKB 2': [
    'OncoKB level 2',
    'A biomarker that guidelines recommend as standard of care for an approved drug in this indication. The drug’s label itself need not name it.',
    ONCOKB,
  ],
  'OncoKB 3A': [
    'OncoKB level 3A',
    'Compelling clinical evidence supports the biomarker in this indication, but it is not standard of care. It often points to trials.',
    ONCOKB,
  ],
  'OncoKB 3B': [
    'OncoKB level 3B',
    'Standard or investigational in another indication, carried over to this one. Nobody curated it for this tumor type, so Caseboard never lets it reach tier I.',
    ONCOKB,
  ],
  'OncoKB 4': [
    'OncoKB level 4',
    'Compelling biological evidence that the biomarker predicts response. Clinical evidence is not there yet.',
    ONCOKB,
  ],
  'OncoKB R1': [
    'OncoKB level R1',
    'Standard of care: the biomarker predicts resistance to an approved drug in this indication. The drug should not be chosen because of it.',
    ONCOKB,
  ],
  'OncoKB R2': [
    'OncoKB level R2',
    'Compelling clinical evidence that the biomarker predicts resistance to a drug. It is not yet standard of care.',
    ONCOKB,
  ],
  'OncoKB Dx': [
    'OncoKB level Dx',
    'Diagnostic levels 1 to 3: the biomarker is required for, supports or may help a diagnosis. They say nothing about therapy.',
    ONCOKB,
  ],
  'OncoKB Px': [
    'OncoKB level Px',
    'Prognostic levels 1 to 3: the biomarker tells of the course of the disease, in guidelines or in studies. They say nothing about therapy.',
    ONCOKB,
  ],
  'CIViC A': [
    'CIViC level A',
    'Validated association: proven, or a consensus, in human medicine. A level A item does not by itself say that a regulator approved a drug.',
    CIVIC,
  ],
  'CIViC B': [
    'CIViC level B',
    'Clinical evidence: a trial or other data from patients support it. How strong a single item is depends on its star rating.',
    CIVIC,
  ],
  'CIViC C': [
    'CIViC level C',
    'Case study: reports on single patients or a handful of them. Such reports may be chance.',
    CIVIC,
  ],
  'CIViC D': [
    'CIViC level D',
    'Preclinical evidence: cells or animals. Nothing has been shown in patients.',
    CIVIC,
  ],
  'CIViC E': [
    'CIViC level E',
    'Inferential: concluded from indirect evidence, at least one step away. It is the weakest level.',
    CIVIC,
  ],
  'MOAlmanac FDA-Approved': [
    'MOAlmanac FDA-Approved',
    'The Almanac found the association in a label that the FDA approved. The tumor type of the label stands beside it.',
    MOALMANAC,
  ],
  'MOAlmanac Guideline': [
    'MOAlmanac Guideline',
    'The Almanac found the association in a clinical guideline. The guideline and its date stand among the sources.',
    MOALMANAC,
  ],
  'MOAlmanac Clinical trial': [
    'MOAlmanac Clinical trial',
    'The association is, or was, a criterion or result of a clinical trial. That the trial asked for it does not show that it works.',
    MOALMANAC,
  ],
  'MOAlmanac Clinical evidence': [
    'MOAlmanac Clinical evidence',
    'The association was reported in a clinical study or in patients. How well powered the study was is not part of this level.',
    MOALMANAC,
  ],
  'MOAlmanac Preclinical': [
    'MOAlmanac Preclinical',
    'The association was seen in cell lines or animals. Nothing has been shown in patients.',
    MOALMANAC,
  ],
  'MOAlmanac Inferential': [
    'MOAlmanac Inferential',
    'The association was inferred from other observations, such as a mathematical model. It is the weakest level of the Almanac.',
    MOALMANAC,
  ],
  CGI: [
    'CGI evidence',
    'The Cancer Genome Interpreter names the kind of evidence in words: guidelines, late trials, early trials, case report or preclinical. Caseboard keeps the words and orders them by a documented table.',
    CGI,
  ],
  'CPIC A': [
    'CPIC level A',
    'Genetic information should be used to change the prescribing of the drug. The evidence is strong or moderate in favour of it.',
    CPIC,
  ],
  'CPIC B': [
    'CPIC level B',
    'Genetic information could be used to change prescribing, because other drugs or doses are likely to be as good. The evidence is weaker than at level A.',
    CPIC,
  ],
  'CPIC C': [
    'CPIC level C',
    'Studies exist at several levels of evidence, but no change of prescribing is recommended. The benefit is unclear or other choices are no better.',
    CPIC,
  ],
  'CPIC D': [
    'CPIC level D',
    'Few studies exist and what to do is unclear. No change of prescribing is recommended.',
    CPIC,
  ],
  'CPIC strong': [
    'CPIC strong recommendation',
    'The evidence is good and the benefit of changing the prescription clearly outweighs the harm. It is the strength of one recommendation, not the level of the gene and drug.',
    CPIC_STRENGTH,
  ],
  'CPIC moderate': [
    'CPIC moderate recommendation',
    'It is less sure that the evidence is good or that the benefit of changing the prescription outweighs the harm. It is the strength of one recommendation, not the level of the gene and drug.',
    CPIC_STRENGTH,
  ],
  'CPIC optional': [
    'CPIC optional recommendation',
    'Benefit and harm of changing the prescription are about even, or the evidence is weak. There is room for different opinions.',
    CPIC_STRENGTH,
  ],
  'CPIC recommendation': [
    'CPIC recommendation',
    'A guideline of CPIC recommends what to do, with a strength (strong, moderate or optional) where one is stated. Which row of it applies depends on the patient’s phenotype or activity score.',
    CPIC_STRENGTH,
  ],
  DPWG: [
    'DPWG',
    'The Dutch Pharmacogenetics Working Group says in a word how much a genotype should be known before the drug is given: essential, beneficial or potentially beneficial. Its advice on doses stands in the statement.',
    'Pharmacogenetics guidelines compared, Abdullah-Koolmees et al. 2021, doi.org/10.3389/fphar.2020.595219',
  ],
  'CPIC guideline': [
    'CPIC guideline',
    'A guideline of CPIC, or an update of one, makes the statement without one of its strengths. What it says word for word stands among the sources.',
    CPIC_STRENGTH,
  ],
  'publication clinical evidence': [
    'publication: clinical evidence',
    'A published clinical study, cited with its identifier, reports it. No regulator or guideline is behind the statement.',
    OWN,
  ],
  'publication case reports': [
    'publication: case reports',
    'Published reports on single patients, cited with their identifiers. Such reports may be chance.',
    OWN,
  ],
  'publication preclinical': [
    'publication: preclinical',
    'Published work in cells or animals, cited with its identifier. Nothing has been shown in patients.',
    OWN,
  ],
  'Caseboard inferred from CML': [
    'Caseboard: inferred from CML',
    'The sources studied chronic myeloid leukemia or cells, not this disease. Caseboard carries the resistance over because the drug aims at the same BCR::ABL1 kinase; its strength is never above D.',
    OWN,
  ],
  strength: [
    'evidence strength',
    'How strong a source’s evidence is in the words of AMP/ASCO/CAP: A1 approved, A2 guideline, B well-powered studies, C small studies or trial criterion, D preclinical or case reports. Each importer states the table by which it reads a source’s level so.',
    'AMP/ASCO/CAP 2017, Li et al., PMID 27993330',
  ],
})
