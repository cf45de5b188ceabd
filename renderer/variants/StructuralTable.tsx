import { useState } from 'react'
import type { CopyNumber, Fusion } from '../../shared/model.ts'
import { caseAddress } from '../app/route.ts'
import { otherAlterationText } from '../case/alterationText.ts'
import { useCase } from '../case/CaseContext.ts'
import { fusionLoci, regionLocus } from '../genome/locus.ts'
import { Badge } from '../parts/Badge.tsx'
import { findingWord } from '../parts/words.ts'
import { ReportLineDialog } from '../reports/ReportLineDialog.tsx'

/** Copy number and rearrangements: few and weighty, so they stand above the long table. */
export function StructuralTable() {
  const { detail } = useCase()
  const [shown, setShown] = useState<{ reportId: number; line: number } | null>(null)
  const rows = detail.otherAlterations.filter(
    (one): one is CopyNumber | Fusion => one.kind === 'copyNumber' || one.kind === 'fusion',
  )
  if (rows.length === 0) return null
  return (
    <section className="sheet structural" aria-label="Copy number and rearrangements">
      <table className="table">
        <caption>
          Copy number and rearrangements <span className="count">{rows.length}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Alteration</th>
            <th scope="col">Status</th>
            <th scope="col">Details</th>
            <th scope="col">Filter</th>
            <th scope="col">Look</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one, index) => {
            const loci = one.kind === 'fusion' ? fusionLoci(one) : regionLocus(one)
            const { reportId, line } = one
            return (
              <tr key={index}>
                <th scope="row">{otherAlterationText(one)}</th>
                <td>
                  <Badge said={findingWord(one.status)} />
                </td>
                <td>{detailsText(one)}</td>
                <td>{one.filter}</td>
                <td>
                  <span className="row" style={{ gap: '0.9rem' }}>
                    {loci.length > 0 && <a href={caseAddress(detail.case.id, 'genome', { loci })}>Genome</a>}
                    {reportId !== undefined && line !== null && (
                      <button
                        type="button"
                        className="link-button"
                        onClick={() => setShown({ reportId, line })}
                      >
                        Report line
                      </button>
                    )}
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {shown !== null && <ReportLineDialog {...shown} onClose={() => setShown(null)} />}
    </section>
  )
}

function detailsText(one: CopyNumber | Fusion): string {
  const parts =
    one.kind === 'fusion'
      ? [
          one.exon5 === null && one.exon3 === null
            ? null
            : `exons ${one.exon5 ?? '?'} and ${one.exon3 ?? '?'}`,
          one.inFrame === null ? null : one.inFrame ? 'in frame' : 'out of frame',
          one.supportingReads === null ? null : `${one.supportingReads} supporting reads`,
        ]
      : [one.log2 === null || one.copies === null ? null : `log2 ${one.log2}`]
  return parts.filter((part) => part !== null).join(', ')
}
