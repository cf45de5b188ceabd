import { CaseboardError } from '../../../shared/errors.ts'
import type { GenomeBuild, Origin, OtherAlteration, SpecimenKind } from '../../../shared/model.ts'
import { annotateByCoordinate, nameKnownVariant } from '../annotateByCoordinate.ts'
import type { BuildContext } from '../annotationContext.ts'
import { TEXT_SEPARATOR } from '../batch.ts'
import { emptyRow } from '../batchWriter.ts'
import type { BatchWriter, VariantRow } from '../batchWriter.ts'
import { chromLength, normaliseChrom } from '../chromosomes.ts'
import { clinicalClass } from '../clinicalSignificance.ts'
import { normaliseAllele } from '../normalise.ts'
import type { NormalisedAllele } from '../normalise.ts'
import { records } from '../readLog.ts'
import type { ReadLog } from '../readLog.ts'
import { createReferenceWatch } from '../referenceCheck.ts'
import { isBase, kindOf } from './alleleKind.ts'
import { createAnnotationReader, higher } from './annotation.ts'
import { readGenotype } from './genotype.ts'
import type { VcfHeader } from './header.ts'
import { createInfoScanner } from './infoScanner.ts'
import { originOf } from './origin.ts'
import { alleleReads, controlReads, count, fraction, layoutOf } from './sampleFields.ts'
import type { AlleleReads, SampleLayout } from './sampleFields.ts'
import { createStructuralReader } from './structural.ts'
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

export interface RecordReader {
  /**
   * Reads one line (without its line end); small variants go to the writer. `suspicious` says that the separator of
   * batches may stand in it, which is cheaper to find out for a whole block than for each line.
   * @throws CaseboardError `bad-input` where the line is no VCF record at all
   */
  read(line: string, lineNumber: number, suspicious: boolean): void
  takeAlterations(): OtherAlteration[]
  /** Last alterations; @throws where REF disagrees so often that the build must be wrong. */
  finish(): OtherAlteration[]
  /** Records seen so far. */
  readonly recordCount: number
  readonly taken: number
  readonly origins: ReadonlySet<Origin>
}

const BASES = /^[ACGTN]+$/
const LOWER = /[a-z]/

/**
 * Two kinds of bad lines are told apart. A line that is no record (wrong number of columns, POS no number, REF or
 * ALT empty) throws: the file is damaged, and a report that lacks lines must not look complete. A
 * record that says something impossible (contig of no human build, position behind its end, letters that are no
 * bases) is refused and listed, and the import goes on.
 *
 * Records are cut here by offsets; header and breakends are parsed by @gmod/vcf. Measured on 100,000 records, Node 24, one
 * core shared with others: 1.4 KB each with three VEP transcripts, this reader 0.9 to 1.2 s with annotation
 * picked, alleles split and batches made, `parseLine` with INFO, ALT and one sample of @gmod/vcf 2.0 to 3.5 s; 365
 * bytes each with two transcripts, 0.39 to 0.46 s against 0.41 to 0.76 s.
 */
