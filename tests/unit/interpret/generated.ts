import type { CaseFindings, ReportFindings } from '../../../electron/interpret/case/findings.ts'
import type {
  Assertion,
  Biomarker,
  CompanionDiagnostic,
  KnowledgePack,
  Leaf,
} from '../../../shared/knowledge.ts'
import type { Alteration, Assay } from '../../../shared/model.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { copyNumber, expression, fusion, signature, source, variant } from './builders.ts'

/** Generated packs and cases, from a seed: many of everything, with the rare things frequent enough to be met. */

export interface World {
  readonly random: () => number
  readonly genes: readonly string[]
  /** Hot-spot changes of the genes, one-letter. */
  readonly changes: ReadonlyMap<string, readonly string[]>
  /** Diagnoses of cases and of assertions. */
  readonly diseases: readonly string[]
  readonly drugs: readonly string[]
  /** Above 1 the first ones are asked about much more often than the last; absent: all alike. */
  readonly skew?: { readonly genes: number; readonly diseases: number; readonly drugs: number }
}

export function makeWorld(
  random: () => number,
  tree: OncoTree,
  hotspots: readonly { readonly gene: string; readonly change: string }[],
  size: { readonly genes: number; readonly diseases: number; readonly drugs: number },
): World {
  const changes = new Map<string, string[]>()
  for (const { gene, change } of hotspots) changes.set(gene, [...(changes.get(gene) ?? []), change])
  const genes = [...changes.keys()].slice(0, size.genes)
  for (let number = genes.length; number < size.genes; number += 1) genes.push(`GENE${number}`)
  for (const gene of genes) if (!changes.has(gene)) changes.set(gene, ['A10V', 'R20C', 'G30D', 'L40P'])
  const nodes = [...tree.nodes.values()].filter(({ parent }) => parent !== null).map(({ code }) => code)
  const step = Math.max(1, Math.floor(nodes.length / size.diseases))
  return {
    random,
    genes,
    changes,
    diseases: nodes.filter((_, index) => index % step === 0).slice(0, size.diseases),
    drugs: Array.from({ length: size.drugs }, (_, number) => `drug-${number}`),
  }
}

