import type { AmpTier } from '../../shared/match.ts'
import { termOfEscat, termOfTier, termOfWord } from '../glossary/explain.ts'
import { Term } from '../glossary/Term.tsx'
import { Icon } from './Icon.tsx'
import type { Said } from './words.ts'

interface BadgeProps {
  readonly said: Said
  /** False inside a button, link or summary. */
  readonly focusable?: boolean
}

/** A state as word and icon, which explains itself on hover and focus. */
export function Badge({ said, focusable = true }: BadgeProps) {
  const term = termOfWord(said.word)
  const badge = (
    <span className={`badge ${said.tone}`}>
      <Icon name={said.icon} />
      {said.word}
    </span>
  )
  if (term === null) return badge
  return (
    <Term name={term} plain focusable={focusable}>
      {badge}
    </Term>
  )
}

/** `ESCAT I-A`, `III-A, computed`: the text as it is, explained by the tier in it. */
export function EscatBadge({ text }: { text: string }) {
  return (
    <Term name={termOfEscat(text)} plain>
      <span className="badge neutral escat">{text}</span>
    </Term>
  )
}

export function TierBadge({ tier }: { tier: AmpTier | null }) {
  return (
    <Term name={termOfTier(tier)} plain>
      {tier === null ? (
        <span className="badge neutral tier">no tier</span>
      ) : (
        <span className="badge tier" data-tier={tier}>
          <span className="hidden-visually">AMP tier </span>
          {tier}
        </span>
      )}
    </Term>
  )
}
