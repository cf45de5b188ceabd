import { entries, OWN } from './entry.ts'

const CTGOV = 'ClinicalTrials.gov, glossary, clinicaltrials.gov'

export const caseTerms = entries('Case and trials', {
  oncotree: [
    'OncoTree',
    'A tree of tumor types, each with a code, from organ over type to subtype. Caseboard walks it to tell whether a source’s disease includes the diagnosis of this case.',
    'OncoTree, Kundra et al. 2021, PMID 33625877; oncotree.mskcc.org',
  ],
  ecog: [
    'ECOG',
    'Performance status from 0 (fully active) to 4 (in bed or chair all day) and 5 (dead). Trials mostly take 0 and 1.',
    'Oken et al. 1982, PMID 7165009',
  ],
  line: [
    'line of therapy',
    'The number of a systemic treatment for advanced disease in the order given. Treatment around surgery mostly has no number.',
    OWN,
  ],
  pack: [
    'knowledge pack',
    'A set of statements with sources, version and licence, shipped or imported. What a page was computed from stands at its foot.',
    OWN,
  ],
  assay: [
    'assay',
    'The test as its laboratory describes it: genes, kinds of alteration, specimens and limit of detection. Only a described assay turns silence into “not detected”.',
    OWN,
  ],
  trialEligible: [
    'eligible on file',
    'Every criterion that the trial list states as a rule is met by what is on file. Criteria in words, and whether a place is open, still have to be checked with the site.',
    OWN,
  ],
  trialPossibly: [
    'possibly',
    'Nothing on file speaks against the trial, but something is missing or was read from free text. What it is stands below.',
    OWN,
  ],
  trialExcluded: [
    'excluded',
    'A criterion of the trial is not met by what is on file. Which one stands below, so that a wrong entry can be found.',
    OWN,
  ],
  recruiting: [
    'recruiting',
    'The trial takes participants now, as of the date of its source. Ask the site whether a place is open.',
    CTGOV,
  ],
  notYetRecruiting: [
    'not yet recruiting',
    'The trial is planned and takes no participants yet. Its criteria may still change.',
    CTGOV,
  ],
  byInvitation: [
    'by invitation',
    'The trial chooses its participants itself, from another study for example. Others cannot apply.',
    CTGOV,
  ],
  activeNotRecruiting: [
    'active, not recruiting',
    'The trial treats its participants and takes no new ones. It is shown so that nobody looks for it again.',
    CTGOV,
  ],
  suspended: [
    'suspended',
    'The trial has stopped early and may start again. It takes no participants meanwhile.',
    CTGOV,
  ],
  completed: ['completed', 'The trial has ended as planned. It takes no participants.', CTGOV],
  terminated: [
    'terminated',
    'The trial has stopped early and will not start again. It takes no participants.',
    CTGOV,
  ],
  withdrawn: ['withdrawn', 'The trial was stopped before its first participant. It never took any.', CTGOV],
  recruitmentUnknown: [
    'recruitment unknown',
    'The list does not say whether the trial takes participants. ClinicalTrials.gov says so of entries that nobody has confirmed for long.',
    CTGOV,
  ],
  phaseOfTrial: [
    'phase of a trial',
    'Phase 1 looks for the dose and safety, phase 2 for signs of effect, phase 3 compares with standard treatment. Joined phases run one after the other in one trial.',
    CTGOV,
  ],
})
