import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../../../electron/app/loadKnowledge.ts'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import type { MatchKnowledge } from '../../../../electron/interpret/matching/match.ts'
import {
  explainAssertions,
  whyNot,
  whyNotSuggestions,
} from '../../../../electron/interpret/matching/whyNot.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { Alteration } from '../../../../shared/model.ts'
import { whyNotAnswerSchema } from '../../../../shared/whyNot.ts'
import type { WhyNotAnswer, WhyNotEntry } from '../../../../shared/whyNot.ts'
import { assertion, findings, knowledge, panel, report, signature, variant } from '../builders.ts'

const change = (gene: string, text: string): Biomarker => ({ leaf: 'proteinChange', gene, change: text })
const colorectal = { oncotree: ['COADREAD'], except: [] }
const V600E = change('BRAF', 'V600E')
const tested = [report({ assay: panel(['KRAS', 'BRAF', 'NRAS']) })]

const rules = [
  assertion({ id: 'g12c-lung', biomarker: change('KRAS', 'G12C'), drugs: ['sotorasib'] }),
  assertion({
    id: 'g12c-colon',
    biomarker: change('KRAS', 'G12C'),
    drugs: ['sotorasib', 'panitumumab'],
    disease: colorectal,
  }),
  assertion({
    id: 'msi-any',
    biomarker: { leaf: 'msi', is: 'MSI-H' },
    drugs: ['pembrolizumab'],
    disease: { tumorAgnostic: 'solid', except: [] },
  }),
  assertion({
    id: 'egfr-antibody-colon',
    biomarker: { all: [{ leaf: 'wildType', gene: 'KRAS' }, { not: V600E }] },
    drugs: ['cetuximab'],
    disease: colorectal,
  }),
  assertion({
    id: 'braf-mel',
    biomarker: V600E,
    drugs: ['vemurafenib'],
    disease: { oncotree: ['MEL'], except: [] },
  }),
  assertion({
    id: 'braf-colon',
    biomarker: V600E,
    drugs: ['encorafenib', 'cetuximab'],
    disease: colorectal,
  }),
  assertion({
    id: 'braf-case-report',
    biomarker: V600E,
    drugs: ['dabrafenib'],
    disease: { oncotree: ['MEL'], except: [] },
    strength: 'D',
  }),
]

function ask(
  name: string,
  alterations: Alteration[],
  diagnosis: string | null,
  more: { kind?: 'drug' | 'biomarker' | 'assertion'; reports?: typeof tested } = {},
): WhyNotAnswer {
  return whyNotAnswerSchema.parse(
    whyNot(findings(alterations, { reports: more.reports ?? tested, diagnosis }), knowledge(rules), {
      kind: more.kind ?? 'drug',
      name,
    }),
  )
}
const entry = (answer: WhyNotAnswer, id: string): WhyNotEntry => {
  const found = answer.entries.find(({ assertionId }) => assertionId === id)
  if (found === undefined) throw new Error(`${id} is not in the answer`)
  return found
}
const said = (one: WhyNotEntry): string[] => one.obstacles.map(({ kind, text }) => `${kind}: ${text}`)

