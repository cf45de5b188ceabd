import type { MatchReport } from '../../shared/match.ts'

/** What this page was computed from, pinned: packs with version and date, and the disease tree. */
export function PackFooter({ report }: { report: MatchReport }) {
  return (
    <footer className="quiet small" aria-label="Sources">
      Computed from{' '}
      {report.packs
        .map((pack) => `${pack.name} ${pack.version} (retrieved ${pack.retrieved}, ${pack.licence})`)
        .join('; ')}
      {report.packs.length === 0 && 'no knowledge pack'}; OncoTree {report.oncotreeVersion}. Advice for a
      board of physicians; the decision is theirs.
    </footer>
  )
}
