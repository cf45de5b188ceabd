import { CaseboardError } from '../../../shared/errors.ts'
import type { GenomeBuild, Origin, SpecimenKind } from '../../../shared/model.ts'
import { annotateByCoordinate, nameKnownVariant } from '../annotateByCoordinate.ts'
import type { BuildContext } from '../annotationContext.ts'
import { TEXT_SEPARATOR } from '../batch.ts'
import { emptyRow } from '../batchWriter.ts'
import type { BatchWriter, VariantRow } from '../batchWriter.ts'
import { clinicalClass } from '../clinicalSignificance.ts'
import { normaliseAllele } from '../normalise.ts'
import type { NormalisedAllele } from '../normalise.ts'
import { alleles } from '../readLog.ts'
import type { CountedSentence, ReadLog } from '../readLog.ts'
import { isBase, kindOf } from './alleleKind.ts'
import { createAnnotationReader, higher } from './annotation.ts'
import { createTexts, numberAt } from './byteText.ts'
import { readGenotype } from './genotype.ts'
import type { VcfHeader } from './header.ts'
import { createInfoScanner } from './infoScanner.ts'
import type { InfoKey } from './infoScanner.ts'
import { originOf } from './origin.ts'
import {
  ALT,
  CHROM,
  FILTER,
  FORMAT,
  ID,
  INFO,
  POS,
  REF,
  createChromReader,
  createRecordColumns,
} from './recordColumns.ts'
import {
  alleleReads,
  controlReads,
  count,
  countText,
  cutSample,
  fraction,
  layoutOf,
  noSampleValues,
  valueEnd,
  valueStart,
  valueText,
} from './sampleFields.ts'
import type { AlleleReads, SampleLayout, SampleValues } from './sampleFields.ts'
import type { StructuralReader } from './structural.ts'
import { absentFromTumor, structuralRecord } from './structuralRecord.ts'
import type { RecordParts } from './structuralRecord.ts'
import { wantedInfo } from './wantedInfo.ts'

export interface RecordChoices {
  readonly build: GenomeBuild
  readonly tumorSample: string | null
  readonly normalSample: string | null
  readonly specimenKind: SpecimenKind | null
  readonly file: string
}

/** What was counted of some records; plain data. */
export interface RecordTally {
  readonly read: number
  readonly taken: number
  readonly origins: readonly Origin[]
  /** Alleles whose REF is, or is not, what the registered reference has there. */
  readonly agrees: number
  readonly differs: number
}

export interface RecordReader {
  /**
   * Reads the line between two offsets (without its line end), UTF-8; small variants go to the writer. `suspicious`
   * says that the separator of batches may stand in it, which is cheaper to find out for a whole block than for each
   * line. The bytes may change after the call.
   *
   * Returns false, having read nothing, for a record with a structural allele where the reader has no
   * StructuralReader.
   * @throws CaseboardError `bad-input` where the line is no VCF record at all
   */
  read(bytes: Buffer, start: number, end: number, lineNumber: number, suspicious: boolean): boolean
  /** Counts since the last call. */
  takeTally(): RecordTally
}

const ABSENT = alleles(
  'not carried by the tumor sample (genotype without it, or no read): kept, but not present.',
)
const ABSENT_STRUCTURAL = alleles('of structural records not carried by the tumor sample: skipped.')
const BAD_ALLELE = alleles('beside a good one could not be read: skipped.')
const WITHOUT_ALLELE: CountedSentence = {
  one: '1 record without an alternative allele (ALT ".") holds no variant.',
  many: '# records without an alternative allele (ALT ".") hold no variant.',
}
const NO_CHANGE: CountedSentence = {
  one: '1 allele written * or <*> or <NON_REF> stands for no change of its own: skipped.',
  many: '# alleles written * or <*> or <NON_REF> stand for no change of their own: skipped.',
}

const BASES = /^[ACGTN]+$/
const LOWER = /[a-z]/

/**
 * Two kinds of bad lines are told apart. A line that is no record (wrong number of columns, POS no number, REF or
 * ALT empty) throws: the file is damaged, and a report that lacks lines must not look complete. A
 * record that says something impossible (contig of no human build, position behind its end, letters that are no
 * bases) is refused and listed, and the import goes on.
 *
 * Records are cut here by offsets of their bytes; header and breakends are parsed by @gmod/vcf. Measured on 90,000
 * records of 490 bytes with one to three VEP transcripts, Node 24: this reader 0.42 s of processor time with annotation
 * picked, alleles split and batches made; `parseLine` of @gmod/vcf with INFO, ALT and one sample 0.64 s.
 */