describe('why not this therapy', () => {
  it('names the finding that was tested and is not there, with the report that says so', () => {
    const one = entry(ask('sotorasib', [], 'LUAD'), 'g12c-lung')
    expect(one.listed).toBe('no')
    expect(said(one)).toEqual([
      expect.stringMatching(
        /^biomarker: KRAS G12C: not met\. Tested and not detected: KRAS small variants in /,
      ),
    ])
  })

  it('names the missing test as not assessed, never as negative', () => {
    const one = entry(ask('pembrolizumab', [], 'LUAD'), 'msi-any')
    expect(one.listed).toBe('not assessed')
    expect(said(one)).toEqual([expect.stringMatching(/^test: MSI-H: not assessed\. /)])
  })

  it('names what must be absent and is present', () => {
    const one = entry(ask('cetuximab', [variant('BRAF', 'p.Val600Glu')], 'COAD'), 'egfr-antibody-colon')
    expect(said(one)).toEqual([
      expect.stringMatching(/^biomarker: BRAF V600E: present, must be absent\. BRAF V600E \(VAF 34%, T1\)/),
    ])
  })

  it('names the other tumor type, and both tumor types by code', () => {
    const one = entry(ask('sotorasib', [variant('KRAS', 'p.Gly12Cys')], 'LUAD'), 'g12c-colon')
    expect(said(one)[0]).toBe(
      'disease: For Colorectal Adenocarcinoma (COADREAD); this case is Lung Adenocarcinoma (LUAD).',
    )
  })

  it('says that evidence in the own tumor type takes precedence, naming the rule', () => {
    const one = entry(ask('vemurafenib', [variant('BRAF', 'p.Val600Glu')], 'COAD'), 'braf-mel')
    expect(one.listed).toBe('no')
    expect(said(one)).toEqual([
      'disease: For Melanoma (MEL); this case is Colon Adenocarcinoma (COAD).',
      expect.stringMatching(/^precedence: .*takes precedence \(braf-colon\)/),
    ])
  })

  it('says that weak evidence is not borrowed', () => {
    const one = entry(ask('dabrafenib', [variant('BRAF', 'p.Val600Glu')], 'LUAD'), 'braf-case-report')
    expect(said(one).at(-1)).toMatch(/^strength: Evidence of strength D/)
  })

  it('says that the diagnosis is unresolved', () => {
    const one = entry(ask('sotorasib', [], null), 'g12c-colon')
    expect(said(one).at(-1)).toContain('the diagnosis of this case is unresolved: The case has no diagnosis.')
  })

  it('has nothing to explain where the therapy is listed, and says when it is listed from another tumor type', () => {
    const answer = ask('sotorasib', [variant('KRAS', 'p.Gly12Cys')], 'LUAD')
    const borrowed = entry(ask('vemurafenib', [variant('BRAF', 'p.Val600Glu')], 'LUAD'), 'braf-mel')
    expect(borrowed).toMatchObject({ listed: 'matched', diseaseMatch: 'other', obstacles: [] })
    expect(answer.entries[0]).toMatchObject({ assertionId: 'g12c-lung', listed: 'matched', obstacles: [] })
  })

  it('no assertion: an empty answer that names the packs asked', () => {
    expect(ask('aspirin', [], 'LUAD')).toMatchObject({
      entries: [],
      packs: [{ name: 'test', version: '1' }],
    })
  })

  it('can be asked by gene, by biomarker in words and by assertion', () => {
    const ids = (name: string, kind: 'biomarker' | 'assertion') =>
      ask(name, [], 'COAD', { kind })
        .entries.map(({ assertionId }) => assertionId)
        .sort()
    expect(ids('kras', 'biomarker')).toEqual(['egfr-antibody-colon', 'g12c-colon', 'g12c-lung'])
    expect(ids('KRAS G12C', 'biomarker')).toEqual(['g12c-colon', 'g12c-lung'])
    expect(ids('braf-mel', 'assertion')).toEqual(['braf-mel'])
  })
})

describe('suggestions', () => {
  it('begin with what begins with the typed text and count assertions', () => {
    const { packs } = knowledge(rules)
    expect(whyNotSuggestions(packs, 'sot', 5)).toEqual([{ kind: 'drug', name: 'sotorasib', assertions: 2 }])
    expect(whyNotSuggestions(packs, 'kras', 5).map(({ name }) => name)).toEqual([
      'KRAS',
      'KRAS G12C',
      'KRAS wild type',
    ])
    expect(whyNotSuggestions(packs, 'no such drug', 5)).toEqual([])
  })
})

describe('over the whole starter pack', () => {
  let starter: MatchKnowledge
  beforeAll(async () => {
    starter = await loadKnowledge(fileURLToPath(new URL('../../../../resources/', import.meta.url)))
  })

  const cases = [
    findings([variant('BRAF', 'p.Val600Glu')], { reports: tested, diagnosis: 'COAD' }),
    findings([variant('KRAS', 'p.Gly12Cys'), signature('MSI', { category: 'MSI-H' })], { diagnosis: 'COAD' }),
    findings([variant('EGFR', 'p.Leu858Arg'), variant('EGFR', 'p.Thr790Met')], { reports: tested }),
    findings([variant('BRAF', 'p.Val600Glu')], { diagnosis: null }),
  ]

  it('every assertion is either listed as matched or has an obstacle in words, and agrees with the matching', () => {
    for (const one of cases) {
      const listed = new Map(
        matchCase(one, starter).matches.map((match) => [match.assertionId, match.status]),
      )
      const entries = explainAssertions(one, starter, () => true)
      expect(entries.length).toBeGreaterThan(300)
      for (const answer of entries) {
        expect(answer.listed, answer.assertionId).toBe(listed.get(answer.assertionId) ?? 'no')
        expect(answer.obstacles.length > 0, answer.assertionId).toBe(answer.listed !== 'matched')
        for (const { text } of answer.obstacles) expect(text).toMatch(/\S.{10}/)
      }
    }
  })
})
