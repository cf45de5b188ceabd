import { normaliseCodingChange } from '../codingChange.ts'
import { otherFinding, reading } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Changes written on the coding DNA, in an intron, or by the nucleotide of an old genome build. */

const POSITION = '[*-]?\\d+(?:[+-]\\d+)?'
const CHANGE = new RegExp(
  `^c\\.${POSITION}(?:_${POSITION})?(?:[ACGT]+>[ACGT]+|del|dup|inv|ins[ACGT0-9]+|delins[ACGT]+)$`,
)

/** TERT promoter hot spots by the last digits of their GRCh37 position (chr5:1295228 and 1295250; minus strand). */
const TERT_BY_POSITION: Readonly<Record<string, string>> = {
  C228T: 'c.-124C>T',
  G228A: 'c.-124C>T',
  C250T: 'c.-146C>T',
  G250A: 'c.-146C>T',
}

export const TERT_HOTSPOTS: readonly string[] = ['c.-124C>T', 'c.-146C>T']

/** `text` stands after the gene. */
export function codingWording(text: string, gene: string, vocabulary: Vocabulary): Reading | null {
  const tert = gene === 'TERT' ? TERT_BY_POSITION[text.toUpperCase().replace(/ .*$/, '')] : undefined
  if (tert !== undefined) return coding(tert, gene)
  if (/[c.(]\??[-+*_\d?() ]*\?/.test(text) && /^(?:c\.)?[-+*_\d?() ]+(?:del|dup)?$/.test(text)) {
    return reading('structural', gene, otherFinding(gene, `deletion or duplication ${text}`))
  }
  const intron = /^(?:c\.)?IVS ?(?:[IVX]+|\d+)(?=[ +-]).*$/i.exec(text)
  if (intron) {
    return reading(
      'coding change',
      gene,
      otherFinding(gene, `splice-site change ${text}`),
      'Intron numbers need a transcript: give the change as c.',
    )
  }
  if (/^(?:NM_\d+(?:\.\d+)?(?:\([A-Z0-9-]+\))?:)?c\./i.test(text) || /^-\d+[ACGT]>[ACGT]$/i.test(text)) {
    // A plus sign that was lost on the way (`c.340 1G>A`) leaves a blank behind.
    const mended = text.replace(/(\d) (?=\d)/g, '$1+')
    const change = normaliseCodingChange(mended.replace(/to_/, ''))
    return change !== null && CHANGE.test(change) ? coding(change, gene) : null
  }
  const bare = /^(\d+)(del|ins|dup)([ACGT]+)$/i.exec(text)
  const length = bare === null ? null : (vocabulary.proteinLength?.(gene) ?? null)
  if (bare && length !== null && Number(bare[1]) > length) return coding(`c.${text}`, gene)
  return null
}

function coding(change: string, gene: string): Reading | null {
  const written = normaliseCodingChange(change)
  return written === null
    ? null
    : reading('coding change', gene, { leaf: 'codingChange', gene, change: written })
}
