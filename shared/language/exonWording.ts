import type { Biomarker } from '../knowledge.ts'
import { narrowed, otherFinding, reading } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Exons by number: mutation, in-frame deletion, insertion, skipping, loss of the exon. */

/**
 * Exons where a deletion is written of bases inside the exon (in frame), not of the exon: the kinase exons
 * that approvals and sources name. Anywhere else "exon 2 deletion" means that the exon is gone.
 */
const DELETED_WITHIN: Readonly<Record<string, readonly number[]>> = {
  EGFR: [18, 19, 20, 21],
  ERBB2: [19, 20],
  KIT: [8, 9, 11, 13, 17],
  PDGFRA: [12, 14, 18],
  BRAF: [12],
  MAP2K1: [2, 3],
  FLT3: [14, 15, 20],
}

/**
 * Exon numbers of the literature that differ from today's canonical transcript: PIK3CA gained a first exon
 * (E545K lies in exon 10, H1047R in exon 21 of NM_006218.4); NPM1's last exon is 11 of NM_002520.7.
 */
const RENUMBERED: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  PIK3CA: { 9: 10, 20: 21 },
  NPM1: { 12: 11 },
}

const EXONS = /^(?:in )?(?:exons?|ex)\.? ?(\d+)(?: ?(?:-|&|and|\/) ?(?:exon |ex)?(\d+))? ?(.*)$/i

export function exonWording(text: string, gene: string, vocabulary: Vocabulary): Reading | null {
  const trailing = /^(.*?)(?: in| of)? (exons? \d+)$/i.exec(text)
  const found =
    EXONS.exec(text) ?? (trailing ? EXONS.exec(`${trailing[2] ?? ''} ${trailing[1] ?? ''}`) : null)
  if (!found) return null
  const written = Number(found[1])
  const last = found[2] === undefined ? written : Number(found[2])
  if (written < 1 || last < written || last - written > 60) return null
  const what = (found[3] ?? '')
    .replace(/^[-:,]\s*/, '')
    .replace(/[()]/g, '')
    .trim()
    .toUpperCase()
  const exon = RENUMBERED[gene]?.[written] ?? written
  const notes =
    exon === written ? [] : [`Exon ${written} of the literature is exon ${exon} of the canonical transcript.`]

  if (last > written) return severalExons(gene, written, last, what, vocabulary)
  if (/^(?:SKIP(?:PING)?|SKIPPED|LOSS)(?: MUTATION| VARIANT| ALTERATION)?S?$/.test(what)) {
    return reading('exon skipping', gene, { leaf: 'exonSkipping', gene, exon }, ...notes)
  }
  if (
    gene === 'MET' &&
    exon === 14 &&
    /^(?:SPLICE(?: SITE)?(?: MUTATION)?|DEL(?:ETION)?|MUTATION)S?$/.test(what)
  ) {
    return reading('exon skipping', gene, { leaf: 'exonSkipping', gene, exon }, ...notes)
  }
  const place = codonsOf(gene, exon, vocabulary)
  if (what === '' || /^(?:MUT(?:ATION|ANT)?|VARIANT|ALTERATION|MUTATED)S?$/.test(what)) {
    return reading('exon', gene, exonLeaf(gene, exon, 'any mutation', place), ...notes)
  }
  if (/^(?:(?:IN-?FRAME )?DEL(?:ETION)?S?|DELS)(?: MUTATIONS?)?$/.test(what)) {
    return DELETED_WITHIN[gene]?.includes(exon) === true
      ? reading('exon', gene, exonLeaf(gene, exon, 'in-frame deletion', place), ...notes)
      : reading('structural', gene, otherFinding(gene, `deletion of exon ${written}`), ...notes)
  }
  if (/^(?:(?:IN-?FRAME )?INS(?:ERTION)?S?)(?: MUTATIONS?)?$/.test(what)) {
    return reading('exon', gene, exonLeaf(gene, exon, 'in-frame insertion', place), ...notes)
  }
  const type = (
    [
      [/^MISSENSE(?: MUTATION| VARIANT)?S?$/, 'missense'],
      [/^(?:FRAME ?-?SHIFT|FS)(?: MUTATION| VARIANT)?S?$/, 'frameshift'],
      [/^(?:NONSENSE|STOP)(?: MUTATION| VARIANT)?S?$/, 'nonsense'],
      [/^TRUNCATING(?: MUTATION| VARIANT)?S?$/, 'truncating'],
      [/^SPLICE(?:[ -]SITE)?(?: MUTATION| VARIANT)?S?$/, 'splice site'],
    ] as const
  ).find(([pattern]) => pattern.test(what))
  if (type) {
    const [, is] = type
    return reading('exon', gene, { leaf: 'variantType', gene, is, exon, ...place }, ...notes)
  }
  if (/^(?:SPLICE[ -]SITE )?(?:INSERTION|DELETION|DUPLICATION|REARRANGEMENT)S?$/.test(what)) {
    return reading('exon', gene, otherFinding(gene, `exon ${written} ${what.toLowerCase()}`), ...notes)
  }
  return /^(?:OVER|UNDER)?-?EXPRESSION$/.test(what)
    ? reading('expression', gene, otherFinding(gene, `exon ${written} ${what.toLowerCase()}`))
    : null
}

function severalExons(
  gene: string,
  from: number,
  to: number,
  what: string,
  vocabulary: Vocabulary,
): Reading | null {
  if (/^(?:DEL(?:ETION)?|LOSS)S?$/.test(what)) {
    return reading('structural', gene, otherFinding(gene, `deletion of exons ${from} to ${to}`))
  }
  if (!/^(?:MUT(?:ATION)?|VARIANT)?S?$/.test(what)) return null
  const exons = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return reading('exon', gene, {
    any: exons.map((exon) => exonLeaf(gene, exon, 'any mutation', codonsOf(gene, exon, vocabulary))),
  })
}

type Place = { readonly codons?: [number, number] }

function codonsOf(gene: string, exon: number, vocabulary: Vocabulary): Place {
  const codons = vocabulary.exonCodons?.(gene, exon) ?? null
  return codons === null ? {} : { codons: [codons[0], codons[1]] }
}

function exonLeaf(
  gene: string,
  exon: number,
  change: 'any mutation' | 'in-frame deletion' | 'in-frame insertion',
  place: Place,
): Biomarker {
  return { leaf: 'exon', gene, exon, change, except: [], ...place }
}

/** `intron 9 rearrangement`, `3' UTR mutation`: places outside the coding sequence. */
export function nonCodingWording(text: string, gene: string): Reading | null {
  const intron = /^intron (\d+) (.+)$/i.exec(text)
  if (intron) {
    const what = (intron[2] ?? '').toLowerCase()
    return /rearrange|fusion|transloc/.test(what)
      ? reading(
          'fusion',
          gene,
          narrowed({ leaf: 'fusion', gene }, gene, `breakpoint in intron ${intron[1] ?? ''}`),
        )
      : reading('other', gene, otherFinding(gene, `intron ${intron[1] ?? ''} ${what}`))
  }
  const utr = /^([35]) ?'? ?-?UTR (.+)$/i.exec(text)
  if (utr)
    return reading('other', gene, otherFinding(gene, `${utr[1] ?? ''}' UTR ${(utr[2] ?? '').toLowerCase()}`))
  return /^[35]' (?:tandem repeat|exon deletion)s?$/i.test(text)
    ? reading(/exon/i.test(text) ? 'structural' : 'other', gene, otherFinding(gene, text.toLowerCase()))
    : null
}
