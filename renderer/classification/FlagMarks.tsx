import type { VariantFlag } from '../../shared/classification.ts'
import { Badge } from '../parts/Badge.tsx'
import './classification.css'
import { flagLetters, flagWord } from './words.ts'

/** Marks of a finding: one badge a kind, the whole text on hover and to screen readers. */
export function FlagMarks({ flags }: { flags: readonly VariantFlag[] }) {
  const first = [...new Map(flags.map((flag) => [flag.kind, flag])).values()]
  return first.map((flag) => (
    <span key={flag.kind} className="flag-mark" title={flag.text}>
      <Badge said={flagWord(flag.kind)} />
    </span>
  ))
}

/** The same for a narrow cell: letters, with the word and the text as label. */
export function FlagLetters({ flags }: { flags: readonly VariantFlag[] }) {
  const first = [...new Map(flags.map((flag) => [flag.kind, flag])).values()]
  return first.map((flag) => (
    <span
      key={flag.kind}
      className={`badge ${flagWord(flag.kind).tone} flag-letters`}
      role="img"
      aria-label={flagWord(flag.kind).word}
      title={flag.text}
    >
      {flagLetters(flag.kind)}
    </span>
  ))
}
