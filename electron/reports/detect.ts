import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { constants, gunzipSync } from 'node:zlib'
import type { ReportFormat } from '../../shared/model.ts'
import { CaseboardError } from '../../shared/errors.ts'
import { decode, readableError } from './lines.ts'
import { SHEET_MARK } from './biomarkerSheet.ts'
import { MAF_COLUMN_NAMES, REQUIRED_MAF_COLUMNS } from './maf/columns.ts'

/** A report file, recognised by its content; the name of the file says nothing. */
export interface DetectedFile {
  readonly format: ReportFormat
  /** gzip or bgzip. */
  readonly compressed: boolean
  /** On disk. */
  readonly bytes: number
}

const HEAD_BYTES = 256 * 1024

/** BGZF end-of-file marker (SAM specification, section 4.1.2). */
const BGZF_END = Buffer.from('1f8b08040000000000ff0600424302001b0003000000000000000000', 'hex')

/** Leading bytes of files that people confuse with a report, and what to do about them. */
const OTHER_KINDS: readonly { readonly magic: string; readonly kind: string; readonly remedy: string }[] = [
  { magic: '\x89PNG', kind: 'a PNG picture', remedy: 'Choose the report file itself, not a picture of it.' },
  {
    magic: '\xff\xd8\xff',
    kind: 'a JPEG picture',
    remedy: 'Choose the report file itself, not a picture of it.',
  },
  { magic: '%PDF', kind: 'a PDF document', remedy: 'Ask the laboratory for the VCF or MAF behind it.' },
  {
    magic: 'PK\x03\x04',
    kind: 'a ZIP archive or an Excel workbook',
    remedy: 'Unpack it, or save the sheet as tab-separated text.',
  },
  {
    magic: '\xd0\xcf\x11\xe0',
    kind: 'an old Excel or Word file',
    remedy: 'Save the sheet as tab-separated text.',
  },
  {
    magic: 'CRAM',
    kind: 'a CRAM alignment',
    remedy: 'Register alignments as a track of the case; import the VCF here.',
  },
  {
    magic: 'BAM\x01',
    kind: 'a BAM alignment',
    remedy: 'Register alignments as a track of the case; import the VCF here.',
  },
  {
    magic: 'BCF\x02',
    kind: 'a binary VCF (BCF)',
    remedy: 'Convert it with: bcftools view -Oz -o report.vcf.gz report.bcf',
  },
  { magic: 'TBI\x01', kind: 'a tabix index', remedy: 'Choose the .vcf.gz file that it belongs to.' },
  { magic: 'CSI\x01', kind: 'a CSI index', remedy: 'Choose the .vcf.gz file that it belongs to.' },
  { magic: 'BZh', kind: 'a bzip2 file', remedy: 'Unpack it, or compress it with gzip or bgzip.' },
  { magic: '\xfd7zXZ', kind: 'an xz file', remedy: 'Unpack it, or compress it with gzip or bgzip.' },
  { magic: '(\xb5/\xfd', kind: 'a Zstandard file', remedy: 'Unpack it, or compress it with gzip or bgzip.' },
  { magic: '\xff\xfe', kind: 'UTF-16 text', remedy: 'Save it as UTF-8.' },
  { magic: '\xfe\xff', kind: 'UTF-16 text', remedy: 'Save it as UTF-8.' },
]

/**
 * Says what a file is, from its first bytes and (for bgzip) its last.
 *
 * @throws CaseboardError `not-found`, or `bad-input` for a folder, an empty, unreadable, binary or truncated
 * file, a MAF without header row or without a required column, and any text that is no known report.
 */
