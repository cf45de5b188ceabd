import { useState } from 'react'
import { genomeBuildSchema } from '../../shared/model.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { useFiles } from '../files/filesContext.ts'
import { baseName } from '../files/paths.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Field } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { bytes } from '../parts/numbers.ts'

/** Files for the genome view: reads and other tracks. They stay where they are; only their place is stored. */
export function Tracks() {
  const { detail, reload } = useCase()
  const files = useFiles()
  const [path, setPath] = useState<string | null>(null)
  const { error, run } = useAction()
  const choose = (): Promise<void> =>
    run(async () => {
      const [chosen] = await files.open({ title: 'Choose a track', directory: false, many: false })
      if (chosen !== undefined) setPath(chosen)
    })
  const remove = (trackId: number): Promise<void> =>
    run(async () => {
      await call('track/remove', { trackId })
      reload()
    })
  return (
    <section className="sheet" aria-label="Tracks">
      <div className="panel-head">
        <h2>
          Tracks <span className="count">{detail.tracks.length}</span>
        </h2>
        <button type="button" className="button small desk-only" onClick={() => void choose()}>
          <Icon name="plus" />
          Add track
        </button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {detail.tracks.length === 0 ? (
        <Empty title="No reads registered">
          Add the BAM or CRAM (with its .bai or .crai beside it) to look at the reads behind a call; VCF, BED,
          bigWig and SEG work too. The files stay where they are and are read in place.
        </Empty>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Track</th>
              <th scope="col">Format</th>
              <th scope="col">Build</th>
              <th scope="col">Specimen</th>
              <th scope="col" className="number">
                Size
              </th>
              <th scope="col">
                <span className="hidden-visually">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {detail.tracks.map((track) => (
              <tr key={track.id}>
                <th scope="row">{track.name}</th>
                <td>{track.format}</td>
                <td>{track.build}</td>
                <td>{track.specimen ?? 'not named'}</td>
                <td className="number">{bytes(track.bytes)}</td>
                <td className="number">
                  <button
                    type="button"
                    className="button plain small danger desk-only"
                    aria-label={`Remove track ${track.name}`}
                    onClick={() => void remove(track.id)}
                  >
                    Remove
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {path !== null && <AddTrack path={path} onClose={() => setPath(null)} />}
    </section>
  )
}

function AddTrack({ path, onClose }: { path: string; onClose: () => void }) {
  const { detail, reload } = useCase()
  const [build, setBuild] = useState<GenomeBuild | ''>(
    detail.reports.find((report) => report.build !== null)?.build ?? '',
  )
  const [specimen, setSpecimen] = useState('')
  const { busy, error, run } = useAction()
  const add = (): Promise<void> =>
    run(async () => {
      if (build === '') return
      await call('track/add', {
        caseId: detail.case.id,
        path,
        build,
        specimen: specimen === '' ? null : specimen,
      })
      reload()
      onClose()
    })
  return (
    <Dialog
      title={`Add ${baseName(path)}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="button primary"
            disabled={busy || build === ''}
            onClick={() => void add()}
          >
            Register track
          </button>
        </>
      }
    >
      <div className="stack">
        <Field
          label="Genome build"
          hint="The build the file was aligned or called on. A wrong one shows the wrong place."
        >
          {(control) => (
            <select
              {...control}
              className="input"
              value={build}
              onChange={(event) =>
                setBuild(event.target.value === '' ? '' : genomeBuildSchema.parse(event.target.value))
              }
            >
              <option value="">choose …</option>
              {genomeBuildSchema.options.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Specimen">
          {(control) => (
            <select
              {...control}
              className="input"
              value={specimen}
              onChange={(event) => setSpecimen(event.target.value)}
            >
              <option value="">not named</option>
              {detail.case.specimens.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.name} ({one.kind})
                </option>
              ))}
            </select>
          )}
        </Field>
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  )
}
