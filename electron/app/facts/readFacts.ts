import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { CaseboardError } from '../../../shared/errors.ts'
import type { GenomeBuild, Refusal } from '../../../shared/model.ts'
import { CLINVAR_KEYS, CLINVAR_LICENCE, isClinvar, readClinvarRecord } from '../../knowledge/facts/clinvar.ts'
import { frequencyKeys, keysOf, readFrequencyRecord } from '../../knowledge/facts/frequency.ts'
import type { FrequencyKeys } from '../../knowledge/facts/frequency.ts'
import type { InfoValues, RecordResult } from '../../knowledge/facts/infoValues.ts'
import type { WrittenAllele } from '../../knowledge/facts/infoValues.ts'
import { normaliseChrom } from '../../reports/chromosomes.ts'
import { lineEnd, readableError, readBlocks } from '../../reports/lines.ts'
import { normaliseAllele } from '../../reports/normalise.ts'
import type { NormalisedAllele, ReferenceBases } from '../../reports/normalise.ts'
import { createTexts } from '../../reports/vcf/byteText.ts'
import { parseVcfHeader } from '../../reports/vcf/header.ts'
import type { VcfHeader } from '../../reports/vcf/header.ts'
import { createInfoScanner, infoKeys } from '../../reports/vcf/infoScanner.ts'
import type { ClinvarStatement, FactRow, FactsHeader } from '../../store/facts/factMessages.ts'

/** What the user may say where the file does not. */
export interface FactsChoices {
  readonly build: GenomeBuild | null
  readonly name: string | null
  readonly version: string | null
  readonly licence: string | null
}

export interface FactsFile {
  readonly header: FactsHeader
  readonly compressed: boolean
  readonly lineCount: number
  readonly frequency: FrequencyKeys | null
}

async function isCompressed(path: string): Promise<boolean> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
    } finally {
      await file.close()
    }
  } catch (error) {
    throw readableError(error, path)
  }
}

async function readHeader(path: string, compressed: boolean): Promise<VcfHeader> {
  const file = basename(path)
  let text = ''
  for await (const block of readBlocks(path, { compressed })) {
    text += block.text
    const start = text.startsWith('#CHROM') ? 0 : text.indexOf('\n#CHROM') + 1
    const end = start === 0 && !text.startsWith('#CHROM') ? -1 : text.indexOf('\n', start)
    if (end !== -1) return parseVcfHeader(text.slice(0, end), file)
    if (!text.startsWith('#')) break
  }
  return parseVcfHeader(text.slice(0, 4096), file)
}

/**
 * Tells what a file of facts is, from its header. Throws `bad-input` for any other VCF and `needs-choice` where the build
 * is not told.
 */
