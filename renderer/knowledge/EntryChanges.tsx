import type { CallResult } from '../../shared/api.ts'
import type { ChangeTotals, EntryChange } from '../../shared/packComparison.ts'
import { count, plural } from '../parts/numbers.ts'

const words = { added: 'Added', removed: 'Removed', changed: 'Changed' } as const

/** What differs between two versions of a pack, entry by entry and field by field. */
export function EntryChanges({ answer }: { answer: CallResult<'knowledge/compare'> }) {
  const { comparison, totals } = answer
  return (
    <>
      <List
        title="Assertions"
        changes={comparison.assertions}
        totals={totals.assertions}
        unchanged={comparison.unchanged.assertions}
      />
      {comparison.companionDiagnostics.length > 0 && (
        <List
          title="Companion diagnostics"
          changes={comparison.companionDiagnostics}
          totals={totals.companionDiagnostics}
          unchanged={comparison.unchanged.companionDiagnostics}
        />
      )}
      {comparison.geneRoles.length > 0 && (
        <List title="Roles of genes" changes={comparison.geneRoles} totals={totals.geneRoles} />
      )}
      {comparison.renamed > 0 && (
        <p className="quiet small">
          {plural(comparison.renamed, 'entry says', 'entries say')} the same under another identifier. The day
          on which a source was looked up is not counted as a change.
        </p>
      )}
    </>
  )
}

interface ListProps {
  readonly title: string
  readonly changes: readonly EntryChange[]
  readonly totals: ChangeTotals
  readonly unchanged?: number
}

function List({ title, changes, totals, unchanged }: ListProps) {
  const all = totals.added + totals.removed + totals.changed
  return (
    <section className="sheet" aria-label={title}>
      <div className="panel-head">
        <h3>
          {title} <span className="count">{count(all)}</span>
        </h3>
        <span className="quiet small">
          {count(totals.added)} added, {count(totals.removed)} removed, {count(totals.changed)} changed
          {unchanged === undefined ? '' : `, ${count(unchanged)} as before`}
        </span>
      </div>
      {all === 0 ? (
        <p className="sheet-body quiet">Nothing differs here.</p>
      ) : (
        <div className="entry-changes">
          {changes.map((change) => (
            <Entry key={`${change.change} ${change.id}`} change={change} />
          ))}
          {changes.length < all && (
            <p className="sheet-body quiet">
              The first {count(changes.length)} of {count(all)} are shown; the command line’s “knowledge
              compare” prints all.
            </p>
          )}
        </div>
      )}
    </section>
  )
}

function Entry({ change }: { change: EntryChange }) {
  return (
    <article className="entry-change" aria-label={`${words[change.change]}: ${change.id}`}>
      <span className="badge neutral">{words[change.change]}</span> {change.text}{' '}
      <span className="mono quiet small">
        {change.formerId === null ? change.id : `${change.formerId} → ${change.id}`}
      </span>
      {change.fields.length > 0 && (
        <div className="fields small">
          {change.fields.map(({ field, before, after }) => (
            <FieldRow key={field} field={field} before={before} after={after} />
          ))}
        </div>
      )}
    </article>
  )
}

function FieldRow({ field, before, after }: { field: string; before: string; after: string }) {
  return (
    <>
      <span className="quiet">{field}</span>
      <del>{before === '' ? 'none' : before}</del>
      <ins>{after === '' ? 'none' : after}</ins>
    </>
  )
}
