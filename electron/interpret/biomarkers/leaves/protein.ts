import { sameCodingChange, codingPositions } from '../../../../shared/codingChange.ts'
import {
  canonicalProteinChange,
  residueBalance,
  sameProteinChange,
  substitutedResidue,
} from '../../../../shared/hgvs.ts'
import type { ProteinChange } from '../../../../shared/hgvs.ts'
import type { Leaf } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { variantName } from '../../case/alterationText.ts'
import type { Found } from '../../case/findings.ts'
import { sameCodonNote, sharesCopyAndCodon } from '../../phase/phase.ts'
import type { Scope } from '../../scope.ts'
import { consequenceTerms } from '../../variants/consequenceTerms.ts'
import { canonicalNumbering, comparability } from '../../variants/transcripts.ts'
import { oncogenicReason, polymorphismReason, proteinEffect } from '../../variants/variantClass.ts'
import { notAssessed } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'
import { joinSentences, searchSmallVariants } from './search.ts'
import type { Answer } from './search.ts'

/** Leaves that name a residue, an exon, a region, a coding change, or any mutation of a gene. */

type LeafOf<K extends Leaf['leaf']> = Extract<Leaf, { leaf: K }>

export function proteinChangeLeaf(scope: Scope, leaf: LeafOf<'proteinChange'>): Verdict {
  const wanted = scope.parsed(leaf.change)
  if (wanted.start === null || wanted.end === null) {
    return notAssessed(`The knowledge pack's change "${leaf.change}" could not be read.`)
  }
  const start = wanted.start
  return searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant', codons: [[start, wanted.end]], change: wanted },
    origin: leaf.origin,
    product: leaf.product,
    ask: (found) => {
      const change = canonicalNumbering(scope, found.alteration)
      const place = comparability(scope, found.alteration)
      if (change === null || change.start === null) {
        return unplaced(scope, found, [start, wanted.end ?? start], residueBalance(wanted))
      }
      if (sameProteinChange(change, wanted)) {
        if (!place.comparable && change.refStart === null) return { is: 'unclear', note: place.note }
        if (sharesCopyAndCodon(scope, found)) return { is: 'unclear', note: twoInOneCodon(scope, found) }
        return {
          is: 'hit',
          specificity: 'exact change',
          explanation: joinSentences('Exactly this change.', place.note, sameCodonNote(scope, found)),
        }
      }
      if (!place.comparable && proteinEffect(scope.index, found.alteration) === 'changed') {
        return { is: 'unclear', note: `${variantName(scope.index, found.alteration)}: ${place.note}` }
      }
      if (change.kind === 'unknown' && change.start === start) return unreadable(scope, found)
      const near = change.kind !== 'silent' && canonicalProteinChange(change).start === start
      return near
        ? {
            is: 'no',
            note: `${variantName(scope.index, found.alteration)} is another change at this residue.`,
          }
        : { is: 'no' }
    },
  })
}

export function codonLeaf(scope: Scope, leaf: LeafOf<'codon'>): Verdict {
  return searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant', codons: [[leaf.codon, leaf.codon]] },
    ask: (found) => {
      const change = canonicalNumbering(scope, found.alteration)
      if (change === null || change.start === null) {
        return unplaced(scope, found, [leaf.codon, leaf.codon], 0)
      }
      const place = comparability(scope, found.alteration)
      if (!place.comparable && change.kind !== 'silent') return { is: 'unclear', note: place.note }
      if (change.kind === 'unknown' && change.start === leaf.codon) return unreadable(scope, found)
      const residue = substitutedResidue(change, leaf.codon)
      if (residue === null) return { is: 'no' }
      const name = variantName(scope.index, found.alteration)
      if (excepted(scope, change, leaf.except, leaf.codon, residue)) {
        return { is: 'no', note: `${name} is excepted by the source.` }
      }
      return {
        is: 'hit',
        specificity: 'codon',
        explanation: joinSentences(
          `A substitution at residue ${leaf.codon}.`,
          place.note,
          sameCodonNote(scope, found),
        ),
      }
    },
  })
}

