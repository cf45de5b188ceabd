import { CaseboardError } from '../../../shared/errors.ts'
import { formatProteinChange, parseProteinChange, percentDecode } from '../../../shared/hgvs.ts'
import type { GenomeBuild, Origin, SpecimenKind } from '../../../shared/model.ts'
import { annotateByCoordinate, nameKnownVariant } from '../annotateByCoordinate.ts'
import type { BuildContext } from '../annotationContext.ts'
import { emptyRow } from '../batchWriter.ts'
import type { BatchWriter } from '../batchWriter.ts'
import { chromLength, normaliseChrom } from '../chromosomes.ts'
import { clinicalClass } from '../clinicalSignificance.ts'
import { buildOfMafValue } from '../genomeBuild.ts'
import type { NormalisedAllele } from '../normalise.ts'
import { records } from '../readLog.ts'
import type { CountedSentence, ReadLog } from '../readLog.ts'
import { createReferenceWatch } from '../referenceCheck.ts'
import { higher } from '../vcf/annotation.ts'
import { countText as count } from '../vcf/sampleFields.ts'
import { mafAllele } from './alleles.ts'
import type { MafPlaces } from './mafColumns.ts'
import { consequenceOfClass, consequenceTerms, statusOf } from './terms.ts'

export interface RowChoices {
  readonly places: MafPlaces
  readonly build: GenomeBuild
  readonly tumorSample: string | null
  readonly specimenKind: SpecimenKind | null
  readonly file: string
}

export interface RowReader {
  /** @throws CaseboardError `bad-input` where the row cannot belong to this table */
  read(line: string, lineNumber: number): void
  finish(): void
  readonly recordCount: number
  readonly taken: number
  readonly origins: ReadonlySet<Origin>
  /** Matched_Norm_Sample_Barcode of the sample's rows. */
  readonly normalSample: string | null
}

const GAP: CountedSentence = {
  one: '1 insertion or deletion is kept in MAF writing ("-"): no reference base is known there.',
  many: '# insertions and deletions are kept in MAF writing ("-"): no reference base is known there.',
}
const ABSENT = records('without a read of the allele or marked as not called: kept, but not present.')

const ALLELE = /^(?:-|[ACGTN]+)$/
const EMPTY = /^(?:\.|na|n\/a|null|unknown)?$/i

