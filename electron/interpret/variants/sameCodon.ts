import type { ClinvarFact } from '../../../shared/classification.ts'
import type { ProteinChange } from '../../../shared/hgvs.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { CodingModel } from './classificationKnowledge.ts'

/**
 * Other single-base changes of the same codon. ClinVar's VCF carries no protein change; the codon is solved
 * from what is known: the residue before and after, the bases of REF. Where more than one codon fits and they
 * disagree, nothing is said.
 */

const BASES = 'TCAG'
const RESIDUES = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG'
const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' }

/** The residue of a codon of the standard code, one-letter. */
function translate(codon: string): string {
  const [a, b, c] = [...codon].map((base) => BASES.indexOf(base))
  return RESIDUES[(a ?? 0) * 16 + (b ?? 0) * 4 + (c ?? 0)] ?? '?'
}

const CODONS = [...BASES].flatMap((a) => [...BASES].flatMap((b) => [...BASES].map((c) => a + b + c)))

/** Genomic positions of the codon in the order of the transcript; null where it is split between exons. */
function codonPositions(model: CodingModel, pos: number): readonly [number, number, number] | null {
  let before = 0
  for (const [start, end] of model.exons) {
    const from = Math.max(start, model.codingStart)
    const to = Math.min(end, model.codingEnd)
    if (from > to) continue
    if (pos >= from && pos <= to) {
      const step = model.strand === '+' ? 1 : -1
      const offset = model.strand === '+' ? pos - from : to - pos
      const phase = (before + offset) % 3
      const first = pos - step * phase
      const last = first + step * 2
      if (Math.min(first, last) < from || Math.max(first, last) > to) return null
      return [first, first + step, last]
    }
    before += to - from + 1
  }
  return null
}

export interface CodonNeighbour {
  readonly fact: ClinvarFact
  /** Residue that this allele makes; null where it cannot be told. */
  readonly alt: string | null
}

const onTranscript = (base: string, model: CodingModel): string =>
  model.strand === '+' ? base : (COMPLEMENT[base] ?? 'N')

/** ClinVar's other single-base changes in the codon of a substitution; null where the codon cannot be placed. */
export function codonNeighbours(
  variant: SmallVariant,
  change: ProteinChange,
  model: CodingModel | null,
  nearby: readonly ClinvarFact[],
): readonly CodonNeighbour[] | null {
  if (model === null || change.kind !== 'substitution') return null
  if (variant.ref.length !== 1 || variant.alt.length !== 1) return null
  const places = codonPositions(model, variant.pos)
  if (places === null || change.refStart === null || change.alt === null) return null
  const inCodon = nearby.filter(
    ({ key }) => key.ref.length === 1 && key.alt.length === 1 && places.includes(key.pos),
  )
  const known = [{ pos: variant.pos, ref: variant.ref }, ...inCodon.map(({ key }) => key)]
  const own = places.indexOf(variant.pos)
  const replace = (codon: string, at: number, base: string): string =>
    codon.slice(0, at) + base + codon.slice(at + 1)
  const candidates = CODONS.filter(
    (codon) =>
      translate(codon) === change.refStart &&
      known.every(({ pos, ref }) => codon[places.indexOf(pos)] === onTranscript(ref, model)) &&
      translate(replace(codon, own, onTranscript(variant.alt, model))) === change.alt,
  )
  // No codon fits: the numbering is of another transcript, or the annotation is wrong.
  if (candidates.length === 0) return null
  return inCodon.map((fact) => {
    const at = places.indexOf(fact.key.pos)
    const made = new Set(
      candidates.map((codon) => translate(replace(codon, at, onTranscript(fact.key.alt, model)))),
    )
    const [only] = made
    return { fact, alt: made.size === 1 && only !== undefined ? only : null }
  })
}
