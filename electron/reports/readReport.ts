import { detectFile } from './detect.ts'
import type { ReadEvent, ReadOptions, ReadingMeans, ReportPreview } from './reader.ts'

/** Each is loaded when a file of its kind comes: a reading thread starts sooner. */
const readers = {
  vcf: () => import('./vcf/readVcf.ts'),
  maf: () => import('./maf/readMaf.ts'),
  sheet: () => import('./biomarkerSheet.ts'),
}

/**
 * Says what a report file is and which choices are still open, without reading all of it.
 *
 * @throws CaseboardError as `detectFile`, or where the header is broken
 */
export async function previewReport(path: string): Promise<ReportPreview> {
  const { format, compressed } = await detectFile(path)
  switch (format) {
    case 'VCF':
      return (await readers.vcf()).previewVcf(path, compressed)
    case 'MAF':
      return (await readers.maf()).previewMaf(path, compressed)
    case 'biomarker sheet':
      return (await readers.sheet()).previewSheet(compressed)
  }
}

/**
 * Reads a report file as a stream: small variants in columnar batches, other alterations, and exactly one summary at
 * the end. A file that turns out broken throws instead of a summary; what was yielded before must then be
 * thrown away.
 *
 * @throws CaseboardError `bad-input` with file and line, `needs-choice` with the choices, `cancelled`, `not-found`
 */
export async function* readReport(
  path: string,
  options: ReadOptions & ReadingMeans,
): AsyncGenerator<ReadEvent, void, undefined> {
  const { format, compressed } = await detectFile(path)
  switch (format) {
    case 'VCF':
      yield* (await readers.vcf()).readVcf(path, compressed, options)
      return
    case 'MAF':
      yield* (await readers.maf()).readMaf(path, compressed, options)
      return
    case 'biomarker sheet':
      yield* (await readers.sheet()).readSheet(path, compressed, options)
      return
  }
}
