import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { CaseboardError } from '../../shared/errors.ts'
import type { Store } from '../store/calls.ts'

const unzip = promisify(gunzip)

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/**
 * One line (1-based) of a report's original file as it was imported, and the header line that names its
 * columns (`#CHROM ...`, `Hugo_Symbol ...`), so that a claim can be followed to the laboratory's own words.
 */
export async function reportLine(
  store: Store,
  reportId: number,
  line: number,
): Promise<{ fileName: string; line: number; text: string; header: string | null }> {
  const original = await store.read('reportOriginal', { reportId })
  const zipped = original.bytes[0] === 0x1f && original.bytes[1] === 0x8b
  const bytes = zipped ? await unzip(original.bytes) : Buffer.from(original.bytes)
  // Old Macintosh files end their lines with CR alone.
  const end = bytes.includes(LINE_FEED) ? LINE_FEED : CARRIAGE_RETURN
  let header: string | null = null
  let start = 0
  for (let number = 1; start < bytes.length; number++) {
    const stop = bytes.indexOf(end, start)
    const last = stop === -1 ? bytes.length : stop
    const isHeader =
      header === null && isColumnHeader(bytes.subarray(start, Math.min(last, start + 40)).toString('latin1'))
    if (isHeader || number === line) {
      const text = bytes.subarray(start, last).toString('utf8').replace(/\r$/, '')
      if (isHeader) header = text
      if (number === line) return { fileName: original.fileName, line, text, header }
    }
    start = last + 1
  }
  throw new CaseboardError({
    code: 'not-found',
    message: `The file has no line ${line}.`,
    file: original.fileName,
    line,
  })
}

function isColumnHeader(start: string): boolean {
  return start.startsWith('#CHROM\t') || /^#?(hugo_symbol|kind)\t/i.test(start)
}
