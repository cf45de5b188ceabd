import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenomeBuild } from '../../shared/model.ts'
import type { ByteSource } from './fileResponse.ts'

/**
 * A whole-genome FASTA that exists only as an answer to range requests: chromosome lengths are real, the
 * bases are known inside a few slices (`slices.fa`, headers `>chr7:55241000-55260000`, 1-based inclusive)
 * and N elsewhere. It gives igv the sequence under the demonstration's reads in a few kilobytes.
 */
export interface SlicedReference {
  readonly fasta: ByteSource
  /** The `.fai` that describes `fasta`: one endless line per chromosome. */
  readonly index: string
}

interface Slice {
  /** 0-based offset in the virtual file. */
  readonly offset: number
  readonly bases: Buffer
}

const UNKNOWN_BASE = 'N'.charCodeAt(0)

/** Reads `chrom.sizes` and `slices.fa` of one build's resource folder. */
export async function loadSlicedReference(
  resourcesDirectory: string,
  build: GenomeBuild,
): Promise<SlicedReference> {
  const folder = join(resourcesDirectory, 'genome', build)
  const [sizes, fasta] = await Promise.all([
    readFile(join(folder, 'chrom.sizes'), 'utf8'),
    readFile(join(folder, 'slices.fa'), 'utf8'),
  ])
  const starts = new Map<string, number>()
  const index: string[] = []
  let size = 0
  for (const line of sizes.split('\n').filter((text) => text !== '')) {
    const [name = '', length = '0'] = line.split('\t')
    starts.set(name, size)
    index.push([name, length, size, length, Number(length) + 1].join('\t'))
    size += Number(length) + 1
  }
  const slices = readSlices(fasta, starts)
  return {
    index: `${index.join('\n')}\n`,
    fasta: { size, type: 'text/plain', read: (start, end) => Promise.resolve(compose(slices, start, end)) },
  }
}

function readSlices(fasta: string, starts: ReadonlyMap<string, number>): readonly Slice[] {
  return fasta
    .split('>')
    .filter((record) => record.trim() !== '')
    .map((record) => {
      const [header = '', ...lines] = record.split('\n')
      const place = /^(\S+?):(\d+)-(\d+)/.exec(header)
      const chromosome = starts.get(place?.[1] ?? '')
      if (place === null || chromosome === undefined) throw new Error(`slices.fa: cannot place "${header}"`)
      const bases = Buffer.from(lines.join('').replaceAll(/\s/g, '').toUpperCase(), 'latin1')
      return { offset: chromosome + Number(place[2]) - 1, bases }
    })
}

function compose(slices: readonly Slice[], start: number, end: number): Uint8Array<ArrayBuffer> {
  const answer = new Uint8Array(end - start + 1).fill(UNKNOWN_BASE)
  for (const { offset, bases } of slices) {
    const from = Math.max(start, offset)
    const to = Math.min(end + 1, offset + bases.length)
    if (from < to) answer.set(bases.subarray(from - offset, to - offset), from - start)
  }
  return answer
}
