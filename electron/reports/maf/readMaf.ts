import { basename } from 'node:path'
import { CaseboardError } from '../../../shared/errors.ts'
import type { GenomeBuild, Origin } from '../../../shared/model.ts'
import type { AnnotationContext } from '../annotationContext.ts'
import { createBatchWriter } from '../batchWriter.ts'
import { buildOfMafValue } from '../genomeBuild.ts'
import { lineEnd, readBlocks } from '../lines.ts'
import type { TextBlock } from '../lines.ts'
import { NOTHING_READ, createReadLog } from '../readLog.ts'
import type { ReadEvent, ReadOptions, ReportPreview } from '../reader.ts'
import { overall } from '../vcf/readVcf.ts'
import { REQUIRED_MAF_COLUMNS } from './columns.ts'
import { mafColumns } from './mafColumns.ts'
import type { MafPlaces } from './mafColumns.ts'
import { createRowReader } from './rowReader.ts'

export const MAF_READER = 'Caseboard MAF reader 1'

interface MafHead {
  readonly places: MafPlaces
  readonly version: string | null
  /** 1-based line of the header row. */
  readonly headerLine: number
}

/** A line of a block with its 1-based number. */
function* linesOf(block: TextBlock): Generator<readonly [line: string, number: number]> {
  const { text } = block
  let number = block.firstLine
  for (let start = 0; start < text.length; number++) {
    const newline = text.indexOf('\n', start)
    const stop = newline === -1 ? text.length : newline
    yield [text.slice(start, lineEnd(text, start, stop)), number]
    start = stop + 1
  }
}

const isBlank = (line: string): boolean => line === '' || line.trim() === ''

async function readHead(path: string, compressed: boolean): Promise<MafHead> {
  let version: string | null = null
  for await (const block of readBlocks(path, { compressed })) {
    for (const [line, number] of linesOf(block)) {
      if (isBlank(line)) continue
      if (line.startsWith('#')) {
        version ??= /^#\s*version\s+(\S+)/i.exec(line)?.[1] ?? null
        continue
      }
      return { places: mafColumns(line), version, headerLine: number }
    }
  }
  throw new CaseboardError({
    code: 'bad-input',
    message: 'The MAF has no header row.',
    remedy: `Export it with the columns ${REQUIRED_MAF_COLUMNS.join(', ')}.`,
    file: basename(path),
  })
}

/** How many bytes of the file a preview looks at for builds and sample names. */
const PREVIEW_BYTES = 4 * 1024 * 1024

/** Builds and samples among the rows, up to `limit` bytes of the file. */
async function survey(
  path: string,
  compressed: boolean,
  head: MafHead,
  limit: number,
): Promise<{ builds: Map<string, number>; samples: string[] }> {
  const builds = new Map<string, number>()
  const samples = new Set<string>()
  for await (const block of readBlocks(path, { compressed })) {
    for (const [line, number] of linesOf(block)) {
      if (number <= head.headerLine || isBlank(line) || line.startsWith('#')) continue
      const cells = line.split('\t')
      const build = cells[head.places.build] ?? ''
      if (build !== '' && !builds.has(build)) builds.set(build, number)
      const sample = (cells[head.places.sample] ?? '').trim()
      if (sample !== '' && sample !== '.') samples.add(sample)
    }
    if (block.bytesRead >= limit) break
  }
  return { builds, samples: [...samples] }
}

function buildOf(builds: ReadonlyMap<string, number>): { build: GenomeBuild | null; evidence: string } {
  const known = new Set([...builds.keys()].map(buildOfMafValue).filter((build) => build !== null))
  const [first] = known
  if (known.size === 1 && first !== undefined) {
    const written = [...builds.keys()].find((value) => buildOfMafValue(value) === first) ?? ''
    return { build: first, evidence: `column NCBI_Build says ${written}` }
  }
  if (known.size > 1) return { build: null, evidence: 'column NCBI_Build names both GRCh37 and GRCh38' }
  return {
    build: null,
    evidence:
      builds.size === 0
        ? 'the file has no NCBI_Build'
        : `NCBI_Build "${[...builds.keys()][0] ?? ''}" is no human build`,
  }
}

