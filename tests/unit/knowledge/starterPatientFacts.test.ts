import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPack } from '../../../electron/knowledge/loadPack.ts'

/** Facts of the starter pack that concern the patient and the sequence of therapies, not the tumor alone. */
const pack = await loadPack(join(import.meta.dirname, '../../../resources/knowledge/starter'))
const classes = pack.drugClasses ?? []
const cautions = pack.cautions ?? []
const known = new Set(classes.flatMap(({ drug, classes: names }) => [drug, ...names]))

describe('drug classes', () => {
  it('give every entry a source and every drug a class', () => {
    expect(classes.length).toBeGreaterThan(150)
    expect(classes.filter(({ source, classes: names }) => source === '' || names.length === 0)).toEqual([])
  })
})

describe('lines of therapy', () => {
  const withLine = pack.assertions.filter(({ line }) => line !== undefined)
  it('are stated for dozens of assertions, each beside the words it was read from', () => {
    expect(withLine.length).toBeGreaterThan(50)
    expect(withLine.filter(({ conditions }) => conditions.length === 0)).toEqual([])
  })
  it('name only drugs and classes that the table knows, or they could never be met', () => {
    const named = withLine.flatMap(({ line }) => [
      ...(line?.after ?? []).flatMap(({ anyOf }) => anyOf),
      ...(line?.notAfter ?? []),
    ])
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})

describe('cautions', () => {
  it('cite a label section or a guideline, with the day it was read', () => {
    expect(cautions.length).toBeGreaterThan(30)
    for (const { id, sources } of cautions)
      for (const source of sources) {
        expect(source.title ?? '', id).toMatch(/section|warning|guideline/i)
        expect(source.retrieved, id).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }
  })
  it('name only comedications that the table knows', () => {
    const named = cautions.flatMap(({ when }) => ('comedication' in when ? when.comedication : []))
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
  it('stand for drugs that the table knows', () => {
    expect(cautions.flatMap(({ drugs }) => drugs).filter((drug) => !known.has(drug))).toEqual([])
  })
})

describe('ESCAT', () => {
  it('is published only with its source, and never beside attributes that would compute another', () => {
    const published = pack.assertions.filter(({ escat }) => escat !== undefined)
    expect(published.length).toBeGreaterThan(30)
    for (const { id, escat, evidence, effect } of published) {
      expect(escat?.source.id, id).toMatch(/^PMID:\d+$/)
      expect(evidence, id).toBeUndefined()
      expect(effect, id).toBe('sensitivity')
    }
  })
})

describe('pharmacogenomics', () => {
  const rules = pack.assertions.filter(({ effect }) => effect === 'toxicity')
  it('hold whatever the tumor, and irinotecan is never called CPIC', () => {
    expect(rules.length).toBeGreaterThan(12)
    for (const rule of rules) expect(rule.disease, rule.id).toMatchObject({ tumorAgnostic: 'any' })
    const irinotecan = rules.filter(({ therapy }) => therapy.drugs.includes('irinotecan'))
    expect(irinotecan.map(({ level }) => level.scheme)).toEqual(['DPWG'])
  })
})