function excepted(
  scope: Scope,
  change: ProteinChange,
  except: readonly string[],
  codon?: number,
  residue?: string,
): boolean {
  return except.some((text) => {
    const other = scope.parsed(text)
    if (sameProteinChange(change, other)) return true
    return codon !== undefined && residue !== undefined && substitutedResidue(other, codon) === residue
  })
}

export function exonLeaf(scope: Scope, leaf: LeafOf<'exon'>): Verdict {
  return searchSmallVariants(scope, {
    question: {
      gene: leaf.gene,
      kind: 'smallVariant',
      ...(leaf.codons === undefined ? {} : { codons: [leaf.codons] }),
    },
    ask: (found) => {
      const type = ofType(scope, found.alteration, leaf.change)
      if (type === 'no') return { is: 'no' }
      const where = inExon(scope, found.alteration, leaf.exon, leaf.codons)
      return placedAnswer(scope, found, type, where, leaf.except, 'exon', `In exon ${leaf.exon}.`)
    },
  })
}

export function regionLeaf(scope: Scope, leaf: LeafOf<'region'>): Verdict {
  const [from, to] = leaf.codons
  return searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant', codons: [leaf.codons] },
    ask: (found) => {
      const type = ofType(scope, found.alteration, leaf.change)
      if (type === 'no') return { is: 'no' }
      const where = inResidues(scope, found.alteration, leaf.codons)
      return placedAnswer(scope, found, type, where, leaf.except, 'exon', `In residues ${from} to ${to}.`)
    },
  })
}

/** True for an unnamed change that gains or loses as many residues as an excepted one. */
function mayBeExcepted(
  scope: Scope,
  variant: SmallVariant,
  change: ProteinChange | null,
  except: readonly string[],
): boolean {
  if ((change !== null && change.kind !== 'unknown') || !hasBases(variant)) return false
  const gained = (variant.alt.length - variant.ref.length) / 3
  return except.some((text) => residueBalance(scope.parsed(text)) === gained)
}

export type Tri = 'yes' | 'no' | 'unclear'

function placedAnswer(
  scope: Scope,
  found: Found<SmallVariant>,
  type: 'yes' | 'unclear',
  where: Tri,
  except: readonly string[],
  specificity: 'exon',
  place: string,
): Answer {
  if (where === 'no') return { is: 'no' }
  const name = variantName(scope.index, found.alteration)
  const transcript = comparability(scope, found.alteration)
  const polymorphism = polymorphismReason(scope, found.alteration)
  if (polymorphism !== null) return { is: 'no', note: `${name} is ${polymorphism}: not counted.` }
  const change = canonicalNumbering(scope, found.alteration)
  if (change && excepted(scope, change, except))
    return { is: 'no', note: `${name} is excepted by the source.` }
  if (mayBeExcepted(scope, found.alteration, change, except)) {
    return {
      is: 'unclear',
      note: `${name}: protein change not stated; it may be one that the source excepts.`,
    }
  }
  if (type === 'unclear' || where === 'unclear') {
    return {
      is: 'unclear',
      note: joinSentences(`${name}: place or kind of change not stated.`, transcript.note),
    }
  }
  return {
    is: 'hit',
    specificity,
    explanation: joinSentences(place, transcript.note, sameCodonNote(scope, found)),
  }
}

function twoInOneCodon(scope: Scope, found: Found<SmallVariant>): string {
  return `${variantName(scope.index, found.alteration)}: another change in the same codon of the same copy, so that the protein change is not the one written.`
}

/** What may be a named change of residues although the file does not name it. */
const MAY_NAME_RESIDUES = new Set([
  'missense_variant',
  'coding_sequence_variant',
  'protein_altering_variant',
  'rare_amino_acid_variant',
  'inframe_deletion',
  'inframe_insertion',
  'conservative_inframe_deletion',
  'conservative_inframe_insertion',
  'disruptive_inframe_deletion',
  'disruptive_inframe_insertion',
])

/**
 * A variant whose protein change is not written: unclear where it may be the change asked for, which gains
 * `gained` residues (negative: loses; null: any number). A known coding
 * position (`c.2389T>A` is residue 797) rules out the other residues.
 */
