import type { ImportFile, ReportPreviewResult } from '../../shared/api.ts'
import type { ErrorData } from '../../shared/errors.ts'
import type { GenomeBuild } from '../../shared/model.ts'

/** One chosen file on its way to import: what was detected, and what the user says. */
export interface Candidate {
  readonly path: string
  readonly preview: ReportPreviewResult | null
  readonly error: ErrorData | null
  readonly build: GenomeBuild | null
  readonly tumorSample: string | null
  readonly assay: string | null
  readonly specimen: string | null
}

export function candidateOf(path: string): Candidate {
  return { path, preview: null, error: null, build: null, tumorSample: null, assay: null, specimen: null }
}

export function withPreview(candidate: Candidate, preview: ReportPreviewResult): Candidate {
  return { ...candidate, preview, build: preview.build, tumorSample: preview.tumorSample }
}

/** What the user must still say of a file before it can be imported, in words. */
export function openChoices(candidate: Candidate): readonly string[] {
  const { preview } = candidate
  if (preview === null) return []
  return preview.needs.flatMap((need) => {
    if (need === 'build') return candidate.build === null ? ['the genome build'] : []
    return candidate.tumorSample === null ? ['the tumor sample'] : []
  })
}

/** Files that can be imported now; null while one is still being looked at, or needs a choice. */
export function importFiles(candidates: readonly Candidate[]): readonly ImportFile[] | null {
  const good = candidates.filter((candidate) => candidate.error === null)
  if (good.length === 0 || good.some((one) => one.preview === null || openChoices(one).length > 0))
    return null
  return good.map(({ path, build, tumorSample, assay, specimen }) => ({
    path,
    build,
    tumorSample,
    assay,
    specimen,
  }))
}
