import { describe, expect, it } from 'vitest'
import type { TrialPatient } from '../../../electron/interpret/trials/trialBounds.ts'
import { matchTrials } from '../../../electron/interpret/trials/trials.ts'
import type { Biomarker } from '../../../shared/knowledge.ts'
import type { Alteration, PriorTherapy } from '../../../shared/model.ts'
import { trialSchema } from '../../../shared/trial.ts'
import type { Trial, TrialCohort } from '../../../shared/trial.ts'
import { trialReportSchema } from '../../../shared/trialMatch.ts'
import type { TrialReport } from '../../../shared/trialMatch.ts'
import { findings, knowledge, panel, report, seeded, shuffled, source, variant } from './builders.ts'

const G12C: Biomarker = { leaf: 'proteinChange', gene: 'KRAS', change: 'G12C' }
const L858R: Biomarker = { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' }
const structured = (biomarker: Biomarker) => ({ biomarker, text: 'cell', readFrom: 'structured' as const })
const prose = (biomarker: Biomarker) => ({
  biomarker,
  text: 'Histologically confirmed, with this change.',
  readFrom: 'free text' as const,
})

type Cohort = Partial<TrialCohort>
const lung = { oncotree: ['NSCLC'], except: [] }

function trial(id: string, cohorts: Cohort | Cohort[], more: Partial<Trial> = {}): Trial {
  return trialSchema.parse({
    id,
    title: `Trial ${id}`,
    phase: '2',
    status: 'recruiting',
    sponsor: null,
    drugs: ['drug-x'],
    sites: [],
    contact: null,
    source,
    lastUpdated: null,
    cohorts: [cohorts].flat().map((cohort) => ({
      name: null,
      disease: lung,
      diseaseText: 'NSCLC',
      readFrom: 'structured',
      ...cohort,
    })),
    ...more,
  })
}

const patient: TrialPatient = {
  sex: 'female',
  yearOfBirth: 1961,
  performanceStatus: 1,
  priorTherapies: [],
}
const therapy = (line: number | null, ...drugs: string[]): PriorTherapy => ({
  line,
  drugs,
  start: null,
  end: null,
  bestResponse: null,
  stopReason: null,
})

const tested = [report({ assay: panel(['KRAS', 'EGFR']) })]

const drugClasses = [
  { drug: 'gefitinib', classes: ['EGFR inhibitor'], synonyms: ['Iressa'], source: 'test' },
  { drug: 'osimertinib', classes: ['EGFR inhibitor'], synonyms: [], source: 'test' },
  { drug: 'sotorasib', classes: ['KRAS inhibitor'], synonyms: [], source: 'test' },
  { drug: 'adagrasib', classes: ['KRAS inhibitor'], synonyms: [], source: 'test' },
]

function run(
  trials: Trial[],
  alterations: Alteration[],
  more: { patient?: Partial<TrialPatient>; findings?: Parameters<typeof findings>[1] } = {},
): TrialReport {
  const base = knowledge([])
  const packs = base.packs.map((pack) => ({ ...pack, trials, drugClasses }))
  return trialReportSchema.parse(
    matchTrials(
      findings(alterations, { reports: tested, ...more.findings }),
      { ...patient, ...more.patient },
      { ...base, packs },
      '2026-11-25',
    ),
  )
}
const only = (result: TrialReport) => {
  const [match] = result.matches
  const [cohort] = match?.cohorts ?? []
  if (match === undefined || cohort === undefined) throw new Error('no trial was matched')
  return { match, cohort }
}

describe('the biomarker of a trial', () => {
  const asks = trial('T-1', { inclusion: [structured(G12C)] })

  it('met, in the own tumor type: eligible on file, with the finding that met it', () => {
    const { cohort } = only(run([asks], [variant('KRAS', 'p.Gly12Cys')]))
    expect(cohort).toMatchObject({
      outcome: 'eligible on file',
      biomarker: 'true',
      missing: [],
      excludedBy: [],
    })
    expect(cohort.alterations).toEqual(['KRAS G12C (VAF 34%, T1)'])
    expect(cohort.criteria.find(({ kind }) => kind === 'biomarker')?.because[0]?.reportId).toBe(1)
  })

  it('tested and not found: excluded by it', () => {
    const { cohort } = only(run([asks], [variant('KRAS', 'p.Gly12Asp')]))
    expect(cohort.outcome).toBe('excluded')
    expect(cohort.excludedBy).toEqual([expect.stringMatching(/^KRAS G12C: .*Tested and not detected/)])
  })

  it('not tested: possibly, and the missing test is named; never excluded', () => {
    const { cohort } = only(run([asks], [], { findings: { reports: [report()] } }))
    expect(cohort).toMatchObject({ outcome: 'possibly', biomarker: 'not assessed', excludedBy: [] })
    expect(cohort.missing).toEqual([expect.stringMatching(/^KRAS G12C: .*No report/)])
  })

  it('an excluding finding excludes where it is there, is missing where untested, and lets pass where absent', () => {
    const without = trial('T-2', { inclusion: [structured(G12C)], exclusion: [structured(L858R)] })
    const kras = variant('KRAS', 'p.Gly12Cys')
    const both = only(run([without], [kras, variant('EGFR', 'p.Leu858Arg')])).cohort
    expect(both.outcome).toBe('excluded')
    expect(both.excludedBy).toEqual([expect.stringContaining('no EGFR L858R')])
    expect(only(run([without], [kras])).cohort.outcome).toBe('eligible on file')
    const half = [report({ assay: panel(['KRAS']) })]
    const open = only(run([without], [kras], { findings: { reports: half } })).cohort
    expect(open.outcome).toBe('possibly')
    expect(open.missing).toEqual([expect.stringContaining('EGFR L858R')])
  })
})

describe('criteria read from free text', () => {
  const asks = trial('T-1', { inclusion: [prose(G12C), prose(L858R)], readFrom: 'free text' })

  it('are never "eligible on file", and one of them suffices', () => {
    const { cohort } = only(run([asks], [variant('KRAS', 'p.Gly12Cys')]))
    expect(cohort).toMatchObject({ outcome: 'possibly', biomarker: 'true', excludedBy: [] })
    expect(cohort.missing).toEqual([expect.stringContaining('read from free text')])
    expect(cohort.criteria.find(({ kind }) => kind === 'biomarker')?.sentence).toBe(
      'Histologically confirmed, with this change.',
    )
  })

  it('exclude only where none of them is met, and say that they were read from prose', () => {
    const { cohort } = only(run([asks], []))
    expect(cohort.outcome).toBe('excluded')
    expect(cohort.excludedBy).toHaveLength(2)
    expect(cohort.excludedBy[0]).toContain('read from free text: check')
  })

  it('without any understood biomarker the trial is kept, by disease only', () => {
    const { cohort } = only(run([trial('T-1', { readFrom: 'free text' })], []))
    expect(cohort).toMatchObject({ outcome: 'possibly', biomarker: null })
    expect(cohort.missing).toEqual([expect.stringContaining('by disease only')])
  })
})

describe('the disease of a trial', () => {
  const outcome = (cohort: Cohort, diagnosis: string | null) =>
    only(run([trial('T-1', cohort)], [], { findings: { diagnosis } })).cohort

  it('walks OncoTree: a broader scope includes the case, another tumor type excludes it', () => {
    expect(outcome({}, 'LUAD').outcome).toBe('eligible on file')
    const other = outcome({}, 'COAD')
    expect(other.outcome).toBe('excluded')
    expect(other.excludedBy).toEqual([
      'Non-Small Cell Lung Cancer (NSCLC): This case: Colon Adenocarcinoma (COAD).',
    ])
  })

  it('a diagnosis broader than the trial’s is open, an exception excludes', () => {
    const scope = { oncotree: ['LUAD'], except: [] }
    expect(outcome({ disease: scope }, 'NSCLC').outcome).toBe('possibly')
    const except = { tumorAgnostic: 'solid' as const, except: ['COADREAD'] }
    expect(outcome({ disease: except }, 'COAD').outcome).toBe('excluded')
    expect(outcome({ disease: except }, 'LUAD').outcome).toBe('eligible on file')
  })

  it('an unresolved diagnosis or unread words exclude nothing', () => {
    expect(outcome({}, null).outcome).toBe('possibly')
    expect(outcome({}, 'LUNG').outcome).toBe('possibly')
    expect(outcome({ disease: null, diseaseText: 'tumours of the chest' }, 'LUAD').outcome).toBe('possibly')
    const partly = outcome({ diseaseUnread: ['tumours of the belly'] }, 'COAD')
    expect(partly.outcome).toBe('possibly')
    expect(partly.missing[0]).toContain('tumours of the belly')
  })
})

describe('what a trial asks of the patient', () => {
  const judge = (cohort: Cohort, one: Partial<TrialPatient>, kind: string) =>
    only(run([trial('T-1', cohort)], [], { patient: one })).cohort.criteria.find((c) => c.kind === kind)
      ?.result

  it('age by year of birth: in the year that decides, it is not assessed', () => {
    const adults = { age: { minimum: 18, maximum: null } }
    expect(judge(adults, { yearOfBirth: 2007 }, 'age')).toBe('true')
    expect(judge(adults, { yearOfBirth: 2008 }, 'age')).toBe('not assessed')
    expect(judge(adults, { yearOfBirth: 2009 }, 'age')).toBe('false')
    expect(judge(adults, { yearOfBirth: null }, 'age')).toBe('not assessed')
    const atMost75 = { age: { minimum: null, maximum: 75 } }
    expect(judge(atMost75, { yearOfBirth: 1951 }, 'age')).toBe('true')
    expect(judge(atMost75, { yearOfBirth: 1950 }, 'age')).toBe('not assessed')
    expect(judge(atMost75, { yearOfBirth: 1949 }, 'age')).toBe('false')
  })

  it('sex and ECOG', () => {
    expect(judge({ sex: 'male' }, {}, 'sex')).toBe('false')
    expect(judge({ sex: 'male' }, { sex: 'unknown' }, 'sex')).toBe('not assessed')
    const fit = { ecog: { minimum: null, maximum: 1 } }
    expect(judge(fit, {}, 'ECOG')).toBe('true')
    expect(judge(fit, { performanceStatus: 2 }, 'ECOG')).toBe('false')
    expect(judge(fit, { performanceStatus: null }, 'ECOG')).toBe('not assessed')
  })

  it('prior lines: an empty record is not "untreated", and therapy without a line number may count', () => {
    const first = { priorLines: { minimum: null, maximum: 0 } }
    const second = { priorLines: { minimum: 1, maximum: null } }
    expect(judge(first, { priorTherapies: [] }, 'prior lines')).toBe('not assessed')
    expect(judge(first, { priorTherapies: [therapy(1, 'gefitinib')] }, 'prior lines')).toBe('false')
    expect(judge(first, { priorTherapies: [therapy(null, 'tamoxifen')] }, 'prior lines')).toBe('not assessed')
    expect(judge(second, { priorTherapies: [therapy(1, 'gefitinib')] }, 'prior lines')).toBe('true')
  })

  it('named drugs or classes that must, or must not, have been given; an unknown name is compared by hand', () => {
    const after = { requiredDrugs: ['osimertinib'] }
    const never = { excludedDrugs: ['sotorasib', 'KRAS inhibitor'] }
    const unknown = { excludedDrugs: ['glib inhibitors'] }
    expect(judge(after, { priorTherapies: [therapy(1, 'osimertinib')] }, 'prior drugs')).toBe('true')
    expect(judge(after, { priorTherapies: [therapy(1, 'gefitinib')] }, 'prior drugs')).toBe('false')
    expect(judge(after, { priorTherapies: [] }, 'prior drugs')).toBe('not assessed')
    expect(judge(never, { priorTherapies: [therapy(2, 'adagrasib')] }, 'excluded drugs')).toBe('false')
    expect(judge(never, { priorTherapies: [therapy(1, 'Iressa')] }, 'excluded drugs')).toBe('true')
    expect(judge(never, { priorTherapies: [therapy(1, 'study drug 7')] }, 'excluded drugs')).toBe(
      'not assessed',
    )
    expect(judge(never, { priorTherapies: [] }, 'excluded drugs')).toBe('not assessed')
    expect(judge(unknown, { priorTherapies: [therapy(1, 'gefitinib')] }, 'excluded drugs')).toBe(
      'not assessed',
    )
  })
})

describe('the order of trials', () => {
  const kras = [variant('KRAS', 'p.Gly12Cys')]
  const trials = [
    trial('a-excluded', { inclusion: [structured(G12C)], ecog: { minimum: null, maximum: 0 } }),
    trial('b-disease-only', {}),
    trial('c-closed', { inclusion: [structured(G12C)] }, { status: 'active, not recruiting' }),
    trial('d-open', { inclusion: [structured(G12C)] }),
    trial('e-unread-disease', { inclusion: [structured(G12C)], disease: null, diseaseText: 'x' }),
  ]
  const ids = (result: TrialReport) => result.matches.map(({ id }) => id)

  it('biomarker met in the own tumor type first, recruiting first, excluded last; closed trials stay visible', () => {
    expect(ids(run(trials, kras))).toEqual([
      'd-open',
      'c-closed',
      'e-unread-disease',
      'b-disease-only',
      'a-excluded',
    ])
  })

  it('does not depend on the order of the list', () => {
    const random = seeded(7)
    const wanted = JSON.stringify(run(trials, kras).matches)
    for (let round = 0; round < 20; round += 1) {
      expect(JSON.stringify(run(shuffled(trials, random), kras).matches)).toBe(wanted)
    }
  })

  it('a trial is as good as its best cohort, and every cohort is kept', () => {
    const cohorts = [
      { name: 'A', inclusion: [structured(L858R)] },
      { name: 'B', inclusion: [structured(G12C)], drugs: ['drug-y'] },
    ]
    const { match } = only(run([trial('T-1', cohorts)], kras))
    expect(match.outcome).toBe('eligible on file')
    expect(match.cohorts.map(({ name, outcome, drugs }) => [name, outcome, drugs])).toEqual([
      ['B', 'eligible on file', ['drug-y']],
      ['A', 'excluded', ['drug-x']],
    ])
  })
})
