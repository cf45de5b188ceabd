import type { Match } from '../../shared/match.ts'
import { useCall } from '../app/useCall.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'

/** The rule as it stands in its pack, word for word: the last step of the trail. */
export function RuleDialog({ match, onClose }: { match: Match; onClose: () => void }) {
  const rule = useCall('knowledge/assertion', { pack: match.pack, id: match.assertionId })
  return (
    <Dialog title="Rule" wide onClose={onClose}>
      {rule.state === 'loading' && <Waiting what="Reading the pack" />}
      {rule.state === 'failed' && <ErrorNotice error={rule.error} />}
      {rule.state === 'ready' && (
        <div className="stack">
          <p>
            <span className="mono">{rule.value.assertion.id}</span> of {rule.value.pack.title}{' '}
            {rule.value.pack.version}, retrieved {rule.value.pack.retrieved}. Licence:{' '}
            {rule.value.pack.licence}
          </p>
          <p>{rule.value.assertion.statement}</p>
          <pre className="report-line" tabIndex={0} aria-label="Rule as written in the pack">
            {JSON.stringify(rule.value.assertion, null, 2)}
          </pre>
        </div>
      )}
    </Dialog>
  )
}
