import {
  codingPosition,
  codonPhases,
  genomicPosition,
  reverseComplement,
  translateCodon,
} from '../../build/lib.mjs'
import { reference } from './reference.mjs'
import { TRANSCRIPTS } from './transcripts.mjs'

const THREE = {
  A: 'Ala',
  C: 'Cys',
  D: 'Asp',
  E: 'Glu',
  F: 'Phe',
  G: 'Gly',
  H: 'His',
  I: 'Ile',
  K: 'Lys',
  L: 'Leu',
  M: 'Met',
  N: 'Asn',
  P: 'Pro',
  Q: 'Gln',
  R: 'Arg',
  S: 'Ser',
  T: 'Thr',
  V: 'Val',
  W: 'Trp',
  Y: 'Tyr',
  '*': 'Ter',
}

/** `p.L858R` as `p.Leu858Arg`; `p.Q787Q` as `p.Gln787=`. */
export function threeLetter(short) {
  const parsed = /^p\.([A-Z*])(\d+)([A-Z*=])$/.exec(short)
  if (!parsed) throw new Error(`not a substitution: ${short}`)
  const [, from, residue, to] = parsed
  return to === from || to === '=' ? `p.${THREE[from]}${residue}=` : `p.${THREE[from]}${residue}${THREE[to]}`
}

function modelOf(build, gene) {
  const model = reference(build).models.get(gene)
  if (!model) throw new Error(`no ${build} model of ${gene}`)
  return model
}

/** Exon of a position on the gene's model as `21/28`. */
function exonOf(model, pos) {
  const ordered = model.strand === '+' ? model.exons : [...model.exons].reverse()
  const index = ordered.findIndex(([start, end]) => pos > start && pos <= end)
  return index === -1 ? '' : `${index + 1}/${ordered.length}`
}

const CONSEQUENCES = {
  silent: 'synonymous_variant',
  missense: 'missense_variant',
  nonsense: 'stop_gained',
}

/**
 * A substitution, given as the literature gives it and checked three ways: the position must lie in the stated
 * codon of the gene model, the bases must be able to make the stated change, and where a reference slice holds
 * the codon, REF and the translated codon must agree with it.
 *
 * @param p one-letter, `p.L858R`; `id` dbSNP number or '.'; `frequency` in the population, or null
 */
export function substitution(
  build,
  gene,
  chrom,
  pos,
  ref,
  alt,
  p,
  { id = '.', frequency = null, clinical = '' } = {},
) {
  const model = modelOf(build, gene)
  const at = codingPosition(model, pos)
  const parsed = /^p\.([A-Z*])(\d+)([A-Z*=])$/.exec(p)
  if (!parsed || at === null || model.chrom !== `chr${chrom}`)
    throw new Error(`${gene} ${p}: not at ${chrom}:${pos}`)
  const from = parsed[1]
  const to = parsed[3] === '=' ? from : parsed[3]
  const residue = Number(parsed[2])
  if (Math.ceil(at / 3) !== residue)
    throw new Error(`${gene} ${p}: ${chrom}:${pos} is codon ${Math.ceil(at / 3)}`)
  if (!codonPhases(model.strand, { ref, alt, from, to }).includes((at - 1) % 3))
    throw new Error(`${gene} ${p}: ${ref}>${alt} cannot make it`)
  const known = codonAt(build, gene, residue)
  const base = reference(build).bases(chrom, pos, pos)
  if (base !== null && base !== ref) throw new Error(`${gene} ${p}: the reference has ${base}, not ${ref}`)
  if (known !== null) {
    const changed = [...known]
    changed[(at - 1) % 3] = model.strand === '-' ? reverseComplement(alt) : alt
    if (translateCodon(known) !== from || translateCodon(changed.join('')) !== to)
      throw new Error(`${gene} ${p}: codon is ${known}`)
  }
  const coding = model.strand === '-' ? [reverseComplement(ref), reverseComplement(alt)] : [ref, alt]
  return {
    build,
    gene,
    chrom,
    pos,
    ref,
    alt,
    id,
    frequency,
    clinical,
    strand: model.strand,
    verified: base !== null,
    hgvsC: `c.${at}${coding[0]}>${coding[1]}`,
    hgvsP: threeLetter(p),
    residue,
    aminoAcids: from === to ? from : `${from}/${to}`,
    codingAt: at,
    codingLength: lengthOf(model),
    exon: exonOf(model, pos),
    consequence:
      from === to ? CONSEQUENCES.silent : to === '*' ? CONSEQUENCES.nonsense : CONSEQUENCES.missense,
    transcript: TRANSCRIPTS[gene],
  }
}

