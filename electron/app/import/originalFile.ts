import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import { CaseboardError } from '../../../shared/errors.ts'
import type { OriginalPiece } from '../../store/importMessages.ts'

/** The file as it lies on the disk, for keeping: hashed, and compressed where it is not yet. */

const PIECE_BYTES = 1024 * 1024

const compress = promisify(zstdCompress)

/** Runs in libuv's threads, beside the parser. Level 1: the fastest that still shrinks a VCF well. */
async function zstd(bytes: Uint8Array): Promise<Uint8Array> {
  // A copy: small results lie in Node's shared buffer pool, which cannot be sent to another thread.
  return new Uint8Array(await compress(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }))
}

async function* pieces(file: FileHandle): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  for (;;) {
    const buffer = new Uint8Array(PIECE_BYTES)
    const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES)
    if (bytesRead === 0) return
    yield bytesRead === PIECE_BYTES ? buffer : buffer.slice(0, bytesRead)
  }
}

/** SHA-256 of a file, hex. */
export async function hashFile(path: string): Promise<string> {
  const file = await open(path)
  try {
    const hash = createHash('sha256')
    for await (const piece of pieces(file)) hash.update(piece)
    return hash.digest('hex')
  } finally {
    await file.close()
  }
}

/**
 * Hands the file's pieces to `send`, one after the other, and returns the SHA-256 (hex) and number of the
 * very bytes that were handed over. `send` may wait, and rejects to break off.
 */
export async function keepOriginal(
  path: string,
  send: (piece: OriginalPiece) => Promise<void>,
): Promise<{ sha256: string; bytes: number }> {
  const file = await open(path)
  try {
    const hash = createHash('sha256')
    let bytes = 0
    let gzipped = false
    for await (const piece of pieces(file)) {
      if (bytes === 0) gzipped = piece[0] === 0x1f && piece[1] === 0x8b
      bytes += piece.length
      hash.update(piece)
      await send(gzipped ? { encoding: 'none', data: piece } : { encoding: 'zstd', data: await zstd(piece) })
    }
    return { sha256: hash.digest('hex'), bytes }
  } finally {
    await file.close()
  }
}

/** What tells one state of a file from another. */
export interface FileState {
  readonly bytes: number
  readonly changed: bigint
  readonly inode: bigint
}

/** Throws the file system's own error where there is no such file. */
export async function fileState(path: string): Promise<FileState> {
  const file = await open(path)
  try {
    const { size, mtimeNs, ino } = await file.stat({ bigint: true })
    return { bytes: Number(size), changed: mtimeNs, inode: ino }
  } finally {
    await file.close()
  }
}

/** The parser and the keeper each read the file: both must have seen the same. Throws `bad-input`. */
export function refuseChangedFile(path: string, before: FileState, after: FileState): void {
  if (before.bytes === after.bytes && before.changed === after.changed && before.inode === after.inode) return
  throw new CaseboardError({
    code: 'bad-input',
    message: 'The file changed while it was read; nothing was stored.',
    remedy: 'Wait until it is completely written, then import it again.',
    file: basename(path),
  })
}
