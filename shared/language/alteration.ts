import type { Biomarker } from '../knowledge.ts'
import type { Origin } from '../model.ts'
import { codingWording } from './codingWording.ts'
import { exonWording, nonCodingWording } from './exonWording.ts'
import { cytogeneticFusion, fusionWordOnGene, partnersWording } from './fusionWording.ts'
import { domainWording, geneWording, namedWording } from './geneWording.ts'
import { genomeWideWording } from './genomeWide.ts'
import { markerWording } from './markerWording.ts'
import { proteinWording } from './proteinWording.ts'
import { narrowed, otherFinding, reading, tidy } from './reading.ts'
import type { Reading } from './reading.ts'
import type { AlterationWording, Vocabulary } from './vocabulary.ts'

export type ParsedAlteration =
  | {
      readonly ok: true
      readonly biomarker: Biomarker
      readonly kind: AlterationWording
      readonly gene: string | null
      readonly text: string
      /** What the reading decided or left out, for a curator. */
      readonly notes: readonly string[]
    }
  | { readonly ok: false; readonly text: string; readonly reason: string }

export interface AlterationContext {
  /** The gene that the source files the text under, any known name. */
  readonly gene?: string | null
  /** How the source classes a text that only names a gene, e.g. `Rearrangement`, `Germline Variant`. */
  readonly feature?: string | null
}

interface Surroundings {
  readonly vocabulary: Vocabulary
  readonly feature: string
  /** Parts of parts: texts nest no deeper than they are short. */
  readonly depth: number
}

const LONGEST = 300
const DEEPEST = 4

/**
 * Reads an alteration as sources and laboratories write it into a biomarker expression. Never throws; what
 * cannot be read comes back with the reason, for a curator. Wordings stand in the files of this folder, one
 * for each family.
 */
export function parseAlteration(
  text: string,
  vocabulary: Vocabulary,
  context: AlterationContext = {},
): ParsedAlteration {
  const refuse = (reason: string): ParsedAlteration => ({ ok: false, text, reason })
  const clean = tidy(text)
  if (clean === '') return refuse('The text is empty.')
  if (clean.length > LONGEST) return refuse(`Longer than ${LONGEST} characters: not one alteration.`)
  const named = context.gene?.trim() ?? ''
  const gene = named === '' ? null : vocabulary.gene(named)
  const found = readText(clean, gene, { vocabulary, feature: context.feature ?? '', depth: 0 })
  if (found === null) {
    return refuse(
      named !== '' && gene === null
        ? `"${named}" is no gene that HGNC knows, or several genes share the name.`
        : whyNot(clean, gene, vocabulary),
    )
  }
  return { ok: true, text, ...found }
}

function whyNot(text: string, gene: string | null, vocabulary: Vocabulary): string {
  if (vocabulary.gene(text) !== null) return 'Names a gene, and not what happened to it.'
  if (gene === null && leadingGene(text, vocabulary) === null) return 'No gene that HGNC knows is named.'
  return 'The wording is not known.'
}

function readText(text: string, gene: string | null, around: Surroundings): Reading | null {
  if (around.depth > DEEPEST || text === '') return null
  return readOne(text, gene, around) ?? readParts(text, gene, around)
}

/** One finding, not a list of them. */
function readOne(text: string, gene: string | null, around: Surroundings): Reading | null {
  const { vocabulary } = around
  const general = genomeWideWording(text) ?? markerWording(text)
  if (general) return general
  const cytogenetic = cytogeneticFusion(text, gene)
  if (cytogenetic) return cytogenetic
  const bare = bareGene(text, around)
  if (bare) return bare

  const own = gene === null ? null : onGene(text, gene, around)
  if (own) return own
  const partners = partnersWording(text, gene, vocabulary)
  if (partners) {
    const { reading: fusion, rest } = partners
    if (rest === '') return fusion
    const more =
      fusion.gene === null
        ? null
        : readText(rest.replace(/^[-:,]\s*/, ''), gene ?? fusion.gene, deeper(around))
    if (more) return together([fusion, more])
  }
  const led = leadingGene(text, vocabulary)
  if (led) {
    const fusionAndMore = /^((?:gene )?(?:fusions?|rearrangements?)) (.+)$/i.exec(led.rest)
    if (fusionAndMore) {
      const more = onGene(fusionAndMore[2] ?? '', led.gene, around)
      if (more) return together([reading('fusion', led.gene, { leaf: 'fusion', gene: led.gene }), more])
    }
    const found = onGene(led.rest, led.gene, around)
    if (found) return found
  }
  return turnedRound(text, around)
}

