import { useEffect, useRef, useState } from 'react'
import type { VariantColumn } from '../../shared/variantQuery.ts'
import { columnSpecs } from './columns.ts'

interface ColumnChooserProps {
  readonly chosen: readonly VariantColumn[]
  readonly onChange: (columns: readonly VariantColumn[]) => void
}

export function ColumnChooser({ chosen, onChange }: ColumnChooserProps) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return undefined
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false)
    }
    window.addEventListener('pointerdown', outside)
    return () => window.removeEventListener('pointerdown', outside)
  }, [open])
  return (
    <div
      className="column-chooser"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation()
          setOpen(false)
        }
      }}
    >
      <button type="button" className="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
        Columns {chosen.length} of {columnSpecs.length}
      </button>
      {open && (
        <div className="column-menu" role="group" aria-label="Columns">
          {columnSpecs.map((spec) => (
            <label key={spec.column} className="row">
              <input
                type="checkbox"
                checked={chosen.includes(spec.column)}
                disabled={chosen.length === 1 && chosen.includes(spec.column)}
                onChange={(event) =>
                  onChange(
                    event.target.checked
                      ? [...chosen, spec.column]
                      : chosen.filter((column) => column !== spec.column),
                  )
                }
              />
              {spec.label}
            </label>
          ))}
        </div>
      )}
    </div>
  )
}
