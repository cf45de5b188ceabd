import { BamFile } from '@gmod/bam'
import { LocalFile } from 'generic-filehandle2'
import { basename } from 'node:path'
import { CaseboardError } from '../../shared/errors.ts'
import type { AlignedRead } from '../interpret/phase/readPhase.ts'

/**
 * Reads of an indexed BAM that overlap a place.
 *
 * @param chrom without "chr"; the file may write it either way
 * @param start 0-based, `end` half-open
 * @throws CaseboardError `bad-input` where file or index cannot be read
 */
export async function bamReads(
  file: { readonly path: string; readonly indexPath: string },
  chrom: string,
  start: number,
  end: number,
): Promise<AlignedRead[]> {
  try {
    const index = new LocalFile(file.indexPath)
    const bam = new BamFile({
      bamFilehandle: new LocalFile(file.path),
      ...(file.indexPath.endsWith('.csi') ? { csiFilehandle: index } : { baiFilehandle: index }),
    })
    await bam.getHeader()
    const names = [chrom, `chr${chrom}`, ...(chrom === 'MT' ? ['M', 'chrM'] : [])]
    const name = names.find((one) => bam.chrToIndex?.[one] !== undefined)
    if (name === undefined) return []
    const records = await bam.getRecordsForRange(name, start, end)
    return records.map((record) => ({
      name: record.name,
      start: record.start,
      cigar: record.CIGAR,
      seq: record.seq,
      qualities: record.qual,
      flags: record.flags,
      mappingQuality: record.mq,
    }))
  } catch (error) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The reads could not be read: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Check that the BAM and its index are still where they were registered.',
      file: basename(file.path),
    })
  }
}
