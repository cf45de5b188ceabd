import { nameOf } from '../../../shared/aminoAcids.ts'
import { percentDecode } from '../../../shared/hgvs.ts'
import type { GeneModels } from '../geneModels.ts'
import { clinicalClass } from '../clinicalSignificance.ts'
import type { VariantRow } from '../batchWriter.ts'
import { alike, find, numberAt, spells } from './byteText.ts'
import type { Texts } from './byteText.ts'
import { severity } from './consequences.ts'
import type { AnnotationFormat } from './header.ts'

/** Reads one consequence annotation (VEP CSQ, SnpEff or Jannovar ANN) into a row. */
export interface AnnotationReader {
  /**
   * Fills gene, transcript, HGVS, consequence, exon, population frequency and clinical class of `row` for
   * one alternative allele; leaves the row alone where no entry is for it.
   *
   * @param from where the INFO value, entries parted by commas, starts among the bytes; it ends before `to`
   * @param k 1-based index of the allele among `alts`
   */
  annotate(
    bytes: Buffer,
    from: number,
    to: number,
    row: VariantRow,
    ref: string,
    alts: readonly string[],
    k: number,
  ): void
  /** Symbols of the genes that the annotation places the record in, not merely near, in file order. */
  genes(bytes: Buffer, from: number, to: number): string[]
}