export function pick<T>({ random }: World, items: readonly T[], skew = 1): T {
  const item = items[Math.floor(random() ** skew * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

export function chance({ random }: World, probability: number): boolean {
  return random() < probability
}

/** Open knowledge bases ask for wild type, germline variants, signatures and expression in few of their rules. */
function mostlyOneGene(dice: number): number {
  return dice < 0.97 ? (dice * 0.86) / 0.97 : 0.86 + ((dice - 0.97) * 0.14) / 0.03
}

function generatedLeaf(world: World): Leaf {
  const gene = pick(world, world.genes, world.skew?.genes)
  const dice = world.skew === undefined ? world.random() : mostlyOneGene(world.random())
  if (dice < 0.46) {
    return { leaf: 'proteinChange', gene, change: pick(world, world.changes.get(gene) ?? ['A10V']) }
  }
  if (dice < 0.54) return { leaf: 'oncogenic', gene }
  if (dice < 0.6) return { leaf: 'lossOfFunction', gene }
  if (dice < 0.66) return { leaf: 'anyMutation', gene }
  if (dice < 0.7) return { leaf: 'codon', gene, codon: 10 + Math.floor(world.random() * 60), except: [] }
  if (dice < 0.78)
    return { leaf: 'copyNumber', gene, call: pick(world, ['amplification', 'homozygous deletion', 'loss']) }
  if (dice < 0.86)
    return chance(world, 0.3)
      ? { leaf: 'fusion', gene, partner: pick(world, world.genes, world.skew?.genes) }
      : { leaf: 'fusion', gene }
  if (dice < 0.9) return { leaf: 'wildType', gene }
  if (dice < 0.92) return { leaf: 'germlinePathogenic', gene }
  if (dice < 0.94) return { leaf: 'msi', is: pick(world, ['MSI-H', 'MSS']) }
  if (dice < 0.96) return { leaf: 'tmb', atLeast: 10 }
  if (dice < 0.98) return { leaf: 'expression', marker: 'PD-L1', score: 'TPS', atLeast: pick(world, [1, 50]) }
  return { leaf: 'hrd', is: 'positive' }
}

function generatedBiomarker(world: World): Biomarker {
  if (chance(world, 0.9)) return generatedLeaf(world)
  const parts = [generatedLeaf(world), generatedLeaf(world)]
  return pick<Biomarker>(world, [
    { all: parts },
    { any: parts },
    { all: [generatedLeaf(world), { not: generatedLeaf(world) }] },
  ])
}

function generatedDisease(world: World): Assertion['disease'] {
  if (chance(world, world.skew === undefined ? 0.08 : 0.02)) return { tumorAgnostic: 'solid', except: [] }
  return {
    oncotree: chance(world, 0.2)
      ? [pick(world, world.diseases, world.skew?.diseases), pick(world, world.diseases, world.skew?.diseases)]
      : [pick(world, world.diseases, world.skew?.diseases)],
    except: chance(world, 0.05) ? [pick(world, world.diseases, world.skew?.diseases)] : [],
  }
}

function generatedDrugs(world: World): string[] {
  const drugs = [
    pick(world, world.drugs, world.skew?.drugs),
    ...(chance(world, 0.2) ? [pick(world, world.drugs, world.skew?.drugs)] : []),
  ]
  return [...new Set(drugs)]
}

export function generatedAssertion(world: World, id: string): Assertion {
  const dice = world.random()
  const effect =
    dice < 0.68 ? 'sensitivity' : dice < 0.9 ? 'resistance' : dice < 0.95 ? 'prognosis' : 'diagnosis'
  const drugs = effect === 'prognosis' || effect === 'diagnosis' ? [] : generatedDrugs(world)
  return {
    id,
    biomarker: generatedBiomarker(world),
    disease: generatedDisease(world),
    effect,
    therapy: {
      drugs,
      exceptInCombinationWith:
        effect === 'resistance' && chance(world, 0.2) ? [pick(world, world.drugs, world.skew?.drugs)] : [],
    },
    level: { scheme: 'generated', value: pick(world, ['1', '2', '3']) },
    strength: pick(world, ['A1', 'A1', 'A2', 'B', 'C', 'C', 'D', 'D']),
    conditions: [],
    statement: `What the source says of ${id}.`,
    sources: [source],
  }
}

function generatedDiagnostic(world: World, id: string): CompanionDiagnostic {
  return {
    id,
    device: `Device ${id}`,
    maker: 'Maker',
    technology: 'NGS',
    specimens: ['tissue'],
    biomarkerText: 'as approved',
    biomarker: generatedLeaf(world),
    drugs: generatedDrugs(world),
    disease: generatedDisease(world),
    approval: { authority: 'FDA', id: `P${id}`, date: null },
    sources: [source],
  }
}

export function generatedPack(world: World, assertions: number, diagnostics: number): KnowledgePack {
  return {
    manifest: {
      name: 'generated',
      title: 'Generated pack',
      version: '1',
      licence: 'none',
      source: 'generated',
      retrieved: '2026-01-01',
    },
    assertions: Array.from({ length: assertions }, (_, number) => generatedAssertion(world, `a-${number}`)),
    companionDiagnostics: Array.from({ length: diagnostics }, (_, number) =>
      generatedDiagnostic(world, `cdx-${number}`),
    ),
    geneRoles: world.genes.map((gene, index) => ({
      gene,
      role: index % 3 === 0 ? 'tumor suppressor' : 'oncogene',
      source: 'generated',
    })),
  }
}

/** The next version: `changes` entries added, removed, changed in one field or under another identifier. */
export function nextVersion(
  world: World,
  pack: KnowledgePack,
  changes: number,
  more: { readonly roles?: number } = {},
): KnowledgePack {
  const assertions = [...pack.assertions]
  const diagnostics = [...pack.companionDiagnostics]
  for (let number = 0; number < changes; number += 1) {
    const index = Math.floor(world.random() * assertions.length)
    const old = assertions[index]
    if (old === undefined) continue
    const other = generatedAssertion(world, `b-${number}`)
    const dice = world.random()
    if (dice < 0.2) assertions.push(other)
    else if (dice < 0.4) assertions.splice(index, 1)
    else assertions[index] = revised(world, old, other, dice)
    if (dice > 0.95 && diagnostics.length > 0) {
      const at = Math.floor(world.random() * diagnostics.length)
      const entry = diagnostics[at]
      if (entry !== undefined)
        diagnostics[at] = chance(world, 0.5)
          ? { ...entry, drugs: other.therapy.drugs.length > 0 ? [...other.therapy.drugs] : [...entry.drugs] }
          : { ...entry, id: `${entry.id}-renamed` }
    }
  }
  const roles = pack.geneRoles.map((entry, index) =>
    index < (more.roles ?? 0) ? { ...entry, role: 'both' as const } : entry,
  )
  return {
    ...pack,
    manifest: { ...pack.manifest, version: `${pack.manifest.version}.1`, retrieved: '2026-06-01' },
    // Every source is looked up anew for a release: that alone changes nothing for any case.
    assertions: assertions.map((entry) => ({
      ...entry,
      sources: entry.sources.map((one) => ({ ...one, retrieved: '2026-06-01' })),
    })),
    companionDiagnostics: diagnostics,
    geneRoles: roles,
  }
}

function revised(world: World, old: Assertion, other: Assertion, dice: number): Assertion {
  if (dice < 0.5) return { ...old, strength: other.strength, level: other.level }
  if (dice < 0.6) return { ...old, disease: other.disease }
  if (dice < 0.7) return { ...old, biomarker: other.biomarker }
  if (dice < 0.78)
    return old.therapy.drugs.length === 0
      ? { ...old, statement: other.statement }
      : { ...old, therapy: { ...old.therapy, drugs: generatedDrugs(world) } }
  if (dice < 0.84) return { ...old, statement: other.statement }
  if (dice < 0.88) return { ...old, conditions: ['only after two lines'] }
  if (dice < 0.92) return { ...old, id: `${old.id}-renamed` }
  if (dice < 0.96 && old.therapy.drugs.length > 0)
    return { ...old, effect: old.effect === 'resistance' ? 'sensitivity' : 'resistance' }
  return { ...old, id: `${old.id}-renamed`, level: { scheme: 'generated', value: 'other' } }
}

export function generatedAssays(world: World): Assay[] {
  const covered = (share: number): Assay['genes'] =>
    world.genes
      .filter((_, index) => index < world.genes.length * share)
      .map((gene) => ({ gene, kinds: ['smallVariant', 'copyNumber', 'fusion'] }))
  const assay = (name: string, share: number, more: Partial<Assay> = {}): Assay => ({
    name,
    laboratory: null,
    method: 'panel',
    specimenKinds: ['tissue'],
    genes: covered(share),
    markers: ['TMB', 'MSI'],
    limitOfDetection: 0.05,
    regulatoryStatus: null,
    companionDiagnostics: [],
    source: null,
    ...more,
  })
  return [
    assay('large panel', 0.9, { companionDiagnostics: ['cdx-0', 'cdx-1', 'cdx-2', 'cdx-3'] }),
    assay('small panel', 0.3),
    assay('plasma panel', 0.4, { specimenKinds: ['plasma'], method: 'ctDNA' }),
  ]
}

export interface GeneratedCase {
  readonly diagnosis: string | null
  readonly reports: readonly {
    readonly assay: Assay | null
    readonly specimenKind: 'tissue' | 'plasma' | 'normal'
    readonly alterations: readonly Alteration[]
  }[]
}

/** One to three reports with 10 to 60 alterations in all; one case in fifteen has no diagnosis. */
export function generatedCase(world: World, assays: readonly Assay[]): GeneratedCase {
  const reports = 1 + Math.floor(world.random() * 3)
  const total = 10 + Math.floor(world.random() * 51)
  return {
    diagnosis: chance(world, 1 / 15) ? null : pick(world, world.diseases),
    reports: Array.from({ length: reports }, () => {
      const assay = chance(world, 0.85) ? pick(world, assays) : null
      return {
        assay,
        specimenKind: assay?.specimenKinds.includes('plasma') === true ? 'plasma' : 'tissue',
        alterations: Array.from({ length: Math.ceil(total / reports) }, () => generatedAlteration(world)),
      }
    }),
  }
}

const RANDOM_CHANGES = ['A10V', 'R20*', 'G30D', 'L40fs', 'S50S', 'D60_E61del']

function generatedAlteration(world: World): Alteration {
  const gene = pick(world, world.genes)
  const dice = world.random()
  if (dice < 0.86) {
    const change = chance(world, 0.25)
      ? pick(world, world.changes.get(gene) ?? [])
      : pick(world, RANDOM_CHANGES)
    return variant(gene, `p.${change}`, {
      origin: pick(world, ['somatic', 'somatic', 'somatic', 'unknown', 'germline']),
      filter: chance(world, 0.08) ? 'strand_bias' : 'PASS',
      vaf: Math.round(world.random() * 100) / 100,
      pos: 1 + Math.floor(world.random() * 100_000),
      consequence: change.includes('*') ? 'stop_gained' : change.includes('fs') ? 'frameshift_variant' : null,
      clinicalSignificance: chance(world, 0.05) ? 'Pathogenic' : null,
    })
  }
  if (dice < 0.92)
    return copyNumber(gene, pick(world, ['amplification', 'gain', 'loss', 'homozygous deletion']))
  if (dice < 0.96) return fusion(gene, pick(world, world.genes))
  if (dice < 0.98)
    return pick<Alteration>(world, [
      signature('MSI', { category: pick(world, ['MSI-H', 'MSS']) }),
      signature('TMB', { value: Math.round(world.random() * 20), unit: 'mut/Mb' }),
      signature('HRD', { category: pick(world, ['HRD-positive', 'HRD-negative']) }),
    ])
  return expression('PD-L1', { score: 'TPS', value: Math.round(world.random() * 100) })
}

/** The case as matching wants it, numbered as the store would number it. */
export function findingsOf(name: string, { diagnosis, reports }: GeneratedCase): CaseFindings {
  let id = 0
  return {
    case: name,
    diagnosis,
    reports: reports.map(({ assay, specimenKind }, index): ReportFindings => ({
      id: index + 1,
      specimen: `specimen ${index + 1}`,
      specimenKind,
      assay,
      normalSample: null,
    })),
    alterations: reports.flatMap(({ alterations }, index) =>
      alterations.map((alteration) => {
        id += 1
        return {
          ...alteration,
          reportId: index + 1,
          id: alteration.kind === 'smallVariant' ? id : -id,
        }
      }),
    ),
  }
}
