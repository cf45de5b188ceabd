import type { Alteration, Assay } from '../../../shared/model.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { copyNumber, expression, fusion, signature, variant } from '../../unit/interpret/builders.ts'
import { chance, makeWorld, pick } from '../../unit/interpret/generated.ts'
import type { GeneratedCase, World } from '../../unit/interpret/generated.ts'

/**
 * A world as a hospital meets it, beside the dense one of generated.ts, in which nearly every change touches nearly
 * every case. What is assumed:
 *
 * - knowledge speaks of all diseases of OncoTree, mostly of the common ones (three in ten name one of the first
 *   24), and so do the diagnoses of the cases; the same skew holds for genes and drugs;
 * - four in five reports are of a panel that covers most genes asked about, so most changed assertions are answered
 *   "tested, not detected"; one in twenty names no assay, and plasma alone leaves absence open;
 * - a report lists 6 to 25 small variants, one in eight of them at a hot spot, and a few other alterations; panels state
 *   TMB and MSI, two cases in five have PD-L1, one in seven HRD;
 * - one assertion in fifty is for solid tumors of any type, and three in a hundred biomarkers ask for wild type, a germline
 *   variant, a signature or expression; effects and levels are those of generated.ts.
 */
const SKEW = { genes: 2, diseases: 3, drugs: 1.6 }

/** Codes of OncoTree that make up most of a tumor board's cases; order as they are weighted. */
const COMMON = [
  ...['LUAD', 'COAD', 'IDC', 'PRAD', 'PAAD', 'SKCM', 'NSCLC', 'COADREAD', 'BRCA', 'MEL', 'GBM', 'HGSOC'],
  ...['LUSC', 'READ', 'STAD', 'BLCA', 'CCRCC', 'UCEC', 'CHOL', 'AML', 'GIST', 'THPA', 'HCC', 'ESCA'],
]

export function hospitalWorld(
  random: () => number,
  tree: OncoTree,
  hotspots: Parameters<typeof makeWorld>[2],
): World {
  const all = makeWorld(random, tree, hotspots, { genes: 450, diseases: tree.nodes.size, drugs: 400 })
  const common = COMMON.filter((code) => tree.nodes.has(code))
  return {
    ...all,
    diseases: [...common, ...all.diseases.filter((code) => !common.includes(code))],
    skew: SKEW,
  }
}

export function hospitalCase(world: World, assays: readonly Assay[]): GeneratedCase {
  const dice = world.random()
  const count = dice < 0.7 ? 1 : dice < 0.95 ? 2 : 3
  return {
    diagnosis: chance(world, 1 / 30) ? null : pick(world, world.diseases, SKEW.diseases),
    reports: Array.from({ length: count }, () => {
      const which = world.random()
      const assay = which < 0.8 ? assays[0] : which < 0.88 ? assays[1] : which < 0.95 ? assays[2] : undefined
      return {
        assay: assay ?? null,
        specimenKind:
          assay?.specimenKinds.includes('plasma') === true ? ('plasma' as const) : ('tissue' as const),
        alterations: reported(world),
      }
    }),
  }
}

function reported(world: World): Alteration[] {
  const small = 6 + Math.floor(world.random() * 20)
  return [
    ...Array.from({ length: small }, () => smallVariant(world)),
    ...Array.from({ length: Math.floor(world.random() * 4) }, () =>
      copyNumber(
        pick(world, world.genes, 2),
        pick(world, ['amplification', 'gain', 'loss', 'homozygous deletion']),
      ),
    ),
    ...(chance(world, 0.1) ? [fusion(pick(world, world.genes, 2), pick(world, world.genes))] : []),
    signature('TMB', { value: Math.round(world.random() ** 2 * 20), unit: 'mut/Mb' }),
    signature('MSI', { category: chance(world, 0.05) ? 'MSI-H' : 'MSS' }),
    ...(chance(world, 0.15)
      ? [signature('HRD', { category: chance(world, 0.3) ? 'HRD-positive' : 'HRD-negative' })]
      : []),
    ...(chance(world, 0.4)
      ? [expression('PD-L1', { score: 'TPS', value: Math.round(world.random() ** 3 * 100) })]
      : []),
  ]
}

const PASSENGERS = ['A10V', 'R20*', 'G30D', 'L40fs', 'S50S', 'D60_E61del', 'P70L', 'T80M', 'V90I', 'K110N']

function smallVariant(world: World): Alteration {
  const gene = chance(world, 0.3) ? pick(world, world.genes, 2) : pick(world, world.genes)
  const change = chance(world, 0.125) ? pick(world, world.changes.get(gene) ?? []) : pick(world, PASSENGERS)
  return variant(gene, `p.${change}`, {
    origin: chance(world, 0.7) ? 'somatic' : chance(world, 0.9) ? 'unknown' : 'germline',
    filter: chance(world, 0.05) ? 'strand_bias' : 'PASS',
    vaf: Math.round(world.random() * 60) / 100,
    pos: 1 + Math.floor(world.random() * 100_000),
    consequence: change.includes('*') ? 'stop_gained' : change.includes('fs') ? 'frameshift_variant' : null,
    clinicalSignificance: chance(world, 0.02) ? 'Pathogenic' : null,
  })
}