export async function detectFile(path: string): Promise<DetectedFile> {
  const file = basename(path)
  try {
    const info = await stat(path)
    if (info.isDirectory()) {
      throw bad(
        file,
        'This is a folder, not a report file.',
        'Choose the VCF, MAF or biomarker sheet inside it.',
      )
    }
    if (!info.isFile())
      throw bad(file, 'This is not a regular file.', 'Copy the report to a folder and choose it there.')
    if (info.size === 0) throw bad(file, 'The file is empty (0 bytes).', 'Export or copy it again.')
    const handle = await open(path, 'r')
    try {
      const head = Buffer.alloc(Math.min(HEAD_BYTES, info.size))
      await handle.read(head, 0, head.length, 0)
      const compressed = head[0] === 0x1f && head[1] === 0x8b
      if (compressed && isBgzf(head)) {
        const tail = Buffer.alloc(Math.min(BGZF_END.length, info.size))
        await handle.read(tail, 0, tail.length, info.size - tail.length)
        if (!tail.equals(BGZF_END)) {
          throw bad(
            file,
            'The bgzip file is cut short: its end marker is missing.',
            'Copy it again from its source; nothing was imported.',
          )
        }
      }
      const content = compressed ? gunzipHead(head) : head
      if (content.length === 0)
        throw bad(file, 'The file is empty (it unpacks to 0 bytes).', 'Export or copy it again.')
      return { format: formatOf(content, file), compressed, bytes: info.size }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw readableError(error, path)
  }
}

function isBgzf(head: Buffer): boolean {
  return (head[3] ?? 0) === 4 && head[12] === 0x42 && head[13] === 0x43
}

/** Unpacks what the first bytes of a gzip file hold; a cut at the end of `head` is expected. */
function gunzipHead(head: Buffer): Buffer {
  return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
}

function formatOf(content: Buffer, file: string): ReportFormat {
  const start = content.toString('latin1', 0, 16)
  const other = OTHER_KINDS.find(({ magic }) => start.startsWith(magic))
  if (other) throw bad(file, `This is ${other.kind}, not a report that Caseboard reads.`, other.remedy)
  if (content.includes(0)) {
    throw bad(
      file,
      'This is a binary file, not a report that Caseboard reads.',
      'Choose a VCF, a MAF or a biomarker sheet.',
    )
  }
  const text = decode(content)
    .replace(/^\uFEFF/, '')
    .replace(/^\u00EF\u00BB\u00BF/, '')
  const lines = text.split(/\r\n|\n|\r/)
  const first = lines.find((line) => line.trim() !== '') ?? ''
  if (first.startsWith('##fileformat=VCF') || /^#CHROM[\t ]+POS[\t ]+ID[\t ]/.test(first)) return 'VCF'
  if (first.startsWith(SHEET_MARK)) return 'biomarker sheet'
  if (first === '') throw bad(file, 'The file holds only blank lines.', 'Export or copy it again.')
  // Older tools leave ##fileformat out, or print a log line above the header; the VCF reader says what is wrong.
  if (lines.some((line) => line.startsWith('#CHROM\tPOS') || /^##(?:INFO|FORMAT|contig)=</.test(line)))
    return 'VCF'
  return mafOrNothing(lines, file)
}

function mafOrNothing(lines: readonly string[], file: string): ReportFormat {
  const at = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'))
  const cells = (lines[at] ?? '').split('\t').map((cell) => cell.trim().toLowerCase())
  const known = cells.filter((cell) => MAF_COLUMN_NAMES.has(cell))
  if (known.length >= 3 || cells.includes('hugo_symbol')) {
    const missing = REQUIRED_MAF_COLUMNS.find((column) => !cells.includes(column.toLowerCase()))
    if (missing === undefined) return 'MAF'
    throw new CaseboardError({
      code: 'bad-input',
      message: `The MAF lacks the required column ${missing}.`,
      remedy: `Export it with the columns ${REQUIRED_MAF_COLUMNS.join(', ')}.`,
      file,
      line: at + 1,
      field: missing,
    })
  }
  if (looksLikeMafRow(cells)) {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The MAF has no header row: the first line already holds data.',
      remedy: 'Export it again with the line of column names (Hugo_Symbol, Chromosome, ...).',
      file,
      line: at + 1,
    })
  }
  throw bad(
    file,
    'This is not a report that Caseboard reads.',
    'Supported are VCF 4.1 to 4.5, MAF (GDC or cBioPortal), both plain or gzip-compressed, and Caseboard biomarker sheets.',
  )
}

function looksLikeMafRow(cells: readonly string[]): boolean {
  return (
    cells.length >= 9 &&
    cells.some((cell) => /^(grch3[78]|hg19|hg38|37|38)$/.test(cell)) &&
    cells.some((cell) =>
      /^(missense_mutation|nonsense_mutation|silent|intron|splice_site|frame_shift_\w+|in_frame_\w+|rna|igr|[35]'\w+)$/.test(
        cell,
      ),
    )
  )
}

function bad(file: string, message: string, remedy: string): CaseboardError {
  return new CaseboardError({ code: 'bad-input', message, remedy, file })
}
