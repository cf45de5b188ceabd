import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CaseboardError } from '../../shared/errors.ts'
import type { ReferenceFile } from '../../shared/genomeSession.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import type { Store } from '../store/calls.ts'

/**
 * Lengths of chromosomes that tell the builds apart. Source: UCSC chrom.sizes of hg19 and hg38 (GRCh37.p13,
 * GRCh38.p14 primary assembly).
 */
const LENGTHS: Readonly<Record<GenomeBuild, Readonly<Record<string, number>>>> = {
  GRCh37: {
    '1': 249_250_621,
    '2': 243_199_373,
    '7': 159_138_663,
    '10': 135_534_747,
    '17': 81_195_210,
    X: 155_270_560,
  },
  GRCh38: {
    '1': 248_956_422,
    '2': 242_193_529,
    '7': 159_345_973,
    '10': 133_797_422,
    '17': 83_257_441,
    X: 156_040_895,
  },
}

type Contigs = readonly { readonly name: string; readonly length: number }[]

function badReference(file: string, message: string, remedy: string): CaseboardError {
  return new CaseboardError({ code: 'bad-input', message, remedy, file })
}

/** Contigs of a `.fai`. @throws CaseboardError where the index is missing or not one */
async function fastaContigs(path: string): Promise<Contigs> {
  let text: string
  try {
    text = await readFile(`${path}.fai`, 'utf8')
  } catch {
    throw badReference(
      basename(path),
      'The FASTA index is missing.',
      `Make it with: samtools faidx ${basename(path)}`,
    )
  }
  const contigs = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([name = '', length = '']) => ({ name, length: Number(length) }))
  if (contigs.length > 0 && contigs.every(({ length }) => Number.isInteger(length))) return contigs
  throw badReference(
    `${basename(path)}.fai`,
    'This is no FASTA index.',
    `Make it anew with: samtools faidx ${basename(path)}`,
  )
}

/** Sequences of a UCSC 2bit file (UCSC FAQ "2bit format": header, index, then each record begins with its size). */
async function twoBitContigs(path: string): Promise<Contigs> {
  const handle = await open(path, 'r')
  try {
    const header = Buffer.alloc(16)
    await handle.read(header, 0, 16, 0)
    const little = header.readUInt32LE(0) === 0x1a412743
    if (!little && header.readUInt32BE(0) !== 0x1a412743) {
      throw badReference(
        basename(path),
        'This is no 2bit file.',
        'Choose a .2bit file, or a FASTA with its .fai.',
      )
    }
    const read = (buffer: Buffer, at: number): number =>
      little ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at)
    const count = read(header, 8)
    const index = Buffer.alloc(count * 260)
    await handle.read(index, 0, index.length, 16)
    const contigs: { name: string; length: number }[] = []
    const size = Buffer.alloc(4)
    for (let number = 0, at = 0; number < count; number++) {
      const nameLength = index.readUInt8(at)
      const name = index.toString('latin1', at + 1, at + 1 + nameLength)
      await handle.read(size, 0, 4, read(index, at + 1 + nameLength))
      contigs.push({ name, length: read(size, 0) })
      at += 1 + nameLength + 4
    }
    return contigs
  } finally {
    await handle.close()
  }
}

/**
 * What the contig lengths say about the build, in words.
 *
 * @throws CaseboardError where they belong to the other build or to no human chromosome that is known
 */
export function checkContigs(file: string, contigs: Contigs, build: GenomeBuild): string {
  const other: GenomeBuild = build === 'GRCh37' ? 'GRCh38' : 'GRCh37'
  const lengths = new Map(contigs.map(({ name, length }) => [name.replace(/^chr/, ''), length]))
  const agreeing = Object.entries(LENGTHS[build]).filter(([name, length]) => lengths.get(name) === length)
  if (agreeing.length > 0) return `${agreeing.length} chromosome lengths agree with ${build}`
  const belongsToOther = Object.entries(LENGTHS[other]).some(([name, length]) => lengths.get(name) === length)
  throw badReference(
    file,
    belongsToOther
      ? `This reference is ${other}, not ${build}.`
      : `No chromosome length of this file agrees with ${build}.`,
    belongsToOther ? `Register it as ${other}.` : 'Choose a reference of the human genome in this build.',
  )
}

/**
 * Registers a local reference sequence or gene-model file after looking at it.
 *
 * @throws CaseboardError naming the file and what is wrong with it
 */
export async function registerReference(
  store: Store,
  wish: { build: GenomeBuild; kind: ReferenceFile['kind']; path: string },
): Promise<{ referenceId: number }> {
  const file = basename(wish.path)
  const facts = await stat(wish.path).catch(() => null)
  if (facts === null || !facts.isFile() || facts.size === 0) {
    throw badReference(file, 'There is no such file, or it is empty.', 'Choose the file again.')
  }
  const entry = { build: wish.build, kind: wish.kind, name: file, path: wish.path, bytes: facts.size }
  switch (wish.kind) {
    case 'fasta': {
      const checked = checkContigs(file, await fastaContigs(wish.path), wish.build)
      return store.write('referenceAdd', { ...entry, checked, indexPath: `${wish.path}.fai` })
    }
    case '2bit': {
      const checked = checkContigs(file, await twoBitContigs(wish.path), wish.build)
      return store.write('referenceAdd', { ...entry, checked, indexPath: null })
    }
    case 'gene models': {
      if (!/\.(gtf|gff3?|txt|refgene)(\.gz)?$/i.test(file)) {
        throw badReference(
          file,
          'The genome view does not know this kind of gene models.',
          'Choose a GTF, GFF3 or UCSC refGene text file.',
        )
      }
      return store.write('referenceAdd', {
        ...entry,
        checked: 'build as chosen by the user',
        indexPath: null,
      })
    }
  }
}
