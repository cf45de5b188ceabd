import type { Alteration, Assay, SmallVariant } from '../../../shared/model.ts'
import { EXON_EXAMPLES } from './tables.ts'

/** What a source says is altered, read apart from the importers, and what a laboratory would report for it. */
export type Finding =
  | { readonly kind: 'change'; readonly gene: string; readonly change: string }
  | { readonly kind: 'codon'; readonly gene: string; readonly residue: string; readonly codon: number }
  | { readonly kind: 'type'; readonly gene: string; readonly type: keyof typeof TYPES }
  | { readonly kind: 'mutation'; readonly gene: string }
  | { readonly kind: 'exon'; readonly gene: string; readonly exon: number; readonly what: string }
  | { readonly kind: 'fusion'; readonly gene: string; readonly partner: string | null }
  | { readonly kind: 'amplification' | 'deletion'; readonly gene: string }
  | { readonly kind: 'expression'; readonly gene: string; readonly word: string }
  | {
      readonly kind: 'protein'
      readonly marker: string
      readonly score: string | null
      readonly value: number | null
      readonly category: string | null
    }
  | { readonly kind: 'methylation'; readonly gene: string }
  | { readonly kind: 'MSI' | 'MMR' | 'HRD'; readonly positive: boolean }
  | { readonly kind: 'TMB'; readonly value: number }
  | { readonly kind: 'absent'; readonly gene: string; readonly of: 'mutation' | 'fusion' }

/** A finding in the germline or in the tumor. */
export interface Reported {
  readonly finding: Finding
  readonly germline: boolean
}

const TYPES = {
  frameshift: { p: 'p.Lys100AsnfsTer7', consequence: 'frameshift_variant' },
  nonsense: { p: 'p.Gln100Ter', consequence: 'stop_gained' },
  missense: { p: 'p.Lys100Asn', consequence: 'missense_variant' },
  'splice site': { p: '', consequence: 'splice_acceptor_variant' },
} as const

const NAMES: Readonly<Record<string, string>> = {
  A: 'Ala',
  R: 'Arg',
  N: 'Asn',
  D: 'Asp',
  C: 'Cys',
  Q: 'Gln',
  E: 'Glu',
  G: 'Gly',
  H: 'His',
  I: 'Ile',
  L: 'Leu',
  K: 'Lys',
  M: 'Met',
  F: 'Phe',
  P: 'Pro',
  S: 'Ser',
  T: 'Thr',
  W: 'Trp',
  Y: 'Tyr',
  V: 'Val',
  '*': 'Ter',
}

const LETTERS = new Map(Object.entries(NAMES).map(([letter, name]) => [name, letter]))

/** The partner of a fusion whose partner the source leaves open. */
export const ANY_PARTNER = 'EML4'

/** The change that the laboratory's example carries, one-letter; null where it carries none. */
export function exampleChange(finding: Finding): string | null {
  switch (finding.kind) {
    case 'change':
      return finding.change
    case 'codon':
      return `${finding.residue}${finding.codon}${finding.residue === 'D' ? 'V' : 'D'}`
    case 'mutation':
      return 'K100N'
    case 'exon': {
      const p = EXON_EXAMPLES[`${finding.gene} ${finding.exon} ${finding.what}`]?.p ?? ''
      return p === ''
        ? null
        : p
            .replace(/^p\./, '')
            .replace(/fsTer/, 'fs*')
            .replace(/[A-Z][a-z]{2}/g, (name) => LETTERS.get(name) ?? name)
    }
    default:
      return null
  }
}

const three = (letters: string): string => [...letters].map((letter) => NAMES[letter] ?? letter).join('')

/** `E746_A750del` as `p.Glu746_Ala750del`; the sources write one-letter HGVS once it is cleaned. */
function hgvs(change: string): string {
  return `p.${change
    .replace(/(delins|ins)([A-Z]+)$/, (_, word: string, added: string) => word + three(added))
    .replace(/(^|_)([A-Z*])(?=\d)/g, (_, mark: string, letter: string) => mark + three(letter))
    .replace(/(\d)([A-Z*])(?=$|fs)/, (_, digit: string, letter: string) => digit + three(letter))
    .replace(/fs\*/, 'fsTer')}`
}

function consequence(change: string): string {
  if (/fs/.test(change)) return 'frameshift_variant'
  if (/\*$/.test(change)) return 'stop_gained'
  if (/del(?!ins)/.test(change)) return 'inframe_deletion'
  if (/delins/.test(change)) return 'protein_altering_variant'
  return /ins|dup/.test(change) ? 'inframe_insertion' : 'missense_variant'
}

