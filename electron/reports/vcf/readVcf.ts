import { basename } from 'node:path'
import { CaseboardError } from '../../../shared/errors.ts'
import type { GenomeBuild, Origin, OtherAlteration } from '../../../shared/model.ts'
import type { AnnotationContext } from '../annotationContext.ts'
import { createBatchMerger } from '../batchMerger.ts'
import { createBatchWriter } from '../batchWriter.ts'
import { readBlocks, readByteBlocks } from '../lines.ts'
import { NOTHING_READ, createReadLog } from '../readLog.ts'
import type { ReadEvent, ReadOptions, ReadingMeans, ReportPreview } from '../reader.ts'
import { createReferenceWatch } from '../referenceCheck.ts'
import { createBlockHelper } from './blockHelper.ts'
import { createBlockReader } from './blockReader.ts'
import { checkSamples, voteForBuild } from './crossCheck.ts'
import { parseVcfHeader } from './header.ts'
import type { VcfHeader } from './header.ts'
import { readingsInOrder } from './readingsInOrder.ts'
import { createRecordReader } from './recordReader.ts'
import type { RecordChoices, RecordTally } from './recordReader.ts'
import { findSamples } from './samples.ts'
import { createStructuralReader } from './structural.ts'

export const VCF_READER = 'Caseboard VCF reader 1'

/** Header and first records of a VCF. */
interface VcfHead {
  readonly header: VcfHeader
  /** Records within the first piece of the file, for `checkSamples` and `voteForBuild`. */
  readonly lines: readonly string[]
}

const PEEKED_RECORDS = 500

/** Reads no further than the piece of the file (512 KB) that holds the end of the header. */
async function readHead(path: string, compressed: boolean): Promise<VcfHead> {
  const file = basename(path)
  let text = ''
  for await (const block of readBlocks(path, { compressed })) {
    text += block.text
    const end = headerEnd(text)
    if (end === -1) continue
    const lines = text.slice(end, end + 512 * 1024).split(/\r?\n/)
    // The last one may be cut.
    return {
      header: parseVcfHeader(text.slice(0, end), file),
      lines: lines
        .slice(0, -1)
        .filter((line) => line !== '')
        .slice(0, PEEKED_RECORDS),
    }
  }
  return { header: parseVcfHeader(text, file), lines: [] }
}

/** Offset behind the first line that does not begin with `##`, or -1 where the text does not reach it. */
function headerEnd(text: string): number {
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    if (newline === -1) return -1
    const blank = newline === start || (newline === start + 1 && text.charCodeAt(start) === 13)
    if (!blank && !text.startsWith('##', start)) return newline + 1
    start = newline + 1
  }
  return -1
}

export async function previewVcf(path: string, compressed: boolean): Promise<ReportPreview> {
  const { header, lines } = await readHead(path, compressed)
  const samples = checkSamples(header, findSamples(header), lines)
  const needs: ('build' | 'tumorSample')[] = []
  if (header.build.build === null) needs.push('build')
  if (samples.tumor === null && header.samples.length > 0) needs.push('tumorSample')
  return {
    format: 'VCF',
    formatVersion: header.version,
    compressed,
    build: header.build.build,
    buildEvidence: header.build.evidence,
    samples: header.samples,
    tumorSample: samples.tumor,
    normalSample: samples.normal,
    sampleEvidence: samples.evidence,
    annotation: header.annotation?.tool ?? null,
    caller: header.caller,
    needs,
  }
}

/** @throws CaseboardError `needs-choice` with the choices, or `bad-input` where a choice contradicts the file. */
function choose(
  { header, lines }: VcfHead,
  options: ReadOptions,
  context: AnnotationContext,
  file: string,
): RecordChoices {
  const said = header.build
  const build = options.build ?? said.build
  if (build === null) {
    throw new CaseboardError({
      code: 'needs-choice',
      message: `The genome build is unknown: ${said.evidence}.`,
      remedy: 'Say on which build the variants were called (--build).',
      file,
      field: 'build',
      choices: ['GRCh37', 'GRCh38'],
    })
  }
  checkBuild(header, lines, build, options.build, context, file)
  const named = findSamples(header)
  const found = options.tumorSample === null ? checkSamples(header, named, lines) : named
  const tumorSample = options.tumorSample ?? found.tumor
  if (tumorSample === null && header.samples.length > 0) {
    throw new CaseboardError({
      code: 'needs-choice',
      message:
        named.tumor === null
          ? 'The file does not say which of its samples is the tumor.'
          : `Tumor and normal look exchanged: ${named.tumor} is named as the tumor, but its first records carry almost no variant, those of ${named.normal ?? ''} nearly all.`,
      remedy: 'Choose the tumor sample (--tumor-sample).',
      file,
      field: 'tumorSample',
      choices: [...header.samples],
    })
  }
  if (tumorSample !== null && !header.samples.includes(tumorSample)) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The file has no sample "${tumorSample}".`,
      remedy:
        header.samples.length > 0
          ? `Choose one of: ${header.samples.join(', ')}.`
          : 'It has no sample columns: leave the tumor sample out.',
      file,
      field: 'tumorSample',
      choices: [...header.samples],
    })
  }
  const normal = found.normal !== null && found.normal !== tumorSample ? found.normal : null
  const normalSample = tumorSample === found.tumor || found.tumor === null ? normal : null
  return { build, tumorSample, normalSample, specimenKind: options.specimenKind, file }
}

/**
 * A build that contradicts the chromosome lengths is only accepted where the records themselves speak for it: the
 * genes that the annotation names must lie at the positions given.
 */
function checkBuild(
  header: VcfHeader,
  lines: readonly string[],
  build: GenomeBuild,
  chosen: GenomeBuild | null,
  context: AnnotationContext,
  file: string,
): void {
  const other = build === 'GRCh37' ? 'GRCh38' : 'GRCh37'
  const votes = voteForBuild(
    header,
    { GRCh37: context.builds.GRCh37.models, GRCh38: context.builds.GRCh38.models },
    lines,
  )
  if (votes[other] > votes[build]) {
    const genes = `${votes[other]} annotated ${votes[other] === 1 ? 'gene lies' : 'genes lie'} where ${other} has them`
    if (chosen === null) {
      throw new CaseboardError({
        code: 'needs-choice',
        message: `The genome build is in doubt: the header says ${build} (${header.build.evidence}), but ${genes}.`,
        remedy: 'Ask the laboratory, then say on which build the variants were called (--build).',
        file,
        field: 'build',
        choices: ['GRCh37', 'GRCh38'],
      })
    }
    throw new CaseboardError({
      code: 'bad-input',
      message: `${build} was chosen, but ${genes}.`,
      remedy: `Import it as ${other}.`,
      file,
      field: 'build',
    })
  }
  const said = header.build
  if (said.certain && said.build === other && votes[build] === 0) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The file is ${other} (${said.evidence}), but ${build} was chosen.`,
      remedy: `Import it as ${other}.`,
      file,
      field: 'build',
    })
  }
}