const BAR = 124
const COMMA = 44
const COLON = 58
const POINT = 46

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
  texts: Texts,
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
  // Where the fields of the entry last walked start, and those of the entry chosen so far.
  let starts = new Int32Array(furthest + 2)
  let chosen = new Int32Array(furthest + 2)
  const source = format.tool
  const vep = format.tool === 'VEP'

  let bytes: Buffer = Buffer.alloc(0)

  /**
   * Marks where the first `upTo + 1` fields of the entry at `from` start; `starts[i + 1] - 1` is the end of field i.
   * Returns the end of the entry: its comma, or `to`.
   */
  const walk = (from: number, to: number, upTo: number): number => {
    const line = bytes
    const marks = starts
    const most = upTo + 1
    let found = 1
    let at = from
    marks[0] = from
    while (at < to && found <= most) {
      // A loop with nothing else in it: measured, a quarter faster than one that also writes the marks.
      let code = line[at]
      while (at < to && code !== BAR && code !== COMMA) {
        at++
        code = line[at]
      }
      if (at >= to || code === COMMA) break
      at++
      marks[found++] = at
    }
    while (found <= most) marks[found++] = at + 1
    return find(line, COMMA, at, to)
  }
  const keep = (): void => {
    const kept = chosen
    chosen = starts
    starts = kept
  }
  const startOf = (i: number): number => starts[i] ?? 0
  const endOf = (i: number): number => (starts[i + 1] ?? 0) - 1
  const filled = (i: number): boolean => i !== -1 && endOf(i) > startOf(i)
  const name = (i: number): string => (i === -1 ? '' : texts.same(bytes, startOf(i), endOf(i)))

  const tierOf = (): number => {
    if (filled(fields.pick)) return PICKED
    if (filled(fields.mane)) return MANE
    const { canonical } = fields
    if (canonical !== -1 && spells(bytes, startOf(canonical), endOf(canonical), 'YES')) return CANONICAL
    if (models === null || !filled(fields.gene)) return ANY
    return models.isTranscriptOf(name(fields.gene), name(fields.transcript)) ? OURS : ANY
  }

  /** Marks the fields of the entry to report for allele `k`; false where there is none. */
  const choose = (from: number, to: number, ref: string, alts: readonly string[], k: number): boolean => {
    const many = alts.length > 1
    const wanted = many ? (vep ? vepAllele(ref, alts, k) : (alts[k - 1] ?? '')) : ''
    let genes: Candidate[] | null = null
    let best: Candidate | null = null
    // Most records name one gene: its first entry need not be walked again, nor its name be made into a string.
    let first = -1
    let geneStart = 0
    let geneLength = 0
    let start = from
    while (start <= to) {
      if (best?.tier === PICKED) {
        // Only another picked entry could still matter, and most are not.
        const end = walk(start, to, fields.pick)
        if (!filled(fields.pick)) {
          start = end + 1
          continue
        }
      }
      const end = walk(start, to, furthest)
      if (start === from && end === to && !many) return true
      if (!many || isFor(wanted, k)) {
        const tier = tierOf()
        const length = fields.gene === -1 ? 0 : Math.max(0, endOf(fields.gene) - startOf(fields.gene))
        let own: Candidate | null = null
        if (best === null) {
          geneStart = length === 0 ? 0 : startOf(fields.gene)
          geneLength = length
          best = { gene: '', tier, rank: UNRANKED, start }
          first = start
          keep()
        } else {
          if (length === geneLength && alike(bytes, geneStart, startOf(fields.gene), length)) own = best
          else {
            const gene = name(fields.gene)
            if (genes === null) {
              best.gene = texts.same(bytes, geneStart, geneStart + geneLength)
              genes = [best]
            }
            own = genes.find((candidate) => candidate.gene === gene) ?? null
            if (own === null) genes.push({ gene, tier, rank: UNRANKED, start })
          }
          if (own !== null) {
            if (tier > own.tier) {
              own.tier = tier
              own.rank = UNRANKED
              own.start = start
            } else if (tier === own.tier) {
              const rank = severity(name(fields.consequence))
              if (rank < rankOf(own, to)) {
                own.rank = rank
                own.start = start
              }
            }
          }
        }
      }
      start = end + 1
    }
    if (best === null) return false
    if (genes !== null) {
      for (const candidate of genes) rankOf(candidate, to)
      best = leading(genes, models)
    }
    if (best.start === first) keep()
    else walk(best.start, to, furthest)
    return true
  }

  /** Severity of a candidate, found out only when it has a rival. */
  const rankOf = (candidate: Candidate, to: number): number => {
    if (candidate.rank === UNRANKED) {
      walk(candidate.start, to, fields.consequence)
      candidate.rank = severity(name(fields.consequence))
    }
    return candidate.rank
  }

  const isFor = (wanted: string, k: number): boolean => {
    if (fields.alleleNumber !== -1 && filled(fields.alleleNumber))
      return name(fields.alleleNumber) === String(k)
    const allele = name(fields.allele)
    return allele === wanted || (!vep && allele.startsWith(`${wanted}-`))
  }

  /** Transcript with its version, and the change without it. */
  const readTranscript = (row: VariantRow): void => {
    const { transcript, hgvsC } = fields
    row.transcript = name(transcript)
    if (!filled(hgvsC)) return
    const from = startOf(hgvsC)
    const to = endOf(hgvsC)
    const colon = find(bytes, COLON, from, to)
    if (colon === to) {
      row.hgvsC = percentDecode(texts.fresh(bytes, from, to))
      return
    }
    row.hgvsC = percentDecode(texts.fresh(bytes, colon + 1, to))
    // VEP writes the version into Feature only on request, but always into HGVSc.
    const start = transcript === -1 ? 0 : startOf(transcript)
    const end = transcript === -1 ? 0 : Math.max(start, endOf(transcript))
    const length = end - start
    if (colon - from <= length) return
    if (find(bytes, POINT, start, end) === end && alike(bytes, start, from, length))
      row.transcript = texts.same(bytes, from, colon)
  }

  return {
    annotate(line, from, to, row, ref, alts, k) {
      bytes = line
      if (!choose(from, to, ref, alts, k)) return
      row.annotationSource = source
      row.gene = name(fields.gene)
      row.consequence = name(fields.consequence)
      row.exon = name(fields.exon)
      row.hgvsC = ''
      readTranscript(row)
      if (filled(fields.hgvsP)) {
        const start = startOf(fields.hgvsP)
        const end = endOf(fields.hgvsP)
        const colon = find(bytes, COLON, start, end)
        row.hgvsP = percentDecode(texts.fresh(bytes, colon === end ? start : colon + 1, end))
      } else row.hgvsP = fromAminoAcids()
      for (const i of fields.frequencies)
        if (filled(i))
          row.populationFrequency = higherAt(row.populationFrequency, bytes, startOf(i), endOf(i))
      for (const i of fields.clinical) row.clinicalSignificance ||= clinicalClass(name(i))
    },
    genes(line, from, to) {
      const found = new Set<string>()
      bytes = line
      let start = from
      while (start < to) {
        const end = walk(start, to, Math.max(fields.consequence, fields.gene))
        const gene = name(fields.gene)
        const consequence = name(fields.consequence)
        const inside = consequence
          .split('&')
          .some((term) => !/stream_gene_variant|intergenic|regulatory|TF_binding|TFBS/.test(term))
        if (gene !== '' && inside) found.add(gene)
        start = end + 1
      }
      return [...found]
    },
  }

  /**
   * VEP without --hgvs still states `R/S` at residue 1294: the same fact as p.Arg1294Ser, so it is written in
   * HGVS. Only for one residue; anything longer needs the alignment rules of HGVS and stays empty.
   */
  function fromAminoAcids(): string {
    if (!filled(fields.aminoAcids) || !filled(fields.proteinPosition)) return ''
    const change = /^([A-Z*])(?:\/([A-Z*]))?$/.exec(name(fields.aminoAcids))
    const position = /^(\d+)(?:\/\d+)?$/.exec(name(fields.proteinPosition))?.[1]
    if (!change || position === undefined) return ''
    const [, from = '', to = from] = change
    return from === to ? `p.${nameOf(from)}${position}=` : `p.${nameOf(from)}${position}${nameOf(to)}`
  }
}

interface Candidate {
  gene: string
  tier: number
  rank: number
  start: number
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

/** The same of a field among the bytes; most hold one plain number. */
export function higherAt(soFar: number, bytes: Buffer, from: number, to: number): number {
  const value = numberAt(bytes, from, to)
  if (Number.isNaN(value)) return higher(soFar, bytes.toString('latin1', from, to))
  return value >= 0 && value <= 1 && !(soFar >= value) ? value : soFar
}
