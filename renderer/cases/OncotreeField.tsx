import { useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useCall } from '../app/useCall.ts'

interface OncotreeFieldProps {
  readonly code: string
  readonly onChange: (code: string) => void
}

/** Search as you type over OncoTree; what is kept is the code. */
export function OncotreeField({ code, onChange }: OncotreeFieldProps) {
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const searching = text !== null && text.trim() !== ''
  const found = useCall('oncotree/search', searching ? { text: text.trim(), limit: 30 } : null)
  const chosen = useCall('oncotree/search', code === '' ? null : { text: code, limit: 30 })
  const chosenNode =
    chosen.state === 'ready' ? chosen.value.nodes.find((node) => node.code === code) : undefined
  const nodes = searching && found.state === 'ready' ? found.value.nodes : []
  const shown = text ?? (code === '' ? '' : chosenNode === undefined ? code : `${chosenNode.name} (${code})`)

  const choose = (index: number): void => {
    const node = nodes[index]
    if (node === undefined) return
    onChange(node.code)
    setText(null)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, nodes.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.key === 'Enter' && nodes.length > 0) choose(active)
    else if (event.key === 'Escape' && text !== null) setText(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const unknown = code !== '' && text === null && chosen.state === 'ready' && chosenNode === undefined

  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        Diagnosis (OncoTree)
      </label>
      <div className="combo">
        <input
          id={id}
          className="input"
          role="combobox"
          aria-expanded={nodes.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={nodes.length > 0 ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-note`}
          placeholder="Name or code, e.g. lung adeno or LUAD"
          autoComplete="off"
          value={shown}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
            if (event.target.value.trim() === '') onChange('')
          }}
          onBlur={() => setText(null)}
          onKeyDown={onKey}
        />
        {nodes.length > 0 && (
          <ul className="combo-list" role="listbox" id={`${id}-list`} aria-label="OncoTree diagnoses">
            {nodes.map((node, index) => (
              <li
                key={node.code}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className="combo-option"
                // Before the field loses focus and closes the list.
                onMouseDown={(event) => {
                  event.preventDefault()
                  choose(index)
                }}
              >
                <span className="mono">{node.code}</span>
                <span>{node.name}</span>
                <span className="quiet small">{node.tissue}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <span className="hint" id={`${id}-note`} role="status">
        {searching && found.state === 'ready' && nodes.length === 0
          ? `OncoTree ${found.value.version} has nothing like “${text}”. Write the diagnosis as free text below; tier I stays closed until a code is chosen.`
          : unknown
            ? `${code} is not a code of this OncoTree version.`
            : chosen.state === 'ready' && code !== ''
              ? `OncoTree ${chosen.value.version}`
              : 'Without a code the case can be read, but no tier I is given.'}
      </span>
    </div>
  )
}
