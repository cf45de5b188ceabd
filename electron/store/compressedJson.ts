import { createHash } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** A JSON document as a column: zstd saves nine tenths of a pack or a match report. */
export interface CompressedJson {
  readonly body: Buffer
  /** SHA-256 of the JSON text, hexadecimal. */
  readonly sha256: string
}

export function compressJson(value: unknown): CompressedJson {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  return { body: zstdCompressSync(text), sha256: createHash('sha256').update(text).digest('hex') }
}

/** The document, not yet validated. */
export function readCompressedJson(body: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(body).toString('utf8'))
}