function unplaced(
  scope: Scope,
  found: Found<SmallVariant>,
  [from, to]: readonly [number, number],
  gained: number | null,
): Answer {
  const variant = found.alteration
  if (gained !== null && hasBases(variant) && variant.alt.length - variant.ref.length !== 3 * gained) {
    return { is: 'no' }
  }
  const terms = consequenceTerms(variant)
  if (proteinEffect(scope.index, variant) === 'silent') return { is: 'no' }
  if (terms.length > 0 && !terms.some((term) => MAY_NAME_RESIDUES.has(term))) return { is: 'no' }
  const residues = codingResidues(scope, variant)
  if (residues !== null && (residues[1] < from || residues[0] > to)) return { is: 'no' }
  return { is: 'unclear', note: `${variantName(scope.index, variant)}: protein change not stated.` }
}

/** Residues of an exonic substitution by its coding change; null where they cannot be told. */
function codingResidues(scope: Scope, variant: SmallVariant): readonly [number, number] | null {
  // Insertions and deletions are aligned anew on the protein, so that only substitutions stay at their residue.
  if (variant.hgvsC === null || variant.ref.length !== variant.alt.length) return null
  if (!comparability(scope, variant).comparable) return null
  const place = codingPositions(variant.hgvsC)
  if (place === null || place.start.base < 1 || place.start.offset !== 0 || place.end.offset !== 0)
    return null
  return [Math.ceil(place.start.base / 3), Math.ceil(place.end.base / 3)]
}

/** A protein change at the right residue in a writing that is not understood. */
function unreadable(scope: Scope, found: Found<SmallVariant>): Answer {
  const text = found.alteration.hgvsP ?? ''
  const name = variantName(scope.index, found.alteration)
  return proteinEffect(scope.index, found.alteration) === 'silent'
    ? { is: 'no' }
    : { is: 'unclear', note: `${name}: the protein change "${text}" could not be read.` }
}

/** Whether the variant touches the residues (1-based, inclusive). */
export function inResidues(scope: Scope, variant: SmallVariant, [from, to]: readonly [number, number]): Tri {
  const change = canonicalNumbering(scope, variant)
  if (change === null || change.start === null) {
    const residues = codingResidues(scope, variant)
    return residues === null ? 'unclear' : residues[0] <= to && residues[1] >= from ? 'yes' : 'no'
  }
  if (!comparability(scope, variant).comparable) return 'unclear'
  const { start, end } = canonicalProteinChange(change)
  return start !== null && start <= to && (end ?? start) >= from ? 'yes' : 'no'
}

/** By residue where the protein change is known, else by the exon number on file. */
export function inExon(
  scope: Scope,
  variant: SmallVariant,
  exon: number,
  codons: readonly [number, number] | undefined,
): Tri {
  const byResidue = codons === undefined ? 'unclear' : inResidues(scope, variant, codons)
  if (byResidue !== 'unclear' || variant.exon === null) return byResidue
  if (!comparability(scope, variant).comparable) return 'unclear'
  return exonNumbers(variant.exon).includes(exon) ? 'yes' : 'no'
}

/** Exon numbers of a cell such as `19`, `19/28` or `19-20/28`. */
export function exonNumbers(text: string): number[] {
  const numbers = /^\s*(\d+)(?:\s*-\s*(\d+))?/.exec(text)
  if (!numbers) return []
  const first = Number(numbers[1])
  const last = Math.min(Number(numbers[2] ?? first), first + 500)
  return Array.from({ length: Math.max(last - first, 0) + 1 }, (_, index) => first + index)
}

type ChangeType = 'any mutation' | 'in-frame deletion' | 'in-frame insertion' | 'missense' | 'in-frame'