/** Only a gene: what happened to it must be said by how the source classes the entry. */
function bareGene(text: string, { vocabulary, feature }: Surroundings): Reading | null {
  const gene = vocabulary.gene(text)
  if (gene === null || feature === '') return null
  const word = feature.toLowerCase()
  if (/germline/.test(word)) return reading('germline', gene, { leaf: 'germlinePathogenic', gene })
  if (/rearrange|fusion|transloc/.test(word)) return reading('fusion', gene, { leaf: 'fusion', gene })
  return /somatic|variant|mutation/.test(word) ? geneWording('mutation', gene, undefined) : null
}

/** The words behind (or, with a gene given by the source, instead of) the gene's name. */
function onGene(text: string, gene: string, around: Surroundings): Reading | null {
  const { vocabulary, feature } = around
  const { rest, origin } = originOf(text.replace(/^[-:,_]?\s+|^[:,_]\s*/, '').trim())
  if (rest === '') return null
  if (/^\(?(?:likely )?pathogenic\)?(?: (?:variant|mutation)s?)?$/i.test(rest)) {
    return origin === 'germline' || /germline/i.test(feature)
      ? reading('germline', gene, { leaf: 'germlinePathogenic', gene })
      : reading('oncogenic', gene, { leaf: 'oncogenic', gene, ...(origin === undefined ? {} : { origin }) })
  }
  const special = specialNames(rest, gene)
  if (special) return special
  const found =
    namedWording(rest, gene) ??
    exonWording(rest, gene, vocabulary) ??
    nonCodingWording(rest, gene) ??
    codingWording(rest, gene, vocabulary) ??
    proteinWording(rest, gene, origin) ??
    fusionWordOnGene(rest, gene) ??
    cytogeneticFusion(rest, gene) ??
    domainWording(rest, gene, vocabulary) ??
    geneWording(rest, gene, origin) ??
    bracketed(rest, gene, around)
  if (found === null || origin !== 'germline') return found
  return found.kind === 'mutation' || found.kind === 'oncogenic' || found.kind === 'loss of function'
    ? reading('germline', gene, { leaf: 'germlinePathogenic', gene })
    : found
}

function originOf(text: string): { rest: string; origin: Origin | undefined } {
  const found = /^(germline|somatic|inherited|constitutional) |[ (,]+(germline|somatic)\)?$/i.exec(text)
  if (!found || /^somatic (?:mutation|variant)s?$/i.test(text)) return { rest: text, origin: undefined }
  const word = (found[1] ?? found[2] ?? '').toLowerCase()
  return { rest: text.replace(found[0], '').trim(), origin: word === 'somatic' ? 'somatic' : 'germline' }
}

/** Findings with a name of their own. */
function specialNames(text: string, gene: string): Reading | null {
  if (gene === 'EGFR' && /^(?:v-?III|variant III|vIII mutation)$/i.test(text)) {
    // EGFRvIII lacks exons 2 to 7 (residues 30 to 297).
    return reading('structural', gene, {
      any: [
        { leaf: 'proteinChange', gene, change: 'V30_R297delinsG' },
        otherFinding(gene, 'vIII (exons 2 to 7 deleted)'),
      ],
    })
  }
  if (gene === 'AR' && /^V\d+(?:es)?(?:$|,)/i.test(text)) {
    return reading('other', gene, otherFinding(gene, `splice variant ${text}`))
  }
  const splice = /^(?:p\.)?[A-Z](\d+)(?:_splice| splice[ -]site(?: mutation)?)$/i.exec(text)
  if (splice) {
    const codon = Number(splice[1])
    // D1010 ends MET exon 14; in the longer isoform's numbering it is D1028.
    if (gene === 'MET' && (codon === 1010 || codon === 963 || codon === 1028 || codon === 981)) {
      return reading('exon skipping', gene, { leaf: 'exonSkipping', gene, exon: 14 })
    }
    return reading('variant type', gene, {
      leaf: 'variantType',
      gene,
      is: 'splice site',
      codons: [codon, codon],
    })
  }
  const without = /^non-([A-Z]\d+)(?: mutations?)?$/i.exec(text)
  if (without) {
    const codon = proteinWording((without[1] ?? '').toUpperCase(), gene, undefined)
    return codon?.kind === 'codon'
      ? reading('mutation', gene, { all: [{ leaf: 'oncogenic', gene }, { not: codon.biomarker }] })
      : null
  }
  return null
}

