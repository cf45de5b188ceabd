import { useRef, useState } from 'react'

/** An address as text with a button that copies it: Caseboard itself opens nothing outside. */
export function CopyText({ text }: { text: string }) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    field.current?.select()
    // The clipboard's newer interface asks for a permission, and Caseboard grants none.
    setCopied(document.execCommand('copy'))
  }
  return (
    <span className="copy-text">
      <input
        ref={field}
        className="input mono small"
        readOnly
        value={text}
        aria-label="Address"
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" className="button small" onClick={copy}>
        Copy
      </button>
      <span role="status" className="quiet small">
        {copied && 'copied'}
      </span>
    </span>
  )
}
