import { entries, OWN } from './entry.ts'

const AMP = 'AMP/ASCO/CAP 2017, Li et al., PMID 27993330'

export const findingTerms = entries('Findings and rules', {
  detected: [
    'detected',
    'A test that was made reports this finding. Click it to see the line of the report.',
    OWN,
  ],
  notDetected: [
    'not detected',
    'A test that covers this finding was made, passed quality, and did not find it. Only this may count as wild type.',
    OWN,
  ],
  notAssessed: [
    'not assessed',
    'No test of this case is known to cover this finding, or the test failed. It is not a negative result: the finding may be present.',
    OWN,
  ],
  measured: [
    'measured',
    'The report gives a figure without saying whether it is high or low. Rules compare it with their own cut-off.',
    OWN,
  ],
  met: [
    'met',
    'This criterion of the rule is fulfilled in this case. What fulfils it stands beside it.',
    OWN,
  ],
  notMet: [
    'not met',
    'This criterion was tested and is not fulfilled. A criterion that nobody tested is called “not assessed” instead.',
    OWN,
  ],
  mustBeAbsent: [
    'present, must be absent',
    'The rule asks that this finding is not there, and it is there. The rule therefore does not hold.',
    OWN,
  ],
  absentAsRequired: [
    'absent, as required',
    'The rule asks that this finding is not there, and a test that covers it did not find it. Silence of a report would not be enough.',
    OWN,
  ],
  listed: [
    'listed',
    'The therapies page lists this statement for the case. Its reasons and sources stand there.',
    OWN,
  ],
  notListed: [
    'not listed',
    'The therapies page does not list this statement for the case. The lines below it say which criterion, test or tumor type keeps it out.',
    OWN,
  ],
  sensitivity: [
    'sensitivity',
    'The source says that tumors with this finding respond to the therapy. For regimens of several drugs it holds for all of them together.',
    AMP,
  ],
  resistance: [
    'resistance',
    'The source says that tumors with this finding do not respond, or no longer respond, to the therapy. It belongs to a regimen: a partner drug may lift it.',
    AMP,
  ],
  toxicity: [
    'toxicity',
    'The source says that patients with this finding are at risk of harm by the drug. It speaks about dose or choice, not about response.',
    AMP,
  ],
  diagnosis: [
    'diagnosis',
    'The finding helps to tell which disease this is. It does not by itself point to a therapy.',
    AMP,
  ],
  prognosis: [
    'prognosis',
    'The finding tells something about the course of the disease. It does not by itself point to a therapy.',
    AMP,
  ],
  thisTumorType: [
    'this tumor type',
    'The source speaks of exactly the diagnosis of this case. It is the closest match of disease.',
    'OncoTree, Kundra et al. 2021, PMID 33625877',
  ],
  includesThisTumorType: [
    'includes this tumor type',
    'The source speaks of a broader disease in OncoTree that includes the diagnosis of this case. It counts like the own tumor type.',
    'OncoTree, Kundra et al. 2021, PMID 33625877',
  ],
  anySolidTumor: [
    'any solid tumor',
    'The source speaks of solid tumors wherever they grow, a tumor-agnostic approval for example. Its conditions, such as no satisfactory alternative, must be checked.',
    OWN,
  ],
  anotherTumorType: [
    'another tumor type',
    'The source speaks of a disease that this patient does not have. The same finding may act differently here, so the statement stands apart and never reaches tier I.',
    AMP,
  ],
  whateverTheTumor: [
    'whatever the tumor',
    'A fact of the patient, such as an inherited pharmacogene, that holds in any disease. It is not evidence about the tumor.',
    OWN,
  ],
  contraindicated: [
    'contraindicated',
    'The drug’s label says that it must not be given in this situation. The fact of the case that brings it about stands beside it.',
    'U.S. Food and Drug Administration, drug labels, accessdata.fda.gov',
  ],
  avoid: [
    'avoid',
    'The drug’s label advises against giving it in this situation. Where it cannot be avoided, the label says what to do.',
    'U.S. Food and Drug Administration, drug labels, accessdata.fda.gov',
  ],
  changeTheDose: [
    'change the dose',
    'The drug’s label gives another dose for this situation. Caseboard names the situation and leaves the dose to the label.',
    'U.S. Food and Drug Administration, drug labels, accessdata.fda.gov',
  ],
  monitor: [
    'monitor',
    'The drug’s label asks for closer checks in this situation. Which ones stands in the statement beside it.',
    'U.S. Food and Drug Administration, drug labels, accessdata.fda.gov',
  ],
  exactChange: [
    'exact change',
    'The finding is exactly the change that the source names. It is the closest match of a finding.',
    OWN,
  ],
  codon: [
    'codon',
    'The finding changes the residue that the source names, whatever the new amino acid. It is less close than the exact change.',
    OWN,
  ],
  exon: [
    'exon',
    'The finding is of the kind and in the exon or region that the source names. It is less close than the codon.',
    OWN,
  ],
  functionalClass: [
    'functional class',
    'The finding belongs to a class that the source names, such as loss of function or oncogenic mutation. Why it belongs there stands beside it.',
    OWN,
  ],
  gene: [
    'gene',
    'The source speaks of the gene only. Such a statement matches only where its wording says “any” or the variant is likely oncogenic.',
    OWN,
  ],
  biomarker: [
    'biomarker',
    'A measured marker (MSI, TMB, a protein) met the source’s criterion. No single variant is behind it.',
    OWN,
  ],
  companionDiagnostic: [
    'companion diagnostic',
    'An assay that a regulator approved for choosing this very drug, on a named specimen type. The same variant found by another assay is a biomarker match, not a companion-diagnostic result.',
    'FDA, List of Cleared or Approved Companion Diagnostic Devices, fda.gov',
  ],
  usedHere: [
    'used here',
    'A report of this case was made with this very device and on a specimen that it is approved for. Caseboard says so only where the assay’s description names the device.',
    OWN,
  ],
  notBorrowed: [
    'not borrowed',
    'A therapy that is approved for the finding in another tumor type and left out here. What is known of the finding in the patient’s own tumor type takes precedence.',
    OWN,
  ],
  quality: [
    'quality passed',
    'The caller’s FILTER is PASS or unset and the tumor sample carries the allele. Everything else is kept and can be shown.',
    'Variant Call Format 4.3, samtools.github.io/hts-specs',
  ],
  unresolved: [
    'diagnosis unresolved',
    'The diagnosis has no OncoTree code, or one that is not known. Caseboard cannot tell which evidence belongs to this tumor type, so no tier I is given.',
    'OncoTree, oncotree.mskcc.org',
  ],
})
