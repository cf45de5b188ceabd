import { describe, expect, it } from 'vitest'
import type { CaseDetail } from '../../../shared/api.ts'
import type { MatchReport } from '../../../shared/match.ts'
import type { Assay, OtherAlteration, Report } from '../../../shared/model.ts'
import { ageText, diagnosisText, therapiesInOrder, therapyText } from '../../../renderer/case/caseText.ts'
import { coverageAreas, notAssessed, reportsWithoutAssay } from '../../../renderer/case/coverage.ts'
import { otherAlterationOf } from '../../../renderer/case/findAlteration.ts'
import { biomarkerRows } from '../../../renderer/summary/biomarkers.ts'

const assay: Assay = {
  name: 'Panel',
  laboratory: null,
  method: 'panel',
  specimenKinds: ['tissue'],
  genes: [{ gene: 'EGFR', kinds: ['smallVariant'] }],
  markers: ['TMB'],
  limitOfDetection: null,
  regulatoryStatus: null,
  companionDiagnostics: [],
  source: null,
}

function detail(part: { reports?: Partial<Report>[]; others?: OtherAlteration[] }): CaseDetail {
  return {
    case: {} as CaseDetail['case'],
    diagnosisName: null,
    reports: (part.reports ?? []) as Report[],
    assays: [assay],
    otherAlterations: part.others ?? [],
    smallVariants: 0,
    genes: [],
    tracks: [],
  }
}

const base = { line: 1, reportId: 1, id: 1, status: 'detected' as const }
const tmb: OtherAlteration = {
  kind: 'signature',
  ...base,
  name: 'TMB',
  value: 6.3,
  unit: 'mut/Mb',
  category: null,
  cutoff: '>= 10',
}
const msi: OtherAlteration = {
  kind: 'signature',
  ...base,
  name: 'MSI',
  value: null,
  unit: null,
  category: 'MSS',
  cutoff: null,
}
const pdl1: OtherAlteration = {
  kind: 'expression',
  ...base,
  marker: 'PD-L1',
  score: 'TPS',
  value: 60,
  category: null,
  clone: '22C3',
}

describe('what the header says', () => {
  it('gives the age as about, since only the year of birth is known', () => {
    expect(ageText(1961, new Date('2026-11-23'))).toBe('about 65 y')
    expect(ageText(null, new Date('2026-11-23'))).toBeNull()
  })

  it('falls back to the words of the pathologist where no code resolves', () => {
    expect(
      diagnosisText({ diagnosis: 'LUAD', diagnosisName: 'Lung Adenocarcinoma', diagnosisText: 'x' }),
    ).toBe('Lung Adenocarcinoma (LUAD)')
    expect(diagnosisText({ diagnosis: 'BREAST', diagnosisName: null, diagnosisText: 'Breast cancer' })).toBe(
      'Breast cancer',
    )
  })

  it('lists lines of therapy in order, whatever order they were entered in', () => {
    const therapy = (line: number | null, start: string | null) => ({
      line,
      drugs: ['x'],
      start,
      end: null,
      bestResponse: null,
      stopReason: null,
    })
    const ordered = therapiesInOrder([
      therapy(null, null),
      therapy(2, null),
      therapy(1, '2026-01-01'),
      therapy(1, '2025-01-01'),
    ])
    expect(ordered.map((one) => [one.line, one.start])).toEqual([
      [1, '2025-01-01'],
      [1, '2026-01-01'],
      [2, null],
      [null, null],
    ])
    expect(therapyText({ ...therapy(1, '2025-01-01'), bestResponse: 'PR' })).toBe('x: PR (since 2025-01-01)')
  })
})

