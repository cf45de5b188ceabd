import { gunzipSync } from 'node:zlib'
import { CaseboardError } from '../../../shared/errors.ts'

/** Decompressed size above which a file is no knowledge file: it would only fill the memory. */
const LARGEST = 512 * 1024 * 1024

/** The file's content, decompressed where it is gzip. @throws CaseboardError where the gzip data are damaged. */
export function plainBytes(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new CaseboardError({
      code: 'bad-input',
      message: `The compressed file cannot be read to its end: ${detail}.`,
      remedy: 'The download may be cut short. Obtain the file again.',
      file,
    })
  }
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * Text of the file: UTF-8, or UTF-16 where its mark says so; else Windows-1252, which older spreadsheet
 * programs write. @throws CaseboardError where the file is no text.
 */
export function plainText(bytes: Uint8Array, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The file is not text, and no XLSX workbook either.',
      remedy: 'Choose the TSV, CSV, JSON or XLSX file itself, or its gzip form.',
      file,
    })
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
