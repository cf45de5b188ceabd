import { useState } from 'react'
import type { Report } from '../../shared/model.ts'
import { Icon } from '../parts/Icon.tsx'
import { bytes, count, moment, plural } from '../parts/numbers.ts'
import { alterationCounts } from './reportWords.ts'
import { ReportLineDialog } from './ReportLineDialog.tsx'

interface ReportDetailsProps {
  readonly report: Report
  readonly onRemove: (() => void) | null
}

/** One imported file: what it was, what was read, taken and refused, line by line. */
export function ReportDetails({ report, onRemove }: ReportDetailsProps) {
  const [line, setLine] = useState<number | null>(null)
  return (
    <article className="report-item" aria-label={`Report ${report.fileName}`}>
      <div className="row">
        <h3>{report.fileName}</h3>
        <span className="badge neutral">
          {[report.format, report.formatVersion].filter(Boolean).join(' ')}
        </span>
        {report.build !== null && <span className="badge neutral">{report.build}</span>}
        {report.refusedCount > 0 && (
          <span className="badge warn">
            <Icon name="warning" />
            {plural(report.refusedCount, 'record')} refused
          </span>
        )}
        {onRemove !== null && (
          <button
            type="button"
            className="button plain small danger"
            style={{ marginLeft: 'auto' }}
            aria-label={`Remove report ${report.fileName}`}
            onClick={onRemove}
          >
            Remove
          </button>
        )}
      </div>
      <p>
        {count(report.read)} records read, {count(report.taken)} taken, {count(report.refusedCount)} refused.{' '}
        {alterationCounts(report.alterations)}
      </p>
      <p className="quiet small">
        {[
          report.assay === null
            ? 'assay not named: nothing of it counts as negative'
            : `assay ${report.assay}`,
          report.specimen === null ? 'specimen not named' : `specimen ${report.specimen}`,
          report.tumorSample === null ? null : `tumor sample ${report.tumorSample}`,
          report.normalSample === null ? null : `normal sample ${report.normalSample}`,
          report.normalisedAgainst === null ? null : `normalised against ${report.normalisedAgainst}`,
          report.reportDate === null ? null : `dated ${report.reportDate}`,
          bytes(report.bytes),
          `imported ${moment(report.importedAt)} by ${report.importedBy} with ${report.reader}`,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <p className="quiet small mono" title="SHA-256 of the file">
        {report.sha256}
      </p>
      {report.warnings.length > 0 && (
        <details>
          <summary>{plural(report.warnings.length, 'warning')}</summary>
          <ul className="plain-list dotted">
            {report.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
      {report.refusedCount > 0 && (
        <details>
          <summary>
            Refused records {count(report.refused.length)}
            {report.refused.length < report.refusedCount && ` of ${count(report.refusedCount)}`}
          </summary>
          <div className="refused">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    Line
                  </th>
                  <th scope="col">Field</th>
                  <th scope="col">Reason</th>
                </tr>
              </thead>
              <tbody>
                {report.refused.map((refusal, index) => (
                  <tr key={index}>
                    <td className="number">
                      <button type="button" className="link-button" onClick={() => setLine(refusal.line)}>
                        {refusal.line}
                      </button>
                    </td>
                    <td className="mono">{refusal.field}</td>
                    <td>{refusal.reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      {line !== null && <ReportLineDialog reportId={report.id} line={line} onClose={() => setLine(null)} />}
    </article>
  )
}
