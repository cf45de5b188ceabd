import type { ReactNode } from 'react'

/** An empty place: what it would hold and what to do next. */
export function Empty({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}

export function Waiting({ what }: { what: string }) {
  return (
    <p className="empty quiet" role="status">
      {what} …
    </p>
  )
}
