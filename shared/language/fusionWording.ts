import type { Biomarker } from '../knowledge.ts'
import { narrowed, otherFinding, reading } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Fusions and other rearrangements in every writing: `EML4::ALK`, `EML4-ALK`, `v::ALK`, `t(KMT2A;v)`, `ALK fusions`. */

const WORD =
  '(?:gene )?(?:fusions?|rearrange(?:ment|d|ments)|translocations?|translocated|fusion[ -]positive|fusion gene|rearranged)'
const ANY_PARTNER = /^(?:v|any|various|\?|other)$/i
const SYMBOL = /^[A-Za-z0-9][A-Za-z0-9.]{1,14}$/
const JUNCTION = /^E(\d+);\s?[AR](\d+)$/i
/** Regions that rearrange without being a gene with a protein; HGNC names the first three loci. */
const LOCI = new Set(['IGH', 'IGK', 'IGL', 'TRA', 'TRB', 'TRD', 'TRG'])

/** Genes that drive a fusion from its 5' end, so that assays and sources file it under them. */
const FILED_FIRST = new Set(['FGFR1', 'FGFR2', 'FGFR3', 'KMT2A', 'RUNX1', 'EWSR1'])

/** A rearrangement word behind the gene: `fusion`, `REARRANGEMENT`. */
export function fusionWordOnGene(text: string, gene: string): Reading | null {
  const plain = new RegExp(`^(?:gene )?${WORD}$`, 'i')
  if (plain.test(text)) return reading('fusion', gene, { leaf: 'fusion', gene })
  if (/^truncating fusions?$/i.test(text)) {
    return reading('fusion', gene, narrowed({ leaf: 'fusion', gene }, gene, 'truncated by the fusion'))
  }
  return null
}

/**
 * Two partners, or one with "any". `about` is the gene that the text belongs to; it decides which of two
 * partners the finding is filed under. `rest` is what follows (`G1202R`, `AMPLIFICATION`).
 */
export function partnersWording(
  text: string,
  about: string | null,
  vocabulary: Vocabulary,
): { readonly reading: Reading; readonly rest: string } | null {
  const translocation = /^t\(([^;()]+);([^;()]+)\)(.*)$/i.exec(text)
  if (translocation && /[A-Za-z]/.test((translocation[1] ?? '') + (translocation[2] ?? ''))) {
    const pair = pairOf(translocation[1] ?? '', translocation[2] ?? '', about, vocabulary)
    return pair === null ? null : { reading: pair, rest: (translocation[3] ?? '').trim() }
  }
  const written =
    /^([A-Za-z0-9.?-]+?) ?(::|--|-|\/|:) ?([A-Za-z0-9.?]+(?:-[A-Za-z0-9]+)?)(?= |;|,|$)(.*)$/.exec(text)
  if (!written) return null
  const [, left = '', mark = '', right = '', after = ''] = written
  const strict = mark === '::' || mark === '--'
  const word = new RegExp(`^ ?(?:transcript )?${WORD}(?= |$)`, 'i').exec(after)
  if (mark === '-' && vocabulary.gene(`${left}-${right}`) !== null) return null
  // One slash or colon alone also separates alternatives and transcripts: the word must say fusion.
  if ((mark === '/' || mark === ':') && word === null) return null
  const pair = pairOf(left, right, about, vocabulary, strict || word !== null)
  if (pair === null) return null
  const rest = (word ? after.slice(word[0].length) : after).trim().replace(/^\(promoter swap\)$/i, '')
  const junction = JUNCTION.exec(rest)
  if (junction && 'leaf' in pair.biomarker && pair.biomarker.leaf === 'fusion') {
    const exons: [number, number] = [Number(junction[1]), Number(junction[2])]
    return { reading: { ...pair, biomarker: { ...pair.biomarker, exons } }, rest: '' }
  }
  const type = /^(?:type|variant) (\w+)$/i.exec(rest)
  if (type) {
    return {
      reading: { ...pair, biomarker: narrowed(pair.biomarker, pair.gene, `fusion ${rest.toLowerCase()}`) },
      rest: '',
    }
  }
  return { reading: pair, rest }
}

function pairOf(
  left: string,
  right: string,
  about: string | null,
  vocabulary: Vocabulary,
  saysFusion = true,
): Reading | null {
  const resolve = (name: string): string | null =>
    LOCI.has(name.toUpperCase()) ? name.toUpperCase() : vocabulary.gene(name)
  const [anyLeft, anyRight] = [ANY_PARTNER.test(left), ANY_PARTNER.test(right)]
  if (anyLeft !== anyRight) {
    const gene = resolve(anyLeft ? right : left)
    return gene === null ? null : reading('fusion', gene, { leaf: 'fusion', gene })
  }
  const [five, three] = [resolve(left), resolve(right)]
  if (five === null && three === null) return null
  if (five === three) return null
  const unknown = five === null ? left : three === null ? right : null
  const notes: string[] = []
  if (unknown !== null) {
    // An unknown name beside a gene is a partner only where the writing cannot mean anything else.
    const beside = five ?? three
    if (!SYMBOL.test(unknown) || /^\d/.test(unknown) || !/[A-Z]{2}/.test(unknown)) return null
    if (!saysFusion && beside !== about) return null
    if (
      /^(?:DEL|INS|DUP|ITD|AMP|MUT|WT|POS|NEG|TKD|HIGH|LOW|LOSS|POSITIVE|NEGATIVE|MUTANT|MUTATED|MUTATION|AMPLIFIED|AMPLIFICATION|FUSION|TYPE|FUNCTION|FRAME|OF)$/i.test(
        unknown,
      )
    )
      return null
    if (/\d[A-Z]$|^[A-Z]\d+$/.test(unknown)) return null
    notes.push(`"${unknown}" is no gene symbol that HGNC knows.`)
  }
  const first = five ?? left.toUpperCase()
  const second = three ?? right.toUpperCase()
  const gene =
    about === first || about === second ? about : FILED_FIRST.has(first) || LOCI.has(second) ? first : second
  const partner = gene === first ? second : first
  return reading('fusion', gene, { leaf: 'fusion', gene, partner }, ...notes)
}

/** `t(11;14)(q13;q32)`, alone or behind a gene: a translocation by its cytogenetic name. */
export function cytogeneticFusion(text: string, gene: string | null): Reading | null {
  if (!/^t\(\d+;\d+\)(?:\([pq][\d.]*;[pq][\d.]*\))?$/i.test(text)) return null
  const biomarker: Biomarker =
    gene === null ? otherFinding(null, text) : narrowed({ leaf: 'fusion', gene }, gene, text)
  return reading('fusion', gene, biomarker)
}
