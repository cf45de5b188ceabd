import { termOfLevel } from '../glossary/explain.ts'
import { Term } from '../glossary/Term.tsx'

interface LevelProps {
  readonly level: { readonly scheme: string; readonly value: string }
  /** False inside a summary, which takes the focus itself. */
  readonly focusable?: boolean
}

/** A source's own level, word for word, which explains itself. */
export function Level({ level, focusable = true }: LevelProps) {
  return (
    <Term name={termOfLevel(level)} focusable={focusable}>
      <span className="source-level">
        {level.scheme} {level.value}
      </span>
    </Term>
  )
}