export function createRowReader(
  choices: RowChoices,
  context: BuildContext,
  writer: BatchWriter,
  log: ReadLog,
): RowReader {
  const { places, build, file } = choices
  const otherSamples = records(`of other samples than ${choices.tumorSample ?? ''}: left out.`)
  const watch = createReferenceWatch(build, file, context.reference?.name ?? null, log)
  const row = emptyRow()
  const allele: NormalisedAllele = { pos: 0, ref: '', alt: '', check: 'unchecked' }
  const origins = new Set<Origin>()
  let cells: readonly string[] = []
  let recordCount = 0
  let taken = 0
  let normalSample: string | null = null

  const cell = (place: number): string => {
    const text = place === -1 ? '' : (cells[place] ?? '').trim()
    return EMPTY.test(text) ? '' : text
  }

  const broken = (line: number, field: string, message: string): CaseboardError =>
    new CaseboardError({
      code: 'bad-input',
      message,
      remedy: 'The file is damaged or no MAF; export or copy it again. Nothing was imported.',
      file,
      line,
      field,
    })

  const readDepths = (): void => {
    const altReads = count(cell(places.altCount))
    const refReads = count(cell(places.refCount))
    const depth = count(cell(places.depth))
    const both = altReads + refReads
    // cBioPortal's exporter writes t_depth 0 where it knows no depth at all.
    row.depth = depth > 0 || !Number.isNaN(altReads) ? (Number.isNaN(depth) ? both : depth) : NaN
    row.altDepth = altReads
    row.vaf = vafOf(cell(places.vaf), places.titles[places.vaf] ?? '')
    const base = Number.isNaN(both) ? row.depth : both
    if (Number.isNaN(row.vaf) && base > 0 && altReads <= base) row.vaf = altReads / base
    const normalAlt = count(cell(places.normalAltCount))
    const normalBoth = normalAlt + count(cell(places.normalRefCount))
    const normalDepth = count(cell(places.normalDepth))
    row.normalDepth = Number.isNaN(normalDepth) ? normalBoth : normalDepth
    const normalBase = Number.isNaN(normalBoth) ? row.normalDepth : normalBoth
    row.normalVaf = normalBase > 0 && normalAlt <= normalBase ? normalAlt / normalBase : NaN
  }

  const readAnnotation = (): void => {
    const gene = cell(places.gene)
    row.gene = gene
    row.transcript = cell(places.transcript)
    row.hgvsC = withoutTranscript(cell(places.hgvsC))
    row.hgvsP = proteinChange()
    row.consequence =
      consequenceTerms(cell(places.consequence)) || consequenceOfClass(cell(places.classification))
    const exon = cell(places.exon)
    // Spreadsheets turn 6/11 into 11-Jun: anything but numbers is dropped.
    row.exon = /^\d+(?:\/\d+)?$/.test(exon) ? exon : ''
    row.annotationSource = gene === '' && row.consequence === '' ? '' : 'MAF'
    row.clinicalSignificance = clinicalClass(cell(places.clinicalSignificance))
    row.populationFrequency = NaN
    for (const place of places.frequencies)
      row.populationFrequency = higher(row.populationFrequency, cell(place))
    const ids = cell(places.dbsnp)
    row.externalIds = /^novel$/i.test(ids) ? '' : ids.replace(/[,&]/g, ';')
  }

  /** HGVSp as it stands; else the short form turned into three letters. Splice writings such as p.X125_splice are no HGVS and stay out. */
  const proteinChange = (): string => {
    const long = withoutTranscript(cell(places.hgvsP))
    if (/^p\./.test(long)) return long
    for (const place of places.proteinShorts) {
      const short = withoutTranscript(cell(place))
      if (short === '' || /splice/i.test(short)) continue
      const change = parseProteinChange(short)
      if (change.kind !== 'unknown') return formatProteinChange(change, 'three')
    }
    return ''
  }

  return {
    read(line, lineNumber) {
      cells = line.split('\t')
      recordCount++
      if (cells.length > places.width && cells.slice(places.width).some((text) => text.trim() !== '')) {
        throw broken(
          lineNumber,
          'columns',
          `The row has ${cells.length} columns where the header has ${places.width}.`,
        )
      }
      const last = Math.max(places.gene, places.chrom, places.start, places.ref, places.allele2)
      if (cells.length <= last) {
        throw broken(
          lineNumber,
          'columns',
          `The row has ${cells.length} columns where the header has ${places.width}.`,
        )
      }
      if (
        choices.tumorSample !== null &&
        places.sample !== -1 &&
        cell(places.sample) !== choices.tumorSample
      ) {
        log.count(otherSamples)
        return
      }
      if (line.includes('\u0001')) {
        log.refuse(lineNumber, 'record', 'The row holds the control character U+0001.')
        return
      }
      const written = cell(places.build)
      if (written !== '' && buildOfMafValue(written) !== build) {
        log.refuse(lineNumber, 'NCBI_Build', `NCBI_Build is "${written}" where the file is read as ${build}.`)
        return
      }
      const chromText = cell(places.chrom)
      const startText = cell(places.start)
      if (chromText === '' || startText === '') {
        log.refuse(
          lineNumber,
          chromText === '' ? 'Chromosome' : 'Start_Position',
          'The row gives no genomic position.',
        )
        return
      }
      const start = Number(startText.replaceAll(',', ''))
      if (!Number.isInteger(start))
        throw broken(lineNumber, 'Start_Position', `Start_Position is "${startText}", not a whole number.`)
      const chrom = chromText === '23' ? 'X' : chromText === '24' ? 'Y' : normaliseChrom(chromText)
      if (chrom === null) {
        log.refuse(
          lineNumber,
          'Chromosome',
          `The chromosome "${chromText}" belongs to no human genome build.`,
        )
        return
      }
      const length = chromLength(build, chrom) ?? Infinity
      if (start < 1 || start > length) {
        log.refuse(
          lineNumber,
          'Start_Position',
          `Position ${start} does not lie on chromosome ${chrom} of ${build}.`,
        )
        return
      }
      const ref = (cells[places.ref] ?? '').trim().toUpperCase()
      const alt = altAllele(ref)
      if (!ALLELE.test(ref)) {
        log.refuse(
          lineNumber,
          'Reference_Allele',
          `Reference_Allele "${ref.slice(0, 40)}" is neither bases nor "-".`,
        )
        return
      }
      if (!ALLELE.test(alt)) {
        log.refuse(
          lineNumber,
          'Tumor_Seq_Allele2',
          alt === ''
            ? 'The row gives no variant allele.'
            : `Tumor_Seq_Allele2 "${alt.slice(0, 40)}" is neither bases nor "-".`,
        )
        return
      }
      if (ref === alt) {
        log.refuse(lineNumber, 'Tumor_Seq_Allele2', 'Both tumor alleles equal the reference.')
        return
      }
      mafAllele(context.reference, chrom, start, ref, alt, allele)
      watch.note(allele.check)
      row.line = lineNumber
      row.chrom = chrom
      row.pos = allele.pos
      row.ref = allele.ref
      row.alt = allele.alt
      const moved = allele.pos !== start || allele.ref !== ref || allele.alt !== alt
      row.rawPos = moved ? start : NaN
      row.rawRef = moved ? ref : ''
      row.rawAlt = moved ? alt : ''
      if (allele.ref === '-' || allele.alt === '-') {
        log.count(GAP)
      }
      readAnnotation()
      row.otherProduct = null
      if (row.gene === '') annotateByCoordinate(row, context, log)
      else nameKnownVariant(row, context)
      readDepths()
      const filter = cell(places.filter)
      row.filter = filter === '' ? '.' : filter.replace(/,\s*/g, ';')
      const status = statusOf(cell(places.status))
      const origin = choices.specimenKind === 'normal' ? 'germline' : status.origin
      origins.add(origin)
      row.origin = origin
      row.present = status.present && row.altDepth !== 0 ? 1 : 0
      if (row.present === 0) log.count(ABSENT)
      row.zygosity = origin === 'germline' ? zygosityOf(ref) : ''
      row.phase = ''
      const normal = cell(places.normalSample)
      if (normal !== '') normalSample ??= Buffer.from(normal).toString()
      writer.push(row)
      taken++
    },
    finish: () => watch.finish(),
    get recordCount() {
      return recordCount
    },
    get taken() {
      return taken
    },
    origins,
    get normalSample() {
      return normalSample
    },
  }

  /** Tumor_Seq_Allele2; where that equals the reference or is blank, Tumor_Seq_Allele1 (cBioPortal's rule). */
  function altAllele(ref: string): string {
    const second = (cells[places.allele2] ?? '').trim().toUpperCase()
    const first = places.allele1 === -1 ? '' : (cells[places.allele1] ?? '').trim().toUpperCase()
    return (second === '' || second === ref) && first !== '' && first !== ref ? first : second
  }

  function zygosityOf(ref: string): '' | 'heterozygous' | 'homozygous' {
    const first = cell(places.allele1).toUpperCase()
    if (first === '') return ''
    return first === ref ? 'heterozygous' : first === cell(places.allele2).toUpperCase() ? 'homozygous' : ''
  }
}

function withoutTranscript(text: string): string {
  return percentDecode(text.slice(text.lastIndexOf(':') + 1))
}

/** Fraction; a column that counts in percent (maftools' i_TumorVAF_WU, or any value above 1) is divided by 100. */
function vafOf(text: string, title: string): number {
  if (text === '') return NaN
  const percent = text.endsWith('%') || /_wu$/i.test(title)
  const value = Number(percent ? text.replace('%', '') : text)
  const fraction = percent || value > 1 ? value / 100 : value
  return fraction >= 0 && fraction <= 1 ? fraction : NaN
}
