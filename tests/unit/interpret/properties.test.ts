import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../../electron/app/loadKnowledge.ts'
import { evaluateBiomarker, kleeneNot } from '../../../electron/interpret/biomarkers/evaluate.ts'
import type { CaseFindings, ReportFindings } from '../../../electron/interpret/case/findings.ts'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import { leavesOf } from '../../../shared/knowledge.ts'
import type { Biomarker, Leaf } from '../../../shared/knowledge.ts'
import type { Truth } from '../../../shared/match.ts'
import type { Alteration, AlterationKind, SpecimenKind } from '../../../shared/model.ts'
import {
  copyNumber,
  expression,
  findings,
  fusion,
  haplotype,
  panel,
  report,
  seeded,
  shuffled,
  signature,
  variant,
} from './builders.ts'

/** Properties that must hold for every case and every expression, on generated ones; the seed repeats a failure. */

type Random = () => number
const pick = <T>(random: Random, items: readonly [T, ...T[]]): T =>
  items[Math.floor(random() * items.length)] ?? items[0]
const some = <T>(random: Random, items: readonly T[], share: number): T[] =>
  items.filter(() => random() < share)

const LEAVES: readonly [Leaf, ...Leaf[]] = [
  { leaf: 'proteinChange', gene: 'EGFR', change: 'L858R' },
  { leaf: 'proteinChange', gene: 'KRAS', change: 'G12C' },
  { leaf: 'codon', gene: 'KRAS', codon: 12, except: ['G12C'] },
  {
    leaf: 'exon',
    gene: 'EGFR',
    exon: 19,
    codons: [729, 761],
    change: 'in-frame deletion',
    except: [],
  },
  { leaf: 'anyMutation', gene: 'BRAF' },
  { leaf: 'oncogenic', gene: 'BRAF' },
  { leaf: 'lossOfFunction', gene: 'BRCA2' },
  { leaf: 'germlinePathogenic', gene: 'BRCA2' },
  { leaf: 'copyNumber', gene: 'ERBB2', call: 'amplification' },
  { leaf: 'fusion', gene: 'ALK' },
  { leaf: 'exonSkipping', gene: 'MET', exon: 14 },
  { leaf: 'wildType', gene: 'KRAS' },
  { leaf: 'wildType', gene: 'BRAF', codons: [[600, 600]] },
  { leaf: 'msi', is: 'MSI-H' },
  { leaf: 'mmr', is: 'proficient' },
  { leaf: 'tmb', atLeast: 10 },
  { leaf: 'hrd', is: 'negative' },
  { leaf: 'expression', marker: 'PD-L1', score: 'TPS', atLeast: 50, clones: ['22C3'] },
  { leaf: 'phenotype', gene: 'DPYD', phenotypes: ['Poor Metabolizer'] },
]

const ALTERATIONS: readonly Alteration[] = [
  variant('EGFR', 'p.Leu858Arg'),
  variant('EGFR', 'p.Glu746_Ala750del', { consequence: 'inframe_deletion' }),
  variant('EGFR', 'p.Thr790Met', { filter: 'LowQual' }),
  variant('KRAS', 'p.Gly12Cys'),
  variant('KRAS', 'p.Gly12Asp', { vaf: 0.02 }),
  variant('BRAF', 'p.Val600Glu'),
  variant('BRAF', 'p.Gly469Ala', { present: false }),
  variant('BRCA2', 'p.Ser1982ArgfsTer22', { consequence: 'frameshift_variant', origin: 'unknown' }),
  variant('MET', null, { hgvsC: 'c.3028+1G>T', consequence: 'splice_donor_variant' }),
  copyNumber('ERBB2', 'amplification', { copies: 14 }),
  copyNumber('BRCA2', 'homozygous deletion'),
  fusion('EML4', 'ALK'),
  fusion('ALK', 'ALK', { svType: 'DEL' }),
  fusion(null, 'ALK', { status: 'not detected' }),
  signature('MSI', { category: 'MSI-H' }),
  signature('MSI', { category: 'MSS' }),
  signature('TMB', { value: 14, unit: 'mut/Mb' }),
  signature('HRD', { category: 'negative' }),
  expression('PD-L1', { score: 'TPS', value: 70, clone: '22C3' }),
  expression('PD-L1', { score: 'TPS', value: 5, clone: 'SP142' }),
  expression('MMR', { score: 'MMR', category: 'proficient' }),
  haplotype('DPYD', { phenotype: 'Poor Metabolizer', diplotype: '*2A/*2A' }),
  haplotype('DPYD', { phenotype: 'Normal Metabolizer', diplotype: 'Reference/Reference' }),
]

const GENES = ['EGFR', 'KRAS', 'BRAF', 'BRCA2', 'ERBB2', 'ALK', 'MET', 'DPYD']
const KINDS: readonly AlterationKind[] = ['smallVariant', 'copyNumber', 'fusion', 'haplotype']
const SPECIMENS: readonly [SpecimenKind, ...SpecimenKind[]] = ['tissue', 'plasma', 'normal', 'marrow']

