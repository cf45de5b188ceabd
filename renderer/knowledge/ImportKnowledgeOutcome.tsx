import { useMemo, useState } from 'react'
import type { ImportTally, KnowledgeOutcome } from '../../shared/knowledgeImport.ts'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { count, plural } from '../parts/numbers.ts'
import { reasonGroups, searchRefused } from './refusedRows.ts'
import { VanishedCodes } from './VanishedCodes.tsx'

/** More rows than anybody reads; the search and the saved table reach the rest. */
const ROWS_SHOWN = 200

export function ImportKnowledgeOutcome({ outcome }: { outcome: KnowledgeOutcome }) {
  if (outcome.kind === 'oncotree') {
    return (
      <section className="knowledge-file" aria-label={`Outcome of ${outcome.fileName}`}>
        <h3>{outcome.fileName}</h3>
        <Notice tone="good">
          {outcome.version} is the disease tree from now on ({count(outcome.nodes)} tumor types).
        </Notice>
        <VanishedCodes version={outcome.version} vanished={outcome.vanished} />
      </section>
    )
  }
  const { manifest, tally, added } = outcome
  return (
    <section className="knowledge-file" aria-label={`Outcome of ${outcome.fileName}`}>
      <h3>
        {manifest.title} <span className="quiet">{manifest.version}</span>
      </h3>
      {!added && <Notice>The vault held this very version already; nothing was changed.</Notice>}
      <dl className="tally">
        <Figure label="rows read" value={tally.read} />
        <Figure label="taken" value={tally.taken} />
        <Figure label="refused" value={tally.refusedCount} />
        {outcome.geneRoles > 0 ? (
          <Figure label="gene roles" value={outcome.geneRoles} />
        ) : (
          <Figure label="assertions" value={outcome.assertions} />
        )}
      </dl>
      <dl className="facts">
        <dt>File</dt>
        <dd>
          {outcome.fileName} <span className="quiet">{outcome.format}</span>
        </dd>
        <dt>Licence</dt>
        <dd>{manifest.licence}</dd>
        <dt>Retrieved</dt>
        <dd>{manifest.retrieved}</dd>
      </dl>
      {tally.warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      {tally.refusedCount > 0 && <Refused tally={tally} />}
      {tally.unparsed.length > 0 && <Unparsed tally={tally} />}
    </section>
  )
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{count(value)}</dd>
    </div>
  )
}

function Refused({ tally }: { tally: ImportTally }) {
  const [text, setText] = useState('')
  const groups = useMemo(() => reasonGroups(tally.refused), [tally])
  const found = useMemo(() => searchRefused(tally.refused, text), [tally, text])
  return (
    <details>
      <summary>
        Why rows were refused <span className="count">{count(tally.refusedCount)}</span>
      </summary>
      <ul className="knowledge-reasons">
        {groups.map((group) => (
          <li key={group.reason}>
            <span className="number">{count(group.rows)}</span> {group.reason}
          </li>
        ))}
      </ul>
      <Field
        label="Search refused rows"
        hint={`${count(found.length)} of ${count(tally.refused.length)} rows`}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="knowledge-list" tabIndex={0} role="region" aria-label="Refused rows">
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
            {found.slice(0, ROWS_SHOWN).map((row) => (
              <tr key={`${row.line} ${row.field}`}>
                <td className="number">{row.line}</td>
                <td>{row.field}</td>
                <td>{row.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > ROWS_SHOWN && (
        <p className="quiet small">
          The first {ROWS_SHOWN} are shown. Search for others, or save all as a table.
        </p>
      )}
    </details>
  )
}

function Unparsed({ tally }: { tally: ImportTally }) {
  return (
    <details>
      <summary>
        Alterations that were not understood <span className="count">{count(tally.unparsed.length)}</span>
      </summary>
      <p className="quiet">
        Their rows are refused. A curator can write them as own rules in the spreadsheet, or tell the source.
      </p>
      <div className="knowledge-list" tabIndex={0} role="region" aria-label="Alterations not understood">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Gene</th>
              <th scope="col">As written</th>
              <th scope="col" className="number">
                Rows
              </th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {tally.unparsed.map((entry) => (
              <tr key={`${entry.gene ?? ''} ${entry.text}`}>
                <td>{entry.gene ?? 'none named'}</td>
                <td>{entry.text}</td>
                <td className="number" title={plural(entry.rows, 'row')}>
                  {count(entry.rows)}
                </td>
                <td>{entry.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
