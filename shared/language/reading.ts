import type { Biomarker, Leaf } from '../knowledge.ts'
import type { Origin } from '../model.ts'
import type { AlterationWording } from './vocabulary.ts'

/** What one part of a text was read as. */
export interface Reading {
  readonly biomarker: Biomarker
  readonly kind: AlterationWording
  /** The gene it is about, which later parts of the same text inherit; null for genome-wide findings. */
  readonly gene: string | null
  /** What the reading decided or left out, for a curator. */
  readonly notes: readonly string[]
}

export function reading(
  kind: AlterationWording,
  gene: string | null,
  biomarker: Biomarker,
  ...notes: string[]
): Reading {
  return { kind, gene, biomarker, notes }
}

/** A finding that no field of a case can hold, kept in its own words. */
export function otherFinding(gene: string | null, finding: string): Leaf {
  return { leaf: 'otherFinding', finding, ...(gene === null ? {} : { about: gene }) }
}

/** The base finding, narrowed by something that no field of a case can hold: never more than *not assessed*. */
export function narrowed(base: Biomarker, gene: string | null, by: string): Biomarker {
  return { all: [base, otherFinding(gene, by)] }
}

export function withOrigin(origin: Origin | undefined): { origin?: Origin } {
  return origin === undefined ? {} : { origin }
}

/** Blanks, dashes and quotes in one writing each; the words stay as they are. */
export function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, '-')
    .replace(/[\u2018\u2019\u2032\u02B9]/g, "'")
    .replace(/[\u2192\u203A]/g, '>')
    .replace(/\u2265/g, '>=')
    .replace(/\u2264/g, '<=')
    .replace(/\s+/g, ' ')
    .trim()
}
