import { useState } from 'react'
import type { CaseDetail } from '../../shared/api.ts'
import { Term } from '../glossary/Term.tsx'
import { termOfMarker } from '../glossary/explain.ts'
import { Badge } from '../parts/Badge.tsx'
import { findingWord, measured } from '../parts/words.ts'
import { ReportLineDialog } from '../reports/ReportLineDialog.tsx'
import { biomarkerRows } from './biomarkers.ts'

export function BiomarkerTable({ detail }: { detail: CaseDetail }) {
  const rows = biomarkerRows(detail)
  const [shown, setShown] = useState<{ reportId: number; line: number } | null>(null)
  return (
    <section className="sheet" aria-label="Biomarkers">
      <table className="table">
        <caption>
          Biomarkers <span className="count">{rows.length}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Marker</th>
            <th scope="col">Result</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const { reportId, line } = row
            return (
              <tr key={index}>
                <th scope="row">
                  <Term name={termOfMarker(row.name)}>{row.name}</Term>
                </th>
                <td>
                  {reportId !== null && line !== null && row.value !== '' ? (
                    <button
                      type="button"
                      className="link-button"
                      title="Show the report line"
                      onClick={() => setShown({ reportId, line })}
                    >
                      {row.value}
                    </button>
                  ) : (
                    row.value
                  )}
                  {row.note !== '' && <div className="quiet small">{row.note}</div>}
                </td>
                <td>
                  <Badge said={row.status === 'measured' ? measured : findingWord(row.status)} />
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
