import { mainProduct } from '../../../shared/geneProducts.ts'
import type { ProteinChange } from '../../../shared/hgvs.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { Scope } from '../scope.ts'

/**
 * Residue numbers mean something on one transcript only (MET D1010 is D1028 on another; EGFR L858 is L813).
 * Knowledge is written on the canonical transcript, so a variant annotated elsewhere never matches silently.
 */
export interface Comparability {
  /** False where the residue number may mean another residue. */
  readonly comparable: boolean
  /** What the board should know about the transcript; '' where all is well. */
  readonly note: string
}

export function comparability(scope: Scope, variant: SmallVariant): Comparability {
  if (variant.transcript === null || variant.transcript === '') {
    return { comparable: true, note: 'Transcript not stated.' }
  }
  if (variant.gene === null) return { comparable: true, note: '' }
  const written = withoutVersion(variant.transcript)
  const canonical = scope.genes.canonicalTranscripts(variant.gene).map(withoutVersion)
  if (canonical.includes(written)) return { comparable: true, note: '' }
  const sameAuthority = canonical.filter((name) => name.slice(0, 3) === written.slice(0, 3))
  if (sameAuthority.length === 0) return { comparable: true, note: `Annotated on ${variant.transcript}.` }
  const own = scope.index.change(variant)?.start ?? null
  const residue = residueByPlace(scope, variant)
  if (residue !== null && own !== null) {
    const same =
      residue === own
        ? `; its coordinate is the same residue of ${sameAuthority.join(' or ')}`
        : `; by its coordinate it is residue ${residue} of ${sameAuthority.join(' or ')}`
    return { comparable: true, note: `Annotated on ${variant.transcript}${same}.` }
  }
  const note = `Annotated on ${variant.transcript}, not on the canonical transcript ${sameAuthority.join(' or ')}: check the residue number.`
  const change = scope.index.change(variant)
  // A listed hot spot under its usual number shows that the two transcripts count alike here.
  return { comparable: change !== null && scope.genes.isHotspot(variant.gene, change), note }
}

/**
 * The protein change in the numbering of the canonical transcript: a single-base change that was annotated on another
 * transcript is renumbered by its coordinate (MET D1028N of NM_001127500 is D1010N of NM_000245).
 */
export function canonicalNumbering(scope: Scope, variant: SmallVariant): ProteinChange | null {
  const change = scope.index.change(variant)
  if (change === null || change.start === null || change.start !== change.end) return change
  if (isCanonical(scope, variant)) return change
  const residue = residueByPlace(scope, variant)
  return residue === null || residue === change.start ? change : { ...change, start: residue, end: residue }
}

function isCanonical(scope: Scope, { gene, transcript }: SmallVariant): boolean {
  if (gene === null || transcript === null || transcript === '') return true
  const written = withoutVersion(transcript)
  const canonical = scope.genes.canonicalTranscripts(gene).map(withoutVersion)
  return canonical.includes(written) || !canonical.some((name) => name.slice(0, 3) === written.slice(0, 3))
}

/** Residue of the canonical transcript at a single changed base; null where it cannot be told. */
function residueByPlace(scope: Scope, variant: SmallVariant): number | null {
  const { gene, ref, alt, build, chrom, pos } = variant
  if (gene === null || ref.length !== 1 || alt.length !== 1 || ref === '-' || alt === '-') return null
  // Two frames over one place (CDKN2A): a number of one product is none of the other.
  if (mainProduct(gene) !== null) return null
  return scope.genes.residueAt(gene, build, chrom, pos)
}

function withoutVersion(transcript: string): string {
  return transcript.replace(/\.\d+$/, '')
}
