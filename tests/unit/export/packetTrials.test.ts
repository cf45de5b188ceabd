import { describe, expect, it } from 'vitest'
import { trialSection } from '../../../electron/export/packetTrials.ts'
import type { CohortMatch, TrialMatch, TrialReport } from '../../../shared/trialMatch.ts'

const cohort: CohortMatch = {
  name: 'A',
  status: 'recruiting',
  drugs: ['drug-x'],
  outcome: 'possibly',
  diseaseMatch: 'exact',
  diseaseText: 'NSCLC',
  biomarker: 'not assessed',
  alterations: [],
  criteria: [],
  missing: ['KRAS G12C: No report with a known assay covers KRAS small variants.'],
  excludedBy: [],
  byHand: ['Measurable disease'],
  readFrom: 'structured',
}
const trial = (id: string, outcome: TrialMatch['outcome']): TrialMatch => ({
  id,
  pack: 'trials',
  title: `Study <${id}>`,
  phase: '2',
  status: 'recruiting',
  sponsor: null,
  drugs: ['drug-x'],
  sites: [{ name: 'H1', city: 'C1', country: null, status: null, contact: null }],
  contact: null,
  outcome,
  cohorts: [{ ...cohort, outcome }],
  source: { id: 'S-1', retrieved: '2026-11-25' },
  lastUpdated: '2026-11-01',
})
const report = (matches: TrialMatch[], lists = 1): TrialReport => ({
  case: 'T',
  diagnosis: 'LUAD',
  diagnosisResolved: true,
  asOf: '2026-11-25',
  lists: Array.from({ length: lists }, () => ({
    pack: 'trials',
    title: 'Our trials',
    version: '1',
    retrieved: '2026-11-25',
    source: 'us',
    licence: 'own',
    trials: matches.length,
  })),
  matches,
})

describe('trials in the board packet', () => {
  it('is silent without a trial list', () => {
    expect(trialSection(report([], 0))).toBeNull()
  })

  it('shows what may fit with what is missing, source and dates, and counts the excluded', () => {
    const text = trialSection(report([trial('T-1', 'possibly'), trial('T-2', 'excluded')]))?.markup ?? ''
    expect(text).toContain('Study &lt;T-1&gt;')
    expect(text).toMatch(/Missing: KRAS G12C: No report/)
    expect(text).toMatch(/S-1,\s+updated 2026-11-01,\s+retrieved\s+2026-11-25/)
    expect(text).not.toContain('T-2')
    expect(text).toMatch(/1 of\s+2 are excluded by a criterion on file/)
    expect(text).toContain('must be confirmed')
  })

  it('says so where every trial is excluded, and where more fit than it shows', () => {
    expect(trialSection(report([trial('T-2', 'excluded')]))?.markup).toContain('Every trial of the installed')
    const many = Array.from({ length: 11 }, (_, index) => trial(`T-${index}`, 'possibly'))
    expect(trialSection(report(many))?.markup).toContain('3 more may fit')
  })
})
