import { beforeAll, describe, expect, it } from 'vitest'
import { createDiseaseNames } from '../../../../electron/knowledge/import/diseases.ts'
import type { DiseaseNames } from '../../../../electron/knowledge/import/diseases.ts'
import { importTables } from './importing.ts'

let place: DiseaseNames
beforeAll(async () => {
  const { tables, tree } = await importTables()
  place = createDiseaseNames(tree, tables.synonyms)
})

const codesOf = (name: string, more: { code?: string; mayBeCode?: boolean } = {}): unknown => {
  const answer = place({ name, ...more })
  if (!answer.ok) return answer.reason
  return 'oncotree' in answer.scope ? answer.scope.oncotree : answer.scope.tumorAgnostic
}

describe('disease names of sources', () => {
  it.each([
    ['Lung Adenocarcinoma', ['LUAD']],
    ['Non-small Cell Lung Carcinoma', ['NSCLC']],
    ['Lung Non-small Cell Carcinoma', ['NSCLC']],
    ['Melanoma', ['MEL']],
    ['Gastrointestinal Stromal Tumour', ['GIST']],
    ["Ewing's Sarcoma", ['ES', 'ESST']],
    ['Acute Myeloid Leukaemia', ['AML']],
    ['Histiocytosis', ['HDCN']],
  ])('%s', (name, codes) => {
    expect(codesOf(name)).toEqual(codes)
  })

  it('reads cancer and solid tumors as every solid tumor', () => {
    for (const name of ['Cancer', 'Solid Tumor', 'All Solid Tumors', 'Any cancer type']) {
      expect(codesOf(name)).toBe('solid')
    }
  })

  it('takes no organ for a disease', () => {
    for (const name of ['Lung', 'Breast', 'LUNG', 'BRAIN', 'Fallopian Tube']) {
      expect(codesOf(name, { mayBeCode: true })).toMatch(/is an organ, not a disease/)
    }
  })

  it('keeps what a name says beyond the tumor type as a condition', () => {
    const answer = place({ name: 'Her2-receptor Positive Breast Cancer' })
    expect(answer).toMatchObject({ ok: true, condition: 'HER2-positive breast cancer' })
  })

  it('refuses an unknown name and an inherited condition', () => {
    expect(codesOf('Invented Disease')).toMatch(/is not known/)
    expect(codesOf('Lynch Syndrome')).toMatch(/inherited condition/)
  })

  it('reads codes only where the column may hold them: CM is conjunctival melanoma in OncoTree', () => {
    expect(codesOf('CM')).toMatch(/is not known/)
    expect(codesOf('CM', { mayBeCode: true })).toEqual(['CM'])
  })

  it('refuses a row whose name and code lie in different organs, and tells of a code beside the name', () => {
    expect(codesOf('Lung Cancer', { code: 'LEUK' })).not.toEqual(['LEUK'])
    expect(codesOf('Lung Cancer', { code: 'AML' })).toMatch(/contradicts itself/)
    const peritoneal = place({ name: 'Peritoneal Carcinoma', code: 'PEMESO' })
    expect(peritoneal).toMatchObject({ ok: true, scope: { oncotree: ['PSEC'] } })
    expect(peritoneal.ok && peritoneal.condition).toContain('PEMESO')
  })

  it('knows every code of its own table', async () => {
    const { tables, tree } = await importTables()
    const rows = tables.synonyms.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    const unknown = rows
      .slice(1)
      .flatMap((line) => (line.split('\t')[1] ?? '').split(','))
      .filter((code) => code !== '-' && code !== 'SOLID' && (tree.nodes.get(code)?.parent ?? null) === null)
    expect(unknown).toEqual([])
  })
})
