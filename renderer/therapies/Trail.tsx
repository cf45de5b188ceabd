import { useState } from 'react'
import type { Reason } from '../../shared/match.ts'
import { caseAddress } from '../app/route.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { otherAlterationOf } from '../case/findAlteration.ts'
import { termOfWord } from '../glossary/explain.ts'
import { Term } from '../glossary/Term.tsx'
import { ReportLineDialog } from '../reports/ReportLineDialog.tsx'
import { Badge } from '../parts/Badge.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { reasonWord } from '../parts/words.ts'

/** Every leaf of the rule with its verdict, the finding that decided it, and the way to the report. */
export function Trail({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ol className="trail">
      {reasons.map((reason, index) => (
        <li key={index}>
          <Badge said={reasonWord(reason)} />
          <div>
            <strong>{reason.leaf}</strong>
            {reason.alteration !== undefined && (
              <div>
                {reason.alteration}
                {reason.specificity !== undefined && <Specificity word={reason.specificity} />}
                {reason.date !== undefined && <span className="quiet"> · {reason.date}</span>}
              </div>
            )}
            <div className="quiet">{reason.explanation}</div>
            {reason.alterationId !== undefined && (
              <ReasonLinks reason={reason} alterationId={reason.alterationId} />
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Specificity({ word }: { word: NonNullable<Reason['specificity']> }) {
  const term = termOfWord(word)
  return <span className="quiet"> · {term === null ? word : <Term name={term}>{word}</Term>}</span>
}

function ReasonLinks({ reason, alterationId }: { reason: Reason; alterationId: number }) {
  const { detail } = useCase()
  const { busy, error, run } = useAction()
  const [shown, setShown] = useState<{ reportId: number; line: number } | null>(null)
  const other = otherAlterationOf(reason, detail.otherAlterations)
  const show = (): Promise<void> =>
    run(async () => {
      const found = other ?? (await call('variant/get', { variantId: alterationId }))
      const reportId = found.reportId ?? reason.reportId
      if (reportId !== undefined && found.line !== null) setShown({ reportId, line: found.line })
    })
  const hasLine = other === null || other.line !== null
  return (
    <div className="row small" style={{ gap: '0.9rem' }}>
      {other === null && (
        <>
          <a href={caseAddress(detail.case.id, 'variants', { variant: alterationId })}>Show the variant</a>
          <a href={caseAddress(detail.case.id, 'genome', { variant: alterationId })}>In the genome</a>
        </>
      )}
      {hasLine && (
        <button type="button" className="link-button" disabled={busy} onClick={() => void show()}>
          Report line
        </button>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {shown !== null && (
        <ReportLineDialog reportId={shown.reportId} line={shown.line} onClose={() => setShown(null)} />
      )}
    </div>
  )
}
