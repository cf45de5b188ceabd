import { describe, expect, it } from 'vitest'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import type { Biomarker, CompanionDiagnostic } from '../../../../shared/knowledge.ts'
import { assertion, companionDiagnostic, findings, knowledge, panel, report, variant } from '../builders.ts'

const L858R: Biomarker = { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' }
const EGFR: Biomarker = { any: [L858R, { leaf: 'proteinChange', gene: 'EGFR', change: 'T790M' }] }
const osimertinib = assertion({ id: 'osimertinib', biomarker: L858R, drugs: ['osimertinib'] })
const device = companionDiagnostic({ id: 'device', biomarker: EGFR, drugs: ['osimertinib'] })
const assayWithDevice = panel(['EGFR'], ['smallVariant'], { companionDiagnostics: ['device'] })

function checks(
  entries: CompanionDiagnostic[],
  reports = [report({ assay: assayWithDevice })],
  assertions = [osimertinib],
  alterations = [variant('EGFR', 'p.Leu858Arg')],
) {
  const result = matchCase(
    findings(alterations, { reports }),
    knowledge(assertions, { companionDiagnostics: entries }),
  )
  return result.matches[0]?.companionDiagnostics.map(({ id, usedHere }) => [id, usedHere])
}

describe('companion diagnostics', () => {
  it('says that the finding was made with the approved device only where it was', () => {
    expect(checks([device])).toEqual([['device', true]])
    expect(checks([device], [report({ assay: panel(['EGFR']) })]), 'same variant, another assay').toEqual([
      ['device', false],
    ])
    expect(checks([device], [report()]), 'assay unknown').toEqual([['device', false]])
    const plasma = [report({ specimenKind: 'plasma', assay: assayWithDevice })]
    expect(checks([device], plasma), 'approved for tissue, used on plasma').toEqual([['device', false]])
  })

  it('needs the very report that brought the finding', () => {
    const reports = [
      report({ assay: panel(['EGFR']) }),
      report({ id: 2, specimen: 'T2', assay: assayWithDevice }),
    ]
    expect(checks([device], reports)).toEqual([['device', false]])
  })

  it('lists tests of the same drugs, disease and finding only', () => {
    const others = [
      companionDiagnostic({ id: 'other-drug', biomarker: EGFR, drugs: ['dacomitinib'] }),
      companionDiagnostic({
        id: 'other-disease',
        biomarker: EGFR,
        drugs: ['osimertinib'],
        disease: { oncotree: ['MEL'], except: [] },
      }),
      companionDiagnostic({
        id: 'other-finding',
        biomarker: { leaf: 'proteinChange', gene: 'EGFR', change: 'L861Q' },
        drugs: ['osimertinib'],
      }),
      companionDiagnostic({ id: 'combination', biomarker: EGFR, drugs: ['osimertinib', 'savolitinib'] }),
    ]
    expect(checks([device, ...others])).toEqual([
      ['device', true],
      ['combination', false],
    ])
  })

  it('finds a device approved for a group of drugs, and for a part of the regimen', () => {
    const group = companionDiagnostic({
      id: 'group',
      biomarker: EGFR,
      drugs: ['afatinib', 'gefitinib', 'osimertinib'],
    })
    expect(checks([group])).toEqual([['group', false]])
    const regimen = assertion({ id: 'regimen', biomarker: L858R, drugs: ['osimertinib', 'pemetrexed'] })
    expect(checks([device], undefined, [regimen])).toEqual([['device', true]])
  })

  it('is asked for approved therapies only', () => {
    expect(checks([device], undefined, [{ ...osimertinib, strength: 'B' }])).toEqual([])
  })

  it('follows an absence to the report that tested it, and to the same gene only', () => {
    const wildType: Biomarker = { leaf: 'wildType', gene: 'EGFR' }
    const absent = assertion({ id: 'wt', biomarker: wildType, drugs: ['osimertinib'] })
    const tested = companionDiagnostic({ id: 'device', biomarker: wildType, drugs: ['osimertinib'] })
    const otherGene = companionDiagnostic({
      id: 'kras',
      biomarker: { leaf: 'wildType', gene: 'KRAS' },
      drugs: ['osimertinib'],
    })
    const reports = [report({ assay: { ...panel(['EGFR', 'KRAS']), companionDiagnostics: ['device'] } })]
    expect(checks([tested, otherGene], reports, [absent], [])).toEqual([['device', true]])
  })
})
