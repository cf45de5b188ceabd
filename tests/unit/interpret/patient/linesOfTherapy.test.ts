import { describe, expect, it } from 'vitest'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { drugKey, drugTable, drugsInRegimen } from '../../../../electron/interpret/patient/drugNames.ts'
import { checkLine, priorUse, progressed } from '../../../../electron/interpret/patient/lines.ts'
import type { DrugClass } from '../../../../shared/knowledge.ts'
import { lineSchema } from '../../../../shared/knowledge.ts'
import type { PriorTherapy } from '../../../../shared/model.ts'
import { assertion, findings, knowledge, variant } from '../builders.ts'

const drug = (name: string, classes: string[], synonyms: string[] = []): DrugClass => ({
  drug: name,
  classes,
  synonyms,
  source: 'test',
})
const classes = [
  drug('erlotinib', ['first-generation EGFR inhibitor', 'EGFR tyrosine kinase inhibitor'], ['tarceva']),
  drug('gefitinib', ['first-generation EGFR inhibitor', 'EGFR tyrosine kinase inhibitor']),
  drug('osimertinib', ['third-generation EGFR inhibitor', 'EGFR tyrosine kinase inhibitor']),
  drug('cisplatin', ['platinum']),
  drug('capecitabine', ['fluoropyrimidine']),
  drug('fluorouracil', ['fluoropyrimidine']),
  drug('oxaliplatin', ['platinum']),
]
const base = knowledge([])
const packs = base.packs.map((pack) => ({ ...pack, drugClasses: classes }))
const table = drugTable(packs)
const therapy = (drugs: string[], more: Partial<PriorTherapy> = {}): PriorTherapy => ({
  line: 1,
  drugs,
  start: '2024-01-10',
  end: '2025-03-20',
  bestResponse: null,
  stopReason: 'progression',
  ...more,
})
const line = (value: object) => lineSchema.parse(value)

describe('prior use of a drug or its class', () => {
  it('names line, outcome and month', () => {
    expect(priorUse(['osimertinib'], [therapy(['osimertinib'])], table)).toMatchObject([
      { kind: 'already received', text: 'already received: osimertinib (line 1, progressed 2025-03)' },
    ])
  })
  it('the narrowest class counts: osimertinib after erlotinib is another generation', () => {
    expect(priorUse(['osimertinib'], [therapy(['erlotinib'])], table)).toEqual([])
    expect(priorUse(['gefitinib'], [therapy(['Tarceva'])], table)).toMatchObject([
      { kind: 'same class', progressed: true },
    ])
  })
  it('reads progression only where it is recorded', () => {
    expect(progressed(therapy(['x']))).toBe(true)
    expect(progressed(therapy(['x'], { stopReason: null, bestResponse: 'PD' }))).toBe(true)
    expect(progressed(therapy(['x'], { stopReason: 'rash, without progression' }))).toBe(false)
    expect(progressed(therapy(['x'], { stopReason: 'completed' }))).toBe(false)
  })
})

describe('the line of therapy that a source asks for', () => {
  const after = line({ after: [{ anyOf: ['EGFR tyrosine kinase inhibitor'], progressed: true }] })
  it('is met by a drug of the class with progression', () => {
    expect(checkLine(after, [therapy(['gefitinib'])], table).status).toBe('met')
  })
  it('cannot be told where the drug was given without recorded progression, or nothing is recorded', () => {
    expect(checkLine(after, [therapy(['gefitinib'], { stopReason: 'rash' })], table).status).toBe(
      'cannot be told',
    )
    expect(checkLine(after, [], table).status).toBe('cannot be told')
  })
  it('cannot be told where a recorded drug is unknown, is not met where all are known', () => {
    expect(checkLine(after, [therapy(['xyz-123'])], table).status).toBe('cannot be told')
    expect(checkLine(after, [therapy(['cisplatin'])], table).status).toBe('not met')
  })
  it('first line is not met after a numbered line, and an empty record proves nothing', () => {
    const first = line({ priorLines: { max: 0 } })
    expect(checkLine(first, [therapy(['cisplatin'])], table).status).toBe('not met')
    expect(checkLine(first, [], table).status).toBe('cannot be told')
    expect(checkLine(first, [therapy(['cisplatin'], { line: null })], table).status).toBe('cannot be told')
  })
  it('counts lines up and down', () => {
    const between = line({ priorLines: { min: 1, max: 2 } })
    const lines = (n: number) => Array.from({ length: n }, (_, i) => therapy(['cisplatin'], { line: i + 1 }))
    expect([1, 2, 3].map((n) => checkLine(between, lines(n), table).status)).toEqual([
      'met',
      'met',
      'not met',
    ])
  })
  it('"no earlier drug of the class" is not met after one', () => {
    const never = line({ notAfter: ['EGFR tyrosine kinase inhibitor'] })
    expect(checkLine(never, [therapy(['erlotinib'])], table).status).toBe('not met')
    expect(checkLine(never, [therapy(['cisplatin'])], table).status).toBe('met')
  })
})

describe('drug names', () => {
  it('doses, brands and case fall away', () => {
    expect(drugKey('Omeprazole 20 mg 1-0-0')).toBe('omeprazole')
    expect(drugKey('Apixaban 2x5mg')).toContain('apixaban')
    expect(table.known('TARCEVA')).toBe('erlotinib')
  })
  it('a partner treatment in words may contain a drug of its class; a drug never stands for another', () => {
    expect(
      drugsInRegimen(table, { drugs: ['cetuximab'], backbone: 'fluoropyrimidine-based chemotherapy' }, [
        'capecitabine',
      ]),
    ).toEqual(['capecitabine'])
    expect(drugsInRegimen(table, { drugs: ['cetuximab'], backbone: 'FOLFOX' }, ['fluorouracil'])).toEqual([
      'fluorouracil',
    ])
    expect(drugsInRegimen(table, { drugs: ['gefitinib'] }, ['erlotinib'])).toEqual([])
  })
})

describe('in the list', () => {
  it('a therapy already given is marked and stands below its equals, never hidden', () => {
    const biomarker = { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' } as const
    const result = matchCase(
      findings([variant('EGFR', 'p.Leu858Arg')], { priorTherapies: [therapy(['erlotinib'])] }),
      {
        ...knowledge([]),
        packs: knowledge([
          assertion({ id: 'a-erlotinib', biomarker, drugs: ['erlotinib'] }),
          assertion({ id: 'b-osimertinib', biomarker, drugs: ['osimertinib'] }),
        ]).packs.map((pack) => ({ ...pack, drugClasses: classes })),
      },
    )
    expect(result.matches.map(({ assertionId }) => assertionId)).toEqual(['b-osimertinib', 'a-erlotinib'])
    expect(result.matches[1]?.priorUse[0]?.text).toContain('already received')
  })
})
