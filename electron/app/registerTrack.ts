import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CaseboardError } from '../../shared/errors.ts'
import type { TrackFormat } from '../../shared/genomeSession.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import type { Store } from '../store/calls.ts'

interface KnownFormat {
  readonly ending: RegExp
  readonly format: TrackFormat
  /** Where the index may stand beside the file; empty where igv needs none. */
  readonly indexes: readonly ((path: string) => string)[]
  readonly indexRequired: boolean
}

const KNOWN_FORMATS: readonly KnownFormat[] = [
  {
    ending: /\.bam$/i,
    format: 'bam',
    indexes: [(path) => `${path}.bai`, (path) => path.replace(/\.bam$/i, '.bai'), (path) => `${path}.csi`],
    indexRequired: true,
  },
  { ending: /\.cram$/i, format: 'cram', indexes: [(path) => `${path}.crai`], indexRequired: true },
  {
    ending: /\.vcf\.b?gz$/i,
    format: 'vcf',
    indexes: [(path) => `${path}.tbi`, (path) => `${path}.csi`],
    indexRequired: true,
  },
  { ending: /\.vcf$/i, format: 'vcf', indexes: [], indexRequired: false },
  { ending: /\.bed(\.gz)?$/i, format: 'bed', indexes: [(path) => `${path}.tbi`], indexRequired: false },
  { ending: /\.(bw|bigwig)$/i, format: 'bigwig', indexes: [], indexRequired: false },
  { ending: /\.seg$/i, format: 'seg', indexes: [], indexRequired: false },
]

async function fileSize(path: string): Promise<number | null> {
  try {
    const facts = await stat(path)
    return facts.isFile() ? facts.size : null
  } catch {
    return null
  }
}

/**
 * Registers a file for a case's genome view. The file stays where it is and is read by byte range.
 *
 * @throws CaseboardError `bad-input` for a missing file, an unknown kind or a missing index
 */
export async function registerTrack(
  store: Store,
  track: { caseId: number; path: string; build: GenomeBuild; specimen: string | null },
): Promise<{ trackId: number }> {
  const file = basename(track.path)
  const bytes = await fileSize(track.path)
  if (bytes === null || bytes === 0) {
    throw new CaseboardError({
      code: 'bad-input',
      message: bytes === 0 ? 'The file is empty.' : 'There is no such file, or it cannot be read.',
      remedy: 'Choose the file again.',
      file,
    })
  }
  const known = KNOWN_FORMATS.find(({ ending }) => ending.test(file))
  if (known === undefined) {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The genome view does not know this kind of file.',
      remedy: 'Choose a .bam, .cram, .vcf, .vcf.gz, .bed, .bw/.bigwig or .seg file.',
      file,
    })
  }
  const candidates = known.indexes.map((index) => index(track.path))
  const sizes = await Promise.all(candidates.map(fileSize))
  const indexPath = candidates.find((_, position) => sizes[position] !== null) ?? null
  if (known.indexRequired && indexPath === null) {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The index file is missing.',
      remedy: `Put ${basename(candidates[0] ?? '')} beside it (samtools index, tabix).`,
      file,
    })
  }
  return store.write('trackAdd', {
    caseId: track.caseId,
    name: file,
    format: known.format,
    build: track.build,
    specimen: track.specimen,
    path: track.path,
    indexPath,
    bytes,
  })
}
