import type { ReactNode } from 'react'
import type { ErrorData } from '../../shared/errors.ts'
import { Icon } from './Icon.tsx'

type Tone = 'info' | 'warning' | 'good' | 'error'

const icons = { info: 'info', warning: 'warning', good: 'check', error: 'warning' } as const

export function Notice({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div
      className={`notice ${tone}`}
      role={tone === 'error' ? 'alert' : tone === 'info' ? undefined : 'status'}
    >
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  )
}

/** An error as the user can act on it: what, where (file, line, field), and what to do. */
export function ErrorNotice({ error }: { error: ErrorData }) {
  const place = [
    error.file,
    error.line === undefined ? undefined : `line ${error.line}`,
    error.field === undefined ? undefined : `field ${error.field}`,
  ].filter((part) => part !== undefined)
  return (
    <Notice tone="error">
      <p>
        <strong>{error.message}</strong>
      </p>
      {place.length > 0 && <p className="small mono">{place.join(', ')}</p>}
      {error.remedy !== undefined && <p>{error.remedy}</p>}
    </Notice>
  )
}