function ofType(scope: Scope, variant: SmallVariant, wanted: ChangeType): Tri {
  const effect = proteinEffect(scope.index, variant)
  if (effect === 'silent') return 'no'
  if (wanted === 'any mutation') return effect === 'changed' ? 'yes' : 'unclear'
  const type = changeType(scope, variant)
  if (type === null) return effect === 'unclear' ? 'unclear' : 'no'
  if (wanted === 'missense') return type === 'missense' ? 'yes' : 'no'
  if (type === 'missense') return 'no'
  if (!inFrameByLength(variant)) return 'no'
  return wanted === 'in-frame' || wanted === `in-frame ${type}` ? 'yes' : 'no'
}

/** Deletion or insertion by net length: a delins that loses residues counts as a deletion. */
export function changeType(
  scope: Scope,
  variant: SmallVariant,
): 'missense' | 'deletion' | 'insertion' | 'delins' | null {
  const change = scope.index.change(variant)
  if (change && change.kind !== 'unknown') {
    const canonical = canonicalProteinChange(change)
    if (canonical.kind === 'substitution') return 'missense'
    const balance = residueBalance(canonical)
    if (canonical.kind === 'deletion' || (canonical.kind === 'delins' && (balance ?? 0) < 0))
      return 'deletion'
    if (canonical.kind === 'insertion' || canonical.kind === 'duplication') return 'insertion'
    if (canonical.kind === 'delins') {
      if (balance === null) return byLength(variant) ?? 'delins'
      return balance > 0 ? 'insertion' : 'missense'
    }
    return null
  }
  const terms = consequenceTerms(variant)
  if (terms.some((term) => term.endsWith('inframe_deletion'))) return 'deletion'
  if (terms.some((term) => term.endsWith('inframe_insertion'))) return 'insertion'
  if (terms.includes('protein_altering_variant')) return byLength(variant)
  return terms.includes('missense_variant') ? 'missense' : null
}

function byLength(variant: SmallVariant): 'deletion' | 'insertion' | null {
  if (!hasBases(variant) || variant.ref.length === variant.alt.length) return null
  return variant.ref.length > variant.alt.length ? 'deletion' : 'insertion'
}

function hasBases(variant: SmallVariant): boolean {
  return /^[ACGTN]+$/i.test(variant.ref) && /^[ACGTN]+$/i.test(variant.alt)
}

/** Whole codons gained or lost; alleles that are not written as bases cannot contradict the annotation. */
export function inFrameByLength(variant: SmallVariant): boolean {
  return !hasBases(variant) || (variant.alt.length - variant.ref.length) % 3 === 0
}

export function codingChangeLeaf(scope: Scope, leaf: LeafOf<'codingChange'>): Verdict {
  const place = codingPositions(leaf.change)
  const outsideExons = place !== null && (place.start.offset !== 0 || place.start.base < 0)
  return searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant', outsideExons },
    ask: (found) => {
      const written = found.alteration.hgvsC
      if (written === null || written === '') return { is: 'no' }
      if (!sameCodingChange(written, leaf.change)) return { is: 'no' }
      const transcript = comparability(scope, found.alteration)
      if (!transcript.comparable) return { is: 'unclear', note: transcript.note }
      return {
        is: 'hit',
        specificity: 'exact change',
        explanation: joinSentences('Exactly this coding change.', transcript.note),
      }
    },
  })
}

export function anyMutationLeaf(scope: Scope, leaf: LeafOf<'anyMutation'>): Verdict {
  return searchSmallVariants(scope, {
    question: { gene: leaf.gene, kind: 'smallVariant' },
    ask: (found) => {
      const effect = proteinEffect(scope.index, found.alteration)
      if (effect === 'silent') return { is: 'no' }
      const name = variantName(scope.index, found.alteration)
      const polymorphism = polymorphismReason(scope, found.alteration)
      if (polymorphism !== null) return { is: 'no', note: `${name} is ${polymorphism}: not counted.` }
      if (effect === 'unclear') return { is: 'unclear', note: `${name}: effect on the protein not stated.` }
      const oncogenic = oncogenicReason(scope, found.alteration)
      return {
        is: 'hit',
        specificity: 'gene',
        explanation:
          oncogenic === null
            ? 'Variant of unknown significance: counted because the source says any mutation.'
            : `Any mutation counts for the source; this one is a ${oncogenic}.`,
      }
    },
  })
}
