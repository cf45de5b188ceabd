import { codingPositions } from '../../../../shared/codingChange.ts'
import type { CodingPosition } from '../../../../shared/codingChange.ts'
import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Fusion, SmallVariant } from '../../../../shared/model.ts'
import { alterationText, variantName } from '../../case/alterationText.ts'
import type { Scope } from '../../scope.ts'
import { consequenceTerms } from '../../variants/consequenceTerms.ts'
import { isEssentialSplice } from '../../variants/variantClass.ts'
import { either, notAssessed, detected } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'
import { exonNumbers } from './protein.ts'
import { searchSmallVariants } from './search.ts'
import type { Answer } from './search.ts'

type ExonSkippingLeaf = Extract<Leaf, { leaf: 'exonSkipping' }>

/**
 * First and last coding base of exons, for reports whose splice variants carry `c.` but no exon number. MET
 * exon 14 has 141 bases: residues 963-1010 on NM_000245, 981-1028 on NM_001127500 (18 residues longer), so
 * the two numberings cannot be confused.
 */
const CODING_BOUNDS: readonly { gene: string; exon: number; first: number; last: number }[] = [
  { gene: 'MET', exon: 14, first: 2888, last: 3028 },
  { gene: 'MET', exon: 14, first: 2942, last: 3082 },
]

/** The two bases of the intron at each exon end: the essential splice sites. */
const ESSENTIAL = 2
/** Acceptor-side stretch (branch point, polypyrimidine tract) whose loss may also skip the exon. */
const NEAR_ACCEPTOR = 40

/**
 * Skipping of an exon: RNA finding, rearrangement that removes the exon, or a splice-site change at it. A
 * change near but not in the essential splice site stays open until RNA shows skipping.
 */
export function exonSkippingLeaf(scope: Scope, leaf: ExonSkippingLeaf): Verdict {
  const small = searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant' },
    ask: (found) => judgeVariant(scope, leaf, found.alteration),
  })
  const rearranged = skippingFindings(scope, leaf)
  // A negative DNA panel of the whole gene answers the question; RNA findings can only add a positive.
  return rearranged === null ? small : either(small, rearranged)
}

function skippingFindings(scope: Scope, leaf: ExonSkippingLeaf): Verdict | null {
  const gene = scope.index.gene(leaf.gene)
  const hits: Hit[] = []
  const open: string[] = []
  for (const { alteration, report } of gene.fusion) {
    const answer = judgeRearrangement(leaf, alteration)
    const text = alterationText(scope.index, alteration, report)
    if (answer === 'yes') {
      hits.push({
        alteration,
        report,
        text,
        specificity: 'exon',
        explanation:
          alteration.svType === 'exon skipping'
            ? `Skipping of exon ${leaf.exon} reported.`
            : `The rearrangement removes exon ${leaf.exon}.`,
      })
    } else if (answer === 'unclear') open.push(`${text}: exon not stated.`)
  }
  for (const { alteration, report } of gene.filteredFusion) {
    if (judgeRearrangement(leaf, alteration) === 'no') continue
    const text = alterationText(scope.index, alteration, report)
    open.push(`${text}: seen but failed the caller's filter: ${alteration.filter}.`)
  }
  if (hits.length > 0) return detected(hits)
  return open.length > 0 ? notAssessed(open.sort().join(' ')) : null
}

function judgeRearrangement(leaf: ExonSkippingLeaf, found: Fusion): 'yes' | 'no' | 'unclear' {
  const inside = (found.gene5 ?? found.gene3) === leaf.gene && (found.gene3 ?? found.gene5) === leaf.gene
  if (!inside) return 'no'
  if (found.svType !== 'exon skipping' && found.svType !== 'DEL') return 'no'
  const first = found.exon5 === null ? undefined : exonNumbers(found.exon5)[0]
  const last = found.exon3 === null ? undefined : exonNumbers(found.exon3)[0]
  if (found.svType === 'exon skipping' && (first === leaf.exon || last === leaf.exon)) return 'yes'
  if (first === undefined || last === undefined) {
    return found.svType === 'exon skipping' && first === undefined && last === undefined ? 'unclear' : 'no'
  }
  return Math.min(first, last) < leaf.exon && leaf.exon < Math.max(first, last) ? 'yes' : 'no'
}