function small(gene: string, more: Partial<SmallVariant>): SmallVariant {
  return {
    kind: 'smallVariant',
    line: null,
    status: 'detected',
    reportId: 1,
    build: 'GRCh38',
    chrom: '1',
    pos: 1000,
    ref: 'N',
    alt: '<symbolic>',
    rawPos: null,
    rawRef: null,
    rawAlt: null,
    gene,
    transcript: null,
    hgvsC: null,
    hgvsP: null,
    consequence: null,
    exon: null,
    annotationSource: 'VEP',
    depth: 400,
    altDepth: 120,
    vaf: 0.3,
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

const base = { line: null, status: 'detected' as const, reportId: 1 }

/** The alterations of one report; empty where what is reported is an absence. */
export function laboratory({ finding, germline }: Reported): Alteration[] {
  const origin = germline
    ? ({ origin: 'germline', reportId: 2, zygosity: 'heterozygous' } as const)
    : ({ origin: 'somatic' } as const)
  switch (finding.kind) {
    case 'change':
      return [
        small(finding.gene, {
          ...origin,
          hgvsP: hgvs(finding.change),
          consequence: consequence(finding.change),
        }),
      ]
    case 'codon': {
      const alt = finding.residue === 'D' ? 'V' : 'D'
      return [
        small(finding.gene, {
          ...origin,
          hgvsP: hgvs(`${finding.residue}${finding.codon}${alt}`),
          consequence: 'missense_variant',
        }),
      ]
    }
    case 'type': {
      const { p, consequence: term } = TYPES[finding.type]
      return [small(finding.gene, { ...origin, hgvsP: p === '' ? null : p, consequence: term })]
    }
    case 'mutation':
      // The laboratory's class, because the source speaks of mutations and not of variants of unknown significance.
      return [
        small(finding.gene, {
          ...origin,
          hgvsP: 'p.Lys100Asn',
          consequence: 'missense_variant',
          clinicalSignificance: germline ? 'Pathogenic' : 'Oncogenic',
        }),
      ]
    case 'exon': {
      const example = EXON_EXAMPLES[`${finding.gene} ${finding.exon} ${finding.what}`]
      return example === undefined
        ? []
        : [
            small(finding.gene, {
              ...origin,
              hgvsP: example.p === '' ? null : example.p,
              hgvsC: finding.what === 'skipping' ? 'c.3082+1G>T' : null,
              consequence: example.consequence,
              exon: example.exon,
            }),
          ]
    }
    case 'fusion':
      return [
        {
          kind: 'fusion',
          ...base,
          build: 'GRCh38',
          svType: 'fusion',
          gene5: finding.partner ?? ANY_PARTNER,
          gene3: finding.gene,
          chrom5: null,
          pos5: null,
          chrom3: null,
          pos3: null,
          exon5: null,
          exon3: null,
          inFrame: true,
          supportingReads: 40,
          filter: 'PASS',
        },
      ]
    case 'amplification':
    case 'deletion':
      return [
        {
          kind: 'copyNumber',
          ...base,
          build: 'GRCh38',
          gene: finding.gene,
          chrom: null,
          start: null,
          end: null,
          copies: finding.kind === 'deletion' ? 0 : 20,
          log2: null,
          call: finding.kind === 'deletion' ? 'homozygous deletion' : 'amplification',
          filter: 'PASS',
        },
      ]
    case 'expression':
      return [
        {
          kind: 'expression',
          ...base,
          marker: finding.gene,
          score: null,
          value: null,
          category: finding.word,
          clone: null,
        },
      ]
    case 'protein':
      return [
        {
          kind: 'expression',
          ...base,
          marker: finding.marker,
          score: finding.score,
          value: finding.value,
          category: finding.category,
          clone: null,
        },
      ]
    case 'methylation':
      return [{ kind: 'methylation', ...base, gene: finding.gene, category: 'methylated', percent: null }]
    case 'MMR':
      return [
        {
          kind: 'expression',
          ...base,
          marker: 'MMR',
          score: 'MMR',
          value: null,
          category: finding.positive ? 'deficient' : 'proficient',
          clone: null,
        },
      ]
    case 'MSI':
    case 'HRD':
      return [
        {
          kind: 'signature',
          ...base,
          name: finding.kind,
          value: null,
          unit: null,
          category:
            finding.kind === 'MSI'
              ? finding.positive
                ? 'MSI-H'
                : 'MSS'
              : finding.positive
                ? 'HRD-positive'
                : 'HRD-negative',
          cutoff: null,
        },
      ]
    case 'TMB':
      return [
        {
          kind: 'signature',
          ...base,
          name: 'TMB',
          value: finding.value,
          unit: 'mut/Mb',
          category: 'TMB-H',
          cutoff: null,
        },
      ]
    case 'absent':
      return []
    default: {
      const never: never = finding
      return never
    }
  }
}

/** A panel that covers the genes whose absence a source asks for, and nothing else. */
export function assayOf(reported: readonly Reported[]): Assay | null {
  const genes = reported.flatMap(({ finding }) => (finding.kind === 'absent' ? [finding.gene] : []))
  if (genes.length === 0) return null
  return {
    name: 'Panel of the bench',
    laboratory: null,
    method: 'panel',
    specimenKinds: ['tissue'],
    genes: genes.map((gene) => ({ gene, kinds: ['smallVariant', 'copyNumber', 'fusion'] })),
    markers: [],
    limitOfDetection: null,
    regulatoryStatus: null,
    companionDiagnostics: [],
    source: null,
  }
}

/** A finding in short words, for lists of misses. */
export function findingWords({ finding, germline }: Reported): string {
  const words = Object.values(finding).filter((value) => value !== null)
  return `${germline ? 'germline ' : ''}${words.join(' ')}`
}
