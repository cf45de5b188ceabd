import type { CaseFindings, ReportFindings } from '../../../electron/interpret/case/findings.ts'
import type { MatchKnowledge } from '../../../electron/interpret/matching/match.ts'
import type { GeneContext } from '../../../electron/interpret/scope.ts'
import { NO_GENE_CONTEXT } from '../../../electron/interpret/scope.ts'
import type { HotspotLookup } from '../../../electron/interpret/variants/hotspots.ts'
import { hotspotLookup } from '../../../electron/interpret/variants/hotspots.ts'
import type { Assertion, CompanionDiagnostic, GeneRole } from '../../../shared/knowledge.ts'
import { assertionSchema, companionDiagnosticSchema } from '../../../shared/knowledge.ts'
import type {
  Alteration,
  AlterationKind,
  Assay,
  CopyNumber,
  Expression,
  Fusion,
  Haplotype,
  Signature,
  SmallVariant,
} from '../../../shared/model.ts'
import type { OncoTree, OncoTreeNode } from '../../../shared/oncotree.ts'

/** Small, readable cases and knowledge: each test states only what it is about. */

export function variant(gene: string, hgvsP: string | null, more: Partial<SmallVariant> = {}): SmallVariant {
  return {
    kind: 'smallVariant',
    line: null,
    status: 'detected',
    reportId: 1,
    build: 'GRCh38',
    chrom: '7',
    pos: 1000,
    ref: 'A',
    alt: 'T',
    rawPos: null,
    rawRef: null,
    rawAlt: null,
    gene,
    transcript: null,
    hgvsC: null,
    hgvsP,
    consequence: null,
    exon: null,
    annotationSource: null,
    depth: null,
    altDepth: null,
    vaf: 0.34,
    normalDepth: null,
    normalVaf: null,
    populationFrequency: null,
    filter: 'PASS',
    origin: 'somatic',
    zygosity: null,
    present: true,
    clinicalSignificance: null,
    externalIds: null,
    phase: null,
    ...more,
  }
}

export function copyNumber(
  gene: string,
  call: CopyNumber['call'],
  more: Partial<CopyNumber> = {},
): CopyNumber {
  return {
    kind: 'copyNumber',
    line: null,
    status: 'detected',
    reportId: 1,
    build: 'GRCh38',
    gene,
    chrom: null,
    start: null,
    end: null,
    copies: null,
    log2: null,
    call,
    filter: 'PASS',
    ...more,
  }
}

export function fusion(gene5: string | null, gene3: string | null, more: Partial<Fusion> = {}): Fusion {
  return {
    kind: 'fusion',
    line: null,
    status: 'detected',
    reportId: 1,
    build: 'GRCh38',
    svType: 'fusion',
    gene5,
    gene3,
    chrom5: null,
    pos5: null,
    chrom3: null,
    pos3: null,
    exon5: null,
    exon3: null,
    inFrame: true,
    supportingReads: null,
    filter: 'PASS',
    ...more,
  }
}

export function signature(name: Signature['name'], more: Partial<Signature> = {}): Signature {
  return {
    kind: 'signature',
    line: null,
    status: 'detected',
    reportId: 1,
    name,
    value: null,
    unit: null,
    category: null,
    cutoff: null,
    ...more,
  }
}

export function expression(marker: string, more: Partial<Expression> = {}): Expression {
  return {
    kind: 'expression',
    line: null,
    status: 'detected',
    reportId: 1,
    marker,
    score: null,
    value: null,
    category: null,
    clone: null,
    ...more,
  }
}

export function haplotype(gene: string, more: Partial<Haplotype> = {}): Haplotype {
  return {
    kind: 'haplotype',
    line: null,
    status: 'detected',
    reportId: 1,
    gene,
    diplotype: null,
    phenotype: null,
    activityScore: null,
    callSource: null,
    missingPositions: null,
    ...more,
  }
}

/** A panel that covers these genes for these kinds (whole genes). */
export function panel(
  genes: readonly string[],
  kinds: readonly AlterationKind[] = ['smallVariant', 'copyNumber', 'fusion'],
  more: Partial<Assay> = {},
): Assay {
  return {
    name: 'Panel',
    laboratory: null,
    method: 'panel',
    specimenKinds: ['tissue'],
    genes: genes.map((gene) => ({ gene, kinds: [...kinds] })),
    markers: [],
    limitOfDetection: 0.05,
    regulatoryStatus: null,
    companionDiagnostics: [],
    source: null,
    ...more,
  }
}