function randomReport(random: Random, id: number): ReportFindings {
  const specimenKind = pick(random, SPECIMENS)
  return report({
    id,
    specimen: `S${id}`,
    specimenKind,
    assay:
      random() < 0.4
        ? null
        : panel(some(random, GENES, 0.5), some(random, KINDS, 0.6), { specimenKinds: [specimenKind] }),
    normalSample: random() < 0.3 ? 'N' : null,
    date: random() < 0.5 ? `2025-0${1 + Math.floor(random() * 9)}-15` : null,
  })
}

function randomCase(random: Random): CaseFindings {
  const reports = [randomReport(random, 1), ...(random() < 0.5 ? [randomReport(random, 2)] : [])]
  const alterations = some(random, ALTERATIONS, 0.3).map((alteration): Alteration => ({
    ...alteration,
    reportId: reports.length === 1 || random() < 0.6 ? 1 : 2,
  }))
  return findings(alterations, { reports })
}

function randomExpression(random: Random, depth: number): Biomarker {
  const chance = random()
  if (depth === 0 || chance < 0.35) return pick(random, LEAVES)
  if (chance < 0.5) return { not: randomExpression(random, depth - 1) }
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    randomExpression(random, depth - 1),
  )
  return chance < 0.75 ? { all: parts } : { any: parts }
}

/** The same case with a further report that found nothing: only what is covered grows. */
function withMoreCoverage(random: Random, one: CaseFindings): CaseFindings {
  const specimenKind = pick(random, SPECIMENS)
  const further = report({
    id: 9,
    specimen: 'S9',
    specimenKind,
    assay: panel(GENES, KINDS, { specimenKinds: [specimenKind] }),
    normalSample: specimenKind === 'normal' ? 'N' : null,
  })
  return { ...one, reports: [...one.reports, further] }
}

const truthOf = (biomarker: Biomarker, one: CaseFindings): Truth => evaluateBiomarker(biomarker, one).truth
const ROUNDS = 2000

describe('on generated cases and expressions', () => {
  it('an unknown never turns true, nor false, by adding "not"', () => {
    const random = seeded(101)
    const seen = { true: 0, false: 0, 'not assessed': 0 }
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = randomCase(random)
      const biomarker = randomExpression(random, 3)
      const truth = truthOf(biomarker, one)
      seen[truth] += 1
      const told = `round ${round}: ${JSON.stringify(biomarker)}`
      expect(truthOf({ not: biomarker }, one), told).toBe(kleeneNot(truth))
      expect(truthOf({ not: { not: biomarker } }, one), told).toBe(truth)
      if (truth === 'not assessed') {
        expect(truthOf({ all: [biomarker, { not: biomarker }] }, one), told).toBe('not assessed')
        expect(truthOf({ any: [biomarker, { not: biomarker }] }, one), told).toBe('not assessed')
      }
    }
    // The generator must reach every answer often, or the property is empty.
    for (const [truth, times] of Object.entries(seen)) expect(times, truth).toBeGreaterThan(ROUNDS / 20)
  })

  it('adding coverage never turns a detected finding off, nor an answer round', () => {
    const random = seeded(202)
    let settled = 0
    let detected = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = randomCase(random)
      const more = withMoreCoverage(random, one)
      const biomarker = randomExpression(random, 2)
      const told = `round ${round}: ${JSON.stringify(biomarker)}`
      const [before, after] = [truthOf(biomarker, one), truthOf(biomarker, more)]
      if (before !== 'not assessed') expect(after, told).toBe(before)
      else if (after !== 'not assessed') settled += 1
      for (const leaf of leavesOf(biomarker)) {
        const answer = evaluateBiomarker(leaf, one)
        if (answer.truth !== 'true' || answer.reasons[0]?.alteration === undefined) continue
        detected += 1
        expect(truthOf(leaf, more), `${told}, leaf ${JSON.stringify(leaf)}`).toBe('true')
      }
    }
    expect(settled).toBeGreaterThan(20)
    expect(detected).toBeGreaterThan(ROUNDS / 5)
  })

  it('without any described assay nothing but a stated result is ever false', () => {
    const random = seeded(303)
    for (let round = 0; round < 500; round += 1) {
      const one = randomCase(random)
      const bare = { ...one, reports: one.reports.map((each) => ({ ...each, assay: null })), alterations: [] }
      for (const leaf of LEAVES) expect(truthOf(leaf, bare), JSON.stringify(leaf)).toBe('not assessed')
    }
  })

  it('the order of alterations and reports does not matter, to one expression or to the whole report', async () => {
    const knowledge = await loadKnowledge(join(import.meta.dirname, '../../../resources'))
    const random = seeded(404)
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = randomCase(random)
      const other: CaseFindings = {
        ...one,
        alterations: shuffled(one.alterations, random),
        reports: shuffled(one.reports, random),
      }
      const biomarker = randomExpression(random, 3)
      expect(evaluateBiomarker(biomarker, other), `round ${round}: ${JSON.stringify(biomarker)}`).toEqual(
        evaluateBiomarker(biomarker, one),
      )
      if (round % 100 === 0) expect(matchCase(other, knowledge)).toEqual(matchCase(one, knowledge))
    }
  }, 30_000)
})
