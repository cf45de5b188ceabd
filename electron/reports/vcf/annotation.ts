import { nameOf } from '../../../shared/aminoAcids.ts'
import { percentDecode } from '../../../shared/hgvs.ts'
import type { GeneModels } from '../geneModels.ts'
import { clinicalClass } from '../clinicalSignificance.ts'
import type { VariantRow } from '../batchWriter.ts'
import { severity } from './consequences.ts'
import type { AnnotationFormat } from './header.ts'

/** Reads one consequence annotation (VEP CSQ, SnpEff or Jannovar ANN) into a row. */
export interface AnnotationReader {
  /**
   * Fills gene, transcript, HGVS, consequence, exon, population frequency and clinical class of `row` for
   * one alternative allele; leaves the row alone where no entry is for it.
   *
   * @param value the INFO value, entries parted by commas
   * @param k 1-based index of the allele among `alts`
   */
  annotate(value: string, row: VariantRow, ref: string, alts: readonly string[], k: number): void
  /** Symbols of the genes that the annotation places the record in, not merely near, in file order. */
  genes(value: string): string[]
}

const BAR = 124

interface Fields {
  readonly allele: number
  readonly alleleNumber: number
  readonly consequence: number
  readonly gene: number
  readonly transcript: number
  readonly exon: number
  readonly hgvsC: number
  readonly hgvsP: number
  readonly pick: number
  readonly canonical: number
  readonly mane: number
  readonly aminoAcids: number
  readonly proteinPosition: number
  readonly frequencies: readonly number[]
  readonly clinical: readonly number[]
}

/** Allele-frequency fields of VEP: gnomAD exomes and genomes with their populations, 1000 Genomes, ESP, the maximum. */
const FREQUENCY_FIELD =
  /^(?:GNOMAD\w*_AF|GNOMAD\w*_\w+_AF|GNOMAD\w*AF\w*|MAX_AF|AF|(?:AFR|AMR|EAS|EUR|SAS|AA|EA)_AF|EXAC\w*AF\w*)$/
const NOT_A_FREQUENCY = /POPS|HOM|HET|FILTER|AC$|AN$|PAF/
const CLINICAL_FIELD =
  /^(?:CLIN_SIG|CLINVAR_CLNSIG|CLINVAR_CLIN_SIG|CLNSIG|CLINVAR_SIG|CLINICAL_SIGNIFICANCE)$/

function fieldsOf({ tool, fields }: AnnotationFormat): Fields {
  const at = (...names: string[]): number => {
    for (const name of names) {
      const place = fields.indexOf(name)
      if (place !== -1) return place
    }
    return -1
  }
  const all = (test: (name: string) => boolean): number[] =>
    fields.flatMap((name, i) => (test(name) ? [i] : []))
  const vep = tool === 'VEP'
  return {
    allele: at('ALLELE'),
    alleleNumber: at('ALLELE_NUM'),
    consequence: vep ? at('CONSEQUENCE') : at('ANNOTATION', 'EFFECT', 'CONSEQUENCE'),
    gene: vep ? at('SYMBOL') : at('GENE_NAME', 'GENE'),
    transcript: vep ? at('FEATURE') : at('FEATURE_ID', 'FEATUREID'),
    exon: vep ? at('EXON') : at('RANK', 'RANK / TOTAL'),
    hgvsC: vep ? at('HGVSC') : at('HGVS.C'),
    hgvsP: vep ? at('HGVSP') : at('HGVS.P'),
    pick: at('PICK'),
    canonical: at('CANONICAL'),
    mane: at('MANE_SELECT', 'MANE'),
    aminoAcids: at('AMINO_ACIDS'),
    proteinPosition: at('PROTEIN_POSITION'),
    frequencies: vep ? all((name) => FREQUENCY_FIELD.test(name) && !NOT_A_FREQUENCY.test(name)) : [],
    clinical: all((name) => CLINICAL_FIELD.test(name)),
  }
}

/** What speaks for an entry within its gene, weightiest first: the annotator's own pick, MANE Select, canonical, our transcript. */
const PICKED = 5
const MANE = 4
const CANONICAL = 3
const OURS = 2
const ANY = 1

/**
 * Of several entries the one that `--pick` marked is taken. Otherwise each gene is represented by its MANE
 * Select, else canonical, else Caseboard's own transcript, else the entry of the most severe consequence; among
 * genes the most severe consequence wins, then a gene of Caseboard's gene models, then the first.
 */
