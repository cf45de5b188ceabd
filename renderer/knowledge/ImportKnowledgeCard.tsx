import type { KnowledgePreview } from '../../shared/knowledgeImport.ts'
import { baseName } from '../files/paths.ts'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { bytes, count, plural } from '../parts/numbers.ts'
import type { KnowledgeCandidate } from './importChoices.ts'
import { VanishedCodes } from './VanishedCodes.tsx'

interface ImportKnowledgeCardProps {
  readonly candidate: KnowledgeCandidate
  readonly onChange: (candidate: KnowledgeCandidate) => void
}

export function ImportKnowledgeCard({ candidate, onChange }: ImportKnowledgeCardProps) {
  const { preview, error } = candidate
  const name = preview?.fileName ?? baseName(candidate.path)
  return (
    <section className="knowledge-file" aria-label={`File ${name}`}>
      <div className="row between">
        <h3>{name}</h3>
        {preview !== null && <span className="quiet small">{bytes(preview.bytes)}</span>}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {error === null && preview === null && (
        <p className="quiet" role="status">
          Reading the file …
        </p>
      )}
      {preview !== null && (
        <>
          <Facts preview={preview} />
          <Statements candidate={candidate} preview={preview} onChange={onChange} />
        </>
      )}
    </section>
  )
}

function Facts({ preview }: { preview: KnowledgePreview }) {
  const { content, format } = preview
  if (content.kind === 'oncotree') {
    return (
      <>
        <dl className="facts">
          <dt>Format</dt>
          <dd>{format}</dd>
          <dt>Release</dt>
          <dd>
            {content.version}, {count(content.nodes)} tumor types{' '}
            <span className="quiet">in use now: {content.inUse}</span>
          </dd>
          <dt>Licence</dt>
          <dd>CC BY 4.0 (OncoTree, Memorial Sloan Kettering Cancer Center)</dd>
        </dl>
        <VanishedCodes version={content.version} vanished={content.vanished} />
      </>
    )
  }
  const { manifest, read, taken, refusedCount, assertions, geneRoles } = content
  return (
    <dl className="facts">
      <dt>Format</dt>
      <dd>{format}</dd>
      <dt>Pack</dt>
      <dd>{manifest.title}</dd>
      <dt>Source</dt>
      <dd>{manifest.source}</dd>
      <dt>Rows</dt>
      <dd>
        {count(read)} read: {count(taken)} can be used, {count(refusedCount)} refused{' '}
        <span className="quiet">
          (the reasons are listed after the import);{' '}
          {geneRoles > 0 ? plural(geneRoles, 'gene role') : plural(assertions, 'assertion')}
        </span>
      </dd>
      {!preview.needs.includes('licence') && (
        <>
          <dt>Licence</dt>
          <dd>{manifest.licence}</dd>
        </>
      )}
      {manifest.notice !== undefined && (
        <>
          <dt>Notice</dt>
          <dd>{manifest.notice}</dd>
        </>
      )}
    </dl>
  )
}

function Statements({
  candidate,
  preview,
  onChange,
}: ImportKnowledgeCardProps & { readonly preview: KnowledgePreview }) {
  const needsLicence = preview.needs.includes('licence')
  const pack = preview.content.kind === 'pack'
  return (
    <>
      {needsLicence && (
        <Notice tone="warning">
          OncoKB may be used for patients only under a licence of your own. Name it, and confirm that it
          allows this use.
        </Notice>
      )}
      <div className="knowledge-choices">
        <Field label="Version">
          {(control) => (
            <input
              {...control}
              className="input"
              value={candidate.version}
              onChange={(event) => onChange({ ...candidate, version: event.target.value })}
            />
          )}
        </Field>
        {pack && (
          <Field label="Retrieved" hint="When the file was obtained, YYYY-MM-DD">
            {(control) => (
              <input
                {...control}
                className="input"
                value={candidate.retrieved}
                onChange={(event) => onChange({ ...candidate, retrieved: event.target.value })}
              />
            )}
          </Field>
        )}
        {needsLicence && (
          <Field label="Your licence" hint="Contract or account under which the file was obtained">
            {(control) => (
              <input
                {...control}
                className="input"
                value={candidate.licence}
                onChange={(event) => onChange({ ...candidate, licence: event.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      <label className="knowledge-confirm">
        <input
          type="checkbox"
          checked={candidate.confirmed}
          onChange={(event) => onChange({ ...candidate, confirmed: event.target.checked })}
        />
        {needsLicence ? 'Our licence allows this use' : 'The licence allows our use'}
      </label>
    </>
  )
}