/**
 * Streams a VCF: batches of small variants, other alterations, and last the summary. One broken line throws before any
 * summary, so that whoever stores can roll back. With a helper two threads share the lines; what is yielded is the same.
 */
export async function* readVcf(
  path: string,
  compressed: boolean,
  options: ReadOptions & ReadingMeans,
): AsyncGenerator<ReadEvent, void, undefined> {
  const file = basename(path)
  const head = await readHead(path, compressed)
  const { header } = head
  const choices = choose(head, options, options.context, file)
  const context = options.context.builds[choices.build]
  const log = createReadLog()
  if (header.version === null) log.warn('The file has no ##fileformat line; it was read as VCF.')
  if (header.build.build === null && header.build.evidence.startsWith('the header contradicts')) {
    log.warn(`Build chosen by the user: ${header.build.evidence}.`)
  } else if (header.build.build !== null && header.build.build !== choices.build) {
    log.warn(
      `The header speaks for ${header.build.build} (${header.build.evidence}); ${choices.build} was chosen.`,
    )
  }
  const reference = context.reference?.name ?? null
  const watch = createReferenceWatch(choices.build, file, reference, log)
  const structural = createStructuralReader(choices.build, context.models)
  const structuralWriter = createBatchWriter()
  const structuralRecords = createRecordReader(header, choices, context, structuralWriter, log, structural)
  const merger = createBatchMerger()
  const sources = { own: merger.source(), helper: merger.source(), structural: merger.source() }
  const origins = new Set<Origin>()
  let read = 0
  let taken = 0
  const count = (tally: RecordTally): void => {
    read += tally.read
    taken += tally.taken
    for (const origin of tally.origins) origins.add(origin)
    watch.add(tally)
  }
  const { helper } = options
  const readings = readingsInOrder(
    readByteBlocks(path, { compressed, signal: options.signal }),
    createBlockReader(header, choices, context),
    helper === undefined ? null : createBlockHelper(helper, header, choices),
  )
  let bytesRead = 0
  for await (const { reading, by, ...place } of readings) {
    bytesRead = place.bytesRead
    log.add(reading.log)
    count(reading.tally)
    for (const batch of reading.batches) {
      yield { type: 'smallVariants', batch: sources[by](batch), bytesRead }
    }
    for (const { bytes, line, suspicious } of reading.structural) {
      structuralRecords.read(Buffer.from(bytes.buffer), 0, bytes.length, line, suspicious)
    }
    count(structuralRecords.takeTally())
    const batch = structuralWriter.take()
    if (batch !== null) yield { type: 'smallVariants', batch: sources.structural(batch), bytesRead }
    yield* others(structural.take(), bytesRead)
  }
  watch.finish()
  yield* others(structural.finish(), bytesRead)
  if (read === 0) log.warn('The file holds no records.')
  else if (log.refusedCount === read) log.warn(NOTHING_READ)
  yield {
    type: 'summary',
    summary: {
      format: 'VCF',
      formatVersion: header.version,
      build: choices.build,
      tumorSample: choices.tumorSample,
      normalSample: choices.normalSample,
      reader: VCF_READER,
      normalisedAgainst: reference,
      read,
      taken,
      refusedCount: log.refusedCount,
      refused: log.refused.toSorted((one, other) => one.line - other.line),
      warnings: log.warnings(),
      origin: overall(origins),
    },
  }
}

function* others(alterations: readonly OtherAlteration[], bytesRead: number): Generator<ReadEvent> {
  if (alterations.length > 0) yield { type: 'alterations', alterations, bytesRead }
}

/** The origin that all variants share; `unknown` where they differ or none was read. */
export function overall(origins: ReadonlySet<Origin>): Origin {
  const [only] = origins
  return origins.size === 1 && only !== undefined ? only : 'unknown'
}