describe('what was tested and what was not', () => {
  it('counts only the assays that a report of this case names', () => {
    expect(
      coverageAreas(detail({ reports: [{ assay: 'Panel' }] })).find((area) => area.name === 'small variants')
        ?.assays,
    ).toEqual(['Panel'])
    expect(
      coverageAreas(detail({ reports: [{ assay: null }] })).every((area) => area.assays.length === 0),
    ).toBe(true)
  })

  it('calls everything not assessed while no report is there', () => {
    expect(notAssessed(detail({}), null)).toEqual([
      'small variants',
      'copy number',
      'fusions',
      'TMB',
      'MSI',
      'HRD',
      'PD-L1',
    ])
  })

  it('does not call a marker open that a report gives, even without an assay', () => {
    const open = notAssessed(detail({ reports: [{ assay: 'Panel' }], others: [msi, pdl1] }), null)
    expect(open).toEqual(['copy number', 'fusions', 'HRD'])
  })

  it('does not list one test under its short name and its long one', () => {
    const missingTests = [{ test: 'tumor mutational burden (tissue)', drugs: ['pembrolizumab'] }]
    const open = notAssessed(detail({}), { missingTests } as unknown as MatchReport)
    expect(open).toEqual([
      'tumor mutational burden (tissue)',
      'small variants',
      'copy number',
      'fusions',
      'MSI',
      'HRD',
      'PD-L1',
    ])
  })

  it('counts reports whose silence means nothing', () => {
    expect(reportsWithoutAssay(detail({ reports: [{ assay: null }, { assay: 'Panel' }] }))).toBe(1)
  })
})

describe('the biomarker table', () => {
  const rows = (others: OtherAlteration[]) => biomarkerRows(detail({ reports: [{ assay: 'Panel' }], others }))

  it('always shows MSI, TMB, PD-L1 and HRD, as not assessed where no report gives them', () => {
    expect(rows([]).map((row) => [row.name, row.status])).toEqual(
      ['MSI', 'TMB', 'PD-L1', 'HRD'].map((name) => [name, 'not assessed']),
    )
    expect(rows([]).find((row) => row.name === 'TMB')?.note).toBe(
      'Panel reports it, but no value was imported',
    )
  })

  it('says measured, not detected, for a figure without a verdict', () => {
    expect(rows([tmb]).find((row) => row.name === 'TMB')).toMatchObject({
      value: '6.3 mut/Mb',
      status: 'measured',
      note: 'cut-off >= 10',
    })
    expect(rows([pdl1]).find((row) => row.name === 'PD-L1 TPS')).toMatchObject({
      value: '60 %',
      status: 'measured',
    })
  })

  it.each([
    ['0', 'measured'],
    ['1+', 'measured'],
    ['3+', 'measured'],
    ['IHC 1+', 'measured'],
    ['2+/ISH-', 'measured'],
    ['low', 'measured'],
    ['HER2-low', 'measured'],
    ['ultralow', 'measured'],
    ['retained', 'measured'],
    ['proficient', 'measured'],
    ['positive', 'detected'],
    ['deficient', 'detected'],
    ['negative', 'not detected'],
  ])('shows a stain of %s as %s', (category, status) => {
    const her2 = { ...pdl1, marker: 'HER2', score: 'IHC', value: null, category }
    expect(rows([her2]).find((row) => row.name === 'HER2')).toMatchObject({
      value: category,
      status,
    })
  })

  it('reads MSS as tested and not detected', () => {
    expect(rows([msi]).find((row) => row.name === 'MSI')).toMatchObject({
      value: 'MSS',
      status: 'not detected',
    })
    const high = { ...msi, category: 'MSI-H' }
    expect(rows([high]).find((row) => row.name === 'MSI')?.status).toBe('detected')
  })

  it('keeps a failed test as not assessed, whatever else stands in its row', () => {
    expect(rows([{ ...msi, status: 'not assessed' }]).find((row) => row.name === 'MSI')?.status).toBe(
      'not assessed',
    )
  })
})

describe('the alteration behind a reason', () => {
  it('tells a small variant (positive number) from another alteration (negative)', () => {
    const stored = { ...tmb, id: -1 }
    expect(otherAlterationOf({ alterationId: 1 }, [stored])).toBeNull()
    expect(otherAlterationOf({ alterationId: -1 }, [stored])).toBe(stored)
    expect(otherAlterationOf({}, [stored])).toBeNull()
  })
})