const ANNOTATION = /^(?:missense|nonsense|frame ?shift|deletion|insertion|splice site|silent|in-?frame .*)$/i

/** `p.E17K (Missense)`, `L198Q (c.593T>A)`, `(Frameshift)`, `Exon 19 (Deletion)`, `T790M (cis)`. */
function bracketed(text: string, gene: string, around: Surroundings): Reading | null {
  const splicing = /^splicing alteration \((.*)\)$/i.exec(text)
  if (splicing) return codingWording(splicing[1] ?? '', gene, around.vocabulary)
  const remark = / \((?:novel|reported)\)$/i
  if (remark.test(text)) return onGene(text.replace(remark, ''), gene, deeper(around))
  const found = /^(c\.\S+|[^()]*?) ?\(([^()]+)\)?$/.exec(text)
  if (!found) return null
  const [, main = '', inside = ''] = found
  if (main === '') return onGene(inside, gene, deeper(around))
  if (around.depth >= DEEPEST) return null
  const coding = /(?:^|[ (])c\./.test(inside) ? codingWording(inside.trim(), gene, around.vocabulary) : null
  const own = onGene(main.replace(/ stop at \d+$/i, ''), gene, deeper(around))
  if (own === null) {
    if (coding) return coding
    const place = /^(?:null|3'UTR alteration)$/i.test(main)
    return place ? reading('structural', gene, otherFinding(gene, text)) : null
  }
  if (own.kind === 'codon' && coding) return coding
  if (ANNOTATION.test(inside) && own.kind === 'exon')
    return exonWording(`${main} ${inside}`, gene, around.vocabulary) ?? own
  if (ANNOTATION.test(inside) || coding || /^c\./.test(inside)) return own
  if (/^in? ?(cis|trans)$/i.test(inside)) return phased(own, inside)
  return { ...own, notes: [...own.notes, `Left out: "${inside}".`] }
}

function phased(found: Reading, word: string): Reading {
  const phase = /trans/i.test(word) ? 'on different copies (in trans)' : 'on the same copy (in cis)'
  return { ...found, biomarker: narrowed(found.biomarker, found.gene, phase) }
}

/** `wild type KRAS`, `loss of PTEN`, `amplification of ERBB2`, `germline BRCA1 mutation`. */
function turnedRound(text: string, around: Surroundings): Reading | null {
  const origin = /^(germline|somatic) (.+)$/i.exec(text)
  if (origin) {
    const led = leadingGene(origin[2] ?? '', around.vocabulary)
    return led === null ? null : onGene(`${origin[1] ?? ''} ${led.rest}`, led.gene, around)
  }
  const found = /^(.+?) (?:(?:of|in|at) )?(?:the )?([A-Za-z0-9-]+)(?: gene)?$/i.exec(text)
  if (!found) return null
  const gene = around.vocabulary.gene(found[2] ?? '')
  if (gene === null || leadingGene(found[1] ?? '', around.vocabulary) !== null) return null
  return onGene(found[1] ?? '', gene, deeper(around))
}

/** The gene that the text begins with, and the rest; null where its first word is no gene. */
function leadingGene(text: string, vocabulary: Vocabulary): { gene: string; rest: string } | null {
  const found = /^([A-Za-z0-9][A-Za-z0-9.-]*?)(?=[\s:(,_*]|-|$)/.exec(text)
  const whole = /^([A-Za-z0-9][A-Za-z0-9.-]*)/.exec(text)
  for (const match of [whole, found]) {
    const name = match?.[1] ?? ''
    if (name.length < 2) continue
    const gene = vocabulary.gene(name)
    if (gene !== null) return { gene, rest: text.slice(name.length).replace(/^[-:,_]?\s*/, '') }
  }
  return null
}

const AND = [/ ?\+ ?/, / (?:and|with|&|plus) /i, / ?; ?/] as const
const OR = [/ or /i, / ?\/ ?/, / ?\| ?/, / ?, ?/] as const

/** Lists: `T790M + C797S`, `V600E or V600K`, `G12/G13`, and findings side by side (`V600E AMPLIFICATION`). */
function readParts(text: string, gene: string | null, around: Surroundings): Reading | null {
  const cis = /^(.*?),? \(?(?:in )?(cis|trans)\)?$/i.exec(text)
  if (cis) {
    const inner = readText(cis[1] ?? '', gene, deeper(around))
    return inner === null ? null : phased(inner, cis[2] ?? '')
  }
  for (const split of AND) {
    const parts = eachPart(text.split(split), gene, around)
    if (parts) return together(parts)
  }
  for (const split of OR) {
    const parts = eachPart(text.split(split), gene, around)
    if (parts) return alternatives(parts)
  }
  // Changes joined by a dash (`C1156Y-L1196M`) lie in one molecule.
  const dashed = /^([A-Z]\d+[A-Z])-([A-Z]\d+[A-Z])$/.exec(text)
  if (dashed) {
    const parts = eachPart([dashed[1] ?? '', dashed[2] ?? ''], gene, around)
    if (parts) return together(parts)
  }
  // Side by side (`V600E AMPLIFICATION`): short texts only, because every place to cut is tried.
  if (around.depth > 1 || text.split(' ').length > 7) return described(text, gene, around)
  for (let at = text.lastIndexOf(' '); at > 0; at = text.lastIndexOf(' ', at - 1)) {
    const parts = eachPart([text.slice(0, at), text.slice(at + 1)], gene, around)
    // A residue beside a word for copies is neither (`T17 DELETION` of a microsatellite).
    const codon = parts?.some(({ kind }) => kind === 'codon') === true
    if (parts && !(codon && parts.some(({ kind }) => kind === 'copy number'))) return together(parts)
  }
  return described(text, gene, around)
}

/** `p.G328V substitution, non-synonymous mutation`: one change, then words about it. */
function described(text: string, gene: string | null, around: Surroundings): Reading | null {
  const parts = text.split(/ ?, ?/)
  if (parts.length < 2) return null
  for (const part of parts) {
    const found = readOne(part, gene, deeper(around))
    if (found?.kind === 'protein change' || found?.kind === 'coding change') {
      return { ...found, notes: [...found.notes, `Read from "${part}"; the other words were left out.`] }
    }
  }
  return null
}

function eachPart(parts: readonly string[], gene: string | null, around: Surroundings): Reading[] | null {
  if (parts.length < 2 || parts.length > 12) return null
  const readings: Reading[] = []
  let about = gene
  for (const part of parts) {
    const found = readText(part.trim(), about, deeper(around))
    if (found === null) return null
    readings.push(found)
    about = found.gene ?? about
  }
  return readings
}

function deeper(around: Surroundings): Surroundings {
  return { ...around, depth: around.depth + 1 }
}

function together(parts: readonly Reading[]): Reading {
  return combined(parts, { all: parts.map(({ biomarker }) => biomarker) }, 'combination')
}

/** Alternatives of one kind are of that kind; of several, a combination. */
function alternatives(parts: readonly Reading[]): Reading {
  const kinds = new Set(parts.map(({ kind }) => kind))
  const [only] = kinds
  return combined(
    parts,
    { any: parts.map(({ biomarker }) => biomarker) },
    kinds.size === 1 && only !== undefined ? only : 'combination',
  )
}

function combined(parts: readonly Reading[], biomarker: Biomarker, kind: AlterationWording): Reading {
  return {
    biomarker,
    kind,
    gene: parts.find(({ gene }) => gene !== null)?.gene ?? null,
    notes: [...new Set(parts.flatMap(({ notes }) => notes))],
  }
}
