import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resolveDiagnosis } from '../../../electron/interpret/case/disease.ts'
import { loadPack } from '../../../electron/knowledge/loadPack.ts'
import { diseaseName, loadOncotree, searchDiseases } from '../../../electron/knowledge/oncotree.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import type { ErrorData } from '../../../shared/errors.ts'

const resources = join(import.meta.dirname, '../../../resources')
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caseboard-pack-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const manifest = { name: 'p', title: 'P', version: '1', licence: 'CC0', source: 's', retrieved: '2026-11-23' }
const entry = {
  id: 'one',
  biomarker: { leaf: 'proteinChange', gene: 'BRAF', change: 'V600E' },
  disease: { oncotree: ['MEL'] },
  effect: 'sensitivity',
  therapy: { drugs: ['vemurafenib'] },
  level: { scheme: 'FDA', value: 'approved' },
  strength: 'A1',
  statement: 'A statement of the test.',
  sources: [{ id: 'PMID:1', retrieved: '2026-11-23' }],
}

function write(file: string, content: unknown): void {
  const path = join(folder, file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
}

async function errorOf(promise: Promise<unknown>): Promise<ErrorData> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof CaseboardError)) throw new Error(`expected a CaseboardError, got ${String(error)}`)
  return error.data
}

describe('knowledge packs', () => {
  it('reads cautions, drug classes and diplotypes, and refuses a name that stands for two drugs', async () => {
    write('pack.json', manifest)
    write('cautions/labels.json', [
      {
        id: 'c',
        drugs: ['osimertinib'],
        when: { organ: 'QTc', above: 500 },
        severity: 'avoid',
        statement: 'A statement of the test.',
        sources: entry.sources,
      },
    ])
    write('diplotypes/tpmt.json', [
      { gene: 'TPMT', diplotype: '*1/*3A', phenotype: 'Intermediate Metabolizer', activityScore: null },
    ])
    write('drug-classes/a.json', [
      { drug: 'omeprazole', classes: ['proton pump inhibitor'], synonyms: ['prilosec'], source: 'ATC' },
    ])
    expect(await loadPack(folder)).toMatchObject({
      cautions: [{ id: 'c' }],
      drugClasses: [{ drug: 'omeprazole' }],
      diplotypes: [{ gene: 'TPMT' }],
    })
    write('drug-classes/b.json', [{ drug: 'prilosec', classes: ['x'], source: 'test' }])
    expect(await errorOf(loadPack(folder))).toMatchObject({ file: 'drug-classes/b.json', field: '0' })
    write('drug-classes/b.json', [])
    write('cautions/labels.json', [{ id: 'c', drugs: ['x'], when: { organ: 'QTc' }, severity: 'avoid' }])
    expect(await errorOf(loadPack(folder))).toMatchObject({ file: 'cautions/labels.json' })
  })

  it('reads a folder and fills what is left out', async () => {
    write('pack.json', manifest)
    write('assertions/a.json', [entry])
    const pack = await loadPack(folder)
    expect(pack.assertions[0]).toMatchObject({
      id: 'one',
      conditions: [],
      therapy: { exceptInCombinationWith: [] },
    })
    expect(pack.companionDiagnostics).toEqual([])
    expect(pack.geneRoles).toEqual([])
  })

  it.each<[string, string, unknown, string, RegExp]>([
    [
      'a missing field',
      'assertions/a.json',
      [{ ...entry, level: { scheme: 'FDA' } }],
      '0.level.value',
      /one/,
    ],
    [
      'a date in words',
      'assertions/a.json',
      [{ ...entry, sources: [{ id: 'x', retrieved: 'May' }] }],
      '0.sources.0.retrieved',
      /YYYY-MM-DD/,
    ],
    [
      'an unknown leaf',
      'assertions/a.json',
      [{ ...entry, biomarker: { all: [{ leaf: 'magic', gene: 'BRAF' }] } }],
      '0.biomarker',
      /one/,
    ],
    [
      'an unreadable change',
      'assertions/a.json',
      [{ ...entry, biomarker: { ...entry.biomarker, change: 'V600ish' } }],
      '0.biomarker',
      /V600ish/,
    ],
    [
      'an identifier used twice',
      'assertions/b.json',
      [entry],
      '0.id',
      /stands in assertions\/a\.json already/,
    ],
    ['a device without approval', 'companion-diagnostics/a.json', [{ id: 'cdx' }], '0.device', /cdx/],
    [
      'a role that is none',
      'gene-roles.json',
      [{ gene: 'TP53', role: 'guardian', source: 's' }],
      '0.role',
      /TP53/,
    ],
  ])('refuses %s, naming file and field', async (_, file, content, field, message) => {
    write('pack.json', manifest)
    write('assertions/a.json', [entry])
    write(file, content)
    const error = await errorOf(loadPack(folder))
    expect(error).toMatchObject({ code: 'bad-input', file })
    expect(error.field).toMatch(new RegExp(`^${field.replaceAll('.', '\\.')}`))
    expect(error.message).toMatch(message)
    expect(error.remedy).toBeDefined()
  })

  it('refuses broken JSON, a missing manifest and a missing folder', async () => {
    expect(await errorOf(loadPack(folder))).toMatchObject({ code: 'not-found', file: 'pack.json' })
    write('pack.json', '{"name": ')
    expect(await errorOf(loadPack(folder))).toMatchObject({ code: 'bad-input', file: 'pack.json' })
    expect(await errorOf(loadPack(join(folder, 'nowhere')))).toMatchObject({ code: 'not-found' })
  })

  it('loads the starter pack that ships', async () => {
    const pack = await loadPack(join(resources, 'knowledge/starter'))
    expect(pack.assertions.length).toBeGreaterThan(0)
    expect(pack.companionDiagnostics.length).toBeGreaterThan(0)
    expect(pack.geneRoles.length).toBeGreaterThan(0)
  })
})

describe('OncoTree', () => {
  it('loads the tree that ships: diseases resolve, tissues do not', async () => {
    const tree = await loadOncotree(join(resources, 'oncotree'))
    expect(diseaseName(tree, 'LUAD')).toBe('Lung Adenocarcinoma')
    expect(diseaseName(tree, 'NOPE')).toBeNull()
    expect(resolveDiagnosis(tree, 'LUAD').resolved).toBe(true)
    expect(resolveDiagnosis(tree, 'BREAST').resolved).toBe(false)
    expect(resolveDiagnosis(tree, 'LYMPH').resolved).toBe(false)
  })

  it('finds diseases by code, name and words, never tissues', async () => {
    const tree = await loadOncotree(join(resources, 'oncotree'))
    expect(searchDiseases(tree, 'luad', 5)[0]?.code).toBe('LUAD')
    expect(searchDiseases(tree, 'lung adeno', 5)[0]?.code).toBe('LUAD')
    expect(searchDiseases(tree, 'colorectal', 1)[0]?.code).toBe('COADREAD')
    expect(searchDiseases(tree, 'breast', 100).map(({ code }) => code)).not.toContain('BREAST')
    expect(searchDiseases(tree, 'breast', 3)).toHaveLength(3)
  })

  it('refuses a node that hangs on nothing', async () => {
    const node = { code: 'A', name: 'A', mainType: null, tissue: 'T', parent: 'B' }
    write('oncotree.json', { version: '1', types: [node] })
    expect(await errorOf(loadOncotree(folder))).toMatchObject({
      file: 'oncotree.json',
      field: 'types.0.parent',
    })
  })
})
