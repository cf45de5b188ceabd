import { useState } from 'react'
import { genomeBuildSchema } from '../../shared/model.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import { call } from '../app/call.ts'
import { useAction, useCall } from '../app/useCall.ts'
import { useFiles } from '../files/filesContext.ts'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { bytes } from '../parts/numbers.ts'

const kinds = ['fasta', '2bit', 'gene models'] as const
type Kind = (typeof kinds)[number]

const kindHints: Readonly<Record<Kind, string>> = {
  fasta: '.fa with its .fai beside it',
  '2bit': '.2bit, no index needed',
  'gene models': 'refGene, GTF or GFF3',
}

export function References() {
  const files = useFiles()
  const [revision, setRevision] = useState(0)
  const list = useCall('reference/list', {}, revision)
  const [build, setBuild] = useState<GenomeBuild>('GRCh38')
  const [kind, setKind] = useState<Kind>('fasta')
  const { busy, error, run } = useAction()
  const changed = (): void => setRevision((before) => before + 1)
  const add = (): Promise<void> =>
    run(async () => {
      const [path] = await files.open({ title: `Choose ${kind} for ${build}`, directory: false, many: false })
      if (path === undefined) return
      await call('reference/add', { build, kind, path })
      changed()
    })
  const remove = (referenceId: number): Promise<void> =>
    run(async () => {
      await call('reference/remove', { referenceId })
      changed()
    })
  return (
    <>
      <p className="quiet">
        A reference sequence shows bases in the genome view and lets indels be left-aligned at import. It
        stays where it is on this machine.
      </p>
      <div className="sheet sheet-body reference-add">
        <Field label="Build">
          {(control) => (
            <select
              {...control}
              className="input"
              value={build}
              onChange={(event) => setBuild(genomeBuildSchema.parse(event.target.value))}
            >
              {genomeBuildSchema.options.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Kind">
          {(control) => (
            <select
              {...control}
              className="input"
              value={kind}
              onChange={(event) => setKind(event.target.value as Kind)}
            >
              {kinds.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          )}
        </Field>
        <span className="quiet" style={{ paddingBottom: '0.35rem' }}>
          {kindHints[kind]}
        </span>
        <button type="button" className="button primary" disabled={busy} onClick={() => void add()}>
          {busy ? 'Checking …' : 'Register file'}
        </button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {list.state === 'loading' && <Waiting what="Reading" />}
      {list.state === 'failed' && <ErrorNotice error={list.error} />}
      {list.state === 'ready' && (
        <section className="sheet" aria-label="References">
          {list.value.references.length === 0 ? (
            <Empty title="No reference registered">
              The genome view works without one: coordinates, genes and reads, but no bases beyond the
              built-in slices. Register a FASTA or 2bit file of the build your laboratory uses.
            </Empty>
          ) : (
            <table className="table">
              <caption>
                References <span className="count">{list.value.references.length}</span>
              </caption>
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col">Build</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Checked</th>
                  <th scope="col" className="number">
                    Size
                  </th>
                  <th scope="col">
                    <span className="hidden-visually">Remove</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.value.references.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      {one.name}
                      <div className="quiet small mono">{one.path}</div>
                    </th>
                    <td>{one.build}</td>
                    <td>{one.kind}</td>
                    <td>{one.checked}</td>
                    <td className="number">{bytes(one.bytes)}</td>
                    <td className="number">
                      <button
                        type="button"
                        className="button plain small danger"
                        aria-label={`Remove reference ${one.name}`}
                        onClick={() => void remove(one.id)}
                      >
                        Remove
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
    </>
  )
}
