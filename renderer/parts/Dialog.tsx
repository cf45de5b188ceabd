import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly wide?: boolean
  /** False while leaving would lose something that cannot be got back (a recovery key). */
  readonly dismissable?: boolean
}

/** A modal dialog on the platform's own <dialog>: focus stays inside, Escape closes, focus returns. */
export function Dialog({ title, onClose, children, footer, wide = false, dismissable = true }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A nested dialog's or a file input's own cancel bubbles up to us.
        if (event.target !== box.current) return
        event.preventDefault()
        if (dismissable) onClose()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !dismissable) event.preventDefault()
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {dismissable && (
          <button type="button" className="button plain" aria-label={`Close ${title}`} onClick={onClose}>
            <Icon name="cross" />
          </button>
        )}
      </div>
      <div className="dialog-body">{children}</div>
      {footer !== undefined && <div className="dialog-foot">{footer}</div>}
    </dialog>
  )
}
