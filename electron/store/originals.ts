import { zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import type { ReadableDatabase } from './database.ts'

/** The imported files as they were: pieces inside the encrypted database, compressed where that saves space. */

const chunkSchema = z.object({ encoding: z.enum(['zstd', 'none']), data: z.instanceof(Uint8Array) })

/** The whole original in one piece of memory; empty where none was kept. */
export function readOriginal(db: ReadableDatabase, reportId: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const statement = db.prepare(
    'SELECT encoding, data FROM report_originals WHERE report_id = ? ORDER BY chunk',
  )
  for (const row of statement.iterate(reportId)) {
    const { encoding, data } = chunkSchema.parse(row)
    parts.push(encoding === 'zstd' ? zstdDecompressSync(data) : data)
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
