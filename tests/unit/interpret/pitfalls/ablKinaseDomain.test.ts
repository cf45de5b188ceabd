import { describe, expect, it } from 'vitest'
import { fusion, variant } from '../builders.ts'
import { matchOf, matched } from './starter.ts'

/** Whether each BCR::ABL1 inhibitor that is listed for a change carries a resistance beside it. */
function listed(diagnosis: string, change: string): Record<string, boolean> {
  const result = matchOf(diagnosis, [fusion('BCR', 'ABL1'), variant('ABL1', change)])
  const drugs: Record<string, boolean> = {}
  for (const { drugs: regimen, resistedBy } of matched(result))
    for (const drug of regimen) drugs[drug] = (drugs[drug] ?? true) && resistedBy.length > 0
  return drugs
}

describe('BCR::ABL1 with a second change in the ABL1 kinase domain', () => {
  it('F317L in CML resists dasatinib and imatinib, and leaves nilotinib, bosutinib and ponatinib', () => {
    expect(listed('CML', 'p.Phe317Leu')).toMatchObject({
      dasatinib: true,
      imatinib: true,
      nilotinib: false,
      bosutinib: false,
      asciminib: false,
    })
  })

  it('E255K in CML resists nilotinib and imatinib, and leaves dasatinib, to which patients responded', () => {
    expect(listed('CML', 'p.Glu255Lys')).toMatchObject({
      nilotinib: true,
      imatinib: true,
      dasatinib: false,
      bosutinib: false,
    })
  })

  it('V299L in CML resists dasatinib and bosutinib, and leaves nilotinib', () => {
    expect(listed('CML', 'p.Val299Leu')).toMatchObject({ dasatinib: true, bosutinib: true, nilotinib: false })
  })

  it('T315I in CML resists every inhibitor but ponatinib and asciminib', () => {
    expect(listed('CML', 'p.Thr315Ile')).toMatchObject({
      imatinib: true,
      dasatinib: true,
      nilotinib: true,
      bosutinib: true,
      ponatinib: false,
      asciminib: false,
    })
  })

  it.each([
    ['p.Gly250Glu', ['imatinib', 'nilotinib']],
    ['p.Tyr253His', ['imatinib', 'nilotinib']],
    ['p.Phe359Val', ['imatinib', 'nilotinib']],
    ['p.Leu248Val', ['imatinib', 'nilotinib']],
    ['p.Thr315Ala', ['dasatinib']],
    ['p.Phe317Val', ['dasatinib']],
    ['p.His396Arg', ['imatinib']],
    ['p.Met351Thr', ['imatinib']],
  ])('%s in CML: a resistance beside %j and nothing else', (change, resisted) => {
    const drugs = listed('CML', change)
    const found = Object.keys(drugs).filter((drug) => drugs[drug])
    expect(found.sort()).toEqual(resisted)
  })

  it('says of a change on which the sources disagree that they disagree', () => {
    const result = matchOf('CML', [fusion('BCR', 'ABL1'), variant('ABL1', 'p.Met244Val')])
    const imatinib = matched(result).find(({ drugs }) => drugs.join() === 'imatinib')
    expect(imatinib?.resistedBy.map(({ text }) => text).join()).toMatch(/^Sources disagree/)
  })

  it.each(['BLL', 'BLLBCRABL1'])(
    'shows the resistance in %s, and that it is inferred from CML',
    (diagnosis) => {
      expect(listed(diagnosis, 'p.Thr315Ile')).toMatchObject({
        imatinib: true,
        dasatinib: true,
        ponatinib: false,
      })
      expect(listed(diagnosis, 'p.Phe317Leu')).toMatchObject({ imatinib: true, dasatinib: true })
      expect(listed(diagnosis, 'p.Glu255Lys')).toMatchObject({ imatinib: true, dasatinib: false })
      const result = matchOf(diagnosis, [fusion('BCR', 'ABL1'), variant('ABL1', 'p.Glu255Lys')])
      const levels = matched(result, 'resistance').map(({ level }) => level.value)
      expect(new Set(levels)).toEqual(new Set(['inferred from CML']))
    },
  )

  it('leaves a change of no known effect without resistance', () => {
    expect(Object.values(listed('CML', 'p.Lys247Arg'))).not.toContain(true)
  })
})

describe('second changes in ALK and ROS1 after a fusion', () => {
  it.each([
    ['ALK', 'p.Ser1206Tyr', ['crizotinib']],
    ['ALK', 'p.Val1180Leu', ['alectinib', 'crizotinib']],
    ['ALK', 'p.Gly1269Ala', ['alectinib', 'crizotinib']],
    ['ROS1', 'p.Gly2101Ala', ['crizotinib']],
  ])('%s %s resists %j', (gene, change, resisted) => {
    const result = matchOf('LUAD', [
      gene === 'ALK' ? fusion('EML4', 'ALK') : fusion('CD74', 'ROS1'),
      variant(gene, change),
    ])
    const found = matched(result).flatMap(({ drugs, resistedBy }) => (resistedBy.length > 0 ? drugs : []))
    expect([...new Set(found)].sort()).toEqual(resisted)
  })
})