export function createAnnotationReader(
  format: AnnotationFormat,
  models: GeneModels | null,
): AnnotationReader {
  const fields = fieldsOf(format)
  const last = Math.max(
    fields.allele,
    fields.alleleNumber,
    fields.consequence,
    fields.gene,
    fields.transcript,
    fields.pick,
    fields.canonical,
    fields.mane,
  )
  const furthest = Math.max(
    last,
    fields.exon,
    fields.hgvsC,
    fields.hgvsP,
    fields.aminoAcids,
    fields.proteinPosition,
    ...fields.frequencies,
    ...fields.clinical,
  )
  const starts = new Int32Array(Math.max(format.fields.length, last + 1) + 2)
  const source = format.tool
  const vep = format.tool === 'VEP'

  // UTF-16 units of the value at hand. An array of numbers is walked several times faster than a string cut from a block.
  let scratch = Buffer.alloc(8192)
  let units = new Uint16Array(scratch.buffer, scratch.byteOffset, scratch.length / 2)
  const load = (value: string): void => {
    if (value.length > units.length) {
      scratch = Buffer.alloc(value.length * 4)
      units = new Uint16Array(scratch.buffer, scratch.byteOffset, scratch.length / 2)
    }
    scratch.write(value, 'utf16le')
  }

  /**
   * Marks where the first `upTo + 1` fields of the loaded entry from `from` to `to` start; `starts[i + 1] - 1` is the
   * end of field i.
   */
  const walk = (from: number, to: number, upTo: number): void => {
    let found = 0
    starts[0] = from
    for (let at = from; at < to && found <= upTo; at++) {
      if (units[at] === BAR) starts[++found] = at + 1
    }
    while (found <= upTo) starts[++found] = to + 1
  }
  const field = (value: string, i: number): string => {
    if (i === -1) return ''
    const start = starts[i] ?? 0
    const end = (starts[i + 1] ?? 0) - 1
    return end > start ? value.slice(start, end) : ''
  }
  const filled = (i: number): boolean => i !== -1 && (starts[i + 1] ?? 0) - 1 > (starts[i] ?? 0)

  const tierOf = (value: string, gene: string): number => {
    if (filled(fields.pick)) return PICKED
    if (filled(fields.mane)) return MANE
    if (filled(fields.canonical) && field(value, fields.canonical) === 'YES') return CANONICAL
    if (models !== null && gene !== '' && models.isTranscriptOf(gene, field(value, fields.transcript)))
      return OURS
    return ANY
  }

  /** Start of the entry to report for allele `k`, or -1. */
  const choose = (value: string, ref: string, alts: readonly string[], k: number): number => {
    const many = alts.length > 1
    const wanted = many ? (vep ? vepAllele(ref, alts, k) : (alts[k - 1] ?? '')) : ''
    let genes: Candidate[] | null = null
    let best: Candidate | null = null
    let from = 0
    while (from <= value.length) {
      const comma = value.indexOf(',', from)
      const to = comma === -1 ? value.length : comma
      if (comma === -1 && from === 0 && !many) return 0
      walk(from, to, last)
      if (!many || isFor(value, wanted, k)) {
        const gene = field(value, fields.gene)
        const tier = tierOf(value, gene)
        let own: Candidate | null = best !== null && best.gene === gene ? best : null
        if (own === null && genes !== null) own = genes.find((candidate) => candidate.gene === gene) ?? null
        if (own === null) {
          own = { gene, tier, rank: UNRANKED, start: from, end: to }
          if (best === null) best = own
          else {
            genes ??= [best]
            genes.push(own)
          }
        } else if (tier > own.tier) {
          own.tier = tier
          own.rank = UNRANKED
          own.start = from
          own.end = to
        } else if (tier === own.tier) {
          const rank = severity(field(value, fields.consequence))
          if (rank < rankOf(value, own)) {
            own.rank = rank
            own.start = from
            own.end = to
          }
        }
      }
      from = to + 1
    }
    if (genes === null) return best === null ? -1 : best.start
    for (const candidate of genes) rankOf(value, candidate)
    return leading(genes, models).start
  }

  /** Severity of a candidate, found out only when it has a rival. */
  const rankOf = (value: string, candidate: Candidate): number => {
    if (candidate.rank === UNRANKED) {
      walk(candidate.start, candidate.end, fields.consequence)
      candidate.rank = severity(field(value, fields.consequence))
    }
    return candidate.rank
  }

  const isFor = (value: string, wanted: string, k: number): boolean => {
    if (fields.alleleNumber !== -1 && filled(fields.alleleNumber))
      return field(value, fields.alleleNumber) === String(k)
    const allele = field(value, fields.allele)
    return allele === wanted || (!vep && allele.startsWith(`${wanted}-`))
  }

  return {
    annotate(value, row, ref, alts, k) {
      load(value)
      const start = choose(value, ref, alts, k)
      if (start === -1) return
      const comma = value.indexOf(',', start)
      walk(start, comma === -1 ? value.length : comma, furthest)
      row.annotationSource = source
      row.gene = field(value, fields.gene)
      row.consequence = field(value, fields.consequence)
      row.exon = field(value, fields.exon)
      const hgvsC = field(value, fields.hgvsC)
      const colon = hgvsC.indexOf(':')
      const transcript = field(value, fields.transcript)
      // VEP writes the version into Feature only on request, but always into HGVSc.
      row.transcript =
        colon > transcript.length && !transcript.includes('.') && hgvsC.startsWith(transcript)
          ? hgvsC.slice(0, colon)
          : transcript
      row.hgvsC = percentDecode(colon === -1 ? hgvsC : hgvsC.slice(colon + 1))
      const hgvsP = field(value, fields.hgvsP)
      row.hgvsP = hgvsP === '' ? fromAminoAcids(value) : percentDecode(hgvsP.slice(hgvsP.indexOf(':') + 1))
      for (const i of fields.frequencies)
        row.populationFrequency = higher(row.populationFrequency, field(value, i))
      for (const i of fields.clinical) row.clinicalSignificance ||= clinicalClass(field(value, i))
    },
    genes(value) {
      const found = new Set<string>()
      load(value)
      let from = 0
      while (from < value.length) {
        const comma = value.indexOf(',', from)
        const to = comma === -1 ? value.length : comma
        walk(from, to, Math.max(fields.consequence, fields.gene))
        const gene = field(value, fields.gene)
        const consequence = field(value, fields.consequence)
        const inside = consequence
          .split('&')
          .some((term) => !/stream_gene_variant|intergenic|regulatory|TF_binding|TFBS/.test(term))
        if (gene !== '' && inside) found.add(gene)
        from = to + 1
      }
      return [...found]
    },
  }

  /**
   * VEP without --hgvs still states `R/S` at residue 1294: the same fact as p.Arg1294Ser, so it is written in
   * HGVS. Only for one residue; anything longer needs the alignment rules of HGVS and stays empty.
   */
  function fromAminoAcids(value: string): string {
    if (fields.aminoAcids === -1 || fields.proteinPosition === -1) return ''
    const change = /^([A-Z*])(?:\/([A-Z*]))?$/.exec(field(value, fields.aminoAcids))
    const position = /^(\d+)(?:\/\d+)?$/.exec(field(value, fields.proteinPosition))?.[1]
    if (!change || position === undefined) return ''
    const [, from = '', to = from] = change
    return from === to ? `p.${nameOf(from)}${position}=` : `p.${nameOf(from)}${position}${nameOf(to)}`
  }
}

