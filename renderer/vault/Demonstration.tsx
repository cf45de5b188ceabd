import { useEffect, useState } from 'react'
import { useApp } from '../app/AppContext.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useJob } from '../app/useJob.ts'
import { ErrorNotice } from '../parts/Notice.tsx'
import { count } from '../parts/numbers.ts'

export function Demonstration() {
  const { refresh } = useApp()
  const { busy, error, run } = useAction()
  const [jobId, setJobId] = useState<number | null>(null)
  const { job, error: jobError } = useJob(jobId)
  const finished = job?.state === 'done'
  useEffect(() => {
    if (finished) void refresh()
  }, [finished, refresh])
  const open = (): Promise<void> =>
    run(async () => {
      setJobId((await call('vault/openDemonstration', {})).jobId)
    })
  const problem = error ?? jobError ?? (job?.state === 'failed' ? job.error : null)
  const running = jobId !== null && problem === null && job?.state !== 'cancelled'
  return (
    <div className="door-demo stack" style={{ gap: '0.6rem' }}>
      <h2>Just looking?</h2>
      <p className="quiet">
        A throw-away vault with invented cases. No password; it is deleted when you close it.
      </p>
      {problem !== null && <ErrorNotice error={problem} />}
      {running ? (
        <div className="stack" style={{ gap: '0.35rem' }} role="status">
          <progress
            className="progress"
            aria-label="Preparing the demonstration"
            max={job?.progress.total || 1}
            value={job?.progress.done ?? 0}
          />
          <span className="small quiet">
            {job?.label ?? 'Preparing the demonstration'}
            {job !== null && job.progress.variants > 0 && `, ${count(job.progress.variants)} variants`}
          </span>
        </div>
      ) : (
        <button type="button" className="button" disabled={busy} onClick={() => void open()}>
          Open the demonstration
        </button>
      )}
    </div>
  )
}
