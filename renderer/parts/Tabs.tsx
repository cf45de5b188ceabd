import { useRef } from 'react'

export interface TabItem<Name extends string> {
  readonly name: Name
  readonly label: string
  readonly count?: number | undefined
}

interface TabsProps<Name extends string> {
  readonly label: string
  readonly items: readonly TabItem<Name>[]
  readonly selected: Name
  readonly onSelect: (name: Name) => void
}

/** Tabs by the ARIA pattern: arrows move, the selected one is in the tab order; panel id is `panel-NAME`. */
export function Tabs<Name extends string>({ label, items, selected, onSelect }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null)
  const move = (step: number): void => {
    const index = items.findIndex((item) => item.name === selected)
    const next = items[(index + step + items.length) % items.length]
    if (next === undefined) return
    onSelect(next.name)
    list.current?.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus()
  }
  return (
    <div
      className="tabs"
      role="tablist"
      aria-label={label}
      ref={list}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(1)
        else if (event.key === 'ArrowLeft') move(-1)
        else return
        event.preventDefault()
      }}
    >
      {items.map((item) => (
        <button
          key={item.name}
          type="button"
          role="tab"
          id={`tab-${item.name}`}
          aria-selected={item.name === selected}
          aria-controls={`panel-${item.name}`}
          aria-label={item.label}
          tabIndex={item.name === selected ? 0 : -1}
          className="tab"
          onClick={() => onSelect(item.name)}
        >
          {item.label}
          {item.count !== undefined && <span className="count">{item.count.toLocaleString('en')}</span>}
        </button>
      ))}
    </div>
  )
}
