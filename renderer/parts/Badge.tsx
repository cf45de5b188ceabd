import type { AmpTier } from '../../shared/match.ts'
import { Icon } from './Icon.tsx'
import type { Said } from './words.ts'

export function Badge({ said }: { said: Said }) {
  return (
    <span className={`badge ${said.tone}`}>
      <Icon name={said.icon} />
      {said.word}
    </span>
  )
}

export function TierBadge({ tier }: { tier: AmpTier | null }) {
  if (tier === null) return <span className="badge neutral tier">no tier</span>
  return (
    <span className="badge tier" data-tier={tier}>
      <span className="hidden-visually">AMP tier </span>
      {tier}
    </span>
  )
}
