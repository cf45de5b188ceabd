import { createReadStream } from 'node:fs'
import { open, realpath, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { parseByteRange } from './byteRange.ts'
import { CONTENT_SECURITY_POLICY } from './contentSecurityPolicy.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

const COMMON_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Nothing of a patient's case may stay in a browser cache.
  'cache-control': 'no-store',
}

/** A plain answer with the app's headers. */
export function textResponse(status: number, text: string, type = 'text/plain; charset=utf-8'): Response {
  return new Response(text, { status, headers: { ...COMMON_HEADERS, 'content-type': type } })
}

/** Something that can be read by byte range: 0-based inclusive `start` and `end`. */
export interface ByteSource {
  readonly size: number
  readonly type: string
  read(start: number, end: number): ReadableStream<Uint8Array> | Promise<Uint8Array<ArrayBuffer>>
}

/**
 * Answers a request from a byte source: 200 whole, 206 for a single range, 416 beyond the end (RFC 9110).
 * Electron's own `net.fetch` of a file ignores `Range`, which igv depends on.
 */
export async function rangeResponse(request: Request, source: ByteSource): Promise<Response> {
  const range = parseByteRange(request.headers.get('range'), source.size)
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...COMMON_HEADERS, 'content-range': `bytes */${source.size}` },
    })
  }
  const { start, end } = range ?? { start: 0, end: source.size - 1 }
  const headers: Record<string, string> = {
    ...COMMON_HEADERS,
    'content-type': source.type,
    'accept-ranges': 'bytes',
    'content-length': String(end - start + 1),
  }
  if (range !== null) headers['content-range'] = `bytes ${start}-${end}/${source.size}`
  const empty = request.method === 'HEAD' || source.size === 0
  return new Response(empty ? null : await source.read(start, end), {
    status: range === null ? 200 : 206,
    headers,
  })
}

/** A file on disk as a byte source. Throws where it is not a readable regular file. */
export async function fileSource(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r')
  const facts = await handle.stat()
  await handle.close()
  if (!facts.isFile()) throw new Error('not a regular file')
  return {
    size: facts.size,
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    read: (start, end) =>
      Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>,
  }
}

/** A text held in memory as a byte source. */
export function textSource(text: string, type = 'text/plain; charset=utf-8'): ByteSource {
  const bytes = new TextEncoder().encode(text)
  return { size: bytes.length, type, read: (start, end) => Promise.resolve(bytes.slice(start, end + 1)) }
}

/**
 * The file of `root` that a URL path names, or null: the path is resolved inside the root and links are
 * followed before the check, so that neither `..` nor a link leads outside.
 */
export async function fileInside(root: string, urlPath: string): Promise<string | null> {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const wanted = resolve(join(root, decoded))
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(wanted)])
    if (real !== realRoot && !real.startsWith(realRoot + sep)) return null
    return (await stat(real)).isFile() ? real : null
  } catch {
    return null
  }
}
