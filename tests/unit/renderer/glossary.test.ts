import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  assertionSchema,
  cautionSeveritySchema,
  effectSchema,
  escatTierSchema,
} from '../../../shared/knowledge.ts'
import { ampTierSchema, diseaseMatchSchema, specificitySchema, truthSchema } from '../../../shared/match.ts'
import { findingStatusSchema } from '../../../shared/model.ts'
import { trialStatusSchema } from '../../../shared/trial.ts'
import { trialOutcomeSchema } from '../../../shared/trialMatch.ts'
import { glossaryGroups, OWN } from '../../../renderer/glossary/entry.ts'
import type { GlossaryEntry } from '../../../renderer/glossary/entry.ts'
import {
  termOfLabel,
  termOfLevel,
  termOfMarker,
  termOfTier,
  termOfWord,
} from '../../../renderer/glossary/explain.ts'
import { terms } from '../../../renderer/glossary/terms.ts'
import {
  diseaseMatchWord,
  effectWord,
  findingWord,
  listedWord,
  measured,
  outcomeWord,
  reasonWord,
  trialStatusWord,
} from '../../../renderer/parts/words.ts'

const entries = Object.entries<GlossaryEntry>(terms)

describe('the glossary', () => {
  it.each(entries)('%s: exactly two sentences', (_name, { text }) => {
    expect(text).toMatch(/^[A-Z“]/)
    expect(text.match(/[.!?](?= [A-Z“]|$)/g) ?? [], text).toHaveLength(2)
    expect(text).toMatch(/\.$/)
  })

  it.each(entries)(
    '%s: names a source that can be looked up, or says that the word is our own',
    (_name, entry) => {
      expect(glossaryGroups).toContain(entry.group)
      expect(entry.word.trim()).not.toBe('')
      if (entry.source === OWN) return
      expect(entry.source).toMatch(
        /PMID:? ?\d{7,8}|\b[a-z0-9-]+\.(org|gov|com|io)\b|FDA, .*\(P\d{6}\)|21 CFR/,
      )
    },
  )

  it('has no word twice in one group', () => {
    const seen = entries.map(([, { group, word }]) => `${group}: ${word}`)
    expect(seen.filter((word, index) => seen.indexOf(word) !== index)).toEqual([])
  })
})

describe('everything that a badge can say', () => {
  const said = [
    ...truthSchema.options.flatMap((result) => [
      reasonWord({ result, negated: false }),
      reasonWord({ result, negated: true }),
    ]),
    ...findingStatusSchema.options.map(findingWord),
    measured,
    ...effectSchema.options.map(effectWord),
    ...diseaseMatchSchema.options.map((match) => diseaseMatchWord(match)),
    diseaseMatchWord('other', true),
    ...trialOutcomeSchema.options.map(outcomeWord),
    ...trialStatusSchema.options.map(trialStatusWord),
    ...(['matched', 'not assessed', 'no'] as const).map(listedWord),
  ].map(({ word }) => word)

  it.each([...new Set([...said, ...specificitySchema.options, ...cautionSeveritySchema.options])])(
    '%s is explained',
    (word) => {
      expect(termOfWord(word)).not.toBeNull()
    },
  )

  it('each tier has an entry of its own', () => {
    const names = [...ampTierSchema.options, null].map(termOfTier)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(terms).toHaveProperty([name])
    for (const value of escatTierSchema.options) {
      expect(termOfLevel({ scheme: 'ESCAT', value })).toBe(`escat ${value}`)
    }
  })

  it('each column of the variants and each marker is explained', () => {
    for (const label of ['Protein', 'Coding', 'VAF', 'Depth', 'Filter', 'Origin', 'Zygosity', 'Population'])
      expect(termOfLabel(label), label).not.toBeNull()
    for (const name of ['MSI', 'TMB', 'HRD', 'PD-L1 TPS', 'PD-L1 CPS', 'PD-L1 IC', 'HER2', 'MMR', 'ER'])
      expect(termOfMarker(name), name).not.toBe('otherMarker')
    expect(termOfMarker('pan-TRK')).toBe('otherMarker')
  })
})

describe('the levels of sources', () => {
  const schemes = {
    FDA: ['approved', 'accelerated approval', 'label limitation of use'],
    NCCN: ['1', 'category 2A', '2B', '3'],
    OncoKB: ['1', '2', '2A', '2B', '3A', 'LEVEL_3B', '4', 'R1', 'R2', 'Dx1', 'PX2'],
    CIViC: ['A', 'B', 'C', 'D', 'E'],
    MOAlmanac: [
      'FDA-Approved',
      'Approval',
      'Guideline',
      'Clinical trial',
      'Clinical evidence',
      'Preclinical',
      'Inferential',
    ],
    CGI: ['Late trials'],
    CPIC: ['A', 'B', 'C', 'D'],
  }
  it.each(
    Object.entries(schemes).flatMap(([scheme, values]) => values.map((value) => [scheme, value] as const)),
  )('%s %s is explained as itself, not only as a level', (scheme, value) => {
    expect(termOfLevel({ scheme, value })).not.toBe('level')
  })

  it('an unknown scheme is explained as a level of its source', () => {
    expect(termOfLevel({ scheme: 'House rules', value: '7' })).toBe('level')
  })

  it('every level of the starter pack is explained as itself', async () => {
    const folder = new URL('../../../resources/knowledge/starter/assertions/', import.meta.url)
    const seen = new Set<string>()
    for (const file of await readdir(folder)) {
      const rows: unknown[] = JSON.parse(await readFile(new URL(file, folder), 'utf8'))
      for (const row of rows) {
        const { level } = assertionSchema.parse(row)
        seen.add(`${level.scheme} ${level.value}`)
        expect(termOfLevel(level), `${level.scheme} ${level.value}`).not.toBe('level')
      }
    }
    expect(seen.size).toBeGreaterThan(4)
  })
})
