import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { terms } from './terms.ts'
import type { TermName } from './terms.ts'

interface TermProps {
  readonly name: TermName
  readonly children: ReactNode
  /** False inside a button, link or summary, which takes the focus itself: then on hover only. */
  readonly focusable?: boolean
  /** True where what it explains looks like a badge: no dotted line under it. */
  readonly plain?: boolean
}

type Place = { readonly left: number } & ({ readonly top: number } | { readonly bottom: number })

/** A word with its explanation on hover and focus; Escape closes it. */
export function Term({ name, children, focusable = true, plain = false }: TermProps) {
  const id = useId()
  const [place, setPlace] = useState<Place | null>(null)
  const { text, source, word } = terms[name]
  const show = (element: HTMLElement): void => {
    const box = element.getBoundingClientRect()
    const width = 24 * parseFloat(getComputedStyle(document.documentElement).fontSize)
    const left = Math.max(8, Math.min(box.left, window.innerWidth - width - 16))
    // Where the lower half begins it grows upwards, so that no length or font size is cut off at the edge.
    setPlace(
      box.bottom > window.innerHeight / 2
        ? { left, bottom: window.innerHeight - box.top + 6 }
        : { left, top: box.bottom + 6 },
    )
  }
  return (
    <span
      className={plain ? 'term plain' : 'term'}
      data-term={name}
      tabIndex={focusable ? 0 : undefined}
      aria-describedby={place === null ? undefined : id}
      onMouseEnter={(event) => show(event.currentTarget)}
      onMouseLeave={() => setPlace(null)}
      onFocus={(event) => show(event.currentTarget)}
      onBlur={() => setPlace(null)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && place !== null) {
          event.stopPropagation()
          setPlace(null)
        }
      }}
    >
      {children}
      {place !== null && (
        <span className="term-tip" role="tooltip" id={id} style={place}>
          <b>{word}</b> {text}
          <small>Source: {source}</small>
        </span>
      )}
    </span>
  )
}