interface Candidate {
  readonly gene: string
  tier: number
  rank: number
  start: number
  end: number
}

const UNRANKED = -1

function leading(genes: readonly Candidate[], models: GeneModels | null): Candidate {
  const picked = genes.filter((candidate) => candidate.tier === PICKED)
  const [first, ...rest] = picked.length > 0 ? picked : genes
  if (first === undefined) throw new Error('leading needs a candidate')
  const listed = (candidate: Candidate): boolean => models !== null && models.has(candidate.gene)
  return rest.reduce(
    (best, one) =>
      one.rank < best.rank || (one.rank === best.rank && listed(one) && !listed(best)) ? one : best,
    first,
  )
}

/**
 * How VEP writes an allele: where the alleles differ in length and all share the first base, that base is cut
 * off, and `-` stands for nothing left (VEP documentation, "Allele" of the default output).
 */
export function vepAllele(ref: string, alts: readonly string[], k: number): string {
  const alt = alts[k - 1] ?? ''
  if (alts.every((one) => one.length === ref.length)) return alt
  const base = ref.charAt(0)
  const plain = alts.filter((one) => one !== '*' && !one.startsWith('<'))
  if (!plain.every((one) => one.startsWith(base))) return alt
  return alt === '*' || alt.startsWith('<') ? alt : alt.slice(1) || '-'
}

/** The higher of a frequency so far (NaN: none) and the values of a field such as `0.0001&0.0002`. */
export function higher(soFar: number, text: string): number {
  if (text === '' || text === '.') return soFar
  let best = soFar
  for (const part of text.split('&')) {
    const value = part === '' || part === '.' ? NaN : Number(part)
    if (value >= 0 && value <= 1 && !(best >= value)) best = value
  }
  return best
}