/** An invented substitution at coding position `at` of `gene`: reference base and residues come from the slice. */
export function invented(build, gene, at, codingAlt, options = {}) {
  const model = modelOf(build, gene)
  const codon = codonAt(build, gene, Math.ceil(at / 3))
  if (codon === null) throw new Error(`${gene} c.${at}: no reference slice, so nothing may be invented there`)
  const pos = genomicPosition(model, at)
  const changed = [...codon]
  changed[(at - 1) % 3] = codingAlt
  const short = `p.${translateCodon(codon)}${Math.ceil(at / 3)}${translateCodon(changed.join(''))}`
  const chrom = model.chrom.slice(3)
  const ref = reference(build).bases(chrom, pos, pos)
  const alt = model.strand === '-' ? reverseComplement(codingAlt) : codingAlt
  if (ref === alt) throw new Error(`${gene} c.${at}: the reference already is ${codingAlt}`)
  return substitution(build, gene, chrom, pos, ref, alt, short, options)
}

/** An insertion or deletion whose HGVS is stated; the coding position of its first changed base is checked. */
export function indel(
  build,
  gene,
  chrom,
  pos,
  ref,
  alt,
  { hgvsC, hgvsP, firstChanged, consequence, id = '.', clinical = '' },
) {
  const model = modelOf(build, gene)
  const at = codingPosition(model, pos + 1)
  if (at !== firstChanged) throw new Error(`${gene} ${hgvsC}: ${chrom}:${pos + 1} is c.${at}`)
  const bases = reference(build).bases(chrom, pos, pos + ref.length - 1)
  if (bases !== null && bases !== ref)
    throw new Error(`${gene} ${hgvsC}: the reference has ${bases}, not ${ref}`)
  return {
    build,
    gene,
    chrom,
    pos,
    ref,
    alt,
    id,
    frequency: null,
    clinical,
    strand: model.strand,
    verified: bases !== null,
    hgvsC,
    hgvsP,
    consequence,
    residue: Math.ceil(at / 3),
    aminoAcids: '',
    codingAt: at,
    codingLength: lengthOf(model),
    exon: exonOf(model, pos + 1),
    transcript: TRANSCRIPTS[gene],
  }
}

/** A change outside the coding sequence, for files without annotation; REF must stand in a slice. */
export function noncoding(build, gene, chrom, pos, ref, alt) {
  const base = reference(build).bases(chrom, pos, pos)
  if (base !== ref) throw new Error(`${chrom}:${pos}: the reference has ${base}, not ${ref}`)
  return { build, gene, chrom, pos, ref, alt, id: '.', frequency: null, clinical: '', verified: true }
}

function lengthOf(model) {
  return model.exons.reduce(
    (sum, [s, e]) => sum + Math.max(0, Math.min(e, model.cdsEnd) - Math.max(s, model.cdsStart)),
    0,
  )
}

/** The codon of a residue as the transcript reads it; null where no slice holds all three bases. */
export function codonAt(build, gene, residue) {
  const model = modelOf(build, gene)
  const chrom = model.chrom.slice(3)
  const bases = [1, 2, 3].map((k) => {
    const pos = genomicPosition(model, residue * 3 - 3 + k)
    return pos === null ? null : reference(build).bases(chrom, pos, pos)
  })
  if (bases.includes(null)) return null
  return bases.map((base) => (model.strand === '-' ? reverseComplement(base) : base)).join('')
}
