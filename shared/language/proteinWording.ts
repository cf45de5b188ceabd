import { letterOf } from '../aminoAcids.ts'
import { formatProteinChange, parseProteinChange } from '../hgvs.ts'
import type { Biomarker } from '../knowledge.ts'
import type { Origin } from '../model.ts'
import { reading, withOrigin } from './reading.ts'
import type { Reading } from './reading.ts'

/** Protein changes and codons as sources write them: upper case, old HGVS, shared residues, joker letters. */

const RESIDUE = '(?:[A-Z][a-z]{2}|[A-Z*])'
const CODON = new RegExp(
  `^(?:codon |p\\.)?(${RESIDUE})(\\d+)(?: (?:mutation|mutant|variant|substitution|missense)s?)?$`,
)
const BARE_CODON = /^codon (\d+)(?: (?:mutation|variant|substitution)s?)?$/i
const SHARED = new RegExp(`^(${RESIDUE})(\\d+)\\(?(${RESIDUE}(?:[/,]${RESIDUE})+)\\)?$`)

/**
 * Hot-spot residues of oncogenes where laboratories write `X` for "any other residue". Elsewhere `X` is the
 * stop of older HGVS, unless the residue's codons are more than one base from every stop codon.
 */
const JOKER_CODONS: Readonly<Record<string, readonly number[]>> = {
  KRAS: [12, 13, 59, 61, 117, 146],
  NRAS: [12, 13, 59, 61, 117, 146],
  HRAS: [12, 13, 59, 61, 117, 146],
  BRAF: [600],
  EGFR: [719, 768, 861],
  IDH1: [132],
  IDH2: [140, 172],
  GNAQ: [209],
  GNA11: [209],
  EZH2: [646],
  PIK3CA: [542, 545, 546, 1047],
}
/** Residues of which some codon is one base from a stop codon. */
const ONE_BASE_FROM_STOP = 'KQERCWYLSG'

/** `text` stands after the gene. Null where it is no protein change. */
export function proteinWording(text: string, gene: string, origin: Origin | undefined): Reading | null {
  const codon = codonWording(text, gene)
  if (codon) return codon
  const rest = oneWriting(text)
  if (rest === null) return null

  const shared = SHARED.exec(rest)
  if (shared) {
    const [, ref, position, alternatives] = shared
    const changes = (alternatives ?? '').split(/[/,]/).map((alt) => `${ref ?? ''}${position ?? ''}${alt}`)
    const parts = changes.map((change) => changeLeaf(change, gene, origin))
    if (!parts.every((part) => part !== null)) return null
    return reading('protein change', gene, { any: parts })
  }
  const joker = /^([A-Z])(\d+)X$/.exec(rest)
  if (joker) {
    const [, ref, position] = joker
    const any =
      JOKER_CODONS[gene]?.includes(Number(position)) === true || !ONE_BASE_FROM_STOP.includes(ref ?? '')
    if (any && letterOf(ref) !== null) {
      return reading('codon', gene, codonLeaf(gene, Number(position)), 'X read as any other residue.')
    }
  }
  const leaf = changeLeaf(rest, gene, origin)
  if (leaf === null) return null
  return 'leaf' in leaf && leaf.leaf === 'variantType'
    ? reading('protein change', gene, leaf, 'The new residues are not stated.')
    : reading('protein change', gene, leaf)
}

function codonWording(text: string, gene: string): Reading | null {
  const bare = BARE_CODON.exec(text)
  if (bare) return reading('codon', gene, codonLeaf(gene, Number(bare[1])))
  const named = CODON.exec(text)
  if (!named || letterOf(named[1]) === null || named[1] === '*') return null
  return reading('codon', gene, codonLeaf(gene, Number(named[2])))
}

function codonLeaf(gene: string, codon: number): Biomarker {
  return { leaf: 'codon', gene, codon, except: [] }
}