export async function openFacts(path: string, choices: FactsChoices): Promise<FactsFile> {
  const file = basename(path)
  const compressed = await isCompressed(path)
  const header = await readHeader(path, compressed)
  const info = new Set(header.info.keys())
  const clinvar = isClinvar(info)
  const frequency = clinvar ? null : frequencyKeys(info)
  if (header.samples.length > 0 || (!clinvar && frequency === null)) {
    throw new CaseboardError({
      code: 'bad-input',
      message:
        header.samples.length > 0
          ? 'The VCF has sample columns: it is a report of someone and no file of facts.'
          : 'The VCF is neither ClinVar’s (ALLELEID, CLNSIG, CLNREVSTAT) nor a frequency file (AC and AN by ancestry, e.g. AC_afr, AN_afr).',
      remedy: 'Choose the ClinVar VCF (clinvar.vcf.gz) or a gnomAD-style sites VCF.',
      file,
    })
  }
  const build = choices.build ?? header.build.build
  if (build === null) {
    throw new CaseboardError({
      code: 'needs-choice',
      message: `The genome build is unknown: ${header.build.evidence}.`,
      remedy: 'Say for which build the file is (--build).',
      file,
      field: 'build',
      choices: ['GRCh37', 'GRCh38'],
    })
  }
  if (header.build.certain && header.build.build !== null && header.build.build !== build) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The file is ${header.build.build} (${header.build.evidence}), but ${build} was chosen.`,
      remedy: `Import it as ${header.build.build}.`,
      file,
      field: 'build',
    })
  }
  const fileDate = header.lines
    .map((line) => /^##fileDate=(\d{4})-?(\d{2})-?(\d{2})\b/.exec(line))
    .find((match) => match !== null)
  const dated = fileDate === undefined || fileDate === null ? null : fileDate.slice(1).join('-')
  return {
    compressed,
    lineCount: header.lineCount,
    frequency,
    header: {
      what: 'facts',
      kind: clinvar ? 'ClinVar' : 'population frequency',
      name: choices.name ?? (clinvar ? 'ClinVar' : frequencyName(file, header)),
      version: choices.version ?? (clinvar ? dated : (/v?(\d+(?:\.\d+)+)/.exec(file)?.[1] ?? dated)),
      licence: choices.licence ?? (clinvar ? CLINVAR_LICENCE : 'not stated in the file'),
      build,
      fileName: file,
    },
  }
}

function frequencyName(file: string, header: VcfHeader): string {
  const text = [file, ...header.lines].join('\n')
  if (/gnomad/i.test(text)) {
    if (/exomes/i.test(file)) return 'gnomAD exomes'
    return /genomes/i.test(file) ? 'gnomAD genomes' : 'gnomAD'
  }
  return /exac/i.test(text) ? 'ExAC' : file.replace(/\.(?:vcf|bgz|gz)\b/g, '')
}

/** Refusals that are kept whole; the rest is only counted. */
const KEPT_REFUSALS = 1000

export interface FactsTally {
  readonly read: number
  readonly taken: number
  readonly refusedCount: number
  readonly refused: readonly Refusal[]
  readonly warnings: readonly string[]
}

export type FactsEvent =
  | { readonly type: 'rows'; readonly rows: readonly FactRow[]; readonly bytesRead: number }
  | { readonly type: 'tally'; readonly tally: FactsTally }

const ROWS_A_BATCH = 2000

/** Streams the rows of a file that `openFacts` knows, last the tally: every record is taken or refused with its reason. */
export async function* readFacts(
  path: string,
  facts: FactsFile,
  options: { readonly reference: ReferenceBases | null; readonly signal?: AbortSignal },
): AsyncGenerator<FactsEvent, void, undefined> {
  const keys = infoKeys()
  const names = facts.frequency === null ? CLINVAR_KEYS : keysOf(facts.frequency)
  const slots = new Map(names.map((name) => [name as string, keys.want(name)]))
  const scanner = createInfoScanner(keys.slots, createTexts())
  const info: InfoValues = {
    get(key) {
      const value = scanner.get(slots.get(key) ?? -1)
      return value === '.' ? '' : value
    },
  }
  const refused: Refusal[] = []
  let read = 0
  let taken = 0
  let rows: FactRow[] = []
  let unaligned = 0
  const refuse = (line: number, field: string, reason: string): void => {
    if (refused.length < KEPT_REFUSALS) refused.push({ line, field, reason })
  }
  const allele: NormalisedAllele = { pos: 0, ref: '', alt: '', check: 'unchecked' }

  for await (const block of readBlocks(path, { compressed: facts.compressed, signal: options.signal })) {
    let line = block.firstLine
    let start = 0
    while (start < block.text.length) {
      const newline = block.text.indexOf('\n', start)
      const stop = newline === -1 ? block.text.length : newline
      const text = block.text.slice(start, lineEnd(block.text, start, stop))
      start = stop + 1
      const number = line++
      if (number <= facts.lineCount || text === '') continue
      read++
      const [chromText, posText, id, ref, alt, , filter, infoText] = text.split('\t', 8)
      if (infoText === undefined) {
        refuse(number, 'INFO', 'The record has fewer than eight columns.')
        continue
      }
      const chrom = normaliseChrom(chromText ?? '')
      const pos = Number(posText)
      if (chrom === null) {
        refuse(number, 'CHROM', `"${chromText ?? ''}" is no human chromosome.`)
        continue
      }
      if (!Number.isInteger(pos) || pos < 1) {
        refuse(number, 'POS', `"${posText ?? ''}" is no position.`)
        continue
      }
      const bytes = Buffer.from(infoText)
      scanner.scan(bytes, 0, bytes.length)
      const place = (one: WrittenAllele): { chrom: string; pos: number; ref: string; alt: string } => {
        const normal = normaliseAllele(
          options.reference,
          chrom,
          pos,
          one.ref.toUpperCase(),
          one.alt.toUpperCase(),
          allele,
        )
        if (normal.check !== 'agrees' && normal.ref.length !== normal.alt.length) unaligned++
        return { chrom, pos: normal.pos, ref: normal.ref, alt: normal.alt }
      }
      const result: RecordResult<unknown> =
        facts.frequency === null
          ? collect(readClinvarRecord(id ?? '', ref ?? '', alt ?? '', info), (row) => ({
              kind: 'ClinVar' as const,
              ...place(row),
              variationId: row.variationId,
              statement: JSON.stringify({
                germlineClass: row.germlineClass,
                review: row.review,
                stars: row.stars,
                conflict: row.conflict,
                oncogenicity: row.oncogenicity,
                oncogenicityStars: row.oncogenicityStars,
              } satisfies ClinvarStatement),
              conditions: JSON.stringify(row.conditions),
              effects: JSON.stringify({ genes: row.genes, consequences: row.consequences }),
            }))
          : collect(
              readFrequencyRecord(ref ?? '', alt ?? '', filter ?? '', info, facts.frequency),
              (row) => ({
                kind: 'population frequency' as const,
                ...place(row),
                alleleCount: row.alleleCount,
                alleleNumber: row.alleleNumber,
                homozygotes: row.homozygotes,
                filter: row.filter,
                groups: row.groups
                  .map(
                    (one) => `${one.group} ${one.alleleCount} ${one.alleleNumber} ${one.homozygotes ?? '.'}`,
                  )
                  .join(';'),
              }),
            )
      if (result.is === 'refused') refuse(number, result.field, result.reason)
      else taken++
    }
    if (rows.length >= ROWS_A_BATCH) {
      yield { type: 'rows', rows, bytesRead: block.bytesRead }
      rows = []
    }
  }
  if (rows.length > 0) yield { type: 'rows', rows, bytesRead: Number.POSITIVE_INFINITY }
  const warnings =
    unaligned === 0
      ? []
      : [
          `${unaligned.toLocaleString('en')} ${unaligned === 1 ? 'insertion or deletion was' : 'insertions and deletions were'} trimmed but not left-aligned: no registered sequence of ${facts.header.build} covers ${unaligned === 1 ? 'it' : 'them'}. A report’s indel that is written elsewhere is then not recognised.`,
        ]
  yield { type: 'tally', tally: { read, taken, refusedCount: read - taken, refused, warnings } }

  function collect<Row>(
    result: RecordResult<Row>,
    make: (row: Row & WrittenAllele) => FactRow,
  ): RecordResult<Row> {
    if (result.is === 'taken') rows.push(...result.rows.map(make))
    return result
  }
}