export function createRecordReader(
  header: VcfHeader,
  choices: RecordChoices,
  context: BuildContext,
  writer: BatchWriter,
  log: ReadLog,
  structural: StructuralReader | null,
): RecordReader {
  const { build, file } = choices
  const wanted = wantedInfo(header)
  const texts = createTexts()
  const info = createInfoScanner(wanted.slots, texts)
  const annotation =
    header.annotation === null ? null : createAnnotationReader(header.annotation, context.models, texts)
  const tumorColumn = choices.tumorSample === null ? -1 : header.samples.indexOf(choices.tumorSample) + 9
  const normalColumn = choices.normalSample === null ? -1 : header.samples.indexOf(choices.normalSample) + 9
  const lone = header.samples.length <= 1
  let line: Buffer = Buffer.alloc(0)
  const origins = new Set<Origin>()
  const tumor: AlleleReads = { depth: NaN, altDepth: NaN, vaf: NaN }
  const normal: AlleleReads = { depth: NaN, altDepth: NaN, vaf: NaN }
  const allele: NormalisedAllele = { pos: 0, ref: '', alt: '', check: 'unchecked' }
  const row: VariantRow = emptyRow()
  const columns = createRecordColumns(header.columns)
  const { from, to } = columns
  const chromOf = createChromReader(build)
  const noValues = noSampleValues()
  const tumorValues = noSampleValues()
  const pairedValues = noSampleValues()
  const noLayout = layoutOf('', header.format)
  const layouts = new Map<string, SampleLayout>()
  let lastLayout = noLayout
  let layout = noLayout
  let readCount = 0
  let taken = 0
  let agrees = 0
  let differs = 0

  const broken = (line: number, field: string, message: string): CaseboardError =>
    new CaseboardError({
      code: 'bad-input',
      message,
      remedy: 'The file is damaged or no VCF; export or copy it again. Nothing was imported.',
      file,
      line,
      field,
    })

  const layoutFor = (format: string): SampleLayout => {
    if (lastLayout.format === format) return lastLayout
    let found = layouts.get(format)
    if (!found) {
      found = layoutOf(format, header.format)
      layouts.set(format, found)
    }
    lastLayout = found
    return found
  }

  const column = (i: number): string => texts.fresh(line, from(i), to(i))

  const readSmallVariant = (lineNumber: number, parts: RecordParts, k: number): void => {
    const { chrom, pos, ref, alts, values, normalValues, filter } = parts
    const written = alts[k - 1] ?? ''
    const alt = isBase(written) ? written : written.toUpperCase()
    normaliseAllele(context.reference, chrom, pos, ref, alt, allele)
    if (allele.check === 'agrees') agrees++
    else if (allele.check === 'differs') differs++
    row.line = lineNumber
    row.chrom = chrom
    row.pos = allele.pos
    row.ref = allele.ref
    row.alt = allele.alt
    const moved = allele.pos !== pos || allele.ref !== ref || allele.alt !== alt
    row.rawPos = moved ? pos : NaN
    row.rawRef = moved ? ref : ''
    row.rawAlt = moved ? alt : ''
    row.filter = filter
    const id = column(ID)
    row.externalIds = id === '.' ? '' : id
    row.gene = row.transcript = row.hgvsC = row.hgvsP = row.consequence = row.exon = ''
    row.annotationSource = row.clinicalSignificance = row.phase = row.zygosity = ''
    row.otherProduct = null
    row.populationFrequency = NaN
    if (annotation !== null && info.has(wanted.annotation)) {
      const start = info.start(wanted.annotation)
      const end = info.end(wanted.annotation)
      if (end > start) annotation.annotate(line, start, end, row, ref, alts, k)
    }
    if (row.gene === '') annotateByCoordinate(row, context, log)
    else nameKnownVariant(row, context)
    for (const { key, perAllele } of wanted.frequencies) {
      if (!info.has(key)) continue
      const value = texts.fresh(line, info.start(key), info.end(key))
      row.populationFrequency = higher(
        row.populationFrequency,
        perAllele || alts.length > 1 ? nthPart(value, k) : value,
      )
    }
    if (row.clinicalSignificance === '' && info.has(wanted.clinical)) {
      const value = info.get(wanted.clinical)
      row.clinicalSignificance = clinicalClass(alts.length > 1 ? nthPart(value, k) : value)
    }
    readDepths(parts, k, alt, ref)
    if (normalValues !== null) alleleReads(layout, normalValues, k, alts.length, ref, alt, normal)
    else if (layout.adc !== -1 || layout.dpc !== -1) controlReads(layout, values, normal)
    else normal.depth = normal.altDepth = normal.vaf = NaN
    if (Number.isNaN(normal.depth)) normal.depth = infoCount(wanted.normalDepth)
    if (Number.isNaN(normal.vaf)) normal.vaf = infoFraction(wanted.normalVaf, k - 1, alts.length)
    row.depth = tumor.depth
    row.altDepth = tumor.altDepth
    row.vaf = tumor.vaf
    row.normalDepth = normal.depth
    row.normalVaf = normal.vaf
    const gt = texts.same(values.bytes, valueStart(values, layout.gt), valueEnd(values, layout.gt))
    const genotype = readGenotype(gt, k)
    const reads = !(tumor.altDepth === 0) && (tumor.altDepth > 0 || tumor.vaf > 0)
    if (genotype.carries === 'allele') row.present = 1
    else if (reads) row.present = 1
    else if (tumor.altDepth === 0 || genotype.carries === 'absent') row.present = 0
    else row.present = gt === '' ? 1 : 0
    // DeepVariant and DeepSomatic list sites that they call reference with this filter.
    if (filter === 'RefCall' || filter.startsWith('RefCall;')) row.present = 0
    if (row.present === 0) log.count(ABSENT)
    const origin = originOf(info, wanted, header, choices, valueText(values, layout.ss), filter)
    if (row.origin !== origin || origins.size === 0) origins.add(origin)
    row.origin = origin
    if (genotype.carries === 'allele') {
      // Somatic callers write 0/1 whatever the allele fraction: that is no zygosity.
      if (origin !== 'somatic') row.zygosity = genotype.zygosity
      row.phase = phaseOf(values, k, alts.length, genotype.phased)
    }
    writer.push(row)
  }

  const infoCount = (key: InfoKey): number =>
    info.has(key) ? count(line, info.start(key), info.end(key)) : NaN
  const infoFraction = (key: InfoKey, index: number, expected: number): number =>
    info.has(key) ? fraction(line, info.start(key), info.end(key), index, expected) : NaN

  const readDepths = ({ values, alts }: RecordParts, k: number, alt: string, ref: string): void => {
    alleleReads(layout, values, k, alts.length, ref, alt, tumor)
    if (Number.isNaN(tumor.depth)) tumor.depth = infoCount(wanted.tumorDepth)
    if (Number.isNaN(tumor.vaf)) tumor.vaf = infoFraction(wanted.tumorVaf, k - 1, alts.length)
    if (!lone) return
    if (Number.isNaN(tumor.depth) && info.has(wanted.dp)) tumor.depth = infoCount(wanted.dp)
    if (Number.isNaN(tumor.altDepth) && info.has(wanted.dp4) && alts.length === 1) {
      const strands = info.get(wanted.dp4).split(',').map(countText)
      if (strands.length === 4) tumor.altDepth = (strands[2] ?? NaN) + (strands[3] ?? NaN)
    }
    // Beside AC and AN, AF is the share of called chromosomes, not of reads (VCF specification, reserved INFO keys).
    if (Number.isNaN(tumor.vaf) && info.has(wanted.af) && !info.has(wanted.an) && !info.has(wanted.ac)) {
      tumor.vaf = infoFraction(wanted.af, k - 1, alts.length)
    }
  }

  const phaseOf = (values: SampleValues, k: number, altCount: number, phased: string): string => {
    if (phased !== '') {
      // Without a phase set all phased calls of a contig belong together (VCF specification, PS).
      const set = valueText(values, layout.ps)
      const pid = valueText(values, layout.pid)
      return `${set !== '' && set !== '.' ? set : pid !== '' && pid !== '.' ? pid : '.'}:${phased}`
    }
    if (layout.pgt === -1 || layout.pid === -1 || altCount !== 1 || k !== 1) return ''
    const physical = valueText(values, layout.pgt)
    return physical.includes('|') ? `${valueText(values, layout.pid) || '.'}:${physical}` : ''
  }

  return {
    read(bytes, start, end, lineNumber, suspicious) {
      if (start === end) return true
      line = bytes
      const found = columns.cut(bytes, start, end)
      if (found !== header.columns) {
        throw broken(
          lineNumber,
          'columns',
          `The record has ${found} columns where the header has ${header.columns}.`,
        )
      }
      readCount++
      let pos = numberAt(bytes, from(POS), to(POS))
      if (!Number.isInteger(pos) || pos < 0) {
        const posText = column(POS)
        pos = Number(posText)
        if (posText === '' || !Number.isInteger(pos) || pos < 0)
          throw broken(lineNumber, 'POS', `POS is "${posText}", not a whole number.`)
      }
      const rawRef = column(REF)
      const altText = column(ALT)
      if (rawRef === '') throw broken(lineNumber, 'REF', 'REF is empty.')
      if (altText === '') throw broken(lineNumber, 'ALT', 'ALT is empty.')
      const chrom = chromOf(bytes, from(CHROM), to(CHROM))
      if (chrom === null) {
        log.refuse(lineNumber, 'CHROM', `The contig "${column(CHROM)}" belongs to no human genome build.`)
        return true
      }
      if (pos < 1 || pos > chrom.length) {
        log.refuse(
          lineNumber,
          'POS',
          pos < 1
            ? 'Position 0 lies before the chromosome.'
            : `Position ${pos} lies behind the end of chromosome ${chrom.name} in ${build} (${chrom.length}).`,
        )
        return true
      }
      const ref = isBase(rawRef) || !LOWER.test(rawRef) ? rawRef : rawRef.toUpperCase()
      if (!isBase(ref) && !BASES.test(ref)) {
        log.refuse(lineNumber, 'REF', `REF "${rawRef.slice(0, 40)}" has letters other than A, C, G, T and N.`)
        return true
      }
      if (suspicious && bytes.toString('latin1', start, end).includes(TEXT_SEPARATOR)) {
        log.refuse(lineNumber, 'record', 'The record holds the control character U+0001.')
        return true
      }
      if (altText === '.') {
        log.count(WITHOUT_ALLELE)
        return true
      }
      const alts = altText.includes(',') ? altText.split(',') : [altText]
      if (structural === null && !isBase(altText) && alts.some((alt) => kindOf(alt) === 'structural')) {
        readCount--
        return false
      }
      info.scan(bytes, from(INFO), to(INFO))
      let values = noValues
      let normalValues: SampleValues | null = null
      layout = noLayout
      if (tumorColumn > FORMAT) {
        layout = layoutFor(texts.same(bytes, from(FORMAT), to(FORMAT)))
        cutSample(tumorValues, bytes, from(tumorColumn), to(tumorColumn))
        values = tumorValues
        if (normalColumn > FORMAT) {
          cutSample(pairedValues, bytes, from(normalColumn), to(normalColumn))
          normalValues = pairedValues
        }
      }
      const filter = texts.same(bytes, from(FILTER), to(FILTER))
      const parts: RecordParts = { chrom: chrom.name, pos, ref, alts, values, normalValues, filter }
      let any = false
      let bad: { field: string; reason: string } | null = null
      for (let k = 1; k <= alts.length; k++) {
        const alt = alts[k - 1] ?? ''
        const kind = kindOf(alt)
        if (kind === 'sequence') {
          if (alt.toUpperCase() === ref) {
            bad = { field: 'ALT', reason: 'ALT equals REF.' }
            continue
          }
          readSmallVariant(lineNumber, parts, k)
          any = true
        } else if (kind === 'skip') {
          log.count(NO_CHANGE)
        } else if (kind === 'structural' && structural !== null) {
          const record = structuralRecord(
            column(ID),
            lineNumber,
            parts,
            k,
            info,
            wanted,
            layout,
            annotation,
            bytes,
          )
          if (absentFromTumor(record, parts, layout, k)) {
            log.count(ABSENT_STRUCTURAL)
            any = true
          } else if (structural.read(record)) any = true
          else log.count(alleles(`${alt.slice(0, 40)} of a kind that Caseboard does not interpret: skipped.`))
        } else
          bad = {
            field: 'ALT',
            reason: `ALT "${alt.slice(0, 40)}" is neither bases, a symbolic allele nor a breakend.`,
          }
      }
      if (any) taken++
      if (bad !== null) {
        if (any) log.count(BAD_ALLELE)
        else log.refuse(lineNumber, bad.field, bad.reason)
      }
      return true
    },
    takeTally() {
      const tally = { read: readCount, taken, origins: [...origins], agrees, differs }
      readCount = taken = agrees = differs = 0
      origins.clear()
      return tally
    },
  }
}

function nthPart(value: string, k: number): string {
  return value.includes(',') ? (value.split(',')[k - 1] ?? '') : value
}
