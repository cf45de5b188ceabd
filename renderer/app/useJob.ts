import { useEffect, useState } from 'react'
import type { Job } from '../../shared/api.ts'
import { toErrorData } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'
import { call } from './call.ts'

const pollMilliseconds = 200

/** Follows a job of the core until it ends. */
export function useJob(jobId: number | null): { readonly job: Job | null; readonly error: ErrorData | null } {
  const [held, setHeld] = useState<{ jobId: number; job: Job | null; error: ErrorData | null } | null>(null)
  useEffect(() => {
    if (jobId === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let wanted = true
    const poll = async (): Promise<void> => {
      try {
        const job = await call('job/get', { jobId })
        if (!wanted) return
        setHeld({ jobId, job, error: null })
        if (job.state === 'running') timer = setTimeout(() => void poll(), pollMilliseconds)
      } catch (problem) {
        if (wanted) setHeld({ jobId, job: null, error: toErrorData(problem) })
      }
    }
    void poll()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [jobId])
  return held === null || held.jobId !== jobId ? { job: null, error: null } : held
}