export function createRecordReader(
  header: VcfHeader,
  choices: RecordChoices,
  context: BuildContext,
  writer: BatchWriter,
  log: ReadLog,
): RecordReader {
  const { build, file } = choices
  const wanted = wantedInfo(header)
  const info = createInfoScanner(wanted.slots)
  const annotation =
    header.annotation === null ? null : createAnnotationReader(header.annotation, context.models)
  const structural = createStructuralReader(build, context.models)
  const watch = createReferenceWatch(build, file, context.reference?.name ?? null, log)
  const tumorColumn = choices.tumorSample === null ? -1 : header.samples.indexOf(choices.tumorSample) + 9
  const normalColumn = choices.normalSample === null ? -1 : header.samples.indexOf(choices.normalSample) + 9
  const lone = header.samples.length <= 1
  let lastName = ''
  let lastChrom: { readonly name: string; readonly length: number } | null = null
  const chroms = new Map<string, { readonly name: string; readonly length: number } | null>()
  const origins = new Set<Origin>()
  const tumor: AlleleReads = { depth: NaN, altDepth: NaN, vaf: NaN }
  const normal: AlleleReads = { depth: NaN, altDepth: NaN, vaf: NaN }
  const allele: NormalisedAllele = { pos: 0, ref: '', alt: '', check: 'unchecked' }
  const row: VariantRow = emptyRow()
  const tabs = new Int32Array(header.columns + 1)
  const noValues: readonly string[] = []
  const noLayout = layoutOf('', header.format)
  const layouts = new Map<string, SampleLayout>()
  let lastLayout = noLayout
  let layout = noLayout
  let readCount = 0
  let taken = 0

  const broken = (line: number, field: string, message: string): CaseboardError =>
    new CaseboardError({
      code: 'bad-input',
      message,
      remedy: 'The file is damaged or no VCF; export or copy it again. Nothing was imported.',
      file,
      line,
      field,
    })

  const chromOf = (name: string): { readonly name: string; readonly length: number } | null => {
    if (name === lastName) return lastChrom
    const known = chroms.get(name)
    if (known !== undefined) {
      lastName = Buffer.from(name).toString()
      return (lastChrom = known)
    }
    // The key is copied: a slice would keep the whole block of text that it was cut from in memory.
    const key = Buffer.from(name).toString()
    const normalised = normaliseChrom(key)
    const made =
      normalised === null ? null : { name: normalised, length: chromLength(build, normalised) ?? Infinity }
    chroms.set(key, made)
    return made
  }

  const layoutFor = (format: string): SampleLayout => {
    if (lastLayout.format === format) return lastLayout
    let found = layouts.get(format)
    if (!found) {
      const key = Buffer.from(format).toString()
      found = layoutOf(key, header.format)
      layouts.set(key, found)
    }
    lastLayout = found
    return found
  }

  const splitColumns = (line: string, lineNumber: number): void => {
    let columns = 1
    tabs[0] = -1
    for (let at = line.indexOf('\t'); at !== -1; at = line.indexOf('\t', at + 1)) {
      if (columns <= header.columns) tabs[columns] = at
      columns++
    }
    // Trailing tabs leave nameless empty columns; anything in them is a shifted record.
    const surplus = columns > header.columns && /^\t*$/.test(line.slice(tabs[header.columns]))
    if (columns !== header.columns && !surplus) {
      throw broken(
        lineNumber,
        'columns',
        `The record has ${columns} columns where the header has ${header.columns}.`,
      )
    }
    if (!surplus) tabs[columns] = line.length
  }
  const column = (line: string, i: number): string => line.slice((tabs[i] ?? 0) + 1, tabs[i + 1])

  const readSmallVariant = (line: string, lineNumber: number, parts: RecordParts, k: number): void => {
    const { chrom, pos, ref, alts, values, normalValues, filter } = parts
    const alt = (alts[k - 1] ?? '').toUpperCase()
    normaliseAllele(context.reference, chrom, pos, ref, alt, allele)
    watch.note(allele.check)
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
    const id = column(line, 2)
    row.externalIds = id === '.' ? '' : id
    row.gene = row.transcript = row.hgvsC = row.hgvsP = row.consequence = row.exon = ''
    row.annotationSource = row.clinicalSignificance = row.phase = row.zygosity = ''
    row.otherProduct = null
    row.populationFrequency = NaN
    if (annotation !== null) {
      const value = info.get(wanted.annotation)
      if (value !== '') annotation.annotate(value, row, ref, alts, k)
    }
    if (row.gene === '') annotateByCoordinate(row, context, log)
    else nameKnownVariant(row, context)
    for (const { key, perAllele } of wanted.frequencies) {
      if (!info.has(key)) continue
      const value = info.get(key)
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
    if (Number.isNaN(normal.depth)) normal.depth = count(info.get(wanted.normalDepth))
    if (Number.isNaN(normal.vaf)) normal.vaf = fraction(info.get(wanted.normalVaf) || '.', k - 1, alts.length)
    row.depth = tumor.depth
    row.altDepth = tumor.altDepth
    row.vaf = tumor.vaf
    row.normalDepth = normal.depth
    row.normalVaf = normal.vaf
    const gt = layout.gt === -1 ? '' : (values[layout.gt] ?? '')
    const genotype = readGenotype(gt, k)
    const reads = !(tumor.altDepth === 0) && (tumor.altDepth > 0 || tumor.vaf > 0)
    if (genotype.carries === 'allele') row.present = 1
    else if (reads) row.present = 1
    else if (tumor.altDepth === 0 || genotype.carries === 'absent') row.present = 0
    else row.present = gt === '' ? 1 : 0
    // DeepVariant and DeepSomatic list sites that they call reference with this filter.
    if (filter === 'RefCall' || filter.startsWith('RefCall;')) row.present = 0
    if (row.present === 0) {
      log.count(
        'absent',
        (n) =>
          `${alleles(n)} not carried by the tumor sample (genotype without it, or no read): kept, but not present.`,
      )
    }
    const origin = originOf(
      info,
      wanted,
      header,
      choices,
      layout.ss === -1 ? '' : (values[layout.ss] ?? ''),
      filter,
    )
    origins.add(origin)
    row.origin = origin
    if (genotype.carries === 'allele') {
      // Somatic callers write 0/1 whatever the allele fraction: that is no zygosity.
      if (origin !== 'somatic') row.zygosity = genotype.zygosity
      row.phase = phaseOf(values, k, alts.length, genotype.phased)
    }
    writer.push(row)
  }

  const readDepths = ({ values, alts }: RecordParts, k: number, alt: string, ref: string): void => {
    alleleReads(layout, values, k, alts.length, ref, alt, tumor)
    if (Number.isNaN(tumor.depth)) tumor.depth = count(info.get(wanted.tumorDepth))
    if (Number.isNaN(tumor.vaf)) tumor.vaf = fraction(info.get(wanted.tumorVaf) || '.', k - 1, alts.length)
    if (!lone) return
    if (Number.isNaN(tumor.depth) && info.has(wanted.dp)) tumor.depth = count(info.get(wanted.dp))
    if (Number.isNaN(tumor.altDepth) && info.has(wanted.dp4) && alts.length === 1) {
      const strands = info.get(wanted.dp4).split(',').map(Number)
      if (strands.length === 4) tumor.altDepth = (strands[2] ?? NaN) + (strands[3] ?? NaN)
    }
    // Beside AC and AN, AF is the share of called chromosomes, not of reads (VCF specification, reserved INFO keys).
    if (Number.isNaN(tumor.vaf) && info.has(wanted.af) && !info.has(wanted.an) && !info.has(wanted.ac)) {
      tumor.vaf = fraction(info.get(wanted.af), k - 1, alts.length)
    }
  }

  const phaseOf = (values: readonly string[], k: number, altCount: number, phased: string): string => {
    const set = layout.ps === -1 ? '' : (values[layout.ps] ?? '')
    if (phased !== '') {
      // Without a phase set all phased calls of a contig belong together (VCF specification, PS).
      const pid = layout.pid === -1 ? '' : (values[layout.pid] ?? '')
      return `${set !== '' && set !== '.' ? set : pid !== '' && pid !== '.' ? pid : '.'}:${phased}`
    }
    if (layout.pgt === -1 || layout.pid === -1 || altCount !== 1 || k !== 1) return ''
    const physical = values[layout.pgt] ?? '.'
    return physical.includes('|') ? `${values[layout.pid] ?? '.'}:${physical}` : ''
  }

  return {
    read(line, lineNumber, suspicious) {
      if (line === '') return
      splitColumns(line, lineNumber)
      readCount++
      const posText = column(line, 1)
      const pos = Number(posText)
      if (posText === '' || !Number.isInteger(pos) || pos < 0)
        throw broken(lineNumber, 'POS', `POS is "${posText}", not a whole number.`)
      const rawRef = column(line, 3)
      const altText = column(line, 4)
      if (rawRef === '') throw broken(lineNumber, 'REF', 'REF is empty.')
      if (altText === '') throw broken(lineNumber, 'ALT', 'ALT is empty.')
      const chrom = chromOf(column(line, 0))
      if (chrom === null) {
        log.refuse(lineNumber, 'CHROM', `The contig "${column(line, 0)}" belongs to no human genome build.`)
        return
      }
      if (pos < 1 || pos > chrom.length) {
        log.refuse(
          lineNumber,
          'POS',
          pos < 1
            ? 'Position 0 lies before the chromosome.'
            : `Position ${pos} lies behind the end of chromosome ${chrom.name} in ${build} (${chrom.length}).`,
        )
        return
      }
      const ref = isBase(rawRef) || !LOWER.test(rawRef) ? rawRef : rawRef.toUpperCase()
      if (!isBase(ref) && !BASES.test(ref)) {
        log.refuse(lineNumber, 'REF', `REF "${rawRef.slice(0, 40)}" has letters other than A, C, G, T and N.`)
        return
      }
      if (suspicious && line.includes(TEXT_SEPARATOR)) {
        log.refuse(lineNumber, 'record', 'The record holds the control character U+0001.')
        return
      }
      if (altText === '.') {
        log.count(
          'reference',
          (n) =>
            `${records(n)} without an alternative allele (ALT ".") ${n === 1 ? 'holds' : 'hold'} no variant.`,
        )
        return
      }
      const alts = altText.includes(',') ? altText.split(',') : [altText]
      info.scan(column(line, 7))
      let values = noValues
      let normalValues: readonly string[] | null = null
      layout = noLayout
      if (tumorColumn > 8) {
        layout = layoutFor(column(line, 8))
        values = colonParts(column(line, tumorColumn))
        if (normalColumn > 8) normalValues = colonParts(column(line, normalColumn))
      }
      const filter = column(line, 6)
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
          readSmallVariant(line, lineNumber, parts, k)
          any = true
        } else if (kind === 'skip') {
          log.count(
            'star',
            (n) => `${alleles(n)} written * or <*> or <NON_REF> stand for no change of their own: skipped.`,
          )
        } else if (kind === 'structural') {
          const record = structuralRecord(
            column(line, 2),
            lineNumber,
            parts,
            k,
            info,
            wanted,
            layout,
            annotation,
          )
          if (absentFromTumor(record, parts, layout, k)) {
            log.count(
              'absent structural',
              (n) => `${alleles(n)} of structural records not carried by the tumor sample: skipped.`,
            )
            any = true
          } else if (structural.read(record)) any = true
          else
            log.count(
              `symbol ${alt.slice(0, 40)}`,
              (n) =>
                `${alleles(n)} ${alt.slice(0, 40)} of a kind that Caseboard does not interpret: skipped.`,
            )
        } else
          bad = {
            field: 'ALT',
            reason: `ALT "${alt.slice(0, 40)}" is neither bases, a symbolic allele nor a breakend.`,
          }
      }
      if (any) taken++
      if (bad !== null) {
        if (any) log.count('bad allele', (n) => `${alleles(n)} beside a good one could not be read: skipped.`)
        else log.refuse(lineNumber, bad.field, bad.reason)
      }
    },
    takeAlterations: () => structural.take(),
    finish() {
      watch.finish()
      return structural.finish()
    },
    get recordCount() {
      return readCount
    },
    get taken() {
      return taken
    },
    origins,
  }
}

/** `split(':')`, which besides makes every part a lasting, shared string, and takes twice as long. */
function colonParts(text: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', start)) {
    parts.push(text.slice(start, at))
    start = at + 1
  }
  parts.push(start === 0 ? text : text.slice(start))
  return parts
}

function nthPart(value: string, k: number): string {
  return value.includes(',') ? (value.split(',')[k - 1] ?? '') : value
}

/** `1 allele`, `2,000 alleles`. */
function alleles(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'allele' : 'alleles'}`
}
