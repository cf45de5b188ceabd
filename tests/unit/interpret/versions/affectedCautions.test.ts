import { describe, expect, it } from 'vitest'
import type { CaseFindings } from '../../../../electron/interpret/case/findings.ts'
import { matchCase } from '../../../../electron/interpret/matching/match.ts'
import { changeOfCase } from '../../../../electron/interpret/versions/affected.ts'
import { compareReports, isUnchanged } from '../../../../electron/interpret/versions/compareReports.ts'
import { prepareChange } from '../../../../electron/interpret/versions/knowledgeChange.ts'
import type { KnowledgePack } from '../../../../shared/knowledge.ts'
import type { ReportChange } from '../../../../shared/packComparison.ts'
import { assertion, findings, haplotype, knowledge, report, seeded, tree, variant } from '../builders.ts'

/** What stands beside a therapy must change in the affected list exactly as it does in the whole reports. */

const DRUGS = ['alpha', 'beta', 'gamma', 'delta']

function pack(random: () => number, part: Partial<KnowledgePack> = {}): KnowledgePack {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const sensitivities = Array.from({ length: 8 }, (_, index) =>
    assertion({
      id: `s${index}`,
      biomarker: { leaf: 'proteinChange', gene: 'EGFR', change: pick(['L858R', 'T790M', 'C797S']) },
      drugs: [pick(DRUGS), pick(DRUGS)].filter((drug, at, all) => all.indexOf(drug) === at),
      ...(random() < 0.3 && { line: { after: [], notAfter: [pick(DRUGS)] } }),
    }),
  )
  const toxicities = DRUGS.slice(0, 2).map((drug) =>
    assertion({
      id: `t-${drug}`,
      biomarker: {
        leaf: 'phenotype',
        gene: drug === 'alpha' ? 'DPYD' : 'TPMT',
        phenotypes: ['Poor Metabolizer'],
      },
      drugs: [drug],
      effect: 'toxicity',
      disease: { tumorAgnostic: 'any', except: [] },
    }),
  )
  const [base] = knowledge([...sensitivities, ...toxicities]).packs
  if (base === undefined) throw new Error('no pack')
  return { ...base, ...part }
}

function changed(random: () => number, before: KnowledgePack, kind: number): KnowledgePack {
  const at = Math.floor(random() * before.assertions.length)
  const assertions = before.assertions.map((entry, index) => {
    if (index !== at) return entry
    if (kind % 4 === 0)
      return { ...entry, therapy: { ...entry.therapy, drugs: [DRUGS[kind % 3] ?? 'alpha'] } }
    return { ...entry, statement: `Another statement ${kind}.` }
  })
  return {
    ...before,
    assertions: kind % 3 === 0 ? assertions.filter((_, index) => index !== at) : assertions,
    ...(kind % 5 === 0 && {
      cautions: [
        {
          id: 'c',
          drugs: ['gamma'],
          when: { organ: 'QTc' as const, above: 480 },
          severity: 'avoid' as const,
          statement: 'A statement of the test.',
          sources: [{ id: 'x', retrieved: '2026-11-25' }],
        },
      ],
    }),
  }
}

function randomCase(random: () => number): CaseFindings {
  const some = <T>(items: readonly T[]): T[] => items.filter(() => random() < 0.5)
  return findings(
    [
      ...some([
        variant('EGFR', 'p.Leu858Arg'),
        variant('EGFR', 'p.Thr790Met'),
        variant('EGFR', 'p.Cys797Ser'),
      ]),
      ...some([
        haplotype('DPYD', { reportId: 2, phenotype: 'Poor Metabolizer', diplotype: '*2A/*2A' }),
        haplotype('TPMT', { reportId: 1, phenotype: 'Poor Metabolizer', diplotype: '*3A/*3A' }),
      ]),
    ],
    {
      reports: [report(), report({ id: 2, specimen: 'N1', specimenKind: 'normal' })],
      comedications: some(['beta', 'delta']),
      priorTherapies: some([
        { line: 1, drugs: ['gamma'], start: null, end: null, bestResponse: null, stopReason: 'progression' },
      ]),
      clinical: {
        organs: some([{ field: 'QTc' as const, value: 500, date: null }]),
        conditions: [],
      },
    },
  )
}

describe('whom a change touches, with cautions and pharmacogenes', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))(
    'is exactly what comparing the whole reports tells, seed %i',
    (seed) => {
      const random = seeded(900 + seed)
      const before = pack(random)
      const after = changed(random, before, seed)
      const state = (packs: readonly KnowledgePack[]) => ({ oncotree: tree, packs })
      const change = prepareChange(state([before]), state([after]))
      for (let round = 0; round < 25; round += 1) {
        const one = randomCase(random)
        const whole: ReportChange = compareReports(
          matchCase(one, change.before),
          matchCase(one, change.after),
          change.renamed,
        )
        expect(changeOfCase(one, change), `round ${round}`).toEqual(isUnchanged(whole) ? null : whole)
      }
    },
  )
})