export async function previewMaf(path: string, compressed: boolean): Promise<ReportPreview> {
  const head = await readHead(path, compressed)
  const { builds, samples } = await survey(path, compressed, head, PREVIEW_BYTES)
  const { build, evidence } = buildOf(builds)
  const needs: ('build' | 'tumorSample')[] = []
  if (build === null) needs.push('build')
  if (samples.length > 1) needs.push('tumorSample')
  const only = samples.length === 1 ? (samples[0] ?? null) : null
  return {
    format: 'MAF',
    formatVersion: head.version,
    compressed,
    build,
    buildEvidence: evidence,
    samples,
    tumorSample: only,
    normalSample: null,
    sampleEvidence:
      only === null
        ? samples.length === 0
          ? 'the file names no sample'
          : ''
        : 'the only Tumor_Sample_Barcode of the file',
    annotation: 'MAF',
    caller: null,
    needs,
  }
}

/**
 * Streams the rows of one tumor sample. Rows of other samples are counted in a warning; a row of another build than
 * the file's is refused.
 *
 * @throws CaseboardError `needs-choice` where the file holds several samples or no build and none was chosen;
 * `bad-input` for a row with more columns than the header, or a position that is no number
 */
export async function* readMaf(
  path: string,
  compressed: boolean,
  options: ReadOptions & { readonly signal?: AbortSignal; readonly context: AnnotationContext },
): AsyncGenerator<ReadEvent, void, undefined> {
  const file = basename(path)
  const head = await readHead(path, compressed)
  // Which samples and builds there are shows only at the end of a MAF, so all rows are looked at before any is taken.
  const { builds, samples } = await survey(path, compressed, head, Infinity)
  const { build, tumorSample } = choose(options, buildOf(builds), samples, file)
  const context = options.context.builds[build]
  const log = createReadLog()
  const writer = createBatchWriter()
  const reader = createRowReader(
    { places: head.places, build, tumorSample, specimenKind: options.specimenKind, file },
    context,
    writer,
    log,
  )
  let bytesRead = 0
  for await (const block of readBlocks(path, { compressed, signal: options.signal })) {
    bytesRead = block.bytesRead
    for (const [line, number] of linesOf(block)) {
      if (number <= head.headerLine || isBlank(line) || line.startsWith('#')) continue
      reader.read(line, number)
      if (!writer.full) continue
      const batch = writer.take()
      if (batch) yield { type: 'smallVariants', batch, bytesRead }
    }
  }
  reader.finish()
  const batch = writer.take()
  if (batch) yield { type: 'smallVariants', batch, bytesRead }
  if (reader.recordCount === 0) log.warn('The file holds no records.')
  else if (log.refusedCount === reader.recordCount) log.warn(NOTHING_READ)
  const origins: ReadonlySet<Origin> = reader.origins
  yield {
    type: 'summary',
    summary: {
      format: 'MAF',
      formatVersion: head.version,
      build,
      tumorSample,
      normalSample: reader.normalSample,
      reader: MAF_READER,
      normalisedAgainst: context.reference?.name ?? null,
      read: reader.recordCount,
      taken: reader.taken,
      refusedCount: log.refusedCount,
      refused: log.refused,
      warnings: log.warnings(),
      origin: overall(origins),
    },
  }
}

function choose(
  options: ReadOptions,
  said: { readonly build: GenomeBuild | null; readonly evidence: string },
  samples: readonly string[],
  file: string,
): { build: GenomeBuild; tumorSample: string | null } {
  if (options.build !== null && said.build !== null && options.build !== said.build) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The file is ${said.build} (${said.evidence}), but ${options.build} was chosen.`,
      remedy: `Import it as ${said.build}.`,
      file,
      field: 'NCBI_Build',
    })
  }
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
  if (options.tumorSample !== null && !samples.includes(options.tumorSample)) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The file has no sample "${options.tumorSample}".`,
      remedy:
        samples.length > 0
          ? 'Choose one of its Tumor_Sample_Barcodes.'
          : 'It names no sample: leave the tumor sample out.',
      file,
      field: 'tumorSample',
      choices: [...samples],
    })
  }
  if (options.tumorSample === null && samples.length > 1) {
    throw new CaseboardError({
      code: 'needs-choice',
      message: `The MAF holds ${samples.length} tumor samples.`,
      remedy: 'Choose the one of this case (--tumor-sample).',
      file,
      field: 'tumorSample',
      choices: [...samples],
    })
  }
  return { build, tumorSample: options.tumorSample ?? samples[0] ?? null }
}
