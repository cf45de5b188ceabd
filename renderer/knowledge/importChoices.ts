import type { ErrorData } from '../../shared/errors.ts'
import type { KnowledgeImportFile, KnowledgePreview } from '../../shared/knowledgeImport.ts'

/** One chosen knowledge file with what the user states about it. */
export interface KnowledgeCandidate {
  readonly path: string
  readonly preview: KnowledgePreview | null
  readonly error: ErrorData | null
  /** Typed only where the file needs it (OncoKB). */
  readonly licence: string
  readonly version: string
  readonly retrieved: string
  /** The user confirms that the licence allows this use. */
  readonly confirmed: boolean
}

export function candidateOf(path: string): KnowledgeCandidate {
  return { path, preview: null, error: null, licence: '', version: '', retrieved: '', confirmed: false }
}

export function withPreview(candidate: KnowledgeCandidate, preview: KnowledgePreview): KnowledgeCandidate {
  const { content } = preview
  return {
    ...candidate,
    preview,
    version: content.kind === 'pack' ? content.manifest.version : content.version,
    retrieved: content.kind === 'pack' ? content.manifest.retrieved : '',
  }
}

/** True where nothing is left to state before this file can be imported. */
export function isReady({ preview, error, licence, retrieved, confirmed }: KnowledgeCandidate): boolean {
  if (preview === null || error !== null) return false
  if (preview.content.kind === 'pack' && !/^\d{4}-\d{2}-\d{2}$/.test(retrieved)) return false
  return confirmed && (!preview.needs.includes('licence') || licence.trim() !== '')
}

/** What to import; null while a readable file is not ready. Files that cannot be read are left out. */
export function filesToImport(
  candidates: readonly KnowledgeCandidate[],
): readonly KnowledgeImportFile[] | null {
  const readable = candidates.filter(({ error }) => error === null)
  if (readable.length === 0 || !readable.every(isReady)) return null
  return readable.map(({ path, preview, licence, version, retrieved }) => ({
    path,
    licence: preview?.needs.includes('licence') === true ? licence.trim() : null,
    version: version.trim() === '' ? null : version.trim(),
    retrieved: preview?.content.kind === 'pack' ? retrieved : null,
  }))
}
