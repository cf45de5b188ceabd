import { useState } from 'react'
import type { PackReference } from '../../shared/packVersions.ts'
import { useCall } from '../app/useCall.ts'
import { Waiting } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { count } from '../parts/numbers.ts'
import { CompareDialog } from './CompareDialog.tsx'
import './knowledge.css'
import { packVersions } from './versionList.ts'
import type { PackVersion, PackVersions } from './versionList.ts'

interface Comparing {
  readonly pack: PackVersions
  readonly from: PackReference
  readonly to: PackReference
}

/** Every version of every pack that the vault keeps; switching goes by way of what it changes. */
export function Versions({ revision, onChanged }: { revision: number; onChanged: () => void }) {
  const answer = useCall('knowledge/versions', {}, revision)
  const [comparing, setComparing] = useState<Comparing | null>(null)
  if (answer.state === 'failed') return <ErrorNotice error={answer.error} />
  if (answer.state !== 'ready') return <Waiting what="Reading the versions" />
  const packs = packVersions(answer.value)
  return (
    <section className="sheet versions" aria-label="Versions">
      <div className="panel-head">
        <h2>Versions</h2>
        <span className="quiet small">
          Former versions are kept. Before one is switched on or off, Caseboard tells which cases it touches.
        </span>
      </div>
      {packs.map((pack) => (
        <table key={pack.name} className="table">
          <caption>
            {pack.title} <span className="mono quiet">{pack.name}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Retrieved</th>
              <th scope="col" className="number">
                Assertions
              </th>
              <th scope="col">From</th>
              <th scope="col">Licence</th>
              <th scope="col">
                <span className="hidden-visually">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {pack.versions.map((version) => (
              <Row
                key={version.reference}
                pack={pack}
                version={version}
                onCompare={(from, to) => setComparing({ pack, from, to })}
              />
            ))}
          </tbody>
        </table>
      ))}
      <p className="sheet-body quiet small">
        Disease tree:{' '}
        {answer.value.oncotrees.find(({ active }) => active)?.version ?? answer.value.shippedOncotree}
        {answer.value.oncotrees.some(({ active }) => active) ? ' (imported)' : ' (comes with this Caseboard)'}
        .
      </p>
      {comparing !== null && (
        <CompareDialog
          pack={comparing.pack}
          initialFrom={comparing.from}
          initialTo={comparing.to}
          onClose={() => setComparing(null)}
          onChanged={onChanged}
        />
      )}
    </section>
  )
}

interface RowProps {
  readonly pack: PackVersions
  readonly version: PackVersion
  readonly onCompare: (from: PackReference, to: PackReference) => void
}

function Row({ pack, version, onCompare }: RowProps) {
  const inUse = pack.versions.find((one) => one.inUse)?.reference ?? 'none'
  const instead = pack.versions.some(({ kind }) => kind === 'program') ? 'shipped' : 'none'
  const alone = pack.versions.length === 1
  return (
    <tr>
      <th scope="row">
        {version.version}{' '}
        {version.inUse && (
          <span className="badge good">
            <Icon name="check" />
            in use
          </span>
        )}
        {version.kind === 'kept' && <span className="badge neutral">kept for comparison</span>}
      </th>
      <td className="mono small">{version.retrieved}</td>
      <td className="number">{count(version.assertions)}</td>
      <td>
        {version.origin}
        <div className="mono quiet small" title={`SHA-256 of the contents: ${version.contentSha256}`}>
          {version.contentSha256.slice(0, 12)}
        </div>
      </td>
      <td>{version.licence}</td>
      <td className="actions">
        {version.inUse && version.kind === 'imported' && (
          <button
            type="button"
            className="button small"
            aria-label={`Switch off ${pack.name} ${version.version}`}
            onClick={() => onCompare(version.reference, instead)}
          >
            Switch off …
          </button>
        )}
        {!version.inUse && version.kind === 'imported' && (
          <button
            type="button"
            className="button small"
            aria-label={`Switch on ${pack.name} ${version.version}`}
            onClick={() => onCompare(inUse, version.reference)}
          >
            Switch on …
          </button>
        )}
        {!version.inUse && version.kind !== 'imported' && !alone && (
          <button
            type="button"
            className="button small"
            aria-label={`Compare ${pack.name} ${version.version}`}
            onClick={() => onCompare(version.reference, inUse)}
          >
            Compare …
          </button>
        )}
      </td>
    </tr>
  )
}
