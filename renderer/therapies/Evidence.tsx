import { useEffect, useRef, useState } from 'react'
import type { Match, MatchReport } from '../../shared/match.ts'
import { Term } from '../glossary/Term.tsx'
import { EscatBadge, TierBadge } from '../parts/Badge.tsx'
import { Icon } from '../parts/Icon.tsx'
import { CompanionDiagnostics } from './CompanionDiagnostics.tsx'
import { Level } from './Level.tsx'
import { packOf } from './regimens.ts'
import { RuleDialog } from './RuleDialog.tsx'
import { Trail } from './Trail.tsx'

interface EvidenceProps {
  readonly match: Match
  readonly report: MatchReport
  readonly startOpen: boolean
}

/** One assertion: its line, and behind it the whole trail from the rule to the report and the source. */
export function Evidence({ match, report, startOpen }: EvidenceProps) {
  const [open, setOpen] = useState(startOpen)
  const [ruleShown, setRuleShown] = useState(false)
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (startOpen) box.current?.scrollIntoView({ block: 'center' })
  }, [startOpen])
  const pack = packOf(report, match)
  return (
    <details
      ref={box}
      className="evidence"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary aria-label={`Why: ${match.biomarkerText}, ${match.level.scheme} ${match.level.value}`}>
        <span className="turn">
          <Icon name="right" />
        </span>
        <span className="level">
          <Level level={match.level} focusable={false} />
        </span>
        <span>
          {match.biomarkerText} <span className="quiet">in {match.diseaseText}</span>
        </span>
        <span className="quiet small">
          {[...new Set(match.sources.map((source) => source.id))].join(', ')}
        </span>
      </summary>
      {open && (
        <div className="evidence-body">
          <p className="whole">{match.statement}</p>
          <section>
            <h4>Why it {match.status === 'matched' ? 'matched' : 'is not assessed'}</h4>
            {match.timeline !== null && <p>{match.timeline}</p>}
            <Trail reasons={match.because} />
          </section>
          <div className="stack">
            <section>
              <h4>
                <Term name="tier">Tier</Term> and <Term name="level">level</Term>
              </h4>
              <p>
                <TierBadge tier={match.ampTier} /> {match.ampReason}
              </p>
              {match.effect === 'sensitivity' && (
                <p>
                  <Term name="escat">ESCAT</Term>{' '}
                  {match.escat !== null && (
                    <EscatBadge
                      text={`${match.escat.tier}${match.escat.origin === 'computed' ? ', computed' : ''}`}
                    />
                  )}{' '}
                  {match.escatReason}
                </p>
              )}
              <p className="quiet">
                Source’s own level: <Level level={match.level} />, kept as given.
              </p>
            </section>
            {match.line !== null && (
              <section>
                <h4>Line of therapy</h4>
                <p>{match.line.text}</p>
              </section>
            )}
            {match.conditions.length > 0 && (
              <section>
                <h4>To check by hand</h4>
                <ul className="plain-list dotted">
                  {match.conditions.map((condition) => (
                    <li key={condition}>{condition}</li>
                  ))}
                </ul>
              </section>
            )}
            {match.effect === 'sensitivity' && (
              <section>
                <h4>
                  <Term name="companionDiagnostic">Companion diagnostic</Term>
                </h4>
                <CompanionDiagnostics checks={match.companionDiagnostics} />
              </section>
            )}
            <section>
              <h4>Sources</h4>
              <ul className="plain-list">
                {match.sources.map((source) => (
                  <li key={source.id}>
                    <span className="mono">{source.id}</span>
                    {source.title !== undefined && ` ${source.title}`}
                    <span className="quiet">
                      {source.date !== undefined && `, dated ${source.date}`}, retrieved {source.retrieved}
                    </span>
                    {source.url !== undefined && <div className="quiet small mono">{source.url}</div>}
                  </li>
                ))}
              </ul>
              <p className="quiet small">
                <button type="button" className="link-button" onClick={() => setRuleShown(true)}>
                  Rule {match.assertionId}
                </button>{' '}
                of pack {match.pack}
                {pack !== undefined && ` ${pack.version}, retrieved ${pack.retrieved}`}
              </p>
              {ruleShown && <RuleDialog match={match} onClose={() => setRuleShown(false)} />}
            </section>
          </div>
        </div>
      )}
    </details>
  )
}
