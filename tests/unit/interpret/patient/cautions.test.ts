import { describe, expect, it } from 'vitest'
import { judgeCaution } from '../../../../electron/interpret/patient/cautions.ts'
import { drugTable } from '../../../../electron/interpret/patient/drugNames.ts'
import type { Clinical } from '../../../../shared/model.ts'
import { expression, fusion, knowledge, variant } from '../builders.ts'
import { byId, matchOf } from '../pitfalls/starter.ts'

const packs = knowledge([]).packs.map((pack) => ({
  ...pack,
  drugClasses: [
    { drug: 'itraconazole', classes: ['strong CYP3A inhibitor'], synonyms: [], source: 'test' },
    { drug: 'amlodipine', classes: ['dihydropyridine'], synonyms: ['norvasc'], source: 'test' },
  ],
}))
const table = drugTable(packs)
const none: Clinical = { organs: [], conditions: [] }
const judge = (when: Parameters<typeof judgeCaution>[0], comedications: string[], clinical = none) =>
  judgeCaution(when, { comedications, clinical, sex: 'unknown' }, table)

describe('a caution is judged three-valued', () => {
  const inhibitor = { comedication: ['strong CYP3A inhibitor'] }
  it('an empty field is not assessed, never "fine"', () => {
    expect(judge(inhibitor, [])).toEqual({ is: 'not assessed', because: 'comedication (none recorded)' })
    expect(judge({ organ: 'LVEF', below: 50 }, [])).toEqual({ is: 'not assessed', because: 'LVEF' })
    expect(judge({ condition: 'pregnancy' }, [])).toEqual({ is: 'not assessed', because: 'pregnancy' })
  })
  it('a comedication that the table does not know is not assessed, with its name', () => {
    expect(judge(inhibitor, ['Norvasc 5 mg'])).toEqual({ is: 'does not apply' })
    expect(judge(inhibitor, ['norvasc', 'xyz-1'])).toMatchObject({
      is: 'not assessed',
      because: expect.stringContaining('xyz-1') as string,
    })
    expect(judge(inhibitor, ['xyz-1', 'Itraconazole 200 mg'])).toMatchObject({ is: 'applies' })
  })
  it('reads the limit on its own side, with value, unit and day', () => {
    const organs = (value: number): Clinical => ({
      organs: [{ field: 'QTc', value, date: '2026-10-02' }],
      conditions: [],
    })
    expect(judge({ organ: 'QTc', above: 500 }, [], organs(512))).toEqual({
      is: 'applies',
      because: 'QTc 512 ms (2026-10-02), above 500',
    })
    expect(judge({ organ: 'QTc', above: 500 }, [], organs(500))).toEqual({ is: 'does not apply' })
    expect(judge({ organ: 'QTc', below: 500 }, [], organs(499))).toMatchObject({ is: 'applies' })
  })
})

describe('with the cautions that ship', () => {
  const l858r = [variant('EGFR', 'p.Leu858Arg')]
  it('omeprazole stands beside erlotinib and not beside osimertinib', () => {
    const result = matchOf('LUAD', l858r, { comedications: ['Omeprazole 20 mg'] })
    const ids = (id: string) =>
      byId(result, id)
        ?.cautions.filter(({ result: is }) => is === 'applies')
        .map((caution) => caution.id)
    expect(ids('egfr-l858r-erlotinib-nsclc')).toEqual(['erlotinib-proton-pump-inhibitor'])
    expect(ids('egfr-l858r-osimertinib-nsclc')).toEqual([])
  })
  it('names what is missing beside osimertinib: QTc, LVEF and comedication', () => {
    const open = byId(matchOf('LUAD', l858r), 'egfr-l858r-osimertinib-nsclc')?.cautions
    expect(open?.every(({ result }) => result === 'not assessed')).toBe(true)
    expect(open?.map(({ because }) => because)).toEqual(
      expect.arrayContaining(['QTc', 'LVEF', 'comedication (none recorded)']),
    )
  })
  it('a low ejection fraction speaks against trastuzumab deruxtecan', () => {
    const clinical: Clinical = {
      organs: [{ field: 'LVEF', value: 42, date: '2026-10-02' }],
      conditions: [],
    }
    const result = matchOf('IDC', [expression('HER2', { score: 'IHC', category: '3+' })], { clinical })
    const cautions = byId(result, 'erbb2-positive-trastuzumab-deruxtecan-breast')?.cautions ?? []
    expect(cautions[0]).toMatchObject({ id: 'trastuzumab-deruxtecan-lvef-50', result: 'applies' })
    expect(cautions[0]?.because).toContain('LVEF 42 % (2026-10-02)')
  })
  it('carbamazepine contraindicates lorlatinib and is to be avoided with osimertinib', () => {
    const taken = { comedications: ['carbamazepine'] }
    const alk = matchOf('LUAD', [fusion('EML4', 'ALK')], taken)
    expect(byId(alk, 'alk-fusion-lorlatinib-nsclc')?.cautions[0]).toMatchObject({
      id: 'lorlatinib-strong-cyp3a-inducer',
      severity: 'contraindicated',
      result: 'applies',
    })
    expect(byId(matchOf('LUAD', l858r, taken), 'egfr-l858r-osimertinib-nsclc')?.cautions[0]).toMatchObject({
      severity: 'avoid',
      because: 'comedication carbamazepine (strong CYP3A inducer)',
    })
  })
})
