import type { CompanionDiagnosticCheck } from '../../shared/match.ts'
import { Badge } from '../parts/Badge.tsx'

/** Was it found with an approved device? If not: which would confirm it, on what specimen. */
export function CompanionDiagnostics({ checks }: { checks: readonly CompanionDiagnosticCheck[] }) {
  if (checks.length === 0) {
    return (
      <p className="quiet">The installed packs name no companion diagnostic for this drug and finding.</p>
    )
  }
  const ordered = [...checks].sort((a, b) => Number(b.usedHere) - Number(a.usedHere))
  const used = ordered.some((check) => check.usedHere)
  return (
    <div className="stack" style={{ gap: '0.4rem' }}>
      {!used && (
        <p>
          Found with another assay: a biomarker match, not a companion-diagnostic result. Would confirm it:
        </p>
      )}
      <ul className="plain-list">
        {ordered.map((check) => (
          <li key={check.id} className="cdx-item">
            {check.usedHere && <Badge said={{ word: 'used here', icon: 'check', tone: 'good' }} />}{' '}
            <strong>{check.device}</strong> <span className="quiet">({check.maker})</span>
            <div>
              on {check.specimen.join(' or ')}: {check.biomarkerText}
            </div>
            <div className="quiet small">
              {check.approval.authority} {check.approval.id}
              {check.approval.date !== null && `, ${check.approval.date}`}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
