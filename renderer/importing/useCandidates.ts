import { useEffect, useState } from 'react'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'

/** How one kind of file is looked at before it is imported. Must be the same object at every render. */
export interface Look<Candidate, Preview> {
  readonly candidateOf: (path: string) => Candidate
  readonly preview: (path: string) => Promise<Preview>
  readonly withPreview: (candidate: Candidate, preview: Preview) => Candidate
}

/** The chosen files on their way to import: each is looked at at once, and what is found goes into its candidate. */
export function useCandidates<
  Candidate extends { readonly path: string; readonly error: ErrorData | null },
  Preview,
>(
  paths: readonly string[],
  look: Look<Candidate, Preview>,
): { readonly candidates: readonly Candidate[]; readonly change: (next: Candidate) => void } {
  const [candidates, setCandidates] = useState<readonly Candidate[]>(() => paths.map(look.candidateOf))
  useEffect(() => {
    let wanted = true
    const change = (path: string, next: (candidate: Candidate) => Candidate): void => {
      if (wanted) setCandidates((before) => before.map((one) => (one.path === path ? next(one) : one)))
    }
    for (const path of paths) {
      look.preview(path).then(
        (preview) => change(path, (one) => look.withPreview(one, preview)),
        (problem: unknown) => change(path, (one) => ({ ...one, error: toErrorData(problem) })),
      )
    }
    return () => {
      wanted = false
    }
  }, [paths, look])
  return {
    candidates,
    change: (next) => setCandidates((before) => before.map((one) => (one.path === next.path ? next : one))),
  }
}
