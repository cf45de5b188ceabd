import { describe, expect, it } from 'vitest'
import { panel, report, variant } from '../builders.ts'
import { byId, matchOf, regimens } from './starter.ts'

describe('resistance belongs to a regimen and not to a drug', () => {
  it('KRAS G12C resists cetuximab in colorectal cancer, but not cetuximab with adagrasib', () => {
    const result = matchOf('COAD', [variant('KRAS', 'p.Gly12Cys')])
    expect(byId(result, 'kras-g12c-adagrasib-cetuximab-crc')).toMatchObject({
      status: 'matched',
      ampTier: 'I-A',
      resistedBy: [],
    })
    expect(byId(result, 'kras-g12c-sotorasib-panitumumab-crc')).toMatchObject({ resistedBy: [] })
    expect(regimens(result, 'resistance')).toEqual(expect.arrayContaining(['cetuximab', 'panitumumab']))
  })

  it('BRAF V600E in colorectal cancer asks for encorafenib with cetuximab and offers no BRAF inhibitor alone', () => {
    const result = matchOf('COAD', [variant('BRAF', 'p.Val600Glu')])
    expect(byId(result, 'braf-v600e-encorafenib-cetuximab-crc')).toMatchObject({ resistedBy: [] })
    expect(regimens(result)).not.toContain('vemurafenib')
    expect(regimens(result)).not.toContain('dabrafenib')
    expect(regimens(result)).not.toContain('dabrafenib + trametinib')
  })

  it('EGFR T790M resists erlotinib and sensitises to osimertinib in the same case', () => {
    const result = matchOf('LUAD', [variant('EGFR', 'p.Leu858Arg'), variant('EGFR', 'p.Thr790Met')])
    expect(byId(result, 'egfr-l858r-erlotinib-nsclc')?.resistedBy).not.toEqual([])
    expect(byId(result, 'egfr-t790m-osimertinib-nsclc')?.resistedBy).toEqual([])
  })
})

describe('findings of different specimens and days', () => {
  const reports = [
    report({ id: 1, specimen: 'T1', specimenKind: 'tissue', assay: panel(['EGFR']), date: '2023-02-01' }),
    report({ id: 2, specimen: 'P2', specimenKind: 'plasma', assay: null, date: '2025-06-10' }),
  ]
  const found = [
    variant('EGFR', 'p.Leu858Arg', { reportId: 1 }),
    variant('EGFR', 'p.Thr790Met', { reportId: 2, vaf: 0.012 }),
  ]

  it('resistance that emerged later in plasma counts against what the first biopsy showed, with its day', () => {
    const result = matchOf('LUAD', found, { reports })
    const erlotinib = byId(result, 'egfr-l858r-erlotinib-nsclc')
    expect(erlotinib).toMatchObject({ status: 'matched' })
    expect(erlotinib?.resistedBy.map(({ since }) => since)).toContain('2025-06-10')
    expect(erlotinib?.because[0]).toMatchObject({ date: '2023-02-01' })
  })
})