function judgeVariant(scope: Scope, leaf: ExonSkippingLeaf, variant: SmallVariant): Answer {
  const hit = (explanation: string): Answer => ({ is: 'hit', specificity: 'exon', explanation })
  const sites = [siteByGenome(scope, leaf, variant), siteByCoding(leaf, variant)]
  const site = SITES.find((kind) => sites.includes(kind)) ?? null
  if (site === 'essential') return hit(`Changes the essential splice site of exon ${leaf.exon}.`)
  if (site === 'removed') return hit(`Removes exon ${leaf.exon}.`)
  const name = variantName(scope.index, variant)
  if (site === 'near') {
    return {
      is: 'unclear',
      note: `${name}: near the splice site of exon ${leaf.exon}: confirm skipping by RNA.`,
    }
  }
  if (site === 'elsewhere') return { is: 'no' }
  const splice =
    isEssentialSplice(variant) ||
    consequenceTerms(variant).includes('exon_loss_variant') ||
    /splice/i.test(variant.hgvsP ?? '')
  if (!splice) return { is: 'no' }
  if (variant.exon === null) {
    return { is: 'unclear', note: `${name}: splice-site change, exon not stated: check in the genome view.` }
  }
  return exonNumbers(variant.exon).includes(leaf.exon)
    ? hit(`Splice-site change at exon ${leaf.exon} by the exon number on file.`)
    : { is: 'no' }
}

/** Strongest first: where coordinates and coding change differ, the one that touches the exon is believed. */
const SITES = ['essential', 'removed', 'near', 'elsewhere'] as const
type Site = (typeof SITES)[number]

/** By position against the gene model; null where no model is at hand. */
function siteByGenome(scope: Scope, leaf: ExonSkippingLeaf, variant: SmallVariant): Site | null {
  const exon = scope.genes.exonRange(leaf.gene, leaf.exon, variant.build)
  if (exon === null || exon.chrom !== variant.chrom) return null
  if (!/^[ACGTN]+$/i.test(variant.ref) || !/^[ACGTN]+$/i.test(variant.alt)) return null
  // The anchor base that VCF puts before an insertion or a deletion is not changed.
  const anchored = variant.ref.length !== variant.alt.length && variant.ref[0] === variant.alt[0]
  const first = anchored ? variant.pos + 1 : variant.pos
  const last = variant.pos + variant.ref.length - 1
  if (last < first) return null
  const touches = (from: number, to: number): boolean => first <= to && last >= from
  if (first <= exon.start && last >= exon.end) return 'removed'
  if (touches(exon.start - ESSENTIAL, exon.start - 1) || touches(exon.end + 1, exon.end + ESSENTIAL)) {
    return 'essential'
  }
  // Without the strand either side may be the acceptor; what the annotation calls essential stays so.
  if (
    touches(exon.start - NEAR_ACCEPTOR, exon.start - 1) ||
    touches(exon.end + 1, exon.end + NEAR_ACCEPTOR)
  ) {
    if (isEssentialSplice(variant)) return 'essential'
    return mayDisturb(variant) ? 'near' : 'elsewhere'
  }
  // The last base of an exon belongs to the donor site: MET D1010H, D1010N and D1010Y are changes of it.
  if (touches(exon.start, exon.start) || touches(exon.end, exon.end)) return 'near'
  return 'elsewhere'
}

/** Deletions and insertions beside the exon, and what the annotation calls splice region, may skip it. */
function mayDisturb(variant: SmallVariant): boolean {
  return (
    variant.ref.length !== variant.alt.length ||
    consequenceTerms(variant).some((term) => term.startsWith('splice_'))
  )
}

/** By the intronic offset of the coding change; null where it cannot be placed. */
function siteByCoding(leaf: ExonSkippingLeaf, variant: SmallVariant): Site | null {
  const bounds = CODING_BOUNDS.filter((row) => row.gene === leaf.gene && row.exon === leaf.exon)
  if (bounds.length === 0 || variant.hgvsC === null) return null
  const place = codingPositions(variant.hgvsC)
  if (place === null) return null
  const sites = bounds.map(({ first, last }) => siteBetween(place.start, place.end, first, last))
  const site = sites.find((found) => found !== 'elsewhere') ?? 'elsewhere'
  const exonic = place.start.offset === 0 && place.end.offset === 0
  return site === 'near' && !exonic && !mayDisturb(variant) ? 'elsewhere' : site
}

function siteBetween(start: CodingPosition, end: CodingPosition, first: number, last: number): Site {
  const acceptor = (at: CodingPosition): boolean => at.base === first && at.offset < 0
  const donor = (at: CodingPosition): boolean => at.base === last && at.offset > 0
  const before = (at: CodingPosition): boolean => at.base < first || acceptor(at)
  const behind = (at: CodingPosition): boolean => at.base > last || donor(at)
  if (before(start) && behind(end)) return 'removed'
  // Both ends in the intron: the end nearer to the exon decides; crossing the boundary hits the site.
  if (acceptor(start) && !before(end)) return 'essential'
  if (!behind(start) && !before(start) && behind(end)) return 'essential'
  if (acceptor(end)) {
    if (end.offset >= -ESSENTIAL) return 'essential'
    return end.offset >= -NEAR_ACCEPTOR ? 'near' : 'elsewhere'
  }
  if (before(start) && !before(end) && !behind(end)) return 'essential'
  // The last base of the exon belongs to the donor site.
  if (end.offset === 0 && end.base === last) return 'near'
  if (donor(start)) return start.offset <= ESSENTIAL ? 'essential' : start.offset <= 6 ? 'near' : 'elsewhere'
  return 'elsewhere'
}
