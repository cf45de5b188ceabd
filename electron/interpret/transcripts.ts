import type { SmallVariant } from '../../shared/model.ts'
import type { Scope } from './scope.ts'

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
  const note = `Annotated on ${variant.transcript}, not on the canonical transcript ${sameAuthority.join(' or ')}: check the residue number.`
  const change = scope.index.change(variant)
  // A listed hot spot under its usual number shows that the two transcripts count alike here.
  return { comparable: change !== null && scope.genes.isHotspot(variant.gene, change), note }
}

function withoutVersion(transcript: string): string {
  return transcript.replace(/\.\d+$/, '')
}