export function report(more: Partial<ReportFindings> = {}): ReportFindings {
  return { id: 1, specimen: 'T1', specimenKind: 'tissue', assay: null, normalSample: null, ...more }
}

export function findings(
  alterations: readonly Alteration[],
  more: Partial<Omit<CaseFindings, 'alterations'>> = {},
): CaseFindings {
  return { case: 'TEST-1', diagnosis: 'LUAD', reports: [report()], alterations, ...more }
}

const TREE: readonly [code: string, name: string, parent: string | null][] = [
  ['LUNG', 'Lung', null],
  ['NSCLC', 'Non-Small Cell Lung Cancer', 'LUNG'],
  ['LUAD', 'Lung Adenocarcinoma', 'NSCLC'],
  ['BREAST', 'Breast', null],
  ['BRCA', 'Invasive Breast Carcinoma', 'BREAST'],
  ['IDC', 'Breast Invasive Ductal Carcinoma', 'BRCA'],
  ['BOWEL', 'Bowel', null],
  ['COADREAD', 'Colorectal Adenocarcinoma', 'BOWEL'],
  ['COAD', 'Colon Adenocarcinoma', 'COADREAD'],
  ['SKIN', 'Skin', null],
  ['MEL', 'Melanoma', 'SKIN'],
  ['LYMPH', 'Lymphoid', null],
  ['DLBCLNOS', 'Diffuse Large B-Cell Lymphoma, NOS', 'LYMPH'],
  ['TESTIS', 'Testis', null],
  ['TLYM', 'Testicular Lymphoma', 'TESTIS'],
]

export const tree: OncoTree = {
  version: 'test',
  nodes: new Map(
    TREE.map(([code, name, parent]): [string, OncoTreeNode] => [
      code,
      { code, name, mainType: null, tissue: '', parent },
    ]),
  ),
}

export const source = { id: 'PMID:1', retrieved: '2026-11-23' }

type AssertionInput = Partial<Omit<Assertion, 'therapy'>> &
  Pick<Assertion, 'id' | 'biomarker'> & {
    drugs: string[]
    exceptInCombinationWith?: string[]
  }

export function assertion({ drugs, exceptInCombinationWith = [], ...more }: AssertionInput): Assertion {
  return assertionSchema.parse({
    disease: { oncotree: ['NSCLC'] },
    effect: 'sensitivity',
    therapy: { drugs, exceptInCombinationWith },
    level: { scheme: 'test', value: 'test' },
    strength: 'A1',
    statement: `Test statement of ${more.id}.`,
    sources: [source],
    ...more,
  })
}

export function companionDiagnostic(
  more: Partial<CompanionDiagnostic> & Pick<CompanionDiagnostic, 'id' | 'biomarker' | 'drugs'>,
): CompanionDiagnostic {
  return companionDiagnosticSchema.parse({
    device: 'Device',
    maker: 'Maker',
    technology: 'NGS',
    specimens: ['tissue'],
    biomarkerText: 'biomarker',
    disease: { oncotree: ['NSCLC'] },
    approval: { authority: 'FDA', id: 'P000000', date: null },
    sources: [source],
    ...more,
  })
}

export function knowledge(
  assertions: readonly Assertion[],
  more: {
    companionDiagnostics?: readonly CompanionDiagnostic[]
    geneRoles?: readonly GeneRole[]
    isHotspot?: HotspotLookup
  } = {},
): MatchKnowledge {
  return {
    oncotree: tree,
    isHotspot: more.isHotspot ?? hotspotLookup([]),
    packs: [
      {
        manifest: {
          name: 'test',
          title: 'Test pack',
          version: '1',
          licence: 'CC0',
          source: 'test',
          retrieved: '2026-11-23',
        },
        assertions,
        companionDiagnostics: more.companionDiagnostics ?? [],
        geneRoles: more.geneRoles ?? [],
      },
    ],
  }
}

export function genes(more: Partial<GeneContext> = {}): GeneContext {
  return { ...NO_GENE_CONTEXT, ...more }
}

/** Numbers in [0, 1) from a seed (mulberry32), so that a failing property can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
