import { entries } from './entry.ts'

const AMP = 'AMP/ASCO/CAP 2017, Li et al., PMID 27993330'
const ESCAT = 'ESMO Scale for Clinical Actionability of molecular Targets, Mateo et al. 2018, PMID 30137196'

export const tierTerms = entries('Tiers', {
  tier: [
    'AMP tier',
    'How strong the clinical meaning of a finding is in this tumor type, from I (strong) over II (potential) and III (unknown) to IV (benign). Caseboard computes it from evidence and disease match by a documented table, and the reason stands beside it.',
    AMP,
  ],
  'tier I-A': [
    'I-A',
    'Strong significance: a therapy that a regulator approved, or a professional guideline names, for this finding in this tumor type. It is the highest tier and is not given while the diagnosis is unresolved.',
    AMP,
  ],
  'tier I-B': [
    'I-B',
    'Strong significance: well-powered studies in this tumor type with consensus of experts, short of approval or guideline. A single small study never reaches it.',
    AMP,
  ],
  'tier II-C': [
    'II-C',
    'Potential significance: approved for the same finding in another tumor type, an inclusion criterion of trials, or several small studies that agree. It points to an option to discuss, not to standard treatment.',
    AMP,
  ],
  'tier II-D': [
    'II-D',
    'Potential significance: preclinical work or single case reports. Such evidence suggests an idea and has not shown a benefit in patients.',
    AMP,
  ],
  'tier III': [
    'III',
    'Unknown significance: seen in tumors or not, but without convincing evidence of meaning for this patient. It is neither for nor against a therapy.',
    AMP,
  ],
  'tier IV': [
    'IV',
    'Benign or likely benign: mostly changes that are common in the population. They are not reported as findings.',
    AMP,
  ],
  'no tier': [
    'no tier',
    'The table of tiers has no row for this statement: what it rests on is not assessed, or its effect (toxicity, for example) is not tiered. It says nothing about how important the statement is.',
    AMP,
  ],
  escat: [
    'ESCAT',
    'A scale of ESMO that ranks a finding as a target for a drug, from I (ready for routine use) to V and X. It is kept apart from the AMP tier, and where no source states it, Caseboard proposes one from the kind of study and says “computed”.',
    ESCAT,
  ],
  'escat I-A': [
    'ESCAT I-A',
    'Prospective randomised trials in this tumor type showed that drug and target together improve survival. ESCAT counts this as standard of care.',
    ESCAT,
  ],
  'escat I-B': [
    'ESCAT I-B',
    'Prospective trials without randomisation showed clinically meaningful benefit in this tumor type. ESCAT counts this as standard of care.',
    ESCAT,
  ],
  'escat I-C': [
    'ESCAT I-C',
    'Trials across tumor types, such as basket trials, showed similar benefit in each of them. ESCAT counts this as standard of care.',
    ESCAT,
  ],
  'escat II-A': [
    'ESCAT II-A',
    'Retrospective studies in this tumor type show more benefit with the target than without it. How large the benefit is remains open.',
    ESCAT,
  ],
  'escat II-B': [
    'ESCAT II-B',
    'Prospective trials in this tumor type show more responses, and survival is not known yet. How large the benefit is remains open.',
    ESCAT,
  ],
  'escat III-A': [
    'ESCAT III-A',
    'Benefit was shown for this very alteration, but in another tumor type. For this tumor type evidence is little or missing.',
    ESCAT,
  ],
  'escat III-B': [
    'ESCAT III-B',
    'The alteration is expected to act like one of tier I in the same gene or pathway. Clinical data for this alteration are missing.',
    ESCAT,
  ],
  'escat IV-A': [
    'ESCAT IV-A',
    'Cell or animal models suggest that the alteration makes tumors sensitive. Nothing has been shown in patients.',
    ESCAT,
  ],
  'escat IV-B': [
    'ESCAT IV-B',
    'A computer prediction says that the alteration could be a target. Neither models nor patients have shown it.',
    ESCAT,
  ],
  'escat V': [
    'ESCAT V',
    'The drug brings responses without meaningful gain in outcome for this target. It points towards combinations.',
    ESCAT,
  ],
  'escat X': [
    'ESCAT X',
    'There is no evidence that the alteration is a target. It should not steer treatment.',
    ESCAT,
  ],
})