/** Null: not readable, or nothing that a case could be compared with. */
function changeLeaf(text: string, gene: string, origin: Origin | undefined): Biomarker | null {
  const change = parseProteinChange(text)
  const { kind, start, end } = change
  if (kind === 'unknown' || start === null || end === null) return null
  if (kind === 'insertion' && change.alt === null) {
    return {
      leaf: 'variantType',
      gene,
      is: 'in-frame insertion',
      codons: [start, end],
      ...withOrigin(origin),
    }
  }
  if (kind === 'delins' && change.alt === null) return null
  return { leaf: 'proteinChange', gene, change: formatProteinChange(change, 'one'), ...withOrigin(origin) }
}

/**
 * One writing for what sources write in many: `DEL 485-490`, `delL747_P753insS`, `K550_W557DELKPM`,
 * `W557_V559INSC` (an old delins), `DIM842_844DEL`, `R135FSX177`, `T1151INST`. Null for ordinary words.
 */
function oneWriting(text: string): string | null {
  let rest = text.replace(/^p\.\s*/i, '').replace(/ substitution\b.*$/i, '')
  if (!/\d/.test(rest) || rest.length > 120) return null
  if (/(?:deletion|insertion|duplication|mutation|exon|intron|ivs|phosph|splic)/i.test(rest)) return null
  rest = rest
    .replace(/^([A-Z]) (?=\d)/, '$1')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/\s+(?=(?:del|ins|dup|fs)\w*$)/i, '')
    .replace(/ (?=[A-Z]$)/, '')
  const numbers = /^del ?(\d+)[-_](\d+)$/i.exec(rest)
  if (numbers) {
    // Small numbers without residues may be exons (ALK del4-11).
    return Number(numbers[2]) < 60 ? null : `${numbers[1] ?? ''}_${numbers[2] ?? ''}del`
  }
  if (/\s/.test(rest)) return null
  rest = rest
    .replace(
      /^del([A-Z]\d+(?:_[A-Z]?\d+)?)(?:ins([A-Z]+))?$/i,
      (_, place: string, added?: string) => `${place}${added === undefined ? 'del' : `delins${added}`}`,
    )
    .replace(
      /(\d)(delins|del|ins|dup|fs|ext)/gi,
      (_, digit: string, word: string) => digit + word.toLowerCase(),
    )
    .replace(/(\d[A-Z])(fs)/gi, (_, residue: string, word: string) => residue + word.toLowerCase())
    .replace(/fs\*?[X*](?=\d*$)/, 'fs*')
    .replace(/(del[A-Z]*)INS/, (_, deleted: string) => `${deleted}ins`)
    .replace(/^([A-Z]\d+)-([A-Z]\d+)/, '$1_$2')
    .replace(/^([A-Z])([A-Z])(\d+)[-_](\d+)([A-Z]+)$/, '$1$3_$2$4delins$5')
    .replace(/^([A-Z])[A-Z]*([A-Z])(\d+)_(\d+)del$/, '$1$3_$2$4del')
    .replace(/^(\d+_\d+)[A-Z]+>/, '$1delins')
    .replace(/^([A-Z]\d+)_(\d+)(?=del|ins|dup)/, '$1_$2')
    .replace(
      /^([A-Z])(\d+)ins(?=[A-Z]|$)/,
      (_, ref: string, at: string) => `${ref}${at}_${Number(at) + 1}ins`,
    )
  // Longer than one residue: a delins (`K558NP`).
  if (/^[A-Z]\d+[ACDEFGHIKLMNPQRSTVWY]{2,8}$/.test(rest)) rest = rest.replace(/^([A-Z]\d+)/, '$1delins')
  const wide = /^[A-Z](\d+)_[A-Z](\d+)ins/.exec(rest)
  // Between residues that are no neighbours something is replaced, not inserted.
  if (wide && Number(wide[2]) - Number(wide[1]) > 1) rest = rest.replace('ins', 'delins')
  if (/^[A-Z]\d+_[A-Z]\d+ins\d+$/.test(rest)) rest = rest.replace(/\d+$/, '')
  return rest
}
